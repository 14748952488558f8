//! Letters as their readers get them, kept as snapshots.

use super::*;
use crate::accounts::AccountId;
use crate::applications::{ApplicationId, State};
use crate::kit::clock::Moment;
use crate::listings::ListingId;
use crate::passports::ItemId;
use crate::providers::ProviderId;

fn at(text: &str) -> Moment {
    Moment::from_utc(text.parse().unwrap())
}

fn item(kind: &str, level: &str, expires: &str) -> Item {
    Item {
        id: ItemId(1),
        account_id: AccountId(5),
        kind: kind.into(),
        level: level.into(),
        words: "Certificate 0012345".into(),
        issued_on: "2026-01-05".parse().unwrap(),
        expires_on: expires.parse().ok(),
        file_id: None,
        version: 1,
        warned_weeks: None,
        created_at: at("2026-01-05T10:00:00"),
        updated_at: at("2026-01-05T10:00:00"),
    }
}

fn standing() -> Standing {
    Standing {
        id: ApplicationId(11),
        candidate: AccountId(5),
        name: "Ada Marsh".into(),
        email: "ada@example.org".into(),
        listing: ListingId(7),
        title: "Theatre nurse".into(),
        provider: ProviderId(3),
        provider_name: "Larkfield Surgical".into(),
        state: State::Shortlisted,
        submitted_at: Some(at("2026-11-01T09:00:00")),
        is_hidden: false,
    }
}

/// Every letter that there is.
fn letters() -> Vec<(&'static str, Letter)> {
    let (site, standing) = (site(), &standing());
    let (fire, dbs) =
        (item("fire-safety", "", "2026-12-06"), item("criminal-record", "enhanced", "2027-01-17"));
    let today = "2026-11-22".parse().unwrap();
    let expires = |items: &[&Item]| {
        ExpiresMail { email: "ada@example.org", name: "Ada Marsh", items, today }.letter(&site)
    };
    let marked = |accepted, repeated| {
        MarkedMail { standing, marked: Marked { accepted, repeated, missed: 0 } }.letter(&site)
    };
    vec![
        ("expires_one", expires(&[&fire])),
        ("expires_several", expires(&[&fire, &dbs])),
        ("marked_accepted", marked(3, 0)),
        ("marked_repeat", marked(2, 1)),
        ("shared", SharedMail { email: "bea@example.org", name: "Bea Holt", standing }.letter(&site)),
    ]
}

fn site() -> Site {
    Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
}

#[test]
fn letters_read_as_they_were_written() {
    for (name, letter) in letters() {
        insta::assert_snapshot!(format!("{name}_text"), letter.text(&site()).unwrap());
        insta::assert_snapshot!(format!("{name}_html"), letter.html(&site()).unwrap());
    }
}

#[test]
fn what_is_private_stays_behind_the_sign_in() {
    for (name, letter) in letters() {
        let both = letter.text(&site()).unwrap() + &letter.html(&site()).unwrap();
        assert!(!both.contains("0012345"), "{name}");
        assert!(name != "shared" || !both.contains("Ada"), "a provider is not told whose they are");
    }
}
