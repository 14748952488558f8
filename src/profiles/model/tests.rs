//! Gaps, months, and where the parts of a profile stand.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn month(text: &str) -> NaiveDate {
    day(&format!("{text}-01"))
}

/// A day in November 2026.
fn today() -> NaiveDate {
    day("2026-11-22")
}

#[test]
fn gaps_of_over_three_months_are_found() {
    type Stretch = (&'static str, &'static str);
    let table: &[(&str, &[Stretch], &[Stretch])] = &[
        ("nothing said, nothing asked", &[], &[]),
        ("still there", &[("2020-01", "")], &[]),
        ("one after the other", &[("2020-01", "2021-03"), ("2021-04", "")], &[]),
        ("three whole months between", &[("2020-01", "2021-03"), ("2021-07", "")], &[]),
        ("four whole months between", &[("2020-01", "2021-03"), ("2021-08", "")], &[("2021-04", "2021-07")]),
        ("in any order", &[("2021-08", ""), ("2020-01", "2021-03")], &[("2021-04", "2021-07")]),
        ("over the new year", &[("2019-01", "2020-10"), ("2021-03", "")], &[("2020-11", "2021-02")]),
        ("two at once", &[("2018-01", "2022-01"), ("2019-01", "2019-06"), ("2022-02", "")], &[]),
        (
            "one within another hides nothing",
            &[("2018-01", "2019-01"), ("2018-02", "2018-03")],
            &[("2019-02", "")],
        ),
        ("ended three months ago", &[("2020-01", "2026-07")], &[]),
        ("ended four months ago", &[("2020-01", "2026-06")], &[("2026-07", "")]),
        (
            "two gaps",
            &[("2015-01", "2016-01"), ("2017-01", "2018-01")],
            &[("2016-02", "2016-12"), ("2018-02", "")],
        ),
        ("one that is yet to start", &[("2027-02", "")], &[]),
    ];
    let until = |text: &str| (!text.is_empty()).then(|| month(text));
    for (name, stretches, wanted) in table {
        let found = gaps(stretches.iter().map(|(from, to)| (month(from), until(to))), today());
        let wanted: Vec<Gap> =
            wanted.iter().map(|(from, to)| Gap { from: month(from), to: until(to) }).collect();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn months_are_read_as_people_write_them() {
    let march = Some(month("2021-03"));
    for (typed, wanted) in [
        ("March 2021", Some(march)),
        ("mar 2021", Some(march)),
        (" 03/2021 ", Some(march)),
        ("3 2021", Some(march)),
        ("2021-03", Some(march)),
        ("2021 March", Some(march)),
        ("", Some(None)),
        ("??", None),
        ("March", None),
        ("2021", None),
        ("ma 2021", None),
        ("13/2021", None),
        ("03/21", None),
        ("03/03/2021", None),
        ("March 1821", None),
        ("٠٣/2021", None),
        ("99999999999/2021", None),
    ] {
        assert_eq!(read_month(typed).ok(), wanted, "{typed}");
    }
    assert_eq!(read_month(&month_words(month("2021-03"))), Ok(march));
    assert_eq!(span_words(month("2021-03"), None), "March 2021 to now");
}

fn kept<E>(entry: E) -> Vec<Kept<E>> {
    vec![Kept { id: EntryId(7), entry }]
}

fn job(started: &str, ended: &str) -> Vec<Kept<Employment>> {
    let ended = (!ended.is_empty()).then(|| month(ended));
    kept(Employment { started: month(started), ended, ..Employment::default() })
}

#[test]
fn a_part_stands_where_what_it_holds_puts_it() {
    use Standing::{Begun, Done, NotNeeded, Open, Skipped};
    let empty = Profile::default;
    let work = |profession: &str| Work {
        profession: profession.into(),
        stage: "experienced".into(),
        ..Work::default()
    };
    let training = |expires: &str| Training { expires_on: Some(day(expires)), ..Training::default() };
    let until = |until: &str| RightToWork { code: "until".into(), work_until: Some(day(until)) };
    let referees = [kept(Referee::default()), kept(Referee::default())].concat();
    for (part, profile, wanted) in [
        (Part::Contact, empty(), Open),
        (Part::Contact, Profile { skipped: vec![Part::Contact], ..empty() }, Skipped),
        (Part::Work, Profile { work: work("nurse"), skipped: vec![Part::Work], ..empty() }, Done),
        (Part::Registrations, Profile { work: work("nurse"), ..empty() }, Open),
        (Part::Registrations, Profile { work: work("phlebotomist"), ..empty() }, NotNeeded),
        (Part::Employment, Profile { employments: job("2020-01", ""), ..empty() }, Done),
        (Part::Employment, Profile { employments: job("2020-01", "2021-01"), ..empty() }, Begun),
        (Part::Training, Profile { training: kept(training("2026-11-22")), ..empty() }, Done),
        (Part::Training, Profile { training: kept(training("2026-11-21")), ..empty() }, Begun),
        (Part::Referees, Profile { referees: kept(Referee::default()), ..empty() }, Begun),
        (Part::Referees, Profile { referees, ..empty() }, Done),
        (Part::RightToWork, Profile { right_to_work: until("2027-01-01"), ..empty() }, Done),
        (Part::RightToWork, Profile { right_to_work: until("2026-01-01"), ..empty() }, Begun),
    ] {
        assert_eq!(part.standing(&profile, today()), wanted, "{part} {profile:?}");
    }
}

#[test]
fn what_is_sent_tells_nothing_of_other_plans_and_reads_the_same_again() {
    let full = Profile {
        contact: Contact { name: "Ada".into(), phone: "1".into(), reach: "Text first".into() },
        employments: job("2020-01", ""),
        places: kept(Place { label: "Leeds".into(), ..Place::default() }),
        cvs: kept(Cv::default()),
        skipped: vec![Part::Training],
        ..Profile::default()
    };
    let sent = full.to_send();
    assert!(sent.places.is_empty() && sent.cvs.is_empty() && sent.contact.name.is_empty());
    let body = serde_json::to_string(&sent).unwrap();
    assert!(!body.contains("Leeds") && !body.contains("\"id\""), "{body}");
    let again: Profile = serde_json::from_str(&body).unwrap();
    assert_eq!(again.employments[0].entry, sent.employments[0].entry);
    assert_eq!((again.contact, again.skipped), (sent.contact, sent.skipped));
    // What was kept before a field was there still reads.
    assert_eq!(serde_json::from_str::<Profile>("{}").unwrap(), Profile::default());
    assert!(Profile { skipped: vec![Part::Work], ..Profile::default() }.to_send().is_empty());
}
