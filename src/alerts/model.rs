//! The rules of alerts: how often they write, what states they have.

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
