//! The pages of what somebody saved.

use askama::Template;

use crate::codes;
use crate::kit::clock::Moment;
use crate::listings::ListingId;
use crate::listings::forms::NoteForm;
use crate::listings::model::{Card, Full};
use crate::web::form::Problems;
use crate::web::page::Page;

pub struct SavedCard {
    pub card: Card,
    pub note: String,
}

/// A saved listing that takes no more applications.
pub struct SavedLine {
    pub id: ListingId,
    pub title: String,
    pub href: String,
    pub provider: String,
    /// When it closed, and why if the provider said so.
    pub closed: String,
    pub note: String,
}

impl SavedLine {
    pub fn of(full: &Full, note: &str, now: Moment) -> Self {
        let listing = &full.listing;
        let closed = listing.closes_words(now);
        Self {
            id: listing.id,
            title: listing.name().to_string(),
            href: listing.path(),
            provider: full.provider.name.clone(),
            closed: match &listing.closed_because {
                Some(code) => format!("{closed}: {}", codes::close_reasons().label(code).to_lowercase()),
                None => closed,
            },
            note: note.to_string(),
        }
    }
}

#[derive(Template)]
#[template(path = "listings/saved.html")]
pub struct SavedPage {
    pub page: Page,
    pub cards: Vec<SavedCard>,
    pub closed: Vec<SavedLine>,
}

#[derive(Template)]
#[template(path = "listings/note.html")]
pub struct NotePage {
    pub page: Page,
    pub action: String,
    pub title: String,
    pub form: NoteForm,
    pub problems: Problems,
}

impl NotePage {
    pub fn new(page: Page, full: &Full, form: NoteForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            action: format!("/saved/{}/note", full.listing.id),
            title: full.listing.name().to_string(),
            form,
            problems,
        }
    }
}
