//! "Still want this?", once a year, and the last letter to those who did not answer.

use crate::alerts::store::Alert;
use crate::kit::clock;
use crate::kit::letters::{Example, Leave, Letter, Site};

/// Asks about all alerts of a person that they last confirmed a year ago.
pub struct StillMail<'a> {
    pub email: &'a str,
    /// Its key opens the page with the button.
    pub first: &'a Alert,
    pub alerts: &'a [Alert],
}

impl StillMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (key, one) = (&self.first.manage_key, self.alerts.len() == 1);
        let subject = if one {
            format!("Still want this alert? {}", self.first.label)
        } else {
            format!("Still want these {} alerts?", self.alerts.len())
        };
        let asked = if one {
            "A year ago you said that you want this alert. Do you still?"
        } else {
            "A year ago you said that you want these alerts. Do you still?"
        };
        let mut letter = Letter::to(self.email, "", "alerts.still").subject(subject).para(asked);
        for alert in self.alerts {
            letter = letter.item(
                &alert.label,
                site.url(&format!("/alerts/manage/{}", alert.manage_key)),
                vec![state_words(alert), wrote_words(alert)],
            );
        }
        let (button, ends) = match one {
            true => ("Keep this alert", "If you do nothing, it ends in a month, and we tell you so."),
            false => ("Keep these alerts", "If you do nothing, they end in a month, and we tell you so."),
        };
        let leave = site.url(&format!("/unsubscribe/{key}?asked=yes"));
        letter
            .button(button, site.url(&format!("/alerts/manage/{key}/keep")))
            .para(ends)
            .because(
                "You get this because you asked Rounds to tell you about new listings. We ask once a year.",
            )
            .leave(Leave { page_url: leave.clone(), one_click_url: leave })
    }
}

fn state_words(alert: &Alert) -> String {
    match alert.paused_until {
        _ if alert.state == crate::alerts::model::AlertState::Active => alert.rhythm().words(),
        Some(day) => format!("Paused until {}", clock::day_words(day)),
        None => "Paused".into(),
    }
}

fn wrote_words(alert: &Alert) -> String {
    match alert.wrote_at {
        Some(wrote) => format!("Last email: {}", clock::day_words(wrote.london_day())),
        None => "It has found nothing new yet".into(),
    }
}

/// Says that alerts have ended because nobody answered.
pub struct NotWantedMail<'a> {
    pub email: &'a str,
    pub alerts: &'a [Alert],
}

impl NotWantedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (subject, words) = match self.alerts {
            [alert] => (
                format!("Your alert has ended: {}", alert.label),
                "We asked a month ago whether you still want this alert. You did not answer, so it has ended.",
            ),
            alerts => (
                format!("Your {} alerts have ended", alerts.len()),
                "We asked a month ago whether you still want these alerts. You did not answer, so they have ended.",
            ),
        };
        let mut letter = Letter::to(self.email, "", "alerts.not-wanted").subject(subject).para(words);
        for alert in self.alerts {
            let again = site.url(&format!("/alerts/new?{}", alert.search));
            letter = letter.item(&alert.label, again, vec!["Make it again in a minute".into()]);
        }
        letter
            .para("You need do nothing. These alerts send no more emails.")
            .owed_because("You get this because you had an alert at Rounds. It is the last email about it.")
    }
}

pub(super) fn examples(site: &Site, alert: &Alert) -> Vec<Example> {
    let (email, alerts) = (alert.email.as_str(), std::slice::from_ref(alert));
    vec![
        StillMail { email, first: alert, alerts }
            .letter(site)
            .example("Still want this?", "Whoever confirmed an alert a year ago, once a year"),
        NotWantedMail { email, alerts }
            .letter(site)
            .example("An alert has ended", "Whoever did not say within a month that they still want it"),
    ]
}
