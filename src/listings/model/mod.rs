//! Nouns and rules of listings: pure, with time as an argument.

mod card;
mod difference;
mod edits;
mod fate;
mod gate;
mod life;
mod looks;
mod notice;
mod pay;
mod place;
mod plan;
mod questions;
mod reminders;
pub mod similar;
#[cfg(test)]
pub(crate) mod tests;

pub use card::{Card, card_pay};
pub use difference::{Difference, Piece, asks_otherwise, differences, pieces};
pub use edits::{Amendment, AmendmentId, Edit, EditState, Intake};
pub use fate::Fate;
pub use gate::{Missing, Step, is_begun, missing};
pub use life::{CLOSES_SOON_DAYS, DECIDE_WEEKS, LONGEST_OPEN_DAYS, ListingKind, ListingState};
pub use looks::{Source, is_program, source_of};
pub use notice::{NOTICES, Notice};
pub use pay::{band_words, money, pay_words};
pub use place::{district, miles_words, place_words};
pub use plan::{MOST_CAP, Plan};
pub use questions::{
    LONGEST_CHOICE, MOST_CHARACTERS, MOST_CHOICES, MOST_DOCUMENTS, MOST_QUESTIONS, QuestionKind,
    USUAL_CHARACTERS,
};
pub use reminders::{last_day_to_remind, reminder_at};

use crate::codes;
pub use crate::listings::store::{Criterion, Listing, Placement, Question, Terms};
use crate::providers::{Provider, Scope, Site, SiteId};

crate::kit::id::id_type!(ListingId);
crate::kit::id::id_type!(QuestionId);
crate::kit::id::id_type!(CriterionId);
crate::kit::id::id_type!(TemplateId);

crate::kit::words::words! {
    /// How much a listing needs what a criterion names.
    pub enum Need { Essential = "essential", Desirable = "desirable" }
}

impl Need {
    pub fn label(self) -> &'static str {
        match self {
            Self::Essential => "Essential",
            Self::Desirable => "Desirable",
        }
    }
}

pub const MOST_CRITERIA: usize = 12;

/// What stands under a listing's address besides its title.
const RESERVED: &[&str] = &["apply", "calendar.ics", "report", "save", "unsave"];

impl Listing {
    pub fn is_placement(&self) -> bool {
        self.kind == ListingKind::Placement
    }

    /// The title, or words that stand for one.
    pub fn name(&self) -> &str {
        match (self.title.as_str(), self.kind) {
            ("", ListingKind::Role) => "Untitled role",
            ("", ListingKind::Placement) => "Untitled placement",
            (title, _) => title,
        }
    }

    /// The one address of its public page.
    pub fn path(&self) -> String {
        let slug = crate::kit::text::slug(&self.title);
        match slug.is_empty() || RESERVED.contains(&slug.as_str()) {
            true => format!("/listings/{}/{}", self.id, self.kind),
            false => format!("/listings/{}/{slug}", self.id),
        }
    }

    /// Its place on the provider's desk.
    pub fn desk_path(&self) -> String {
        format!("/desk/{}/listings/{}", self.provider_id, self.id)
    }
}

/// The address of a listing with this title.
pub fn path_of(id: ListingId, title: &str, kind: ListingKind) -> String {
    let slug = crate::kit::text::slug(title);
    match slug.is_empty() {
        true => format!("/listings/{id}/{kind}"),
        false => format!("/listings/{id}/{slug}"),
    }
}

/// Codes of which a listing may have several.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tags {
    pub specialties: Vec<String>,
    pub patterns: Vec<String>,
    pub grades: Vec<String>,
    pub stages: Vec<String>,
    pub learners: Vec<String>,
}

impl Tags {
    /// The groups by the names they are stored under.
    pub fn groups(&self) -> [(&'static str, &[String]); 5] {
        [
            ("specialty", &self.specialties),
            ("pattern", &self.patterns),
            ("grade", &self.grades),
            ("stage", &self.stages),
            ("learner", &self.learners),
        ]
    }

    /// Puts each group into the order of its code list: the database keeps none.
    pub fn sort(&mut self) {
        let by = |codes: &mut Vec<String>, list: &codes::List| {
            codes.sort_by_key(|code| list.position(code).unwrap_or(usize::MAX));
        };
        by(&mut self.specialties, codes::specialties());
        by(&mut self.patterns, codes::patterns());
        by(&mut self.grades, codes::grades());
        by(&mut self.stages, codes::stages());
        by(&mut self.learners, codes::learners());
    }

    /// Adds a stored code to its group; a group that is no longer known is passed over.
    pub fn push(&mut self, group: &str, code: String) {
        match group {
            "specialty" => self.specialties.push(code),
            "pattern" => self.patterns.push(code),
            "grade" => self.grades.push(code),
            "stage" => self.stages.push(code),
            "learner" => self.learners.push(code),
            _ => {}
        }
    }
}

/// A listing with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Full {
    pub listing: Listing,
    pub terms: Terms,
    pub tags: Tags,
    /// In the order the provider gave them.
    pub sites: Vec<Site>,
    pub questions: Vec<Question>,
    /// The person specification; read only with a single listing, since no list shows it.
    pub criteria: Vec<Criterion>,
    /// Read only with a single listing, like the criteria.
    pub plan: Plan,
    /// There for placements only.
    pub placement: Option<Placement>,
    pub provider: Provider,
}

impl Full {
    /// Is it, as it stands in the tables, within reach?
    pub fn is_within(&self, scope: &Scope) -> bool {
        let sites: Vec<SiteId> = self.sites.iter().map(|site| site.id).collect();
        scope.reaches(self.listing.provider_id, &sites, self.listing.created_by)
    }

    /// The same at those of its sites only that are within reach.
    pub fn at_sites_within(mut self, scope: &Scope) -> Self {
        self.sites.retain(|site| scope.has_site(site.id));
        self
    }

    /// The same without what nobody can choose any more, so that its form asks for it again.
    pub fn as_offered(mut self) -> Self {
        let one = |code: &mut String, list: &codes::List| {
            if !list.offers(code) {
                code.clear();
            }
        };
        let some = |code: &mut Option<String>, list: &codes::List| {
            if code.as_ref().is_some_and(|code| !list.offers(code)) {
                *code = None;
            }
        };
        let each = |codes: &mut Vec<String>, list: &codes::List| codes.retain(|code| list.offers(code));
        one(&mut self.listing.profession, codes::professions());
        one(&mut self.listing.contract, codes::contracts());
        one(&mut self.listing.funding, codes::fundings());
        some(&mut self.terms.pension, codes::pensions());
        some(&mut self.terms.sick_pay, codes::sick_pay());
        if let Some(placement) = &mut self.placement {
            some(&mut placement.training_office, codes::training_offices());
        }
        each(&mut self.tags.specialties, codes::specialties());
        each(&mut self.tags.patterns, codes::patterns());
        each(&mut self.tags.grades, codes::grades());
        each(&mut self.tags.stages, codes::stages());
        each(&mut self.tags.learners, codes::learners());
        self
    }

    /// Does it say anything else, for the public or for its people alone?
    pub fn differs(&self, before: &Self) -> bool {
        let sites = |full: &Self| full.sites.iter().map(|site| site.id).collect::<Vec<_>>();
        (&self.listing, &self.terms, &self.tags) != (&before.listing, &before.terms, &before.tags)
            || (&self.questions, &self.criteria, &self.plan)
                != (&before.questions, &before.criteria, &before.plan)
            || self.placement != before.placement
            || sites(self) != sites(before)
    }
}
