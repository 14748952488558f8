//! A search in words: for headings, alerts and letters.

use super::{Criteria, Located, PayFloor};
use crate::codes;
use crate::kit::places::Place;
use crate::listings::model::money;
use crate::search::filters::{FILTERS, filter_of};
use crate::search::index::Group;

impl Criteria {
    /// "“physio” within 10 miles of Leeds: Physiotherapist, Part time"; "All listings" when nothing is asked.
    pub fn label(&self) -> String {
        let mut subject = match self.words.is_empty() {
            true => self.subject(),
            false => format!("“{}”", self.words),
        };
        if let Some(place) = self.place_words(&self.locate()) {
            subject = format!("{subject} {place}");
        }
        let kinds = self.words.is_empty();
        let filters: Vec<String> = self.said_filters(|group| !(kinds && group == Group::Kind));
        match filters.is_empty() {
            true => subject,
            false => format!("{subject}: {}", filters.join(", ")),
        }
    }

    /// What is looked for, in the plural.
    pub fn subject(&self) -> String {
        match (self.has(Group::Kind, "role"), self.has(Group::Kind, "placement")) {
            (true, false) => "Roles".into(),
            (false, true) => "Training placements".into(),
            _ => "All listings".into(),
        }
    }

    /// "within 10 miles of Leeds", "in Kent".
    pub fn place_words(&self, located: &Located) -> Option<String> {
        let words = |place: &Place| match (&place.area, self.within.miles()) {
            (Some(_), _) => format!("in {}", place.label),
            (None, Some(1)) => format!("within a mile of {}", place.label),
            (None, Some(miles)) => format!("within {miles} miles of {}", place.label),
            (None, None) => format!("anywhere, measured from {}", place.label),
        };
        located.place().map(words)
    }

    /// Every filter that holds, of the groups wanted.
    pub fn said_filters(&self, wanted: impl Fn(Group) -> bool) -> Vec<String> {
        let mut said = Vec::new();
        for filter in FILTERS.iter().filter(|filter| wanted(filter.group)) {
            let codes = self.chosen.get(&filter.group).into_iter().flatten();
            said.extend(codes.map(|code| filter.chip(code)));
        }
        said.extend(self.posted.map(posted_words));
        said.extend(self.starts.map(starts_words));
        said.extend(self.pay.as_ref().map(PayFloor::words));
        said
    }

    /// Why a listing fits that was found so far away: "“physio”, 4 miles from Leeds, Part time".
    pub fn why(&self, miles: Option<f32>) -> String {
        let mut why = Vec::new();
        if !self.words.is_empty() {
            why.push(format!("“{}”", self.words));
        }
        if let Some(place) = self.locate().place() {
            why.push(match (miles, &place.area) {
                (Some(miles), None) => {
                    format!(
                        "{} from {}",
                        crate::listings::model::miles_words(miles).to_lowercase(),
                        place.label
                    )
                }
                _ => format!("in {}", place.label),
            });
        }
        why.extend(self.said_filters(|group| filter_of(group).is_some()));
        match why.is_empty() {
            true => "You asked for every new listing".into(),
            false => why.join(", "),
        }
    }
}

impl PayFloor {
    /// "£18 an hour or more".
    pub fn words(&self) -> String {
        let period = codes::pay_periods().label(&self.per).to_lowercase();
        format!("{} {period} or more", money(i64::from(self.pounds) * 100))
    }
}

pub fn posted_words(days: u16) -> String {
    match days {
        1 => "Posted in the last day".into(),
        days => format!("Posted in the last {days} days"),
    }
}

pub fn starts_words(days: u16) -> String {
    match days {
        31 => "Starts within a month".into(),
        92 => "Starts within 3 months".into(),
        183 => "Starts within 6 months".into(),
        366 => "Starts within a year".into(),
        days => format!("Starts within {days} days"),
    }
}
