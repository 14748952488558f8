//! How long a thing has waited, and by when we aim to answer.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::kit::clock::Moment;
use crate::settings::Target;

/// The day by whose end we aim to answer what was sent on `sent`. Bank holidays are not taken out.
pub fn due_on(sent: NaiveDate, target: Target) -> NaiveDate {
    let mut day = sent;
    let mut left = target.days;
    while left > 0 {
        day = day.checked_add_days(Days::new(1)).unwrap_or(day);
        if !target.working || !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    day
}

/// Where a thing stands with its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    Fresh,
    DueToday,
    Late,
}

impl Age {
    pub fn of(sent: Moment, now: Moment, target: Target) -> Self {
        let (due, today) = (due_on(sent.london_day(), target), now.london_day());
        match today.cmp(&due) {
            std::cmp::Ordering::Less => Self::Fresh,
            std::cmp::Ordering::Equal => Self::DueToday,
            std::cmp::Ordering::Greater => Self::Late,
        }
    }

    /// Words and colour of its tag.
    pub fn tag(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Fresh => None,
            Self::DueToday => Some(("Due today", "yellow")),
            Self::Late => Some(("Late", "red")),
        }
    }
}

/// `5 minutes`, `3 hours`, `2 days`
pub fn age_words(sent: Moment, now: Moment) -> String {
    let plural = |count: i64, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    match (now - sent).num_minutes() {
        ..=0 => "just now".into(),
        minutes @ 1..=59 => plural(minutes, "minute"),
        minutes @ 60..=2879 => plural(minutes / 60, "hour"),
        minutes => plural(minutes / 1440, "day"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    #[test]
    fn the_target_is_in_working_days_or_in_days() {
        let (two, days) = (Target::default(), Target { days: 3, working: false });
        for (sent, target, due) in [
            ("2026-11-23", two, "2026-11-25"),
            ("2026-11-26", two, "2026-11-30"),
            ("2026-11-27", two, "2026-12-01"),
            ("2026-11-28", two, "2026-12-01"),
            ("2026-11-29", two, "2026-12-01"),
            ("2026-11-27", Target { days: 5, working: true }, "2026-12-04"),
            ("2026-11-26", days, "2026-11-29"),
            ("2026-11-28", days, "2026-12-01"),
        ] {
            assert_eq!(due_on(sent.parse().unwrap(), target).to_string(), due, "{sent}, {target:?}");
        }
    }

    #[test]
    fn late_begins_the_day_after_the_target() {
        let sent = at("2026-11-23T15:00:00");
        for (now, age) in [
            ("2026-11-24T23:00:00", Age::Fresh),
            ("2026-11-25T09:00:00", Age::DueToday),
            ("2026-11-26T00:30:00", Age::Late),
        ] {
            assert_eq!(Age::of(sent, at(now), Target::default()), age, "{now}");
        }
    }

    #[test]
    fn ages_read_as_a_person_says_them() {
        let sent = at("2026-11-23T12:00:00");
        for (now, words) in [
            ("2026-11-23T12:00:30", "just now"),
            ("2026-11-23T12:01:00", "1 minute"),
            ("2026-11-23T15:10:00", "3 hours"),
            ("2026-11-24T13:00:00", "25 hours"),
            ("2026-11-26T13:00:00", "3 days"),
        ] {
            assert_eq!(age_words(sent, at(now)), words, "{now}");
        }
    }
}
