//! The SQL of an alert's life: on, paused, ended, and what it looks for when.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::alerts::deliver::news_seq;
use crate::alerts::model::{AlertId, AlertState, Rhythm, Slot};
use crate::alerts::store::Alert;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{alert_slots, alerts};

/// How far the alerts of this slot have been told.
fn told_to(conn: &mut Conn, slot: Slot) -> QueryResult<i64> {
    alert_slots::table.find(slot.to_string()).select(alert_slots::told_to).first(conn)
}

/// The news up to which an alert has been told, or need not be.
pub(in crate::alerts) fn position(conn: &mut Conn, alert: &Alert) -> QueryResult<i64> {
    match alert.from_news {
        Some(seq) => Ok(seq),
        None => told_to(conn, alert.rhythm().slot()),
    }
}

/// `None` when there is no such alert.
pub(in crate::alerts) fn find(conn: &mut Conn, id: AlertId) -> QueryResult<Option<Alert>> {
    alerts::table.find(id).select(Alert::as_select()).first(conn).optional()
}

/// Switches an alert on, from the newest news; nothing when it is no longer in `from`.
pub(in crate::alerts) fn activate(
    conn: &mut Conn,
    id: AlertId,
    from: AlertState,
    now: Moment,
) -> QueryResult<()> {
    let seq = news_seq(conn)?;
    let on = (
        alerts::state.eq(AlertState::Active),
        alerts::from_news.eq(seq),
        alerts::paused_until.eq(None::<NaiveDate>),
    );
    let alert = alerts::table.find(id).filter(alerts::state.eq(from));
    match from {
        AlertState::Unconfirmed => {
            let proved = (alerts::confirmed_at.eq(now), alerts::kept_at.eq(now));
            diesel::update(alert).set((on, proved)).execute(conn).map(drop)
        }
        _ => diesel::update(alert).set(on).execute(conn).map(drop),
    }
}

/// Keeps an alert quiet until a day begins in London, or until its owner switches it on. What had not been sent by then is
/// not sent later, nor is what goes up meanwhile; one that is paused already
/// gets the new day.
pub(in crate::alerts) fn pause(conn: &mut Conn, id: AlertId, until: Option<NaiveDate>) -> QueryResult<()> {
    let alert = alerts::table
        .find(id)
        .filter(alerts::state.eq(AlertState::Active).or(alerts::state.eq(AlertState::Paused)));
    diesel::update(alert)
        .set((alerts::state.eq(AlertState::Paused), alerts::paused_until.eq(until)))
        .execute(conn)
        .map(drop)
}

/// Ends an alert; one that has ended stays as it is.
pub(in crate::alerts) fn end(conn: &mut Conn, id: AlertId, now: Moment) -> QueryResult<()> {
    diesel::update(alerts::table.find(id).filter(alerts::state.ne(AlertState::Ended)))
        .set((
            alerts::state.eq(AlertState::Ended),
            alerts::ended_at.eq(now),
            alerts::paused_until.eq(None::<NaiveDate>),
            alerts::kept_at.eq(None::<Moment>),
        ))
        .execute(conn)
        .map(drop)
}

/// Another time to write. What the old slot had not told yet is told at the new time, and nothing twice.
pub(in crate::alerts) fn set_rhythm(conn: &mut Conn, alert: &Alert, rhythm: Rhythm) -> QueryResult<()> {
    let from = position(conn, alert)?;
    let moves = alert.rhythm().slot() != rhythm.slot();
    diesel::update(alerts::table.find(alert.id))
        .set((
            alerts::frequency.eq(rhythm.frequency),
            alerts::hour.eq(rhythm.hour),
            alerts::weekday.eq(rhythm.weekday),
            alerts::from_news.eq(if moves { Some(from) } else { alert.from_news }),
        ))
        .execute(conn)
        .map(drop)
}

/// Another search. What had not been told yet is told if it fits that: nothing is lost by changing it.
pub(in crate::alerts) fn set_search(
    conn: &mut Conn,
    id: AlertId,
    search: &str,
    label: &str,
) -> QueryResult<()> {
    diesel::update(alerts::table.find(id))
        .set((alerts::search.eq(search), alerts::label.eq(label)))
        .execute(conn)
        .map(drop)
}

/// Why its owner left; only an alert that has ended takes it.
pub(in crate::alerts) fn set_left_because(conn: &mut Conn, id: AlertId, because: &str) -> QueryResult<()> {
    diesel::update(alerts::table.find(id).filter(alerts::state.eq(AlertState::Ended)))
        .set(alerts::left_because.eq(because))
        .execute(conn)
        .map(drop)
}
