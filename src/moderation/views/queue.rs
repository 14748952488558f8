//! The queue, and the lists beside it.

use super::*;
use crate::accounts::AccountId;
use crate::listings::ListingKind;
use crate::moderation::model::{Filter, Hold, Kind};
use crate::moderation::store::{Counted, Report, Row};

/// One thing that waits.
pub struct QueueLine {
    pub kind: String,
    pub href: String,
    pub title: String,
    pub who: String,
    pub waiting: Waiting,
    /// How many rules marked something; `None` where there are no rules.
    pub marks: Option<usize>,
    pub hold: Option<HoldShown>,
}

impl QueueLine {
    pub fn new(
        row: &Row,
        marks: Option<usize>,
        me: AccountId,
        (filter, now, target): (&Filter, Moment, Target),
    ) -> Self {
        Self {
            kind: what_words(row),
            href: filter.address(&row.kind.path(row.id)),
            title: title_words(row),
            who: row.who.clone(),
            waiting: Waiting::new(row.sent_at, now, target),
            marks,
            hold: row.hold().map(|hold| (hold, me).into()),
        }
    }
}

/// A claim's title is its code.
fn title_words(row: &Row) -> String {
    match row.kind {
        Kind::Claim => codes::claims().label(&row.title).to_string(),
        _ => row.title.clone(),
    }
}

/// What kind of thing a line is, as closely as its code says.
fn what_words(row: &Row) -> String {
    match row.kind {
        Kind::Provider => format!("Organisation: {}", codes::sectors().label(&row.what)),
        Kind::Listing => ListingKind::parse(&row.what).map_or("Listing", ListingKind::label).into(),
        Kind::Claim => {
            let group = codes::claims().get(&row.what).map_or("", |code| code.group.as_str());
            format!("Claim: {}", group.to_lowercase())
        }
        Kind::Story => "Staff story".into(),
        Kind::Edit => ListingKind::parse(&row.what)
            .map_or("Changes".into(), |kind| format!("Changes to a {}", kind.noun())),
        Kind::Report => format!("Report: {}", codes::report_reasons().label(&row.what)),
        Kind::Thread => "Answer from an organisation".into(),
        Kind::Suspension if row.what == "hidden" => "Suspension, hidden for now".into(),
        Kind::Suspension => "Suspension to confirm".into(),
        Kind::Appeal => "Appeal against a suspension".into(),
    }
}

/// In whose hands it is.
pub struct HoldShown {
    pub name: String,
    pub until: String,
    pub is_mine: bool,
}

impl From<(Hold, AccountId)> for HoldShown {
    fn from((hold, me): (Hold, AccountId)) -> Self {
        Self { is_mine: hold.account == me, until: clock::time_words(hold.until), name: hold.name }
    }
}

/// Where a thing stands in the queue, for `moderation/standing.html`.
pub struct Standing {
    pub back: String,
    /// Its page, without its query.
    pub base: String,
    /// What an address goes on with: empty, or from its question mark.
    pub query: String,
    pub waits: bool,
    pub hold: Option<HoldShown>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// The choice of kinds, each with how much of it fits the rest of the filter.
pub fn tabs(counted: &[Counted], filter: &Filter) -> Vec<Tab> {
    let of = |kind: Kind| counted.iter().find(|one| one.kind == kind).map_or(0, |one| one.all);
    let tab = |kind: Option<Kind>, label: &str, count: i64| Tab {
        href: Filter { kind, ..filter.clone() }.address("/moderation"),
        label: format!("{label} ({count})"),
        current: filter.kind == kind,
    };
    let everything = tab(None, "Everything", counted.iter().map(|one| one.all).sum());
    let kinds = Kind::ALL.iter().map(|kind| tab(Some(*kind), kind.label(), of(*kind)));
    std::iter::once(everything).chain(kinds).collect()
}

#[derive(Template)]
#[template(path = "moderation/queue.html")]
pub struct QueuePage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub tabs: Vec<Tab>,
    pub lines: Vec<QueueLine>,
    pub pages: Pages,
    /// By when we aim to answer: `two working days`.
    pub target: String,
    /// How many of these are late; empty when none is.
    pub late: String,
    pub filter: Filter,
    /// Is more asked for than a kind?
    pub is_filtered: bool,
    pub whose: Vec<Choice>,
    pub problems: Problems,
}

impl QueuePage {
    // Templates compare text with text.
    pub fn chosen_whose(&self) -> &'static str {
        self.filter.whose.as_ref().map_or("", |whose| whose.as_str())
    }

    pub fn chosen_late(&self) -> &'static str {
        if self.filter.late { "yes" } else { "" }
    }

    /// What the page's forms carry along.
    pub fn chosen_kind(&self) -> &'static str {
        self.filter.kind.as_ref().map_or("", |kind| kind.as_str())
    }

    /// Is there anything here that can be taken?
    pub fn any_free(&self) -> bool {
        self.lines.iter().any(|line| line.hold.as_ref().is_none_or(|hold| hold.is_mine))
    }
}

/// A report in words.
pub struct ReportLine {
    pub href: String,
    pub reason: String,
    pub words: String,
    pub when: String,
    pub state: &'static str,
}

impl From<&Report> for ReportLine {
    fn from(report: &Report) -> Self {
        Self {
            href: format!("/moderation/reports/{}", report.id),
            reason: codes::report_reasons().label(&report.reason).to_string(),
            words: report.words.clone(),
            when: clock::moment_words(report.created_at),
            state: report.state.label(),
        }
    }
}

/// The pages of the review desk, side by side.
pub fn nav(path: &str) -> Vec<Tab> {
    [("/moderation", "Queue"), ("/moderation/providers", "All organisations")]
        .map(|(href, label)| Tab { href: href.into(), label: label.into(), current: href == path })
        .into()
}
