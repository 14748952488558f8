//! Order: what a hit is worth under each sort, the words' score, and the best so many.

use super::bitmap;
use super::plan::Need;
use super::query::{Query, Sort};
use super::rows::Rows;
use super::sets::{Finder, Set, Source};
use super::space::Point;
use super::view::View;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Term};

/// What a word in the title or trade weighs, beside the same word in the text.
const HEAD: f32 = 3.0;
/// What it weighs by how often it stands there; the title stands there twice.
const TIMES: [f32; 4] = [0.0, 1.0, 1.6, 2.0];
/// Words of an ordinary title, twice, and trade.
const USUAL_HEAD: f32 = 12.0;
/// How soon a repeated word stops to count.
const SATURATION: f32 = 1.2;
/// What the newest gains over the oldest, as a share of its score.
const NEW: f32 = 0.08;
/// Fewer hits than this in a segment are all scored.
const FEW_TO_SCORE: usize = 500;
/// Sums in another order differ in their last digits.
const ROUNDING: f32 = 1.0001;
/// Minutes in which the gain fades: 60 days.
const FADES: f32 = 60.0 * 24.0 * 60.0;

/// A hit with all that decides its place: a greater worth comes first, then the greater id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranked {
    pub worth: u64,
    pub listing: i64,
    pub segment: u32,
    pub document: DocId,
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

    pub fn most(&self) -> usize {
        self.most
    }

    /// What a hit must be worth to be kept.
    pub fn least(&self) -> u64 {
        self.least
    }

    #[inline]
    pub fn add(&mut self, worth: u64, ranked: impl FnOnce(u64) -> Ranked) {
        if worth >= self.least && self.most > 0 {
            self.held.push(ranked(worth));
            if self.held.len() >= self.most.saturating_mul(2).max(64) {
                self.drop_rest();
            }
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
#[inline]
pub fn plain_worth(sort: Sort, rows: &Rows, document: DocId, from: Option<&Point>) -> u64 {
    let at = document as usize;
    let posted = rows.posted.get(at).copied().unwrap_or(0);
    let first = match sort {
        Sort::Best | Sort::Newest => posted,
        Sort::ClosingSoonest => u32::MAX - rows.closes.get(at).copied().unwrap_or(u32::MAX),
        // The bits of a positive number rise with it.
        Sort::Nearest => {
            let chord = from.and_then(|from| rows.nearest(document, from));
            chord.map_or(0, |chord| u32::MAX - chord.to_bits())
        }
        Sort::HighestPay => u32::from(rows.pays.get(at).copied().unwrap_or(0)),
    };
    worth(first, posted)
}

pub fn needs_score(query: &Query, needs: &[Need]) -> bool {
    query.sort == Sort::Best && !needs.is_empty() && query.take > 0
}

/// A word that earns a score, and how telling it is.
pub struct Weighed {
    body: Term,
    head: Term,
    weight: f32,
    /// Whether every hit has it in its text.
    certain: bool,
}

pub fn weigh(view: &View, needs: &[Need]) -> Vec<Weighed> {
    let listings = view.searcher.num_docs().max(1) as f32;
    let mut weighed = Vec::new();
    for need in needs {
        let certain = matches!(need, Need::Term(_) | Need::Phrase(_));
        for word in need.scoring() {
            let body = Term::from_field_text(view.fields.body, word);
            let with = view.searcher.doc_freq(&body).unwrap_or(0) as f32;
            let weight = (1.0 + ((listings - with).max(0.0) + 0.5) / (with + 0.5)).ln();
            weighed.push(Weighed {
                head: Term::from_field_text(view.fields.head, word),
                weight,
                body,
                certain,
            });
        }
    }
    weighed
}

/// Ranks the hits of a segment by score. What a hit can be worth at most is known from its title alone, so the text
/// is only looked at for those that can still be among the best.
pub fn rank_scored(
    source: &Source<'_>,
    words: &[Weighed],
    hits: &Set,
    (rows, now): (&Rows, u32),
    best: &mut Best,
    ranked: impl Fn(u64, DocId) -> Ranked,
) -> tantivy::Result<()> {
    let candidates = match hits {
        Set::Many(hits) => promising_of_many(source, words, hits, best)?,
        few => {
            let mut hits = Vec::new();
            few.for_each(rows.most(), |document| hits.push(document));
            let heads = head_scores(source, words, &hits)?;
            let all: Vec<(DocId, f32)> = hits.into_iter().zip(heads).collect();
            if all.len() <= best.most().max(FEW_TO_SCORE) { all } else { promising(all, words, best) }
        }
    };
    let documents: Vec<DocId> = candidates.iter().map(|(document, _)| *document).collect();
    let bodies = body_scores(source, words, &documents)?;
    for ((document, head), body) in candidates.into_iter().zip(bodies) {
        let posted = rows.posted.get(document as usize).copied().unwrap_or(0);
        best.add(scored_worth(head + body, posted, now), |worth| ranked(worth, document));
    }
    Ok(())
}

/// Those of many hits that can be among the best, with what their titles earn them. Hits whose title earns nothing are
/// only looked at when they could be, which is rare: there are far more of them than of the others.
fn promising_of_many(
    source: &Source<'_>,
    words: &[Weighed],
    hits: &[u64],
    best: &Best,
) -> tantivy::Result<Vec<(DocId, f32)>> {
    let titled = titled(source, words, hits)?;
    if titled.len() >= best.most() {
        let threshold = threshold(&titled, words, best);
        if most_of_text(words) * (1.0 + NEW) * ROUNDING < threshold {
            return Ok(promising(titled, words, best));
        }
    }
    let mut all = Vec::new();
    let mut titled = titled.into_iter().peekable();
    bitmap::for_each(hits, |document| {
        let head = titled.next_if(|(other, _)| *other == document).map_or(0.0, |(_, head)| head);
        all.push((document, head));
    });
    Ok(promising(all, words, best))
}

/// The hits whose titles earn something, in order, with what they earn.
fn titled(source: &Source<'_>, words: &[Weighed], hits: &[u64]) -> tantivy::Result<Vec<(DocId, f32)>> {
    let lengths = source.segment.get_fieldnorms_reader(source.fields.head)?;
    let mut scores: Vec<f32> = vec![0.0; hits.len() * 64];
    let mut any = vec![0u64; hits.len()];
    for word in words {
        let Some(mut list) = source.postings(&word.head, IndexRecordOption::WithFreqs)? else { continue };
        loop {
            let documents = list.docs();
            if documents.is_empty() {
                break;
            }
            for (at, document) in
                documents.iter().enumerate().filter(|(_, document)| bitmap::has(hits, **document))
            {
                if let Some(score) = scores.get_mut(*document as usize) {
                    *score += head_score(word, list.freq(at), lengths.fieldnorm(*document));
                    bitmap::set(&mut any, *document);
                }
            }
            list.advance();
        }
    }
    let mut titled = Vec::new();
    bitmap::for_each(&any, |document| {
        titled.push((document, scores.get(document as usize).copied().unwrap_or(0.0)));
    });
    Ok(titled)
}

/// Hits that can be among the best, with what their titles earn them.
fn promising(hits: Vec<(DocId, f32)>, words: &[Weighed], best: &Best) -> Vec<(DocId, f32)> {
    if hits.len() <= best.most() {
        return hits;
    }
    let (most, threshold) = (most_of_text(words), threshold(&hits, words, best));
    let fits = |(_, head): &(DocId, f32)| (head + most) * (1.0 + NEW) * ROUNDING >= threshold;
    hits.into_iter().filter(fits).collect()
}

/// A text earns each word less than its weight.
fn most_of_text(words: &[Weighed]) -> f32 {
    words.iter().map(|word| word.weight).sum()
}

/// What the last of the best earns at least, by the titles of more hits than are wanted: at least what one mention
/// earns for each word that its text must have.
fn threshold(hits: &[(DocId, f32)], words: &[Weighed], best: &Best) -> f32 {
    let sure: f32 =
        words.iter().filter(|word| word.certain).map(|word| word.weight / (1.0 + SATURATION)).sum();
    let mut floors: Vec<f32> = hits.iter().map(|(_, head)| *head).collect();
    let (_, floor, _) = floors.select_nth_unstable_by(best.most().max(1) - 1, |a, b| b.total_cmp(a));
    (*floor + sure).max(f32::from_bits((best.least() >> 32) as u32))
}

fn head_score(word: &Weighed, times: u32, length: u32) -> f32 {
    let times = TIMES.get(times as usize).or(TIMES.last()).copied().unwrap_or(0.0);
    word.weight * HEAD * times / (0.9 + 0.1 * length as f32 / USUAL_HEAD)
}

fn head_scores(source: &Source<'_>, words: &[Weighed], hits: &[DocId]) -> tantivy::Result<Vec<f32>> {
    let mut scores = vec![0f32; hits.len()];
    let lengths = source.segment.get_fieldnorms_reader(source.fields.head)?;
    for word in words {
        let Some(mut list) = source.postings(&word.head, IndexRecordOption::WithFreqs)? else { continue };
        let mut finder = Finder::new();
        for (score, document) in scores.iter_mut().zip(hits) {
            if let Some(at) = finder.find(&mut list, *document) {
                *score += head_score(word, list.freq(at), lengths.fieldnorm(*document));
            }
        }
    }
    Ok(scores)
}

fn body_scores(source: &Source<'_>, words: &[Weighed], hits: &[DocId]) -> tantivy::Result<Vec<f32>> {
    let mut scores = vec![0f32; hits.len()];
    for word in words {
        let Some(mut list) = source.postings(&word.body, IndexRecordOption::WithFreqs)? else { continue };
        let mut finder = Finder::new();
        for (score, document) in scores.iter_mut().zip(hits) {
            if let Some(at) = finder.find(&mut list, *document) {
                let times = list.freq(at) as f32;
                *score += word.weight * times / (times + SATURATION);
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
