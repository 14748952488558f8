//! What the pages of the review desk show.

use askama::Template;

use crate::audit::{Line, act_words};
use crate::codes;
use crate::kit::clock::{self, Moment};
use crate::moderation::forms::{ProvidersQuery, ReportForm, ReturnForm, SettleForm};
use crate::moderation::model::{Age, Mark, age_words, due_on};
use crate::settings::Target;
use crate::web::form::{Choice, Problems};
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;

mod provider;
mod queue;
mod saying;
mod suspensions;
mod threads;

pub use provider::*;
pub use queue::*;
pub use saying::*;
pub use suspensions::*;
pub use threads::*;

/// A line of a thing's history.
pub struct Event {
    pub label: String,
    pub when: String,
    pub detail: String,
}

impl Event {
    /// Saying also what it was about.
    pub fn about(line: Line) -> Self {
        let label = format!("{}: {}", act_words(&line.act), line.subject_label);
        Self {
            label,
            when: format!("{}, {}", clock::moment_words(line.at), line.actor_name),
            detail: line.note,
        }
    }
}

impl From<Line> for Event {
    fn from(line: Line) -> Self {
        Self {
            label: format!("{}, by {}", act_words(&line.act), line.actor_name),
            when: clock::moment_words(line.at),
            detail: line.note,
        }
    }
}

/// What moderators had to do with an organisation so far.
pub struct Record {
    pub events: Vec<Event>,
    pub reports: Vec<ReportLine>,
}

/// Where a waiting thing stands with the target.
pub struct Waiting {
    pub sent: String,
    pub age: String,
    pub due: String,
    /// Words and colour; empty while there is time.
    pub tag: Option<(&'static str, &'static str)>,
}

impl Waiting {
    pub fn new(sent: Moment, now: Moment, target: Target) -> Self {
        Self {
            sent: clock::moment_words(sent),
            age: age_words(sent, now),
            due: clock::day_words(due_on(sent.london_day(), target)),
            tag: Age::of(sent, now, target).tag(),
        }
    }
}

/// The approve and return forms of an item.
pub struct Verdict {
    /// Where the forms post to, without the last part.
    pub base: String,
    /// What those addresses end with, so that the moderator's filter goes on.
    pub query: String,
    pub approve: &'static str,
    pub form: ReturnForm,
    pub problems: Problems,
    pub reasons: Vec<Choice>,
    /// The mark of what is shown, so that something else is not approved.
    pub seen: String,
}

impl Verdict {
    /// `groups` are those of the reasons that can apply.
    pub fn new(
        (base, query): (String, String),
        approve: &'static str,
        groups: &[&str],
        (form, problems): (ReturnForm, Problems),
    ) -> Self {
        let fits = |code: &&codes::Code| groups.contains(&code.group.as_str());
        let choice = |code: &codes::Code| Choice::new(&code.code, &code.label);
        let reasons = codes::return_reasons().all().iter().filter(fits).map(choice).collect();
        Self { base, query, approve, form, problems, reasons, seen: String::new() }
    }

    pub fn of(self, seen: String) -> Self {
        Self { seen, ..self }
    }

    // Templates would move a field out of a borrowed value; they borrow from a method.
    pub fn chosen(&self) -> &[String] {
        &self.form.reasons
    }

    pub fn choices(&self) -> &[Choice] {
        &self.reasons
    }
}

#[derive(Template)]
#[template(path = "moderation/listing.html")]
pub struct ListingPage {
    pub page: Page,
    pub shown: crate::listings::views::Shown,
    pub state: (&'static str, &'static str),
    pub provider: Link,
    pub provider_state: (&'static str, &'static str),
    pub waiting: Option<Waiting>,
    pub marks: Vec<Mark>,
    /// Listings with nearly the same text; each link shows the two side by side.
    pub twins: Vec<Link>,
    pub history: Vec<Event>,
    pub reports: Vec<ReportLine>,
    /// Of the organisation and all its listings.
    pub record: Record,
    pub thread: ThreadShown,
    pub suspend: SuspendShown,
    pub standing: Standing,
    /// There while it waits for a decision, and nobody else has it.
    pub verdict: Option<Verdict>,
}

/// One of two listings side by side.
pub struct Twin {
    pub review: Link,
    pub provider: String,
    pub facts: Vec<(&'static str, String)>,
    /// Safe HTML.
    pub description: String,
}

#[derive(Template)]
#[template(path = "moderation/twins.html")]
pub struct TwinsPage {
    pub page: Page,
    pub back: Link,
    pub percent: i32,
    pub twins: [Twin; 2],
}

#[derive(Template)]
#[template(path = "moderation/edit.html")]
pub struct EditPage {
    pub page: Page,
    /// The next version, as the public would see it.
    pub shown: crate::listings::views::Shown,
    pub lines: Vec<crate::listings::views::ChangeLine>,
    pub state: (&'static str, &'static str),
    pub listing: Link,
    pub public: Link,
    pub provider: Link,
    pub provider_state: (&'static str, &'static str),
    pub waiting: Option<Waiting>,
    pub marks: Vec<Mark>,
    pub history: Vec<Event>,
    pub standing: Standing,
    /// There while it waits for a decision.
    pub verdict: Option<Verdict>,
}

#[derive(Template)]
#[template(path = "moderation/report.html")]
pub struct ReportPage {
    pub page: Page,
    pub report: ReportLine,
    /// What else is said of the listing and not settled; settled together.
    pub others: Vec<ReportLine>,
    /// The last of what is shown.
    pub up_to: String,
    pub listing: Link,
    pub provider: Link,
    pub is_open: bool,
    pub standing: Standing,
    /// Who will read the words.
    pub hint: &'static str,
    pub form: SettleForm,
    pub problems: Problems,
    pub outcomes: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "moderation/report_form.html")]
pub struct ReportFormPage {
    pub page: Page,
    pub listing: Link,
    pub title: String,
    pub form: ReportForm,
    pub problems: Problems,
    pub reasons: &'static [codes::Code],
}
