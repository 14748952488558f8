//! The words of letters.

use super::*;
use crate::administration::forms::WordingForm;
use crate::kit::letters::{LONGEST_WORDS, OUR_SUBJECT};

/// A kind of letter as the list shows it.
pub struct WordingLine {
    pub href: String,
    pub name: &'static str,
    pub reader: &'static str,
    /// Of the example, as it is sent now.
    pub subject: String,
    /// Who changed the words last, and when; empty when they are ours.
    pub changed: String,
}

/// The kinds of one feature.
pub struct WordingGroup {
    pub title: &'static str,
    pub lines: Vec<WordingLine>,
}

#[derive(Template)]
#[template(path = "administration/wordings.html")]
pub struct WordingsPage {
    pub page: Page,
    pub groups: Vec<WordingGroup>,
    /// How many kinds there are, and how many of them have words of their own.
    pub counted: (usize, usize),
}

/// A letter as it would be sent.
pub struct Preview {
    /// The words are typed, and not saved.
    pub is_typed: bool,
    pub subject: String,
    pub text: String,
    /// Where its other twin is shown.
    pub html: String,
}

#[derive(Template)]
#[template(path = "administration/wording.html")]
pub struct WordingPage {
    pub page: Page,
    pub href: String,
    pub reader: &'static str,
    pub our_subject: String,
    pub is_guarded: bool,
    pub is_ours: bool,
    /// The version that is kept, for the button that takes it back.
    pub version: i64,
    /// What another administrator did meanwhile; empty when nobody did.
    pub meanwhile: String,
    pub preview: Preview,
    pub history: Vec<AuditLine>,
    pub form: WordingForm,
    pub problems: Problems,
}

impl WordingPage {
    pub fn longest_words(&self) -> usize {
        LONGEST_WORDS
    }

    pub fn subject_hint(&self) -> String {
        let keep = if self.is_guarded { " It must stay in this one" } else { "" };
        format!("{OUR_SUBJECT} stands for ours, with its names and numbers.{keep}")
    }
}
