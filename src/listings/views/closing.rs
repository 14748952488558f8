//! Closing a listing before its day.

use askama::Template;

use crate::codes;
use crate::listings::model::Listing;
use crate::providers::{DeskNav, DeskPlace, Provider};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "listings/closing.html")]
pub struct ClosingPage {
    pub page: Page,
    pub nav: DeskNav,
    pub desk: String,
    pub name: String,
    pub noun: &'static str,
    pub reasons: Vec<Choice>,
    pub reason: String,
    pub problems: Problems,
    /// Who is written to, and what they read.
    pub letters: Vec<Foreseen>,
}

/// A letter that many get, before it goes.
pub struct Foreseen {
    /// "3 people who saved it".
    pub who: String,
    pub letter: String,
}

impl ClosingPage {
    pub fn new(
        page: Page,
        listing: &Listing,
        provider: &Provider,
        (reason, problems): (String, Problems),
    ) -> Self {
        let choice = |one: &codes::Code| Choice::new(one.code.clone(), one.label.clone());
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Listings),
            desk: listing.desk_path(),
            name: listing.name().to_string(),
            noun: listing.kind.noun(),
            reasons: codes::close_reasons().all().iter().map(choice).collect(),
            reason,
            problems,
            letters: Vec::new(),
        }
    }

    pub fn with_letters(self, letters: Vec<Foreseen>) -> Self {
        Self { letters, ..self }
    }
}
