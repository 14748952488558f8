//! The rules of the review desk: by when we aim to answer, and what deserves a look.

mod likeness;
mod queue;
mod rules;
mod suspensions;
mod target;
mod threads;

pub use likeness::*;
pub use queue::*;
pub use rules::{Mark, RULES, Rule, of_listing, of_provider, of_words};
pub use suspensions::*;
pub use target::{Age, age_words, due_on};
pub use threads::*;

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
