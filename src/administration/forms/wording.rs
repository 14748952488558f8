//! The words of letters, as they are typed.

use serde::{Deserialize, Serialize};

use crate::kit::letters::{LONGEST_SUBJECT, LONGEST_WORDS, OUR_SUBJECT, Wording};
use crate::kit::text;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct WordingForm {
    pub subject: String,
    pub opening: String,
    pub closing: String,
    /// Of the wording that the form was filled in from; 0 before its first change.
    pub version: i64,
    /// `preview`, or anything else to save.
    pub act: String,
}

/// The words of a preview, in its address.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct WordingQuery {
    pub subject: String,
    pub opening: String,
    pub closing: String,
}

impl WordingForm {
    pub fn of(wording: &Wording, version: i64) -> Self {
        let Wording { subject, opening, closing } = wording.clone();
        Self { subject, opening, closing, version, act: String::new() }
    }

    /// What is typed, with line ends made alike and nothing in it that cannot be seen.
    pub fn typed(&self) -> Wording {
        let words = |typed: &str| text::lines(typed);
        Wording {
            subject: text::line(&self.subject),
            opening: words(&self.opening),
            closing: words(&self.closing),
        }
    }

    /// `is_guarded`: our subject must stay in an own one.
    pub fn check(&self, is_guarded: bool) -> Result<Wording, Problems> {
        let (mut problems, wording) = (Problems::none(), self.typed());
        problems.not_longer("subject", &wording.subject, LONGEST_SUBJECT);
        let has_ours = wording.subject.contains(OUR_SUBJECT);
        if wording.subject.replace(OUR_SUBJECT, "").contains(['{', '}']) {
            problems
                .add("subject", format!("Only {OUR_SUBJECT} is filled in. Take other curly brackets out"));
        }
        if is_guarded && !wording.subject.is_empty() && !has_ours {
            let words = format!("Keep {OUR_SUBJECT} in it: people must know this email by its subject");
            problems.add("subject", words);
        }
        for (field, words) in [("opening", &wording.opening), ("closing", &wording.closing)] {
            problems.not_longer(field, words, LONGEST_WORDS);
            if words.contains(['{', '}']) {
                problems.add(field, "Nothing is filled in here. Take the curly brackets out");
            }
        }
        problems.done(wording)
    }
}

impl WordingQuery {
    pub fn of(wording: &Wording) -> Self {
        let Wording { subject, opening, closing } = wording.clone();
        Self { subject, opening, closing }
    }

    pub fn wording(&self) -> Wording {
        let Self { subject, opening, closing } = self.clone();
        WordingForm { subject, opening, closing, ..WordingForm::default() }.typed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain_and_not_too_long() {
        let (long, longer) = ("x".repeat(LONGEST_SUBJECT + 1), "x".repeat(LONGEST_WORDS + 1));
        for (subject, opening, closing, is_guarded, field) in [
            ("", "", "", true, None),
            ("News: {subject}", "Hello.\r\nAgain.", "Bye.", true, None),
            ("News", "", "", false, None),
            ("News", "", "", true, Some("subject")),
            ("News: {name}", "", "", false, Some("subject")),
            (&long, "", "", false, Some("subject")),
            ("", &longer, "", false, Some("opening")),
            ("", "", &longer, false, Some("closing")),
            ("", "Dear {name}", "", false, Some("opening")),
            ("", "", "{subject}", false, Some("closing")),
        ] {
            let form = WordingForm {
                subject: subject.into(),
                opening: opening.into(),
                closing: closing.into(),
                ..WordingForm::default()
            };
            let found = form.check(is_guarded).err().map(|problems| problems.list()[0].field.clone());
            assert_eq!(found.as_deref(), field, "{subject} {opening} {closing}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        let form = WordingForm {
            subject: " News\r\nBcc: eve@example.org\u{202e} ".into(),
            opening: "One\r\ntwo\u{0007}\u{200b}".into(),
            ..WordingForm::default()
        };
        let wording = form.check(false).unwrap();
        assert_eq!(wording.subject, "News Bcc: eve@example.org");
        assert_eq!(wording.opening, "One\ntwo");
    }
}
