//! What the pages of checks passports show.

mod desk;
mod own;
mod share;

pub use desk::*;
pub use own::*;
pub use share::*;

use chrono::NaiveDate;

use crate::kit::clock::day_words;
use crate::passports::model::{ItemId, Kept, expiry_words, validity};

/// An item as everybody reads it who may.
pub struct ItemLine {
    pub id: ItemId,
    pub version: i32,
    pub title: String,
    pub words: String,
    pub issued: String,
    pub expires: String,
    /// Of the tag around the words; empty for plain ones.
    pub colour: &'static str,
    /// Name and size of the evidence.
    pub file: Option<(String, String)>,
}

impl ItemLine {
    pub fn new(kept: &Kept, today: NaiveDate) -> Self {
        let Kept { item, file } = kept;
        Self {
            id: item.id,
            version: item.version,
            title: item.title(),
            words: item.words.clone(),
            issued: day_words(item.issued_on),
            expires: expiry_words(item.expires_on, today),
            colour: validity(item.expires_on, today).colour(),
            file: file.as_ref().map(|file| (file.name.clone(), file.size_words())),
        }
    }
}
