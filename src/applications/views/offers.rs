//! Offers: written and looked at by a provider, read and answered by a candidate.

use askama::Template;

use super::{About, Head, paragraphs};
use crate::applications::forms::{OfferEndForm, OfferForm};
use crate::applications::mails::OfferMail;
use crate::applications::model::{Application, ApplicationId, Offer, OfferTerms, State, Vacancy};
use crate::applications::store::Opened;
use crate::codes::{self, Code};
use crate::kit::clock;
use crate::kit::letters::Foresight;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;

/// What an offer says, as both sides read it.
pub struct OfferWords {
    pub pay: String,
    pub starts: String,
    pub until: String,
    pub conditions: Vec<String>,
    /// Paragraph by paragraph.
    pub words: Vec<String>,
}

impl OfferWords {
    pub fn of(terms: &OfferTerms) -> Self {
        Self {
            pay: terms.pay.clone(),
            starts: terms.starts_on.map_or_else(|| "To be agreed".into(), clock::day_words),
            until: terms.expires_at().map(clock::moment_words).unwrap_or_default(),
            conditions: terms.conditions.iter().map(|one| one.words()).collect(),
            words: paragraphs(&terms.words),
        }
    }
}

#[derive(Template)]
#[template(path = "applications/make_offer.html")]
pub struct MakeOfferPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub form: OfferForm,
    pub problems: Problems,
    pub conditions: &'static [Code],
}

impl MakeOfferPage {
    pub fn new(page: Page, desk: &Desk, about: About, form: OfferForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: about.base(desk),
            name: about.name,
            title: about.title,
            form,
            problems,
            conditions: codes::offer_conditions().all(),
        }
    }
}

/// The letter and the offer, before they go.
#[derive(Template)]
#[template(path = "applications/offer_preview.html")]
pub struct OfferPreviewPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub offer: OfferWords,
    pub letter: String,
    pub form: OfferForm,
}

impl OfferPreviewPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        (application, vacancy): (&Application, &Vacancy),
        (form, terms): (OfferForm, &OfferTerms),
        site: &Foresight,
    ) -> Result<Self, askama::Error> {
        let letter = OfferMail { application, vacancy, expires_on: terms.expires_on }.letter(site);
        Ok(Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/applications/{}", desk.provider.id, application.id),
            name: application.name.clone(),
            title: vacancy.title.clone(),
            offer: OfferWords::of(terms),
            letter: site.words(&letter)?,
            form,
        })
    }
}

/// Asks why, before an offer is taken back.
#[derive(Template)]
#[template(path = "applications/withdraw_offer.html")]
pub struct WithdrawOfferPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub is_accepted: bool,
    pub form: OfferEndForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
}

impl WithdrawOfferPage {
    pub fn new(page: Page, desk: &Desk, about: About, form: OfferEndForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: about.base(desk),
            is_accepted: about.state == State::Accepted,
            name: about.name,
            title: about.title,
            form,
            problems,
            reasons: codes::offer_withdrawal_reasons().all(),
        }
    }
}

/// The offer, as its candidate reads it; with the way to an answer while it stands.
#[derive(Template)]
#[template(path = "applications/offer.html")]
pub struct OfferPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub offer: OfferWords,
    pub stands: bool,
    /// What became of it; empty while it stands.
    pub ended: &'static str,
}

impl OfferPage {
    pub fn new(page: Page, opened: &Opened, terms: &OfferTerms, stands: bool) -> Self {
        let ended = match opened.application.state {
            _ if stands => "",
            State::Accepted => "You have accepted this offer.",
            State::Declined => "You have declined this offer.",
            _ => "This offer has ended.",
        };
        let (id, head) = (opened.application.id, Head::of(&opened.vacancy));
        Self { page, id, head, offer: OfferWords::of(terms), stands, ended }
    }
}

/// Asks before an offer is accepted.
#[derive(Template)]
#[template(path = "applications/accept_offer.html")]
pub struct AcceptOfferPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub offer: OfferWords,
    /// Which offer is accepted.
    pub number: String,
}

impl AcceptOfferPage {
    pub fn new(page: Page, opened: &Opened, offer: &Offer) -> Self {
        let (id, head) = (opened.application.id, Head::of(&opened.vacancy));
        Self { page, id, head, offer: OfferWords::of(&offer.terms), number: offer.id.to_string() }
    }
}

/// Asks before an offer is declined, and why.
#[derive(Template)]
#[template(path = "applications/decline_offer.html")]
pub struct DeclineOfferPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub form: OfferEndForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
}

impl DeclineOfferPage {
    pub fn new(page: Page, opened: &Opened, form: OfferEndForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            form,
            problems,
            reasons: codes::offer_decline_reasons().all(),
        }
    }
}
