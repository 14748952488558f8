//! What the people of an organisation are told of a suspension. Each letter ends with where they can do something.

use crate::kit::clock::{self, Moment};
use crate::kit::letters::{Letter, Site};
use crate::moderation::model::{APPEAL_DAYS, About};
use crate::settings::Target;

/// What has happened, with what was said.
#[derive(Clone, Copy)]
pub enum SuspensionNews<'a> {
    /// At once, before a second moderator has read it.
    Hidden {
        because: &'a str,
        until: Moment,
    },
    Confirmed {
        because: &'a str,
        at: Moment,
    },
    /// What was hidden at once is seen again.
    ShownAgain,
    /// Without an appeal.
    Restored {
        words: &'a str,
    },
    Appealed {
        words: &'a str,
        by: &'a str,
        /// By when we aim to answer.
        target: Target,
    },
    /// The appeal.
    Decided {
        restores: bool,
        words: &'a str,
    },
}

pub struct SuspensionMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    /// The listing's, or the organisation's.
    pub title: &'a str,
    pub about: About,
    pub news: SuspensionNews<'a>,
}

impl SuspensionMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (why, home) = (site.url(&self.about.suspension_path()), site.url(&self.about.home_path()));
        let letter = match self.news {
            SuspensionNews::Hidden { because, until } => self
                .about("moderation.hidden", "Hidden for now")
                .para(format!(
                    "A moderator has hidden {} until {} at the latest, because somebody could come to harm. Until then \
                     a second moderator reads it and decides. This is the reason:",
                    self.what(),
                    clock::moment_words(until)
                ))
                .quote(because)
                .para(self.effect())
                .button("Read why, and write to us", why),
            SuspensionNews::Confirmed { because, at } => self
                .about("moderation.suspended", "Suspended")
                .para(format!("Two moderators have decided to suspend {}. This is the reason:", self.what()))
                .quote(because)
                .para(self.effect())
                .para(format!(
                    "You can appeal once, until the end of {}. A moderator who was neither of the two decides.",
                    clock::day_words((at + chrono::Duration::days(APPEAL_DAYS)).london_day())
                ))
                .button("Read why, and appeal", why),
            SuspensionNews::ShownAgain => self
                .about("moderation.shown-again", "Not hidden any more")
                .para(format!(
                    "We had hidden {} while moderators looked into something. It was not suspended, and can be seen \
                     again as before.",
                    self.what()
                ))
                .button("Go to your desk", home),
            SuspensionNews::Restored { words } => self
                .about("moderation.restored", "No longer suspended")
                .para(format!("A moderator has ended the suspension of {}. {AS_BEFORE}", self.what()))
                .quote(words)
                .button("Go to your desk", home),
            SuspensionNews::Appealed { words, by, target } => self
                .about("moderation.appeal-received", "We have your appeal")
                .para(format!("{by} has appealed against the suspension of {}:", self.what()))
                .quote(words)
                .para(heard_by(target))
                .button("See how it stands", why),
            SuspensionNews::Decided { restores: true, words } => self
                .about("moderation.appeal-decided", "Your appeal is upheld")
                .para(format!("A third moderator has ended the suspension of {}. {AS_BEFORE}", self.what()))
                .quote(words)
                .button("Go to your desk", home),
            SuspensionNews::Decided { restores: false, words } => self
                .about("moderation.appeal-decided", "The suspension stands")
                .para(format!(
                    "A third moderator has read your appeal against the suspension of {} and finds that it must stand:",
                    self.what()
                ))
                .quote(words)
                .para("You can still write to us when something changes.")
                .button("See how it stands, and write to us", why),
        };
        letter.owed_because(format!("You get this because you act for {} at Rounds.", self.provider))
    }

    fn about(&self, kind: &'static str, news: &str) -> Letter {
        Letter::to(self.email, self.name, kind).subject(format!("{news}: {}", self.title))
    }

    /// In the middle of a sentence.
    fn what(&self) -> String {
        match self.about.listing {
            Some(_) => format!("the listing “{}” of {}", self.title, self.provider),
            None => self.provider.to_string(),
        }
    }

    fn effect(&self) -> &'static str {
        match self.about.listing {
            Some(_) => {
                "The public does not see it, and it takes no applications. You can still read and answer those that \
                 you have. The other listings are not affected."
            }
            None => {
                "The public sees neither the organisation nor its listings, and nothing about them can be changed. \
                 Nothing is lost."
            }
        }
    }
}

fn heard_by(target: Target) -> String {
    let by = target.words();
    format!("A moderator who had no part in the suspension reads it. We aim to answer within {by}.")
}

const AS_BEFORE: &str = "It can be seen again as before, unless it has closed meanwhile.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::ListingId;
    use crate::providers::ProviderId;

    fn at(text: &str) -> Moment {
        Moment(text.parse().unwrap())
    }

    #[test]
    fn every_letter_says_what_happened_and_what_to_do_next() {
        let site = Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() };
        let because = "Candidates were asked to pay.\nTwo people wrote to us.";
        let of_listing = About { provider: ProviderId(7), listing: Some(ListingId(12)) };
        let of_provider = About { provider: ProviderId(7), listing: None };
        let (day, words) = (at("2026-11-23T10:00:00"), "Thank you for the papers.");
        for (name, about, news) in [
            ("hidden", of_listing, SuspensionNews::Hidden { because, until: at("2026-11-24T10:00:00") }),
            ("suspended_listing", of_listing, SuspensionNews::Confirmed { because, at: day }),
            ("suspended_provider", of_provider, SuspensionNews::Confirmed { because, at: day }),
            ("shown_again", of_provider, SuspensionNews::ShownAgain),
            ("restored", of_provider, SuspensionNews::Restored { words }),
            (
                "appeal_received",
                of_listing,
                SuspensionNews::Appealed {
                    words: "It was a mistake.",
                    by: "Bea Holt",
                    target: Target::default(),
                },
            ),
            ("appeal_upheld", of_listing, SuspensionNews::Decided { restores: true, words }),
            ("appeal_declined", of_provider, SuspensionNews::Decided { restores: false, words }),
        ] {
            let title = if about.listing.is_some() { "Theatre nurse" } else { "Larkfield Surgical" };
            let (email, provider) = ("bea@example.org", "Larkfield Surgical");
            let mail = SuspensionMail { email, name: "Bea Holt", provider, title, about, news };
            insta::assert_snapshot!(name, mail.letter(&site).text(&site).unwrap());
        }
    }
}
