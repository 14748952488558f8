//! What the pages of alerts show.

mod leaving;
mod narrowing;

pub use leaving::{EndedPage, KeepPage, UnsubscribePage, reasons};
pub use narrowing::{NarrowPage, title as narrow_title};

use askama::Template;

use crate::alerts::forms::{AlertForm, ChangeForm};
use crate::alerts::model::{AlertState, Frequency, Rhythm, hour_words, weekday_words};
use crate::alerts::store::Alert;
use crate::kit::clock::{self, Moment};
use crate::kit::text::capital;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// A choice with a line that says more.
pub struct Explained {
    pub code: String,
    pub label: String,
    pub hint: String,
}

#[derive(Template)]
#[template(path = "alerts/new.html")]
pub struct NewAlertPage {
    pub page: Page,
    pub form: AlertForm,
    pub problems: Problems,
    /// The search in words, and its page.
    pub label: String,
    pub search_href: String,
    pub frequencies: Vec<Explained>,
    pub times: Times,
    /// The address of somebody who signed in.
    pub own_address: Option<String>,
}

/// The hours and days to choose from.
pub struct Times {
    pub hours: Vec<Choice>,
    pub weekdays: Vec<Choice>,
}

impl Times {
    pub fn all() -> Self {
        Self {
            hours: (0..24).map(|hour| Choice::new(hour.to_string(), hour_words(hour))).collect(),
            weekdays: (1..=7).map(|day| Choice::new(day.to_string(), weekday_words(day))).collect(),
        }
    }
}

/// How often, with when the first (or next) email may come at the hour and on the day that are chosen now.
pub fn frequencies(chosen: Rhythm, which: &str, now: Moment) -> Vec<Explained> {
    let explained = |frequency: &Frequency| {
        let next = Rhythm { frequency: *frequency, ..chosen }.next_words(now);
        let hint = match frequency {
            Frequency::Instant => format!("{}, day and night", capital(&next)),
            _ => format!("The {which} may come {next}"),
        };
        Explained { code: frequency.to_string(), label: frequency.label().into(), hint }
    };
    Frequency::ALL.iter().map(explained).collect()
}

#[derive(Template)]
#[template(path = "alerts/sent.html")]
pub struct AlertSentPage {
    pub page: Page,
    pub email: String,
    /// When the first email may come.
    pub first: String,
}

#[derive(Template)]
#[template(path = "alerts/confirm.html")]
pub struct ConfirmAlertPage {
    pub page: Page,
    pub token: String,
    pub label: String,
    pub rhythm: String,
}

/// One alert as its owner sees it.
pub struct AlertLine {
    pub key: String,
    pub label: String,
    pub search: String,
    pub rhythm: String,
    pub state: String,
    pub is_active: bool,
    pub is_paused: bool,
    pub is_unconfirmed: bool,
    /// Its owner was asked whether they still want it.
    pub is_asked: bool,
    pub wrote: String,
    /// When it may write next; empty when it does not.
    pub next: String,
    /// How many listings the search finds now.
    pub finds: u32,
}

impl AlertLine {
    pub fn new(alert: Alert, finds: u32, now: Moment) -> Self {
        let (rhythm, is_active) = (alert.rhythm(), alert.state == AlertState::Active);
        Self {
            rhythm: rhythm.words(),
            state: match alert.paused_until {
                Some(day) => format!("Paused until {}", clock::day_words(day)),
                None => alert.state.label().into(),
            },
            is_active,
            is_paused: alert.state == AlertState::Paused,
            is_unconfirmed: alert.state == AlertState::Unconfirmed,
            is_asked: alert.waits_for_answer(),
            wrote: alert.wrote_at.map_or_else(|| "Not yet".into(), clock::moment_words),
            next: if is_active { next_email(rhythm, now) } else { String::new() },
            key: alert.manage_key,
            label: alert.label,
            search: alert.search,
            finds,
        }
    }

    /// "14 listings"
    pub fn found(&self) -> String {
        if self.finds == 1 {
            "1 listing".into()
        } else {
            format!("{} listings", crate::kit::text::thousands(self.finds))
        }
    }
}

fn next_email(rhythm: Rhythm, now: Moment) -> String {
    match rhythm.frequency {
        Frequency::Instant => capital(&rhythm.next_words(now)),
        _ => format!("{}, if there is something new", capital(&rhythm.next_words(now))),
    }
}

#[derive(Template)]
#[template(path = "alerts/list.html")]
pub struct AlertsPage {
    pub page: Page,
    pub alerts: Vec<AlertLine>,
    /// How many a person may have.
    pub most: i64,
}

#[derive(Template)]
#[template(path = "alerts/manage.html")]
pub struct ManagePage {
    pub page: Page,
    pub alert: AlertLine,
    pub form: ChangeForm,
    pub frequencies: Vec<Explained>,
    pub times: Times,
    pub problems: Problems,
    /// Where its owner has all of theirs; empty for somebody who did not sign in.
    pub back: &'static str,
}
