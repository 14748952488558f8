//! The letters of the review desk.

mod examples;
mod suspensions;

pub use examples::letter_examples;
pub use suspensions::*;

use crate::kit::letters::{Letter, Site};
use crate::moderation::model::{About, Kind, ReportState, ThreadId};

/// To somebody who reported a listing.
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
            .owed_because(
                "You get this once, because you gave this address with a report. We do not keep it.",
            )
    }
}

/// To owners and editors: a moderator asks something.
pub struct AskedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// The listing's, or the organisation's.
    pub title: &'a str,
    pub provider: &'a str,
    pub words: &'a str,
    pub about: About,
}

impl AskedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "moderation.asked")
            .subject(format!("A question about {}", self.title))
            .para(format!("A moderator at Rounds has written to you about {}:", self.title))
            .quote(self.words)
            .button("Read and answer", site.url(&self.about.desk_path()))
            .para("Any owner or editor can answer. The answer goes to the people who review listings.")
            .owed_because(format!(
                "You get this because you are an owner or editor of {} at Rounds.",
                self.provider
            ))
    }
}

/// To the moderators who wrote: the organisation has answered.
pub struct AnsweredMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub title: &'a str,
    pub provider: &'a str,
    pub words: &'a str,
    pub thread: ThreadId,
}

impl AnsweredMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "moderation.answered")
            .subject(format!("An answer about {}", self.title))
            .para(format!("{} has answered you about {}:", self.provider, self.title))
            .quote(self.words)
            .button("Read it at the review desk", site.url(&Kind::Thread.path(self.thread.0)))
            .owed_because("You get this because you wrote to them as a moderator.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::ListingId;
    use crate::providers::ProviderId;

    fn site() -> Site {
        Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
    }

    #[test]
    fn each_side_is_told_what_the_other_says_and_where_to_answer() {
        let about = About { provider: ProviderId(7), listing: Some(ListingId(12)) };
        let (title, provider, words) = ("Theatre nurse", "Larkfield Surgical", "Which theatres?");
        let asked = AskedMail { email: "bea@example.org", name: "Bea Holt", title, provider, words, about };
        insta::assert_snapshot!("asked", asked.letter(&site()).text(&site()).unwrap());
        let words = "All four.";
        let (email, name, thread) = ("maya@example.org", "Maya Moss", ThreadId(3));
        let answered = AnsweredMail { email, name, title, provider, words, thread };
        insta::assert_snapshot!("answered", answered.letter(&site()).text(&site()).unwrap());
    }
}
