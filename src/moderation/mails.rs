//! The letter to somebody who reported a listing.

use crate::kit::letters::{Letter, Site};
use crate::moderation::model::ReportState;

pub struct SettledMail<'a> {
    pub email: &'a str,
    pub listing: &'a str,
    pub outcome: ReportState,
    /// What the moderator adds; may be empty.
    pub words: &'a str,
}

impl SettledMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let outcome = match self.outcome {
            ReportState::Upheld => "We looked into it and agree with you. We have acted on it.",
            _ => "We looked into it and found that the listing may stay as it is.",
        };
        Letter::to(self.email, "", "moderation.report-settled")
            .subject(format!("Your report about “{}”", self.listing))
            .para(format!("You told us about the listing “{}”. Thank you.", self.listing))
            .para(outcome)
            .quote(self.words)
            .button("Search roles and placements", site.url("/listings"))
            .because("You get this once, because you gave this address with a report. We do not keep it.")
    }
}
