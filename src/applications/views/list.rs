//! The list of a person's applications.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use crate::applications::model::{
    ApplicationId, Door, Event, EventKind, Expected, Hidden, State, Turn, days_late, is_unopened, late_words,
    progress,
};
use crate::applications::store::Own;
use crate::kit::clock::{self, Moment};
use crate::web::page::Page;

/// A step of the way, with its day; without one it has not happened.
pub struct TrackStep {
    pub label: &'static str,
    pub when: String,
}

pub struct OwnLine {
    pub href: String,
    pub title: String,
    pub provider: String,
    pub state: &'static str,
    pub colour: &'static str,
    /// What happens next, and by when.
    pub next: String,
    /// "3 days late"; empty while it is not.
    pub late: String,
    pub track: Vec<TrackStep>,
}

/// A person's applications, by what needs doing.
#[derive(Template)]
#[template(path = "applications/list.html")]
pub struct ListPage {
    pub page: Page,
    pub groups: Vec<(&'static str, Vec<OwnLine>)>,
}

impl ListPage {
    pub fn new(
        page: Page,
        mut all: Vec<Own>,
        events: &HashMap<ApplicationId, Vec<Event>>,
        expected: &HashMap<ApplicationId, Expected>,
        now: Moment,
    ) -> Self {
        let of = |own: &Own| expected.get(&own.id).copied().unwrap_or_default();
        let turn = |own: &Own| Turn::of(own.state, door(own, now), of(own).is_to_choose);
        // What is due first comes first; what is over stays in the order in which it was touched.
        all.sort_by_key(|own| (turn(own), due(own, turn(own))));
        let mut groups: Vec<(&'static str, Vec<OwnLine>)> =
            Turn::ALL.iter().map(|turn| (turn.label(), Vec::new())).collect();
        for own in all {
            let group = groups.iter_mut().find(|(label, _)| *label == turn(&own).label());
            let happened = events.get(&own.id).map_or(&[][..], Vec::as_slice);
            if let Some((_, lines)) = group {
                let expected = of(&own);
                lines.push(line(own, happened, expected, now));
            }
        }
        groups.retain(|(_, lines)| !lines.is_empty());
        Self { page, groups }
    }
}

fn hidden(own: &Own) -> Option<Hidden> {
    Hidden::of(&own.listing, own.provider_state)
}

fn door(own: &Own, now: Moment) -> Door {
    if hidden(own).is_some() { Door::Closed } else { Door::of(&own.listing, now) }
}

/// The day by which something is to be done; an offer or a time is to be answered before anything else.
fn due(own: &Own, turn: Turn) -> Option<NaiveDate> {
    match turn {
        Turn::Candidate if own.state != State::Draft => Some(NaiveDate::MIN),
        Turn::Candidate => own.listing.closed_moment().map(|at| at.london_day()),
        Turn::Provider => own.listing.decide_by.or(Some(NaiveDate::MAX)),
        Turn::Nobody => None,
    }
}

fn line(own: Own, events: &[Event], expected: Expected, now: Moment) -> OwnLine {
    let late = days_late(own.state, own.listing.decide_by, now.london_day());
    OwnLine {
        href: format!("/applications/{}", own.id),
        next: next_of(&own, expected, now),
        late: late.map(late_words).unwrap_or_default(),
        track: track(own.state, events),
        title: own.listing.title,
        provider: own.provider_name,
        state: own.state.label(),
        colour: own.state.colour(),
    }
}

fn track(state: State, events: &[Event]) -> Vec<TrackStep> {
    if state == State::Draft {
        return Vec::new();
    }
    let step = |(kind, at): (EventKind, Moment)| TrackStep {
        label: kind.short(),
        when: clock::day_words(at.london_day()),
    };
    let mut steps: Vec<TrackStep> = progress(events).into_iter().map(step).collect();
    if is_unopened(state, events) {
        let label = if state.awaits_provider() { "Not opened yet" } else { "Answered without being opened" };
        steps.push(TrackStep { label, when: String::new() });
    }
    steps
}

fn next_of(own: &Own, expected: Expected, now: Moment) -> String {
    if hidden(own).is_some() && (own.state == State::Draft || own.state.awaits_provider()) {
        return "Moderators have taken it out of sight for now. What you wrote is kept".into();
    }
    match (own.state, door(own, now)) {
        (State::Draft, Door::Open) => match own.listing.closes_at {
            Some(closes) => format!("Finish it by {}", clock::moment_words(closes)),
            None => "Finish and submit it".into(),
        },
        (State::Draft, Door::Grace(until)) => {
            format!("Closed early. You can still submit it until {}", clock::moment_words(until))
        }
        (State::Draft, Door::Closed) => "The listing closed before you submitted it".into(),
        (State::Offered, _) => "Read the offer, and accept or decline it".into(),
        (state, _) if state.awaits_provider() && expected.is_to_choose => {
            "Choose a time for your interview".into()
        }
        (state, _) if state.awaits_provider() => waiting_words(own, expected, now),
        _ => format!("Since {}", clock::day_words(own.updated_at.london_day())),
    }
}

fn waiting_words(own: &Own, expected: Expected, now: Moment) -> String {
    match (expected.interview, expected.hear_by) {
        (Some(at), _) => format!("Your interview is on {}", clock::moment_words(at)),
        (None, Some(day)) if day >= now.london_day() => {
            format!("Answer promised by {}", clock::day_words(day))
        }
        _ => decision_words(own.listing.decide_by, now.london_day()),
    }
}

fn decision_words(decide_by: Option<NaiveDate>, today: NaiveDate) -> String {
    match decide_by {
        Some(day) if day < today => format!("A decision was due by {}", clock::day_words(day)),
        Some(day) => format!("Decision by {}", clock::day_words(day)),
        None => "The provider has named no day for its decision".into(),
    }
}
