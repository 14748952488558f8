//! The rules of applications, as tables.

use super::samples::empty;
use super::*;
use crate::codes::registrations;
use crate::listings::{Listing, ListingKind, ListingState};
use crate::providers::ProviderId;

/// Rows are where an application stands, columns where it would go; who may do it, if anybody.
/// `c` is the candidate, `p` the provider, `o` an offer that ended.
/// Columns: draft, submitted, shortlisted, offered, accepted, declined, rejected, withdrawn.
const TABLE: [(State, &str); 8] = [
    (Draft, ".c.....c"),
    (Submitted, "..p...pc"),
    (Shortlisted, "...p..pc"),
    (Offered, "..o.cco."),
    (Accepted, "......oc"),
    (Declined, "........"),
    (Rejected, "........"),
    (Withdrawn, "c......."),
];

#[test]
fn every_move_is_allowed_to_one_party_or_to_nobody() {
    for (from, row) in TABLE {
        for (next, who) in State::ALL.iter().zip(row.chars()) {
            for (by, letter) in [(Candidate, 'c'), (Provider, 'p'), (Party::Offer, 'o')] {
                assert_eq!(from.may_become(*next, by), who == letter, "{from} to {next} by {by:?}");
            }
        }
    }
}

fn moment(text: &str) -> Moment {
    Moment::from_utc(text.parse().unwrap())
}

fn listing(state: ListingState, closed_at: Option<Moment>, closed_because: Option<&str>) -> Listing {
    let made = moment("2026-11-01T10:00:00");
    Listing {
        state,
        closes_at: Some(moment("2026-12-02T23:59:00")),
        closed_at,
        closed_because: closed_because.map(String::from),
        ..Listing::draft(ProviderId(1), ListingKind::Role, None, made)
    }
}

#[test]
fn a_draft_is_taken_for_a_day_after_an_early_closing_only() {
    use ListingState::{Closed, Live, Submitted, Withdrawn};
    let (early, day) = (moment("2026-11-20T10:00:00"), moment("2026-12-02T23:59:00"));
    let (before, until) = (moment("2026-11-21T09:59:59"), moment("2026-11-21T10:00:00"));
    for (state, closed_at, because, now, want) in [
        (Live, None, None, early, Door::Open),
        (Live, None, None, day, Door::Closed),
        (Submitted, None, None, early, Door::Closed),
        (Withdrawn, Some(early), Some("filled"), before, Door::Closed),
        (Closed, Some(early), Some("filled"), early, Door::Grace(until)),
        (Closed, Some(early), Some("filled"), before, Door::Grace(until)),
        (Closed, Some(early), Some("filled"), until, Door::Closed),
        (Closed, Some(day), None, day, Door::Closed),
    ] {
        assert_eq!(Door::of(&listing(state, closed_at, because), now), want, "{state} {closed_at:?} {now:?}");
    }
}

#[test]
fn a_look_counts_until_it_is_submitted_again() {
    use EventKind::{Restarted, Submitted, Viewed, Withdrawn};
    for (kinds, times, viewed) in [
        (vec![], 0, false),
        (vec![Submitted], 1, false),
        (vec![Submitted, Viewed], 1, true),
        (vec![Submitted, Viewed, Withdrawn], 1, true),
        (vec![Submitted, Viewed, Withdrawn, Restarted, Submitted], 2, false),
    ] {
        let at = moment("2026-11-20T10:00:00");
        let events: Vec<_> = kinds.iter().map(|&kind| Event { kind, note: String::new(), at }).collect();
        assert_eq!((times_submitted(&events), was_viewed(&events)), (times, viewed), "{kinds:?}");
    }
}

#[test]
fn what_is_missing_is_what_was_asked_and_not_given() {
    let wants = |statement, cv, profession| Wants {
        register: registrations::body_of(profession),
        statement,
        questions: Vec::new(),
        documents: Vec::new(),
        cv,
    };
    let full = Application {
        name: "Ada Marsh".into(),
        registration: "12A3456B".into(),
        statement: "I can.".into(),
        cv_id: Some(FileId(4)),
        ..empty()
    };
    let waiting = Application { registration: AWAITED.into(), ..full.clone() };
    let steps = |wants: &Wants, application: &Application| {
        wants
            .lacks(application, &Answers::new(), &Documents::new())
            .into_iter()
            .map(|lack| lack.step)
            .collect::<Vec<_>>()
    };
    let everything = wants(true, true, "nurse");
    assert_eq!(steps(&everything, &empty()), [Step::Details, Step::Details, Step::Statement, Step::Cv]);
    assert_eq!(steps(&everything, &full), []);
    assert_eq!(steps(&everything, &waiting), []);
    assert_eq!(steps(&wants(false, false, "phlebotomist"), &empty()), [Step::Details]);
    assert_eq!(wants(false, true, "nurse").steps(), [Step::Details, Step::Cv]);
}
