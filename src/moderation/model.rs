//! The rules of the review desk: by when we aim to answer, and what deserves a look.

mod marks;
mod queue;
mod target;

pub use marks::{Mark, of_listing, of_provider};
pub use queue::*;
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
