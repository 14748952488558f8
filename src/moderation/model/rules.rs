//! Rules that say where to look. They advise; a person decides.
//!
//! What a rule is called and why it exists is a row of `data/rules/rules.csv`, what it looks for in a text rows of
//! `data/rules/phrases.csv`, and the figures it compares with stand beside them. A new wording is a row, not code.
//! `tests/site/judged_listings.csv` says of many sentences which rule they should meet; a test measures the rules by it.

mod contacts;
mod numbers;
mod phrases;
mod shouting;

use std::sync::LazyLock;

use chrono::NaiveDate;

use self::phrases::{cell, rows};
use crate::kit::text;
use crate::listings::Full;
use crate::providers::{Provider, Site};

/// A rule as it is known to people.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: String,
    pub label: String,
    /// The reason of `codes::return_reasons` that fits.
    pub reason: String,
    pub why: String,
}

/// Every rule, in the order in which marks are shown.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |row: Vec<String>| Rule {
        code: cell(&row, 0),
        label: cell(&row, 1),
        reason: cell(&row, 2),
        why: cell(&row, 3),
    };
    rows(include_str!("../../../data/rules/rules.csv")).into_iter().map(rule).collect()
});

/// What a rule noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub rule: &'static Rule,
    /// The very words, where it is about words; else what is odd.
    pub said: Vec<String>,
}

/// Gathers what is noticed: a mark a rule, however often it notices something.
#[derive(Default)]
struct Marks(Vec<(String, String)>);

impl Marks {
    fn add(&mut self, rule: &str, said: impl Into<String>) {
        let noticed = (rule.to_string(), said.into());
        if !self.0.contains(&noticed) {
            self.0.push(noticed);
        }
    }

    fn done(self) -> Vec<Mark> {
        let of = |rule: &'static Rule| {
            let said = self.0.iter().filter(|(code, _)| *code == rule.code);
            Mark { rule, said: said.map(|(_, said)| said.clone()).collect() }
        };
        RULES.iter().map(of).filter(|mark| !mark.said.is_empty()).collect()
    }
}

/// A description shorter than this says little; in words.
const THIN_WORDS: usize = 40;
const NEAR_DAYS: i64 = 3;

pub fn of_listing(full: &Full, today: NaiveDate) -> Vec<Mark> {
    let (listing, mut marks) = (&full.listing, Marks::default());
    let markdown = format!("{}\n{}\n{}", listing.summary, listing.description, full.terms.pay_note);
    of_text(&mut marks, &listing.title, &markdown);
    numbers::of_pay(&mut marks, full, today);
    numbers::of_dbs(&mut marks, full);
    let words = text::plain(&listing.description).split_whitespace().count();
    if words < THIN_WORDS {
        marks.add("description-thin", format!("{words} words"));
    }
    if let Some(said) = listing.closes_on.and_then(|day| of_closing(day, today)) {
        marks.add("closes-soon", said);
    }
    marks.done()
}

/// What the rules notice in words alone: for forms and tests.
pub fn of_words(title: &str, markdown: &str) -> Vec<Mark> {
    let mut marks = Marks::default();
    of_text(&mut marks, title, markdown);
    marks.done()
}

fn of_text(marks: &mut Marks, title: &str, markdown: &str) {
    // Lines are kept: a point of a list is a sentence of its own.
    let lines: Vec<String> = markdown.lines().map(text::plain).collect();
    let plain = format!("{title}\n{}", lines.join("\n"));
    for (rule, quote) in phrases::found(&plain) {
        marks.add(rule, quote);
    }
    // With the targets of links, which a reader does not see.
    for quote in contacts::outside(&format!("{title}\n{markdown}")) {
        marks.add("contact-outside", quote);
    }
    for quote in contacts::broken_links(markdown) {
        marks.add("broken-link", quote);
    }
    for quote in shouting::found(title, &lines.join("\n")) {
        marks.add("capitals", quote);
    }
}

fn of_closing(day: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    match (day - today).num_days() {
        ..0 => Some("The closing day has passed"),
        0 => Some("It closes today"),
        1..=NEAR_DAYS => Some("It closes within three days"),
        _ => None,
    }
}

pub fn of_provider(provider: &Provider, sites: &[Site]) -> Vec<Mark> {
    let mut marks = Marks::default();
    let coded = |cqc: &Option<String>, ods: &Option<String>| cqc.is_some() || ods.is_some();
    let any_code = coded(&provider.cqc_code, &provider.ods_code)
        || sites.iter().any(|site| coded(&site.cqc_code, &site.ods_code));
    if !any_code {
        marks.add("provider-code-missing", "Neither here nor for a site");
    }
    if provider.website.is_empty() {
        marks.add("provider-website-missing", "The field is empty");
    }
    let words = text::plain(&provider.description).split_whitespace().count();
    if words < THIN_WORDS / 2 {
        marks.add("description-thin", format!("{words} words"));
    }
    of_text(&mut marks, "", &provider.description);
    marks.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn every_rule_points_to_a_reason_and_every_phrase_to_a_rule() {
        for rule in RULES.iter() {
            assert!(codes::return_reasons().contains(&rule.reason), "{}", rule.code);
            assert!(!rule.why.is_empty() && !rule.label.is_empty(), "{}", rule.code);
        }
        for row in rows(include_str!("../../../data/rules/phrases.csv")) {
            assert!(RULES.iter().any(|rule| rule.code == cell(&row, 0)), "{row:?}");
        }
    }

    #[test]
    fn a_mark_names_its_rule_and_quotes_the_very_words() {
        let marks = of_words("THEATRE NURSE", "A Registration fee of £50 is due.\n\n- Mail jobs@example.org");
        let said = |code: &str| {
            let mark = marks.iter().find(|mark| mark.rule.code == code);
            mark.map(|mark| mark.said.join("|")).unwrap_or_default()
        };
        assert_eq!(said("fee-asked"), "Registration fee|fee of £50");
        assert_eq!(said("contact-outside"), "jobs@example.org");
        assert_eq!(said("capitals"), "THEATRE NURSE");
        assert_eq!(marks.len(), 3);
    }

    #[test]
    fn strange_texts_do_no_harm() {
        for text in
            ["", "£", "£.", "@", "www.", "+", "](", "[x](", "ÄÖÜ £5 ½ ١٢٣ 01632", "http", "\u{0}", "'’'"]
        {
            of_words(text, text);
        }
    }

    #[test]
    fn a_closing_day_near_or_past_is_marked() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        for (day, marked) in
            [("2026-11-21", true), ("2026-11-22", true), ("2026-11-25", true), ("2026-11-26", false)]
        {
            assert_eq!(of_closing(day.parse().unwrap(), today).is_some(), marked, "{day}");
        }
    }
}
