//! The rules of checks passports: what can be in one, how long an item is good for, and who may see it until when.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::accounts::AccountId;
use crate::applications::Standing;
use crate::codes::{self, Code};
use crate::kit::clock::{Moment, day_words};
use crate::kit::files::{FileId, StoredFile};

crate::kit::id::id_type!(ItemId);

/// So that nobody fills the disk.
pub const MOST_ITEMS: usize = 60;
/// On a page of the log.
pub const LOG_LINES: i64 = 50;
/// The check that has a level, of `codes::dbs_levels`.
pub const CRIMINAL_RECORD: &str = "criminal-record";
/// Weeks before an item expires at which its owner is written to, the first first.
pub const WARN_WEEKS: [i32; 2] = [8, 2];
/// Within so many days of its end, and for as long after it, an item is spoken of in days and weeks.
const SOON: i64 = WARN_WEEKS[0] as i64 * 7;
const LONG_AGO: i64 = -SOON;

/// The row. The order of its fields is that of the table.
#[derive(Clone, Debug, PartialEq, diesel::Queryable)]
pub struct Item {
    pub id: ItemId,
    pub account_id: AccountId,
    /// A code of `codes::checks` or `codes::core_skills`.
    pub kind: String,
    /// A code of `codes::dbs_levels`, for a criminal record check; else empty.
    pub level: String,
    /// What it is, in their words; may be empty.
    pub words: String,
    pub issued_on: NaiveDate,
    pub expires_on: Option<NaiveDate>,
    pub file_id: Option<FileId>,
    /// Goes up with each change, so that what was said of an earlier one is not taken to be said of this.
    pub version: i32,
    /// Of the last letter about this version: how many weeks before it expires.
    pub warned_weeks: Option<i32>,
    pub created_at: Moment,
    pub updated_at: Moment,
}

/// What a candidate says of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub level: String,
    pub words: String,
    pub issued_on: NaiveDate,
    pub expires_on: Option<NaiveDate>,
}

/// An item with its evidence.
#[derive(Clone, Debug)]
pub struct Kept {
    pub item: Item,
    pub file: Option<StoredFile>,
}

/// A part of a passport: its heading, and the kinds of item that belong there.
pub fn groups() -> [(&'static str, &'static [Code]); 2] {
    [("Employment checks", codes::checks().all()), ("Core skills training", codes::core_skills().all())]
}

/// `None` for what is no kind of item.
pub fn kind(code: &str) -> Option<&'static Code> {
    codes::checks().get(code).or_else(|| codes::core_skills().get(code))
}

/// Where a kind stands among all of them.
pub fn place_of(code: &str) -> usize {
    let all = groups().into_iter().flat_map(|(_, kinds)| kinds);
    all.into_iter().position(|kind| kind.code == code).unwrap_or(usize::MAX)
}

impl Item {
    /// `Criminal record (Enhanced)`
    pub fn title(&self) -> String {
        let label = kind(&self.kind).map_or(self.kind.as_str(), |kind| &kind.label);
        match self.level.as_str() {
            "" => label.to_string(),
            level => format!("{label} ({})", codes::dbs_levels().label(level)),
        }
    }

    pub fn said(&self) -> Said {
        Said {
            level: self.level.clone(),
            words: self.words.clone(),
            issued_on: self.issued_on,
            expires_on: self.expires_on,
        }
    }
}

/// How an item stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    Unlimited,
    Valid,
    /// Within the weeks of the first letter.
    EndsSoon,
    Expired,
}

/// An item is good for the whole of the day on which it expires.
pub fn validity(expires_on: Option<NaiveDate>, today: NaiveDate) -> Validity {
    match expires_on.map(|day| (day - today).num_days()) {
        None => Validity::Unlimited,
        Some(..0) => Validity::Expired,
        Some(0..=SOON) => Validity::EndsSoon,
        Some(_) => Validity::Valid,
    }
}

impl Validity {
    /// The colour of its tag; empty for plain words.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Unlimited | Self::Valid => "",
            Self::EndsSoon => "yellow",
            Self::Expired => "red",
        }
    }
}

/// `Expires in 3 weeks`, `Expired yesterday`, `Does not expire`.
pub fn expiry_words(expires_on: Option<NaiveDate>, today: NaiveDate) -> String {
    let Some(day) = expires_on else { return "Does not expire".into() };
    match (day - today).num_days() {
        ..LONG_AGO => format!("Expired on {}", day_words(day)),
        days @ LONG_AGO..=-14 => format!("Expired {} weeks ago", -days / 7),
        days @ -13..=-2 => format!("Expired {} days ago", -days),
        -1 => "Expired yesterday".into(),
        0 => "Expires today".into(),
        1 => "Expires tomorrow".into(),
        days @ 2..=13 => format!("Expires in {days} days"),
        days @ 14..=SOON => format!("Expires in {} weeks", days / 7),
        _ => format!("Expires on {}", day_words(day)),
    }
}

/// The letter whose day has come: how many weeks before the end it is meant for. `None` before the first, and when it
/// has expired.
pub fn warning_due(expires_on: Option<NaiveDate>, today: NaiveDate) -> Option<i32> {
    let left = (expires_on? - today).num_days();
    if left < 0 {
        return None;
    }
    WARN_WEEKS.into_iter().rfind(|weeks| left <= i64::from(*weeks) * 7)
}

/// Is consent that was given then still in force? It ends with the application, and does not come back when somebody
/// applies once more.
pub fn holds(shared_at: Moment, standing: &Standing) -> bool {
    standing.state.goes_on() && standing.submitted_at.is_some_and(|submitted| submitted <= shared_at)
}

crate::kit::words::words! {
    /// What a provider says of an item.
    pub enum Verdict {
        Accepted = "accepted",
        Repeat = "repeat",
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub verdict: Verdict,
    /// A code of `codes::repeat_reasons`; empty with an acceptance.
    pub reason: String,
    pub by: String,
    pub at: Moment,
}

impl Mark {
    pub fn words(&self) -> String {
        match self.verdict {
            Verdict::Accepted => "Accepted".into(),
            Verdict::Repeat => format!("To be repeated: {}", codes::repeat_reasons().label(&self.reason)),
        }
    }

    pub fn colour(&self) -> &'static str {
        match self.verdict {
            Verdict::Accepted => "green",
            Verdict::Repeat => "orange",
        }
    }
}

/// Marks by the item and its version.
pub type Marks = HashMap<(ItemId, i32), Mark>;

crate::kit::words::words! {
    /// What the log tells.
    pub enum Act {
        Shared = "shared",
        Revoked = "revoked",
        OpenedList = "opened-list",
        OpenedFile = "opened-file",
        Accepted = "accepted",
        AskedAgain = "asked-again",
    }
}

impl Act {
    pub fn label(self) -> &'static str {
        match self {
            Self::Shared => "Shared",
            Self::Revoked => "No longer shared",
            Self::OpenedList => "Looked at",
            Self::OpenedFile => "Opened the file of",
            Self::Accepted => "Accepted",
            Self::AskedAgain => "Asked for again",
        }
    }
}

/// A line of the log.
#[derive(Clone, Debug, diesel::Queryable)]
pub struct Line {
    pub act: Act,
    /// The items as they were called then.
    pub items: String,
    pub who: String,
    pub provider: String,
    pub listing: String,
    pub at: Moment,
}

#[cfg(test)]
mod tests;
