//! What people type about stories and partnerships.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::kit::{clock, text};
use crate::providers::StoryId;
use crate::providers::model::{NewPartnership, NewStory};
use crate::providers::store::{Partnership, Story};
use crate::web::form::{self, Problems};

pub const MOST_STORY_WORDS: usize = 600;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StoryForm {
    /// The number that a new story will have, so that a form sent twice leaves one.
    pub number: String,
    pub seen: String,
    pub title: String,
    pub words: String,
    pub shown_name: String,
    pub shown_role: String,
    pub consent_how: String,
    pub agreed: String,
    /// `draft` or `preview`; else it goes to a moderator.
    pub then: String,
}

impl From<&Story> for StoryForm {
    /// Consent is asked for again: it was given to other words.
    fn from(story: &Story) -> Self {
        Self {
            title: story.title.clone(),
            words: story.words.clone(),
            shown_name: story.shown_name.clone(),
            shown_role: story.shown_role.clone(),
            consent_how: story.consent_how.clone(),
            ..Self::default()
        }
    }
}

impl StoryForm {
    pub fn fresh() -> Self {
        Self { number: StoryId::new().to_string(), ..Self::default() }
    }

    pub fn id(&self) -> StoryId {
        self.number.parse().unwrap_or_else(|_| StoryId::new())
    }

    pub fn is_draft(&self) -> bool {
        self.then == "draft"
    }

    pub fn wants_preview(&self) -> bool {
        self.then == "preview"
    }

    /// A draft needs a title only.
    pub fn check(&self) -> Result<NewStory, Problems> {
        let mut problems = Problems::none();
        let title = problems.required("title", &self.title, "Enter a title", 120);
        let words = text::lines(&self.words);
        if text::word_count(&words) > MOST_STORY_WORDS {
            problems.add("words", format!("The story must be {MOST_STORY_WORDS} words or fewer"));
        }
        problems.not_longer("words", &words, 8_000);
        let shown_name = text::line(&self.shown_name);
        problems.not_longer("shown_name", &shown_name, 80);
        let shown_role = text::line(&self.shown_role);
        problems.not_longer("shown_role", &shown_role, 80);
        let consent_how = text::line(&self.consent_how);
        problems.not_longer("consent_how", &consent_how, 200);
        let agreed = self.agreed == "yes";
        let story = NewStory { title, words, shown_name, shown_role, consent_how, agreed };
        if !self.is_draft() {
            missing(&story, &mut problems);
        }
        problems.done(story)
    }
}

/// What a moderator would ask for.
fn missing(story: &NewStory, problems: &mut Problems) {
    for (is_missing, field, words) in [
        (story.words.is_empty(), "words", "Write what they tell"),
        (story.shown_name.is_empty(), "shown_name", "Enter the name that they agreed to, or “A colleague”"),
        (story.shown_role.is_empty(), "shown_role", "Enter the role that they agreed to"),
        (story.consent_how.is_empty(), "consent_how", "Say how they agreed"),
        (!story.agreed, "agreed", "Confirm that they have agreed to this text, name and role"),
    ] {
        if is_missing {
            problems.add(field, words);
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PartnershipForm {
    pub partner: String,
    pub what: String,
    pub since_on: String,
}

impl From<&Partnership> for PartnershipForm {
    fn from(row: &Partnership) -> Self {
        Self { partner: row.partner.clone(), what: row.what.clone(), since_on: row.since_on.to_string() }
    }
}

impl PartnershipForm {
    pub fn check(&self, today: NaiveDate) -> Result<NewPartnership, Problems> {
        let mut problems = Problems::none();
        let partner = problems.required("partner", &self.partner, "Enter the NHS organisation", 120);
        let what = problems.required("what", &self.what, "Say what you do together", 300);
        let day = problems.keep("since_on", form::day(&self.since_on)).flatten();
        if day.is_none() {
            problems.add("since_on", "Enter the day since when");
        }
        if day.is_some_and(|day| day > today) {
            problems.add("since_on", format!("The day must be {} or before", clock::day_words(today)));
        }
        problems.done(NewPartnership { partner, what, since_on: day.unwrap_or(today) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_public_with_consent_alone() {
        let whole = StoryForm {
            title: "My first year".into(),
            words: "I came from the trust.".into(),
            shown_name: "Ruth A.".into(),
            shown_role: "Ward sister".into(),
            consent_how: "Signed form".into(),
            agreed: "yes".into(),
            ..StoryForm::default()
        };
        assert!(whole.check().is_ok());
        let draft = StoryForm { title: "My first year".into(), then: "draft".into(), ..StoryForm::default() };
        assert!(draft.check().is_ok());
        for (form, field) in [
            (StoryForm { title: " ".into(), ..whole.clone() }, "title"),
            (StoryForm { words: "word ".repeat(601), ..whole.clone() }, "words"),
            (StoryForm { shown_name: String::new(), ..whole.clone() }, "shown_name"),
            (StoryForm { consent_how: String::new(), ..whole.clone() }, "consent_how"),
            (StoryForm { agreed: String::new(), ..whole }, "agreed"),
        ] {
            assert!(form.check().unwrap_err().of(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_partnership_has_begun() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (day, right) in [("2026-11-22", true), ("2026-11-23", false), ("", false), ("soon", false)] {
            let form = PartnershipForm {
                partner: "Leeds Teaching Hospitals".into(),
                what: "Hip replacements".into(),
                since_on: day.into(),
            };
            assert_eq!(form.check(today).is_ok(), right, "{day}");
        }
    }
}
