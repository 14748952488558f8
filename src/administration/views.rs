//! What the pages of administration show.

use askama::Template;

mod codes;
mod jobs;
mod letters;
mod organisations;
mod people;
mod quiet;
mod settings;
mod statistics;
mod wording;

pub use codes::*;
pub use jobs::*;
pub use letters::*;
pub use organisations::*;
pub use people::*;
pub use quiet::*;
pub use settings::*;
pub use statistics::*;
pub use wording::*;

use crate::administration::forms::{AuditQuery, InviteForm, SynonymsForm};
use crate::audit::Line;
use crate::kit::clock;
use crate::kit::letters::Posted;
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
        ("/administration/statistics", "Statistics"),
        ("/administration/audit", "Audit"),
        ("/administration/letters", "Emails"),
        ("/administration/jobs", "Jobs"),
        ("/administration/diagnostics", "Diagnostics"),
        ("/administration/synonyms", "Synonyms"),
        ("/administration/settings", "Settings"),
        ("/administration/codes", "Code lists"),
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
}

/// The last letter that an administrator sent themselves.
pub struct TestLetter {
    pub href: String,
    pub at: String,
    pub state: (&'static str, &'static str),
    /// What the mail server said, when it said something.
    pub answer: String,
}

impl From<&Posted> for TestLetter {
    fn from(letter: &Posted) -> Self {
        Self {
            href: format!("/administration/letters/{}", letter.id),
            at: clock::moment_words(letter.created_at),
            state: letter_state(letter.state),
            answer: letter.server_said.clone().or(letter.last_error.clone()).unwrap_or_default(),
        }
    }
}

/// Facts that belong together.
pub struct Facts {
    pub title: &'static str,
    pub facts: Vec<Fact>,
}

#[derive(Template)]
#[template(path = "administration/diagnostics.html")]
pub struct DiagnosticsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub parts: Vec<Facts>,
    pub test: Option<TestLetter>,
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
            "quiet" => format!("/administration/letters/quiet/{}", line.subject_id),
            "listing" => format!("/moderation/listings/{}", line.subject_id),
            "provider" => format!("/moderation/providers/{}", line.subject_id),
            "setting" => "/administration/settings".into(),
            "synonyms" => "/administration/synonyms".into(),
            "wording" => "/administration/letters/wording".into(),
            "code" | "code-list" => "/administration/codes".into(),
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
    /// Where the lines are a file.
    pub file: String,
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
