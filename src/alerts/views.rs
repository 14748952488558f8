//! What the pages of alerts show.

use askama::Template;

use crate::alerts::forms::AlertForm;
use crate::alerts::model::{AlertState, Frequency};
use crate::alerts::store::Alert;
use crate::kit::clock;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

#[derive(Template)]
#[template(path = "alerts/new.html")]
pub struct NewAlertPage {
    pub page: Page,
    pub form: AlertForm,
    pub problems: Problems,
    /// The search in words.
    pub label: String,
    pub frequencies: Vec<Choice>,
    /// The address of somebody who signed in.
    pub own_address: Option<String>,
}

pub fn frequencies() -> Vec<Choice> {
    Frequency::ALL.iter().map(|frequency| Choice::new(frequency.as_str(), frequency.label())).collect()
}

#[derive(Template)]
#[template(path = "alerts/sent.html")]
pub struct AlertSentPage {
    pub page: Page,
    pub email: String,
}

#[derive(Template)]
#[template(path = "alerts/confirm.html")]
pub struct ConfirmAlertPage {
    pub page: Page,
    pub token: String,
}

/// One alert as its owner sees it.
pub struct AlertLine {
    pub key: String,
    pub label: String,
    pub search: String,
    pub frequency: &'static str,
    pub frequency_code: &'static str,
    pub state: &'static str,
    pub is_active: bool,
    pub is_paused: bool,
    pub is_unconfirmed: bool,
    pub wrote: String,
    /// How many listings the search finds now.
    pub finds: u32,
}

impl AlertLine {
    pub fn new(alert: Alert, finds: u32) -> Self {
        Self {
            frequency: alert.frequency.label(),
            frequency_code: alert.frequency.as_str(),
            state: alert.state.label(),
            is_active: alert.state == AlertState::Active,
            is_paused: alert.state == AlertState::Paused,
            is_unconfirmed: alert.state == AlertState::Unconfirmed,
            wrote: alert.wrote_at.map_or_else(|| "Not yet".into(), clock::moment_words),
            key: alert.manage_key,
            label: alert.label,
            search: alert.search,
            finds,
        }
    }
}

#[derive(Template)]
#[template(path = "alerts/list.html")]
pub struct AlertsPage {
    pub page: Page,
    pub alerts: Vec<AlertLine>,
}

#[derive(Template)]
#[template(path = "alerts/manage.html")]
pub struct ManagePage {
    pub page: Page,
    pub alert: AlertLine,
    pub frequencies: Vec<Choice>,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "alerts/unsubscribe.html")]
pub struct UnsubscribePage {
    pub page: Page,
    pub key: String,
    pub label: String,
}

#[derive(Template)]
#[template(path = "alerts/ended.html")]
pub struct EndedPage {
    pub page: Page,
    pub words: String,
    pub search: String,
}
