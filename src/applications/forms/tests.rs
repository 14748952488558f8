//! What the forms of applications take and refuse.

use super::*;
use crate::codes;

fn details(phone: &str, registration: &str, awaited: &str) -> DetailsForm {
    DetailsForm {
        name: " Ada  Marsh ".into(),
        phone: phone.into(),
        registration: registration.into(),
        awaited: awaited.into(),
    }
}

#[test]
fn numbers_are_checked_for_their_format_or_awaited() {
    let nmc = codes::registrations().get("NMC");
    for (register, typed, awaited, kept) in [
        (nmc, "12a 3456b", "", Some("12A3456B")),
        (nmc, "12a 3456b", "yes", Some("12A3456B")),
        (nmc, "", "yes", Some(AWAITED)),
        (nmc, "", "", None),
        (nmc, "7654321", "", None),
        (nmc, "7654321", "yes", None),
        (None, "anything", "", Some("")),
    ] {
        let checked = details("", typed, awaited).check(register);
        assert_eq!(checked.ok().map(|kept| kept.registration).as_deref(), kept, "{typed:?} {awaited:?}");
    }
}

#[test]
fn phone_numbers_are_what_people_dial() {
    for (typed, right) in [
        ("", true),
        ("0113 496 0000", true),
        ("+44 (0)7700 900000", true),
        ("01632 960000 ext 12", true),
        ("call me", false),
        ("123", false),
        ("07700 900000<script>", false),
    ] {
        assert_eq!(details(typed, "", "").check(None).is_ok(), right, "{typed}");
    }
    assert_eq!(details("", "", "").check(None).map(|kept| kept.name).ok().as_deref(), Some("Ada Marsh"));
}

#[test]
fn a_statement_is_counted_in_words_and_may_wait() {
    for (statement, then, right) in [
        ("I can.".to_string(), "", true),
        (String::new(), "", false),
        (String::new(), "later", true),
        ("word ".repeat(MOST_STATEMENT_WORDS), "", true),
        ("word ".repeat(MOST_STATEMENT_WORDS + 1), "", false),
        ("word ".repeat(MOST_STATEMENT_WORDS + 1), "later", false),
        ("x".repeat(LONGEST_STATEMENT + 1), "", false),
    ] {
        let form = StatementForm { statement, then: then.into() };
        assert_eq!(form.check().is_ok(), right, "{} characters", form.statement.len());
    }
}

#[test]
fn a_rejection_has_a_reason() {
    let reject = |reason: &str| RejectForm { reason: reason.into(), words: String::new() }.check().is_ok();
    assert!(reject("interview") && !reject("") && !reject("because"));
}
