//! When people hear that a listing is about to close.

use chrono::{Duration, NaiveTime};

use crate::kit::clock::{Moment, end_of_london_day, london_time};

/// Whole days between the reminder and the closing day.
pub const REMIND_DAYS: i64 = 3;
/// In the morning, London time.
const REMIND_AT: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The moment from which a reminder of a closing goes out.
pub fn reminder_at(closes_at: Moment) -> Moment {
    london_time(closes_at.london_day() - Duration::days(REMIND_DAYS), REMIND_AT)
}

/// The end of the last closing day that people are reminded of at `now`.
pub fn last_day_to_remind(now: Moment) -> Moment {
    let ahead = if now.london().time() >= REMIND_AT { REMIND_DAYS } else { REMIND_DAYS - 1 };
    end_of_london_day(now.london_day() + Duration::days(ahead))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Moment {
        Moment::from_utc(text.parse().unwrap())
    }

    #[test]
    fn a_reminder_goes_out_at_nine_in_london_three_days_before() {
        for (closes_on, at) in [
            ("2026-12-02", "2026-11-29T09:00:00"),
            ("2026-07-02", "2026-06-29T08:00:00"),
            // Over the change of the clocks.
            ("2026-03-30", "2026-03-27T09:00:00"),
            ("2026-10-26", "2026-10-23T08:00:00"),
        ] {
            let closes_at = end_of_london_day(closes_on.parse().unwrap());
            let due = utc(at);
            assert_eq!(reminder_at(closes_at), due, "{closes_on}");
            assert!(closes_at <= last_day_to_remind(due), "{closes_on}");
            assert!(closes_at > last_day_to_remind(due - Duration::seconds(1)), "{closes_on}");
        }
    }
}
