//! What moderators and the people of an organisation write to one another.

use crate::listings::ListingId;
use crate::providers::ProviderId;

crate::kit::id::id_type!(ThreadId);
crate::kit::id::id_type!(MessageId);

/// What a thread is about: a listing, or without one the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub provider: ProviderId,
    pub listing: Option<ListingId>,
}

impl About {
    /// Where the people of the organisation read and answer.
    pub fn desk_path(&self) -> String {
        match self.listing {
            Some(listing) => format!("/desk/{}/listings/{listing}/review", self.provider),
            None => format!("/desk/{}/review", self.provider),
        }
    }

    /// What moderators look at.
    pub fn review_path(&self) -> String {
        match self.listing {
            Some(listing) => format!("/moderation/listings/{listing}"),
            None => format!("/moderation/providers/{}", self.provider),
        }
    }
}
