//! Offers: what they hold, until when they stand, and how they end.

use chrono::{Duration, NaiveDate};

use super::ApplicationId;
use crate::codes;
use crate::kit::clock::{self, Moment};

crate::kit::id::id_type!(OfferId);

/// Days from today that an offer stands unless its provider says otherwise.
pub const USUAL_DAYS: i64 = 7;
/// Days from today: the longest that an offer may stand.
pub const MOST_DAYS: i64 = 90;
/// The candidate is reminded this long before it ends.
pub const REMIND_HOURS: i64 = 48;
/// The reason that leaves room for another offer.
pub const MISTAKE: &str = "mistake";

crate::kit::words::words! {
    pub enum OfferState {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
        Withdrawn = "withdrawn",
        Lapsed = "lapsed",
    }
}

/// A code of the list of conditions with what it said when the offer was made, or words of the provider's own.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Condition {
    pub code: Option<String>,
    pub words: String,
}

impl Condition {
    pub fn words(&self) -> String {
        match &self.code {
            // An offer that was made before its words were kept.
            Some(code) if self.words.is_empty() => codes::offer_conditions().label(code).to_string(),
            _ => self.words.clone(),
        }
    }
}

/// What an offer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferTerms {
    /// None: to be agreed.
    pub starts_on: Option<NaiveDate>,
    pub pay: String,
    /// More about it; may be empty.
    pub words: String,
    /// The last day on which it can be accepted; none for offers that were made before there was one.
    pub expires_on: Option<NaiveDate>,
    pub conditions: Vec<Condition>,
}

impl OfferTerms {
    /// The last moment at which it can be accepted: the end of its day in London.
    pub fn expires_at(&self) -> Option<Moment> {
        self.expires_on.map(clock::end_of_london_day)
    }
}

/// An offer as it was sent.
#[derive(Clone, Debug)]
pub struct Offer {
    pub id: OfferId,
    pub application_id: ApplicationId,
    pub state: OfferState,
    pub terms: OfferTerms,
    pub made_at: Moment,
    /// Why it was withdrawn or declined: a code of the list that fits, if one was chosen, and words that may be empty.
    pub reason: Option<String>,
    pub reason_words: String,
}

impl Offer {
    /// Can it be answered?
    pub fn stands(&self, now: Moment) -> bool {
        self.state == OfferState::Open && self.terms.expires_at().is_none_or(|at| now < at)
    }
}

/// When its candidate is reminded. An offer of less than that is not: its letter has just gone.
pub fn remind_from(expires_at: Moment) -> Moment {
    expires_at - Duration::hours(REMIND_HOURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_says_what_it_said_when_it_was_agreed() {
        for (code, words, said) in [
            (Some("references"), "References as they were then", "References as they were then"),
            (Some("not-a-code"), "", "not-a-code"),
            (None, "A driving licence", "A driving licence"),
        ] {
            let condition = Condition { code: code.map(String::from), words: words.into() };
            assert_eq!(condition.words(), said);
        }
    }

    #[test]
    fn an_offer_stands_until_the_end_of_its_day_in_london() {
        let at = |text: &str| Moment::from_utc(text.parse().unwrap());
        for (expires_on, state, now, stands) in [
            (Some("2026-12-02"), OfferState::Open, "2026-12-02T23:58:59", true),
            (Some("2026-12-02"), OfferState::Open, "2026-12-02T23:59:00", false),
            (Some("2026-07-02"), OfferState::Open, "2026-07-02T22:58:59", true),
            (Some("2026-07-02"), OfferState::Open, "2026-07-02T22:59:00", false),
            (None, OfferState::Open, "2036-07-02T22:59:00", true),
            (None, OfferState::Withdrawn, "2026-07-02T22:59:00", false),
        ] {
            let terms = OfferTerms {
                expires_on: expires_on.map(|day| day.parse().unwrap()),
                ..OfferTerms::default()
            };
            let offer = Offer {
                id: OfferId(1),
                application_id: ApplicationId(2),
                state,
                terms,
                made_at: at("2026-01-01T00:00:00"),
                reason: None,
                reason_words: String::new(),
            };
            assert_eq!(offer.stands(at(now)), stands, "{now}");
        }
    }
}
