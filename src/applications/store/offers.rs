//! The SQL of offers. Whoever asks for those of one application has found it as theirs before.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::applications::model::{
    ApplicationId, Condition, Offer, OfferId, OfferState, OfferTerms, remind_from,
};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{offer_conditions, offers};

#[derive(Queryable, Selectable)]
#[diesel(table_name = offers)]
struct Row {
    id: OfferId,
    application_id: ApplicationId,
    state: OfferState,
    starts_on: Option<NaiveDate>,
    pay: String,
    words: String,
    expires_on: Option<NaiveDate>,
    made_at: Moment,
    reason: Option<String>,
    reason_words: String,
}

fn whole(conn: &mut Conn, row: Row) -> QueryResult<Offer> {
    let conditions: Vec<Condition> = offer_conditions::table
        .filter(offer_conditions::offer_id.eq(row.id))
        .order(offer_conditions::position)
        .select((offer_conditions::code, offer_conditions::words))
        .load(conn)?;
    let Row { id, application_id, state, starts_on, pay, words, expires_on, made_at, reason, reason_words } =
        row;
    let terms = OfferTerms { starts_on, pay, words, expires_on, conditions };
    Ok(Offer { id, application_id, state, terms, made_at, reason, reason_words })
}

/// The one that was made last; `None` when there was none.
pub(in crate::applications) fn last_offer(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Option<Offer>> {
    let row: Option<Row> = offers::table
        .filter(offers::application_id.eq(application))
        .order((offers::made_at.desc(), offers::id.desc()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

pub(in crate::applications) fn insert_offer(
    conn: &mut Conn,
    application: ApplicationId,
    terms: &OfferTerms,
    now: Moment,
) -> QueryResult<()> {
    let id = OfferId::new();
    let expires_at = terms.expires_at();
    diesel::insert_into(offers::table)
        .values((
            offers::id.eq(id),
            offers::application_id.eq(application),
            offers::state.eq(OfferState::Open),
            offers::starts_on.eq(terms.starts_on),
            offers::pay.eq(&terms.pay),
            offers::words.eq(&terms.words),
            offers::expires_on.eq(terms.expires_on),
            offers::expires_at.eq(expires_at),
            offers::reminded.eq(expires_at.is_none_or(|at| remind_from(at) <= now)),
            offers::made_at.eq(now),
            offers::reason_words.eq(""),
        ))
        .execute(conn)?;
    for (position, condition) in terms.conditions.iter().enumerate() {
        diesel::insert_into(offer_conditions::table)
            .values((
                offer_conditions::offer_id.eq(id),
                offer_conditions::position.eq(position as i32),
                offer_conditions::code.eq(&condition.code),
                offer_conditions::words.eq(&condition.words),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// How it ended, and why.
pub(in crate::applications) fn end_offer(
    conn: &mut Conn,
    id: OfferId,
    state: OfferState,
    (reason, words): (Option<&str>, &str),
    now: Moment,
) -> QueryResult<()> {
    diesel::update(offers::table.find(id))
        .set((
            offers::state.eq(state),
            offers::ended_at.eq(now),
            offers::reason.eq(reason),
            offers::reason_words.eq(words),
        ))
        .execute(conn)
        .map(drop)
}

/// Is there an offer to remind of, or one that has run out? Asked at each commit: it looks for one.
pub fn any_offer_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    Ok(!lapsing(conn, now, 1)?.is_empty() || !unanswered(conn, now, 1)?.is_empty())
}

/// Offers whose day has ended without an answer.
pub(in crate::applications) fn lapsing(conn: &mut Conn, now: Moment, most: i64) -> QueryResult<Vec<Offer>> {
    let rows: Vec<Row> = offers::table
        .filter(offers::state.eq(OfferState::Open))
        .filter(offers::expires_at.le(now))
        .order(offers::id)
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

/// Offers that end soon, and of which nobody was reminded.
pub(in crate::applications) fn unanswered(
    conn: &mut Conn,
    now: Moment,
    most: i64,
) -> QueryResult<Vec<Offer>> {
    let soon = now + (now - remind_from(now));
    let rows: Vec<Row> = offers::table
        .filter(offers::state.eq(OfferState::Open))
        .filter(offers::reminded.eq(false))
        .filter(offers::expires_at.gt(now))
        .filter(offers::expires_at.le(soon))
        .order(offers::id)
        .limit(most)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| whole(conn, row)).collect()
}

pub(in crate::applications) fn set_offer_reminded(conn: &mut Conn, id: OfferId) -> QueryResult<()> {
    diesel::update(offers::table.find(id)).set(offers::reminded.eq(true)).execute(conn).map(drop)
}
