//! What people keep of listings, and of which closing days they were reminded.

use chrono::Duration;
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::model::{ListingId, ListingState};
use crate::providers::ProviderState;
use crate::schema::{accounts, listing_reminders, listings, providers, saved_listings};

/// Somebody who saved a listing.
#[derive(Clone, Debug, Queryable)]
pub struct Saver {
    pub account: AccountId,
    pub email: String,
    pub name: String,
    pub note: String,
}

/// The listings that a person saved and what they noted, the last saved first, in whatever state.
pub(in crate::listings) fn saved_by(
    conn: &mut Conn,
    account: AccountId,
) -> QueryResult<Vec<(ListingId, String)>> {
    saved_listings::table
        .filter(saved_listings::account_id.eq(account))
        .order((saved_listings::saved_at.desc(), saved_listings::listing_id.desc()))
        .select((saved_listings::listing_id, saved_listings::note))
        .load(conn)
}

/// Everybody who saved a listing before `before` and may still sign in.
pub(in crate::listings) fn savers(conn: &mut Conn, id: ListingId, before: Moment) -> QueryResult<Vec<Saver>> {
    saved_listings::table
        .inner_join(accounts::table)
        .filter(saved_listings::listing_id.eq(id))
        .filter(saved_listings::saved_at.lt(before))
        .filter(accounts::locked_at.is_null())
        .order(accounts::id)
        .select((accounts::id, accounts::email, accounts::name, saved_listings::note))
        .load(conn)
}

/// How many listings a person has saved.
pub fn count_saved(conn: &mut Conn, account: AccountId) -> QueryResult<i64> {
    saved_listings::table.filter(saved_listings::account_id.eq(account)).count().get_result(conn)
}

/// What a person noted on a listing; `None` when they have not saved it.
pub(in crate::listings) fn note_of(
    conn: &mut Conn,
    account: AccountId,
    id: ListingId,
) -> QueryResult<Option<String>> {
    saved_listings::table.find((account, id)).select(saved_listings::note).first(conn).optional()
}

pub fn is_saved(conn: &mut Conn, account: AccountId, id: ListingId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(saved_listings::table.find((account, id)))).get_result(conn)
}

/// Keeps a listing for a person; saving it twice changes nothing.
pub(in crate::listings) fn keep(
    conn: &mut Conn,
    account: AccountId,
    id: ListingId,
    now: Moment,
) -> QueryResult<()> {
    let row = (
        saved_listings::account_id.eq(account),
        saved_listings::listing_id.eq(id),
        saved_listings::saved_at.eq(now),
    );
    on_each!(conn => diesel::insert_into(saved_listings::table).values(row).on_conflict_do_nothing().execute(conn))
        .map(drop)
}

pub(in crate::listings) fn let_go(conn: &mut Conn, account: AccountId, id: ListingId) -> QueryResult<()> {
    diesel::delete(saved_listings::table.find((account, id))).execute(conn).map(drop)
}

/// False when this person has not saved it.
pub(in crate::listings) fn set_note(
    conn: &mut Conn,
    account: AccountId,
    id: ListingId,
    note: &str,
) -> QueryResult<bool> {
    let changed = diesel::update(saved_listings::table.find((account, id)))
        .set(saved_listings::note.eq(note))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Listings that the public sees, that close by `until`, and of whose closing nobody was reminded; soonest first.
pub(in crate::listings) fn unreminded(
    conn: &mut Conn,
    now: Moment,
    until: Moment,
    n: i64,
) -> QueryResult<Vec<(ListingId, Moment)>> {
    let reminded = listing_reminders::table
        .filter(listing_reminders::listing_id.eq(listings::id))
        .filter(listing_reminders::closes_at.nullable().eq(listings::closes_at));
    let verified = providers::table
        .filter(providers::id.eq(listings::provider_id))
        .filter(providers::state.eq(ProviderState::Verified));
    let found: Vec<(ListingId, Option<Moment>)> = listings::table
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .filter(listings::closes_at.le(until))
        .filter(diesel::dsl::not(diesel::dsl::exists(reminded)))
        .filter(diesel::dsl::exists(verified))
        .order((listings::closes_at, listings::id))
        .limit(n)
        .select((listings::id, listings::closes_at))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(id, closes_at)| Some((id, closes_at?))).collect())
}

/// True for the first that notes that people were told of a closing: of one to come by its moment, of an early one by
/// when it happened.
pub(in crate::listings) fn note_reminder(
    conn: &mut Conn,
    id: ListingId,
    closes_at: Moment,
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        listing_reminders::listing_id.eq(id),
        listing_reminders::closes_at.eq(closes_at),
        listing_reminders::reminded_at.eq(now),
    );
    let new = on_each!(conn => diesel::insert_into(listing_reminders::table).values(row).on_conflict_do_nothing().execute(conn))?;
    Ok(new == 1)
}

/// Notes are forgotten a month after their closing day.
pub fn forget_reminders(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    diesel::delete(listing_reminders::table.filter(listing_reminders::closes_at.lt(now - Duration::days(30))))
        .execute(conn)
        .map(drop)
}
