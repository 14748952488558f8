//! What features above add to the home of a desk: listings with their numbers, and charts.

use crate::web::charts::Chart;

/// One of several to choose from.
pub struct Chosen {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// A listing with its numbers.
pub struct HomeLine {
    pub href: String,
    pub title: String,
    /// Since the period began.
    pub views: i64,
    /// The same page with the charts of this listing alone.
    pub views_href: String,
    pub applications: i64,
    pub applications_href: String,
    /// "6 days", "Closes today".
    pub left: String,
}

/// A middle of several times.
pub struct Took {
    pub label: &'static str,
    /// "4 days"
    pub words: String,
    /// "12 applications reached an offer"
    pub of: String,
}

pub struct Home {
    pub states: Vec<Chosen>,
    pub state: &'static str,
    pub lines: Vec<HomeLine>,
    /// Where all of the state are; empty when these are all.
    pub more_href: String,
    pub periods: Vec<Chosen>,
    /// "4 weeks"
    pub period: &'static str,
    /// What the charts are of, when not of everything: "Theatre nurse", "Search".
    pub only: Vec<String>,
    pub all_href: String,
    pub over_time: Vec<Chart>,
    pub shares: Vec<Chart>,
    pub took: Vec<Took>,
}
