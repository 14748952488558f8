//! The rules of applications: their states and who may move them, what one must hold, and until when it is taken.

mod blind;
mod bulk;
mod calendars;
mod carried;
mod export;
mod interviews;
mod ledger;
mod mask;
mod messages;
mod notes;
mod offers;
mod order;
mod progress;
#[cfg(test)]
pub(in crate::applications) mod samples;
mod scores;
mod times;
mod vacancy;

use std::collections::HashMap;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::files::{FileId, StoredFile};
use crate::listings::model::Source;
use crate::listings::{ListingId, QuestionId};

pub use blind::*;
pub use bulk::*;
pub use calendars::*;
pub use carried::*;
pub use export::*;
pub use interviews::*;
pub use ledger::*;
pub use mask::Mask;
pub use messages::*;
pub use notes::*;
pub use offers::*;
pub use order::*;
pub use progress::*;
pub use scores::*;
pub use times::*;
pub use vacancy::*;

crate::kit::id::id_type!(ApplicationId);

crate::kit::words::words! {
    pub enum State {
        Draft = "draft",
        Submitted = "submitted",
        Shortlisted = "shortlisted",
        Offered = "offered",
        Accepted = "accepted",
        Declined = "declined",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
    }
}

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Candidate,
    Provider,
    /// Nobody's button: an offer that was taken back or has run out takes its application with it.
    Offer,
}

use Party::{Candidate, Provider};
use State::{Accepted, Declined, Draft, Offered, Rejected, Shortlisted, Submitted, Withdrawn};

/// Every move there is. A draft that was never sent is deleted when it is thrown away, so that needs no move.
const MOVES: &[(State, State, Party)] = &[
    (Draft, Submitted, Candidate),
    (Submitted, Shortlisted, Provider),
    (Submitted, Rejected, Provider),
    (Submitted, Withdrawn, Candidate),
    (Shortlisted, Offered, Provider),
    (Shortlisted, Rejected, Provider),
    (Shortlisted, Withdrawn, Candidate),
    (Offered, Accepted, Candidate),
    (Offered, Declined, Candidate),
    // An employment check may fail after the offer: it is withdrawn, with a reason that the candidate reads.
    (Offered, Shortlisted, Party::Offer),
    (Offered, Rejected, Party::Offer),
    (Accepted, Rejected, Party::Offer),
    (Accepted, Withdrawn, Candidate),
    // Somebody who withdrew may apply once more (see `MOST_TIMES`), and may leave it at that.
    (Withdrawn, Draft, Candidate),
    (Draft, Withdrawn, Candidate),
];

/// How often one person may submit to one listing: once, and once again after withdrawing.
pub const MOST_TIMES: usize = 2;
/// A draft may still be submitted for this long after a listing was closed before its day.
pub const GRACE_HOURS: i64 = 24;
pub const MOST_STATEMENT_WORDS: usize = 1500;
/// What is kept as the number of somebody who has none yet: a student, or somebody newly qualified.
pub const AWAITED: &str = "awaited";

impl State {
    pub fn may_become(self, next: Self, by: Party) -> bool {
        MOVES.contains(&(self, next, by))
    }

    pub fn label(self) -> &'static str {
        match self {
            Draft => "Draft",
            Submitted => "Submitted",
            Shortlisted => "Shortlisted",
            Offered => "Offer made",
            Accepted => "Offer accepted",
            Declined => "Offer declined",
            Rejected => "Not successful",
            Withdrawn => "Withdrawn",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Draft => "yellow",
            Submitted => "blue",
            Shortlisted => "teal",
            Offered => "purple",
            Accepted => "green",
            Declined | Rejected | Withdrawn => "grey",
        }
    }

    /// Is there nothing left to arrange?
    pub fn has_ended(self) -> bool {
        matches!(self, Accepted | Declined | Rejected | Withdrawn)
    }

    /// Is it with the provider, or agreed, so that more may be said and shown about it?
    pub fn goes_on(self) -> bool {
        !matches!(self, Draft | Declined | Rejected | Withdrawn)
    }

    /// Those in which the provider owes an answer.
    pub const AWAITING: [Self; 2] = [Submitted, Shortlisted];

    /// Does the provider owe an answer?
    pub fn awaits_provider(self) -> bool {
        Self::AWAITING.contains(&self)
    }
}

/// The row. The order of its fields is that of the table.
#[derive(Clone, Debug, diesel::Queryable)]
pub struct Application {
    pub id: ApplicationId,
    pub listing_id: ListingId,
    pub candidate_id: AccountId,
    pub state: State,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// A number whose format was checked, [`AWAITED`], or nothing.
    pub registration: String,
    pub statement: String,
    pub cv_id: Option<FileId>,
    /// A code of `codes::rejection_reasons` or `codes::withdrawal_reasons`, as the state has it.
    pub reason: Option<String>,
    pub reason_words: String,
    pub created_at: Moment,
    pub updated_at: Moment,
    pub submitted_at: Option<Moment>,
    /// When the provider was first shown whose it is, where names are hidden at first.
    pub revealed_at: Option<Moment>,
    /// Of the listing, when this was begun; 0 where that was not kept.
    pub listing_version: i32,
    /// May the provider read the candidate's profile too?
    pub sends_profile: bool,
    /// The way that led to the listing; `None` when it is not known.
    pub source: Option<Source>,
}

/// Answers by the number of their question.
pub type Answers = HashMap<QuestionId, String>;
/// Documents besides the CV, by the number of the question that each answers.
pub type Documents = HashMap<QuestionId, StoredFile>;

crate::kit::words::words! {
    /// What a timeline tells.
    pub enum EventKind {
        Submitted = "submitted",
        Viewed = "viewed",
        Shortlisted = "shortlisted",
        Offered = "offered",
        Accepted = "accepted",
        Declined = "declined",
        Rejected = "rejected",
        Withdrawn = "withdrawn",
        /// Begun again after it was withdrawn.
        Restarted = "restarted",
        OfferWithdrawn = "offer-withdrawn",
        /// Nobody answered the offer in time.
        Lapsed = "lapsed",
        /// The day by which there is an answer was told, while others were invited.
        Promised = "promised",
        InterviewInvited = "interview-invited",
        InterviewBooked = "interview-booked",
        InterviewMoved = "interview-moved",
        InterviewCancelled = "interview-cancelled",
    }
}

impl EventKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Submitted => "Application submitted",
            Self::Viewed => "Opened by the provider",
            Self::Shortlisted => "Shortlisted",
            Self::Offered => "Offer made",
            Self::Accepted => "Offer accepted",
            Self::Declined => "Offer declined",
            Self::Rejected => "Not successful",
            Self::Withdrawn => "Withdrawn",
            Self::Restarted => "Begun again",
            Self::OfferWithdrawn => "Offer withdrawn",
            Self::Lapsed => "Offer ended without an answer",
            Self::Promised => "Told when there is an answer",
            Self::InterviewInvited => "Invited to an interview",
            Self::InterviewBooked => "Interview arranged",
            Self::InterviewMoved => "Interview has another time",
            Self::InterviewCancelled => "Interview cancelled",
        }
    }
}

impl EventKind {
    /// In the one line that a list has for all of it.
    pub fn short(self) -> &'static str {
        match self {
            Self::Submitted => "Submitted",
            Self::Viewed => "Opened",
            Self::Offered => "Offer",
            Self::Accepted => "Accepted",
            Self::Declined => "Declined",
            other => other.label(),
        }
    }
}

#[derive(Clone, Debug, diesel::Queryable)]
pub struct Event {
    pub kind: EventKind,
    pub note: String,
    pub at: Moment,
}

/// How often it was submitted.
pub fn times_submitted(events: &[Event]) -> usize {
    events.iter().filter(|event| event.kind == EventKind::Submitted).count()
}

/// Has the provider read it since it was last submitted?
pub fn was_viewed(events: &[Event]) -> bool {
    events
        .iter()
        .rev()
        .take_while(|event| event.kind != EventKind::Submitted)
        .any(|event| event.kind == EventKind::Viewed)
}

#[cfg(test)]
mod tests;
