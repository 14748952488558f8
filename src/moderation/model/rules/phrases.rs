//! Phrases that a rule looks for, from `data/rules/phrases.csv`.
//!
//! A phrase is a row of words, matched as whole words whatever their case and whatever stands between them: `a/b` is
//! either word, `..` at most five words of any kind, `#` a number, `£` a sum of money, `@red-list` a word of that class.
//! A phrase begins with a word. `unless` has such phrases too, with `|` between them: one of them in the same sentence,
//! and nothing is marked. They are what makes "no registration fee is charged" and "young people's services" harmless.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

const LONGEST_GAP: usize = 5;

struct Phrase {
    rule: String,
    words: Vec<Piece>,
    unless: Vec<Vec<Piece>>,
}

enum Piece {
    /// One of these words.
    Word(Vec<String>),
    Number,
    Money,
    Gap,
}

/// A word of a text, with where it stands.
struct Word {
    text: String,
    at: Range<usize>,
}

type Classes = BTreeMap<String, Vec<String>>;

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut classes = Classes::new();
    for row in rows(include_str!("../../../../data/rules/classes.csv")) {
        classes.entry(cell(&row, 0)).or_default().push(cell(&row, 1));
    }
    let phrase = |row: Vec<String>| Phrase {
        rule: cell(&row, 0),
        words: pieces(&cell(&row, 1), &classes),
        unless: cell(&row, 2)
            .split('|')
            .map(|one| pieces(one, &classes))
            .filter(|one| !one.is_empty())
            .collect(),
    };
    rows(include_str!("../../../../data/rules/phrases.csv")).into_iter().map(phrase).collect()
});

/// The rows of a file of ours without its head.
pub(super) fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.records().flatten().map(|row| row.iter().map(str::to_string).collect()).collect()
}

pub(super) fn cell(row: &[String], at: usize) -> String {
    row.get(at).cloned().unwrap_or_default()
}

fn pieces(phrase: &str, classes: &Classes) -> Vec<Piece> {
    let piece = |word: &str| match word {
        ".." => Piece::Gap,
        "#" => Piece::Number,
        "£" => Piece::Money,
        _ => match word.strip_prefix('@') {
            Some(class) => Piece::Word(classes.get(class).cloned().unwrap_or_default()),
            None => Piece::Word(word.split('/').map(str::to_string).collect()),
        },
    };
    phrase.split_whitespace().map(piece).collect()
}

/// The phrases by the words that they can begin with, so that a text costs its words and not words times phrases.
static BEGINNINGS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut beginnings = HashMap::<_, Vec<usize>>::new();
    for (at, phrase) in PHRASES.iter().enumerate() {
        if let Some(Piece::Word(words)) = phrase.words.first() {
            words.iter().for_each(|word| beginnings.entry(word.as_str()).or_default().push(at));
        }
    }
    beginnings
});

/// What the phrases find: each rule's code with the very words.
pub fn found(text: &str) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for sentence in sentences(text) {
        for start in 0..sentence.len() {
            let Some(rest) = sentence.get(start..) else { continue };
            let Some(beginning) = rest.first().and_then(|word| BEGINNINGS.get(word.text.as_str())) else {
                continue;
            };
            for phrase in beginning.iter().filter_map(|at| PHRASES.get(*at)) {
                let Some(range) = match_at(&phrase.words, rest).and_then(|taken| range_of(rest, taken))
                else {
                    continue;
                };
                let quote = text.get(range).unwrap_or_default().to_string();
                let is_said = found.iter().any(|(rule, said)| *rule == phrase.rule && said.contains(&quote));
                if !is_said && !phrase.unless.iter().any(|unless| stands_in(unless, &sentence)) {
                    found.push((phrase.rule.as_str(), quote));
                }
            }
        }
    }
    found
}

/// Where the first words of these stand in the text.
fn range_of(words: &[Word], taken: usize) -> Option<Range<usize>> {
    Some(words.first()?.at.start..words.get(taken.checked_sub(1)?)?.at.end)
}

fn stands_in(pieces: &[Piece], words: &[Word]) -> bool {
    (0..words.len()).any(|start| words.get(start..).is_some_and(|rest| match_at(pieces, rest).is_some()))
}

/// How many words the pieces take from the beginning; `None` when they do not fit there.
fn match_at(pieces: &[Piece], words: &[Word]) -> Option<usize> {
    let Some((piece, rest)) = pieces.split_first() else { return Some(0) };
    if let Piece::Gap = piece {
        return (0..=LONGEST_GAP).find_map(|skip| Some(skip + match_at(rest, words.get(skip..)?)?));
    }
    let (word, after) = words.split_first()?;
    let fits = match piece {
        Piece::Word(alternatives) => alternatives.contains(&word.text),
        Piece::Number => word.text.chars().all(|c| c.is_ascii_digit()),
        Piece::Money => word.text.starts_with('£'),
        Piece::Gap => false,
    };
    fits.then(|| match_at(rest, after)).flatten().map(|taken| taken + 1)
}

/// A full stop ends a sentence only before white space: not in 3.5, nor in an address.
fn sentences(text: &str) -> Vec<Vec<Word>> {
    let (mut sentences, mut words) = (Vec::new(), Vec::new());
    let mut word = Word { text: String::new(), at: 0..0 };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_end = |next: Option<&(usize, char)>| next.is_none_or(|(_, next)| next.is_whitespace());
        let in_sum = word.text.starts_with('£') && matches!(c, ',' | '.') && !is_end(chars.peek());
        if c.is_alphanumeric() || c == '£' || in_sum {
            if word.text.is_empty() {
                word.at.start = at;
            }
            word.text.extend(c.to_lowercase());
            word.at.end = at + c.len_utf8();
            continue;
        }
        // "Candidate's" is one word.
        if matches!(c, '\'' | '’') && !word.text.is_empty() {
            continue;
        }
        if !word.text.is_empty() {
            words.push(std::mem::replace(&mut word, Word { text: String::new(), at: 0..0 }));
        }
        let ends = matches!(c, '\n' | ';' | '!' | '?') || (c == '.' && is_end(chars.peek()));
        if ends && !words.is_empty() {
            sentences.push(std::mem::take(&mut words));
        }
    }
    if !word.text.is_empty() {
        words.push(word);
    }
    sentences.push(words);
    sentences
}
