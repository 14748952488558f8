//! Where an application stands, as its candidate's list says it: whose turn it is, how far it came, and what is late.

use chrono::NaiveDate;

use super::{Door, Event, EventKind, State, was_viewed};
use crate::kit::clock::Moment;

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    Candidate,
    Provider,
    Nobody,
}

impl Turn {
    pub const ALL: [Self; 3] = [Self::Candidate, Self::Provider, Self::Nobody];

    pub fn of(state: State, door: Door, is_to_choose: bool) -> Self {
        match state {
            State::Offered => Self::Candidate,
            State::Submitted | State::Shortlisted if is_to_choose => Self::Candidate,
            State::Draft if door.takes_drafts() => Self::Candidate,
            State::Submitted | State::Shortlisted => Self::Provider,
            State::Draft | State::Accepted | State::Declined | State::Rejected | State::Withdrawn => {
                Self::Nobody
            }
        }
    }

    /// The heading of its section.
    pub fn label(self) -> &'static str {
        match self {
            Self::Candidate => "Needs you",
            Self::Provider => "With the provider",
            Self::Nobody => "Finished",
        }
    }
}

/// What a candidate is to expect of an application.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected {
    /// They were invited to an interview and have chosen no time yet.
    pub is_to_choose: bool,
    /// When the next interview begins.
    pub interview: Option<Moment>,
    /// The day by which they were told to hear, while others were invited.
    pub hear_by: Option<NaiveDate>,
}

/// How far it came since it was last submitted: each thing that happened with the first time that it did, in the order
/// in which they happened.
pub fn progress(events: &[Event]) -> Vec<(EventKind, Moment)> {
    let last = events.iter().rposition(|event| event.kind == EventKind::Submitted).unwrap_or_default();
    let mut steps: Vec<(EventKind, Moment)> = Vec::new();
    for event in events.iter().skip(last) {
        if steps.iter().all(|(kind, _)| *kind != event.kind) {
            steps.push((event.kind, event.at));
        }
    }
    steps
}

/// Did the provider answer, or does it still owe an answer, without having opened it?
pub fn is_unopened(state: State, events: &[Event]) -> bool {
    let concerns = state.awaits_provider() || state == State::Rejected;
    concerns && !was_viewed(events)
}

/// Days since the day by which there was to be an answer; `None` while it has not passed, or none is owed.
pub fn days_late(state: State, decide_by: Option<NaiveDate>, today: NaiveDate) -> Option<i64> {
    let days = (today - decide_by?).num_days();
    (state.awaits_provider() && days > 0).then_some(days)
}

/// "3 days late"
pub fn late_words(days: i64) -> String {
    if days == 1 { "1 day late".into() } else { format!("{days} days late") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(kinds: &[EventKind]) -> Vec<Event> {
        let start = Moment::from_utc("2026-11-20T10:00:00".parse().unwrap());
        let event = |(at, kind): (usize, &EventKind)| Event {
            kind: *kind,
            note: String::new(),
            at: start + chrono::Duration::hours(at as i64),
        };
        kinds.iter().enumerate().map(event).collect()
    }

    #[test]
    fn it_is_the_turn_of_whoever_can_move_it_on() {
        use State::{Accepted, Declined, Draft, Offered, Rejected, Shortlisted, Submitted, Withdrawn};
        let grace = Door::Grace(Moment::from_utc("2026-11-21T10:00:00".parse().unwrap()));
        for (state, door, turn) in [
            (Draft, Door::Open, Turn::Candidate),
            (Draft, grace, Turn::Candidate),
            (Draft, Door::Closed, Turn::Nobody),
            (Submitted, Door::Open, Turn::Provider),
            (Submitted, Door::Closed, Turn::Provider),
            (Shortlisted, Door::Closed, Turn::Provider),
            (Offered, Door::Closed, Turn::Candidate),
            (Accepted, Door::Closed, Turn::Nobody),
            (Declined, Door::Closed, Turn::Nobody),
            (Rejected, Door::Open, Turn::Nobody),
            (Withdrawn, Door::Open, Turn::Nobody),
        ] {
            assert_eq!(Turn::of(state, door, false), turn, "{state} {door:?}");
        }
        for (state, turn) in [
            (Submitted, Turn::Candidate),
            (Shortlisted, Turn::Candidate),
            (Offered, Turn::Candidate),
            (Accepted, Turn::Nobody),
            (Withdrawn, Turn::Nobody),
        ] {
            assert_eq!(Turn::of(state, Door::Closed, true), turn, "{state} with a time to choose");
        }
    }

    #[test]
    fn how_far_it_came_counts_from_the_last_submission() {
        use EventKind::{Offered, Restarted, Shortlisted, Submitted, Viewed, Withdrawn};
        for (happened, told) in [
            (vec![], vec![]),
            (vec![Submitted, Viewed, Shortlisted, Offered], vec![Submitted, Viewed, Shortlisted, Offered]),
            (vec![Submitted, Viewed, Viewed], vec![Submitted, Viewed]),
            (vec![Submitted, Viewed, Withdrawn, Restarted, Submitted], vec![Submitted]),
        ] {
            let kinds: Vec<EventKind> = progress(&events(&happened)).into_iter().map(|step| step.0).collect();
            assert_eq!(kinds, told, "{happened:?}");
        }
    }

    #[test]
    fn an_answer_without_a_look_is_said() {
        use EventKind::{Rejected, Submitted, Viewed};
        for (state, happened, unopened) in [
            (State::Submitted, vec![Submitted], true),
            (State::Submitted, vec![Submitted, Viewed], false),
            (State::Rejected, vec![Submitted, Rejected], true),
            (State::Rejected, vec![Submitted, Viewed, Rejected], false),
            (State::Offered, vec![Submitted], false),
            (State::Draft, vec![], false),
        ] {
            assert_eq!(is_unopened(state, &events(&happened)), unopened, "{state} {happened:?}");
        }
    }

    #[test]
    fn late_is_the_day_after() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (state, decide_by, late) in [
            (State::Submitted, Some("2026-12-02"), None),
            (State::Submitted, Some("2026-12-01"), Some(1)),
            (State::Shortlisted, Some("2026-11-25"), Some(7)),
            (State::Offered, Some("2026-11-25"), None),
            (State::Rejected, Some("2026-11-25"), None),
            (State::Submitted, None, None),
        ] {
            assert_eq!(
                days_late(state, decide_by.map(day), day("2026-12-02")),
                late,
                "{state} {decide_by:?}"
            );
        }
        assert_eq!((late_words(1), late_words(12)), ("1 day late".into(), "12 days late".into()));
    }
}
