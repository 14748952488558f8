//! How long answers take, and how time is divided for a chart.

use std::collections::HashMap;

use chrono::{Datelike, Duration, NaiveDate};

use super::{ApplicationId, EventKind, State};
use crate::kit::clock::Moment;
use crate::listings::ListingId;
use crate::listings::model::Source;

/// An application among many, for their numbers.
#[derive(Clone, Copy, Debug)]
pub struct Sent {
    pub id: ApplicationId,
    pub listing: ListingId,
    pub at: Moment,
    pub state: State,
    /// The way that led to the listing; `None` when it is not known.
    pub source: Option<Source>,
}

/// Days from being submitted to the first time that this happened, of each to which it has.
pub fn days_until(
    kind: EventKind,
    submitted: &[Sent],
    happened: &[(ApplicationId, EventKind, Moment)],
) -> Vec<i64> {
    let begun: HashMap<ApplicationId, Moment> = submitted.iter().map(|one| (one.id, one.at)).collect();
    let mut days: HashMap<ApplicationId, i64> = HashMap::new();
    for (id, _, at) in happened.iter().filter(|(_, one, _)| *one == kind) {
        // What happened before somebody withdrew and came again is of another time.
        if let Some(from) = begun.get(id).filter(|from| *from <= at) {
            days.entry(*id).or_insert((at.london_day() - from.london_day()).num_days());
        }
    }
    days.into_values().collect()
}

/// The one in the middle; of an even number the lower. `None` of nothing.
pub fn median(mut days: Vec<i64>) -> Option<i64> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}

/// How much of the past a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    FourWeeks,
    TwelveWeeks,
    Year,
}

impl Period {
    pub const ALL: [Self; 3] = [Self::FourWeeks, Self::TwelveWeeks, Self::Year];

    /// In the address.
    pub fn code(self) -> &'static str {
        match self {
            Self::FourWeeks => "4",
            Self::TwelveWeeks => "12",
            Self::Year => "52",
        }
    }

    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.code() == code).unwrap_or(Self::FourWeeks)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::FourWeeks => "4 weeks",
            Self::TwelveWeeks => "12 weeks",
            Self::Year => "A year",
        }
    }

    /// The first day of each part, oldest first; the last part holds today.
    pub fn starts(self, today: NaiveDate) -> Vec<NaiveDate> {
        match self {
            Self::FourWeeks => (0..28).rev().map(|back| today - Duration::days(back)).collect(),
            Self::TwelveWeeks => (0..12).rev().map(|back| today - Duration::days(6 + 7 * back)).collect(),
            Self::Year => {
                let first = today.with_day(1).unwrap_or(today);
                let back = |months| first.checked_sub_months(chrono::Months::new(months)).unwrap_or(first);
                (0..12).rev().map(back).collect()
            }
        }
    }
}

/// How many fall into each part; what lies before the first is left out.
pub fn divided(starts: &[NaiveDate], numbers: impl IntoIterator<Item = (NaiveDate, i64)>) -> Vec<i64> {
    let mut sums = vec![0; starts.len()];
    for (day, number) in numbers {
        let part = starts.partition_point(|start| *start <= day);
        if let Some(sum) = part.checked_sub(1).and_then(|part| sums.get_mut(part)) {
            *sum += number;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_middle_of_several() {
        for (days, want) in
            [(vec![], None), (vec![3], Some(3)), (vec![9, 1], Some(1)), (vec![5, 1, 9], Some(5))]
        {
            assert_eq!(median(days.clone()), want, "{days:?}");
        }
    }

    #[test]
    fn time_is_divided_up_to_today() {
        let today = day("2026-03-31");
        for (period, parts, first, last) in [
            (Period::FourWeeks, 28, "2026-03-04", "2026-03-31"),
            (Period::TwelveWeeks, 12, "2026-01-07", "2026-03-25"),
            (Period::Year, 12, "2025-04-01", "2026-03-01"),
        ] {
            let starts = period.starts(today);
            assert_eq!((starts.len(), starts[0], starts[parts - 1]), (parts, day(first), day(last)));
            let numbers = [(day(first), 1), (today, 5), (starts[0] - Duration::days(1), 100)];
            let sums = divided(&starts, numbers);
            assert_eq!((sums[0], sums[parts - 1], sums.iter().sum::<i64>()), (1, 5, 6), "{period:?}");
        }
    }

    #[test]
    fn days_are_counted_from_the_last_time_it_was_submitted() {
        let at = |text: &str| crate::kit::clock::end_of_london_day(day(text));
        let one = |id, state| Sent {
            id: ApplicationId(id),
            listing: ListingId(1),
            at: at("2026-01-05"),
            state,
            source: None,
        };
        let submitted = [one(1, State::Shortlisted), one(2, State::Submitted)];
        let happened = [
            (ApplicationId(1), EventKind::Shortlisted, at("2026-01-01")),
            (ApplicationId(1), EventKind::Shortlisted, at("2026-01-08")),
            (ApplicationId(1), EventKind::Offered, at("2026-01-20")),
            (ApplicationId(1), EventKind::Shortlisted, at("2026-01-30")),
        ];
        assert_eq!(days_until(EventKind::Shortlisted, &submitted, &happened), [3]);
        assert_eq!(days_until(EventKind::Offered, &submitted, &happened), [15]);
    }
}
