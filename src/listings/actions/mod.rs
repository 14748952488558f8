//! The verbs of listings: each is one transaction.

mod edits;
mod edits_review;
mod refusals;
mod review;
mod saved;
mod suspension;
mod templates;
mod write;

use serde::{Deserialize, Serialize};

pub use edits::*;
pub use edits_review::*;
pub use refusals::*;
pub use review::*;
pub use saved::*;
pub use suspension::*;
pub use templates::*;
pub use write::*;

use crate::kit::clock::Moment;
use crate::kit::jobs::Job;
use crate::listings::model::{AmendmentId, ListingId};

/// A listing has become public; alerts look whom to tell.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListingPublished {
    pub listing: ListingId,
    /// When; not said: when it was published.
    #[serde(default)]
    pub at: Option<Moment>,
}

impl Job for ListingPublished {
    const NAME: &'static str = "listings.published";
}

/// A listing waits for review; the review desk looks whether there is one like it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListingSubmitted {
    pub listing: ListingId,
}

impl Job for ListingSubmitted {
    const NAME: &'static str = "listings.submitted";
}

/// A listing was closed before its day; whoever meant to apply is told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListingClosedEarly {
    pub listing: ListingId,
}

impl Job for ListingClosedEarly {
    const NAME: &'static str = "listings.closed-early";
    const PRIORITY: i32 = 2;
}

/// What people decide by has changed in a live listing; whoever has begun to apply or has applied is told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListingAmended {
    pub listing: ListingId,
    pub amendment: AmendmentId,
}

impl Job for ListingAmended {
    const NAME: &'static str = "listings.amended";
    const PRIORITY: i32 = 2;
}
