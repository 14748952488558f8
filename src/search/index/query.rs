//! What is asked of the index, and what it answers.

use super::Group;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// As typed: all words are wanted, "phrases" in quotes, a leading minus for what is not wanted.
    pub words: String,
    /// Search for the words as they stand, even when they look misspelt.
    pub as_typed: bool,
    pub place: Option<Where>,
    /// A listing fits a group when it has any of the chosen values.
    pub chosen: BTreeMap<Group, BTreeSet<String>>,
    /// Posted in the last so many days.
    pub posted_within: Option<u16>,
    /// Starting in at most so many days.
    pub starts_within: Option<u16>,
    /// In pounds for a full-time year.
    pub pays_from: Option<u32>,
    pub sort: Sort,
    pub skip: usize,
    pub take: usize,
    /// Only hits and their total are wanted, not what each further choice would leave: many times cheaper.
    pub uncounted: bool,
    /// Every provider is wanted among the counts, not only those with most: there are thousands.
    pub every_provider: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Where {
    /// Within so many miles of a point, or anywhere, with the distance told.
    Round { lat: f64, lon: f64, miles: Option<f64> },
    /// Inside a region or county, by its key.
    Inside(String),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By how well the words fit, with a gentle lift for the new; without words, newest.
    #[default]
    Best,
    Newest,
    ClosingSoonest,
    /// Without a point to be near to, newest.
    Nearest,
    HighestPay,
}

#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// From `skip` on, at most `take`.
    pub hits: Vec<Hit>,
    /// Exact, of all that fit.
    pub total: u32,
    pub counts: Counts,
    /// Set when other words than the typed ones were searched for.
    pub corrected: Option<Correction>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    pub listing: i64,
    /// To the nearest of its sites, when the query has a point.
    pub miles: Option<f32>,
}

/// How many listings each further choice would leave. The counts of a group ignore what is chosen in that group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// The values that any listing has, most frequent first. Of providers only the first [`FIRST_PROVIDERS`] and those
    /// that are chosen, unless all are asked for.
    pub groups: BTreeMap<Group, Vec<(String, u32)>>,
    /// How many providers have any.
    pub providers: usize,
    /// For each of [`POSTED_WITHIN`].
    pub posted_within: Vec<(u16, u32)>,
    /// For each of [`STARTS_WITHIN`].
    pub starts_within: Vec<(u16, u32)>,
    /// For each of [`PAYS_FROM`].
    pub pays_from: Vec<(u32, u32)>,
}

impl Counts {
    pub fn of(&self, group: Group, code: &str) -> u32 {
        let counts = self.groups.get(&group).map(Vec::as_slice).unwrap_or_default();
        counts.iter().find(|(other, _)| other == code).map_or(0, |(_, count)| *count)
    }
}

/// Providers that a page shows.
pub const FIRST_PROVIDERS: usize = 12;
/// The choices that are counted, in days.
pub const POSTED_WITHIN: [u16; 5] = [1, 3, 7, 14, 30];
/// The choices that are counted, in days.
pub const STARTS_WITHIN: [u16; 4] = [31, 92, 183, 366];
/// The choices that are counted, in pounds a year.
pub const PAYS_FROM: [u32; 9] = [20_000, 25_000, 30_000, 35_000, 40_000, 50_000, 60_000, 80_000, 100_000];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The words that were searched for instead.
    pub words: String,
    /// Each word that was typed, and the one that was taken for it.
    pub changes: Vec<(String, String)>,
}
