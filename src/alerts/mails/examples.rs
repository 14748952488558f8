//! A letter of each kind, to people who are invented.

use super::*;
use crate::alerts::model::{AlertId, AlertState, Frequency};
use crate::kit::letters::{Example, example_moment};

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, label) = ("ada@example.org", "Physiotherapists in Leeds");
    let alert = Alert {
        id: AlertId(1),
        account_id: None,
        email: email.into(),
        label: label.into(),
        search: "q=physiotherapist&where=Leeds".into(),
        frequency: Frequency::Daily,
        state: AlertState::Active,
        manage_key: "invented".into(),
        created_at: example_moment(1),
        wrote_at: None,
        hour: 7,
        weekday: 1,
        paused_until: None,
        from_news: None,
        kept_at: Some(example_moment(1)),
        asked_at: None,
        left_because: None,
    };
    let fits = |title: &str, line: &str| Match {
        title: title.into(),
        path: "/listings/1/invented".into(),
        lines: vec![line.into()],
    };
    let matches = vec![
        fits("Senior physiotherapist", "Larkfield Surgical, Leeds"),
        fits("Physiotherapist, hands", "Fairmount Clinic, Wakefield"),
    ];
    let mut examples = vec![
        ConfirmAlertMail { email, label, token: "invented" }
            .letter(site)
            .example("Confirm an alert", "Whoever asks for an alert without an account"),
        MatchesMail { email, name: "Ada Marsh", alert: &alert, matches, more: 3 }
            .letter(site)
            .example("New listings", "Whoever has an alert that something new fits"),
    ];
    examples.extend(still::examples(site, &alert));
    examples
}
