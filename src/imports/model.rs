//! The nouns of an import, and what a row of a file says about a listing. Pure.

mod apply;
mod columns;
mod meaning;
#[cfg(test)]
mod tests;

pub use apply::apply;
pub use columns::{COLUMNS, Column, Holds, column, guess, plain};
pub use meaning::meaning;

use chrono::Duration;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use crate::imports::store::{Import, Row};
use crate::kit::clock::Moment;
use crate::kit::text;
use crate::listings::ListingKind;

crate::kit::id::id_type!(ImportId);

/// Lines of a file, without the words for its columns.
pub const MOST_ROWS: usize = 10_000;
pub const MOST_COLUMNS: usize = 100;
/// Imports that a provider may have begun and not ended.
pub const MOST_OPEN: i64 = 10;
/// How long the rows of an import are kept after it was begun.
pub const KEPT_DAYS: i64 = 30;
const LONGEST_REFERENCE: usize = 100;

crate::kit::words::words! {
    pub enum ImportState {
        /// Its columns are being named.
        Matching = "matching",
        Checking = "checking",
        /// Nothing is made yet: a member decides.
        Checked = "checked",
        Running = "running",
        Done = "done",
        Cancelled = "cancelled",
    }
}

impl ImportState {
    pub fn may_become(self, next: Self) -> bool {
        use ImportState::{Cancelled, Checked, Checking, Done, Matching, Running};
        matches!(
            (self, next),
            (Matching | Checked, Checking)
                | (Checking, Checked)
                | (Checked, Running)
                | (Running, Done)
                | (Matching | Checking | Checked | Running, Cancelled)
        )
    }

    /// Does the job have something to do?
    pub fn is_worked_on(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }

    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Matching => "Columns to match",
            Self::Checking => "Being checked",
            Self::Checked => "Checked, not imported",
            Self::Running => "Being imported",
            Self::Done => "Imported",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The colour of its tag.
    pub fn colour(self) -> &'static str {
        match self {
            Self::Matching | Self::Checked => "yellow",
            Self::Checking | Self::Running => "blue",
            Self::Done => "green",
            Self::Cancelled => "grey",
        }
    }
}

crate::kit::words::words! {
    /// What a row would do.
    pub enum Verdict {
        New = "new",
        Update = "update",
        /// It made what it says already.
        Same = "same",
        Refused = "refused",
    }
}

crate::kit::words::words! {
    /// What has come of a row.
    pub enum Became {
        Made = "made",
        Updated = "updated",
        Submitted = "submitted",
        Same = "same",
        /// It has mistakes, and only good rows were wanted.
        LeftOut = "left-out",
        Refused = "refused",
    }
}

crate::kit::words::words! {
    /// Which rows are wanted.
    pub enum Takes { Good = "good", All = "all" }
}

/// Something in a row that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The label of the column.
    pub column: String,
    /// As it stands in the file; empty when nothing is there.
    pub value: String,
    pub reason: String,
}

impl Import {
    pub fn kept_until(&self) -> Moment {
        self.created_at + Duration::days(KEPT_DAYS)
    }

    pub fn headers(&self) -> Vec<String> {
        serde_json::from_str(&self.headers).unwrap_or_default()
    }

    /// The column that each column of the file is; `None` for one that is left out.
    pub fn columns(&self) -> Vec<Option<&'static Column>> {
        let fields: Vec<String> = serde_json::from_str(&self.fields).unwrap_or_default();
        fields.iter().map(|field| column(field)).collect()
    }
}

impl Row {
    pub fn cells(&self) -> Vec<String> {
        serde_json::from_str(&self.cells).unwrap_or_default()
    }

    pub fn faults(&self) -> Vec<Fault> {
        serde_json::from_str(&self.faults).unwrap_or_default()
    }
}

/// A list of texts or faults as it is stored.
pub fn stored(list: &impl Serialize) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".into())
}

/// What a row says, column by column, without what is empty.
#[derive(Clone)]
pub struct Said {
    pub values: Vec<(&'static Column, String)>,
}

impl Said {
    pub fn of(cells: &[String], columns: &[Option<&'static Column>]) -> Self {
        let pairs = columns.iter().zip(cells);
        let given = pairs.filter_map(|(column, cell)| column.map(|column| (column, cell.trim().to_string())));
        Self { values: given.filter(|(_, cell)| !cell.is_empty()).collect() }
    }

    pub fn value(&self, field: &str) -> &str {
        let found = self.values.iter().find(|(column, _)| column.field == field);
        found.map_or("", |(_, value)| value)
    }

    /// The provider's number of the row; `None` when it has none.
    pub fn reference(&self) -> Option<String> {
        Some(text::line(self.value("reference"))).filter(|reference| !reference.is_empty())
    }

    pub fn has_long_reference(&self) -> bool {
        self.reference().is_some_and(|reference| reference.chars().count() > LONGEST_REFERENCE)
    }

    /// Under what it is remembered that the row was made.
    pub fn key(&self) -> String {
        match self.reference() {
            // So that no number of a provider's looks like a fingerprint.
            Some(reference) => format!("ref:{reference}"),
            None => format!("row:{}", self.fingerprint()),
        }
    }

    /// The same for rows that say the same, however their columns stand.
    pub fn fingerprint(&self) -> String {
        let mut pairs: Vec<(&str, &str)> =
            self.values.iter().map(|(column, value)| (column.field, value.as_str())).collect();
        pairs.sort_unstable();
        Sha256::digest(stored(&pairs)).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Role or placement; `or` when the row does not say.
    ///
    /// # Errors
    /// A sentence for the visitor.
    pub fn kind(&self, or: ListingKind) -> Result<ListingKind, String> {
        match plain(self.value("kind")).as_str() {
            "" => Ok(or),
            "role" | "job" => Ok(ListingKind::Role),
            "placement" | "trainingplacement" => Ok(ListingKind::Placement),
            _ => Err("Write role or placement".into()),
        }
    }
}
