//! What the forms of interviews take and refuse.

use super::*;

#[test]
fn times_are_read_as_people_write_them() {
    for (typed, want) in [
        ("09:30", Some("09:30:00")),
        ("9.30", Some("09:30:00")),
        ("2pm", Some("14:00:00")),
        ("2:15 PM", Some("14:15:00")),
        ("12am", Some("00:00:00")),
        ("12pm", Some("12:00:00")),
        ("14", None),
        ("25:00", None),
        ("13pm", None),
        ("noon", None),
        ("", None),
    ] {
        assert_eq!(time(typed).ok().map(|time| time.to_string()).as_deref(), want, "{typed:?}");
    }
}

#[test]
fn times_in_bulk_are_refused_with_a_reason() {
    let now = Moment::from_utc("2026-11-20T10:00:00".parse().unwrap());
    let form = |first: &str, last: &str, from: &str, until: &str, minutes: &str| SlotsForm {
        first: first.into(),
        last: last.into(),
        from: from.into(),
        until: until.into(),
        minutes: minutes.into(),
        ..SlotsForm::fresh()
    };
    for (form, want) in [
        (form("2026-12-03", "2026-12-04", "9:00", "11:00", "30"), Ok(8)),
        (form("2026-12-03", "", "9:00", "11:00", "30"), Ok(4)),
        (form("", "", "9:00", "11:00", "30"), Err("Enter the first day")),
        (form("2026-11-19", "", "9:00", "11:00", "30"), Err("Enter a day that has not passed")),
        (form("2026-12-04", "2026-12-03", "9:00", "11:00", "30"), Err("The last day is before the first")),
        (form("2026-12-05", "", "9:00", "11:00", "30"), Err("No time fits")),
        (form("2026-12-03", "", "11:00", "9:00", "30"), Err("No time fits")),
        (form("2026-12-03", "", "9:00", "11:00", "0"), Err("Enter a number of minutes from 5 to 480")),
        (form("2026-11-20", "", "8:00", "9:00", "30"), Err("These times have passed")),
        (form("2026-12-03", "2027-06-01", "9:00", "17:00", "10"), Err("These are more than 200")),
    ] {
        match (form.check(now), want) {
            (Ok((starts, _)), Ok(many)) => assert_eq!(starts.len(), many),
            (Err(problems), Err(words)) => {
                let said: Vec<&str> = problems.list().iter().map(|one| one.message.as_str()).collect();
                assert!(said.iter().any(|said| said.contains(words)), "{said:?} for {words}");
            }
            (found, want) => panic!("{found:?}, not {want:?}"),
        }
    }
}
