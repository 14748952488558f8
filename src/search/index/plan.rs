//! Turns the words of a query into needs: terms of the index that a listing must or must not have.

use super::fields::Fields;
use super::query::{Correction, Query};
use super::view::View;
use crate::search::words::{
    Asked, Candidate, Clause, Stem, Stems, allowed_edits, best, is_silent, is_synonym_token, parse,
};
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

/// What a listing must have.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Need {
    /// A stem or a synonym token, anywhere in its text.
    Term(String),
    /// A stem in its title or trade.
    Head(String),
    /// Stems at these distances from each other; at least two.
    Phrase(Vec<(usize, String)>),
    Any(Vec<Need>),
    All(Vec<Need>),
}

#[derive(Debug, Default)]
pub struct Plan {
    pub needs: Vec<Need>,
    pub unwanted: Vec<Need>,
    pub corrected: Option<Correction>,
}

/// Known words looked at for one that is misspelt.
const MOST_CANDIDATES: usize = 200;

pub fn plan(view: &View, query: &Query) -> Plan {
    let mut clauses = parse(&query.words);
    let changes = if query.as_typed { Vec::new() } else { correct(view, &mut clauses) };
    let mut plan = Plan::default();
    let mut stems = Stems::default();
    for clause in &clauses {
        let needs = needs_of(view, clause, &mut stems);
        match clause.unwanted {
            false => plan.needs.extend(needs),
            true if needs.len() > 1 => plan.unwanted.push(Need::All(needs)),
            true => plan.unwanted.extend(needs),
        }
    }
    if !changes.is_empty() {
        plan.corrected = Some(Correction { words: spoken(&clauses), changes });
    }
    plan
}

fn needs_of(view: &View, clause: &Clause, stems: &mut Stems) -> Vec<Need> {
    let stemmed: Vec<String> = clause.words.iter().map(|word| stems.of(word).to_owned()).collect();
    if clause.phrase {
        let spoken = stemmed.iter().zip(&clause.words).enumerate().filter(|(_, (_, word))| !is_silent(word));
        let terms: Vec<(usize, String)> = spoken.map(|(at, (stem, _))| (at, stem.clone())).collect();
        return match terms.as_slice() {
            [] => Vec::new(),
            [(_, only)] => vec![Need::Term(only.clone())],
            _ => vec![Need::Phrase(terms)],
        };
    }
    let words: Vec<Stem<'_>> = stemmed
        .iter()
        .enumerate()
        .map(|(at, stem)| Stem { stem, capitals: false, position: at as u32 })
        .collect();
    let (mut needs, mut at) = (Vec::new(), 0);
    while let (Some(rest), Some(word)) = (words.get(at..), clause.words.get(at)) {
        if let Some((length, groups)) = view.synonyms.asked(rest) {
            needs.push(need_of_groups(view, &groups, &rest[..length], &clause.words[at..at + length]));
            at += length;
            continue;
        }
        if let (false, Some(first)) = (is_silent(word), rest.first()) {
            needs.push(Need::Term(first.stem.to_owned()));
        }
        at += 1;
    }
    needs
}

/// A group's token; and for a group of several words ("registered nurse") also a title that has them all apart.
fn need_of_groups(view: &View, groups: &[Asked<'_>], words: &[Stem<'_>], typed: &[String]) -> Need {
    let mut any: Vec<Need> = Vec::new();
    for group in groups {
        match view.has_token(group.token) {
            true => any.extend(
                [group.token].into_iter().chain(group.close).map(|token| Need::Term(token.to_owned())),
            ),
            // The group is newer than the index: ask for each of its words.
            false => any.extend(group.covers.iter().filter_map(|stems| literal(stems))),
        }
    }
    let spoken: Vec<&Stem<'_>> =
        words.iter().zip(typed).filter(|(_, word)| !is_silent(word)).map(|(stem, _)| stem).collect();
    if spoken.len() > 1 {
        any.push(Need::All(spoken.iter().map(|word| Need::Head(word.stem.to_owned())).collect()));
    }
    match (any.pop(), any.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            any.push(last);
            Need::Any(any)
        }
        (None, _) => Need::Any(Vec::new()),
    }
}

fn literal(stems: &[String]) -> Option<Need> {
    let spoken = stems.iter().enumerate().filter(|(_, stem)| !is_silent(stem));
    let mut terms: Vec<(usize, String)> = spoken.map(|(at, stem)| (at, stem.clone())).collect();
    match terms.len() {
        0 => None,
        1 => terms.pop().map(|(_, stem)| Need::Term(stem)),
        _ => Some(Need::Phrase(terms)),
    }
}

/// Replaces wanted words that no listing has by the nearest that some have.
fn correct(view: &View, clauses: &mut [Clause]) -> Vec<(String, String)> {
    let mut stems = Stems::default();
    let mut changes = Vec::new();
    for clause in clauses.iter_mut().filter(|clause| !clause.unwanted) {
        let known = known_words(view, &clause.words, &mut stems);
        let mut words = Vec::new();
        for (word, known) in clause.words.iter().zip(known) {
            match if known { None } else { meant(view, word, &mut stems) } {
                Some(other) => {
                    changes.push((word.clone(), other.clone()));
                    words.extend(other.split(' ').map(str::to_owned));
                }
                None => words.push(word.clone()),
            }
        }
        clause.words = words;
    }
    changes
}

/// For each word, whether it is silent, part of a synonym, or stands in some listing.
fn known_words(view: &View, words: &[String], stems: &mut Stems) -> Vec<bool> {
    let stemmed: Vec<String> = words.iter().map(|word| stems.of(word).to_owned()).collect();
    let spans: Vec<Stem<'_>> = stemmed
        .iter()
        .enumerate()
        .map(|(at, stem)| Stem { stem, capitals: false, position: at as u32 })
        .collect();
    let mut known: Vec<bool> = words
        .iter()
        .zip(&stemmed)
        .map(|(word, stem)| is_silent(word) || view.listings_with(stem) > 0)
        .collect();
    for at in 0..words.len() {
        if let Some((length, _)) = view.synonyms.asked(spans.get(at..).unwrap_or_default()) {
            known.iter_mut().skip(at).take(length).for_each(|known| *known = true);
        }
    }
    known
}

fn meant(view: &View, word: &str, stems: &mut Stems) -> Option<String> {
    // Numbers and the names of grades are not spelt wrong by a letter: they are other numbers.
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let close = close_words(view, word).into_iter().map(|close| {
        let listings = view.listings_with(stems.of(&close));
        Candidate { word: close, listings }
    });
    // A synonym may stand in no text; it is the rarest of those that are as near.
    let edits = usize::from(allowed_edits(word));
    let spelt = view.synonyms.spellings().filter(|other| strsim::osa_distance(other, word) <= edits);
    let synonyms = spelt.map(|other| Candidate { word: other.to_owned(), listings: 1 });
    let nearest = best(word, close.chain(synonyms).collect()).map(|candidate| candidate.word);
    nearest.or_else(|| split_in_two(view, word, stems))
}

fn close_words(view: &View, word: &str) -> Vec<String> {
    let edits = allowed_edits(word);
    if edits == 0 {
        return Vec::new();
    }
    // Few words are two letters wrong; looking that far costs ten times as much.
    for edits in 1..=edits {
        let term = Term::from_field_text(view.fields.spelling, word);
        let found = close_terms(view, &term, edits).unwrap_or_default();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn close_terms(view: &View, term: &Term, edits: u8) -> tantivy::Result<Vec<String>> {
    let fuzzy = FuzzyTermQuery::new(term.clone(), edits, true);
    let mut found = Vec::new();
    for segment in view.searcher.segment_readers() {
        let inverted = segment.inverted_index(term.field())?;
        let mut close = inverted.terms().search(fuzzy.automaton()?).into_stream()?;
        while let Some((word, _)) = close.next() {
            found.extend(std::str::from_utf8(word).ok().map(str::to_owned));
            if found.len() >= MOST_CANDIDATES {
                break;
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// "parttime" as "part time", where both words are known; the split whose rarer word is the more frequent.
fn split_in_two(view: &View, word: &str, stems: &mut Stems) -> Option<String> {
    let inner = word.char_indices().map(|(at, _)| at).filter(|at| *at >= 3 && word.len() - at >= 3);
    let halves = inner.filter_map(|at| word.split_at_checked(at));
    let known = halves.filter_map(|(left, right)| {
        let listings = view.listings_with(stems.of(left)).min(view.listings_with(stems.of(right)));
        (listings > 0).then(|| (listings, format!("{left} {right}")))
    });
    known.max().map(|(_, words)| words)
}

/// The clauses as they would be typed.
fn spoken(clauses: &[Clause]) -> String {
    let parts = clauses.iter().map(|clause| {
        let words = clause.words.join(" ");
        let quoted = if clause.phrase { format!("\"{words}\"") } else { words };
        if clause.unwanted { format!("-{quoted}") } else { quoted }
    });
    parts.collect::<Vec<_>>().join(" ")
}

impl Need {
    /// The stems that earn a listing its score.
    pub fn scoring(&self) -> Vec<&str> {
        match self {
            Need::Term(term) | Need::Head(term) => vec![term],
            Need::Phrase(terms) => terms.iter().map(|(_, term)| term.as_str()).collect(),
            Need::Any(needs) => {
                let beside = needs.iter().skip(1).filter(|need| need.is_token());
                needs.iter().take(1).chain(beside).flat_map(Need::scoring).collect()
            }
            Need::All(needs) => needs.iter().flat_map(Need::scoring).collect(),
        }
    }

    fn is_token(&self) -> bool {
        matches!(self, Need::Term(term) if is_synonym_token(term))
    }

    pub fn term(&self, fields: &Fields) -> Option<Term> {
        match self {
            Need::Term(term) => Some(Term::from_field_text(fields.body, term)),
            Need::Head(term) => Some(Term::from_field_text(fields.head, term)),
            _ => None,
        }
    }
}

impl View {
    /// In how many documents a stem stands, counting those that are gone but not merged away.
    pub fn listings_with(&self, stem: &str) -> u32 {
        debug_assert!(!is_synonym_token(stem));
        let term = Term::from_field_text(self.fields.body, stem);
        self.searcher.doc_freq(&term).unwrap_or(0).min(u64::from(u32::MAX)) as u32
    }
}
