//! Listings to start others from.

use askama::Template;

use crate::listings::forms::TemplateForm;
use crate::listings::model::{Full, TemplateId};
use crate::providers::{Desk, DeskNav, DeskPlace, Needs};
use crate::web::form::Problems;
use crate::web::page::Page;

pub struct TemplateLine {
    pub name: String,
    /// Where its buttons post to, without the last part.
    pub base: String,
}

#[derive(Template)]
#[template(path = "listings/templates.html")]
pub struct TemplatesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub lines: Vec<TemplateLine>,
    pub listings: String,
    pub may_edit: bool,
    pub may_remove: bool,
}

impl TemplatesPage {
    pub fn new(page: Page, desk: &Desk, kept: Vec<(TemplateId, String)>) -> Self {
        let listings = format!("/desk/{}/listings", desk.provider.id);
        let line = |(id, name): (TemplateId, String)| TemplateLine {
            name,
            base: format!("{listings}/templates/{id}"),
        };
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            lines: kept.into_iter().map(line).collect(),
            listings,
            may_edit: desk.may(Needs::Edit),
            may_remove: desk.may(Needs::EditAll),
        }
    }
}

#[derive(Template)]
#[template(path = "listings/template.html")]
pub struct KeepTemplatePage {
    pub page: Page,
    pub nav: DeskNav,
    pub title: String,
    pub desk: String,
    pub form: TemplateForm,
    pub problems: Problems,
}

impl KeepTemplatePage {
    pub fn new(page: Page, desk: &Desk, full: &Full, (form, problems): (TemplateForm, Problems)) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            title: full.listing.name().to_string(),
            desk: full.listing.desk_path(),
            form,
            problems,
        }
    }
}
