//! The SQL of alerts, of what they matched and of their runs.

mod life;
mod told;
mod years;

pub(super) use life::*;
pub(super) use told::*;
pub use years::any_waking;
pub(super) use years::*;

use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::alerts::deliver::news_seq;
use crate::alerts::model::{AlertId, AlertState, CONFIRM_WITHIN, Frequency, Reason, Rhythm};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::alerts;
use crate::web::session::AccountId;

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = alerts)]
pub struct Alert {
    pub id: AlertId,
    pub account_id: Option<AccountId>,
    pub email: String,
    /// The search in words.
    pub label: String,
    /// The search as the query of its page.
    pub search: String,
    pub frequency: Frequency,
    pub state: AlertState,
    /// Opens the alert's own page from a letter, without signing in.
    pub manage_key: String,
    pub created_at: Moment,
    pub wrote_at: Option<Moment>,
    /// When it writes: see [`Rhythm`].
    pub hour: i32,
    pub weekday: i32,
    /// Quiet until this day begins in London.
    pub paused_until: Option<NaiveDate>,
    /// It has been told of the news up to this one; none: up to where its slot is.
    pub from_news: Option<i64>,
    /// When its owner last said that they want it; none: never, or it has ended.
    pub kept_at: Option<Moment>,
    /// When its owner was last asked whether they still do.
    pub asked_at: Option<Moment>,
    pub left_because: Option<String>,
}

impl Alert {
    pub fn rhythm(&self) -> Rhythm {
        Rhythm { frequency: self.frequency, hour: self.hour, weekday: self.weekday }
    }

    /// Its owner was asked whether they still want it, and has not answered.
    pub fn waits_for_answer(&self) -> bool {
        self.asked_at.is_some() && self.asked_at > self.kept_at
    }
}

#[derive(Clone, Debug)]
pub(super) struct NewAlert {
    pub account_id: Option<AccountId>,
    pub email: String,
    pub label: String,
    pub search: String,
    pub rhythm: Rhythm,
}

pub(super) fn insert(
    conn: &mut Conn,
    new: &NewAlert,
    state: AlertState,
    keys: (&str, Option<&str>),
    now: Moment,
) -> QueryResult<AlertId> {
    let (manage_key, confirm_hash) = keys;
    let id = AlertId::new();
    let confirmed_at = (state == AlertState::Active).then_some(now);
    let from_news = news_seq(conn)?;
    diesel::insert_into(alerts::table)
        .values((
            alerts::id.eq(id),
            alerts::account_id.eq(new.account_id),
            alerts::email.eq(&new.email),
            alerts::label.eq(&new.label),
            alerts::search.eq(&new.search),
            alerts::frequency.eq(new.rhythm.frequency),
            alerts::hour.eq(new.rhythm.hour),
            alerts::weekday.eq(new.rhythm.weekday),
            alerts::from_news.eq(from_news),
            alerts::state.eq(state),
            alerts::confirm_hash.eq(confirm_hash),
            alerts::manage_key.eq(manage_key),
            alerts::created_at.eq(now),
            alerts::confirmed_at.eq(confirmed_at),
            alerts::kept_at.eq(confirmed_at),
        ))
        .execute(conn)?;
    Ok(id)
}

/// `None` when no alert has this key.
pub(super) fn find_by_key(conn: &mut Conn, manage_key: &str) -> QueryResult<Option<Alert>> {
    alerts::table.filter(alerts::manage_key.eq(manage_key)).select(Alert::as_select()).first(conn).optional()
}

/// `None` when the link is wrong or too old.
pub(super) fn find_by_confirmation(
    conn: &mut Conn,
    confirm_hash: &str,
    now: Moment,
) -> QueryResult<Option<Alert>> {
    alerts::table
        .filter(alerts::confirm_hash.eq(confirm_hash))
        .filter(alerts::created_at.gt(now - CONFIRM_WITHIN))
        .select(Alert::as_select())
        .first(conn)
        .optional()
}

/// A person's alerts that have not ended, newest first: those of the account, and those of its address.
pub(super) fn of_person(conn: &mut Conn, account: AccountId, email: &str) -> QueryResult<Vec<Alert>> {
    alerts::table
        .filter(alerts::account_id.eq(account).or(alerts::email.eq(email).and(alerts::account_id.is_null())))
        .filter(alerts::state.ne(AlertState::Ended))
        .order(alerts::id.desc())
        .select(Alert::as_select())
        .load(conn)
}

/// How many alerts of a person have not ended.
pub fn count_of_person(conn: &mut Conn, account: AccountId, email: &str) -> QueryResult<i64> {
    alerts::table
        .filter(alerts::account_id.eq(account).or(alerts::email.eq(email).and(alerts::account_id.is_null())))
        .filter(alerts::state.ne(AlertState::Ended))
        .count()
        .get_result(conn)
}

/// Searches that have not ended and ask for this value of a filter.
pub fn count_asking(conn: &mut Conn, filter: &str, code: &str) -> QueryResult<i64> {
    // Addresses of searches say each choice as `name=code`, and names and codes need no escape.
    let [only, first, last, between] =
        [("", ""), ("", "&%"), ("%&", ""), ("%&", "&%")].map(|(a, z)| format!("{a}{filter}={code}{z}"));
    let asks = alerts::search.eq(only).or(alerts::search.like(first)).or(alerts::search.like(last));
    alerts::table
        .filter(asks.or(alerts::search.like(between)))
        .filter(alerts::state.ne(AlertState::Ended))
        .count()
        .get_result(conn)
}

/// How many of those who ended an alert since then gave each reason.
pub fn reasons_since(conn: &mut Conn, since: Moment) -> QueryResult<Vec<(Reason, i64)>> {
    let said = |reason: &Reason| {
        let answers = alerts::table
            .filter(alerts::left_because.is_not_null())
            .filter(alerts::ended_at.ge(since))
            .filter(alerts::left_because.like(format!("{reason}%")));
        Ok((*reason, answers.count().get_result(conn)?))
    };
    Reason::ALL.iter().map(said).collect()
}

/// The alerts of an address that have not ended, with or without an account.
pub(super) fn of_address(conn: &mut Conn, email: &str) -> QueryResult<Vec<Alert>> {
    alerts::table
        .filter(alerts::email.eq(email))
        .filter(alerts::state.ne(AlertState::Ended))
        .order(alerts::id.desc())
        .select(Alert::as_select())
        .load(conn)
}

pub(super) fn set_confirm_hash(conn: &mut Conn, id: AlertId, hash: &str, now: Moment) -> QueryResult<()> {
    diesel::update(alerts::table.find(id))
        .set((alerts::confirm_hash.eq(hash), alerts::created_at.eq(now)))
        .execute(conn)
        .map(drop)
}

// Said in the statement and not bound to it, or neither engine would look into the index of just these.
const UNCONFIRMED: &str = "alerts.state = 'unconfirmed'";

/// Drops alerts whose link was never followed.
pub fn forget_unconfirmed(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    diesel::delete(
        alerts::table.filter(sql::<Bool>(UNCONFIRMED)).filter(alerts::created_at.le(now - CONFIRM_WITHIN)),
    )
    .execute(conn)
}
