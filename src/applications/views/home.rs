//! The home of a desk in numbers: listings with theirs, and charts.

use std::collections::HashMap;

use chrono::NaiveDate;
use itertools::Itertools;

use super::several;
use crate::applications::forms::HomeQuery;
use crate::applications::model::{
    ApplicationId, EventKind, Period, Sent, State, days_until, divided, median,
};
use crate::kit::clock::{Moment, day_words};
use crate::kit::text;
use crate::listings::model::Source;
use crate::listings::{Listing, ListingId, ListingState};
use crate::providers::{Chosen, Home, HomeLine, Took};
use crate::web::charts::{Chart, Point};

/// Listings in a chart of them.
const MOST_CHARTED: usize = 8;

/// What was read for the home.
pub(in crate::applications) struct Numbers {
    pub period: Period,
    pub counts: Vec<(ListingState, i64)>,
    pub state: ListingState,
    pub listings: Vec<Listing>,
    /// Since the period began.
    pub views_of: HashMap<ListingId, i64>,
    /// Since ever.
    pub applications_of: HashMap<ListingId, i64>,
    /// What the charts are of, when of one.
    pub listing: Option<Listing>,
    pub source: Option<Source>,
    pub views_by_day: Vec<(NaiveDate, i64)>,
    pub views_by_source: Vec<(Source, i64)>,
    /// Of what is chosen.
    pub views_by_listing: HashMap<ListingId, i64>,
    /// Of what can stand in a chart.
    pub titles: HashMap<ListingId, String>,
    /// From everywhere.
    pub submitted: Vec<Sent>,
    pub happened: Vec<(ApplicationId, EventKind, Moment)>,
}

impl Numbers {
    /// Those with most, first.
    pub fn most_viewed(&self) -> Vec<(ListingId, i64)> {
        most(self.views_by_listing.iter().map(|(id, views)| (*id, *views)))
    }

    /// Of what is chosen.
    fn sent(&self) -> impl Iterator<Item = &Sent> {
        self.submitted.iter().filter(|one| self.source.is_none() || one.source == self.source)
    }

    /// Of those of which it is known.
    fn applied_by_source(&self) -> HashMap<Source, i64> {
        let known = self.submitted.iter().filter_map(|one| one.source);
        known.counts().into_iter().map(|(source, many)| (source, many as i64)).collect()
    }

    pub fn most_applied(&self) -> Vec<(ListingId, i64)> {
        most(self.sent().counts_by(|one| one.listing).into_iter().map(|(id, n)| (id, n as i64)))
    }
}

fn most(numbers: impl Iterator<Item = (ListingId, i64)>) -> Vec<(ListingId, i64)> {
    numbers.sorted_by_key(|(id, number)| (std::cmp::Reverse(*number), *id)).take(MOST_CHARTED).collect()
}

/// An address of the home with these choices.
fn address(desk: &str, query: &HomeQuery) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    let choices = [
        ("weeks", &query.weeks),
        ("state", &query.state),
        ("listing", &query.listing),
        ("source", &query.source),
    ];
    for (name, value) in choices.into_iter().filter(|(_, value)| !value.is_empty()) {
        pairs.append_pair(name, value);
    }
    match pairs.finish() {
        none if none.is_empty() => desk.to_string(),
        some => format!("{desk}?{some}"),
    }
}

/// The numbers, as of today.
pub(in crate::applications) fn home(
    desk: &str,
    query: &HomeQuery,
    found: &Numbers,
    today: NaiveDate,
) -> Home {
    let to = |change: HomeQuery| address(desk, &change);
    let count =
        |state: ListingState| found.counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, n)| *n);
    let state = |one: &ListingState| Chosen {
        href: format!("{}#listings", to(HomeQuery { state: one.to_string(), ..query.clone() })),
        label: format!("{} ({})", one.label(), count(*one)),
        current: *one == found.state,
    };
    let period = |one: Period| Chosen {
        href: format!("{}#numbers", to(HomeQuery { weeks: one.code().into(), ..query.clone() })),
        label: one.label().into(),
        current: one == found.period,
    };
    let listing = found.listing.as_ref().map(|listing| listing.name().to_string());
    let source = found.source.map(|source| source.label().to_string());
    Home {
        states: ListingState::ALL.iter().filter(|one| count(**one) > 0).map(state).collect(),
        state: found.state.label(),
        lines: lines(desk, query, found, today),
        more_href: match count(found.state) > found.listings.len() as i64 {
            true => format!("{desk}/listings?state={}", found.state),
            false => String::new(),
        },
        periods: Period::ALL.map(period).into(),
        period: found.period.label(),
        only: listing.into_iter().chain(source).collect(),
        all_href: to(HomeQuery { listing: String::new(), source: String::new(), ..query.clone() }),
        over_time: over_time(found, today),
        shares: shares(desk, query, found),
        took: took(found),
    }
}

fn lines(desk: &str, query: &HomeQuery, found: &Numbers, today: NaiveDate) -> Vec<HomeLine> {
    let number = |of: &HashMap<ListingId, i64>, id: ListingId| of.get(&id).copied().unwrap_or_default();
    let line = |listing: &Listing| HomeLine {
        href: listing.desk_path(),
        title: listing.name().to_string(),
        views: number(&found.views_of, listing.id),
        views_href: {
            let only = HomeQuery { listing: listing.id.to_string(), ..query.clone() };
            format!("{}#numbers", address(desk, &only))
        },
        applications: number(&found.applications_of, listing.id),
        applications_href: format!("{}/applications", listing.desk_path()),
        left: left(listing, today),
    };
    found.listings.iter().map(line).collect()
}

fn left(listing: &Listing, today: NaiveDate) -> String {
    match (listing.state, listing.closes_on.map(|day| (day - today).num_days())) {
        (ListingState::Live, Some(..=0)) => "Closes today".into(),
        (ListingState::Live, Some(1)) => "1 day".into(),
        (ListingState::Live, Some(days)) => format!("{days} days"),
        (ListingState::Closed, _) => "Closed".into(),
        _ => "Not live".into(),
    }
}

fn over_time(found: &Numbers, today: NaiveDate) -> Vec<Chart> {
    let starts = found.period.starts(today);
    let label = |day: &NaiveDate| match found.period {
        Period::Year => (day.format("%b").to_string(), day.format("%B %Y").to_string()),
        Period::TwelveWeeks => (day.format("%-d %b").to_string(), format!("Week from {}", day_words(*day))),
        Period::FourWeeks => (day.format("%-d %b").to_string(), day_words(*day)),
    };
    let points = |sums: Vec<i64>| {
        let point = |(day, value)| {
            let (label, said) = label(day);
            Point { label, said, value, href: String::new() }
        };
        starts.iter().zip(sums).map(point).collect::<Vec<Point>>()
    };
    let views = divided(&starts, found.views_by_day.iter().copied());
    let applied = divided(&starts, found.sent().map(|one| (one.at.london_day(), 1)));
    vec![
        Chart::columns("views", "Views", ["When", "Views"], points(views)),
        Chart::columns("applied", "Applications", ["When", "Applications"], points(applied)),
    ]
}

fn shares(desk: &str, query: &HomeQuery, found: &Numbers) -> Vec<Chart> {
    let only = |change: HomeQuery| format!("{}#numbers", address(desk, &change));
    let of_source = |(source, value): (Source, i64)| Point {
        label: source.label().into(),
        said: source.label().into(),
        value,
        href: only(HomeQuery { source: source.to_string(), ..query.clone() }),
    };
    let of_sources = |numbers: &HashMap<Source, i64>| {
        let all = Source::ALL.iter().filter_map(|source| Some((*source, *numbers.get(source)?)));
        all.map(of_source).collect::<Vec<Point>>()
    };
    let of_listing = |(id, value): (ListingId, i64)| {
        let title = found.titles.get(&id)?;
        let href = only(HomeQuery { listing: id.to_string(), ..query.clone() });
        Some(Point { label: text::excerpt(title, 44), said: title.clone(), value, href })
    };
    let of_listings =
        |all: Vec<(ListingId, i64)>| all.into_iter().filter_map(of_listing).collect::<Vec<Point>>();
    let of_stage = |state: &State| {
        let value = found.sent().filter(|one| one.state == *state).count() as i64;
        Point { label: state.label().into(), said: state.label().into(), value, href: String::new() }
    };
    let stages = State::ALL.iter().filter(|state| **state != State::Draft).map(of_stage).collect();
    let views_by_source = of_sources(&found.views_by_source.iter().copied().collect());
    let applied_by_source = of_sources(&found.applied_by_source());
    let (viewed, applied) = (of_listings(found.most_viewed()), of_listings(found.most_applied()));
    vec![
        Chart::bars("sources", "Views by where people came from", ["From", "Views"], views_by_source),
        Chart::bars(
            "sources-applied",
            "Applications by where people came from",
            ["From", "Applications"],
            applied_by_source,
        ),
        Chart::bars("listings-viewed", "Views by listing", ["Listing", "Views"], viewed),
        Chart::bars("listings-applied", "Applications by listing", ["Listing", "Applications"], applied),
        Chart::bars("stages", "Applications by stage", ["Stage", "Applications"], stages),
    ]
}

fn took(found: &Numbers) -> Vec<Took> {
    let sent: Vec<Sent> = found.sent().copied().collect();
    let of = |label, reached, kind| {
        let days = days_until(kind, &sent, &found.happened);
        let count = days.len() as i64;
        Took {
            label,
            words: median(days).map_or("Not yet".into(), |days| several(days, "day", "days")),
            of: format!("{} reached {reached}", several(count, "application", "applications")),
        }
    };
    vec![
        of("Until somebody is shortlisted", "a shortlist", EventKind::Shortlisted),
        of("Until an offer", "an offer", EventKind::Offered),
    ]
}
