//! What members of a provider note on an application for one another.

use crate::accounts::AccountId;

crate::kit::id::id_type!(NoteId);

/// Characters.
pub const LONGEST_NOTE: usize = 2000;

/// On one application, so that its page stays one that can be read.
pub const MOST_NOTES: i64 = 200;

/// A note as it is written. Its number is made with the form, so that a form sent twice leaves one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNote {
    pub id: NoteId,
    pub words: String,
    /// Colleagues to be told of it.
    pub tell: Vec<AccountId>,
}
