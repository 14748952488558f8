//! The queue, and the lists beside it.

use super::*;
use crate::listings::Full;
use crate::moderation::model::{Kind, of_listing, of_provider};
use crate::moderation::store::Report;
use crate::providers::{Provider, Site};

/// One thing that waits.
pub struct QueueLine {
    pub sent_at: Moment,
    pub kind: &'static str,
    pub href: String,
    pub title: String,
    pub who: String,
    pub waiting: Waiting,
    /// How many rules marked something.
    pub marks: usize,
}

impl QueueLine {
    pub fn of_provider(provider: &Provider, sites: &[Site], now: Moment) -> Self {
        let sent_at = provider.submitted_at.unwrap_or(provider.updated_at);
        Self {
            sent_at,
            kind: "Organisation",
            href: format!("/moderation/providers/{}", provider.id),
            title: provider.name.clone(),
            who: codes::sectors().label(&provider.sector).to_string(),
            waiting: Waiting::new(sent_at, now),
            marks: of_provider(provider, sites).len(),
        }
    }

    pub fn of_listing(full: &Full, now: Moment) -> Self {
        let sent_at = full.listing.submitted_at.unwrap_or(full.listing.updated_at);
        Self {
            sent_at,
            kind: full.listing.kind.label(),
            href: format!("/moderation/listings/{}", full.listing.id),
            title: full.listing.name().to_string(),
            who: full.provider.name.clone(),
            waiting: Waiting::new(sent_at, now),
            marks: of_listing(full, now.london_day()).len(),
        }
    }

    pub fn of_report(report: &Report, listing: &str, now: Moment) -> Self {
        Self {
            sent_at: report.created_at,
            kind: "Report",
            href: format!("/moderation/reports/{}", report.id),
            title: codes::report_reasons().label(&report.reason).to_string(),
            who: listing.to_string(),
            waiting: Waiting::new(report.created_at, now),
            marks: 0,
        }
    }
}

pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// How much waits, by kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub providers: i64,
    pub listings: i64,
    pub reports: i64,
}

impl Counts {
    pub fn of(&self, kind: Kind) -> i64 {
        match kind {
            Kind::Provider => self.providers,
            Kind::Listing => self.listings,
            Kind::Report => self.reports,
        }
    }

    pub fn all(&self) -> i64 {
        self.providers + self.listings + self.reports
    }

    /// The choice of what to see, each with its number.
    pub fn tabs(&self, chosen: Option<Kind>) -> Vec<Tab> {
        let everything = Tab {
            href: "/moderation".into(),
            label: format!("Everything ({})", self.all()),
            current: chosen.is_none(),
        };
        let one = |kind: Kind| Tab {
            href: format!("/moderation?kind={}", kind.word()),
            label: format!("{} ({})", kind.label(), self.of(kind)),
            current: chosen == Some(kind),
        };
        std::iter::once(everything).chain(Kind::ALL.into_iter().map(one)).collect()
    }
}

#[derive(Template)]
#[template(path = "moderation/queue.html")]
pub struct QueuePage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub tabs: Vec<Tab>,
    pub lines: Vec<QueueLine>,
    pub pages: Pages,
    /// How many of these are late; empty when none is.
    pub late: String,
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
