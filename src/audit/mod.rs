//! Audit: every act of staff, and every look at an application, leaves a line that stays.
//!
//! The feature that acts writes the line in its own transaction, so that there is no act without one. Lines are never
//! changed or removed; they keep the names as they were.

mod store;

use crate::web::session::Account;
pub use crate::web::session::AccountId;

pub use store::{Filter, Line, acts, find, note, of_subject};

crate::kit::id::id_type!(LineId);

/// Who acts: a person, or the site itself (`id` is `None`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: Option<AccountId>,
    pub name: String,
}

impl Actor {
    /// What happens by the clock or from the command line.
    pub fn site() -> Self {
        Self { id: None, name: "Rounds".into() }
    }
}

impl From<&Account> for Actor {
    fn from(account: &Account) -> Self {
        Self { id: Some(account.id), name: account.name.clone() }
    }
}

/// What is acted on. The label is its name at that time, so that a line can be read when the thing is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// A word such as `listing`, `provider`, `account`, `application`, `letter`, `job`, `report`.
    pub kind: &'static str,
    pub id: i64,
    pub label: String,
}

impl Subject {
    pub fn new(kind: &'static str, id: i64, label: impl Into<String>) -> Self {
        Self { kind, id, label: label.into() }
    }
}

/// `listing.approve` → `approve listing`
pub fn act_words(act: &str) -> String {
    match act.split_once('.') {
        Some((kind, verb)) => format!("{} {kind}", verb.replace('-', " ")),
        None => act.to_string(),
    }
}
