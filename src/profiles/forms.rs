//! What people type into their profile: one form a part, or one an entry.

mod entries;
mod parts;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use entries::*;
pub use parts::*;

use crate::accounts::Account;
use crate::profiles::model::{Part, Profile, read_month};
use crate::profiles::store::{Entry, Said};
use crate::web::form::Problems;

const LONGEST_NAME: usize = 100;
/// Characters of what somebody did somewhere, or why they did not.
pub const LONGEST_WORDS: usize = 2000;

/// The form of a part that is one row.
pub trait PartForm: Clone + Default + DeserializeOwned + Send + 'static {
    const PART: Part;
    type Said: Said;

    /// What is there; what the account knows is filled in where nothing is.
    fn of(profile: &Profile, account: &Account) -> Self;

    /// `before` is the form as it is filled in for them.
    fn check(&self, before: &Self) -> Result<Self::Said, Problems>;
}

/// The form of one entry of a list.
pub trait EntryForm: Clone + Default + DeserializeOwned + Send + 'static {
    type Entry: Entry;
    const PART: Part;
    /// The address under which the entries are.
    const BASE: &'static str;
    /// In the middle of a sentence, with its article.
    const A_NOUN: &'static str;

    fn of(entry: &Self::Entry) -> Self;

    /// The form of a new one, with what the address asks about.
    fn asked(_: &StretchQuery) -> Self {
        Self::default()
    }

    /// Time is an argument: nobody has finished what is yet to come.
    fn check(&self, today: NaiveDate) -> Result<Self::Entry, Problems>;
}

/// Declares a form of texts.
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($field:ident),* $(,)? } $([$($list:ident),*])?) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, serde::Deserialize)]
        #[serde(default)]
        pub struct $name {
            $(pub $field: String,)*
            $($(pub $list: Vec<String>,)*)?
        }
    };
}
use texts;

texts!(
    /// What a CV is called; its file comes beside it.
    CvForm { label }
);

impl CvForm {
    /// What it is called, or its file's name.
    pub fn check(&self, file_name: &str) -> Result<String, Problems> {
        let mut problems = Problems::none();
        let label = crate::kit::text::line(&self.label);
        problems.not_longer("label", &label, LONGEST_NAME);
        problems.done(if label.is_empty() { file_name.to_string() } else { label })
    }
}

/// The stretch that somebody is asked about, in the address of the page that takes the answer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StretchQuery {
    pub from: String,
    pub to: String,
}

/// Two months that follow each other; the second may be missing.
fn stretch(
    problems: &mut Problems,
    (started, ended): (&str, &str),
    today: NaiveDate,
) -> (NaiveDate, Option<NaiveDate>) {
    let begun = problems.keep("started", read_month(started)).flatten();
    let over = problems.keep("ended", read_month(ended)).flatten();
    match begun {
        None => problems.add("started", "Enter the month in which it started, like March 2021"),
        Some(begun) if begun > today => problems.add("started", "Enter a month that is not in the future"),
        Some(begun) if over.is_some_and(|over| over < begun) => {
            problems.add("ended", "Enter an end that is not before the start");
        }
        _ => {}
    }
    (begun.unwrap_or_default(), over)
}

#[cfg(test)]
mod tests;
