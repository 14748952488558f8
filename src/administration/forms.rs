//! What administrators type.

use serde::Deserialize;

use crate::kit::text;
use crate::search::words::{Alike, is_silent};
use crate::web::form::{self, Problems};
use crate::web::session::Role;

mod audit;
mod codes;
mod settings;
mod statistics;
mod wording;

pub use audit::AuditQuery;
pub use codes::{CodeForm, PlaceForm, RetireForm, groups};
pub use settings::SettingForm;
pub use statistics::{SPANS, StatisticsQuery, Step};
pub use wording::{WordingForm, WordingQuery};

/// Which page of a list.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct JobsQuery {
    pub state: String,
    pub name: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LettersQuery {
    pub state: String,
    pub to: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PeopleQuery {
    pub q: String,
    pub role: String,
    pub state: String,
    pub page: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct OrganisationsQuery {
    pub q: String,
    pub state: String,
    pub page: String,
}

/// Why something is done, for the log.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WhyForm {
    pub because: String,
}

impl WhyForm {
    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let because = problems.required("because", &self.because, "Say why; the log keeps it", 300);
        problems.done(because)
    }
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub role: String,
    /// The role as the page showed it.
    pub was: String,
}

impl RoleForm {
    pub fn of(role: Role) -> Self {
        Self { role: role.as_str().into(), was: role.as_str().into() }
    }

    /// The role that was shown, and the one that is to be.
    pub fn check(&self) -> Result<(Role, Role), Problems> {
        let mut problems = Problems::none();
        match Role::parse(&self.was).zip(Role::parse(&self.role)) {
            Some(roles) => Ok(roles),
            None => {
                problems.add("role", "Choose a role");
                Err(problems)
            }
        }
    }
}

/// A colleague who is to moderate or to run the site.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub name: String,
    pub email: String,
    pub role: String,
}

pub struct Colleague {
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl InviteForm {
    pub fn check(&self) -> Result<Colleague, Problems> {
        let mut problems = Problems::none();
        let name = problems.required("name", &text::line(&self.name), "Enter their name", 100);
        let email = problems.keep("email", form::email(&self.email)).unwrap_or_default();
        let role = Role::parse(&self.role).filter(|role| role.is_staff());
        if role.is_none() {
            problems.add("role", "Choose what they do");
        }
        problems.done(Colleague { name, email, role: role.unwrap_or(Role::Moderator) })
    }
}

/// One word or phrase in each line.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SynonymsForm {
    pub words: String,
    pub finds: String,
}

impl SynonymsForm {
    pub fn of(group: &Alike) -> SynonymsForm {
        SynonymsForm { words: group.words.join("\n"), finds: group.finds.join("\n") }
    }

    pub fn check(&self) -> Result<Alike, Problems> {
        let mut problems = Problems::none();
        let words = problems.keep("words", phrases(&self.words)).unwrap_or_default();
        let finds = problems.keep("finds", phrases(&self.finds)).unwrap_or_default();
        if words.len() + finds.len() < 2 && !problems.any() {
            problems.add("words", "Enter two or more that mean the same, each on a line of its own");
        } else if words.is_empty() && !problems.any() {
            problems.add("words", "Enter what people type");
        }
        problems.done(Alike { words, finds })
    }
}

const MOST_PHRASES: usize = 30;
/// In characters and in words.
const LONGEST_PHRASE: (usize, usize) = (60, 6);

fn phrases(typed: &str) -> Result<Vec<String>, String> {
    let mut phrases: Vec<String> = Vec::new();
    for line in typed.split(['\n', '|']).map(text::line).filter(|line| !line.is_empty()) {
        let silent = line.to_lowercase().split_whitespace().all(is_silent);
        if silent || !line.chars().any(char::is_alphanumeric) {
            return Err(format!("“{line}” is not a word that is searched for"));
        }
        if line.chars().count() > LONGEST_PHRASE.0 || line.split_whitespace().count() > LONGEST_PHRASE.1 {
            return Err("Keep each line to 6 words and 60 characters".into());
        }
        if !phrases.iter().any(|other| other.to_lowercase() == line.to_lowercase()) {
            phrases.push(line);
        }
    }
    match phrases.len() > MOST_PHRASES {
        true => Err(format!("Keep to {MOST_PHRASES} lines")),
        false => Ok(phrases),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_staff_are_invited() {
        for (name, email, role, right) in [
            ("Mo", "mo@example.org", "moderator", true),
            ("Mo", "mo@example.org", "administrator", true),
            ("Mo", "mo@example.org", "candidate", false),
            ("Mo", "mo@example.org", "", false),
            ("", "mo@example.org", "moderator", false),
            ("Mo", "mo", "moderator", false),
        ] {
            let form = InviteForm { name: name.into(), email: email.into(), role: role.into() };
            assert_eq!(form.check().is_ok(), right, "{name} {email} {role}");
        }
    }

    #[test]
    fn a_group_has_two_that_are_searched_for() {
        for (words, finds, expected) in [
            ("Mako\nRobotic arm", "", Some("Mako|Robotic arm")),
            ("Mako\nmako\n\n Robotic  arm ", "", Some("Mako|Robotic arm")),
            ("Mako", "arthroplasty", Some("Mako")),
            ("Mako", "", None),
            ("", "arthroplasty\nhips", None),
            ("the\nMako", "", None),
            ("???\nMako", "", None),
            ("one two three four five six seven\nMako", "", None),
        ] {
            let form = SynonymsForm { words: words.into(), finds: finds.into() };
            assert_eq!(form.check().ok().map(|group| group.words.join("|")).as_deref(), expected, "{words}");
        }
    }
}
