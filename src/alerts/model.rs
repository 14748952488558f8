//! The rules of alerts: how often they write, what states they have.

mod like;
pub mod narrow;
mod rhythm;
mod slots;

pub use like::like;
pub use rhythm::{Rhythm, USUAL_HOUR, USUAL_WEEKDAY, hour_words, weekday_words};
pub use slots::Slot;

use chrono::Duration;

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

impl Frequency {
    pub fn label(self) -> &'static str {
        match self {
            Self::Instant => "As soon as something new fits",
            Self::Daily => "Once a day",
            Self::Weekly => "Once a week",
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
