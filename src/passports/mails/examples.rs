//! A letter of each kind, to people who are invented.

use super::*;
use crate::accounts::AccountId;
use crate::applications::{ApplicationId, State};
use crate::kit::letters::{Example, example_day, example_moment};
use crate::listings::ListingId;
use crate::passports::ItemId;
use crate::providers::ProviderId;

pub fn letter_examples(site: &Site) -> Vec<Example> {
    let (item, standing) = (item(), standing());
    let expires =
        ExpiresMail { email: "ada@example.org", name: "Ada Marsh", items: &[&item], today: example_day(1) };
    let marked = Marked { accepted: 2, repeated: 1, missed: 0 };
    vec![
        expires.letter(site).example("Something expires soon", "Candidates with a checks passport"),
        SharedMail { email: "bea@example.org", name: "Bea Holt", standing: &standing }
            .letter(site)
            .example("Checks are shared", "Owners and editors of the organisation"),
        MarkedMail { standing: &standing, marked }
            .letter(site)
            .example("Checks are accepted or to be repeated", "Candidates who share checks"),
    ]
}

fn item() -> Item {
    let at = example_moment(1);
    Item {
        id: ItemId(1),
        account_id: AccountId(1),
        kind: "fire-safety".into(),
        level: String::new(),
        words: String::new(),
        issued_on: example_day(1),
        expires_on: Some(example_day(15)),
        file_id: None,
        version: 1,
        warned_weeks: None,
        created_at: at,
        updated_at: at,
    }
}

fn standing() -> Standing {
    Standing {
        id: ApplicationId(1),
        candidate: AccountId(1),
        name: "Ada Marsh".into(),
        email: "ada@example.org".into(),
        listing: ListingId(1),
        title: "Theatre nurse".into(),
        provider: ProviderId(1),
        provider_name: "Larkfield Surgical".into(),
        state: State::Shortlisted,
        submitted_at: Some(example_moment(1)),
        is_hidden: false,
    }
}
