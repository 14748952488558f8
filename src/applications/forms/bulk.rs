//! Several applications of one table, chosen to be moved at once.

use serde::Deserialize;

use super::{MessageForm, RejectForm, TableQuery};
use crate::applications::model::{ApplicationId, NewMessage};
use crate::applications::store::PAGE;
use crate::web::form::Problems;

/// Those that were ticked, each once; what is no number is passed over.
pub(super) fn ids_of(ticked: &[String]) -> Vec<ApplicationId> {
    let mut ids: Vec<ApplicationId> = ticked.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    /// Numbers of applications.
    pub application: Vec<String>,
    pub reason: String,
    pub words: String,
    /// The query of the table that they were chosen in, to come back to it.
    pub from: String,
    /// `letters` asks to read the letters before they are sent.
    pub then: String,
}

impl BulkForm {
    pub fn ids(&self) -> Vec<ApplicationId> {
        ids_of(&self.application)
    }

    /// More than a page of the table shows: each is written to in one transaction.
    pub fn is_too_many(&self) -> bool {
        self.ids().len() > PAGE as usize
    }

    pub fn wants_letters(&self) -> bool {
        self.then == "letters"
    }

    pub fn rejection(&self) -> RejectForm {
        RejectForm { reason: self.reason.clone(), words: self.words.clone() }
    }

    /// The table at `base` as it was when they were chosen.
    pub fn table(&self, base: &str) -> String {
        let query: TableQuery = crate::web::form::parse(self.from.as_bytes()).unwrap_or_default();
        query.address(base)
    }
}

/// The same message to several applications of one table.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BulkMessageForm {
    /// Numbers of applications.
    pub application: Vec<String>,
    pub words: String,
    /// The number that the message will have in each conversation.
    pub number: String,
    /// The query of the table that they were chosen in.
    pub from: String,
    /// `letters` asks to see it before it is sent, `change` to write it once more.
    pub then: String,
}

impl BulkMessageForm {
    /// With the number that the message will have.
    pub fn numbered(self) -> Self {
        Self { number: MessageForm::fresh().number, ..self }
    }

    pub fn bulk(&self) -> BulkForm {
        BulkForm { application: self.application.clone(), from: self.from.clone(), ..BulkForm::default() }
    }

    pub fn check(&self) -> Result<NewMessage, Problems> {
        MessageForm { words: self.words.clone(), number: self.number.clone() }.check()
    }

    pub fn wants_letters(&self) -> bool {
        self.then == "letters"
    }

    pub fn wants_change(&self) -> bool {
        self.then == "change"
    }
}
