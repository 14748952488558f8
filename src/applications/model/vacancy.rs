//! What a listing asks of those who apply, and until when.

use chrono::{Duration, NaiveDate};

use super::{Answers, Application, Documents, GRACE_HOURS};
use crate::codes::{Code, registrations};
use crate::kit::clock::Moment;
use crate::listings::{Full, Listing, ListingId, ListingState, Question};
use crate::providers::{ProviderId, ProviderState};

/// A part of the form that is saved on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Details,
    Statement,
    Answers,
    Documents,
    Cv,
}

impl Step {
    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Statement => "statement",
            Self::Answers => "answers",
            Self::Documents => "documents",
            Self::Cv => "cv",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Details => "Your details",
            Self::Statement => "Supporting statement",
            Self::Answers => "Questions from the provider",
            Self::Documents => "Documents",
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
    /// Those that are answered in words.
    pub questions: Vec<Question>,
    /// Those that a file answers.
    pub documents: Vec<Question>,
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
            (Step::Documents, !self.documents.is_empty()),
        ];
        asked.into_iter().filter(|(_, asked)| *asked).map(|(step, _)| step).collect()
    }

    /// What is still missing, in the order of the steps.
    pub fn lacks(&self, application: &Application, answers: &Answers, documents: &Documents) -> Vec<Lack> {
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
                lack(Step::Answers, format!("Answer “{}”", question.excerpt()));
            }
        }
        if self.cv && application.cv_id.is_none() {
            lack(Step::Cv, "Add your CV".into());
        }
        let asked = self.documents.iter().filter(|question| question.required);
        for question in asked.filter(|question| !documents.contains_key(&question.id)) {
            lack(Step::Documents, format!("Add “{}”", question.excerpt()));
        }
        lacks
    }
}

/// What moderators keep out of the public's sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    Listing,
    /// The organisation with all its listings.
    Provider,
}

impl Hidden {
    /// `None` while nothing is hidden.
    pub fn of(listing: &Listing, provider: ProviderState) -> Option<Self> {
        match provider {
            ProviderState::Suspended => Some(Self::Provider),
            _ if listing.is_suspended() => Some(Self::Listing),
            _ => None,
        }
    }

    /// For whoever has applied, or begun to. Why it is hidden is between us and the organisation.
    pub fn words(self, provider: &str) -> String {
        match self {
            Self::Listing => format!(
                "Moderators at Rounds have taken this listing out of sight while they look into something. It takes no \
                 applications for now. {provider} has been told why and can appeal."
            ),
            Self::Provider => format!(
                "Moderators at Rounds have taken {provider} and all its listings out of sight while they look into \
                 something. It cannot answer you here for now. It has been told why and can appeal."
            ),
        }
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
        if listing.is_suspended() {
            return Self::Closed;
        }
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

impl Vacancy {
    /// Has the listing changed since this was begun?
    pub fn has_changed_since(&self, application: &Application) -> bool {
        application.listing_version != 0 && application.listing_version != self.version
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
    /// Who applies is shown to the provider once they are shortlisted.
    pub blind: bool,
    /// Grows with each edit of the listing.
    pub version: i32,
    pub changed_at: Moment,
    pub door: Door,
    /// Moderators keep it out of sight.
    pub hidden: Option<Hidden>,
    pub wants: Wants,
}

impl Vacancy {
    pub fn of(full: Full, now: Moment) -> Self {
        let hidden = Hidden::of(&full.listing, full.provider.state);
        let listing = full.listing;
        let (documents, questions) =
            full.questions.into_iter().partition(|question| question.kind.is_document());
        Self {
            listing: listing.id,
            is_placement: listing.is_placement(),
            provider: full.provider.id,
            closes_at: listing.closes_at,
            decide_by: listing.decide_by,
            was_public: listing.published_at.is_some(),
            blind: listing.blind,
            version: listing.version,
            changed_at: listing.updated_at,
            door: if full.provider.state.is_public() { Door::of(&listing, now) } else { Door::Closed },
            hidden,
            wants: Wants {
                register: registrations::body_of(&listing.profession),
                statement: listing.wants_statement,
                questions,
                documents,
                cv: listing.wants_cv,
            },
            title: listing.title,
            provider_name: full.provider.name,
        }
    }
}
