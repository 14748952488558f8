//! The rules of alerts: how often they write, when a run is due, what states they have.

mod like;
pub mod narrow;
mod rhythm;

pub use like::like;
pub use rhythm::{Rhythm, USUAL_HOUR, USUAL_WEEKDAY, hour_words, weekday_words};

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};

use crate::kit::clock::{self, Moment};

crate::kit::id::id_type!(AlertId);

crate::kit::words::words! {
    pub enum Frequency { Instant = "instant", Daily = "daily", Weekly = "weekly" }
}

crate::kit::words::words! {
    pub enum AlertState {
        /// Waits for its owner to follow the link in our letter.
        Unconfirmed = "unconfirmed",
        Active = "active",
        Paused = "paused",
        Ended = "ended",
    }
}

crate::kit::words::words! {
    /// Why somebody left.
    pub enum Reason {
        Found = "found",
        TooMany = "too-many",
        NotFitting = "not-fitting",
        Other = "other",
    }
}

/// We ask whether an alert is still wanted so long after its owner last said so.
pub const ASK_AFTER: Duration = Duration::days(365);
/// What will be asked about within so long is asked about in the same letter.
pub const ASK_TOGETHER: Duration = Duration::days(7);
/// An alert ends so long after its owner was asked, when they did not answer.
pub const ANSWER_WITHIN: Duration = Duration::days(30);
/// A link that was not followed by then was not wanted.
pub const CONFIRM_WITHIN: Duration = Duration::days(7);
/// Listings in one letter; the rest is a link.
pub const MOST_IN_LETTER: usize = 20;
/// Daily and weekly letters are written from this hour on, London time.
const LETTER_HOUR: u32 = 7;

impl Frequency {
    pub fn label(self) -> &'static str {
        match self {
            Self::Instant => "As soon as something new fits",
            Self::Daily => "Once a day",
            Self::Weekly => "Once a week",
        }
    }

    /// When the letters of the run that covers `now` may be written, and the name of that run: `2026-11-22`, or
    /// `2026-W47` for the week's, which is written on Mondays. Instant alerts have no runs.
    pub fn latest_run(self, now: Moment) -> Option<(Moment, String)> {
        let hour = NaiveTime::from_hms_opt(LETTER_HOUR, 0, 0)?;
        let at = |day: NaiveDate| clock::london_time(day, hour);
        let today = now.london_day();
        match self {
            Self::Instant => None,
            Self::Daily => {
                let day = if at(today) <= now { today } else { today.pred_opt()? };
                Some((at(day), day.to_string()))
            }
            Self::Weekly => {
                let monday = today.week(Weekday::Mon).first_day();
                let day = if at(monday) <= now { monday } else { monday - Duration::days(7) };
                Some((at(day), format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week())))
            }
        }
    }
}

impl Reason {
    pub fn label(self) -> &'static str {
        match self {
            Self::Found => "I found a job or a placement",
            Self::TooMany => "Too many emails",
            Self::NotFitting => "The listings were not what I look for",
            Self::Other => "Something else",
        }
    }
}

impl AlertState {
    pub fn may_become(self, next: Self) -> bool {
        use AlertState::{Active, Ended, Paused, Unconfirmed};
        matches!(
            (self, next),
            (Unconfirmed, Active | Ended) | (Active, Paused | Ended) | (Paused, Active | Ended)
        )
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Unconfirmed => "Waiting for you to confirm",
            Self::Active => "On",
            Self::Paused => "Paused",
            Self::Ended => "Ended",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    #[test]
    fn runs_start_at_seven_in_london_summer_and_winter() {
        for (frequency, now, run_at, key) in [
            (Frequency::Daily, "2026-11-22T06:59:00", "2026-11-21T07:00:00", "2026-11-21"),
            (Frequency::Daily, "2026-11-22T07:00:00", "2026-11-22T07:00:00", "2026-11-22"),
            (Frequency::Daily, "2026-07-22T06:00:00", "2026-07-22T06:00:00", "2026-07-22"),
            (Frequency::Daily, "2026-03-29T05:59:00", "2026-03-28T07:00:00", "2026-03-28"),
            (Frequency::Daily, "2026-03-29T06:00:00", "2026-03-29T06:00:00", "2026-03-29"),
            (Frequency::Daily, "2026-10-25T07:00:00", "2026-10-25T07:00:00", "2026-10-25"),
            (Frequency::Weekly, "2026-11-22T12:00:00", "2026-11-16T07:00:00", "2026-W47"),
            (Frequency::Weekly, "2026-11-23T07:00:00", "2026-11-23T07:00:00", "2026-W48"),
            (Frequency::Weekly, "2027-01-03T12:00:00", "2026-12-28T07:00:00", "2026-W53"),
        ] {
            assert_eq!(frequency.latest_run(moment(now)), Some((moment(run_at), key.to_string())), "{now}");
        }
        assert_eq!(Frequency::Instant.latest_run(moment("2026-11-22T12:00:00")), None);
    }

    #[test]
    fn the_life_of_an_alert() {
        use AlertState::{Active, Ended, Paused, Unconfirmed};
        let allowed = [
            (Unconfirmed, Active),
            (Unconfirmed, Ended),
            (Active, Paused),
            (Active, Ended),
            (Paused, Active),
            (Paused, Ended),
        ];
        for from in AlertState::ALL {
            for to in AlertState::ALL {
                assert_eq!(from.may_become(*to), allowed.contains(&(*from, *to)), "{from} to {to}");
            }
        }
    }
}
