//! A note on a saved listing.

use serde::Deserialize;

use crate::kit::text;
use crate::web::form::Problems;

/// In characters.
pub const LONGEST_NOTE: usize = 1000;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    pub note: String,
}

impl NoteForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let note = text::lines(&self.note);
        problems.not_longer("note", &note, LONGEST_NOTE);
        problems.done(note)
    }
}
