//! When alerts write: at once, or at an hour of the day or week in London. An hour that a day does not have, because the
//! clocks go forward, is the hour after; one that it has twice is its first pass. So each day has each hour once.

use std::fmt;

use chrono::{Datelike, Duration, NaiveDate, NaiveTime};

use crate::alerts::model::{Frequency, hour_words, weekday_words};
use crate::kit::clock::{self, Moment};

/// The alerts that write at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    Instant,
    /// At this hour of every day, 0 to 23.
    Daily(u32),
    /// On this day of the week, 1 (Monday) to 7, at this hour.
    Weekly(u32, u32),
}

impl Slot {
    pub const ALL_TIMED: usize = 24 + 7 * 24;

    pub fn of(frequency: Frequency, weekday: i32, hour: i32) -> Self {
        let hour = hour.clamp(0, 23) as u32;
        match frequency {
            Frequency::Instant => Self::Instant,
            Frequency::Daily => Self::Daily(hour),
            Frequency::Weekly => Self::Weekly(weekday.clamp(1, 7) as u32, hour),
        }
    }

    /// Every slot that a clock starts.
    pub fn timed() -> impl Iterator<Item = Self> {
        let daily = (0..24).map(Self::Daily);
        daily.chain((1..=7).flat_map(|day| (0..24).map(move |hour| Self::Weekly(day, hour))))
    }

    /// `None` for a name that no slot has.
    pub fn parse(name: &str) -> Option<Self> {
        let slot = match name.split(' ').collect::<Vec<_>>().as_slice() {
            ["instant"] => Self::Instant,
            ["daily", hour] => Self::Daily(hour.parse().ok()?),
            ["weekly", day, hour] => Self::Weekly(day.parse().ok()?, hour.parse().ok()?),
            _ => return None,
        };
        (slot.to_string() == name).then_some(slot)
    }

    /// Its latest moment that has come, and the London day of it, which names the run. The instant slot has no moments.
    pub fn latest(self, now: Moment) -> Option<(Moment, NaiveDate)> {
        let today = now.london_day();
        let (day, hour, period) = match self {
            Self::Instant => return None,
            Self::Daily(hour) => (today, hour, 1),
            Self::Weekly(weekday, hour) => {
                let since = (today.weekday().number_from_monday() + 7 - weekday) % 7;
                (today - Duration::days(i64::from(since)), hour, 7)
            }
        };
        let hour = NaiveTime::from_hms_opt(hour, 0, 0)?;
        let at = |day: NaiveDate| (clock::london_time(day, hour), day);
        let latest = at(day);
        Some(if latest.0 <= now { latest } else { at(day - Duration::days(period)) })
    }

    /// The name of the run that is due, when the last one was `last`: one at most, however many were missed.
    pub fn due(self, last: &str, now: Moment) -> Option<String> {
        let key = self.latest(now)?.1.to_string();
        // Days as ISO 8601 writes them are in order as text. A clock that was put back makes nothing due.
        (key.as_str() > last).then_some(key)
    }

    /// "At once", "Every day at 7am", "Mondays at 7am"
    pub fn words(self) -> String {
        let at = |hour: u32| hour_words(hour.cast_signed());
        match self {
            Self::Instant => "As soon as something new fits".into(),
            Self::Daily(hour) => format!("Every day at {}", at(hour)),
            Self::Weekly(day, hour) => format!("{}s at {}", weekday_words(day.cast_signed()), at(hour)),
        }
    }
}

/// Its name in the table, where they are in the order of their names.
impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant => f.write_str("instant"),
            Self::Daily(hour) => write!(f, "daily {hour:02}"),
            Self::Weekly(day, hour) => write!(f, "weekly {day} {hour:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    /// The runs of a slot when its clock is looked at every so many minutes, and the moments at which they were seen.
    fn runs(slot: Slot, from: &str, to: &str, minutes: i64) -> Vec<(String, Moment)> {
        let (mut now, end) = (moment(from), moment(to));
        let mut last = slot.latest(now).unwrap().1.to_string();
        let mut runs = Vec::new();
        while now < end {
            now = now + Duration::minutes(minutes);
            if let Some(key) = slot.due(&last, now) {
                last.clone_from(&key);
                runs.push((key, now));
            }
        }
        runs
    }

    #[test]
    fn runs_start_on_the_hour_in_london_summer_and_winter() {
        for (slot, now, at, day) in [
            (Slot::Daily(7), "2026-11-22T06:59:00", "2026-11-21T07:00:00", "2026-11-21"),
            (Slot::Daily(7), "2026-11-22T07:00:00", "2026-11-22T07:00:00", "2026-11-22"),
            (Slot::Daily(7), "2026-07-22T06:00:00", "2026-07-22T06:00:00", "2026-07-22"),
            (Slot::Daily(7), "2026-03-29T05:59:00", "2026-03-28T07:00:00", "2026-03-28"),
            (Slot::Daily(7), "2026-03-29T06:00:00", "2026-03-29T06:00:00", "2026-03-29"),
            (Slot::Daily(7), "2026-10-25T07:00:00", "2026-10-25T07:00:00", "2026-10-25"),
            // The hour that spring skips is the hour after; of the two of autumn it is the first.
            (Slot::Daily(1), "2026-03-29T01:00:00", "2026-03-29T01:00:00", "2026-03-29"),
            (Slot::Daily(1), "2026-03-29T00:59:00", "2026-03-28T01:00:00", "2026-03-28"),
            (Slot::Daily(1), "2026-10-25T00:00:00", "2026-10-25T00:00:00", "2026-10-25"),
            (Slot::Daily(0), "2026-10-24T23:00:00", "2026-10-24T23:00:00", "2026-10-25"),
            (Slot::Weekly(1, 7), "2026-11-22T12:00:00", "2026-11-16T07:00:00", "2026-11-16"),
            (Slot::Weekly(1, 7), "2026-11-23T07:00:00", "2026-11-23T07:00:00", "2026-11-23"),
            (Slot::Weekly(7, 1), "2026-03-29T12:00:00", "2026-03-29T01:00:00", "2026-03-29"),
            (Slot::Weekly(5, 18), "2027-01-03T12:00:00", "2027-01-01T18:00:00", "2027-01-01"),
        ] {
            assert_eq!(slot.latest(moment(now)), Some((moment(at), day.parse().unwrap())), "{slot} at {now}");
        }
        assert_eq!(Slot::Instant.latest(moment("2026-11-22T12:00:00")), None);
    }

    #[test]
    fn each_day_of_both_changes_of_the_clocks_has_each_hour_once() {
        for (from, to, days) in [
            ("2026-03-27T12:00:00", "2026-03-31T12:00:00", ["2026-03-28", "2026-03-29", "2026-03-30"]),
            ("2026-10-23T12:00:00", "2026-10-27T12:00:00", ["2026-10-24", "2026-10-25", "2026-10-26"]),
        ] {
            for hour in 0..24 {
                for minutes in [1, 7, 60, 61] {
                    let runs = runs(Slot::Daily(hour), from, to, minutes);
                    let of = |day: &str| runs.iter().filter(|(key, _)| key == day).count();
                    assert_eq!(days.map(of), [1, 1, 1], "{hour} o'clock, every {minutes} minutes: {runs:?}");
                }
            }
        }
    }

    #[test]
    fn a_year_of_a_weekly_alert_has_a_run_each_week_at_its_hour() {
        for weekday in 1..=7 {
            for hour in [0, 1, 2, 7, 23] {
                let runs =
                    runs(Slot::Weekly(weekday, hour), "2026-01-07T12:00:00", "2027-01-06T12:00:00", 20);
                assert_eq!(runs.len(), 52, "{weekday} {hour}");
                let days: Vec<NaiveDate> = runs.iter().map(|(key, _)| key.parse().unwrap()).collect();
                assert!(days.windows(2).all(|pair| (pair[1] - pair[0]).num_days() == 7), "{days:?}");
                assert!(days.iter().all(|day| day.weekday().number_from_monday() == weekday));
                for (key, at) in &runs {
                    let seen = at.london();
                    let skipped = key == "2026-03-29" && hour == 1;
                    let begins = u32::from(skipped) + hour;
                    assert_eq!(seen.format("%H").to_string(), format!("{begins:02}"), "{key} at {at:?}");
                }
            }
        }
    }

    #[test]
    fn what_was_missed_is_run_once_and_late() {
        let slot = Slot::Daily(7);
        assert_eq!(slot.due("2026-11-20", moment("2026-11-23T05:00:00")), Some("2026-11-22".into()));
        assert_eq!(slot.due("2026-11-22", moment("2026-11-23T05:00:00")), None);
        assert_eq!(slot.due("2026-11-22", moment("2026-11-01T05:00:00")), None, "a clock that was put back");
    }

    #[test]
    fn slots_have_names() {
        for slot in Slot::timed().chain([Slot::Instant]) {
            assert_eq!(Slot::parse(&slot.to_string()), Some(slot));
        }
        assert_eq!(Slot::timed().count(), Slot::ALL_TIMED);
        for wrong in ["", "daily", "daily 7", "weekly 1 7", "hourly 01", "instant 1"] {
            assert_eq!(Slot::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Slot::Weekly(1, 19).words(), "Mondays at 7pm");
        assert_eq!(Slot::of(Frequency::Weekly, 0, 99), Slot::Weekly(1, 23));
    }
}
