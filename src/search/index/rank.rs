//! Order: what a hit is worth under each sort, the words' score, and the best so many.

use super::plan::Need;
use super::query::{Query, Sort};
use super::rows::Row;
use super::sets::{Finder, Source};
use super::view::View;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Term};

/// What a word in the title or trade weighs, beside the same word in the text.
const HEAD: f32 = 3.0;
/// Words of an ordinary title and trade.
const USUAL_HEAD: f32 = 6.0;
/// How soon a repeated word stops to count.
const SATURATION: f32 = 1.2;
/// What the newest gains over the oldest, as a share of its score.
const NEW: f32 = 0.08;
/// Minutes in which the gain fades: 60 days.
const FADES: f32 = 60.0 * 24.0 * 60.0;

/// A hit with all that decides its place: a greater worth comes first, then the later posted, then the greater id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    worth: u64,
    pub listing: i64,
    /// The bits of the squared chord to it, if there is a point.
    chord: Option<u32>,
}

impl Ranked {
    pub fn chord(&self) -> Option<f32> {
        self.chord.map(f32::from_bits)
    }
}

/// Keeps the best `most`, in a buffer of twice that.
pub struct Best {
    most: usize,
    held: Vec<Ranked>,
    least: u64,
}

impl Best {
    pub fn new(most: usize) -> Best {
        Best { most, held: Vec::new(), least: 0 }
    }

    #[inline]
    pub fn add(&mut self, worth: u64, listing: impl FnOnce() -> i64, chord: Option<f32>) {
        if self.most == 0 || worth < self.least {
            return;
        }
        self.held.push(Ranked { worth, listing: listing(), chord: chord.map(f32::to_bits) });
        if self.held.len() >= self.most.saturating_mul(2).max(64) {
            self.drop_rest();
        }
    }

    pub fn into_sorted(mut self) -> Vec<Ranked> {
        self.held.sort_unstable_by(|a, b| b.cmp(a));
        self.held.truncate(self.most);
        self.held
    }

    fn drop_rest(&mut self) {
        if self.held.len() > self.most {
            let (_, last, _) = self.held.select_nth_unstable_by(self.most - 1, |a, b| b.cmp(a));
            self.least = last.worth;
            self.held.truncate(self.most);
        }
    }
}

/// What decides first, and among equals when it was posted.
pub fn worth(first: u32, posted: u32) -> u64 {
    u64::from(first) << 32 | u64::from(posted)
}

/// The worth of a hit under a sort that needs no words.
pub fn plain_worth(sort: Sort, row: &Row, chord: Option<f32>) -> u64 {
    let first = match sort {
        Sort::Best | Sort::Newest => row.posted,
        Sort::ClosingSoonest => u32::MAX - row.closes,
        // The bits of a positive number rise with it.
        Sort::Nearest => chord.map_or(0, |chord| u32::MAX - chord.to_bits()),
        Sort::HighestPay => u32::from(row.pays),
    };
    worth(first, row.posted)
}

pub fn needs_score(query: &Query, needs: &[Need]) -> bool {
    query.sort == Sort::Best && !needs.is_empty() && query.take > 0
}

/// A word that earns a score, and how telling it is.
pub struct Weighed {
    body: Term,
    head: Term,
    weight: f32,
}

pub fn weigh(view: &View, needs: &[Need]) -> Vec<Weighed> {
    let listings = view.searcher.num_docs().max(1) as f32;
    let words = needs.iter().flat_map(Need::scoring);
    let weighed = words.map(|word| {
        let body = Term::from_field_text(view.fields.body, word);
        let with = view.searcher.doc_freq(&body).unwrap_or(0) as f32;
        Weighed {
            head: Term::from_field_text(view.fields.head, word),
            weight: (1.0 + ((listings - with).max(0.0) + 0.5) / (with + 0.5)).ln(),
            body,
        }
    });
    weighed.collect()
}

/// The scores of hits, which are in order.
pub fn scores(source: &Source<'_>, words: &[Weighed], hits: &[DocId]) -> tantivy::Result<Vec<f32>> {
    let mut scores = vec![0f32; hits.len()];
    let lengths = source.segment.get_fieldnorms_reader(source.fields.head)?;
    for word in words {
        if let Some(mut list) = source.postings(&word.body, IndexRecordOption::WithFreqs)? {
            let mut finder = Finder::new();
            for (score, document) in scores.iter_mut().zip(hits) {
                if let Some(at) = finder.find(&mut list, *document) {
                    let times = list.freq(at) as f32;
                    *score += word.weight * times / (times + SATURATION);
                }
            }
        }
        if let Some(mut list) = source.postings(&word.head, IndexRecordOption::Basic)? {
            let mut finder = Finder::new();
            for (score, document) in scores.iter_mut().zip(hits) {
                if finder.find(&mut list, *document).is_some() {
                    let length = lengths.fieldnorm(*document) as f32;
                    *score += word.weight * HEAD / (0.7 + 0.3 * length / USUAL_HEAD);
                }
            }
        }
    }
    Ok(scores)
}

/// A score with the lift of the new, as a worth.
pub fn scored_worth(score: f32, posted: u32, now: u32) -> u64 {
    let age = now.saturating_sub(posted) as f32;
    let lifted = score * (1.0 + NEW * (1.0 - age / FADES).max(0.0));
    worth(lifted.max(0.0).to_bits(), posted)
}
