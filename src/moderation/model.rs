//! The rules of the review desk: by when we aim to answer, and what deserves a look.

mod marks;
mod target;

pub use marks::{Mark, of_listing, of_provider};
pub use target::{Age, TARGET_DAYS, age_words, due_on};

crate::kit::id::id_type!(ReportId);

crate::kit::words::words! {
    pub enum ReportState { Open = "open", Upheld = "upheld", Dismissed = "dismissed" }
}

impl ReportState {
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Upheld => "Upheld",
            Self::Dismissed => "Dismissed",
        }
    }
}

/// What kind of thing waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Provider,
    Listing,
    Report,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Provider, Self::Listing, Self::Report];

    /// The word in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provider => "providers",
            Self::Listing => "listings",
            Self::Report => "reports",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Provider => "Organisations",
            Self::Listing => "Listings",
            Self::Report => "Reports",
        }
    }
}
