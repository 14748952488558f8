//! The SQL of news, of slots and their runs, and of what a letter is written from.

use diesel::dsl::{exists, max, min, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::alerts::model::Slot;
use crate::alerts::model::{AlertId, AlertState, Frequency};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::ListingId;
use crate::schema::{accounts, alert_clock, alert_news, alert_slots, alerts};

/// The only row of the clock.
const CLOCK: i64 = 1;
/// Rows or values in one statement, of which SQLite takes 32,766.
const AT_ONCE: usize = 2_000;
/// News older than this has been told by every slot, or by none that still runs.
const KEPT_DAYS: i64 = 90;

/// The number of the newest news; 0 before the first.
pub fn news_seq(conn: &mut Conn) -> QueryResult<i64> {
    alert_clock::table.find(CLOCK).select(alert_clock::seq).first(conn)
}

/// Adds news under the next number; false when that was noted before.
pub(super) fn add_news(conn: &mut Conn, listing: ListingId, changed: &str, at: Moment) -> QueryResult<bool> {
    let same = alert_news::table
        .filter(alert_news::listing_id.eq(listing))
        .filter(alert_news::at.eq(at))
        .filter(alert_news::changed.eq(changed));
    if diesel::select(exists(same)).get_result(conn)? {
        return Ok(false);
    }
    diesel::update(alert_clock::table.find(CLOCK))
        .set(alert_clock::seq.eq(alert_clock::seq + 1))
        .execute(conn)?;
    let seq = news_seq(conn)?;
    diesel::insert_into(alert_news::table)
        .values((
            alert_news::seq.eq(seq),
            alert_news::listing_id.eq(listing),
            alert_news::changed.eq(changed),
            alert_news::at.eq(at),
        ))
        .execute(conn)?;
    Ok(true)
}

/// The listings with news after `after` and up to `to`, each with the number of its newest.
pub(super) fn news_between(conn: &mut Conn, after: i64, to: i64) -> QueryResult<Vec<(ListingId, i64)>> {
    let found: Vec<(ListingId, Option<i64>)> = alert_news::table
        .filter(alert_news::seq.gt(after))
        .filter(alert_news::seq.le(to))
        .group_by(alert_news::listing_id)
        .select((alert_news::listing_id, max(alert_news::seq)))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(listing, seq)| Some((listing, seq?))).collect())
}

/// All that is known of what changed in these listings, oldest first.
pub(super) fn changes_of(
    conn: &mut Conn,
    listings: &[ListingId],
) -> QueryResult<Vec<(ListingId, i64, String)>> {
    alert_news::table
        .filter(alert_news::listing_id.eq_any(listings.to_vec()))
        .filter(alert_news::changed.ne(""))
        .order(alert_news::seq)
        .select((alert_news::listing_id, alert_news::seq, alert_news::changed))
        .load(conn)
}

/// Removes news that nobody will be told of any more.
pub fn forget_news(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    let before = now - chrono::Duration::days(KEPT_DAYS);
    diesel::delete(alert_news::table.filter(alert_news::at.lt(before))).execute(conn)
}

/// A slot, how far it has told, and its latest run.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = alert_slots)]
pub struct SlotRow {
    pub slot: String,
    pub told_to: i64,
    /// Empty: it never ran.
    pub run_key: String,
    pub running_to: i64,
    pub after_email: String,
    pub started_at: Moment,
    pub ended_at: Option<Moment>,
    /// People, of whom each may have several alerts.
    pub looked_at: i64,
    pub letters: i64,
}

/// Every slot, in the order of their names.
pub fn slot_rows(conn: &mut Conn) -> QueryResult<Vec<SlotRow>> {
    alert_slots::table.order(alert_slots::slot).select(SlotRow::as_select()).load(conn)
}

/// `None` when there is no such slot.
pub(super) fn slot_row(conn: &mut Conn, slot: Slot) -> QueryResult<Option<SlotRow>> {
    alert_slots::table.find(slot.to_string()).select(SlotRow::as_select()).first(conn).optional()
}

/// A run begins at `at`, which may be later than now.
pub(super) fn start(conn: &mut Conn, slot: Slot, run_key: &str, to: i64, at: Moment) -> QueryResult<()> {
    diesel::update(alert_slots::table.find(slot.to_string()))
        .set((
            alert_slots::run_key.eq(run_key),
            alert_slots::running_to.eq(to),
            alert_slots::after_email.eq(""),
            alert_slots::started_at.eq(at),
            alert_slots::advanced_at.eq(at),
            alert_slots::ended_at.eq(None::<Moment>),
            alert_slots::looked_at.eq(0),
            alert_slots::letters.eq(0),
        ))
        .execute(conn)
        .map(drop)
}

/// The slot has told nothing.
pub(super) fn forget_told(conn: &mut Conn, slot: Slot) -> QueryResult<()> {
    diesel::update(alert_slots::table.find(slot.to_string()))
        .set(alert_slots::told_to.eq(0))
        .execute(conn)
        .map(drop)
}

/// Notes runs in which there is nobody to tell.
pub(super) fn skip(
    conn: &mut Conn,
    slots: &[String],
    run_key: &str,
    to: i64,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(alert_slots::table.filter(alert_slots::slot.eq_any(slots.to_vec())))
        .set((
            alert_slots::run_key.eq(run_key),
            alert_slots::running_to.eq(to),
            alert_slots::told_to.eq(to),
            alert_slots::after_email.eq(""),
            alert_slots::started_at.eq(now),
            alert_slots::ended_at.eq(now),
            alert_slots::looked_at.eq(0),
            alert_slots::letters.eq(0),
        ))
        .execute(conn)
        .map(drop)
}

/// From now on they run at their moments; what they have told stays.
pub(super) fn first_key(conn: &mut Conn, slots: &[String], run_key: &str) -> QueryResult<()> {
    diesel::update(alert_slots::table.filter(alert_slots::slot.eq_any(slots.to_vec())))
        .set(alert_slots::run_key.eq(run_key))
        .execute(conn)
        .map(drop)
}

/// A run that has told nobody yet takes its first step.
pub(super) fn begins(conn: &mut Conn, row: &SlotRow, now: Moment) -> QueryResult<()> {
    let there = alert_slots::table
        .find(&row.slot)
        .filter(alert_slots::run_key.eq(&row.run_key))
        .filter(alert_slots::after_email.eq(""))
        .filter(alert_slots::ended_at.is_null());
    diesel::update(there)
        .set((alert_slots::started_at.eq(now), alert_slots::advanced_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// Runs that have not ended, and have not moved since.
pub(super) fn stuck(conn: &mut Conn, since: Moment) -> QueryResult<Vec<SlotRow>> {
    alert_slots::table
        .filter(alert_slots::ended_at.is_null())
        .filter(alert_slots::advanced_at.le(since))
        .order(alert_slots::slot)
        .select(SlotRow::as_select())
        .load(conn)
}

/// Another job goes on with the run: it is given its time.
pub(super) fn note_moved(conn: &mut Conn, row: &SlotRow, now: Moment) -> QueryResult<()> {
    diesel::update(alert_slots::table.find(&row.slot))
        .set(alert_slots::advanced_at.eq(now))
        .execute(conn)
        .map(drop)
}

/// Moves a run on to `email`; false when it is not where `row` is any more: somebody else moved it, or it has ended.
pub(super) fn advance(
    conn: &mut Conn,
    row: &SlotRow,
    email: &str,
    (people, letters): (usize, usize),
    now: Moment,
) -> QueryResult<bool> {
    let there = alert_slots::table
        .find(&row.slot)
        .filter(alert_slots::run_key.eq(&row.run_key))
        .filter(alert_slots::after_email.eq(&row.after_email))
        .filter(alert_slots::running_to.eq(row.running_to))
        .filter(alert_slots::ended_at.is_null());
    let moved = diesel::update(there)
        .set((
            alert_slots::after_email.eq(email),
            alert_slots::advanced_at.eq(now),
            alert_slots::looked_at.eq(alert_slots::looked_at + people as i64),
            alert_slots::letters.eq(alert_slots::letters + letters as i64),
        ))
        .execute(conn)?;
    Ok(moved == 1)
}

pub(super) fn end(conn: &mut Conn, row: &SlotRow, now: Moment) -> QueryResult<()> {
    diesel::update(alert_slots::table.find(&row.slot))
        .set((alert_slots::told_to.eq(row.running_to), alert_slots::ended_at.eq(now)))
        .execute(conn)
        .map(drop)
}

// Said in the statement and not bound to it, or neither engine would look into the index of just these.
const OF_INSTANT: &str = "alerts.state = 'active' AND alerts.frequency = 'instant'";
const OF_DAILY: &str = "alerts.state = 'active' AND alerts.frequency = 'daily'";
const OF_WEEKLY: &str = "alerts.state = 'active' AND alerts.frequency = 'weekly'";

type Boxed<'a> = alerts::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// The active alerts of a slot.
fn of_slot<'a>(slot: Slot) -> Boxed<'a> {
    let all = alerts::table.into_boxed();
    match slot {
        Slot::Instant => all.filter(sql::<Bool>(OF_INSTANT)),
        Slot::Daily(hour) => all.filter(sql::<Bool>(OF_DAILY)).filter(alerts::hour.eq(hour as i32)),
        Slot::Weekly(day, hour) => all
            .filter(sql::<Bool>(OF_WEEKLY))
            .filter(alerts::weekday.eq(day as i32))
            .filter(alerts::hour.eq(hour as i32)),
    }
}

/// Has the slot any active alert?
pub(super) fn any_on(conn: &mut Conn, slot: Slot) -> QueryResult<bool> {
    let one = of_slot(slot).select(alerts::id).limit(1).first::<AlertId>(conn).optional()?;
    Ok(one.is_some())
}

/// Where the first of those begins that begin elsewhere than their slot; `None` when there are none.
pub(super) fn first_beginning(conn: &mut Conn, slot: Slot) -> QueryResult<Option<i64>> {
    of_slot(slot).filter(alerts::from_news.is_not_null()).select(min(alerts::from_news)).first(conn)
}

/// An alert as a run goes through it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = alerts)]
pub(super) struct Asking {
    pub id: AlertId,
    pub email: String,
    pub search: String,
    pub from_news: Option<i64>,
}

/// The next alerts of a slot after an address, in the order of address and id.
pub(super) fn asking_after(conn: &mut Conn, slot: Slot, email: &str, most: i64) -> QueryResult<Vec<Asking>> {
    of_slot(slot)
        .filter(alerts::email.gt(email.to_owned()))
        .order((alerts::email, alerts::id))
        .limit(most)
        .select(Asking::as_select())
        .load(conn)
}

/// These alerts have been told of the news up to `to` and go on with their slot, unless they were changed meanwhile.
pub(super) fn go_with_slot(conn: &mut Conn, ids: &[AlertId], to: i64) -> QueryResult<()> {
    for some in ids.chunks(AT_ONCE) {
        let there = alerts::table.filter(alerts::id.eq_any(some.to_vec())).filter(alerts::from_news.le(to));
        diesel::update(there).set(alerts::from_news.eq(None::<i64>)).execute(conn)?;
    }
    Ok(())
}

/// Letters to these have been put into the outbox.
pub(super) fn note_wrote(conn: &mut Conn, ids: &[AlertId], now: Moment) -> QueryResult<()> {
    for some in ids.chunks(AT_ONCE) {
        diesel::update(alerts::table.filter(alerts::id.eq_any(some.to_vec())))
            .set(alerts::wrote_at.eq(now))
            .execute(conn)?;
    }
    Ok(())
}

/// An alert as its letter speaks of it.
#[derive(Clone, Debug, Queryable)]
pub(in crate::alerts) struct Kept {
    pub id: AlertId,
    /// The search in words.
    pub label: String,
    /// The search as the query of its page.
    pub search: String,
    pub manage_key: String,
    /// Of its owner; none without an account.
    pub name: Option<String>,
}

/// Those of the alerts that are on and write to this address, in the order of their ids.
pub(super) fn still_on(conn: &mut Conn, ids: &[AlertId], address: &str) -> QueryResult<Vec<Kept>> {
    alerts::table
        .left_join(accounts::table)
        .filter(alerts::id.eq_any(ids.to_vec()))
        .filter(alerts::state.eq(AlertState::Active))
        .filter(alerts::email.eq(address))
        .order(alerts::id)
        .select((alerts::id, alerts::label, alerts::search, alerts::manage_key, accounts::name.nullable()))
        .load(conn)
}

/// An active alert, for whoever makes many at once to measure with.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = alerts)]
pub struct NewAlertRow {
    pub id: AlertId,
    pub email: String,
    pub label: String,
    pub search: String,
    pub frequency: Frequency,
    /// 1 (Monday) to 7.
    pub weekday: i32,
    /// In London, 0 to 23.
    pub hour: i32,
    pub state: AlertState,
    pub manage_key: String,
    pub created_at: Moment,
    pub from_news: Option<i64>,
}

pub fn add_many(conn: &mut Conn, rows: &[NewAlertRow]) -> QueryResult<()> {
    for some in rows.chunks(AT_ONCE) {
        on_each!(conn => diesel::insert_into(alerts::table).values(some).execute(conn))?;
    }
    Ok(())
}
