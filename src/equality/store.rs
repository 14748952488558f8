//! The SQL of equality monitoring: counters that only grow.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Answers, is_whole, month_of};
use crate::kit::db::{Conn, on_each};
use crate::providers::ProviderId;
use crate::schema::{equality_counts, equality_sets};

/// What is shown together.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub first_month: NaiveDate,
    pub last_month: NaiveDate,
    pub people: i32,
    /// By question and answer; what nobody answered is left out.
    pub counts: HashMap<(String, String), i64>,
}

type SetRow = (NaiveDate, NaiveDate, i32);

/// Counts one person's answers for a provider. Nothing of it can be taken back: nobody could say what to take.
pub fn count(conn: &mut Conn, provider: ProviderId, answers: &Answers, today: NaiveDate) -> QueryResult<()> {
    let latest: Option<SetRow> = equality_sets::table
        .filter(equality_sets::provider_id.eq(provider))
        .order(equality_sets::first_month.desc())
        .select((equality_sets::first_month, equality_sets::last_month, equality_sets::people))
        .first(conn)
        .optional()?;
    let month = month_of(today);
    let open = latest.filter(|(_, last_month, people)| !is_whole(*people, *last_month, today));
    let first_month = open.map_or(month, |(first_month, ..)| first_month);
    let set = (
        equality_sets::provider_id.eq(provider),
        equality_sets::first_month.eq(first_month),
        equality_sets::last_month.eq(month),
        equality_sets::people.eq(1),
    );
    on_each!(conn => diesel::insert_into(equality_sets::table)
        .values(set)
        .on_conflict((equality_sets::provider_id, equality_sets::first_month))
        .do_update()
        .set((equality_sets::people.eq(equality_sets::people + 1), equality_sets::last_month.eq(month)))
        .execute(conn))?;
    for (question, answer) in answers {
        count_one(conn, (provider, first_month), (question, answer))?;
    }
    Ok(())
}

fn count_one(
    conn: &mut Conn,
    (provider, first_month): (ProviderId, NaiveDate),
    (question, answer): (&str, &str),
) -> QueryResult<()> {
    let row = (
        equality_counts::provider_id.eq(provider),
        equality_counts::first_month.eq(first_month),
        equality_counts::question.eq(question),
        equality_counts::answer.eq(answer),
        equality_counts::people.eq(1),
    );
    on_each!(conn => diesel::insert_into(equality_counts::table)
        .values(row)
        .on_conflict((
            equality_counts::provider_id,
            equality_counts::first_month,
            equality_counts::question,
            equality_counts::answer,
        ))
        .do_update()
        .set(equality_counts::people.eq(equality_counts::people + 1))
        .execute(conn))
    .map(drop)
}

/// The sets of a provider that are whole, the latest first.
pub(super) fn whole_sets(conn: &mut Conn, provider: ProviderId, today: NaiveDate) -> QueryResult<Vec<Set>> {
    let rows: Vec<SetRow> = equality_sets::table
        .filter(equality_sets::provider_id.eq(provider))
        .order(equality_sets::first_month.desc())
        .select((equality_sets::first_month, equality_sets::last_month, equality_sets::people))
        .load(conn)?;
    let whole = rows.into_iter().filter(|(_, last_month, people)| is_whole(*people, *last_month, today));
    whole.map(|row| set(conn, provider, row)).collect()
}

fn set(conn: &mut Conn, provider: ProviderId, row: SetRow) -> QueryResult<Set> {
    let (first_month, last_month, people) = row;
    let counts: Vec<(String, String, i32)> = equality_counts::table
        .filter(equality_counts::provider_id.eq(provider))
        .filter(equality_counts::first_month.eq(first_month))
        .select((equality_counts::question, equality_counts::answer, equality_counts::people))
        .load(conn)?;
    let counts = counts.into_iter().map(|(question, answer, people)| ((question, answer), i64::from(people)));
    Ok(Set { first_month, last_month, people, counts: counts.collect() })
}
