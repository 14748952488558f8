//! Totals of equality monitoring for the organisation that the demonstration's owner runs.

use chrono::Months;
use diesel::prelude::*;

use super::Stage;
use super::ground::{Ground, OWNERS};
use crate::equality::model::{QUESTIONS, UNSAID, month_of};
use crate::kit::db::{Conn, on_each};
use crate::schema::{equality_counts, equality_sets};

/// Sets, by how many months ago they began and ended, and their people.
const SETS: [(u32, u32, i32); 2] = [(7, 5, 46), (4, 2, 63)];
/// Of a hundred people, how many give the first, second … answer; whoever is left does not say.
fn shares(question: &str) -> &'static [i32] {
    match question {
        "age" => &[8, 27, 26, 20, 12, 4],
        "sex" => &[77, 20],
        "gender" => &[93, 1],
        "ethnicity" => &[19, 14, 3, 57, 2],
        "disability" => &[11, 82],
        "religion" => &[36, 1, 39, 4, 0, 9, 2, 2],
        _ => &[85, 4, 3, 1],
    }
}

pub(super) fn insert(conn: &mut Conn, stage: &Stage, ground: &Ground) -> QueryResult<()> {
    let Some((provider, _)) = ground.place(OWNERS, 0) else { return Ok(()) };
    let month = month_of(stage.now.london_day());
    for (began, ended, people) in SETS {
        let (first_month, last_month) = (month - Months::new(began), month - Months::new(ended));
        let set = (
            equality_sets::provider_id.eq(provider),
            equality_sets::first_month.eq(first_month),
            equality_sets::last_month.eq(last_month),
            equality_sets::people.eq(people),
        );
        on_each!(conn => diesel::insert_into(equality_sets::table).values(set).execute(conn))?;
        for question in &QUESTIONS {
            for (answer, people) in groups((question.answers)().all(), shares(question.code), people) {
                let row = (
                    equality_counts::provider_id.eq(provider),
                    equality_counts::first_month.eq(first_month),
                    equality_counts::question.eq(question.code),
                    equality_counts::answer.eq(answer),
                    equality_counts::people.eq(people),
                );
                on_each!(conn => diesel::insert_into(equality_counts::table).values(row).execute(conn))?;
            }
        }
    }
    Ok(())
}

/// Together exactly as many as there are.
fn groups<'a>(answers: &'a [crate::codes::Code], shares: &[i32], people: i32) -> Vec<(&'a str, i32)> {
    let mut left = people;
    let mut groups = Vec::new();
    for (code, share) in answers.iter().zip(shares) {
        let many = (people * share / 100).min(left);
        left -= many;
        groups.push((code.code.as_str(), many));
    }
    groups.push((UNSAID, left));
    groups.retain(|(_, many)| *many > 0);
    groups
}
