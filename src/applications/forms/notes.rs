//! A note on an application.

use serde::Deserialize;

use crate::applications::model::{LONGEST_NOTE, NewNote, NoteId};
use crate::kit::text;
use crate::providers::Belongs;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    pub words: String,
    /// Memberships of the colleagues who are told.
    pub tell: Vec<String>,
    /// The number that the note will have.
    pub number: String,
}

impl NoteForm {
    /// An empty form, for one more note.
    pub fn fresh() -> Self {
        Self { number: NoteId::new().to_string(), ..Self::default() }
    }

    pub fn check(&self, colleagues: &[Belongs]) -> Result<NewNote, Problems> {
        let mut problems = Problems::none();
        let words = text::lines(&self.words);
        if words.is_empty() {
            problems.add("words", "Write your note");
        }
        problems.not_longer("words", &words, LONGEST_NOTE);
        let chosen = |typed: &String| colleagues.iter().find(|one| one.id.to_string() == *typed);
        let told: Option<Vec<&Belongs>> = self.tell.iter().map(chosen).collect();
        if told.is_none() {
            problems.add("tell", "Choose people who still belong to the organisation");
        }
        let tell = told.unwrap_or_default().into_iter().map(|one| one.account).collect();
        let id = self.number.parse().ok().filter(|id: &NoteId| id.0 > 0).unwrap_or_else(NoteId::new);
        problems.done(NewNote { id, words, tell })
    }
}
