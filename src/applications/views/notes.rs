//! What was noted on an application, and the form of one more note.

use super::paragraphs;
use crate::applications::forms::NoteForm;
use crate::applications::store::Note;
use crate::kit::clock;
use crate::providers::Belongs;
use crate::web::form::{Choice, Problems};

pub struct NoteLine {
    pub author: String,
    pub when: String,
    pub words: Vec<String>,
    /// Who was told, in words; empty when nobody was.
    pub told: String,
}

pub struct Noted {
    pub lines: Vec<NoteLine>,
    /// Everybody else who belongs to the organisation.
    pub colleagues: Vec<Choice>,
    pub form: NoteForm,
    pub problems: Problems,
}

impl Noted {
    pub fn new(notes: Vec<Note>, colleagues: &[Belongs], form: NoteForm, problems: Problems) -> Self {
        let choice = |one: &Belongs| Choice::new(one.id.to_string(), one.name.as_str());
        let colleagues = colleagues.iter().map(choice).collect();
        Self { lines: notes.into_iter().map(line).collect(), colleagues, form, problems }
    }
}

fn line(note: Note) -> NoteLine {
    NoteLine {
        author: note.author.unwrap_or_else(|| "Somebody who has left".into()),
        when: clock::moment_words(note.at),
        words: paragraphs(&note.words),
        told: if note.told.is_empty() { String::new() } else { format!("Told: {}", note.told.join(", ")) },
    }
}
