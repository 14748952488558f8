//! Messages between a candidate and a provider, about one application.

use chrono::Duration;
use sha2::{Digest, Sha256};

use super::{Application, State};
use crate::accounts::AccountId;
use crate::kit::clock::Moment;

crate::kit::id::id_type!(MessageId);

/// Characters.
pub const LONGEST_MESSAGE: usize = 4000;
/// Somebody who was not successful may ask why, and be answered, for this long.
pub const FEEDBACK_DAYS: i64 = 28;

crate::kit::words::words! {
    /// Who wrote a message.
    pub enum Side {
        Candidate = "candidate",
        Provider = "provider",
    }
}

impl Side {
    pub fn other(self) -> Self {
        match self {
            Self::Candidate => Self::Provider,
            Self::Provider => Self::Candidate,
        }
    }
}

/// A message as it is written. Its number is made with the form, so that a form sent twice leaves one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    pub number: i64,
    pub words: String,
}

impl NewMessage {
    /// The number by which a conversation knows it: that of the form, its words and its author in one, so that a form
    /// that somebody goes back to and sends with other words is another message, however often either is sent.
    pub fn kept_as(&self, side: Side, author: AccountId) -> i64 {
        let said = format!("{} {side} {author} {}", self.number, self.words);
        let digest = Sha256::digest(said.as_bytes());
        i64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default())
    }
}

impl Application {
    /// May its two sides write to one another? A draft concerns nobody yet; who withdrew or declined has left, and is
    /// left alone.
    pub fn takes_messages(&self, now: Moment) -> bool {
        match self.state {
            State::Submitted | State::Shortlisted | State::Offered | State::Accepted => true,
            State::Rejected => now < self.updated_at + Duration::days(FEEDBACK_DAYS),
            State::Draft | State::Declined | State::Withdrawn => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::empty;
    use super::*;

    #[test]
    fn the_same_form_with_other_words_is_another_message() {
        let message = |number, words: &str| NewMessage { number, words: words.into() };
        let first = message(7, "At ten?").kept_as(Side::Provider, AccountId(3));
        for (number, words, side, author, is_same) in [
            (7, "At ten?", Side::Provider, 3, true),
            (7, "At eleven?", Side::Provider, 3, false),
            (8, "At ten?", Side::Provider, 3, false),
            (7, "At ten?", Side::Candidate, 3, false),
            (7, "At ten?", Side::Provider, 4, false),
        ] {
            let other = message(number, words).kept_as(side, AccountId(author));
            assert_eq!(other == first, is_same, "{number} {words} {side} {author}");
        }
    }

    #[test]
    fn people_write_while_there_is_something_to_say() {
        for (state, days, may) in [
            (State::Draft, 0, false),
            (State::Submitted, 400, true),
            (State::Shortlisted, 400, true),
            (State::Offered, 400, true),
            (State::Accepted, 400, true),
            (State::Rejected, 27, true),
            (State::Rejected, 28, false),
            (State::Declined, 0, false),
            (State::Withdrawn, 0, false),
        ] {
            let application = Application { state, ..empty() };
            let now = application.updated_at + Duration::days(days);
            assert_eq!(application.takes_messages(now), may, "{state} after {days} days");
        }
    }
}
