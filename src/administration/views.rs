//! What the pages of administration show.

use askama::Template;

mod organisations;
mod people;

pub use organisations::*;
pub use people::*;

use crate::administration::forms::{AuditQuery, InviteForm, LettersQuery, SynonymsForm};
use crate::audit::Line;
use crate::kit::clock;
use crate::kit::jobs::DeadJob;
use crate::kit::letters::{LetterState, Posted};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;
use crate::web::pages::Pages;

pub struct Tab {
    pub href: &'static str,
    pub label: &'static str,
    pub current: bool,
}

/// The pages of administration, side by side.
pub fn nav(here: &str) -> Vec<Tab> {
    [
        ("/administration", "Overview"),
        ("/administration/people", "People"),
        ("/administration/organisations", "Organisations"),
        ("/administration/audit", "Audit"),
        ("/administration/letters", "Emails"),
        ("/administration/jobs", "Jobs"),
        ("/administration/synonyms", "Synonyms"),
    ]
    .map(|(href, label)| Tab { href, label, current: href == here })
    .into()
}

/// A number of the overview, with the page behind it.
pub struct Figure {
    pub number: i64,
    pub label: String,
}

/// A fact about the running site.
pub struct Fact {
    pub label: &'static str,
    pub value: String,
}

#[derive(Template)]
#[template(path = "administration/overview.html")]
pub struct OverviewPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub figures: Vec<Figure>,
    /// What somebody should look at, each with its link.
    pub warnings: Vec<crate::web::page::Link>,
    pub facts: Vec<Fact>,
}

pub struct AuditLine {
    pub at: String,
    pub who: String,
    pub act: String,
    pub subject: String,
    /// Empty when there is no page for it.
    pub href: String,
    pub note: String,
}

impl From<Line> for AuditLine {
    fn from(line: Line) -> Self {
        let href = match line.subject_kind.as_str() {
            "account" => format!("/administration/people/{}", line.subject_id),
            "letter" => format!("/administration/letters/{}", line.subject_id),
            "listing" => format!("/moderation/listings/{}", line.subject_id),
            "provider" => format!("/moderation/providers/{}", line.subject_id),
            "synonyms" => "/administration/synonyms".into(),
            "report" => format!("/moderation/reports/{}", line.subject_id),
            _ => String::new(),
        };
        Self {
            at: clock::moment_words(line.at),
            who: line.actor_name,
            act: crate::audit::act_words(&line.act),
            subject: line.subject_label,
            href,
            note: line.note,
        }
    }
}

#[derive(Template)]
#[template(path = "administration/audit.html")]
pub struct AuditPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: AuditQuery,
    pub problems: Problems,
    pub acts: Vec<Choice>,
    pub lines: Vec<AuditLine>,
    pub total: i64,
    pub pages: Pages,
}

pub fn letter_state(state: LetterState) -> (&'static str, &'static str) {
    match state {
        LetterState::Waiting => ("Waiting", "blue"),
        LetterState::Sent => ("Sent", "green"),
        LetterState::Dead => ("Dead", "red"),
    }
}

pub struct LetterLine {
    pub href: String,
    pub subject: String,
    pub to: String,
    pub at: String,
    pub state: (&'static str, &'static str),
    pub error: String,
}

impl From<&Posted> for LetterLine {
    fn from(letter: &Posted) -> Self {
        Self {
            href: format!("/administration/letters/{}", letter.id),
            subject: letter.subject.clone(),
            to: letter.to_address.clone(),
            at: clock::moment_words(letter.created_at),
            state: letter_state(letter.state),
            error: letter.last_error.clone().unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/letters.html")]
pub struct LettersPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: LettersQuery,
    pub problems: Problems,
    pub states: Vec<Choice>,
    pub lines: Vec<LetterLine>,
    pub total: i64,
    pub pages: Pages,
}

#[derive(Template)]
#[template(path = "administration/letter.html")]
pub struct LetterPage {
    pub page: Page,
    pub line: LetterLine,
    pub kind: String,
    pub attempts: i32,
    pub sent: String,
    pub text: String,
    /// Where to post to send it again, when it is dead.
    pub again: Option<String>,
}

pub struct JobLine {
    pub id: i64,
    pub name: String,
    pub payload: String,
    pub attempts: i32,
    pub error: String,
    pub dead: String,
}

impl From<DeadJob> for JobLine {
    fn from(job: DeadJob) -> Self {
        Self {
            id: job.id,
            name: job.name,
            payload: job.payload,
            attempts: job.attempts,
            error: job.last_error.unwrap_or_default(),
            dead: job.dead_at.map(clock::moment_words).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/jobs.html")]
pub struct JobsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub due: i64,
    /// Since when the oldest is due; empty when none is.
    pub oldest: String,
    pub waiting: Vec<(String, i64)>,
    pub dead: Vec<JobLine>,
}

#[derive(Template)]
#[template(path = "administration/invite.html")]
pub struct InvitePage {
    pub page: Page,
    pub form: InviteForm,
    pub problems: Problems,
    pub roles: Vec<Choice>,
}

/// A group of synonyms in two cells.
pub struct SynonymLine {
    /// Where it is changed; empty for those that come with the program.
    pub href: String,
    pub words: String,
    pub finds: String,
}

#[derive(Template)]
#[template(path = "administration/synonyms.html")]
pub struct SynonymsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    /// How long a change takes to reach every listing.
    pub takes: String,
    pub is_rebuilding: bool,
    pub own: Vec<SynonymLine>,
    pub delivered: Vec<SynonymLine>,
    pub form: SynonymsForm,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "administration/synonym_group.html")]
pub struct SynonymGroupPage {
    pub page: Page,
    pub href: String,
    pub label: String,
    pub form: SynonymsForm,
    pub problems: Problems,
}
