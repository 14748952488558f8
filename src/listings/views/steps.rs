//! The pages of the steps in which a listing is written.

use crate::listings::forms::{
    ApplyingForm, Around, DatesForm, PayForm, PeopleForm, PlacesForm, PrinciplesForm, ProgrammeForm,
    QuestionsForm, SpecificationForm, StepForm, TermsForm, TitleForm, TrainingForm, WorkForm,
};
use crate::listings::model::{Full, Step};
use crate::providers::{DeskNav, DeskPlace, Provider};
use crate::web::form::Choice;
use crate::web::form_pages::form_pages;

/// What stands around the fields of every step.
pub struct Frame {
    pub nav: DeskNav,
    /// The listing's name.
    pub listing: String,
    /// The task list.
    pub back: String,
    /// Where the form posts to.
    pub action: String,
    pub version: String,
    pub is_placement: bool,
    /// Somebody else saved since this editor opened the page.
    pub conflict: bool,
    /// What became of the rest of a step with problems.
    pub kept: &'static str,
    pub sites: Vec<Choice>,
    pub sites_href: String,
}

impl Frame {
    pub fn new(full: &Full, provider: &Provider, around: &Around, step: Step) -> Self {
        let desk = full.listing.desk_path();
        let site = |site: &crate::providers::Site| {
            Choice::new(site.id.to_string(), format!("{}, {}, {}", site.name, site.town, site.postcode))
        };
        Self {
            nav: DeskNav::new(provider, DeskPlace::Listings),
            listing: full.listing.name().to_string(),
            action: format!("{desk}/{step}"),
            back: desk,
            version: full.listing.version.to_string(),
            is_placement: full.listing.is_placement(),
            conflict: false,
            kept: "",
            sites: around.sites.iter().map(site).collect(),
            sites_href: format!("/desk/{}/sites", provider.id),
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
