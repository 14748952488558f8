//! What is asked, which totals are shown, and when.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::codes::{self, List};

/// Something that is asked, with the answers that there are besides [`UNSAID`].
pub struct Question {
    pub code: &'static str,
    pub words: &'static str,
    pub hint: &'static str,
    pub answers: fn() -> &'static List,
}

pub const QUESTIONS: [Question; 7] = [
    Question { code: "age", words: "What is your age?", hint: "", answers: codes::equality_ages },
    Question { code: "sex", words: "What is your sex?", hint: "", answers: codes::equality_sexes },
    Question {
        code: "gender",
        words: "Is the gender you identify with the same as your sex registered at birth?",
        hint: "",
        answers: codes::equality_genders,
    },
    Question {
        code: "ethnicity",
        words: "What is your ethnic group?",
        hint: "",
        answers: codes::equality_ethnicities,
    },
    Question {
        code: "disability",
        words: "Do you have a disability?",
        hint: "A physical or mental condition that has a substantial and long-term effect on what you can do day to day",
        answers: codes::equality_disabilities,
    },
    Question {
        code: "religion",
        words: "What is your religion?",
        hint: "",
        answers: codes::equality_religions,
    },
    Question {
        code: "orientation",
        words: "What is your sexual orientation?",
        hint: "",
        answers: codes::equality_orientations,
    },
];

/// Said, or left blank by somebody who answered something else: the totals do not tell these apart.
pub const UNSAID: &str = "prefer-not-to-say";
/// As the form has it, and as the totals have it.
pub const UNSAID_WORDS: &str = "Prefer not to say";
pub const UNSAID_TOTAL: &str = "Prefer not to say, or left blank";

/// The code of an answer by the code of its question; one for every question.
pub type Answers = HashMap<&'static str, String>;

/// Fewer people than this are never shown as a group.
pub const LEAST_GROUP: i64 = 5;
/// A set with fewer people waits for more.
pub const LEAST_SET: i32 = 20;

/// The first day of a month: the finest time that is kept.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Is a set whole? Its month has ended and there are enough people in it: it is shown from now on, and nobody joins it.
pub fn is_whole(people: i32, last_month: NaiveDate, today: NaiveDate) -> bool {
    people >= LEAST_SET && last_month < month_of(today)
}

/// The groups of one question as they may be shown: `None` for what is hidden.
///
/// A group of fewer than five, and an empty one, is hidden. Everybody is in one group of each question, so that whoever
/// knows the sum could work out what is hidden from what is shown: more groups are hidden, the smallest first, until two
/// or more are and five or more people are in them. (Complementary suppression: ONS, disclosure control for tables.)
pub fn shown(groups: &[i64]) -> Vec<Option<i64>> {
    let mut by_size: Vec<usize> = (0..groups.len()).collect();
    by_size.sort_by_key(|at| groups.get(*at).copied());
    let size = |at: &usize| groups.get(*at).copied().unwrap_or_default();
    let mut hidden: Vec<usize> = by_size.iter().copied().filter(|at| size(at) < LEAST_GROUP).collect();
    let mut rest = by_size.iter().copied().skip(hidden.len());
    while !hidden.is_empty() && (hidden.len() < 2 || hidden.iter().map(size).sum::<i64>() < LEAST_GROUP) {
        let Some(next) = rest.next() else { break };
        hidden.push(next);
    }
    let show = |(at, people): (usize, &i64)| (!hidden.contains(&at)).then_some(*people);
    groups.iter().enumerate().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_cannot_be_worked_out_from_what_is_shown() {
        for (groups, want) in [
            // Nothing small: nothing hidden.
            (vec![12, 8], vec![Some(12), Some(8)]),
            // One small group takes the next smallest along, or it would be the sum less the others.
            (vec![20, 9, 2], vec![Some(20), None, None]),
            (vec![20, 9, 0], vec![Some(20), None, None]),
            // Two small ones of six together stand for each other.
            (vec![30, 10, 3, 3], vec![Some(30), Some(10), None, None]),
            // Two of three together do not: each of them would be known to within three people.
            (vec![30, 10, 2, 1], vec![Some(30), None, None, None]),
            (vec![30, 10, 0, 0, 0], vec![Some(30), None, None, None, None]),
            // Everybody alike: that would be said of each of them.
            (vec![25, 0], vec![None, None]),
            (vec![4, 4], vec![None, None]),
            (vec![3], vec![None]),
            (vec![], vec![]),
        ] {
            assert_eq!(shown(&groups), want, "{groups:?}");
        }
    }

    #[test]
    fn nothing_hidden_is_ever_alone_or_few() {
        for a in 0..9_i64 {
            for b in 0..9 {
                for c in 0..9 {
                    for d in 0..9 {
                        let groups = [a, b, c, d];
                        let seen = shown(&groups);
                        let hidden = groups.iter().zip(&seen).filter(|(_, seen)| seen.is_none());
                        let hidden: Vec<i64> = hidden.map(|(people, _)| *people).collect();
                        assert!(seen.iter().flatten().all(|people| *people >= LEAST_GROUP));
                        let safe = hidden.len() >= 2 && hidden.iter().sum::<i64>() >= LEAST_GROUP;
                        assert!(hidden.is_empty() || safe || hidden.len() == 4, "{groups:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_set_is_shown_once_its_month_is_over_and_it_is_large() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (people, last_month, today, whole) in [
            (19, "2026-10-01", "2026-11-22", false),
            (20, "2026-10-01", "2026-11-22", true),
            (20, "2026-11-01", "2026-11-30", false),
            (20, "2026-11-01", "2026-12-01", true),
        ] {
            assert_eq!(is_whole(people, day(last_month), day(today)), whole, "{people} {last_month} {today}");
        }
    }

    #[test]
    fn no_answer_is_called_as_the_unsaid_one_is() {
        for question in &QUESTIONS {
            assert!(!(question.answers)().contains(UNSAID), "{}", question.code);
        }
    }
}
