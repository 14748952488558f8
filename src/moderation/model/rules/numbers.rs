//! Pay and DBS level, against what is usual and what the law allows. The figures are rows under `data/rules`.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::Marks;
use super::phrases::{cell, rows};
use crate::codes::{self, pay};
use crate::listings::Full;
use crate::listings::model::money;

/// Pay for one of a period, in pence.
struct Usual {
    period: String,
    least: i64,
    most: i64,
    /// How many of the period a full-time year has; `None` where that is not the same for all.
    times: Option<i64>,
}

static USUAL: LazyLock<Vec<Usual>> = LazyLock::new(|| {
    let usual = |row: Vec<String>| {
        let number = |at| cell(&row, at).parse::<i64>().ok();
        Some(Usual { period: cell(&row, 0), least: number(1)?, most: number(2)?, times: number(3) })
    };
    rows(include_str!("../../../../data/rules/usual_pay.csv")).into_iter().filter_map(usual).collect()
});

/// How far from its comparable band pay may be before it is odd, in per cent of the band.
const BAND_LEAST: i64 = 75;
const BAND_MOST: i64 = 150;

pub(super) fn of_pay(marks: &mut Marks, full: &Full, today: NaiveDate) {
    let terms = &full.terms;
    let (least, most) = (terms.pay_min_pence, terms.pay_max_pence);
    let (Some(from), Some(to)) = (least.or(most), most.or(least)) else {
        if !full.listing.is_placement() {
            let note = !terms.pay_note.trim().is_empty();
            marks.add("pay-missing", if note { "Only a note" } else { "Neither numbers nor a note" });
        }
        return;
    };
    let period = terms.pay_period.as_deref().unwrap_or_default();
    if let Some(said) = odd((from, to), period, terms.comparable_band.as_deref(), today) {
        marks.add("pay-odd", said);
    }
}

/// What is odd about pay from the least to the most; `None` when nothing is.
fn odd((least, most): (i64, i64), period: &str, band: Option<&str>, today: NaiveDate) -> Option<String> {
    if least > most {
        return Some("The least is more than the most".into());
    }
    let usual = USUAL.iter().find(|usual| usual.period == period)?;
    let said = format!("{} to {} a {period}", money(least), money(most));
    if least < usual.least || most > usual.most {
        return Some(format!("{said} is far from usual"));
    }
    let (band, times) = (band.and_then(|code| pay::band(code, today))?, usual.times?);
    let (low, high) = (least * times, most * times);
    let is_far = high * 100 < band.min_pence * BAND_LEAST || low * 100 > band.max_pence * BAND_MOST;
    is_far.then(|| format!("{said} is far from {}", band.label))
}

/// From the least to the most, in the order of the law.
fn rank(level: &str) -> usize {
    codes::dbs_levels().all().iter().position(|code| code.code == level).unwrap_or_default()
}

static MOST: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../../data/rules/dbs.csv"));
    rows.iter().map(|row| (cell(row, 0), cell(row, 1))).collect()
});

pub(super) fn of_dbs(marks: &mut Marks, full: &Full) {
    let asked = full.terms.dbs_level.as_deref();
    if let Some(said) = asked.and_then(|asked| over_asked(&full.listing.profession, asked)) {
        marks.add("dbs-over-asked", said);
    }
}

/// What is asked above what the work of a profession usually allows; `None` when it is not.
fn over_asked(profession: &str, asked: &str) -> Option<String> {
    let (_, most) = MOST.iter().find(|(one, most)| one == profession && rank(asked) > rank(most))?;
    let levels = codes::dbs_levels();
    Some(format!(
        "{} for {}; usually at most {}",
        levels.label(asked),
        codes::professions().label(profession).to_lowercase(),
        levels.label(most).to_lowercase()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_is_odd_far_from_its_period_and_its_band() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        for (pay, period, band, is_odd) in [
            ((3_600_000, 4_200_000), "year", None, false),
            ((4_200_000, 3_600_000), "year", None, true),
            ((1_800, 2_200), "year", None, true),
            ((3_600_000, 4_200_000), "hour", None, true),
            ((1_850, 2_200), "hour", None, false),
            ((900, 1_000), "hour", None, true),
            ((4_000_000, 4_500_000), "year", Some("band-6"), false),
            ((2_400_000, 2_600_000), "year", Some("band-6"), true),
            ((9_000_000, 9_500_000), "year", Some("band-5"), true),
            ((2_100, 2_400), "hour", Some("band-6"), false),
            ((4_500, 5_000), "hour", Some("band-5"), true),
            ((30_000, 40_000), "day", Some("band-5"), false),
        ] {
            assert_eq!(odd(pay, period, band, today).is_some(), is_odd, "{pay:?} {period} {band:?}");
        }
    }

    #[test]
    fn a_level_is_over_asked_where_the_work_does_not_allow_it() {
        for (profession, asked, is_over) in [
            ("administration", "enhanced-adults", true),
            ("administration", "standard", false),
            ("it-and-digital", "standard", true),
            ("nurse", "enhanced-both", false),
            ("no-such", "enhanced", false),
        ] {
            assert_eq!(over_asked(profession, asked).is_some(), is_over, "{profession} {asked}");
        }
    }
}
