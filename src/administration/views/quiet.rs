//! Quiet addresses.

use super::*;
use crate::administration::forms::WhyForm;
use crate::kit::letters::quiet::{Quiet, Why};

/// Why an address is quiet, or was.
pub struct QuietLine {
    pub href: String,
    pub address: String,
    pub why: &'static str,
    /// What does not go there.
    pub stops: &'static str,
    pub said: String,
    pub at: String,
    pub subject: String,
    pub letter_href: String,
    /// Empty while it is quiet.
    pub ended: String,
    /// All of it in a line.
    pub told: String,
}

impl From<&Quiet> for QuietLine {
    fn from(quiet: &Quiet) -> Self {
        let (why, stops) = match quiet.why {
            Why::Bounce => ("Came back", "Nothing goes there but what its owner asks for at that moment"),
            Why::Complaint => ("Complaint", "Nothing goes there that its owner can end, such as alerts"),
            Why::Delay => ("Late", "Everything goes there"),
        };
        Self {
            href: format!("/administration/letters/quiet/{}", quiet.id),
            address: quiet.address.clone(),
            why,
            stops,
            said: quiet.said.clone(),
            at: clock::moment_words(quiet.at),
            subject: quiet.subject.clone(),
            letter_href: format!("/administration/letters/{}", quiet.letter_id),
            told: format!("{why}, {}: {}", clock::moment_words(quiet.at), quiet.said),
            ended: quiet.ended_at.map(clock::moment_words).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/quiets.html")]
pub struct QuietsPage {
    pub page: Page,
    pub lines: Vec<QuietLine>,
    /// Whether programs may bring reports.
    pub takes_reports: bool,
    pub total: i64,
    pub pages: Pages,
}

#[derive(Template)]
#[template(path = "administration/quiet.html")]
pub struct QuietPage {
    pub page: Page,
    pub line: QuietLine,
    pub history: Vec<AuditLine>,
    pub lift: WhyForm,
    pub problems: Problems,
}
