//! What the forms of applications take and refuse.

use super::*;
use crate::codes;

fn details(phone: &str, registration: &str, awaited: &str) -> DetailsForm {
    DetailsForm {
        name: " Ada  Marsh ".into(),
        phone: phone.into(),
        registration: registration.into(),
        awaited: awaited.into(),
        then: String::new(),
    }
}

#[test]
fn details_may_wait_but_not_be_wrong() {
    let nmc = codes::registrations().get("NMC");
    for (name, registration, then, right) in [
        ("", "", "", false),
        ("", "", "later", true),
        ("Ada", "", "", false),
        ("Ada", "", "later", true),
        ("Ada", "12A3456B", "later", true),
        ("Ada", "7654321", "later", false),
    ] {
        let form = DetailsForm {
            name: name.into(),
            registration: registration.into(),
            then: then.into(),
            ..DetailsForm::default()
        };
        assert_eq!(form.check(nmc).is_ok(), right, "{name:?} {registration:?} {then:?}");
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

fn question(kind: crate::listings::QuestionKind) -> crate::listings::Question {
    crate::listings::Question {
        id: crate::listings::QuestionId(7),
        listing_id: crate::listings::ListingId(1),
        position: 0,
        kind,
        prompt: "Well?".into(),
        required: true,
        choices: "Days only\nDays and nights\nNights only".into(),
        longest: 10,
    }
}

#[test]
fn an_answer_fits_its_question() {
    use crate::listings::QuestionKind::{Number, OneOf, SeveralOf, Text, YesNo};
    for (kind, sent, kept) in [
        (YesNo, "answer-7=yes", Ok("yes")),
        (YesNo, "answer-7=perhaps", Err("Choose yes or no: Well?")),
        (YesNo, "", Err("Choose yes or no: Well?")),
        (OneOf, "answer-7=choice-2", Ok("Days and nights")),
        // As it is kept, when a page is filled in from what is kept.
        (OneOf, "answer-7=Days+only", Ok("Days only")),
        (OneOf, "answer-7=choice-4", Err("Choose one of the answers: Well?")),
        (OneOf, "answer-7=choice-1&answer-7=choice-2", Err("Choose one of the answers: Well?")),
        (SeveralOf, "answer-7=choice-3&answer-7=choice-1", Ok("Days only\nNights only")),
        (SeveralOf, "answer-7=Days+only%0ANights+only", Ok("Days only\nNights only")),
        (SeveralOf, "answer-7=choice-1&answer-7=choice-9", Err("Choose at least one of the answers: Well?")),
        (SeveralOf, "answer-7=choice-1&answer-7=choice-1", Err("Choose at least one of the answers: Well?")),
        (Number, "answer-7=1,200", Ok("1200")),
        (Number, "answer-7=7.5", Ok("7.5")),
        (Number, "answer-7=seven", Err("Enter a number in digits, like 12 or 7.5: Well?")),
        (Number, "answer-7=-3", Err("Enter a number in digits, like 12 or 7.5: Well?")),
        (Number, "answer-7=1.234", Err("Enter a number in digits, like 12 or 7.5: Well?")),
        (Number, "answer-7=.", Err("Enter a number in digits, like 12 or 7.5: Well?")),
        (Text, "answer-7=Ten+letter", Ok("Ten letter")),
        (Text, "answer-7=Ten+letters", Err("This must be 10 characters or fewer")),
        (Text, "answer-7=+", Err("Enter an answer: Well?")),
        (Text, "answer-8=other", Err("Enter an answer: Well?")),
    ] {
        let form: AnswersForm = crate::web::form::parse(sent.as_bytes()).unwrap();
        let wants = crate::applications::model::Wants {
            register: None,
            statement: false,
            questions: vec![question(kind)],
            documents: Vec::new(),
            cv: false,
        };
        let checked = form.check(&wants);
        let got = match &checked {
            Ok(answers) => Ok(answers.values().next().map_or("", String::as_str)),
            Err(problems) => Err(problems.of("answer-7").unwrap_or_default()),
        };
        assert_eq!(got, kept, "{kind} {sent}");
    }
    let later: AnswersForm = crate::web::form::parse(b"then=later").unwrap();
    assert!(later.is_later());
}
