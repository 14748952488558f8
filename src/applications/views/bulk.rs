//! Several applications, before they are moved at once: whom it is about, and what each of them will read.

use askama::Template;

use crate::applications::actions::Rejection;
use crate::applications::forms::BulkForm;
use crate::applications::mails::{RejectedMail, ShortlistedMail};
use crate::applications::model::{Application, Party, State, Vacancy, is_hidden};
use crate::codes::{self, Code};
use crate::kit::letters::Foresight;
use crate::listings::ListingId;
use crate::providers::{Desk, DeskNav, DeskPlace, Scope};
use crate::web::form::Problems;
use crate::web::page::Page;

/// The applications that were chosen, with their listing.
pub struct Chosen {
    pub desk: Desk,
    pub vacancy: Vacancy,
    pub applications: Vec<Application>,
}

impl Chosen {
    /// The listing, and what whoever chose reaches.
    pub fn place(&self) -> (Scope, ListingId) {
        (self.desk.scope.clone(), self.vacancy.listing)
    }

    /// The table that they stand in.
    pub fn table(&self) -> String {
        format!("/desk/{}/listings/{}/applications", self.desk.provider.id, self.vacancy.listing)
    }
}

pub struct BulkLine {
    pub id: String,
    pub href: String,
    pub who: String,
    pub state: &'static str,
    pub colour: &'static str,
    /// Will it be moved?
    pub moves: bool,
    /// What its candidate will read; empty when it stays.
    pub letter: String,
}

/// Asks before several are moved, and shows each letter.
#[derive(Template)]
#[template(path = "applications/bulk.html")]
pub struct BulkPage {
    pub page: Page,
    pub nav: DeskNav,
    /// The table they were chosen in.
    pub back: String,
    /// Where the form is sent to.
    pub action: String,
    pub title: String,
    pub lines: Vec<BulkLine>,
    /// How many will be moved.
    pub movable: usize,
    pub form: BulkForm,
    /// A rejection, with a reason for it.
    pub is_rejection: bool,
}

impl BulkPage {
    /// `rejection` when they are to be rejected; else they are to be shortlisted.
    pub fn new(
        page: Page,
        chosen: &Chosen,
        form: BulkForm,
        rejection: Option<&Rejection>,
        site: &Foresight,
    ) -> Result<Self, askama::Error> {
        let to = if rejection.is_some() { State::Rejected } else { State::Shortlisted };
        let line = |application: &Application| line(application, chosen, (to, rejection), site);
        let lines = chosen.applications.iter().map(line).collect::<Result<Vec<_>, _>>()?;
        let act = if rejection.is_some() { "rejection" } else { "shortlisting" };
        Ok(Self {
            page,
            nav: DeskNav::new(&chosen.desk.provider, DeskPlace::Applicants),
            back: form.table(&chosen.table()),
            action: format!("{}/{act}", chosen.table()),
            title: chosen.vacancy.title.clone(),
            movable: lines.iter().filter(|line| line.moves).count(),
            lines,
            form,
            is_rejection: rejection.is_some(),
        })
    }
}

fn line(
    application: &Application,
    chosen: &Chosen,
    (to, rejection): (State, Option<&Rejection>),
    site: &Foresight,
) -> Result<BulkLine, askama::Error> {
    let vacancy = &chosen.vacancy;
    // The letter goes out with the name; whoever looks at it first may not know that name yet.
    let unread = Application { statement: String::new(), ..application.clone() };
    let seen = unread.for_provider(is_hidden(vacancy.blind, application.revealed_at));
    let moves = seen.state.may_become(to, Party::Provider);
    let letter = match rejection {
        _ if !moves => String::new(),
        None => site.words(&ShortlistedMail { application: &seen, vacancy }.letter(site))?,
        Some(Rejection { reason, words }) => {
            let reason = codes::rejection_reasons().label(reason);
            site.words(&RejectedMail { application: &seen, vacancy, reason, words }.letter(site))?
        }
    };
    Ok(BulkLine {
        id: seen.id.to_string(),
        href: format!("/desk/{}/applications/{}", chosen.desk.provider.id, seen.id),
        state: seen.state.label(),
        colour: seen.state.colour(),
        who: seen.name,
        moves,
        letter,
    })
}

/// Asks for the reason, before the letters can be shown.
#[derive(Template)]
#[template(path = "applications/bulk_reason.html")]
pub struct BulkReasonPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: String,
    pub action: String,
    pub title: String,
    pub many: usize,
    pub form: BulkForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
}

impl BulkReasonPage {
    pub fn new(page: Page, chosen: &Chosen, form: BulkForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&chosen.desk.provider, DeskPlace::Applicants),
            back: form.table(&chosen.table()),
            action: format!("{}/rejection", chosen.table()),
            title: chosen.vacancy.title.clone(),
            many: chosen.applications.len(),
            form,
            problems,
            reasons: codes::rejection_reasons().all(),
        }
    }
}
