//! What is said of wrong values, beside which field.

use super::*;
use crate::profiles::model::Place;

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

/// The fields with something to mend.
fn wrong<T>(checked: Result<T, Problems>) -> Vec<String> {
    let problems = checked.err().unwrap_or_default();
    problems.list().iter().map(|problem| problem.field.clone()).collect()
}

#[test]
fn a_registration_is_checked_against_its_body() {
    for (body, number, wanted) in [
        ("NMC", "12a 3456b", Ok("12A3456B")),
        ("GMC", "7654321", Ok("7654321")),
        ("HCPC", "ph123456", Ok("PH123456")),
        ("NMC", "7654321", Err("number")),
        ("GMC", "", Err("number")),
        ("", "7654321", Err("body")),
        ("ABC", "7654321", Err("body")),
    ] {
        let form = RegistrationForm { body: body.into(), number: number.into() };
        let checked = form.check(today());
        match wanted {
            Ok(kept) => assert_eq!(checked.unwrap().number, kept),
            Err(field) => assert_eq!(wrong(checked), [field], "{body} {number}"),
        }
    }
}

#[test]
fn a_job_has_a_beginning_before_its_end() {
    for (started, ended, wanted) in [
        ("March 2021", "", &[][..]),
        ("March 2021", "03/2021", &[]),
        ("November 2026", "", &[]),
        ("December 2026", "", &["started"]),
        ("March 2021", "02/2021", &["ended"]),
        ("", "02/2021", &["started"]),
        ("soon", "later", &["started", "ended"]),
    ] {
        let form = EmploymentForm {
            title: "Nurse".into(),
            employer: "Larch".into(),
            started: started.into(),
            ended: ended.into(),
            ..EmploymentForm::default()
        };
        assert_eq!(wrong(form.check(today())), wanted, "{started} {ended}");
    }
    assert_eq!(wrong(EmploymentForm::default().check(today())), ["title", "employer", "started"]);
}

#[test]
fn training_is_done_before_it_runs_out() {
    for (skill, title, completed, expires, wanted) in [
        ("fire-safety", "", "2026-01-02", "2027-01-02", &[][..]),
        ("", "Knots", "2026-01-02", "", &[]),
        ("", "", "2026-01-02", "", &["skill"]),
        ("juggling", "", "2026-01-02", "", &["skill"]),
        ("fire-safety", "", "2026-12-01", "", &["completed"]),
        ("fire-safety", "", "", "", &["completed"]),
        ("fire-safety", "", "2026-01-02", "2026-01-02", &["expires"]),
    ] {
        let form = TrainingForm {
            skill: skill.into(),
            title: title.into(),
            completed: completed.into(),
            expires: expires.into(),
        };
        assert_eq!(wrong(form.check(today())), wanted, "{skill} {title} {completed} {expires}");
    }
}

#[test]
fn a_place_is_one_place() {
    let check =
        |place: &str, miles: &str| PlaceForm { place: place.into(), miles: miles.into() }.check(today());
    let leeds = check("leeds", "25").unwrap();
    assert_eq!((leeds.label.as_str(), leeds.miles), ("Leeds", Some(25)));
    // A region is searched inside.
    assert!(matches!(check("Yorkshire and the Humber", "25"), Ok(Place { miles: None, .. })));
    assert_eq!(wrong(check("Leeds", "")), ["miles"]);
    assert_eq!(wrong(check("Leeds", "7")), ["miles"]);
    assert_eq!(wrong(check("", "25")), ["place"]);
    let several = check("Newport", "25").unwrap_err();
    let words = several.of("place").unwrap();
    assert!(words.starts_with("There are several.") && words.contains("Isle of Wight"), "{words}");
    assert!(check("Newport, Isle of Wight", "25").is_ok());
}

#[test]
fn the_right_to_work_until_a_day_names_it() {
    let check = |right: &str, until: &str| {
        RightToWorkForm { right: right.into(), until: until.into() }.check(&RightToWorkForm::default())
    };
    assert_eq!(wrong(check("until", "")), ["until"]);
    assert_eq!(wrong(check("", "")), ["right"]);
    assert!(check("until", "2027-03-01").unwrap().work_until.is_some());
    // A day that was typed before another answer was chosen means nothing.
    assert!(check("unlimited", "2027-03-01").unwrap().work_until.is_none());
}
