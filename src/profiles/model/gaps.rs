//! Gaps in a history that is told in months.

use chrono::{Datelike, NaiveDate};

use super::months::first_of;

/// Whole months that may pass between two posts before anybody asks: providers ask about more than three.
const UNASKED_MONTHS: i32 = 3;

/// A stretch that nothing accounts for, by its first and last month; without a last it goes on until now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// The gaps between these stretches, and after the last of them, the earliest first. A stretch counts from its first
/// month to its last, both whole; one without an end goes on. What overlaps is one stretch.
pub fn gaps(
    stretches: impl IntoIterator<Item = (NaiveDate, Option<NaiveDate>)>,
    today: NaiveDate,
) -> Vec<Gap> {
    let now = number(today);
    let end = |ended: Option<NaiveDate>| ended.map_or(i32::MAX, number);
    let mut covered: Vec<(i32, i32)> =
        stretches.into_iter().map(|(started, ended)| (number(started), end(ended))).collect();
    covered.sort_unstable();
    let Some((_, mut reached)) = covered.first().copied() else { return Vec::new() };
    let mut found = Vec::new();
    for (start, end) in covered {
        if is_long(reached, start) {
            found.push(Gap { from: month(reached + 1), to: Some(month(start - 1)) });
        }
        reached = reached.max(end);
    }
    if is_long(reached, now) {
        found.push(Gap { from: month(reached + 1), to: None });
    }
    found
}

fn is_long(last: i32, next: i32) -> bool {
    i64::from(next) - i64::from(last) - 1 > i64::from(UNASKED_MONTHS)
}

/// Months since the year 0.
fn number(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

fn month(number: i32) -> NaiveDate {
    first_of(number.div_euclid(12), number.rem_euclid(12) as u32 + 1)
}
