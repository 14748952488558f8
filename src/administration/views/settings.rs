//! The settings of the site.

use super::*;
use crate::administration::forms::SettingForm;
use crate::kit::clock::Moment;
use crate::settings::{Kept, LONGEST_WORDS, Name};

/// A setting as the list shows it.
pub struct SettingLine {
    pub href: String,
    pub label: &'static str,
    pub now: String,
    pub is_default: bool,
    /// Who changed it last, and when; empty when nobody did.
    pub changed: String,
}

/// Who changed a setting last, and when; empty when nobody did.
pub fn changed_words(kept: Option<&Kept>) -> String {
    kept.map_or_else(String::new, |kept| changed_by_words(&kept.changed_by, kept.changed_at))
}

/// `Alex Ash, 2 December 2026 at 3:12pm`
pub fn changed_by_words(who: &str, at: Moment) -> String {
    format!("{who}, {}", clock::moment_words(at))
}

#[derive(Template)]
#[template(path = "administration/settings.html")]
pub struct SettingsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub lines: Vec<SettingLine>,
}

#[derive(Template)]
#[template(path = "administration/setting.html")]
pub struct SettingPage {
    pub page: Page,
    pub name: Name,
    pub href: String,
    pub now: String,
    pub default: String,
    pub is_default: bool,
    /// The version that is kept, for the button that takes it back.
    pub version: i64,
    /// What another administrator did meanwhile; empty when nobody did.
    pub meanwhile: String,
    pub history: Vec<AuditLine>,
    pub form: SettingForm,
    pub problems: Problems,
}

impl SettingPage {
    pub fn longest_words(&self) -> usize {
        LONGEST_WORDS
    }

    pub fn open_or_closed(&self) -> Vec<Choice> {
        vec![
            Choice::new("yes", "Open: people can make an account by themselves"),
            Choice::new("no", "Closed: only by invitation"),
        ]
    }

    pub fn units(&self) -> Vec<Choice> {
        vec![
            Choice::new("working", "Working days, Monday to Friday"),
            Choice::new("every", "Every day of the week"),
        ]
    }

    /// What stands after the number.
    pub fn unit(&self) -> &'static str {
        match self.name {
            Name::Target => "days",
            Name::Hold => "minutes",
            Name::Alerts => "alerts",
            _ => "listings",
        }
    }

    /// The label of the number.
    pub fn number_label(&self) -> &'static str {
        match self.name {
            Name::Target => "Days",
            Name::Hold => "Minutes",
            _ => "At the most",
        }
    }
}
