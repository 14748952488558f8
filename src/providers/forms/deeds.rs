//! Which lines of an organisation's log are wanted.

use serde::Deserialize;

use crate::accounts::AccountId;
use crate::providers::model::Thing;
use crate::providers::store::{DeedFilter, Whose};
use crate::web::days;
use crate::web::form::Problems;
use crate::web::pages::with_query;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ActivityQuery {
    /// The number of an account, or the name of somebody who has none.
    pub who: String,
    pub what: String,
    /// Days, both included.
    pub from: String,
    pub to: String,
    pub page: String,
}

impl ActivityQuery {
    /// What is asked for. What cannot be read asks for nothing; a day says so.
    pub fn check(&self) -> (DeedFilter, Problems) {
        let mut problems = Problems::none();
        let (since, before) = days::between(&mut problems, &self.from, &self.to);
        let whose = match self.who.parse::<i64>() {
            _ if self.who.is_empty() => None,
            Ok(number) => Some(Whose::Account(AccountId(number))),
            Err(_) => Some(Whose::Named(self.who.clone())),
        };
        (DeedFilter { whose, thing: Thing::parse(&self.what), since, before }, problems)
    }

    /// The address of a page, or of the file, with what is asked for.
    pub fn address(&self, path: &str, page: &str) -> String {
        let pairs = [
            ("who", self.who.as_str()),
            ("what", &self.what),
            ("from", &self.from),
            ("to", &self.to),
            ("page", page),
        ];
        with_query(path, &pairs)
    }
}
