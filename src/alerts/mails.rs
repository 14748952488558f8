//! The letters of alerts.

mod examples;

pub use examples::letter_examples;

use crate::alerts::store::Alert;
use crate::kit::letters::{Leave, Letter, Site};
use crate::listings::model::Source;

pub struct ConfirmAlertMail<'a> {
    pub email: &'a str,
    pub label: &'a str,
    pub token: &'a str,
}

impl ConfirmAlertMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, "", "alerts.confirm")
            .subject("Confirm your alert")
            .para(format!("You asked to hear of new listings: {}.", self.label))
            .button("Confirm this alert", site.url(&format!("/alerts/confirm?token={}", self.token)))
            .para(
                "The link works for seven days. If you did not ask, do nothing, and we will not write again.",
            )
            .asked_because("You get this because somebody asked for an alert at Rounds with this address.")
    }
}

/// A new listing that fits.
pub struct Match {
    pub title: String,
    pub path: String,
    pub lines: Vec<String>,
}

pub struct MatchesMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub alert: &'a Alert,
    pub matches: Vec<Match>,
    /// How many more there are than the letter shows.
    pub more: usize,
}

impl MatchesMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let count = self.matches.len() + self.more;
        let listings = if count == 1 { "1 new listing".to_string() } else { format!("{count} new listings") };
        let key = &self.alert.manage_key;
        let mut letter = Letter::to(self.email, self.name, "alerts.matches")
            .subject(format!("{listings}: {}", self.alert.label))
            .para(format!("{listings} for your alert: {}.", self.alert.label));
        for one in &self.matches {
            letter = letter.item(&one.title, site.url(&Source::Alert.mark(&one.path)), one.lines.clone());
        }
        if self.more > 0 {
            letter = letter.para(format!("There are {} more. The link below shows them all.", self.more));
        }
        let leave = site.url(&format!("/unsubscribe/{key}"));
        letter
            .button("See all that fits now", site.url(&format!("/listings?{}", self.alert.search)))
            .para(format!(
                "Pause this alert, or change how often it emails you: {}",
                site.url(&format!("/alerts/manage/{key}"))
            ))
            .because("You get this because you asked Rounds to tell you about new listings.")
            .leave(Leave { page_url: leave.clone(), one_click_url: leave })
    }
}
