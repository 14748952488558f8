//! Sentences and how their braces are filled: `{a|b}` picks one, `{3-6}` a number, `{site}` is a value by name.
//! `{a|an}` looks at the word after it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dice::Dice;
use crate::kit::text::capital;

const FILES: [&str; 6] = [
    include_str!("../../data/demo/words/areas.txt"),
    include_str!("../../data/demo/words/everyone.txt"),
    include_str!("../../data/demo/words/learning.txt"),
    include_str!("../../data/demo/words/people.txt"),
    include_str!("../../data/demo/words/professions.txt"),
    include_str!("../../data/demo/words/providers.txt"),
];

/// Stands for the "a" of "a or an" until the word after it is known.
const ARTICLE: char = '\u{1}';

static SECTIONS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut sections: HashMap<_, Vec<_>> = HashMap::new();
    for file in FILES {
        let mut name = "";
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(section) => name = section,
                None => sections.entry(name).or_default().push(line),
            }
        }
    }
    sections
});

/// The sentences under a heading; none when there is no such heading.
pub fn section(name: &str) -> &'static [&'static str] {
    SECTIONS.get(name).map_or(&[], Vec::as_slice)
}

/// What the names in braces stand for.
#[derive(Default)]
pub struct Values(Vec<(&'static str, String)>);

impl Values {
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Values {
        self.0.push((name, value.to_string()));
        self
    }

    fn of(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
}

/// One sentence from a section, filled.
pub fn say(name: &str, values: &Values, dice: &mut Dice) -> String {
    let mut text = String::new();
    add(&mut text, name, values, dice);
    text
}

/// Appends one sentence from a section.
pub fn add(text: &mut String, name: &str, values: &Values, dice: &mut Dice) {
    if let Some(sentence) = dice.pick(section(name)) {
        fill(text, sentence, values, dice);
    }
}

/// Appends different sentences from a section as lines of a list.
pub fn add_list(text: &mut String, name: &str, how_many: usize, values: &Values, dice: &mut Dice) {
    for sentence in dice.several(section(name), how_many) {
        text.push_str("- ");
        fill(text, sentence, values, dice);
        text.push('\n');
    }
}

/// Appends a sentence with its braces filled.
pub fn fill(text: &mut String, sentence: &str, values: &Values, dice: &mut Dice) {
    let start = text.len();
    let mut rest = sentence;
    while let Some((before, inside)) = rest.split_once('{') {
        let (inside, after) = inside.split_once('}').unwrap_or((inside, ""));
        text.push_str(before);
        fill_one(text, inside, after.starts_with('%'), values, dice);
        rest = after;
    }
    text.push_str(rest);
    settle_articles(text, start);
}

fn fill_one(text: &mut String, inside: &str, percent: bool, values: &Values, dice: &mut Dice) {
    if inside == "a|an" {
        text.push(ARTICLE);
    } else if inside.contains('|') {
        let choices = inside.split('|').count();
        text.push_str(inside.split('|').nth(dice.below(choices)).unwrap_or_default());
    } else if let Some((low, high)) = numbers(inside) {
        let value = dice.between(low, high);
        let figures = percent || text.ends_with('£');
        push(text, &if figures { value.to_string() } else { number(value) });
    } else {
        push(text, values.of(inside));
    }
}

/// With a capital where a sentence begins.
fn push(text: &mut String, words: &str) {
    if text.trim_end().chars().next_back().is_none_or(|last| last == '.') {
        text.push_str(&capital(words));
    } else {
        text.push_str(words);
    }
}

fn numbers(inside: &str) -> Option<(i64, i64)> {
    let (low, high) = inside.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}

/// As people write it: up to ten in words, thousands round and with a comma.
pub fn number(value: i64) -> String {
    const WORDS: [&str; 11] =
        ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match usize::try_from(value).ok().and_then(|small| WORDS.get(small)) {
        Some(word) => (*word).to_owned(),
        None if value >= 1000 => format!("{},{:03}", value / 1000, value % 1000 / 50 * 50),
        None => value.to_string(),
    }
}

fn settle_articles(text: &mut String, start: usize) {
    while let Some(place) = text.get(start..).and_then(|new| new.find(ARTICLE)).map(|found| start + found) {
        let next = text[place..].chars().find(|c| c.is_alphanumeric());
        let vowel = next.is_some_and(|c| "aeiouAEIO8".contains(c));
        text.replace_range(place..place + ARTICLE.len_utf8(), if vowel { "an" } else { "a" });
    }
}

/// As it stands within a sentence; "NHS-commissioned" keeps its capitals.
pub fn uncapital(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}
