//! The groups of filters, and the dictionary of the values that listings have in them.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A group of filters whose values are codes. A listing may have several values in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    Kind,
    Profession,
    Specialty,
    Grade,
    Band,
    Contract,
    Pattern,
    Sector,
    Funding,
    Region,
    Stage,
    Visa,
    Ltft,
    /// What the provider says of working there: claims of these three kinds.
    Career,
    Control,
    Culture,
    /// The only open-ended one: any number of providers.
    Provider,
}

impl Group {
    pub const ALL: [Group; 17] = [
        Group::Kind,
        Group::Profession,
        Group::Specialty,
        Group::Grade,
        Group::Band,
        Group::Contract,
        Group::Pattern,
        Group::Sector,
        Group::Funding,
        Group::Region,
        Group::Stage,
        Group::Visa,
        Group::Ltft,
        Group::Career,
        Group::Control,
        Group::Culture,
        Group::Provider,
    ];
}

/// 64-bit words for the values of a listing; with the other columns a row is 64 bytes, one line of the processor's
/// cache. Raise it when the code lists outgrow it: indexes are then rebuilt by themselves.
pub const WORDS: usize = 6;
/// How many values there can be in all groups together, providers apart: they have a column of their own.
pub const MOST_CODES: usize = WORDS * 64;

/// One bit for each value seen.
pub type Bits = [u64; WORDS];

/// Learned from the documents and kept in the index's own commit, so that it always fits the index beside it, and a
/// code list may change without a word to the engine. Values keep their number until the index is rebuilt.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Saved", into = "Saved")]
pub struct Dictionary {
    codes: Vec<(Group, String)>,
    providers: Vec<String>,
    numbers: HashMap<(Group, String), u32>,
}

#[derive(Serialize, Deserialize)]
struct Saved {
    codes: Vec<(Group, String)>,
    providers: Vec<String>,
}

impl From<Saved> for Dictionary {
    fn from(saved: Saved) -> Self {
        let mut dictionary = Dictionary::default();
        for (group, code) in saved.codes {
            dictionary.learn(group, &code);
        }
        for provider in saved.providers {
            dictionary.learn(Group::Provider, &provider);
        }
        dictionary
    }
}

impl From<Dictionary> for Saved {
    fn from(dictionary: Dictionary) -> Self {
        Saved { codes: dictionary.codes, providers: dictionary.providers }
    }
}

impl Dictionary {
    /// The number of a value, which is new if need be; nothing when the row has no bit left for it.
    pub fn learn(&mut self, group: Group, code: &str) -> Option<u32> {
        if let Some(number) = self.number(group, code) {
            return Some(number);
        }
        let number = match group {
            Group::Provider => {
                self.providers.push(code.to_owned());
                self.providers.len() - 1
            }
            _ if self.codes.len() >= MOST_CODES => {
                tracing::error!(?group, code, "no room for another filter value: it cannot be filtered by");
                return None;
            }
            _ => {
                self.codes.push((group, code.to_owned()));
                self.codes.len() - 1
            }
        } as u32;
        self.numbers.insert((group, code.to_owned()), number);
        Some(number)
    }

    pub fn number(&self, group: Group, code: &str) -> Option<u32> {
        self.numbers.get(&(group, code.to_owned())).copied()
    }

    pub fn provider(&self, number: usize) -> Option<&str> {
        self.providers.get(number).map(String::as_str)
    }

    pub fn providers(&self) -> usize {
        self.providers.len()
    }

    /// The numbers of all the values of a group.
    pub fn numbers(&self, group: Group) -> Vec<u32> {
        let own = self.codes.iter().zip(0..).filter(|((other, _), _)| *other == group);
        own.map(|(_, number)| number).collect()
    }

    /// Counts by bit as counts by group and code, most frequent first.
    pub fn named(&self, counts: &[u32]) -> BTreeMap<Group, Vec<(String, u32)>> {
        let mut named: BTreeMap<Group, Vec<(String, u32)>> = BTreeMap::new();
        for ((group, code), count) in self.codes.iter().zip(counts).filter(|(_, count)| **count > 0) {
            named.entry(*group).or_default().push((code.clone(), *count));
        }
        for counts in named.values_mut() {
            counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        }
        named
    }
}

pub fn bits(numbers: impl Iterator<Item = u32>) -> Bits {
    let mut bits = [0; WORDS];
    for number in numbers {
        if let Some(word) = bits.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }
    bits
}
