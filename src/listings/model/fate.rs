//! What became of a listing that somebody kept.

use super::Full;
use crate::kit::clock::Moment;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The public sees it, and may apply.
    Live,
    /// Its day came, or the provider ended it for another reason than the next.
    Closed,
    /// The provider has found somebody.
    Filled,
    /// The provider needs nobody any more.
    Withdrawn,
    /// The public sees it no more, or nothing of its provider.
    Gone,
}

impl Fate {
    pub fn of(full: &Full, now: Moment) -> Self {
        let listing = &full.listing;
        if !full.provider.state.is_public() || listing.is_suspended() {
            return Self::Gone;
        }
        if listing.is_live(now) {
            return Self::Live;
        }
        // By the codes of `close_reasons`.
        match listing.closed_because.as_deref() {
            _ if !listing.has_closed(now) => Self::Gone,
            Some("filled") => Self::Filled,
            Some("no-longer-needed") => Self::Withdrawn,
            _ => Self::Closed,
        }
    }

    /// In a word; empty where no word is needed.
    pub fn label(self) -> &'static str {
        match self {
            Self::Live => "Open",
            // The day that it closed says so.
            Self::Closed => "",
            Self::Filled => "Filled",
            Self::Withdrawn => "Withdrawn",
            Self::Gone => "No longer shown",
        }
    }

    /// Does its page still stand?
    pub fn is_readable(self) -> bool {
        self != Self::Gone
    }
}
