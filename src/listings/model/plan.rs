//! When a listing goes live, how many it takes, and who hears of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Full, ListingState};
use crate::accounts::AccountId;

/// More applications than anybody reads for one listing.
pub const MOST_CAP: i32 = 5_000;

/// What a provider plans with a listing besides its words; read with a single listing only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The day on which it goes live; at once when approved, without one.
    pub publish_on: Option<NaiveDate>,
    /// As many applications as are taken; it closes when they are there.
    pub cap: Option<i32>,
    /// Who is written to; every owner and editor when nobody is named.
    pub readers: Vec<AccountId>,
    /// A moderator has approved it, and it waits for its day.
    #[serde(skip)]
    pub is_approved: bool,
}

impl Full {
    /// The day on which it goes live by itself, when it is approved and waits for nothing else.
    pub fn goes_live_on(&self) -> Option<NaiveDate> {
        let waits = self.listing.state == ListingState::Submitted && self.plan.is_approved;
        self.plan.publish_on.filter(|_| waits)
    }
}
