//! The rules of applications: their states and who may move them, what one must hold, and until when it is taken.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate};

use crate::accounts::AccountId;
use crate::codes::{Code, registrations};
use crate::kit::clock::Moment;
use crate::kit::files::FileId;
use crate::kit::text;
use crate::listings::{Full, Listing, ListingId, ListingState, Question, QuestionId};
use crate::providers::ProviderId;

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
    // An employment check may fail after the offer.
    (Offered, Rejected, Provider),
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
/// Characters.
pub const LONGEST_ANSWER: usize = 2000;
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

    /// Does the provider owe an answer?
    pub fn awaits_provider(self) -> bool {
        matches!(self, Submitted | Shortlisted)
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
}

/// Answers by the number of their question.
pub type Answers = HashMap<QuestionId, String>;

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
    }
}

impl EventKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Submitted => "Application submitted",
            Self::Viewed => "Read by the provider",
            Self::Shortlisted => "Shortlisted",
            Self::Offered => "Offer made",
            Self::Accepted => "Offer accepted",
            Self::Declined => "Offer declined",
            Self::Rejected => "Not successful",
            Self::Withdrawn => "Withdrawn",
            Self::Restarted => "Begun again",
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

/// A part of the form that is saved on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Details,
    Statement,
    Answers,
    Cv,
}

impl Step {
    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Statement => "statement",
            Self::Answers => "answers",
            Self::Cv => "cv",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Details => "Your details",
            Self::Statement => "Supporting statement",
            Self::Answers => "Questions from the provider",
            Self::Cv => "CV",
        }
    }
}

/// What a listing asks of those who apply.
#[derive(Clone, Debug)]
pub struct Wants {
    /// The register of the listing's profession, if it has one.
    pub register: Option<&'static Code>,
    pub statement: bool,
    pub questions: Vec<Question>,
    pub cv: bool,
}

/// Something that must be there before an application can be submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    pub step: Step,
    pub words: String,
}

impl Wants {
    pub fn steps(&self) -> Vec<Step> {
        let asked = [
            (Step::Details, true),
            (Step::Statement, self.statement),
            (Step::Answers, !self.questions.is_empty()),
            (Step::Cv, self.cv),
        ];
        asked.into_iter().filter(|(_, asked)| *asked).map(|(step, _)| step).collect()
    }

    /// What is still missing, in the order of the steps.
    pub fn lacks(&self, application: &Application, answers: &Answers) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let mut lack = |step, words: String| lacks.push(Lack { step, words });
        if application.name.is_empty() {
            lack(Step::Details, "Enter your name".into());
        }
        if let Some(register) = self.register.filter(|_| application.registration.is_empty()) {
            lack(
                Step::Details,
                format!("Enter your {}, or say that you have none yet", register.fact("number")),
            );
        }
        if self.statement && application.statement.is_empty() {
            lack(Step::Statement, "Write a supporting statement".into());
        }
        for question in self.questions.iter().filter(|question| question.required) {
            if answers.get(&question.id).is_none_or(String::is_empty) {
                lack(Step::Answers, format!("Answer “{}”", text::excerpt(&question.prompt, 80)));
            }
        }
        if self.cv && application.cv_id.is_none() {
            lack(Step::Cv, "Add your CV".into());
        }
        lacks
    }
}

/// Whether a listing takes applications at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Open,
    /// Closed before its day: drafts are taken until then.
    Grace(Moment),
    Closed,
}

impl Door {
    pub fn of(listing: &Listing, now: Moment) -> Self {
        if listing.takes_applications(now) {
            return Self::Open;
        }
        // The clock gives no reason.
        let was_early = listing.state == ListingState::Closed && listing.closed_because.is_some();
        match listing.closed_at.map(|at| at + Duration::hours(GRACE_HOURS)) {
            Some(until) if was_early && now < until => Self::Grace(until),
            _ => Self::Closed,
        }
    }

    pub fn takes_drafts(self) -> bool {
        self != Self::Closed
    }
}

/// What applying needs to know of a listing, at the moment of asking.
#[derive(Clone, Debug)]
pub struct Vacancy {
    pub listing: ListingId,
    pub title: String,
    pub is_placement: bool,
    pub provider: ProviderId,
    pub provider_name: String,
    pub closes_at: Option<Moment>,
    pub decide_by: Option<NaiveDate>,
    pub was_public: bool,
    pub door: Door,
    pub wants: Wants,
}

impl Vacancy {
    pub fn of(full: Full, now: Moment) -> Self {
        let listing = full.listing;
        Self {
            listing: listing.id,
            is_placement: listing.is_placement(),
            provider: full.provider.id,
            closes_at: listing.closes_at,
            decide_by: listing.decide_by,
            was_public: listing.published_at.is_some(),
            door: if full.provider.state.is_public() { Door::of(&listing, now) } else { Door::Closed },
            wants: Wants {
                register: registrations::body_of(&listing.profession),
                statement: listing.wants_statement,
                questions: full.questions,
                cv: listing.wants_cv,
            },
            title: listing.title,
            provider_name: full.provider.name,
        }
    }
}

#[cfg(test)]
mod tests;
