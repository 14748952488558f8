//! A letter of each kind, to people who are invented.

use super::*;
use crate::alerts::model::{AlertState, Frequency};
use crate::alerts::store::Alert;
use crate::kit::letters::{Example, example_moment};

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (email, label) = ("ada@example.org", "Physiotherapists in Leeds");
    let kept = Kept {
        id: AlertId(1),
        label: label.into(),
        search: "q=physiotherapist&where=Leeds".into(),
        manage_key: "invented".into(),
        name: Some("Ada Marsh".into()),
    };
    let changed = vec!["Pay is now £36,000 to £42,000 a year".to_string()];
    let matters = vec![
        matter(1, "Senior physiotherapist", "Larkfield Surgical", Vec::new()),
        matter(2, "Physiotherapist, hands", "Fairmount Clinic", changed),
    ];
    let matches = MatchesMail { email, letter: LetterId(1), alerts: vec![&kept], matters, more: 3 };
    let mut examples = vec![
        ConfirmAlertMail { email, label, token: "invented" }
            .letter(site)
            .example("Confirm an alert", "Whoever asks for an alert without an account"),
        matches.letter(site).example("New listings", "Whoever has an alert that something new fits"),
    ];
    examples.extend(still::examples(site, &alert(email, label)));
    examples
}

fn matter(number: i64, title: &str, provider: &str, changed: Vec<String>) -> Matter {
    let card = Card {
        id: ListingId(number),
        is_placement: false,
        kind_label: "Role",
        is_new: true,
        href: format!("/listings/{number}/invented"),
        title: title.into(),
        provider: provider.into(),
        provider_href: "/providers/invented".into(),
        pay: "£36,000 to £42,000 a year".into(),
        place: "Leeds".into(),
        distance: None,
        tags: Vec::new(),
        why: None,
        closes: "Closes 2 December 2026".into(),
        closes_soon: false,
        posted: String::new(),
    };
    Matter {
        listing: card.id,
        card,
        alerts: vec![AlertId(1)],
        changed,
        reasons: vec!["physiotherapist · 8 miles from Leeds · £36,000+".into()],
        far: Some("invented".into()),
        kind: "invented".into(),
        pay: Some("invented".into()),
    }
}

fn alert(email: &str, label: &str) -> Alert {
    Alert {
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
    }
}
