//! Proposing to take something out of sight, deciding that, ending it, appealing against it.

use serde::Deserialize;

use super::LONGEST_WORDS;
use crate::codes;
use crate::kit::text;
use crate::moderation::actions::{Proposal, Ruling};
use crate::web::form::Problems;

/// Ticked reasons and words; both, because another moderator and the organisation must understand it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ProposeForm {
    pub grounds: Vec<String>,
    pub because: String,
    pub at_once: String,
}

impl ProposeForm {
    pub fn check(&self) -> Result<Proposal, Problems> {
        let mut problems = Problems::none();
        let library = codes::suspension_reasons();
        problems.keep("grounds", library.check_each(&self.grounds, &[], "Choose from the list"));
        let sentence = |code: &String| library.get(code).map(|reason| reason.fact("sentence"));
        let mut lines: Vec<&str> = self.grounds.iter().filter_map(sentence).collect();
        if lines.is_empty() {
            problems.add("grounds", "Choose at least one reason");
        }
        let words = text::lines(&self.because);
        if words.is_empty() {
            problems.add("because", "Say what happened; the organisation reads it");
        }
        problems.not_longer("because", &words, LONGEST_WORDS);
        lines.push(&words);
        problems.done(Proposal { because: lines.join("\n"), at_once: self.at_once == "yes" })
    }
}

/// Words that may be left out: of who declines, or ends a suspension.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RemarkForm {
    pub remark: String,
}

impl RemarkForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let words = text::lines(&self.remark);
        problems.not_longer("remark", &words, LONGEST_WORDS);
        problems.done(words)
    }
}

/// What the people of an organisation say against a suspension.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AppealForm {
    pub appeal: String,
}

impl AppealForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let words = text::lines(&self.appeal);
        if words.is_empty() {
            problems.add("appeal", "Say why the suspension is wrong, or what you have put right");
        }
        problems.not_longer("appeal", &words, LONGEST_WORDS);
        problems.done(words)
    }
}

/// A third moderator's decision, with words that the organisation reads.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RulingForm {
    pub outcome: String,
    pub words: String,
}

impl RulingForm {
    pub fn check(&self) -> Result<Ruling, Problems> {
        let mut problems = Problems::none();
        if !["restore", "uphold"].contains(&self.outcome.as_str()) {
            problems.add("outcome", "Choose whether the suspension stands");
        }
        let words = text::lines(&self.words);
        if words.is_empty() {
            problems.add("words", "Say why; the organisation reads it");
        }
        problems.not_longer("words", &words, LONGEST_WORDS);
        problems.done(Ruling { restores: self.outcome == "restore", words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_needs_a_reason_and_words() {
        for (grounds, because, lines) in [
            (&[][..], "", None),
            (&["fee-asked"], "", None),
            (&[], "They ask for £500.", None),
            (&["no-such-code"], "They ask for £500.", None),
            (&["fee-asked"], "They ask for £500.", Some(2)),
            (&["fee-asked", "no-answer"], "They ask for £500.", Some(3)),
        ] {
            let grounds = grounds.iter().map(ToString::to_string).collect();
            let form = ProposeForm { grounds, because: because.into(), at_once: String::new() };
            assert_eq!(form.check().ok().map(|one| one.because.lines().count()), lines, "{because}");
        }
    }

    #[test]
    fn a_ruling_needs_an_outcome_and_words() {
        for (outcome, words, restores) in [
            ("", "Words", None),
            ("maybe", "Words", None),
            ("uphold", " ", None),
            ("uphold", "Words", Some(false)),
            ("restore", "Words", Some(true)),
        ] {
            let form = RulingForm { outcome: outcome.into(), words: words.into() };
            assert_eq!(form.check().ok().map(|ruling| ruling.restores), restores, "{outcome} {words}");
        }
    }
}
