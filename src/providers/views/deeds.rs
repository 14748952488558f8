//! What the log of an organisation shows.

use askama::Template;

use super::DeskNav;
use crate::accounts::AccountId;
use crate::kit::clock;
use crate::providers::ProviderId;
use crate::providers::forms::ActivityQuery;
use crate::providers::model::Thing;
use crate::providers::store::DeedLine;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;
use crate::web::pages::Pages;

/// A line, as a sentence around what it is about.
pub struct DeedWords {
    pub when: String,
    pub who: String,
    pub before: String,
    pub label: String,
    /// Empty when it leads nowhere.
    pub href: String,
    pub after: String,
}

impl DeedWords {
    pub fn new(provider: ProviderId, line: DeedLine, may_edit: bool) -> Self {
        let (before, label, after) = line.deed.sentence(&line.label, &line.words);
        let path = line.subject_id.map(|id| line.subject_kind.path(id, may_edit));
        Self {
            when: clock::moment_words(line.at),
            who: line.name,
            before,
            label,
            href: path.map(|path| format!("/desk/{provider}{path}")).unwrap_or_default(),
            after,
        }
    }

    /// What was done, without who did it.
    pub fn told(&self) -> String {
        format!("{}{}{}", self.before, self.label, self.after)
    }
}

#[derive(Template)]
#[template(path = "providers/activity.html")]
pub struct ActivityPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub query: ActivityQuery,
    pub people: Vec<Choice>,
    pub things: Vec<Choice>,
    pub lines: Vec<DeedWords>,
    pub total: i64,
    pub pages: Pages,
    /// The address of the file with the same lines.
    pub file: String,
    pub problems: Problems,
}

/// Everybody once; who changed their name, with each that they bore.
pub fn people_choices(doers: Vec<(Option<AccountId>, String)>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for (account, name) in doers {
        let code = account.map_or_else(|| name.clone(), |id| id.to_string());
        match choices.iter_mut().find(|choice| choice.code == code) {
            Some(known) => known.label = format!("{} / {name}", known.label),
            None => choices.push(Choice::new(code, name)),
        }
    }
    choices
}

pub fn thing_choices() -> Vec<Choice> {
    Thing::ALL.iter().map(|thing| Choice::new(thing.as_str(), thing.label())).collect()
}
