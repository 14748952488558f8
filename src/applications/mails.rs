//! The letters of applications. Those to a provider name no candidate: their details stay behind the sign-in.

mod answers_due;
mod examples;
mod interviews;
mod messages;
mod offers;

pub use answers_due::*;
pub use examples::letter_examples;
pub use interviews::*;
pub use messages::*;
pub use offers::*;

use crate::accounts::Account;
use crate::applications::model::{Application, ApplicationId, State, Vacancy};
use crate::kit::clock::{self, Moment};
use crate::kit::letters::{Letter, Site};
use crate::listings::{Amendment, change_facts};

const YOURS: &str = "You get this because you applied through Rounds.";

const BEGUN: &str = "You get this because you began an application at Rounds.";

/// To the candidate, once, when the application is in.
pub struct ReceiptMail<'a> {
    pub candidate: &'a Account,
    pub vacancy: &'a Vacancy,
    pub application: ApplicationId,
    pub now: Moment,
}

impl ReceiptMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let mut facts = vec![
            (noun(self.vacancy), self.vacancy.title.clone()),
            ("Provider", self.vacancy.provider_name.clone()),
            ("Submitted", clock::moment_words(self.now)),
        ];
        facts.extend(self.vacancy.decide_by.map(|day| ("Decision by", clock::day_words(day))));
        Letter::to(&self.candidate.email, &self.candidate.name, "applications.receipt")
            .subject(format!("We have your application: {}", self.vacancy.title))
            .para(format!(
                "Your application is submitted, and {} can read it now.",
                self.vacancy.provider_name
            ))
            .facts(facts)
            .para("You will hear from us whenever something changes. You need not do anything until then.")
            .button("See your application", own(site, self.application))
            .owed_because(YOURS)
    }
}

pub struct ShortlistedMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
}

impl ShortlistedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        to_candidate(self.application, "applications.shortlisted")
            .subject(format!("You are on the shortlist: {}", self.vacancy.title))
            .para(format!("{} has put your application on its shortlist.", self.vacancy.provider_name))
            .facts(what(self.vacancy))
            .para(
                "The provider tells you what comes next: in a message or an invitation here, or by the address or phone \
                 number you gave.",
            )
            .button("See your application", own(site, self.application.id))
            .owed_because(YOURS)
    }
}

pub struct RejectedMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub reason: &'a str,
    /// The provider's own; may be empty.
    pub words: &'a str,
}

impl RejectedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        to_candidate(self.application, "applications.rejected")
            .subject(format!("About your application: {}", self.vacancy.title))
            .para(format!(
                "Thank you for applying. {} will not take your application further.",
                self.vacancy.provider_name
            ))
            .facts(what(self.vacancy))
            .para(format!("The reason that it gave: {}.", self.reason))
            .quote(self.words)
            .para("We know that this is not what you hoped for. Other roles and placements may suit you.")
            .button("Search roles and placements", site.url("/listings"))
            .owed_because(YOURS)
    }
}

/// To somebody who has begun to apply, some days before the listing closes.
pub struct DraftClosesSoonMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub closes_at: Moment,
}

impl DraftClosesSoonMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let mut facts = what(self.vacancy);
        facts.push(("Closes", clock::moment_words(self.closes_at)));
        let day = clock::day_words(self.closes_at.london_day());
        to_candidate(self.application, "applications.closes-soon")
            .subject(format!("Closes {day}: {}", self.vacancy.title))
            .para("You began to apply and have not submitted your application yet. What you wrote is kept.")
            .facts(facts)
            .button("Go on with your application", own(site, self.application.id))
            .para("If you have changed your mind, you can throw the draft away there.")
            .owed_because(BEGUN)
    }
}

/// To somebody who has begun to apply, when the listing closes before its day.
pub struct DraftClosedEarlyMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    /// Until when the draft can still be submitted.
    pub until: Moment,
}

impl DraftClosedEarlyMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (until, provider) = (clock::moment_words(self.until), &self.vacancy.provider_name);
        to_candidate(self.application, "applications.closed-early")
            .subject(format!("Closed early, but yours is still taken: {}", self.vacancy.title))
            .para(format!(
                "{provider} has closed this listing before its day. Because you had begun, you can still submit \
                 your application until {until}."
            ))
            .facts(what(self.vacancy))
            .button("Go on with your application", own(site, self.application.id))
            .owed_because(BEGUN)
    }
}

/// To somebody who has begun to apply or has applied, when the listing says something else.
pub struct AmendedMail<'a> {
    pub application: &'a Application,
    pub vacancy: &'a Vacancy,
    pub amendment: &'a Amendment,
}

impl AmendedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let is_draft = self.application.state == State::Draft;
        let (provider, title) = (&self.vacancy.provider_name, &self.vacancy.title);
        let (begun, go, next, because) = match is_draft {
            true => (
                "have begun to apply for",
                "Go on with your application",
                "What you wrote is kept. If it does not suit you any more, you can throw the draft away there.",
                BEGUN,
            ),
            false => (
                "have applied for",
                "See your application",
                "Your application stands, and you need not do anything. If it does not suit you any more, you can \
                 withdraw it there.",
                YOURS,
            ),
        };
        let material: Vec<_> =
            self.amendment.changes.iter().filter(|change| change.material).cloned().collect();
        to_candidate(self.application, "applications.amended")
            .subject(format!("Changed: {title}"))
            .para(format!("{provider} has changed a listing that you {begun}. This is what it says now:"))
            .facts(change_facts(&material))
            .button(go, own(site, self.application.id))
            .para(next)
            .owed_because(because)
    }
}

/// What a provider is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Submitted,
    Withdrawn,
    Accepted,
    Declined,
    Lapsed,
}

impl Told {
    fn about(self) -> &'static str {
        match self {
            Self::Submitted => "applications.new",
            Self::Withdrawn => "applications.withdrawn",
            Self::Accepted => "applications.accepted",
            Self::Declined => "applications.declined",
            Self::Lapsed => "applications.lapsed",
        }
    }

    fn subject(self, title: &str) -> String {
        match self {
            Self::Submitted => format!("New application: {title}"),
            Self::Withdrawn => format!("An application was withdrawn: {title}"),
            Self::Accepted => format!("Your offer was accepted: {title}"),
            Self::Declined => format!("Your offer was declined: {title}"),
            Self::Lapsed => format!("Nobody answered your offer: {title}"),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Submitted => "A candidate has applied. Sign in to read the application.",
            Self::Withdrawn => {
                "A candidate has withdrawn an application. There is nothing left to decide about it."
            }
            Self::Accepted => "A candidate has accepted your offer. Sign in to see whose it is.",
            Self::Declined => "A candidate has declined your offer. Sign in to see whose it is.",
            Self::Lapsed => {
                "An offer has ended without an answer. Its candidate is on the shortlist again: make another offer, or \
                 say no."
            }
        }
    }
}

pub struct ProviderMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub told: Told,
    pub vacancy: &'a Vacancy,
    pub application: ApplicationId,
}

impl ProviderMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let url = site.url(&format!("/desk/{}/applications/{}", self.vacancy.provider, self.application));
        let mut facts = vec![(noun(self.vacancy), self.vacancy.title.clone())];
        if self.told == Told::Submitted {
            facts.extend(self.vacancy.decide_by.map(|day| ("You decide by", clock::day_words(day))));
        }
        let provider = &self.vacancy.provider_name;
        Letter::to(self.email, self.name, self.told.about())
            .subject(self.told.subject(&self.vacancy.title))
            .para(self.told.words())
            .facts(facts)
            .button("Open the application", url)
            .owed_because(format!("You get this because you act for {provider} on Rounds."))
    }
}

/// To a colleague who is named in a note. The note itself, and whom it is about, stay behind the sign-in.
pub struct MentionMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// Who wrote the note.
    pub author: &'a str,
    pub vacancy: &'a Vacancy,
    pub application: ApplicationId,
}

impl MentionMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (provider, desk) = (&self.vacancy.provider_name, self.vacancy.provider);
        Letter::to(self.email, self.name, "applications.mention")
            .subject(format!("{} wants you to read a note: {}", self.author, self.vacancy.title))
            .para(format!("{} has noted something on an application and wants you to read it.", self.author))
            .facts([(noun(self.vacancy), self.vacancy.title.clone())])
            .button(
                "Read the note",
                site.url(&format!("/desk/{desk}/applications/{}#notes", self.application)),
            )
            .owed_because(format!("You get this because you belong to {provider} on Rounds."))
    }
}

fn to_candidate(application: &Application, about: &'static str) -> Letter {
    Letter::to(&application.email, &application.name, about)
}

fn what(vacancy: &Vacancy) -> Vec<(&'static str, String)> {
    vec![(noun(vacancy), vacancy.title.clone()), ("Provider", vacancy.provider_name.clone())]
}

fn noun(vacancy: &Vacancy) -> &'static str {
    if vacancy.is_placement { "Placement" } else { "Role" }
}

fn own(site: &Site, application: ApplicationId) -> String {
    site.url(&format!("/applications/{application}"))
}

#[cfg(test)]
mod tests;
