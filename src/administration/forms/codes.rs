//! What administrators type about a code.

use serde::Deserialize;

use crate::administration::actions::codes::{To, same_as};
use crate::codes::policy::{Column, Holds, Policy};
use crate::codes::{self, Code, List, Words};
use crate::kit::text;
use crate::web::form::Problems;

const LONGEST_LABEL: usize = 80;
const LONGEST_LINE: usize = 150;
const LONGEST_TEXT: usize = 400;

/// Has a field for each column of any list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    pub label: String,
    pub group: String,
    pub hint: String,
    pub plural: String,
    pub body: String,
    pub sentence: String,
    /// The version that the page showed; of a new one, none.
    pub version: String,
}

impl CodeForm {
    pub fn of(code: &Code, version: i64) -> Self {
        let word = |column: &str| code.word(column).to_owned();
        Self {
            label: word("label"),
            group: word("group"),
            hint: word("hint"),
            plural: word("plural"),
            body: word("body"),
            sentence: word("sentence"),
            version: version.to_string(),
        }
    }

    pub fn word(&self, column: &str) -> &str {
        match column {
            "label" => &self.label,
            "group" => &self.group,
            "hint" => &self.hint,
            "plural" => &self.plural,
            "body" => &self.body,
            "sentence" => &self.sentence,
            _ => "",
        }
    }

    pub fn version(&self) -> i64 {
        self.version.parse().unwrap_or_default()
    }

    /// The words of every column that the list has; `own` is the code that they are for, unless it is a new one.
    pub fn check(&self, policy: &Policy, list: &List, own: Option<&Code>) -> Result<Words, Problems> {
        let mut problems = Problems::none();
        let mut words = Words::new();
        let label = problems.required("label", &self.label, "Enter what it is called", LONGEST_LABEL);
        if label.contains([';', '|']) {
            problems.add("label", "Leave out ; and |, which divide the cells of imported files");
        } else if !label.is_empty() && !label.chars().any(char::is_alphanumeric) {
            problems.add("label", "Enter a label with letters in it");
        }
        words.insert("label".into(), label.clone());
        // A group is chosen once: codes of one group are compared, and claims and reasons are shown by it.
        let groups = groups(policy.list);
        if own.is_none() && !groups.is_empty() {
            if !groups.contains(&self.group.as_str()) {
                problems.add("group", "Choose the heading that it belongs under");
            }
            words.insert("group".into(), self.group.clone());
        }
        for column in policy.columns {
            words.insert(column.name.into(), column_word(&mut problems, column, self.word(column.name)));
        }
        let same_label = |code: &&Code| code.label.to_lowercase() == label.to_lowercase();
        let others = list.known().filter(|code| own.is_none_or(|own| own.code != code.code));
        let is_pressed_twice = own.is_none() && same_as(list, &words).is_some();
        if let Some(other) = others.filter(|_| !is_pressed_twice).find(same_label) {
            let retired =
                if list.offers(&other.code) { "" } else { ", which is retired: bring that one back" };
            problems.add("label", format!("This list has “{}”{retired}", other.label));
        }
        problems.done(words)
    }
}

fn column_word(problems: &mut Problems, column: &Column, typed: &str) -> String {
    let word = text::line(typed);
    if word.is_empty() && column.is_required {
        problems.add(column.name, format!("Enter the {}", column.label.to_lowercase()));
    }
    match column.holds {
        Holds::Line => problems.not_longer(column.name, &word, LONGEST_LINE),
        Holds::Text => problems.not_longer(column.name, &word, LONGEST_TEXT),
        Holds::Register if word.is_empty() || codes::registrations().offers(&word) => {}
        Holds::Register => problems.add(column.name, "Choose a register from the list"),
    }
    word
}

/// The headings of a list, in the order of its file; none for a list without.
pub fn groups(list: &str) -> Vec<&'static str> {
    let mut groups: Vec<&str> = Vec::new();
    for code in codes::delivered(list).iter().filter(|code| !code.group.is_empty()) {
        if !groups.contains(&code.group.as_str()) {
            groups.push(&code.group);
        }
    }
    groups
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RetireForm {
    pub sure: String,
    pub version: String,
}

impl RetireForm {
    pub fn check(&self) -> Result<i64, Problems> {
        let mut problems = Problems::none();
        if self.sure != "yes" {
            problems.add("sure", "Confirm that nobody is to choose it any more");
        }
        problems.done(self.version())
    }

    pub fn version(&self) -> i64 {
        self.version.parse().unwrap_or_default()
    }
}

/// Up, down, or to a number.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    pub to: String,
    pub number: String,
    /// Of the list's order.
    pub version: String,
}

impl PlaceForm {
    pub fn check(&self) -> Result<(To, i64), Problems> {
        let mut problems = Problems::none();
        let to = match self.to.as_str() {
            "up" => Some(To::Up),
            "down" => Some(To::Down),
            _ => self.number.trim().parse().ok().filter(|number| *number > 0).map(To::Place),
        };
        if to.is_none() {
            problems.add("number", "Enter the place as a number, 1 for the first");
        }
        problems.done((to.unwrap_or(To::Up), self.version.parse().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::policy::policy;

    #[test]
    fn a_code_has_a_label_of_its_own_and_what_its_list_asks_for() {
        let form = |label: &str, group: &str, plural: &str, sentence: &str| CodeForm {
            label: label.into(),
            group: group.into(),
            plural: plural.into(),
            sentence: sentence.into(),
            ..CodeForm::default()
        };
        for (list, form, wrong) in [
            ("specialties", form("Sports medicine", "Cancer", "", ""), None),
            ("specialties", form("", "Cancer", "", ""), Some("label")),
            ("specialties", form("???", "Cancer", "", ""), Some("label")),
            ("specialties", form("Sports; medicine", "Cancer", "", ""), Some("label")),
            ("specialties", form(" clinical  ONCOLOGY ", "Cancer", "", ""), Some("label")),
            ("specialties", form(&"x".repeat(81), "Cancer", "", ""), Some("label")),
            ("specialties", form("Sports medicine", "Sport", "", ""), Some("group")),
            // The very same once more is somebody who pressed twice.
            ("specialties", form("Clinical oncology", "Cancer", "", ""), None),
            ("professions", form("Exercise scientist", "Allied health", "", ""), Some("plural")),
            ("suspension_reasons", form("Spam", "", "", "It is advertising."), None),
            ("suspension_reasons", form("Spam", "", "", ""), Some("sentence")),
            ("suspension_reasons", form("Spam", "", "", &"x".repeat(401)), Some("sentence")),
        ] {
            let list_now = codes::under(&codes::Overlay::default(), list).unwrap();
            let found = form.check(policy(list).unwrap(), &list_now, None);
            let problems = found.err().unwrap_or_default();
            assert_eq!(problems.list().iter().any(|one| Some(one.field.as_str()) == wrong), wrong.is_some());
            assert!(wrong.is_some() || !problems.any(), "{list}: {problems:?}");
        }
    }
}
