//! The pages of the steps in which a listing is written.

use askama::Template;

use crate::listings::forms::{
    ApplyingForm, Around, DatesForm, PayForm, PeopleForm, PlacesForm, PrinciplesForm, ProgrammeForm,
    QuestionsForm, SpecificationForm, StepForm, TermsForm, TitleForm, TrainingForm, WorkForm,
};
use crate::listings::model::{Full, Step};
use crate::providers::{DeskNav, DeskPlace, Provider};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

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

/// A step's form that has a page.
pub trait StepPage: StepForm {
    fn page(self, page: Page, frame: Frame, problems: Problems) -> impl Template;
}

macro_rules! step_page {
    ($name:ident, $form:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name {
            pub page: Page,
            pub frame: Frame,
            pub form: $form,
            pub problems: Problems,
        }

        impl StepPage for $form {
            fn page(self, page: Page, frame: Frame, problems: Problems) -> impl Template {
                $name { page, frame, form: self, problems }
            }
        }
    };
}

step_page!(TitlePage, TitleForm, "listings/steps/title.html");
step_page!(PlacesPage, PlacesForm, "listings/steps/places.html");
step_page!(WorkPage, WorkForm, "listings/steps/work.html");
step_page!(PayPage, PayForm, "listings/steps/pay.html");
step_page!(TermsPage, TermsForm, "listings/steps/terms.html");
step_page!(PeoplePage, PeopleForm, "listings/steps/people.html");
step_page!(ProgrammePage, ProgrammeForm, "listings/steps/programme.html");
step_page!(PrinciplesPage, PrinciplesForm, "listings/steps/principles.html");
step_page!(TrainingPage, TrainingForm, "listings/steps/training.html");
step_page!(DatesPage, DatesForm, "listings/steps/dates.html");
step_page!(ApplyingPage, ApplyingForm, "listings/steps/applying.html");
step_page!(SpecificationPage, SpecificationForm, "listings/steps/specification.html");
step_page!(QuestionsPage, QuestionsForm, "listings/steps/questions.html");
