//! Words: how text is split and stemmed, the small language of the search box, and what means the same.

mod language;
mod spelling;
mod split;
mod stems;
mod synonyms;

pub use language::{Clause, parse};
pub use spelling::{Candidate, allowed_edits, best};
pub use split::{SECTION, Word, split};
pub use stems::Stems;
pub use synonyms::{Alike, Asked, Stem, Synonyms, delivered, is_synonym_token, parts};

/// Words that say nothing of what is wanted: neither indexed nor asked for. "IT" is a trade and stays.
const SILENT: [&str; 40] = [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "by",
    "careers",
    "for",
    "from",
    "i",
    "in",
    "is",
    "job",
    "jobs",
    "me",
    "my",
    "near",
    "of",
    "on",
    "opportunities",
    "opportunity",
    "or",
    "our",
    "position",
    "positions",
    "role",
    "roles",
    "that",
    "the",
    "this",
    "to",
    "uk",
    "vacancies",
    "vacancy",
    "we",
    "will",
    "with",
    "you",
];

pub fn is_silent(word: &str) -> bool {
    SILENT.binary_search(&word).is_ok()
}
