//! Rows as people write them, and what the forms of the steps make of them.

use super::*;
use crate::accounts::AccountId;
use crate::listings::actions::blank;
use crate::listings::forms::Around;
use crate::listings::model::tests::{provider, site};
use crate::listings::{Full, missing};
use crate::providers::{Site, SiteId};
use chrono::NaiveDate;

fn now() -> Moment {
    Moment::from_utc(
        NaiveDate::from_ymd_opt(2026, 11, 25).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a day"),
    )
}

fn hospital(id: i64, name: &str, ods: &str) -> Site {
    Site { id: SiteId(id), name: name.into(), ods_code: Some(ods.into()), ..site("Leeds") }
}

fn around() -> Around {
    Around {
        members: Vec::new(),
        sites: vec![hospital(1, "Main hospital", "AB123"), hospital(2, "Eye clinic", "AB124")],
        today: now().london_day(),
        scope: crate::providers::Scope::whole(crate::providers::ProviderId(1)),
    }
}

/// The listing that a row makes, with what is wrong with it.
fn made(kind: ListingKind, cells: &[(&str, &str)]) -> (Full, Vec<Fault>) {
    let columns: Vec<_> = cells.iter().map(|(header, _)| guess(header)).collect();
    let values: Vec<String> = cells.iter().map(|(_, cell)| cell.to_string()).collect();
    let said = Said::of(&values, &columns);
    let mut full = blank(&provider(), kind, (AccountId(1), "Bea Holt", "bea@example.org"), now());
    let faults = apply(&said, &mut full, &around());
    (full, faults)
}

const GOOD: &[(&str, &str)] = &[
    ("Vacancy reference", "R-1"),
    ("Job title", "Theatre nurse"),
    ("Profession", "Nurses"),
    ("Site", "eye clinic; AB123"),
    ("Description", "You scrub.\nYou teach."),
    ("Salary from", "£36,000"),
    ("Highest pay", "42000"),
    ("Pay is for", "per annum"),
    ("Contract type", "PERMANENT"),
    ("Working pattern", "Full time, Nights"),
    ("Hours", "37.5"),
    ("Visa sponsorship", "Y"),
    ("Closing date", "2/12/2026"),
    ("Start", "2027-01-04 00:00:00"),
    ("Ask for a CV", "no"),
    ("Essential", "Scrubs alone | Teaches"),
];

#[test]
fn a_row_is_read_as_its_form_would_be() {
    let (full, faults) = made(ListingKind::Role, GOOD);
    assert_eq!(faults, []);
    assert_eq!(missing(&full, now().london_day()), []);
    let (listing, terms) = (&full.listing, &full.terms);
    assert_eq!((listing.title.as_str(), listing.profession.as_str()), ("Theatre nurse", "nurse"));
    assert_eq!(full.sites.iter().map(|site| site.id.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((terms.pay_min_pence, terms.pay_max_pence), (Some(3_600_000), Some(4_200_000)));
    assert_eq!((terms.pay_period.as_deref(), terms.hours_per_week), (Some("year"), Some(37.5)));
    assert_eq!(
        (listing.contract.as_str(), full.tags.patterns.join(" ")),
        ("permanent", "full-time nights".into())
    );
    assert_eq!(listing.closes_on, NaiveDate::from_ymd_opt(2026, 12, 2));
    assert_eq!(listing.decide_by, NaiveDate::from_ymd_opt(2026, 12, 30));
    assert_eq!(listing.starts_on, NaiveDate::from_ymd_opt(2027, 1, 4));
    assert_eq!((listing.wants_cv, listing.wants_statement), (false, true));
    assert_eq!(listing.contact_name, "Bea Holt");
    assert_eq!(full.criteria.len(), 2);
}

#[test]
fn what_is_wrong_is_said_in_the_words_of_the_form() {
    for (column, cell, label, reason) in [
        ("Profession", "Nurze", "Profession", "Choose one of the list"),
        ("Lowest pay", "36k", "Lowest pay", "Enter an amount in pounds, like 36,000 or 18.50"),
        ("Lowest pay", "36000", "Pay is for", "Choose what the pay is for: a year, an hour …"),
        ("Closes", "2/2/2020", "Closing day", "Choose a closing day that is today or later"),
        ("Closes", "31/11/2026", "Closing day", "Enter a real date, like 2 December 2026"),
        ("Working pattern", "Full time; Sleepy", "Working pattern", "Choose from the list"),
        ("Sites", "Nowhere", "Sites", "No site of yours is called “Nowhere” or has that code"),
        ("Hours", "900", "Hours a week", "Enter a number from 1 to 72, like 36.5"),
        ("Visa", "perhaps", "Visa sponsorship", "Choose yes or no"),
        ("Ask for a CV", "perhaps", "Ask for a CV", "Write yes or no"),
        (
            "Email",
            "bea",
            "Contact’s email address",
            "Enter an email address in the right form, like name@example.com",
        ),
        ("Training programme", "Core surgery", "Training programme", "Only a training placement has this"),
        ("Learners at a time", "2", "Learners at a time", "Only a training placement has this"),
    ] {
        let (_, faults) = made(ListingKind::Role, &[("Title", "Nurse"), (column, cell)]);
        let [fault] = faults.as_slice() else { panic!("{column} {cell}: {faults:?}") };
        assert!(fault.column == label && fault.reason.starts_with(reason), "{column} {cell}: {fault:?}");
    }
}

#[test]
fn every_column_is_a_field_of_its_steps_form() {
    for kind in [ListingKind::Role, ListingKind::Placement] {
        for column in COLUMNS.iter().filter(|column| !matches!(column.holds, Holds::Own)) {
            let long = "=".repeat(13_000);
            let (_, faults) = made(kind, &[(column.label, &long)]);
            assert!(
                faults.iter().any(|fault| fault.column == column.label),
                "{kind} {}: {faults:?}",
                column.field
            );
        }
    }
}

#[test]
fn every_word_of_a_list_is_taken() {
    for column in COLUMNS {
        for one in column.list().into_iter().flat_map(|list| list.all()) {
            for word in [&one.code, &one.label] {
                let codes = meaning(column, word, &[]).expect("a word of the list");
                assert_eq!(codes.join(" "), one.code, "{} {word}", column.field);
            }
        }
    }
}

#[test]
fn headers_are_guessed() {
    for (header, field) in [
        ("Title", "title"),
        ("JOB TITLE", "title"),
        ("pay_min", "pay_min"),
        ("Salary (from)", "pay_min"),
        ("Closing date", "closes_on"),
        ("Vacancy Ref.", "reference"),
        ("Speciality", "specialties"),
        ("Contact's email address", "contact_email"),
        ("Favourite colour", ""),
        ("", ""),
    ] {
        assert_eq!(guess(header).map_or("", |column| column.field), field, "{header}");
    }
}

#[test]
fn no_word_means_two_columns() {
    for column in COLUMNS {
        assert_eq!(guess(column.label).map(|found| found.field), Some(column.field));
        assert_eq!(guess(column.field).map(|found| found.field), Some(column.field));
    }
}

#[test]
fn a_row_is_the_same_by_its_reference_or_by_what_it_says() {
    let said = |cells: &[&str], headers: &[&str]| {
        let columns: Vec<_> = headers.iter().map(|header| guess(header)).collect();
        Said::of(&cells.iter().map(ToString::to_string).collect::<Vec<_>>(), &columns)
    };
    let (one, two) =
        (said(&["A", "B"], &["Title", "Summary"]), said(&["B ", " A", "x"], &["Summary", "Title", "?"]));
    assert_eq!(one.key(), two.key());
    assert_ne!(one.key(), said(&["B", "A"], &["Title", "Summary"]).key());
    let three = said(&["7", "A"], &["Reference", "Title"]);
    assert_eq!(three.key(), "ref:7");
    assert_ne!(three.fingerprint(), said(&["7", "B"], &["Reference", "Title"]).fingerprint());
}

#[test]
fn the_life_of_an_import() {
    use ImportState::{Cancelled, Checked, Checking, Done, Matching, Running};
    let allowed = [
        (Matching, Checking),
        (Checking, Checked),
        (Checked, Checking),
        (Checked, Running),
        (Running, Done),
        (Matching, Cancelled),
        (Checking, Cancelled),
        (Checked, Cancelled),
        (Running, Cancelled),
    ];
    for &from in ImportState::ALL {
        for &to in ImportState::ALL {
            assert_eq!(from.may_become(to), allowed.contains(&(from, to)), "{from} to {to}");
        }
        assert_eq!(from.has_ended(), !ImportState::ALL.iter().any(|to| from.may_become(*to)));
    }
}
