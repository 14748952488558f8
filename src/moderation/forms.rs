//! What moderators and reporters type.

mod suspensions;

pub use suspensions::*;

use serde::Deserialize;

use crate::codes;
use crate::kit::text;
use crate::moderation::actions::NewReport;
use crate::moderation::model::{Filter, Kind, ReportState, Whose};
use crate::web::form::{self, Problems};

const LONGEST_WORDS: usize = 2_000;
const LONGEST_SEARCH: usize = 100;

/// Sending something back: ticked reasons, words, or both.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReturnForm {
    pub reasons: Vec<String>,
    pub words: String,
}

impl ReturnForm {
    /// What the provider reads: a sentence a line.
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let library = codes::return_reasons();
        problems.keep("reasons", library.check_each(&self.reasons, &[], "Choose from the list"));
        let sentence = |code: &String| library.get(code).map(|reason| reason.fact("sentence"));
        let mut lines: Vec<&str> = self.reasons.iter().filter_map(sentence).collect();
        let words = text::lines(&self.words);
        if !words.is_empty() {
            lines.push(&words);
        }
        if lines.is_empty() {
            problems.add("reasons", "Choose a reason, or say in words what to correct");
        }
        problems.not_longer("words", &words, LONGEST_WORDS);
        problems.done(lines.join("\n"))
    }
}

/// A message from one side of the review desk to the other.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct MessageForm {
    pub message: String,
}

impl MessageForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let words = text::lines(&self.message);
        if words.is_empty() {
            problems.add("message", "Write your message");
        }
        problems.not_longer("message", &words, LONGEST_WORDS);
        problems.done(words)
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ApproveForm {
    /// The mark of what was shown.
    pub seen: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    pub reason: String,
    pub words: String,
    pub email: String,
}

impl ReportForm {
    pub fn check(&self) -> Result<NewReport, Problems> {
        let mut problems = Problems::none();
        problems.keep("reason", codes::report_reasons().check(&self.reason, "", "Choose what is wrong"));
        let words = text::lines(&self.words);
        if self.reason == "other" && words.is_empty() {
            problems.add("words", "Say what is wrong");
        }
        problems.not_longer("words", &words, LONGEST_WORDS);
        let email = match self.email.trim() {
            "" => None,
            typed => problems.keep("email", form::email(typed)),
        };
        problems.done(NewReport { reason: self.reason.clone(), words, email })
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SettleForm {
    pub outcome: String,
    /// The last report that was shown; what came after is another decision.
    pub up_to: String,
    pub words: String,
}

impl SettleForm {
    pub fn check(&self) -> Result<(ReportState, String), Problems> {
        let mut problems = Problems::none();
        let outcome = ReportState::parse(&self.outcome)
            .filter(|state| *state != ReportState::Open)
            .unwrap_or_else(|| {
                problems.add("outcome", "Choose whether the report is right");
                ReportState::Open
            });
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        problems.done((outcome, words))
    }
}

/// What of the queue is wanted, and which page of it. It goes with a moderator from item to item.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    pub kind: String,
    pub late: String,
    pub whose: String,
    pub q: String,
    pub page: String,
}

impl QueueQuery {
    /// What does not read as anything asks for nothing.
    pub fn filter(&self) -> Filter {
        Filter {
            kind: Kind::parse(&self.kind),
            late: self.late == "yes",
            whose: Whose::parse(&self.whose),
            words: text::line(&self.q).chars().take(LONGEST_SEARCH).collect(),
        }
    }
}

/// Looking for an organisation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProvidersQuery {
    pub q: String,
    pub state: String,
    pub page: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_needs_a_reason_or_words() {
        for (reasons, words, lines) in [
            (&[][..], "", None),
            (&["no-such-code"], "  ", None),
            (&["place-wrong"], "", Some(1)),
            (&[], "Please name the ward.", Some(1)),
            (&["place-wrong", "pay-odd"], "And the ward.", Some(3)),
        ] {
            let reasons = reasons.iter().map(ToString::to_string).collect();
            let checked = ReturnForm { reasons, words: words.into() }.check();
            assert_eq!(checked.ok().map(|text| text.lines().count()), lines, "{words}");
        }
    }

    #[test]
    fn a_report_says_what_is_wrong() {
        for (reason, words, email, right) in [
            ("fee", "", "", true),
            ("other", "", "", false),
            ("other", "It is a copy", "", true),
            ("", "It is a copy", "", false),
            ("fee", "", "not an address", false),
            ("fee", "", "Ada@example.org", true),
        ] {
            let form = ReportForm { reason: reason.into(), words: words.into(), email: email.into() };
            assert_eq!(form.check().is_ok(), right, "{reason} {words} {email}");
        }
    }
}
