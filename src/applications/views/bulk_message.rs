//! The same message to several applicants: written once, and looked at as each of them will get it.

use std::collections::HashSet;

use askama::Template;

use super::Chosen;
use crate::applications::forms::BulkMessageForm;
use crate::applications::mails::MessageToCandidateMail;
use crate::applications::model::{Application, ApplicationId, is_hidden};
use crate::kit::clock::Moment;
use crate::kit::letters::Foresight;
use crate::kit::links::{self, Piece};
use crate::providers::{DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;

/// What is known of those who are written to.
pub struct Recipients {
    pub chosen: Chosen,
    /// Those who have not read the last message, and get no second email.
    pub told: HashSet<ApplicationId>,
    pub now: Moment,
}

/// The words.
#[derive(Template)]
#[template(path = "applications/bulk_message.html")]
pub struct BulkMessagePage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: String,
    pub action: String,
    pub title: String,
    /// How they are named.
    pub people: Vec<String>,
    pub form: BulkMessageForm,
    pub problems: Problems,
}

impl BulkMessagePage {
    pub fn new(page: Page, of: &Recipients, form: BulkMessageForm, problems: Problems) -> Self {
        let chosen = &of.chosen;
        let takes = |one: &&Application| one.takes_messages(of.now);
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&chosen.desk.provider, DeskPlace::Applicants),
            back: form.bulk().table(&chosen.table()),
            action: format!("{}/message", chosen.table()),
            title: chosen.vacancy.title.clone(),
            people: chosen.applications.iter().filter(takes).map(|one| seen(one, chosen).name).collect(),
            form,
            problems,
        }
    }
}

fn seen(application: &Application, chosen: &Chosen) -> Application {
    application.clone().for_provider(is_hidden(chosen.vacancy.blind, application.revealed_at))
}

pub struct MessageTo {
    pub href: String,
    pub who: String,
    pub state: &'static str,
    pub colour: &'static str,
    /// Will they get it?
    pub gets: bool,
    /// The email; empty when one that they have not followed is there already.
    pub letter: String,
}

/// The message and each email, before they go.
#[derive(Template)]
#[template(path = "applications/bulk_message_letters.html")]
pub struct BulkMessageLettersPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: String,
    pub action: String,
    pub title: String,
    pub pieces: Vec<Piece>,
    pub lines: Vec<MessageTo>,
    pub reached: usize,
    pub form: BulkMessageForm,
}

impl BulkMessageLettersPage {
    pub fn new(
        page: Page,
        of: &Recipients,
        (form, words): (BulkMessageForm, &str),
        site: &Foresight,
    ) -> Result<Self, askama::Error> {
        let chosen = &of.chosen;
        let lines =
            chosen.applications.iter().map(|one| line(one, of, site)).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            page,
            nav: DeskNav::new(&chosen.desk.provider, DeskPlace::Applicants),
            back: form.bulk().table(&chosen.table()),
            action: format!("{}/message", chosen.table()),
            title: chosen.vacancy.title.clone(),
            pieces: links::pieces(words),
            reached: lines.iter().filter(|line| line.gets).count(),
            lines,
            form,
        })
    }
}

fn line(application: &Application, of: &Recipients, site: &Foresight) -> Result<MessageTo, askama::Error> {
    let gets = application.takes_messages(of.now);
    let seen = seen(application, &of.chosen);
    let letter = match gets && !of.told.contains(&seen.id) {
        true => {
            let mail = MessageToCandidateMail { application: &seen, vacancy: &of.chosen.vacancy };
            site.words(&mail.letter(site))?
        }
        false => String::new(),
    };
    Ok(MessageTo {
        href: format!("/desk/{}/applications/{}", of.chosen.desk.provider.id, seen.id),
        state: seen.state.label(),
        colour: seen.state.colour(),
        who: seen.name,
        gets,
        letter,
    })
}
