//! The typed words as they stand, and the plain words in them.

use crate::search::words::split;

/// In raw words; the rest is searched for as it stands.
pub const MOST: usize = 40;

pub struct Typed<'a> {
    pub raws: Vec<Raw<'a>>,
    pub atoms: Vec<Atom>,
}

/// A word with all its marks.
pub struct Raw<'a> {
    pub text: &'a str,
    /// In quotes, or with a leading minus: never read.
    pub opaque: bool,
}

/// A plain word in lower case; "part-time" has two.
pub struct Atom {
    pub word: String,
    /// The raw word that it is in.
    pub raw: usize,
}

/// The word that a dash or a slash between others stands for.
pub const JOINER: &str = "to";

impl<'a> Typed<'a> {
    pub fn of(words: &'a str) -> Typed<'a> {
        let mut raws = Vec::new();
        for text in pieces(words) {
            let opaque = text.contains(is_quote) || text.strip_prefix(['-', '−', '–']).is_some_and(begins);
            match parts(text).filter(|_| !opaque) {
                Some(parts) => raws.extend(parts.map(|text| Raw { text, opaque: false })),
                None => raws.push(Raw { text, opaque }),
            }
        }
        let mut atoms = Vec::new();
        for (at, raw) in raws.iter().enumerate().take(MOST).filter(|(_, raw)| !raw.opaque) {
            let before = atoms.len();
            split(raw.text, &mut String::new(), |word| {
                atoms.push(Atom { word: word.text.to_owned(), raw: at })
            });
            if atoms.len() == before && matches!(raw.text, "-" | "–" | "—" | "/") {
                atoms.push(Atom { word: JOINER.to_owned(), raw: at });
            }
        }
        Typed { raws, atoms }
    }

    pub fn word(&self, at: usize) -> Option<&str> {
        self.atoms.get(at).map(|atom| atom.word.as_str())
    }

    /// Whether so many atoms from one on are whole raw words, one after the other.
    pub fn is_whole(&self, at: usize, length: usize) -> bool {
        let raw = |at: usize| self.atoms.get(at).map(|atom| atom.raw);
        let starts = at == 0 || raw(at - 1) != raw(at);
        let ends = raw(at + length) != raw(at + length - 1);
        let inside =
            (at + 1..at + length).all(|at| raw(at).zip(raw(at - 1)).is_some_and(|(b, a)| b - a <= 1));
        starts && ends && inside
    }

    pub fn said(&self, from: usize, to: usize) -> String {
        let words: Vec<&str> = self.raws.iter().skip(from).take(to + 1 - from).map(|raw| raw.text).collect();
        words.join(" ").replace(" / ", "/")
    }
}

fn begins(after: &str) -> bool {
    after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c))
}

/// Cut at white space outside of quotes.
fn pieces(words: &str) -> Vec<&str> {
    let mut inside = false;
    let cuts = words.split(move |c: char| {
        inside ^= is_quote(c);
        c.is_whitespace() && !inside
    });
    cuts.filter(|piece| !piece.is_empty()).collect()
}

/// "physio/OT" as "physio", "/", "OT"; not "p/t", nor "£18/hour".
fn parts(text: &str) -> Option<impl Iterator<Item = &str>> {
    let (left, right) = text.split_once('/')?;
    let stands = |part: &str| part.chars().count() > 1 || part.bytes().any(|byte| byte.is_ascii_digit());
    let slash = text.get(left.len()..=left.len())?;
    let splits = stands(left) && stands(right) && !right.contains('/') && !left.starts_with('£');
    splits.then(|| [left, slash, right].into_iter())
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
