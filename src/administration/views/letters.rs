//! Emails, as administrators look at them.

use askama::Template;

use super::Tab;
use crate::administration::forms::{LettersQuery, WhyForm};
use crate::kit::clock;
use crate::kit::letters::{LetterState, Posted, Try, TryOutcome};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;
use crate::web::pages::Pages;

pub fn letter_state(state: LetterState) -> (&'static str, &'static str) {
    match state {
        LetterState::Waiting => ("Waiting", "blue"),
        LetterState::Sent => ("Sent", "green"),
        LetterState::Dead => ("Dead", "red"),
    }
}

pub struct LetterLine {
    pub href: String,
    pub subject: String,
    pub to: String,
    pub at: String,
    pub state: (&'static str, &'static str),
    pub error: String,
}

impl From<&Posted> for LetterLine {
    fn from(letter: &Posted) -> Self {
        Self {
            href: format!("/administration/letters/{}", letter.id),
            subject: letter.title(),
            to: letter.to_address.clone(),
            at: clock::moment_words(letter.created_at),
            state: letter_state(letter.state),
            error: letter.last_error.clone().unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/letters.html")]
pub struct LettersPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: LettersQuery,
    pub problems: Problems,
    pub states: Vec<Choice>,
    pub lines: Vec<LetterLine>,
    pub total: i64,
    pub pages: Pages,
}

/// A try to send a letter.
pub struct TryLine {
    pub at: String,
    pub outcome: (&'static str, &'static str),
    pub said: String,
}

impl From<&Try> for TryLine {
    fn from(one: &Try) -> Self {
        let outcome = match one.outcome {
            TryOutcome::Taken => ("Taken", "green"),
            TryOutcome::Later => ("Put off", "orange"),
            TryOutcome::Refused => ("Refused", "red"),
        };
        Self { at: clock::moment_words(one.at), outcome, said: one.said.clone() }
    }
}

#[derive(Template)]
#[template(path = "administration/letter.html")]
pub struct LetterPage {
    pub page: Page,
    pub line: LetterLine,
    pub kind: String,
    pub attempts: i32,
    pub sent: String,
    /// When it is tried next; empty when it does not wait.
    pub next: String,
    /// What became of each try, oldest first.
    pub tries: Vec<TryLine>,
    /// What was reported of it afterwards.
    pub reports: Vec<super::QuietLine>,
    /// Empty when it is written at the moment of its sending, and not kept.
    pub text: String,
    pub is_waiting: bool,
    /// It was given up, or failed and waits.
    pub has_failed: bool,
    pub drop: WhyForm,
    pub problems: Problems,
}
