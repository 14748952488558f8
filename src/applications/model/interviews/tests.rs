//! Times of interviews, as tables.

use super::*;

fn series(first: &str, last: &str, from: &str, until: &str, minutes: i64, pause: i64) -> Series {
    Series {
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
        weekdays: vec![Weekday::Mon, Weekday::Thu, Weekday::Fri, Weekday::Sun],
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        minutes,
        pause,
    }
}

#[test]
fn times_are_made_by_day_and_length() {
    for (series, want) in [
        (
            series("2026-12-03", "2026-12-05", "09:00:00", "10:30:00", 30, 15),
            vec![
                "2026-12-03T09:00:00Z",
                "2026-12-03T09:45:00Z",
                "2026-12-04T09:00:00Z",
                "2026-12-04T09:45:00Z",
            ],
        ),
        // The clocks go back on the night before Sunday 25 October: ten is ten.
        (
            series("2026-10-23", "2026-10-25", "10:00:00", "10:30:00", 30, 0),
            vec!["2026-10-23T09:00:00Z", "2026-10-25T10:00:00Z"],
        ),
        (series("2026-12-01", "2026-12-02", "09:00:00", "17:00:00", 30, 0), vec![]),
        (series("2026-12-03", "2026-12-03", "09:00:00", "09:20:00", 30, 0), vec![]),
    ] {
        let starts: Vec<String> = series.starts().iter().map(|at| at.rfc3339()).collect();
        assert_eq!(starts, want);
    }
    let many = series("2026-01-01", "2026-12-31", "00:00:00", "23:59:00", 5, 0);
    assert_eq!(many.starts().len(), MOST_SLOTS + 1);
}

#[test]
fn a_time_is_said_in_london() {
    let at =
        |day: &str| clock::london_time(day.parse().unwrap(), NaiveTime::from_hms_opt(11, 45, 0).unwrap());
    assert_eq!(span_words(at("2026-12-03"), 30), "Thursday 3 December 2026, 11:45am to 12:15pm");
    assert_eq!(span_words(at("2026-07-03"), 30), "Friday 3 July 2026, 11:45am to 12:15pm");
    assert_eq!(named(&["A", "B", "C"]), "A, B and C");
}

#[test]
fn times_overlap_when_a_moment_is_in_both() {
    let at = |text: &str| Moment::from_utc(format!("2026-12-03T{text}:00").parse().unwrap());
    let (id, interview_id) = (SlotId(1), InterviewId(1));
    let slot = Slot { id, interview_id, starts_at: at("10:00"), minutes: 30 };
    for (starts, minutes, overlaps) in [
        ("09:30", 30, false),
        ("09:30", 31, true),
        ("10:00", 30, true),
        ("10:10", 5, true),
        ("09:00", 180, true),
        ("10:30", 30, false),
    ] {
        assert_eq!(slot.overlaps(at(starts), minutes), overlaps, "{starts} for {minutes}");
    }
}

#[test]
fn reminders_come_on_the_day_before() {
    let at = |text: &str| Moment::from_utc(text.parse().unwrap());
    for (starts, now, due) in [
        ("2026-12-03T10:00:00", "2026-12-02T08:59:00", false),
        ("2026-12-03T10:00:00", "2026-12-02T09:00:00", true),
        ("2026-12-03T10:00:00", "2026-12-03T08:00:00", true),
        ("2026-12-03T10:00:00", "2026-12-03T09:59:00", true),
        ("2026-12-03T10:00:00", "2026-12-03T10:00:00", false),
        // Summer time: nine in London is eight.
        ("2026-07-03T22:30:00", "2026-07-02T07:59:00", false),
        ("2026-07-03T22:30:00", "2026-07-02T08:00:00", true),
        ("2026-07-03T23:30:00", "2026-07-02T08:00:00", false),
    ] {
        assert_eq!(is_reminder_due(at(starts), at(now)), due, "{starts} at {now}");
    }
}
