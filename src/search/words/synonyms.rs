//! Synonyms: words that ask for the same. Each group has one token of its own, which is added to a text wherever one
//! of the group's words stands in it; a query that has one of the words asks for the token. So a query never grows.

use super::{Stems, split};
use std::collections::{HashMap, HashSet};

const DELIVERED: &str = include_str!("../../../data/synonyms.csv");
/// No word of a text can begin with it.
const MARK: char = '=';
/// Abbreviations up to this many letters are found in a text only in capitals: "salt" is not SALT.
const SHORT: usize = 4;

/// Whether a term of the index is a group's token rather than a word.
pub fn is_synonym_token(term: &str) -> bool {
    term.starts_with(MARK)
}

/// Words that mean the same, and what they find besides, one-way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alike {
    pub words: Vec<String>,
    pub finds: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Synonyms {
    groups: Vec<Group>,
    /// From the first stem of a member.
    members: HashMap<String, Vec<Member>>,
    /// The longest member, in words.
    longest: usize,
    /// Members of one word that a visitor may misspell, in lower case.
    spellings: Vec<String>,
}

#[derive(Debug)]
struct Group {
    /// Made of all that the group covers, so that a changed group is another token.
    token: String,
    /// Of a one-way group a token for its own words alone: texts with them go before texts with what they also find.
    close: Option<String>,
    /// All that puts the token into a text, in stems.
    covers: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Member {
    stems: Vec<String>,
    group: usize,
    /// Whether a query with these words asks for the group; the far side of a one-way group does not.
    asks: bool,
    capitals: bool,
}

/// A word of a text or query, stemmed.
#[derive(Debug, Clone, Copy)]
pub struct Stem<'a> {
    pub stem: &'a str,
    pub capitals: bool,
    pub position: u32,
}

impl Synonyms {
    /// Those that the product is delivered with.
    pub fn delivered() -> Synonyms {
        Synonyms::of(&delivered())
    }

    /// Those that the product is delivered with, and more.
    pub fn with(more: &[Alike]) -> Synonyms {
        Synonyms::of(&[delivered(), more.to_vec()].concat())
    }

    pub fn of(rows: &[Alike]) -> Synonyms {
        let mut built = Synonyms::default();
        let mut stems = Stems::default();
        let mut stemmed = |text: &str| stems_of(text, &mut stems);
        for Alike { words, finds } in rows {
            // What is found brings the other words of its own group.
            let mut covers: Vec<&String> = words.iter().collect();
            for found in finds {
                let own = rows.iter().find(|row| row.words.iter().any(|word| same(word, found)));
                covers.extend(own.map(|row| row.words.as_slice()).unwrap_or_default());
                covers.push(found);
            }
            let group = built.groups.len();
            let own: Vec<Vec<String>> = words.iter().map(|word| stemmed(word)).collect();
            let close = (!finds.is_empty()).then(|| token(&own));
            let mut seen = HashSet::new();
            for (at, text) in covers.iter().enumerate() {
                let member = stemmed(text);
                if !member.is_empty() && seen.insert(member.clone()) {
                    built.add(Member {
                        stems: member,
                        group,
                        asks: at < words.len(),
                        capitals: is_abbreviation(text),
                    });
                }
            }
            built.spellings.extend(words.iter().filter_map(|word| spelling(word)));
            let mut covers: Vec<Vec<String>> = seen.into_iter().collect();
            covers.sort();
            built.groups.push(Group { token: token(&covers), close, covers });
        }
        built
    }

    fn add(&mut self, member: Member) {
        self.longest = self.longest.max(member.stems.len());
        if let Some(first) = member.stems.first() {
            self.members.entry(first.clone()).or_default().push(member);
        }
    }

    /// Calls `each` with the token of every group that has a member at the start of these words of a text.
    pub fn in_text<'a>(&'a self, words: &[Stem<'_>], mut each: impl FnMut(&'a str)) {
        let Some(first) = words.first() else { return };
        let Some(members) = self.members.get(first.stem) else { return };
        for member in members.iter().filter(|member| member.begins(words, true)) {
            let Some(group) = self.groups.get(member.group) else { continue };
            each(&group.token);
            if let Some(close) = group.close.as_deref().filter(|_| member.asks) {
                each(close);
            }
        }
    }

    /// The groups asked for by the longest member at the start of these words of a query, and how many words it has.
    pub fn asked(&self, words: &[Stem<'_>]) -> Option<(usize, Vec<Asked<'_>>)> {
        let members = self.members.get(words.first()?.stem)?;
        let fit: Vec<&Member> = members.iter().filter(|m| m.asks && m.begins(words, false)).collect();
        let longest = fit.iter().map(|member| member.stems.len()).max()?;
        let groups = fit.iter().filter(|member| member.stems.len() == longest);
        let asked = groups.filter_map(|member| self.groups.get(member.group));
        Some((longest, asked.map(Group::asked).collect()))
    }

    /// Single words that are asked for, whether or not any text has them: "physio" is spelt so though all write
    /// "physiotherapist".
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(String::as_str)
    }

    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().flat_map(|group| group.close.as_deref().into_iter().chain([group.token.as_str()]))
    }
}

/// The groups that the product is delivered with.
pub fn delivered() -> Vec<Alike> {
    read(DELIVERED).unwrap_or_default()
}

/// Lines of `words,also finds` after a heading, several in a field separated by bars.
fn read(lines: &str) -> Result<Vec<Alike>, String> {
    let mut reader = csv::Reader::from_reader(lines.as_bytes());
    let mut rows: Vec<Alike> = Vec::new();
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|error| format!("line {}: {error}", number + 2))?;
        let field = |at: usize| parts(row.get(at).unwrap_or_default());
        match field(0) {
            words if words.is_empty() => return Err(format!("line {}: no words", number + 2)),
            words => rows.push(Alike { words, finds: field(1) }),
        }
    }
    Ok(rows)
}

/// The parts of a field, which are separated by bars.
pub fn parts(field: &str) -> Vec<String> {
    field.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A group that a query asks for.
#[derive(Debug)]
pub struct Asked<'a> {
    pub token: &'a str,
    /// Found by the other token too; of a one-way group, what earns more.
    pub close: Option<&'a str>,
    pub covers: &'a [Vec<String>],
}

impl Group {
    fn asked(&self) -> Asked<'_> {
        Asked { token: &self.token, close: self.close.as_deref(), covers: &self.covers }
    }
}

impl Member {
    fn begins(&self, words: &[Stem<'_>], in_text: bool) -> bool {
        let Some(first) = words.first() else { return false };
        words.len() >= self.stems.len()
            && self.stems.iter().zip(words).enumerate().all(|(at, (stem, word))| {
                stem == word.stem
                    && word.position == first.position + at as u32
                    && (!in_text || !self.capitals || word.capitals || stem == "and")
            })
    }
}

fn stems_of(text: &str, stems: &mut Stems) -> Vec<String> {
    let mut found = Vec::new();
    split(text, &mut String::new(), |word| found.push(stems.of(word.text).to_owned()));
    found
}

fn spelling(word: &str) -> Option<String> {
    let plain = word.chars().all(char::is_alphabetic) && !is_abbreviation(word);
    plain.then(|| word.to_lowercase())
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn is_abbreviation(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters <= SHORT && !text.chars().any(char::is_lowercase)
}

/// FNV-1a over the members: stable from one build of the program to the next.
fn token(covers: &[Vec<String>]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let texts = covers.iter().flat_map(|member| member.iter().map(String::as_bytes).chain([b"|".as_slice()]));
    for byte in texts.flat_map(|text| text.iter().chain([&b' '])) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{MARK}{hash:016x}")
}
