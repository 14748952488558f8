//! The SQL of what the timetable does with alerts: wake those that are paused until a day, ask once a year whether they
//! are still wanted, and end those whose owners did not answer.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::alerts::model::{ANSWER_WITHIN, ASK_AFTER, ASK_TOGETHER, AlertId, AlertState};
use crate::alerts::store::Alert;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::alerts;

/// Is there an alert whose pause is over?
pub fn any_waking(conn: &mut Conn, today: NaiveDate) -> QueryResult<bool> {
    let waking = alerts::table.filter(alerts::paused_until.le(today));
    diesel::select(diesel::dsl::exists(waking)).get_result(conn)
}

pub(in crate::alerts) fn waking(conn: &mut Conn, today: NaiveDate, most: i64) -> QueryResult<Vec<AlertId>> {
    alerts::table
        .filter(alerts::paused_until.le(today))
        .order((alerts::paused_until.asc(), alerts::id.asc()))
        .select(alerts::id)
        .limit(most)
        .load(conn)
}

/// Addresses with an alert about which to ask now; the one that waits longest first, and some of them twice.
pub(in crate::alerts) fn to_ask(conn: &mut Conn, now: Moment, most: i64) -> QueryResult<Vec<String>> {
    alerts::table
        .filter(alerts::kept_at.le(now - ASK_AFTER))
        .filter(alerts::asked_at.is_null().or(alerts::asked_at.lt(alerts::kept_at)))
        .order((alerts::kept_at.asc(), alerts::id.asc()))
        .select(alerts::email)
        .limit(most)
        .load(conn)
}

/// The alerts of an address to ask about in one letter, oldest first.
pub(in crate::alerts) fn to_ask_of(conn: &mut Conn, email: &str, now: Moment) -> QueryResult<Vec<Alert>> {
    alerts::table
        .filter(alerts::email.eq(email))
        .filter(alerts::kept_at.le(now - ASK_AFTER + ASK_TOGETHER))
        .filter(alerts::asked_at.is_null().or(alerts::asked_at.lt(alerts::kept_at)))
        .filter(alerts::state.ne(AlertState::Ended))
        .order(alerts::id.asc())
        .select(Alert::as_select())
        .load(conn)
}

/// The alerts of an address whose owner was asked and has not answered, oldest first.
pub(in crate::alerts) fn asked_of(conn: &mut Conn, email: &str) -> QueryResult<Vec<Alert>> {
    alerts::table
        .filter(alerts::email.eq(email))
        .filter(alerts::asked_at.gt(alerts::kept_at))
        .filter(alerts::state.ne(AlertState::Ended))
        .order(alerts::id.asc())
        .select(Alert::as_select())
        .load(conn)
}

/// Addresses whose owner was asked a month ago and has not answered; some of them twice.
pub(in crate::alerts) fn unanswered(conn: &mut Conn, now: Moment, most: i64) -> QueryResult<Vec<String>> {
    alerts::table
        .filter(alerts::kept_at.le(now - ASK_AFTER + ASK_TOGETHER - ANSWER_WITHIN))
        .filter(alerts::asked_at.gt(alerts::kept_at))
        .filter(alerts::asked_at.le(now - ANSWER_WITHIN))
        .order((alerts::kept_at.asc(), alerts::id.asc()))
        .select(alerts::email)
        .limit(most)
        .load(conn)
}

pub(in crate::alerts) fn set_asked(conn: &mut Conn, id: AlertId, now: Moment) -> QueryResult<()> {
    diesel::update(alerts::table.find(id)).set(alerts::asked_at.eq(now)).execute(conn).map(drop)
}

/// Its owner said, or showed, that they want it.
pub(in crate::alerts) fn set_kept(conn: &mut Conn, id: AlertId, now: Moment) -> QueryResult<()> {
    let is_kept = alerts::state.eq(AlertState::Active).or(alerts::state.eq(AlertState::Paused));
    diesel::update(alerts::table.find(id).filter(is_kept))
        .set(alerts::kept_at.eq(now))
        .execute(conn)
        .map(drop)
}
