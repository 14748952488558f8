//! When an alert writes: how often, at which hour and on which day, in London.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};

use crate::alerts::model::{Frequency, Slot};
use crate::kit::clock::{self, Moment};

pub const USUAL_HOUR: i32 = 7;
pub const USUAL_WEEKDAY: i32 = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    pub frequency: Frequency,
    /// Of the clocks in London, 0 to 23; instant alerts do not look at it.
    pub hour: i32,
    /// 1 is Monday; only weekly alerts look at it.
    pub weekday: i32,
}

impl Rhythm {
    /// At the hour and on the day that are offered first.
    pub fn usual(frequency: Frequency) -> Self {
        Self { frequency, hour: USUAL_HOUR, weekday: USUAL_WEEKDAY }
    }

    /// With whom it writes at the same time.
    pub fn slot(self) -> Slot {
        Slot::of(self.frequency, self.weekday, self.hour)
    }

    /// The next time that it may write after `now`; none for an instant alert, which writes at any time.
    pub fn next(self, now: Moment) -> Option<Moment> {
        let hour = u32::try_from(self.hour).ok().and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0))?;
        let today = now.london_day();
        let days = (0..=8).map(|days| today + Duration::days(days));
        let fits = |day: &NaiveDate| match self.frequency {
            Frequency::Instant => false,
            Frequency::Daily => true,
            Frequency::Weekly => day.weekday().number_from_monday().cast_signed() == self.weekday,
        };
        days.filter(fits).map(|day| clock::london_time(day, hour)).find(|at| *at > now)
    }

    /// "Once a week, on Mondays at 7am".
    pub fn words(self) -> String {
        let (label, hour) = (self.frequency.label(), hour_words(self.hour));
        match self.frequency {
            Frequency::Instant => label.into(),
            Frequency::Daily => format!("{label}, at {hour}"),
            Frequency::Weekly => format!("{label}, on {}s at {hour}", weekday_words(self.weekday)),
        }
    }

    /// "tomorrow at 7am", "on Monday 30 November 2026 at 7am"; what an instant alert waits for.
    pub fn next_words(self, now: Moment) -> String {
        match self.next(now) {
            None => "within two minutes of a listing going up".into(),
            Some(next) => format!("{} at {}", near_day(next.london_day(), now), hour_words(self.hour)),
        }
    }
}

fn near_day(day: NaiveDate, now: Moment) -> String {
    match (day - now.london_day()).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        _ => format!("on {} {}", day.format("%A"), clock::day_words(day)),
    }
}

/// `midnight`, `7am`, `noon`, `6pm`
pub fn hour_words(hour: i32) -> String {
    match hour {
        0 => "midnight".into(),
        12 => "noon".into(),
        1..12 => format!("{hour}am"),
        _ => format!("{}pm", hour - 12),
    }
}

pub fn weekday_words(weekday: i32) -> &'static str {
    let day = u8::try_from(weekday - 1).ok().and_then(|day| Weekday::try_from(day).ok());
    match day.unwrap_or(Weekday::Mon) {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    fn rhythm(frequency: Frequency, weekday: i32, hour: i32) -> Rhythm {
        Rhythm { frequency, hour, weekday }
    }

    #[test]
    fn the_next_letter_comes_at_its_hour_in_london_summer_and_winter() {
        for (rhythm, now, next) in [
            (rhythm(Frequency::Daily, 1, 7), "2026-11-22T06:59:00", "2026-11-22T07:00:00"),
            (rhythm(Frequency::Daily, 1, 7), "2026-11-22T07:00:00", "2026-11-23T07:00:00"),
            (rhythm(Frequency::Daily, 1, 18), "2026-07-22T16:00:00", "2026-07-22T17:00:00"),
            (rhythm(Frequency::Daily, 1, 7), "2026-03-28T12:00:00", "2026-03-29T06:00:00"),
            (rhythm(Frequency::Daily, 1, 7), "2026-10-24T12:00:00", "2026-10-25T07:00:00"),
            // The hour that spring skips is the hour after.
            (rhythm(Frequency::Daily, 1, 1), "2026-03-28T12:00:00", "2026-03-29T01:00:00"),
            (rhythm(Frequency::Weekly, 1, 7), "2026-11-23T07:00:00", "2026-11-30T07:00:00"),
            (rhythm(Frequency::Weekly, 5, 0), "2026-11-23T07:00:00", "2026-11-27T00:00:00"),
            (rhythm(Frequency::Weekly, 7, 23), "2026-11-22T23:30:00", "2026-11-29T23:00:00"),
        ] {
            assert_eq!(rhythm.next(moment(now)), Some(moment(next)), "{rhythm:?} {now}");
        }
        assert_eq!(Rhythm::usual(Frequency::Instant).next(moment("2026-11-22T12:00:00")), None);
    }

    #[test]
    fn it_has_a_slot_and_is_said_in_words() {
        let monday = moment("2026-11-23T08:00:00");
        for (rhythm, slot, words, next) in [
            (
                rhythm(Frequency::Instant, 1, 7),
                "instant",
                "As soon as something new fits",
                "within two minutes of a listing going up",
            ),
            (rhythm(Frequency::Daily, 1, 7), "daily 07", "Once a day, at 7am", "tomorrow at 7am"),
            (rhythm(Frequency::Daily, 1, 12), "daily 12", "Once a day, at noon", "today at noon"),
            (
                rhythm(Frequency::Weekly, 5, 18),
                "weekly 5 18",
                "Once a week, on Fridays at 6pm",
                "on Friday 27 November 2026 at 6pm",
            ),
        ] {
            assert_eq!((rhythm.slot().to_string().as_str(), rhythm.words().as_str()), (slot, words));
            assert_eq!(rhythm.next_words(monday), next);
        }
    }
}
