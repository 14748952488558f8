//! What people type into the forms of alerts.

use serde::Deserialize;

use crate::alerts::actions::Change;
use crate::alerts::model::Frequency;
use crate::web::form::{self, Problems};

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    pub email: String,
    pub frequency: String,
    /// The search, as the query of its page.
    pub search: String,
}

impl AlertForm {
    pub fn check(&self, signed_in: bool) -> Result<(String, Frequency), Problems> {
        let mut problems = Problems::none();
        let frequency = Frequency::parse(&self.frequency);
        if frequency.is_none() {
            problems.add("frequency", "Choose how often we should write");
        }
        let email = if signed_in { None } else { problems.keep("email", form::email(&self.email)) };
        problems.done((email.unwrap_or_default(), frequency.unwrap_or(Frequency::Daily)))
    }
}

/// One of the buttons on an alert's page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    pub change: String,
    pub frequency: String,
}

impl ChangeForm {
    /// `None` when the form was not ours.
    pub fn read(&self) -> Option<Change> {
        match self.change.as_str() {
            "pause" => Some(Change::Pause),
            "resume" => Some(Change::Resume),
            "end" => Some(Change::End),
            "frequency" => Frequency::parse(&self.frequency).map(Change::Frequency),
            _ => None,
        }
    }
}

/// What a mail program posts (RFC 8058), or our own page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LeaveForm {
    /// `yes` ends every alert of the address.
    pub all: String,
    /// `page` from our own page, which wants an answer a person can read.
    pub from: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    pub token: String,
}
