//! The letters of listings, to the people who run them.

mod examples;

pub use examples::letter_examples;

use chrono::NaiveDate;

use crate::codes;
use crate::kit::clock::{Moment, day_words, moment_words};
use crate::kit::letters::{Letter, Site};
use crate::listings::model::{Difference, Full, place_words};
use crate::listings::store::Saver;

const BECAUSE: &str = "You get this because you manage listings of this organisation at Rounds.";

const SAVED: &str = "You get this because you saved this listing at Rounds.";

fn facts(full: &Full) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        (full.listing.kind.label(), full.listing.name().to_string()),
        ("Place", place_words(&full.sites)),
    ];
    if !full.listing.internal_reference.is_empty() {
        facts.push(("Your reference", full.listing.internal_reference.clone()));
    }
    facts
}

/// It is live.
pub struct ApprovedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub full: &'a Full,
    /// The day on which it goes live, when that is not today.
    pub later: Option<NaiveDate>,
}

impl ApprovedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let listing = &self.full.listing;
        let mut facts = facts(self.full);
        facts.extend(listing.closes_at.map(|at| ("Closes", moment_words(at))));
        facts.extend(listing.decide_by.map(|day| ("Answers promised by", day_words(day))));
        if let Some(day) = self.later.map(day_words) {
            facts.insert(0, ("Goes live", day.clone()));
            return Letter::to(self.email, self.name, "listings.scheduled")
                .subject(format!("Approved, live on {day}: {}", listing.name()))
                .para(format!(
                    "Your {} has been approved. It goes live by itself on {day}.",
                    listing.kind.noun()
                ))
                .facts(facts)
                .button("See it on your desk", site.url(&listing.desk_path()))
                .para("Until then you can withdraw it there and change it.")
                .owed_because(BECAUSE);
        }
        Letter::to(self.email, self.name, "listings.approved")
            .subject(format!("Live: {}", listing.name()))
            .para(format!("Your {} has been approved and is now public.", listing.kind.noun()))
            .facts(facts)
            .button("See the listing", site.url(&listing.path()))
            .para("It closes by itself at the end of its closing day. We email you when somebody applies.")
            .owed_because(BECAUSE)
    }
}

/// It must be mended first.
pub struct ReturnedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub full: &'a Full,
    /// Sentences, one a line.
    pub because: &'a str,
}

impl ReturnedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let listing = &self.full.listing;
        Letter::to(self.email, self.name, "listings.returned")
            .subject(format!("Please correct: {}", listing.name()))
            .para(format!(
                "We have read your {} and ask you to change something before it can go live:",
                listing.kind.noun()
            ))
            .quote(self.because)
            .facts(facts(self.full))
            .button(format!("Change the {}", listing.kind.noun()), site.url(&listing.desk_path()))
            .para("Nothing you wrote is lost. When you have changed it, submit it again.")
            .owed_because(BECAUSE)
    }
}

/// Its next version is public.
pub struct ChangesApprovedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub full: &'a Full,
    pub changes: &'a [Difference],
}

impl ChangesApprovedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let listing = &self.full.listing;
        Letter::to(self.email, self.name, "listings.changes-approved")
            .subject(format!("Your changes are live: {}", listing.name()))
            .para(format!(
                "Your changes to this {} have been approved and are now public.",
                listing.kind.noun()
            ))
            .facts(change_facts(self.changes))
            .button("See the listing", site.url(&listing.path()))
            .para("Everybody who has begun to apply or has applied is told what changed.")
            .owed_because(BECAUSE)
    }
}

/// Its next version must be mended first.
pub struct ChangesReturnedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub full: &'a Full,
    /// Sentences, one a line.
    pub because: &'a str,
}

impl ChangesReturnedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let listing = &self.full.listing;
        Letter::to(self.email, self.name, "listings.changes-returned")
            .subject(format!("Please correct your changes: {}", listing.name()))
            .para("We have read your changes and ask you to mend something before they can go live:")
            .quote(self.because)
            .facts(facts(self.full))
            .button("See your changes", site.url(&format!("{}/changes", listing.desk_path())))
            .para("Until then the listing stays public as it was. Nothing that you wrote is lost.")
            .owed_because(BECAUSE)
    }
}

/// What is longer is read on the page.
const LONGEST_FACT: usize = 160;

/// Changes as lines of a letter: what is said now, and what was said before.
pub fn change_facts(changes: &[Difference]) -> Vec<(String, String)> {
    let fits = |words: &str| words.chars().count() <= LONGEST_FACT && !words.contains('\n');
    let line = |change: &Difference| {
        let words = match (change.before.as_str(), change.after.as_str()) {
            (before, after) if !fits(before) || !fits(after) => "has new words".to_string(),
            ("", after) => after.to_string(),
            (before, "") => format!("no longer stated (before: {before})"),
            (before, after) => format!("{after} (before: {before})"),
        };
        (change.label.clone(), words)
    };
    changes.iter().map(line).collect()
}

/// It takes no more applications.
pub struct ClosedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub full: &'a Full,
    /// A code of `close_reasons`; `None` when its day ended.
    pub because: Option<&'a str>,
}

impl ClosedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let listing = &self.full.listing;
        let why = match self.because {
            Some(code) => {
                format!("It was closed early: {}.", codes::close_reasons().label(code).to_lowercase())
            }
            None => "Its closing day has ended.".to_string(),
        };
        let mut facts = facts(self.full);
        facts.extend(listing.decide_by.map(|day| ("Answers promised by", day_words(day))));
        Letter::to(self.email, self.name, "listings.closed")
            .subject(format!("Closed: {}", listing.name()))
            .para(format!("Your {} takes no more applications. {why}", listing.kind.noun()))
            .facts(facts)
            .button("See the applications", site.url(&format!("{}/applications", listing.desk_path())))
            .para(format!("You can list it again from your desk: {}", site.url(&listing.desk_path())))
            .owed_because(BECAUSE)
    }
}

/// To people who saved it, when it closes before its day.
pub struct ClosedEarlyMail<'a> {
    pub saver: &'a Saver,
    pub full: &'a Full,
}

impl ClosedEarlyMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (listing, provider) = (&self.full.listing, &self.full.provider);
        Letter::to(&self.saver.email, &self.saver.name, "listings.closed-early")
            .subject(format!("Closed early: {}", listing.name()))
            .para(format!(
                "{} has closed a {} that you saved, before its closing day. It takes no more applications.",
                provider.name,
                listing.kind.noun()
            ))
            .facts([
                (listing.kind.label(), listing.name().to_string()),
                ("Place", place_words(&self.full.sites)),
            ])
            .button("See similar listings", site.url(&listing.path()))
            .owed_because(SAVED)
    }
}

/// To people who saved it, some days before it closes.
pub struct ClosesSoonMail<'a> {
    pub saver: &'a Saver,
    pub full: &'a Full,
    pub closes_at: Moment,
}

impl ClosesSoonMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (listing, provider, noun) =
            (&self.full.listing, &self.full.provider, self.full.listing.kind.noun());
        let letter = Letter::to(&self.saver.email, &self.saver.name, "listings.closes-soon")
            .subject(format!("Closes {}: {}", day_words(self.closes_at.london_day()), listing.name()))
            .para(format!("A {noun} that you saved takes applications for three more days."))
            .facts([
                (listing.kind.label(), listing.name().to_string()),
                ("Provider", provider.name.clone()),
                ("Place", place_words(&self.full.sites)),
                ("Closes", moment_words(self.closes_at)),
            ]);
        let letter = match self.saver.note.as_str() {
            "" => letter,
            note => letter.para("You noted:").quote(note),
        };
        letter
            .button(format!("See the {noun}"), site.url(&listing.path()))
            .para(format!("You can remove it from your saved listings: {}", site.url("/saved")))
            .owed_because(SAVED)
    }
}
