//! Letters as their readers get them, kept as snapshots.

use super::*;
use crate::accounts::{AccountId, Role};
use crate::applications::model::samples::empty;
use crate::applications::model::{Door, State, Wants};
use crate::listings::ListingId;
use crate::providers::ProviderId;

pub(super) fn at(text: &str) -> Moment {
    Moment::from_utc(text.parse().unwrap())
}

pub(super) fn vacancy() -> Vacancy {
    Vacancy {
        listing: ListingId(7),
        title: "Theatre nurse".into(),
        is_placement: false,
        provider: ProviderId(3),
        provider_name: "Larkfield Surgical".into(),
        closes_at: Some(at("2026-12-02T23:59:00")),
        decide_by: "2026-12-30".parse().ok(),
        was_public: true,
        blind: true,
        version: 1,
        changed_at: at("2026-11-01T09:00:00"),
        door: Door::Open,
        hidden: None,
        wants: Wants {
            register: None,
            statement: true,
            questions: Vec::new(),
            documents: Vec::new(),
            cv: true,
        },
    }
}

pub(super) fn application() -> Application {
    Application {
        id: ApplicationId(11),
        listing_id: ListingId(7),
        candidate_id: AccountId(5),
        state: State::Submitted,
        name: "Ada Marsh".into(),
        phone: "0113 496 0000".into(),
        registration: "12A3456B".into(),
        statement: "I scrub.".into(),
        ..empty()
    }
}

type Named = (&'static str, Letter);

/// Those about messages, interviews and the end of an offer are beside what they are made of.
fn to_candidates() -> Vec<Named> {
    let (vacancy, application, site) = (vacancy(), application(), site());
    let candidate = Account {
        id: AccountId(5),
        email: "ada@example.org".into(),
        name: "Ada Marsh".into(),
        role: Role::Candidate,
    };
    let (vacancy, application) = (&vacancy, &application);
    let now = at("2026-11-20T10:00:00");
    let receipt = ReceiptMail { candidate: &candidate, vacancy, application: application.id, now };
    let rejected = RejectedMail {
        application,
        vacancy,
        reason: "The position has been filled",
        words: "Try us <again>.\nSoon.",
    };
    vec![
        ("receipt", receipt.letter(&site)),
        ("shortlisted", ShortlistedMail { application, vacancy }.letter(&site)),
        ("rejected", rejected.letter(&site)),
        ("offer", OfferMail { application, vacancy, expires_on: "2026-12-09".parse().ok() }.letter(&site)),
        (
            "draft_closes_soon",
            DraftClosesSoonMail { application, vacancy, closes_at: at("2026-12-02T23:59:00") }.letter(&site),
        ),
        (
            "draft_closed_early",
            DraftClosedEarlyMail { application, vacancy, until: at("2026-11-25T09:30:00") }.letter(&site),
        ),
    ]
}

fn to_providers() -> Vec<Named> {
    let (vacancy, application, site) = (vacancy(), application().id, site());
    let vacancy = &vacancy;
    let (email, name) = ("bea@example.org", "Bea Holt");
    let told = |told| ProviderMail { email, name, told, vacancy, application }.letter(&site);
    let mention =
        MentionMail { email: "ed@example.org", name: "Ed Lowe", author: "Bea Holt", vacancy, application };
    let due = |is_late, waiting| {
        let decide_by = "2026-12-30".parse().unwrap();
        AnswersDueMail { email, name, vacancy, decide_by, is_late, waiting }.letter(&site)
    };
    vec![
        ("new", told(Told::Submitted)),
        ("withdrawn", told(Told::Withdrawn)),
        ("accepted", told(Told::Accepted)),
        ("declined", told(Told::Declined)),
        ("lapsed", told(Told::Lapsed)),
        ("mention", mention.letter(&site)),
        ("answers_due", due(false, 12)),
        ("answers_late", due(true, 1)),
    ]
}

pub(super) fn site() -> Site {
    Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
}

#[test]
fn letters_read_as_they_were_written() {
    for (name, letter) in to_candidates().into_iter().chain(to_providers()) {
        insta::assert_snapshot!(format!("{name}_text"), letter.text(&site()).unwrap());
        insta::assert_snapshot!(format!("{name}_html"), letter.html(&site()).unwrap());
    }
}

#[test]
fn a_provider_letter_holds_nothing_of_the_candidate() {
    for (name, letter) in to_providers() {
        let both = letter.text(&site()).unwrap() + &letter.html(&site()).unwrap();
        for private in ["Ada", "ada@", "0113", "12A3456B", "scrub"] {
            assert!(!both.contains(private), "{private} in {name}");
        }
    }
}
