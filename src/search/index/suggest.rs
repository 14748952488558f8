//! Suggestions while typing: titles, trades and providers that have a word beginning so.

use super::document::Document;
use super::view::View;
use crate::search::words::is_silent;
use std::collections::HashMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    Trade,
    Title,
    Provider,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    pub name: String,
    pub kind: Named,
    /// In about how many listings.
    pub listings: u32,
}

type Found = HashMap<(Named, String), (u32, bool)>;

/// Separates what is typed from what is shown.
const BAR: char = '\u{1}';
/// Terms looked at in each segment: all trades, which are few, and of the others as many as take about a millisecond.
const MOST_TERMS: [(Named, usize); 3] =
    [(Named::Trade, usize::MAX), (Named::Title, 1_500), (Named::Provider, 500)];
const LONGEST: usize = 100;

/// The terms under which a document's names are found: one for each word that a visitor may begin with.
pub fn names(document: &Document) -> Vec<String> {
    let mut names = Vec::new();
    let trades = document.trade.iter().map(|trade| (Named::Trade, trade));
    let others = [(Named::Title, &document.title), (Named::Provider, &document.provider_name)];
    for (kind, name) in trades.chain(others) {
        let shown: String = name.trim().chars().take(LONGEST).filter(|c| !c.is_control()).collect();
        let typed = shown.to_lowercase();
        let (mut inside, mut words) = (false, 0);
        for (at, c) in typed.char_indices() {
            let rest = typed.get(at..).unwrap_or_default();
            if c.is_alphanumeric() && !inside {
                if words == 0 || !begins_silent(rest) {
                    names.push(term(rest, kind, &shown));
                }
                words += 1;
            }
            inside = c.is_alphanumeric();
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Nobody who types "or" means the second word of "Chiropodist or podiatrist".
fn begins_silent(rest: &str) -> bool {
    is_silent(rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
}

pub fn suggest(view: &View, prefix: &str, most: usize) -> tantivy::Result<Vec<Suggestion>> {
    let prefix = prefix.trim().to_lowercase();
    let prefix: String = prefix.chars().take(LONGEST).filter(|c| !c.is_control()).collect();
    if prefix.is_empty() {
        return Ok(Vec::new());
    }
    let found = beginning(view, &prefix)?;
    let mut found: Vec<((Named, String), (u32, bool))> = found.into_iter().collect();
    // Trades first, then names that begin so, then the frequent.
    found.sort_by(|a, b| {
        let rank =
            |((kind, _), (_, begins)): &((Named, String), (u32, bool))| (*kind != Named::Trade, !begins);
        rank(a).cmp(&rank(b)).then(b.1.0.cmp(&a.1.0)).then_with(|| a.0.cmp(&b.0))
    });
    let mut suggestions = Vec::new();
    for ((kind, name), (listings, _)) in found {
        if suggestions.len() == most {
            break;
        }
        if is_there(view, kind, &name)? {
            suggestions.push(Suggestion { name, kind, listings });
        }
    }
    Ok(suggestions)
}

/// Names with a word that begins so: in about how many listings, and whether the name itself begins so.
fn beginning(view: &View, prefix: &str) -> tantivy::Result<Found> {
    let mut found = Found::new();
    for segment in view.searcher.segment_readers() {
        let inverted = segment.inverted_index(view.fields.names)?;
        for (kind, most) in MOST_TERMS {
            let begin = format!("{}{prefix}", letter(kind));
            let mut terms = inverted.terms().range().ge(begin.as_bytes()).into_stream()?;
            for _ in 0..most {
                let Some((term, postings)) = terms.next() else { break };
                let Some(term) = std::str::from_utf8(term).ok().filter(|term| term.starts_with(&begin))
                else {
                    break;
                };
                let Some((typed, name)) = term.get(1..).and_then(|term| term.split_once(BAR)) else {
                    continue;
                };
                let entry = found.entry((kind, name.to_owned())).or_default();
                entry.0 += postings.doc_freq;
                entry.1 |= typed.len() == name.len();
            }
        }
    }
    Ok(found)
}

/// Whether any listing still has this name: the terms of removed ones stay until their segment is merged.
fn is_there(view: &View, kind: Named, name: &str) -> tantivy::Result<bool> {
    let typed = name.to_lowercase();
    let first = typed.find(char::is_alphanumeric).and_then(|at| typed.get(at..)).unwrap_or_default();
    let term = Term::from_field_text(view.fields.names, &term(first, kind, name));
    for segment in view.searcher.segment_readers() {
        let inverted = segment.inverted_index(view.fields.names)?;
        let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
        while postings.doc() != TERMINATED {
            if segment.alive_bitset().is_none_or(|alive| alive.is_alive(postings.doc())) {
                return Ok(true);
            }
            postings.advance();
        }
    }
    Ok(false)
}

/// What kind of name it is, what is typed, and behind a bar what is shown.
fn term(typed: &str, kind: Named, shown: &str) -> String {
    format!("{}{typed}{BAR}{shown}", letter(kind))
}

fn letter(kind: Named) -> char {
    match kind {
        Named::Trade => 't',
        Named::Title => 'j',
        Named::Provider => 'p',
    }
}
