//! The notice that a doctor in training is owed before a placement begins: by when who tells whom what (Code of Practice
//! on the provision of information for postgraduate medical training: 12, 8 and 6 weeks; requests for less than full
//! time training 16 weeks).

use chrono::{Duration, NaiveDate};

/// One thing that is owed so many weeks before the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    pub weeks: i64,
    pub who: &'static str,
    /// After `who`, with what they do: "sends the work schedule to the doctor".
    pub does: &'static str,
}

/// The earliest first.
pub const NOTICES: [Notice; 4] = [
    Notice { weeks: 16, who: "The doctor", does: "asks to train less than full time, if they wish to" },
    Notice { weeks: 12, who: "The training office", does: "tells the employer who comes" },
    Notice { weeks: 8, who: "The employer", does: "sends the work schedule to the doctor" },
    Notice { weeks: 6, who: "The host", does: "sends the duty roster to the doctor" },
];

impl Notice {
    /// The last day on which it is in time.
    pub fn due_on(self, starts_on: NaiveDate) -> NaiveDate {
        starts_on - Duration::weeks(self.weeks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notice_is_whole_weeks_before_the_start() {
        for (starts_on, due) in [
            ("2026-12-02", ["2026-08-12", "2026-09-09", "2026-10-07", "2026-10-21"]),
            ("2027-02-03", ["2026-10-14", "2026-11-11", "2026-12-09", "2026-12-23"]),
            // Over a leap day, and over the clock changes.
            ("2028-04-05", ["2027-12-15", "2028-01-12", "2028-02-09", "2028-02-23"]),
        ] {
            let starts_on: NaiveDate = starts_on.parse().unwrap();
            assert_eq!(NOTICES.map(|notice| notice.due_on(starts_on).to_string()), due, "{starts_on}");
        }
    }
}
