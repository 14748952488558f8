//! What staff tell of working somewhere, and whom of the NHS an organisation works with.

use chrono::NaiveDate;

/// What is kept of a version of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStory {
    pub title: String,
    /// Markdown.
    pub words: String,
    pub shown_name: String,
    pub shown_role: String,
    pub consent_how: String,
    /// Has the person agreed to these words, this name and this role?
    pub agreed: bool,
}

/// What is kept of a partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPartnership {
    pub partner: String,
    pub what: String,
    pub since_on: NaiveDate,
}
