//! A live listing that is being changed: what was written stays apart until it may be public.

use super::{Difference, Full};
use crate::kit::clock::Moment;

crate::kit::id::id_type!(AmendmentId);

crate::kit::words::words! {
    /// Where the next version of a live listing stands.
    pub enum EditState { Draft = "draft", Submitted = "submitted", Returned = "returned" }
}

impl EditState {
    /// While a moderator reads it, it stands still.
    pub fn may_be_edited(self) -> bool {
        self != Self::Submitted
    }

    /// On the provider's desk.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Not sent yet",
            Self::Submitted => "In review",
            Self::Returned => "Returned to you",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Draft => "grey",
            Self::Submitted => "blue",
            Self::Returned => "orange",
        }
    }
}

/// The next version of a live listing. The approved one stays public beside it.
#[derive(Clone, Debug)]
pub struct Edit {
    pub full: Full,
    pub state: EditState,
    pub submitted_at: Option<Moment>,
    /// What the moderator asked to mend, in sentences.
    pub returned_because: Option<String>,
}

/// What changed of a listing while it was public.
#[derive(Clone, Debug)]
pub struct Amendment {
    pub id: AmendmentId,
    pub at: Moment,
    pub changes: Vec<Difference>,
    /// Something changed that people decide by.
    pub material: bool,
}

/// How many apply for a listing, and how many may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// As many applications as are taken; it closes when they are there.
    pub cap: Option<i32>,
    /// Have begun to apply.
    pub begun: i64,
    /// Have applied, whatever became of it.
    pub taken: i64,
}
