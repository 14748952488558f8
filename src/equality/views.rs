//! The totals, as a provider reads them.

use askama::Template;
use chrono::NaiveDate;

use super::model::{LEAST_GROUP, LEAST_SET, QUESTIONS, Question, UNSAID, UNSAID_TOTAL, shown};
use super::store::Set;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::page::Page;

/// A group, with how many are in it.
pub struct Group {
    pub label: String,
    pub people: String,
}

pub struct Totals {
    pub id: String,
    pub words: &'static str,
    pub groups: Vec<Group>,
}

pub struct SetShown {
    /// `September to November 2026`
    pub title: String,
    pub people: i32,
    pub totals: Vec<Totals>,
}

#[derive(Template)]
#[template(path = "equality/totals.html")]
pub struct TotalsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub sets: Vec<SetShown>,
    pub least_group: i64,
    pub least_set: i32,
}

impl TotalsPage {
    pub(super) fn new(page: Page, desk: &Desk, sets: &[Set]) -> Self {
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            sets: sets.iter().map(shown_set).collect(),
            least_group: LEAST_GROUP,
            least_set: LEAST_SET,
        }
    }
}

fn shown_set(set: &Set) -> SetShown {
    SetShown {
        title: span(set.first_month, set.last_month),
        people: set.people,
        totals: QUESTIONS.iter().map(|question| totals(question, set)).collect(),
    }
}

fn totals(question: &Question, set: &Set) -> Totals {
    let list = (question.answers)().all().iter();
    let mut answers: Vec<(&str, &str)> = list.map(|code| (code.code.as_str(), code.label.as_str())).collect();
    answers.push((UNSAID, UNSAID_TOTAL));
    let many = |answer: &str| {
        set.counts.get(&(question.code.to_string(), answer.to_string())).copied().unwrap_or_default()
    };
    let people: Vec<i64> = answers.iter().map(|(code, _)| many(code)).collect();
    let group = |((_, label), people): (&(&str, &str), Option<i64>)| Group {
        label: (*label).to_string(),
        people: people.map_or_else(|| "Not shown".into(), |people| people.to_string()),
    };
    Totals {
        id: format!("{}-{}", question.code, set.first_month.format("%Y-%m")),
        words: question.words,
        groups: answers.iter().zip(shown(&people)).map(group).collect(),
    }
}

fn span(first: NaiveDate, last: NaiveDate) -> String {
    let (from, to) = (first.format("%B %Y").to_string(), last.format("%B %Y").to_string());
    if from == to { from } else { format!("{from} to {to}") }
}
