//! The language of the search box: words that are all wanted, "phrases", and a leading minus for what is not wanted.
//! Whatever is typed means something; nothing is an error.

use super::split;

/// In characters; the rest of what was typed is not read.
const READ: usize = 400;
const MOST_CLAUSES: usize = 24;
const MOST_UNWANTED: usize = 8;

/// One thing asked for: a run of words without quotes, or a phrase in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    pub words: Vec<String>,
    pub phrase: bool,
    pub unwanted: bool,
}

/// Neighbouring wanted words are one clause, so that what means the same may span several of them.
pub fn parse(text: &str) -> Vec<Clause> {
    let text: String = text.chars().take(READ).collect();
    let mut clauses: Vec<Clause> = Vec::new();
    let mut rest = text.as_str();
    while let Some((piece, unwanted, phrase, after)) = next_piece(rest) {
        rest = after;
        let mut words = Vec::new();
        split(piece, &mut String::new(), |word| words.push(word.text.to_owned()));
        let full = clauses.iter().map(|clause| clause.words.len()).sum::<usize>() >= MOST_CLAUSES;
        let unwanted_full =
            unwanted && clauses.iter().filter(|clause| clause.unwanted).count() >= MOST_UNWANTED;
        if words.is_empty() || full || unwanted_full {
            continue;
        }
        words.truncate(MOST_CLAUSES);
        match clauses.last_mut() {
            Some(last) if !unwanted && !phrase && !last.unwanted && !last.phrase => last.words.extend(words),
            _ => clauses.push(Clause { words, phrase, unwanted }),
        }
    }
    clauses
}

/// The next word or quoted phrase: its text, whether it is unwanted, whether it was quoted, and what follows.
fn next_piece(text: &str) -> Option<(&str, bool, bool, &str)> {
    let text = text.trim_start();
    let (unwanted, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(after) if after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)) => (true, after),
        _ => (false, text),
    };
    if let Some(quoted) = text.strip_prefix(is_quote) {
        // A quote that is not closed is taken as if it were at the end.
        let (phrase, after) = quoted.split_once(is_quote).unwrap_or((quoted, ""));
        return Some((phrase, unwanted, true, after));
    }
    let end = text.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    (!word.is_empty()).then_some((word, unwanted, false, after))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let clauses = parse(text);
        let parts = clauses.iter().map(|clause| {
            let words = clause.words.join(" ");
            let quoted = if clause.phrase { format!("\"{words}\"") } else { words };
            if clause.unwanted { format!("-{quoted}") } else { quoted }
        });
        parts.collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn whatever_is_typed_means_something() {
        for (typed, expected) in [
            ("theatre nurse", "theatre nurse"),
            ("  Theatre,   NURSE! ", "theatre nurse"),
            ("\"theatre nurse\" leeds", "\"theatre nurse\" / leeds"),
            ("“theatre nurse” leeds", "\"theatre nurse\" / leeds"),
            ("nurse -agency", "nurse / -agency"),
            ("nurse -\"night shift\" leeds", "nurse / -\"night shift\" / leeds"),
            ("part-time x-ray", "part time x ray"),
            ("nurse - leeds", "nurse leeds"),
            ("--", ""),
            ("-", ""),
            ("\"", ""),
            ("\"\"", ""),
            ("\"nurse", "\"nurse\""),
            ("nurse\"theatre\"", "nurse / \"theatre\""),
            ("AND OR NOT (nurse) +title:x^2 ~ * ?", "and or not nurse title x 2"),
            ("", ""),
            ("\u{0}\u{202e}\u{feff}", ""),
        ] {
            assert_eq!(said(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn long_input_is_cut() {
        assert!(parse(&"word ".repeat(20_000)).iter().map(|clause| clause.words.len()).sum::<usize>() <= 48);
        assert!(parse(&"-word ".repeat(20_000)).len() <= MOST_UNWANTED);
        assert!(parse(&"\"".repeat(70_000)).is_empty());
    }
}
