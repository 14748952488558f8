//! Months, as people tell their history: kept as the first day of each.

use chrono::{Datelike, NaiveDate};

/// The years that a working life may touch.
const YEARS: std::ops::RangeInclusive<i32> = 1940..=2199;
const NAMES: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The first day of a month.
pub(super) fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

/// `March 2021`
pub fn month_words(month: NaiveDate) -> String {
    month.format("%B %Y").to_string()
}

/// `March 2021 to now`
pub fn span_words(started: NaiveDate, ended: Option<NaiveDate>) -> String {
    let end = ended.map_or_else(|| "now".into(), month_words);
    format!("{} to {end}", month_words(started))
}

/// A month as people write it: `March 2021`, `mar 2021`, `03/2021`, `3 2021`, `2021-03`. Nothing typed is `None`.
///
/// # Errors
/// A sentence for the visitor.
pub fn read_month(typed: &str) -> Result<Option<NaiveDate>, String> {
    let lower = typed.trim().to_lowercase();
    if lower.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let read = match parts[..] {
        [year, month] if year.len() == 4 && is_digits(year) => month_of(year, month),
        [month, year] => month_of(year, month),
        _ => None,
    };
    read.map(Some).ok_or_else(|| "Enter a month and a year, like March 2021 or 03/2021".into())
}

fn month_of(year: &str, month: &str) -> Option<NaiveDate> {
    let number = match is_digits(month) {
        true => month.parse().ok(),
        // Three letters tell all months apart.
        false => {
            NAMES.iter().position(|name| month.len() >= 3 && name.starts_with(month)).map(|at| at as u32 + 1)
        }
    };
    let year: i32 = year.parse().ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number?, 1).filter(|day| day.year() == year)
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}
