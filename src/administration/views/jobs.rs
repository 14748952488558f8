//! Jobs, as administrators look at them.

use askama::Template;

use super::Tab;
use crate::administration::forms::{JobsQuery, WhyForm};
use crate::alerts::{Slot, SlotRow};
use crate::kit::clock;
use crate::kit::jobs::{JobState, Queued};
use crate::web::form::{Choice, Problems};
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;

/// What a job does. One that is not in the list is called as it is stored.
pub fn job_words(name: &str) -> String {
    let words = match name {
        "alerts.slot" => "Match alerts, and queue their emails",
        "applications.export" => "Make a file of applicants",
        "applications.tell-waiting" => "Tell those who wait when they will hear",
        "imports.work" => "Import listings",
        "listings.amended" => "Tell who applies, and alerts, that a listing changed",
        "listings.closed-early" => "Tell who waits that a listing closed",
        "listings.published" => "Let alerts hear of a new listing",
        "listings.submitted" => "Look for near copies of a listing",
        "providers.changed" => "Let the search hear of an organisation",
        other => other,
    };
    words.to_string()
}

fn state_tag(state: JobState) -> (&'static str, &'static str) {
    let colour = match state {
        JobState::Dead => "red",
        JobState::Failing => "orange",
        JobState::Waiting => "blue",
    };
    (state.label(), colour)
}

/// Pages of what a job is about, by the names in its payload.
fn links(payload: &str) -> Vec<Link> {
    let Ok(serde_json::Value::Object(parts)) = serde_json::from_str(payload) else { return Vec::new() };
    let pages = [
        ("letter", "/administration/letters/", "See the email"),
        ("listing", "/moderation/listings/", "See the listing"),
        ("provider", "/administration/organisations/", "See the organisation"),
    ];
    let number = |name: &str| parts.get(name).and_then(serde_json::Value::as_i64);
    pages
        .into_iter()
        .filter_map(|(name, path, label)| Some(Link::to(format!("{path}{}", number(name)?), label)))
        .collect()
}

pub struct JobLine {
    pub href: String,
    pub what: String,
    pub state: (&'static str, &'static str),
    pub since: String,
    /// When it was given up, or when it runs.
    pub when: String,
    pub attempts: i32,
    pub error: String,
}

/// Characters of an error in a table.
const SHOWN: usize = 160;

impl From<&Queued> for JobLine {
    fn from(job: &Queued) -> Self {
        let when = match job.dead_at {
            Some(at) => format!("Given up {}", clock::moment_words(at)),
            None => format!("Runs {}", clock::moment_words(job.run_at)),
        };
        Self {
            href: format!("/administration/jobs/{}", job.id),
            what: job_words(&job.name),
            state: state_tag(job.state()),
            since: clock::moment_words(job.created_at),
            when,
            attempts: job.attempts,
            error: job.last_error.as_deref().unwrap_or_default().chars().take(SHOWN).collect(),
        }
    }
}

/// The latest run of the alerts that write at one time.
pub struct SlotLine {
    pub what: String,
    pub began: String,
    pub state: (&'static str, &'static str),
    /// Where it is, while it goes on.
    pub at: String,
    pub people: i64,
    pub letters: i64,
}

/// The newest first, of those that had somebody to look at.
pub fn slot_lines(mut rows: Vec<SlotRow>) -> Vec<SlotLine> {
    rows.retain(|row| row.ended_at.is_none() || row.looked_at > 0);
    rows.sort_by(|a, b| (b.started_at, &a.slot).cmp(&(a.started_at, &b.slot)));
    rows.iter().take(MOST_SLOTS).map(Into::into).collect()
}

const MOST_SLOTS: usize = 50;

impl From<&SlotRow> for SlotLine {
    fn from(row: &SlotRow) -> Self {
        // An address is nobody's business here; its first letter says how far a run is.
        let letter = row.after_email.chars().next().map(|letter| letter.to_uppercase().to_string());
        let at = match (row.ended_at, letter) {
            (Some(ended), _) => format!("Ended {}", clock::moment_words(ended)),
            (None, Some(letter)) => format!("Has come to addresses with {letter}"),
            (None, None) => "Has looked at nobody yet".into(),
        };
        Self {
            what: Slot::parse(&row.slot).map_or_else(|| row.slot.clone(), Slot::words),
            began: clock::moment_words(row.started_at),
            state: if row.ended_at.is_some() { ("Done", "green") } else { ("Goes on", "blue") },
            at,
            people: row.looked_at,
            letters: row.letters,
        }
    }
}

#[derive(Template)]
#[template(path = "administration/jobs.html")]
pub struct JobsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub due: i64,
    pub failing: i64,
    pub dead: i64,
    /// Since when the oldest is due; empty when none is.
    pub oldest: String,
    pub query: JobsQuery,
    pub problems: Problems,
    pub states: Vec<Choice>,
    pub names: Vec<Choice>,
    pub lines: Vec<JobLine>,
    pub total: i64,
    pub pages: Pages,
    pub slots: Vec<SlotLine>,
}

#[derive(Template)]
#[template(path = "administration/job.html")]
pub struct JobPage {
    pub page: Page,
    pub line: JobLine,
    pub name: String,
    pub payload: String,
    pub links: Vec<Link>,
    /// The whole of it.
    pub error: String,
    pub may_run: bool,
    pub may_drop: bool,
    pub drop: WhyForm,
    pub problems: Problems,
}

impl JobPage {
    pub fn new(page: Page, job: &Queued, (drop, problems): (WhyForm, Problems)) -> Self {
        Self {
            page: page.with_problems(&problems),
            line: job.into(),
            name: job.name.clone(),
            payload: job.payload.clone(),
            links: links(&job.payload),
            error: job.last_error.clone().unwrap_or_default(),
            may_run: job.state() != JobState::Waiting,
            may_drop: job.state() == JobState::Dead,
            drop,
            problems,
        }
    }
}
