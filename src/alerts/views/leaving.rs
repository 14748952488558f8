//! What the pages of leaving and of keeping show.

use askama::Template;

use crate::alerts::forms::ReasonForm;
use crate::alerts::model::Reason;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "alerts/unsubscribe.html")]
pub struct UnsubscribePage {
    pub page: Page,
    pub key: String,
    /// Where the form goes: it says of which letter.
    pub action: String,
    /// What ends, in words.
    pub labels: Vec<String>,
}

#[derive(Template)]
#[template(path = "alerts/ended.html")]
pub struct EndedPage {
    pub page: Page,
    pub words: String,
    pub key: String,
    pub search: String,
    /// We ask why, once.
    pub asks: bool,
    pub form: ReasonForm,
    pub reasons: Vec<Choice>,
    pub problems: Problems,
}

pub fn reasons() -> Vec<Choice> {
    Reason::ALL.iter().map(|reason| Choice::new(reason.as_str(), reason.label())).collect()
}

/// "Still want this?"
#[derive(Template)]
#[template(path = "alerts/keep.html")]
pub struct KeepPage {
    pub page: Page,
    pub key: String,
    /// Each alert in words, with its key.
    pub alerts: Vec<(String, String)>,
    /// They were asked; else there is nothing to answer.
    pub is_asked: bool,
}
