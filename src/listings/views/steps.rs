//! The pages of the steps in which a listing is written.

use crate::listings::forms::{
    ApplyingForm, Around, DatesForm, PayForm, PeopleForm, PlacesForm, PrinciplesForm, ProgrammeForm,
    QuestionsForm, SpecificationForm, StepForm, TermsForm, TitleForm, TrainingForm, WorkForm,
};
use crate::listings::model::{Full, ListingState, Step};
use crate::providers::{Belongs, DeskNav, DeskPlace, Provider};
use crate::web::form::Choice;
use crate::web::form_pages::form_pages;

/// What stands around the fields of every step.
pub struct Frame {
    pub nav: DeskNav,
    /// The listing's name.
    pub listing: String,
    /// The task list, or what is being changed of a live listing.
    pub back: String,
    pub back_label: &'static str,
    /// Where the form posts to.
    pub action: String,
    pub version: String,
    pub is_placement: bool,
    /// Somebody else saved since this editor opened the page.
    pub conflict: bool,
    /// What became of the rest of a step with problems.
    pub kept: &'static str,
    pub sites: Vec<Choice>,
    /// Sites of the listing that this editor does not reach, and which stay.
    pub fixed_sites: Vec<String>,
    pub may_add_sites: bool,
    pub sites_href: String,
    /// Those who can be written to.
    pub members: Vec<Choice>,
    /// It goes live no more.
    pub is_live: bool,
}

impl Frame {
    pub fn new(full: &Full, provider: &Provider, around: &Around, step: Step) -> Self {
        let desk = full.listing.desk_path();
        let is_live = full.listing.state == ListingState::Live;
        let site = |site: &crate::providers::Site| {
            Choice::new(site.id.to_string(), format!("{}, {}, {}", site.name, site.town, site.postcode))
        };
        let member = |member: &Belongs| {
            let role = member.role.label().to_lowercase();
            Choice::new(member.account.to_string(), format!("{} ({role})", member.name))
        };
        Self {
            nav: DeskNav::new(provider, DeskPlace::Listings),
            listing: full.listing.name().to_string(),
            action: format!("{desk}/{step}"),
            back: if is_live { format!("{desk}/changes") } else { desk },
            back_label: if is_live { "Your changes" } else { "All steps" },
            version: full.listing.version.to_string(),
            is_placement: full.listing.is_placement(),
            conflict: false,
            kept: "",
            sites: around.sites.iter().filter(|site| around.scope.has_site(site.id)).map(site).collect(),
            fixed_sites: full
                .sites
                .iter()
                .filter(|site| !around.scope.has_site(site.id))
                .map(|site| site.name.clone())
                .collect(),
            may_add_sites: around.scope.is_whole(),
            sites_href: format!("/desk/{}/sites", provider.id),
            members: around.members.iter().map(member).collect(),
            is_live,
        }
    }
}

form_pages!(
    StepPage for StepForm in Frame;
    TitlePage TitleForm "listings/steps/title.html";
    PlacesPage PlacesForm "listings/steps/places.html";
    WorkPage WorkForm "listings/steps/work.html";
    PayPage PayForm "listings/steps/pay.html";
    TermsPage TermsForm "listings/steps/terms.html";
    PeoplePage PeopleForm "listings/steps/people.html";
    ProgrammePage ProgrammeForm "listings/steps/programme.html";
    PrinciplesPage PrinciplesForm "listings/steps/principles.html";
    TrainingPage TrainingForm "listings/steps/training.html";
    DatesPage DatesForm "listings/steps/dates.html";
    ApplyingPage ApplyingForm "listings/steps/applying.html";
    SpecificationPage SpecificationForm "listings/steps/specification.html";
    QuestionsPage QuestionsForm "listings/steps/questions.html";
);
