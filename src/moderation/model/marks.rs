//! Marks: simple rules that say where to look. They advise; a person decides.

use chrono::NaiveDate;

use crate::kit::text;
use crate::listings::Full;
use crate::providers::{Provider, Site};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What was noticed.
    pub words: String,
    /// The reason of `codes::return_reasons` that fits, which the page points to.
    pub reason: &'static str,
}

impl Mark {
    fn new(reason: &'static str, words: impl Into<String>) -> Self {
        Self { words: words.into(), reason }
    }
}

/// A description shorter than this says little; in words.
const THIN_WORDS: usize = 40;
const NEAR_DAYS: i64 = 3;

/// Phrases that go with asking the candidate for money.
const FEES: [&str; 12] = [
    "registration fee",
    "application fee",
    "admin fee",
    "administration fee",
    "joining fee",
    "training fee",
    "processing fee",
    "deposit",
    "non-refundable",
    "upfront payment",
    "you will be charged",
    "at your own expense",
];

/// Phrases that may prefer people by age, sex, race or another protected characteristic.
const PREFERENCES: [&str; 10] = [
    "young",
    "youthful",
    "mature person",
    "native english",
    "native speaker",
    "able-bodied",
    "male only",
    "female only",
    "recent graduates only",
    "no accent",
];

/// The least and the most, in pence, between which pay for one of a period is not odd.
fn usual_pay(period: &str) -> Option<(i64, i64)> {
    match period {
        "year" => Some((2_000_000, 30_000_000)),
        "month" => Some((150_000, 2_500_000)),
        "day" => Some((9_000, 250_000)),
        "session" => Some((4_000, 150_000)),
        "hour" => Some((1_200, 25_000)),
        _ => None,
    }
}

pub fn of_listing(full: &Full, today: NaiveDate) -> Vec<Mark> {
    let listing = &full.listing;
    let words = text::plain(&format!("{} {} {}", listing.title, listing.summary, listing.description));
    let mut marks = of_pay(
        full.terms.pay_period.as_deref(),
        (full.terms.pay_min_pence, full.terms.pay_max_pence),
        &full.terms.pay_note,
    );
    marks.extend(of_words(&words));
    if text::plain(&listing.description).split_whitespace().count() < THIN_WORDS {
        marks.push(Mark::new(
            "description-thin",
            format!("The description has fewer than {THIN_WORDS} words"),
        ));
    }
    if listing.title.chars().any(char::is_alphabetic) && listing.title == listing.title.to_uppercase() {
        marks.push(Mark::new("title-unclear", "The title is in capitals"));
    }
    marks.extend(listing.closes_on.and_then(|day| of_closing(day, today)));
    marks
}

/// Pay for one of a period, from least to most.
fn of_pay(period: Option<&str>, (least, most): (Option<i64>, Option<i64>), note: &str) -> Vec<Mark> {
    let (Some(from), Some(to)) = (least.or(most), most.or(least)) else {
        let said = if note.trim().is_empty() { "and no note says why" } else { "only a note" };
        return vec![Mark::new("pay-missing", format!("No pay in numbers, {said}"))];
    };
    let mut marks = Vec::new();
    if from > to {
        marks.push(Mark::new("pay-odd", "The least pay is more than the most"));
    }
    if let Some((low, high)) = period.and_then(usual_pay)
        && (from.min(to) < low || from.max(to) > high)
    {
        marks.push(Mark::new("pay-odd", "The pay is far from usual for its period"));
    }
    marks
}

fn of_words(words: &str) -> Vec<Mark> {
    let lower = words.to_lowercase();
    let mut marks = Vec::new();
    if lower.split_whitespace().any(is_contact) || has_telephone(&lower) {
        let words = "The text has an email address, a link or a telephone number";
        marks.push(Mark::new("contact-outside", words));
    }
    for found in FEES.iter().filter(|phrase| has_phrase(&lower, phrase)) {
        marks.push(Mark::new("fee-asked", format!("The text says “{found}”")));
    }
    for found in PREFERENCES.iter().filter(|phrase| has_phrase(&lower, phrase)) {
        marks.push(Mark::new("discriminatory-wording", format!("The text says “{found}”")));
    }
    marks
}

fn is_contact(word: &str) -> bool {
    let mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    mail || word.contains("://") || word.contains("www.")
}

/// Ten digits and more in one run, whatever stands between them: `01632 960 001`.
fn has_telephone(text: &str) -> bool {
    let mut run = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => run += 1,
            ' ' | '-' | '(' | ')' | '+' => {}
            _ => run = 0,
        }
        if run >= 10 {
            return true;
        }
    }
    false
}

/// The phrase as whole words: "young" is not in "youngest", nor "deposit" in "deposition".
fn has_phrase(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn of_closing(day: NaiveDate, today: NaiveDate) -> Option<Mark> {
    match (day - today).num_days() {
        ..0 => Some(Mark::new("terms-missing", "The closing day has passed")),
        0 => Some(Mark::new("terms-missing", "It closes today")),
        1..=NEAR_DAYS => Some(Mark::new("terms-missing", "It closes within three days")),
        _ => None,
    }
}

pub fn of_provider(provider: &Provider, sites: &[Site]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let coded = |cqc: &Option<String>, ods: &Option<String>| cqc.is_some() || ods.is_some();
    let any_code = coded(&provider.cqc_code, &provider.ods_code)
        || sites.iter().any(|site| coded(&site.cqc_code, &site.ods_code));
    if !any_code {
        marks.push(Mark::new("provider-unverified", "No CQC or ODS code is given, here or for a site"));
    }
    if provider.website.is_empty() {
        marks.push(Mark::new("provider-unverified", "No website is given"));
    }
    if text::plain(&provider.description).split_whitespace().count() < THIN_WORDS / 2 {
        marks.push(Mark::new("description-thin", "The description is very short"));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(marks: &[Mark]) -> Vec<&'static str> {
        marks.iter().map(|mark| mark.reason).collect()
    }

    #[test]
    fn pay_is_marked_when_missing_or_odd() {
        for (period, pay, note, want) in [
            (Some("year"), (Some(3_600_000), Some(4_200_000)), "", &[][..]),
            (Some("year"), (Some(3_600_000), None), "", &[]),
            (Some("year"), (None, None), "", &["pay-missing"]),
            (None, (None, None), "By agreement", &["pay-missing"]),
            (Some("year"), (Some(4_200_000), Some(3_600_000)), "", &["pay-odd"]),
            (Some("year"), (Some(1_800), Some(2_200)), "", &["pay-odd"]),
            (Some("hour"), (Some(3_600_000), Some(4_200_000)), "", &["pay-odd"]),
            (Some("hour"), (Some(18_50), Some(2_200)), "", &[]),
        ] {
            assert_eq!(reasons(&of_pay(period, pay, note)), want, "{period:?} {pay:?}");
        }
    }

    #[test]
    fn words_are_marked_for_contacts_fees_and_preferences() {
        for (words, want) in [
            ("Care for people in recovery. 25 days of leave.", &[][..]),
            ("Write to jobs@example.org", &["contact-outside"]),
            ("Apply at https://jobs.example.org", &["contact-outside"]),
            ("Ring 01632 960 001 for a talk", &["contact-outside"]),
            ("About 2,500 hips and 3,000 knees in 2024 and 2025", &[]),
            ("A registration fee of £50 is due", &["fee-asked"]),
            ("We deposit pensions monthly", &["fee-asked"]),
            ("Witness depositions", &[]),
            ("For a young and lively team", &["discriminatory-wording"]),
            ("Our youngest patients are two", &[]),
        ] {
            assert_eq!(reasons(&of_words(words)), want, "{words}");
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
