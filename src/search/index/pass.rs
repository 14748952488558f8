//! The pass over the matching documents of a segment: one look at each row decides whether the listing fits, and for
//! which groups it counts. A listing that fails no choice is a hit and counts everywhere; one that fails exactly one
//! group's choice counts only in that group (which is what makes a group ignore its own choices); others nowhere.

use super::document::{days, minutes};
use super::groups::{Bits, Group, WORDS, bits};
use super::query::{Counts, PAYS_FROM, POSTED_WITHIN, Query, STARTS_WITHIN};
use super::rows::{Row, Rows};
use super::sets::Set;
use super::space::{self, Point};
use super::tally::Tally;
use super::view::View;
use chrono::NaiveDateTime;
use std::collections::HashSet;
use tantivy::DocId;
use tantivy::fastfield::AliveBitSet;

const MINUTES_A_DAY: u32 = 24 * 60;
/// Days of age that are counted one by one.
const AGES: usize = 32;
/// Days ahead that are counted one by one.
const STARTS: usize = 368;
/// Thousands of pounds that are counted one by one.
const PAYS: usize = 102;

/// What must hold of a row.
enum Choice {
    Bits { wanted: Bits, group: Bits },
    Provider(HashSet<u32>),
    PostedFrom(u32),
    StartsBy(u16),
    PaysFrom(u16),
}

impl Choice {
    #[inline]
    fn fits(&self, row: &Row) -> bool {
        match self {
            Choice::Bits { wanted, .. } => {
                (0..WORDS).fold(0, |any, word| any | wanted[word] & row.bits[word]) != 0
            }
            Choice::Provider(providers) => providers.contains(&row.provider),
            Choice::PostedFrom(least) => row.posted >= *least,
            Choice::StartsBy(latest) => row.starts <= *latest,
            Choice::PaysFrom(least) => row.pays >= *least,
        }
    }
}

/// A query's choices, compiled for rows; and what has been counted so far.
pub struct Pass {
    choices: Vec<Choice>,
    /// Where distances are measured from, and the greatest squared chord.
    round: Option<(Point, Option<f32>)>,
    now: u32,
    today: u16,
    tally: Tally,
    providers: Vec<u32>,
    ages: [u32; AGES],
    starts: [u32; STARTS],
    pays: [u32; PAYS],
    pub total: u32,
}

impl Pass {
    pub fn new(view: &View, query: &Query, round: Option<(Point, Option<f32>)>, now: NaiveDateTime) -> Pass {
        Pass {
            choices: choices(view, query, now),
            round,
            now: minutes(now),
            today: days(now.date()),
            tally: Tally::default(),
            providers: vec![0; view.dictionary.providers()],
            ages: [0; AGES],
            starts: [0; STARTS],
            pays: [0; PAYS],
            total: 0,
        }
    }

    /// Calls `hit` with every document that fits, in order, and the squared chord to it if there is a point.
    pub fn over(
        &mut self,
        set: &Set,
        rows: &Rows,
        alive: Option<&AliveBitSet>,
        mut hit: impl FnMut(DocId, &Row, Option<f32>),
    ) {
        set.for_each(rows.rows.len() as DocId, |document| {
            let Some(row) = rows.rows.get(document as usize) else { return };
            if row.closes <= self.now || alive.is_some_and(|alive| alive.is_deleted(document)) {
                return;
            }
            let chord = match &self.round {
                None => None,
                Some((point, limit)) => match (rows.nearest(document, point), limit) {
                    (Some(chord), Some(limit)) if chord > *limit => return,
                    (None, Some(_)) => return,
                    (chord, _) => chord,
                },
            };
            match self.failed(row) {
                Failed::None => {
                    self.count(row);
                    hit(document, row, chord);
                }
                Failed::One(at) => self.count_for(at, row),
                Failed::Several => {}
            }
        });
    }

    pub fn counts(self, view: &View) -> (u32, Counts) {
        let mut groups = view.dictionary.named(&self.tally.counts());
        let named = self.providers.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut providers: Vec<(String, u32)> = named
            .filter_map(|(at, count)| Some((view.dictionary.provider(at)?.to_owned(), *count)))
            .collect();
        providers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        if !providers.is_empty() {
            groups.insert(Group::Provider, providers);
        }
        let sum = |counts: &[u32]| counts.iter().sum::<u32>();
        let counts = Counts {
            groups,
            posted_within: POSTED_WITHIN.map(|days| (days, sum(&self.ages[..usize::from(days)]))).to_vec(),
            starts_within: STARTS_WITHIN.map(|days| (days, sum(&self.starts[..=usize::from(days)]))).to_vec(),
            pays_from: PAYS_FROM.map(|pounds| (pounds, sum(&self.pays[pounds as usize / 1000..]))).to_vec(),
        };
        (self.total, counts)
    }

    #[inline]
    fn failed(&self, row: &Row) -> Failed {
        let mut failed = Failed::None;
        for (at, choice) in self.choices.iter().enumerate() {
            if !choice.fits(row) {
                match failed {
                    Failed::None => failed = Failed::One(at),
                    _ => return Failed::Several,
                }
            }
        }
        failed
    }

    #[inline]
    fn count(&mut self, row: &Row) {
        self.total += 1;
        self.tally.add(row.bits);
        self.count_provider(row);
        self.count_age(row);
        self.count_start(row);
        self.count_pay(row);
    }

    fn count_for(&mut self, at: usize, row: &Row) {
        match self.choices.get(at) {
            Some(Choice::Bits { group, .. }) => {
                let mut own = row.bits;
                own.iter_mut().zip(group).for_each(|(word, mask)| *word &= mask);
                self.tally.add(own);
            }
            Some(Choice::Provider(_)) => self.count_provider(row),
            Some(Choice::PostedFrom(_)) => self.count_age(row),
            Some(Choice::StartsBy(_)) => self.count_start(row),
            Some(Choice::PaysFrom(_)) => self.count_pay(row),
            None => {}
        }
    }

    #[inline]
    fn count_provider(&mut self, row: &Row) {
        if let Some(count) = self.providers.get_mut(row.provider as usize) {
            *count += 1;
        }
    }

    #[inline]
    fn count_age(&mut self, row: &Row) {
        let age = self.now.saturating_sub(row.posted).saturating_sub(1) / MINUTES_A_DAY;
        self.ages[(age as usize).min(AGES - 1)] += 1;
    }

    #[inline]
    fn count_start(&mut self, row: &Row) {
        let ahead = row.starts.saturating_sub(self.today);
        self.starts[usize::from(ahead).min(STARTS - 1)] += 1;
    }

    #[inline]
    fn count_pay(&mut self, row: &Row) {
        self.pays[(usize::from(row.pays) / 10).min(PAYS - 1)] += 1;
    }
}

enum Failed {
    None,
    One(usize),
    Several,
}

fn choices(view: &View, query: &Query, now: NaiveDateTime) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (group, codes) in query.chosen.iter().filter(|(_, codes)| !codes.is_empty()) {
        let numbers = codes.iter().filter_map(|code| view.dictionary.number(*group, code));
        choices.push(match group {
            Group::Provider => Choice::Provider(numbers.collect()),
            _ => Choice::Bits { wanted: bits(numbers), group: view.dictionary.mask(*group) },
        });
    }
    let now_minutes = minutes(now);
    let posted = query.posted_within.map(|days| now_minutes.saturating_sub(u32::from(days) * MINUTES_A_DAY));
    choices.extend(posted.map(Choice::PostedFrom));
    let latest = query.starts_within.map(|within| days(now.date()).saturating_add(within).min(u16::MAX - 1));
    choices.extend(latest.map(Choice::StartsBy));
    let least = query.pays_from.map(|pounds| (pounds.div_ceil(100)).min(u32::from(u16::MAX)) as u16);
    choices.extend(least.map(Choice::PaysFrom));
    choices
}

/// The point of a query, and the greatest squared chord from it.
pub fn round(lat: f64, lon: f64, miles: Option<f64>) -> (Point, Option<f32>) {
    (space::point(lat, lon), miles.map(space::chord_of))
}
