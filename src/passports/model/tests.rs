//! Expiry in words, when letters are due, and how long consent lasts: tables of cases.

use super::*;
use crate::applications::{ApplicationId, State};
use crate::listings::ListingId;
use crate::providers::ProviderId;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Moment {
    Moment::from_utc(text.parse().unwrap())
}

#[test]
fn expiry_is_said_in_words() {
    let today = day("2026-11-22");
    for (expires, words, validity_, warning) in [
        ("2026-09-26", "Expired on 26 September 2026", Validity::Expired, None),
        ("2026-09-27", "Expired 8 weeks ago", Validity::Expired, None),
        ("2026-11-08", "Expired 2 weeks ago", Validity::Expired, None),
        ("2026-11-09", "Expired 13 days ago", Validity::Expired, None),
        ("2026-11-20", "Expired 2 days ago", Validity::Expired, None),
        ("2026-11-21", "Expired yesterday", Validity::Expired, None),
        ("2026-11-22", "Expires today", Validity::EndsSoon, Some(2)),
        ("2026-11-23", "Expires tomorrow", Validity::EndsSoon, Some(2)),
        ("2026-12-05", "Expires in 13 days", Validity::EndsSoon, Some(2)),
        ("2026-12-06", "Expires in 2 weeks", Validity::EndsSoon, Some(2)),
        ("2026-12-07", "Expires in 2 weeks", Validity::EndsSoon, Some(8)),
        ("2026-12-13", "Expires in 3 weeks", Validity::EndsSoon, Some(8)),
        ("2027-01-17", "Expires in 8 weeks", Validity::EndsSoon, Some(8)),
        ("2027-01-18", "Expires on 18 January 2027", Validity::Valid, None),
    ] {
        let expires_on = Some(day(expires));
        assert_eq!(expiry_words(expires_on, today), words);
        assert_eq!(validity(expires_on, today), validity_, "{expires}");
        assert_eq!(warning_due(expires_on, today), warning, "{expires}");
    }
    assert_eq!(expiry_words(None, today), "Does not expire");
    assert_eq!((validity(None, today), warning_due(None, today)), (Validity::Unlimited, None));
}

#[test]
fn consent_ends_with_the_application_and_does_not_come_back() {
    let standing = |state, submitted: Option<&str>| Standing {
        id: ApplicationId(1),
        candidate: AccountId(2),
        name: "Ada Marsh".into(),
        email: "ada@example.org".into(),
        listing: ListingId(3),
        title: "Theatre nurse".into(),
        provider: ProviderId(4),
        provider_name: "Larkfield Surgical".into(),
        state,
        submitted_at: submitted.map(at),
        is_hidden: false,
    };
    let (before, shared, after) = ("2026-11-01T09:00:00", "2026-11-02T09:00:00", "2026-11-03T09:00:00");
    for (state, submitted, want) in [
        (State::Draft, None, false),
        (State::Submitted, Some(before), true),
        (State::Submitted, Some(shared), true),
        (State::Shortlisted, Some(before), true),
        (State::Offered, Some(before), true),
        (State::Accepted, Some(before), true),
        (State::Declined, Some(before), false),
        (State::Rejected, Some(before), false),
        (State::Withdrawn, Some(before), false),
        // Withdrawn and submitted once more since.
        (State::Submitted, Some(after), false),
        (State::Submitted, None, false),
    ] {
        assert_eq!(holds(at(shared), &standing(state, submitted)), want, "{state:?} {submitted:?}");
    }
}

#[test]
fn every_kind_has_one_place() {
    let codes: Vec<&str> =
        groups().into_iter().flat_map(|(_, kinds)| kinds).map(|kind| kind.code.as_str()).collect();
    assert_eq!(codes.len(), 17);
    for (place, code) in codes.iter().enumerate() {
        assert_eq!(place_of(code), place, "{code} is in both lists");
        assert!(kind(code).is_some());
    }
    assert!(kind("no-such-check").is_none() && kind(CRIMINAL_RECORD).is_some());
}
