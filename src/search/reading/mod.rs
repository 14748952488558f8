//! Reading: which of the typed words name a filter, a place or a pay, so that "band 6 physio leeds part time" ticks
//! what it says. What the words mean is in `data/readings.csv` and in the code lists; this knows no index.
//!
//! Words in quotes and words with a leading minus are never read: whoever writes so means the words.

mod lexicon;
mod numbers;
mod place;
#[cfg(test)]
mod tests;
mod typed;

use crate::codes;
use crate::kit::text::slug;
use crate::search::criteria::said::{posted_words, starts_words};
use crate::search::criteria::{Criteria, PayFloor, Within};
use crate::search::filters::filter_of;
use crate::search::index::Group;
use crate::search::words::is_silent;
use lexicon::{LEXICON, Sense, When};
use typed::Typed;

/// Words of a provider's name.
const LONGEST_NAME: usize = 6;

/// What was made of the typed words.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// The words that name nothing: they are searched for.
    pub rest: String,
    pub taken: Vec<Taken>,
}

/// Some of the typed words, and what they name.
#[derive(Debug, PartialEq)]
pub struct Taken {
    pub words: String,
    pub meant: Vec<Meant>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Meant {
    Code(Group, String),
    /// The key of a place or, when several share the name, the name; its label; and miles round it, if they were said.
    Place(String, String, Option<u16>),
    Pay(PayFloor),
    Posted(u16),
    Starts(u16),
}

/// A reading of the words from one raw word to another, before it is known whether it fits the others.
struct Found {
    from: usize,
    to: usize,
    sense: Sense,
}

/// Says whether a provider goes by this slug.
pub type Knows<'a> = &'a dyn Fn(&str) -> bool;

/// Reads the words; a place among them only when no other place is given.
pub fn read(words: &str, wants_place: bool, knows: Knows<'_>) -> Reading {
    let typed = Typed::of(words);
    let found = fitting(candidates(&typed, knows));
    let mut gone = vec![false; typed.raws.len()];
    // Neither read again as a place nor dropped.
    let mut held = vec![false; typed.raws.len()];
    let mut taken = Vec::new();
    for one in &found {
        let range = one.from..=one.to;
        let marks = if one.sense.keep { &mut held } else { &mut gone };
        marks.iter_mut().enumerate().filter(|(at, _)| range.contains(at)).for_each(|(_, mark)| *mark = true);
        if !one.sense.meant.is_empty() {
            taken.push((
                one.from,
                Taken { words: typed.said(one.from, one.to), meant: one.sense.meant.clone() },
            ));
        }
    }
    if let Some((from, to, meant)) = place::find(&typed, &gone, &held).filter(|_| wants_place) {
        gone.iter_mut().take(to + 1).skip(from).for_each(|gone| *gone = true);
        taken.push((from, Taken { words: typed.said(from, to), meant: vec![meant] }));
    }
    taken.sort_by_key(|(at, _)| *at);
    Reading { rest: rest(&typed, &gone), taken: taken.into_iter().map(|(_, taken)| taken).collect() }
}

/// The longest reading from each word on, without overlaps.
fn candidates(typed: &Typed<'_>, knows: Knows<'_>) -> Vec<Found> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < typed.atoms.len() {
        let phrase = LEXICON.get().longest(typed, at);
        let number = numbers::read(typed, at);
        let readings = phrase.into_iter().chain(number).chain(provider(typed, at, knows));
        match readings.max_by_key(|(length, _)| *length) {
            Some((length, sense)) => {
                let raw = |at: usize| typed.atoms.get(at).map_or(0, |atom| atom.raw);
                found.push(Found { from: raw(at), to: raw(at + length - 1), sense });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// A provider by its whole name. One of a single word is searched for: it may as well be a place or a trade.
fn provider(typed: &Typed<'_>, at: usize, knows: Knows<'_>) -> Option<(usize, Sense)> {
    let lengths = (2..=LONGEST_NAME).rev().filter(|length| typed.is_whole(at, *length));
    lengths.into_iter().find_map(|length| {
        let raw = |at: usize| typed.atoms.get(at).map(|atom| atom.raw);
        let slug = slug(&typed.said(raw(at)?, raw(at + length - 1)?));
        let meant = || vec![Meant::Code(Group::Provider, slug.clone())];
        knows(&slug).then(|| (length, Sense { meant: meant(), ..Sense::default() }))
    })
}

/// Drops readings that need another one beside them which is not there: an orthopaedic *nurse* may be tagged with no
/// specialty, while doctors and placements always are; a consultant *physiotherapist* has no doctor's grade.
fn fitting(found: Vec<Found>) -> Vec<Found> {
    let other = found.iter().any(|one| one.sense.other || names_other_profession(&one.sense));
    let alone = |one: &Found| one.sense.when != When::NoOtherProfession || !other;
    let doctor =
        found.iter().any(|one| one.sense.when != When::Doctor && alone(one) && names_doctor(&one.sense));
    let fits = |one: &Found| match one.sense.when {
        When::Always => true,
        When::Doctor => doctor,
        When::NoOtherProfession => !other,
    };
    found.into_iter().filter(|one| fits(one)).collect()
}

fn names_other_profession(sense: &Sense) -> bool {
    let other = |meant: &Meant| matches!(meant, Meant::Code(Group::Profession, code) if code != "doctor");
    sense.meant.iter().any(other)
}

fn names_doctor(sense: &Sense) -> bool {
    sense.doctor
        || sense.meant.iter().any(|meant| match meant {
            Meant::Code(Group::Profession, code) => code == "doctor",
            Meant::Code(Group::Grade, code) => codes::grades().contains(code),
            Meant::Code(Group::Kind, code) => code == "placement",
            _ => false,
        })
}

/// What is left, without marks and little words at its ends.
fn rest(typed: &Typed<'_>, gone: &[bool]) -> String {
    let left = typed.raws.iter().zip(gone).filter(|(_, gone)| !**gone).map(|(raw, _)| raw.text);
    let left: Vec<&str> = left.collect();
    let says = |word: &&str| {
        let plain = word.to_lowercase();
        word.chars().any(char::is_alphanumeric)
            && !is_silent(plain.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    match (left.iter().position(says), left.iter().rposition(says)) {
        (Some(first), Some(last)) => left.get(first..=last).unwrap_or_default().join(" "),
        _ => String::new(),
    }
}

impl Criteria {
    /// The search that the words mean, once: what was read before, or is to be searched for as typed, stays as it is.
    pub fn understood(&self, knows: Knows<'_>) -> Criteria {
        if self.is_read || self.as_typed || self.words.is_empty() {
            return self.clone();
        }
        let reading = read(&self.words, self.place.is_empty(), knows);
        if reading.taken.is_empty() {
            return self.clone();
        }
        let mut other = self.on_page(self.page);
        other.typed = std::mem::replace(&mut other.words, reading.rest);
        other.is_read = true;
        let meant: Vec<Meant> = reading.taken.into_iter().flat_map(|taken| taken.meant).collect();
        // The words are the newest wish: they replace what was ticked in the same group.
        for meant in &meant {
            if let Meant::Code(group, _) = meant {
                other.chosen.remove(group);
            }
        }
        meant.into_iter().for_each(|meant| other.take(meant));
        other
    }

    fn take(&mut self, meant: Meant) {
        match meant {
            Meant::Code(group, code) => {
                self.chosen.entry(group).or_default().insert(code);
            }
            Meant::Place(key, _, miles) => {
                self.place = key;
                self.within = miles.map_or(self.within, Within::of);
            }
            Meant::Pay(pay) => self.pay = Some(pay),
            Meant::Posted(days) => self.posted = Some(days),
            Meant::Starts(days) => self.starts = Some(days),
        }
    }

    /// All that was typed as words, without what was read in it.
    pub fn as_typed_whole(&self) -> Criteria {
        let mut other = self.on_page(1);
        for meant in self.readings().into_iter().flat_map(|taken| taken.meant) {
            match meant {
                Meant::Code(group, code) => other = other.without(group, &code),
                Meant::Place(..) => (other.place, other.within) = (String::new(), Within::Usual),
                Meant::Pay(_) => other.pay = None,
                Meant::Posted(_) => other.posted = None,
                Meant::Starts(_) => other.starts = None,
            }
        }
        other.words = std::mem::take(&mut other.typed);
        (other.is_read, other.as_typed) = (false, true);
        other
    }

    /// Whether its place was among the typed words.
    pub fn has_read_place(&self) -> bool {
        self.readings().iter().any(|taken| taken.meant.iter().any(|meant| matches!(meant, Meant::Place(..))))
    }

    /// What was read in the typed words and still holds.
    pub fn readings(&self) -> Vec<Taken> {
        let knows = |slug: &str| self.has(Group::Provider, slug);
        let mut taken =
            if self.typed.is_empty() { Vec::new() } else { read(&self.typed, true, &knows).taken };
        let words = format!(" {} ", self.words);
        for one in &mut taken {
            one.meant.retain(|meant| match meant {
                Meant::Code(group, code) => self.has(*group, code),
                // Words that are searched for were not read: another place had been given.
                Meant::Place(key, ..) => self.place == *key && !words.contains(&format!(" {} ", one.words)),
                Meant::Pay(pay) => self.pay.as_ref() == Some(pay),
                Meant::Posted(days) => self.posted == Some(*days),
                Meant::Starts(days) => self.starts == Some(*days),
            });
        }
        taken.retain(|one| !one.meant.is_empty());
        taken
    }
}

impl Meant {
    /// As a chip says it.
    pub fn words(&self) -> String {
        match self {
            Meant::Code(group, code) => filter_of(*group).map_or(code.clone(), |filter| filter.chip(code)),
            Meant::Place(_, label, None) => label.clone(),
            Meant::Place(_, label, Some(miles)) => format!("within {miles} miles of {label}"),
            Meant::Pay(pay) => pay.words(),
            Meant::Posted(days) => posted_words(*days),
            Meant::Starts(days) => starts_words(*days),
        }
    }
}
