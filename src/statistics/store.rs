//! The SQL of statistics. It reads the times of other features' rows, and nothing else of them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use diesel::dsl::{max, min};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::model::{Figure, KEPT_DAYS};
use crate::kit::clock::{Moment, london_time};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::{accounts, daily_totals, provider_looks, providers, review_waits};

/// The last days are counted again, since what a day came to is not settled when it ends.
const UNSETTLED_DAYS: u64 = 7;
/// Marks a day up to which all is counted.
const COUNTED: &str = "counted";
/// Rows in one statement: far below what either engine takes.
const AT_ONCE: usize = 500;

/// Whose times are counted, and on what condition besides.
const COUNTS: &[(Figure, &str, &str, &str)] = &[
    (Figure::Candidates, "accounts", "created_at", "role = 'candidate'"),
    (Figure::Members, "accounts", "created_at", "role = 'member'"),
    (Figure::Staff, "accounts", "created_at", "role IN ('moderator', 'administrator')"),
    (Figure::Verified, "providers", "verified_at", ""),
    (Figure::Published, "listings", "published_at", ""),
    (Figure::Closed, "listings", "closed_at", ""),
    (Figure::Begun, "applications", "created_at", ""),
    (Figure::Submitted, "applications", "submitted_at", ""),
    (Figure::AlertsMade, "alerts", "confirmed_at", ""),
    (Figure::AlertsEnded, "alerts", "ended_at", ""),
    (Figure::LettersSent, "letters", "sent_at", ""),
    (Figure::LettersDead, "letters", "created_at", "state = 'dead'"),
];

/// A total of one day.
pub(super) type Total = (NaiveDate, Figure, i64);

fn start(day: NaiveDate) -> Moment {
    london_time(day, NaiveTime::MIN)
}

/// The last day that was counted, with all before it; `None` before the first count.
pub fn counted_until(conn: &mut Conn) -> QueryResult<Option<NaiveDate>> {
    daily_totals::table
        .filter(daily_totals::figure.eq(COUNTED))
        .select(max(daily_totals::day))
        .get_result(conn)
}

/// The first day that is to be counted; today when none is.
pub(super) fn first_to_count(conn: &mut Conn, today: NaiveDate) -> QueryResult<NaiveDate> {
    let counted = counted_until(conn)?;
    let back = |day: NaiveDate, days| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let first = match counted {
        Some(last) => Some(back(last, UNSETTLED_DAYS)),
        None => {
            let account: Option<Moment> =
                accounts::table.select(min(accounts::created_at)).get_result(conn)?;
            let provider: Option<Moment> =
                providers::table.select(min(providers::created_at)).get_result(conn)?;
            account.into_iter().chain(provider).min().map(Moment::london_day)
        }
    };
    Ok(first.unwrap_or(today).max(back(today, KEPT_DAYS)).min(today))
}

#[derive(QueryableByName)]
struct Hour {
    #[diesel(sql_type = Text)]
    hour: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Everything from one day until before another. Hours are what both engines can tell of a time in the same words, and a
/// day in London is made of whole ones.
pub(super) fn count_between(conn: &mut Conn, from: NaiveDate, until: NaiveDate) -> QueryResult<Vec<Total>> {
    let mut totals: BTreeMap<(NaiveDate, &'static str), (Figure, i64)> = BTreeMap::new();
    for (figure, table, time, condition) in COUNTS {
        let also = if condition.is_empty() { String::new() } else { format!("AND {condition}") };
        let hours: Vec<Hour> = diesel::sql_query(format!(
            "SELECT SUBSTR(CAST({time} AS TEXT), 1, 13) AS hour, COUNT(*) AS number FROM {table} \
             WHERE {time} >= $1 AND {time} < $2 {also} GROUP BY 1"
        ))
        .bind::<Timestamp, _>(start(from))
        .bind::<Timestamp, _>(start(until))
        .load(conn)?;
        for hour in hours {
            let Some(day) = london_day(&hour.hour) else { continue };
            totals.entry((day, figure.as_str())).or_insert((*figure, 0)).1 += hour.number;
        }
    }
    let mut counted: Vec<Total> =
        totals.into_iter().map(|((day, _), (figure, number))| (day, figure, number)).collect();
    let looks: Vec<(NaiveDate, Option<i64>)> = provider_looks::table
        .filter(provider_looks::day.ge(from).and(provider_looks::day.lt(until)))
        .group_by(provider_looks::day)
        .select((provider_looks::day, diesel::dsl::sum(provider_looks::looks)))
        .load(conn)?;
    counted.extend(looks.into_iter().map(|(day, looks)| (day, Figure::Views, looks.unwrap_or_default())));
    Ok(counted)
}

/// `2026-11-22 09`, in UTC.
fn london_day(hour: &str) -> Option<NaiveDate> {
    let hour = format!("{}:00", hour.replace('T', " "));
    let at = NaiveDateTime::parse_from_str(&hour, "%Y-%m-%d %H:%M").ok()?;
    Some(Moment(at).london_day())
}

/// Puts totals in the place of what was counted of these days before.
pub(super) fn keep(
    conn: &mut Conn,
    (from, until): (NaiveDate, NaiveDate),
    totals: &[Total],
) -> QueryResult<()> {
    let again = daily_totals::day.ge(from).and(daily_totals::day.lt(until));
    diesel::delete(daily_totals::table.filter(again)).execute(conn)?;
    let row = |day: NaiveDate, figure: &'static str, number: i64| {
        (daily_totals::day.eq(day), daily_totals::figure.eq(figure), daily_totals::number.eq(number))
    };
    let rows = totals.iter().filter(|(.., number)| *number > 0);
    let mut rows: Vec<_> = rows.map(|(day, figure, number)| row(*day, figure.as_str(), *number)).collect();
    rows.extend(until.pred_opt().map(|last| row(last, COUNTED, 1)));
    for some in rows.chunks(AT_ONCE) {
        on_each!(conn => diesel::insert_into(daily_totals::table).values(some.to_vec()).execute(conn))?;
    }
    Ok(())
}

/// What there was on each day from this one on. A day on which there was none of something has no total of it.
pub fn totals(conn: &mut Conn, from: NaiveDate) -> QueryResult<Vec<(NaiveDate, Figure, i64)>> {
    let rows: Vec<(NaiveDate, String, i64)> = daily_totals::table
        .filter(daily_totals::day.ge(from))
        .order((daily_totals::day, daily_totals::figure))
        .select((daily_totals::day, daily_totals::figure, daily_totals::number))
        .load(conn)?;
    let known = |(day, figure, number): (NaiveDate, String, i64)| {
        Figure::parse(&figure).map(|figure| (day, figure, number))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// How long one thing waited for the review desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// On which it was decided, in London.
    pub day: NaiveDate,
    pub minutes: i64,
    pub is_in_time: bool,
}

/// Notes it in the caller's transaction.
pub fn note_wait(conn: &mut Conn, wait: Wait) -> QueryResult<()> {
    diesel::insert_into(review_waits::table)
        .values((
            review_waits::id.eq(id::next()),
            review_waits::day.eq(wait.day),
            review_waits::minutes.eq(wait.minutes),
            review_waits::is_in_time.eq(wait.is_in_time),
        ))
        .execute(conn)
        .map(drop)
}

/// Of everything that was decided from this day on and before that one.
pub fn waits(conn: &mut Conn, from: NaiveDate, until: NaiveDate) -> QueryResult<Vec<Wait>> {
    let rows: Vec<(NaiveDate, i64, bool)> = review_waits::table
        .filter(review_waits::day.ge(from).and(review_waits::day.lt(until)))
        .order((review_waits::day, review_waits::minutes))
        .select((review_waits::day, review_waits::minutes, review_waits::is_in_time))
        .load(conn)?;
    Ok(rows.into_iter().map(|(day, minutes, is_in_time)| Wait { day, minutes, is_in_time }).collect())
}

#[cfg(test)]
mod tests {
    use super::london_day;

    #[test]
    fn an_hour_belongs_to_its_day_in_london() {
        for (hour, day) in [
            ("2026-11-22 23", Some("2026-11-22")),
            ("2026-06-30 22", Some("2026-06-30")),
            ("2026-06-30 23", Some("2026-07-01")),
            ("2026-06-30T23", Some("2026-07-01")),
            ("2026-10-25 00", Some("2026-10-25")),
            ("soon", None),
        ] {
            assert_eq!(london_day(hour).map(|day| day.to_string()).as_deref(), day, "{hour}");
        }
    }
}
