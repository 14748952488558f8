//! The pages of what somebody saved.

use askama::Template;

use crate::codes;
use crate::kit::clock::Moment;
use crate::listings::ListingId;
use crate::listings::forms::NoteForm;
use crate::listings::model::{Card, Fate, Full};
use crate::web::form::Problems;
use crate::web::page::Page;

/// Where the application of whoever saved a listing stands.
#[derive(Clone, Debug)]
pub struct Applied {
    pub href: String,
    pub state: &'static str,
    pub colour: &'static str,
}

pub struct SavedCard {
    pub card: Card,
    pub note: String,
    pub applied: Option<Applied>,
}

/// A saved listing that takes no more applications.
pub struct SavedLine {
    pub id: ListingId,
    pub title: String,
    /// Empty when the public cannot read it any more.
    pub href: String,
    pub provider: String,
    /// What became of it, in a word.
    pub became: &'static str,
    /// When it closed, and why if the provider said so.
    pub closed: String,
    pub note: String,
    pub applied: Option<Applied>,
}

impl SavedLine {
    pub fn of(full: &Full, note: &str, applied: Option<Applied>, now: Moment) -> Self {
        let listing = &full.listing;
        let became = Fate::of(full, now);
        Self {
            id: listing.id,
            title: listing.name().to_string(),
            href: if became.is_readable() { listing.path() } else { String::new() },
            provider: full.provider.name.clone(),
            became: became.label(),
            closed: match (&listing.closed_because, became.is_readable()) {
                (_, false) => String::new(),
                (Some(code), _) => {
                    let closed = listing.closes_words(now);
                    format!("{closed}: {}", codes::close_reasons().label(code).to_lowercase())
                }
                (None, _) => listing.closes_words(now),
            },
            note: note.to_string(),
            applied,
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
