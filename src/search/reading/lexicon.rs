//! The phrases that name a filter: those of `data/readings.csv`, and the labels of the code lists.

use super::Meant;
use super::typed::Typed;
use crate::codes::{self, Derived, List};
use crate::search::filters::filter;
use crate::search::index::Group;
use crate::search::words::split;
use std::collections::HashMap;

const READINGS: &str = include_str!("../../../data/readings.csv");

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sense {
    pub meant: Vec<Meant>,
    /// The words are searched for as well: they say more than the filter does.
    pub keep: bool,
    /// Speaks of doctors without naming a filter.
    pub doctor: bool,
    /// Speaks of somebody who is not a doctor.
    pub other: bool,
    pub when: When,
}

/// What must be read besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    #[default]
    Always,
    /// A doctor, a doctor's grade or a training placement.
    Doctor,
    NoOtherProfession,
}

/// Made anew when the lists have changed.
pub static LEXICON: Derived<Lexicon> = Derived::new(Lexicon::read);

pub struct Lexicon {
    /// From the first word of a phrase; longer phrases first.
    phrases: HashMap<String, Vec<(Vec<String>, Sense)>>,
}

impl Lexicon {
    /// Panics on a broken file: it is part of the program, and a test reads it.
    fn read() -> Lexicon {
        let mut lexicon = Lexicon { phrases: HashMap::new() };
        for row in csv::Reader::from_reader(READINGS.as_bytes()).records() {
            let row = row.expect("a row of readings");
            let sense = sense(row.get(1).unwrap_or_default(), row.get(2).unwrap_or_default());
            for phrase in row.get(0).unwrap_or_default().split('|') {
                lexicon.add(phrase, &sense);
            }
        }
        lexicon.add_labels(codes::professions(), Group::Profession, When::Always);
        lexicon.add_labels(codes::specialties(), Group::Specialty, When::Doctor);
        lexicon.add_labels(codes::patterns(), Group::Pattern, When::Always);
        lexicon.add_labels(codes::contracts(), Group::Contract, When::Always);
        lexicon
            .phrases
            .values_mut()
            .for_each(|held| held.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        lexicon
    }

    fn add_labels(&mut self, list: &List, group: Group, when: When) {
        for code in list.all() {
            let meant = vec![Meant::Code(group, code.code.clone())];
            let sense = Sense { meant, when, ..Sense::default() };
            self.add(&code.label, &sense);
            self.add(code.plural(), &sense);
        }
    }

    /// What a phrase means already stays: the file goes before the lists.
    fn add(&mut self, phrase: &str, sense: &Sense) {
        let mut words = Vec::new();
        split(phrase, &mut String::new(), |word| words.push(word.text.to_owned()));
        let Some(first) = words.first().cloned() else { return };
        let held = self.phrases.entry(first).or_default();
        if !held.iter().any(|(other, _)| *other == words) {
            held.push((words, sense.clone()));
        }
    }

    /// The longest phrase at this atom, and how many atoms it has.
    pub fn longest(&self, typed: &Typed<'_>, at: usize) -> Option<(usize, Sense)> {
        let first = typed.word(at)?;
        let held = [first, singular(first)].into_iter().filter_map(|word| self.phrases.get(word)).flatten();
        let fits = |words: &[String]| {
            let same = |(offset, word): (usize, &String)| {
                typed.word(at + offset).is_some_and(|other| other == word || singular(other) == word)
            };
            words.iter().enumerate().all(same) && typed.is_whole(at, words.len())
        };
        let found = held.filter(|(words, _)| fits(words)).max_by_key(|(words, _)| words.len());
        found.map(|(words, sense)| (words.len(), sense.clone()))
    }
}

/// "nurses" as "nurse"; only for words that are long enough to be no abbreviation.
fn singular(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => one,
        _ => word,
    }
}

/// "profession:nurse stage:newly-registered keep".
fn sense(reads: &str, when: &str) -> Sense {
    let when = match when {
        "" => When::Always,
        "doctor" => When::Doctor,
        "no-profession" => When::NoOtherProfession,
        other => panic!("data/readings.csv: when {other}?"),
    };
    let mut sense = Sense { when, ..Sense::default() };
    for part in reads.split_whitespace() {
        match part.split_once(':') {
            None if part == "keep" => sense.keep = true,
            None if part == "doctor" => (sense.doctor, sense.keep) = (true, true),
            None if part == "other" => (sense.other, sense.keep) = (true, true),
            Some(("posted", days)) => sense.meant.extend(days.parse().ok().map(Meant::Posted)),
            Some(("starts", days)) => sense.meant.extend(days.parse().ok().map(Meant::Starts)),
            Some((name, code)) => {
                let filter = filter(name).filter(|filter| filter.accepts(code));
                let filter = filter.unwrap_or_else(|| panic!("data/readings.csv: {part}?"));
                sense.meant.push(Meant::Code(filter.group, code.to_owned()));
            }
            None => panic!("data/readings.csv: {part}?"),
        }
    }
    sense
}
