//! Pay that fits the profession, the grade and the contract. Guided by public scales, which independent providers
//! come near to and seldom use.

use chrono::NaiveDate;

use super::super::dice::Dice;
use super::super::tables::Title;
use crate::codes;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPay {
    pub min_pence: i64,
    pub max_pence: i64,
    /// Code of the period.
    pub period: &'static str,
    pub note: String,
}

/// Paid hours in a full-time year of 37.5 hours a week.
const HOURS_A_YEAR: i64 = 1955;
/// The least that a full-time year may pay an adult, in pounds.
const LEAST: i64 = 24_900;

pub fn of_role(title: &Title, contract: &str, in_london: bool, today: NaiveDate, dice: &mut Dice) -> DemoPay {
    let (low, high) = year(title, in_london, today, dice);
    let doctor = matches!(title.profession.as_str(), "doctor" | "dentist");
    match contract {
        "bank" => between(per_hour(low, 110), per_hour(high, 122), "hour"),
        "locum" if doctor => between(per_day(low), per_day(high), "day"),
        "locum" => between(per_hour(low, 125), per_hour(high, 140), "hour"),
        "sessional" | "practising-privileges" => between(per_session(low), per_session(high), "session"),
        "apprenticeship" => {
            let pence = 900 + dice.between(0, 30) * 5;
            between(pence, pence + dice.between(10, 40) * 5, "hour")
        }
        _ => between(round(low, 250) * 100, round(high, 250) * 100, "year"),
    }
}

/// Pay that the lead employer goes on paying, by the national scale.
pub fn of_training(band: &str, today: NaiveDate) -> Option<DemoPay> {
    let band = codes::pay::band(band, today)?;
    let note = "Basic pay, paid by the lead employer".to_owned();
    Some(DemoPay { note, ..between(band.min_pence, band.max_pence, "year") })
}

fn between(low: i64, high: i64, period: &'static str) -> DemoPay {
    DemoPay { min_pence: low, max_pence: high.max(low), period, note: String::new() }
}

/// Pounds a year, full time: a part of the band, or of what the table says.
fn year(title: &Title, in_london: bool, today: NaiveDate, dice: &mut Dice) -> (i64, i64) {
    let band = codes::pay::band(&title.band, today);
    let (low, high) = match (title.low, title.high, band) {
        (Some(low), Some(high), _) => (low, high),
        (_, _, Some(band)) => (band.min_pence / 100, (band.max_pence / 100).max(band.min_pence / 96)),
        _ => (30_000, 38_000),
    };
    let room = high - low;
    let low = low + room * dice.between(0, 40) / 100;
    let high = (high - room * dice.between(-10, 25) / 100).max(low + room / 10);
    let percent = if in_london { 109 } else { 100 + dice.between(0, 3) };
    ((low * percent / 100).max(LEAST), (high * percent / 100).max(LEAST + 500))
}

fn per_hour(year: i64, percent: i64) -> i64 {
    round(year * percent / HOURS_A_YEAR, 5)
}

fn per_day(year: i64) -> i64 {
    round(year * 135 / 220, 500)
}

/// A session is half a day; the year has some 440 of them.
fn per_session(year: i64) -> i64 {
    round(year * 135 / 440, 500)
}

fn round(amount: i64, to: i64) -> i64 {
    (amount + to / 2) / to * to
}
