//! The response ledger: how soon a provider answers those who apply, beside the day by which it had said that it would.

use chrono::{Duration, NaiveDate};

use crate::kit::clock::Moment;

/// From so many applications on it is shown: fewer would tell of single people.
pub const FEWEST: usize = 5;
/// How far back it looks, in days.
pub const LOOKS_BACK: i64 = 365;

/// An application, with the day by which its provider had said that everybody hears.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    pub submitted_at: Moment,
    pub decide_by: NaiveDate,
    /// When an offer or a rejection was sent; the first of them since it was submitted.
    pub answered_at: Option<Moment>,
    /// The candidate withdrew.
    pub has_left: bool,
}

/// What the public reads of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ledger {
    pub applications: usize,
    pub in_time: usize,
    /// From submitting to the answer: half of those who were answered waited no longer. `None` when nobody was.
    pub median_days: Option<i64>,
}

impl Ledger {
    /// Of what was decided or was to be decided in the last year. Who withdrew before an answer is not owed one.
    /// `None` for fewer than [`FEWEST`].
    pub fn of(dues: &[Due], today: NaiveDate) -> Option<Ledger> {
        let first = today - Duration::days(LOOKS_BACK);
        let counts = |due: &&Due| match due.answered_at {
            Some(at) => at.london_day() >= first,
            None => !due.has_left && due.decide_by < today && due.decide_by >= first,
        };
        let counted: Vec<&Due> = dues.iter().filter(counts).collect();
        let answered = counted.iter().filter_map(|due| Some((due, due.answered_at?)));
        let in_time = answered.clone().filter(|(due, at)| at.london_day() <= due.decide_by).count();
        let mut days: Vec<i64> =
            answered.map(|(due, at)| (at.london_day() - due.submitted_at.london_day()).num_days()).collect();
        days.sort_unstable();
        let median_days = days.get(days.len().saturating_sub(1) / 2).copied();
        (counted.len() >= FEWEST).then_some(Ledger { applications: counted.len(), in_time, median_days })
    }

    /// Whole per cent, never 100 while one was late.
    pub fn share(&self) -> usize {
        self.in_time * 100 / self.applications.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(submitted: &str, decide_by: &str, answered: &str) -> Due {
        let at = |day: &str| Moment::from_utc(format!("{day}T10:00:00").parse().unwrap());
        Due {
            submitted_at: at(submitted),
            decide_by: decide_by.parse().unwrap(),
            answered_at: (!answered.is_empty()).then(|| at(answered)),
            has_left: false,
        }
    }

    #[test]
    fn answers_are_counted_against_the_day_that_was_named() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        let quick = due("2026-09-01", "2026-10-01", "2026-09-11");
        let last_day = due("2026-09-01", "2026-10-01", "2026-10-01");
        let late = due("2026-09-01", "2026-10-01", "2026-10-02");
        let silent = due("2026-09-01", "2026-10-01", "");
        let waits = due("2026-11-01", "2026-12-01", "");
        let left = Due { has_left: true, ..silent };
        let old = due("2025-01-01", "2025-02-01", "2025-01-20");
        let ledger =
            |applications, in_time, median| Some(Ledger { applications, in_time, median_days: median });
        for (dues, want) in [
            (vec![quick; 4], None),
            (vec![quick; 5], ledger(5, 5, Some(10))),
            (vec![quick, quick, quick, last_day, late], ledger(5, 4, Some(10))),
            (vec![quick, silent, silent, last_day, late], ledger(5, 2, Some(30))),
            (vec![quick, quick, silent, last_day, late], ledger(5, 3, Some(10))),
            (vec![quick, last_day, late, late, silent], ledger(5, 2, Some(30))),
            (vec![silent; 5], ledger(5, 0, None)),
            ([vec![quick; 4], vec![waits, left, old]].concat(), None),
            (vec![], None),
        ] {
            assert_eq!(Ledger::of(&dues, today), want, "{dues:?}");
        }
        assert_eq!(ledger(201, 200, None).map(|ledger| ledger.share()), Some(99));
    }
}
