//! People, as administrators look at them.

use askama::Template;

use super::{AuditLine, QuietLine, Tab};
use crate::accounts::{AccountState, Person};
use crate::administration::forms::{PeopleQuery, RoleForm, WhyForm};
use crate::kit::clock;
use crate::providers::Desk;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;
use crate::web::pages::Pages;
use crate::web::session::Session;

pub struct PersonLine {
    pub href: String,
    pub name: String,
    pub email: String,
    pub role: &'static str,
    pub joined: String,
    pub state: Option<(&'static str, &'static str)>,
}

impl From<&Person> for PersonLine {
    fn from(person: &Person) -> Self {
        let state = match person.state() {
            AccountState::Open => None,
            AccountState::Unconfirmed => Some((AccountState::Unconfirmed.label(), "yellow")),
            AccountState::Locked => Some((AccountState::Locked.label(), "red")),
        };
        Self {
            href: format!("/administration/people/{}", person.id),
            name: person.name.clone(),
            email: person.email.clone(),
            role: person.role.title(),
            joined: clock::day_words(person.created_at.london_day()),
            state,
        }
    }
}

#[derive(Template)]
#[template(path = "administration/people.html")]
pub struct PeoplePage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: PeopleQuery,
    pub problems: Problems,
    pub roles: Vec<Choice>,
    pub states: Vec<Choice>,
    pub lines: Vec<PersonLine>,
    pub total: i64,
    pub pages: Pages,
}

/// A device that is signed in.
pub struct Device {
    pub name: String,
    pub since: String,
    pub seen: String,
}

impl From<Session> for Device {
    fn from(session: Session) -> Self {
        Self {
            name: session.device,
            since: clock::moment_words(session.created_at),
            seen: clock::moment_words(session.seen_at),
        }
    }
}

/// An organisation that somebody belongs to.
pub struct Membership {
    pub href: String,
    pub name: String,
    pub role: &'static str,
}

impl From<&Desk> for Membership {
    fn from(desk: &Desk) -> Self {
        Self {
            href: format!("/administration/organisations/{}", desk.provider.id),
            name: desk.provider.name.clone(),
            role: desk.role.label(),
        }
    }
}

/// Something that the site keeps of a person: how much of it, and where it can be looked at.
pub struct Kept {
    pub label: &'static str,
    pub value: String,
    /// Empty when administrators have no page for it.
    pub href: String,
}

#[derive(Template)]
#[template(path = "administration/person.html")]
pub struct PersonPage {
    pub page: Page,
    pub line: PersonLine,
    pub is_locked: bool,
    pub is_oneself: bool,
    pub memberships: Vec<Membership>,
    pub devices: Vec<Device>,
    pub kept: Vec<Kept>,
    /// Why emails do not reach them.
    pub quiet: Vec<QuietLine>,
    pub roles: Vec<Choice>,
    pub role: RoleForm,
    pub lock: WhyForm,
    pub problems: Problems,
    pub history: Vec<AuditLine>,
}
