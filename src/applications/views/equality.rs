//! The equality questions.

use askama::Template;

use super::Head;
use crate::applications::model::ApplicationId;
use crate::applications::store::Opened;
use crate::equality::EqualityForm;
use crate::equality::forms::Asked;
use crate::web::form::Problems;
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "applications/equality.html")]
pub struct EqualityPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub problems: Problems,
    pub questions: Vec<Asked>,
}

impl EqualityPage {
    pub fn new(page: Page, opened: &Opened, form: &EqualityForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            problems,
            questions: form.asked(),
        }
    }
}
