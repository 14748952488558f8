//! What the tests of this feature begin with.

use super::{Application, ApplicationId, State};
use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::listings::ListingId;

/// A draft in which nothing is written yet.
pub fn empty() -> Application {
    let now = Moment::from_utc("2026-11-20T10:00:00".parse().unwrap_or_default());
    Application {
        id: ApplicationId(1),
        listing_id: ListingId(2),
        candidate_id: AccountId(3),
        state: State::Draft,
        name: String::new(),
        email: "ada@example.org".into(),
        phone: String::new(),
        registration: String::new(),
        statement: String::new(),
        cv_id: None,
        reason: None,
        reason_words: String::new(),
        created_at: now,
        updated_at: now,
        submitted_at: None,
        revealed_at: None,
        listing_version: 1,
        sends_profile: true,
        source: None,
    }
}
