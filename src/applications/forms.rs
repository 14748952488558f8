//! What people type into the forms of applications. A provider's table is in [`desk`], its notes
//! in [`notes`].

mod answers;
mod bulk;
mod desk;
mod export;
mod home;
mod interviews;
mod invitations;
mod messages;
mod notes;
mod offers;
mod scores;

use serde::Deserialize;

use crate::applications::actions::Rejection;
use crate::applications::model::{AWAITED, Application, MOST_STATEMENT_WORDS};
use crate::applications::store::Details;
use crate::codes::{self, Code, registrations};
use crate::kit::text;
use crate::profiles::EntryId;
use crate::web::form::{self, Problems};

pub use answers::*;
pub use bulk::*;
pub use desk::*;
pub use export::*;
pub use home::*;
pub use interviews::*;
pub use invitations::*;
pub use messages::*;
pub use notes::*;
pub use offers::*;
pub use scores::*;

const LONGEST_NAME: usize = 100;
/// Characters: room for the longest words there are, and no more.
const LONGEST_STATEMENT: usize = 20_000;
const LONGEST_WORDS: usize = 2000;

/// Begins; `again` says that a withdrawn application is meant to be begun again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StartForm {
    pub again: String,
    /// The way that led to the listing: a word of `listings::model::Source`, or none.
    pub from: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    pub name: String,
    pub phone: String,
    pub registration: String,
    /// `yes` when the number is not there yet.
    pub awaited: String,
    /// `later` from the button that lets one come back, when nothing has to be there yet.
    pub then: String,
}

impl DetailsForm {
    pub fn of(application: &Application) -> Self {
        let awaited = application.registration == AWAITED;
        Self {
            name: application.name.clone(),
            phone: application.phone.clone(),
            registration: if awaited { String::new() } else { application.registration.clone() },
            awaited: if awaited { "yes".into() } else { String::new() },
            then: String::new(),
        }
    }

    pub fn is_later(&self) -> bool {
        self.then == "later"
    }

    pub fn check(&self, register: Option<&Code>) -> Result<Details, Problems> {
        let mut problems = Problems::none();
        let name = text::line(&self.name);
        if name.is_empty() && !self.is_later() {
            problems.add("name", "Enter your name");
        }
        problems.not_longer("name", &name, LONGEST_NAME);
        let phone = problems.keep("phone", form::phone(&self.phone)).unwrap_or_default();
        let registration = problems.keep("registration", self.number(register)).unwrap_or_default();
        problems.done(Details { name, phone, registration })
    }

    /// A number counts even when the box for having none is ticked.
    fn number(&self, register: Option<&Code>) -> Result<String, String> {
        let Some(register) = register else { return Ok(String::new()) };
        if self.registration.trim().is_empty() && self.awaited != "yes" && self.is_later() {
            return Ok(String::new());
        }
        if self.registration.trim().is_empty() && self.awaited == "yes" {
            return Ok(AWAITED.into());
        }
        registrations::check(&register.code, &self.registration)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StatementForm {
    pub statement: String,
    /// `later` saves what is there, complete or not.
    pub then: String,
}

impl StatementForm {
    pub fn of(application: &Application) -> Self {
        Self { statement: application.statement.clone(), ..Self::default() }
    }

    pub fn is_later(&self) -> bool {
        self.then == "later"
    }

    pub fn check(&self) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let statement = text::lines(&self.statement);
        if statement.is_empty() && !self.is_later() {
            problems.add("statement", "Write your statement, or save and come back later");
        }
        let words = text::word_count(&statement);
        if words > MOST_STATEMENT_WORDS {
            problems.add(
                "statement",
                format!("Your statement has {words} words. It must have {MOST_STATEMENT_WORDS} or fewer"),
            );
        }
        problems.not_longer("statement", &statement, LONGEST_STATEMENT);
        problems.done(statement)
    }
}

/// Submits; `seen` is the version of the listing that the review page showed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SubmitForm {
    pub seen: String,
}

impl SubmitForm {
    pub fn seen(&self) -> Option<i32> {
        self.seen.parse().ok()
    }
}

/// Whether the profile goes with an application: `yes` or anything else.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProfileForm {
    pub send: String,
}

/// Which CV of the profile an application takes, by its number.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChooseCvForm {
    pub own: String,
}

impl ChooseCvForm {
    pub fn check(&self) -> Result<EntryId, Problems> {
        let mut problems = Problems::none();
        let cv = problems.keep("own", self.own.parse().map_err(|_| "Choose one of your CVs"));
        cv.ok_or(problems)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    pub reason: String,
}

impl WithdrawForm {
    /// `None` when no reason is given.
    pub fn check(&self) -> Result<Option<String>, Problems> {
        let mut problems = Problems::none();
        if !self.reason.is_empty() {
            let reasons = codes::withdrawal_reasons();
            problems.keep("reason", reasons.check(&self.reason, "", "Choose a reason from the list"));
        }
        problems.done(Some(self.reason.clone()).filter(|reason| !reason.is_empty()))
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RejectForm {
    pub reason: String,
    pub words: String,
}

impl RejectForm {
    pub fn check(&self) -> Result<Rejection, Problems> {
        let mut problems = Problems::none();
        let wrong = "Choose the reason that the candidate will read";
        problems.keep("reason", codes::rejection_reasons().check(&self.reason, "", wrong));
        let words = text::lines(&self.words);
        problems.not_longer("words", &words, LONGEST_WORDS);
        problems.done(Rejection { reason: self.reason.clone(), words })
    }
}

#[cfg(test)]
mod tests;
