//! The verbs of listings: each is one transaction.

mod review;
mod write;

use serde::{Deserialize, Serialize};

pub use review::*;
pub use write::*;

use crate::kit::jobs::Job;
use crate::listings::model::ListingId;

/// A listing has become public; alerts look whom to tell.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ListingPublished {
    pub listing: ListingId,
}

impl Job for ListingPublished {
    const NAME: &'static str = "listings.published";
}
