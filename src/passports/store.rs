//! The SQL of checks passports. Every query of an item names its owner, or the application that it is shared with.

mod log;
mod shares;
mod warnings;

use diesel::prelude::*;

pub(super) use log::{log, note};
pub(super) use shares::{marks, put_mark, set_shares, share_counts, shared, shared_with_any, times_shared};
pub(super) use warnings::{Warned, due, set_warned};

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::files::{FileId, StoredFile};
use crate::passports::model::{Item, ItemId, Kept, Said, place_of};
use crate::schema::{files, passport_items};

type Row = (Item, Option<StoredFile>);

fn kept((item, file): Row) -> Kept {
    Kept { item, file }
}

/// By kind, in the order of the lists; the newest of a kind first.
fn in_order(mut items: Vec<Kept>) -> Vec<Kept> {
    items.sort_by_key(|kept| (place_of(&kept.item.kind), std::cmp::Reverse(kept.item.issued_on)));
    items
}

/// All of somebody's.
pub(super) fn all(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Kept>> {
    let rows: Vec<Row> = passport_items::table
        .left_join(files::table)
        .filter(passport_items::account_id.eq(account))
        .order(passport_items::id)
        .select((passport_items::all_columns, Option::<StoredFile>::as_select()))
        .load(conn)?;
    Ok(in_order(rows.into_iter().map(kept).collect()))
}

/// `None` when this person has no such item.
pub(super) fn own(conn: &mut Conn, account: AccountId, id: ItemId) -> QueryResult<Option<Kept>> {
    let row: Option<Row> = passport_items::table
        .left_join(files::table)
        .filter(passport_items::id.eq(id))
        .filter(passport_items::account_id.eq(account))
        .select((passport_items::all_columns, Option::<StoredFile>::as_select()))
        .first(conn)
        .optional()?;
    Ok(row.map(kept))
}

pub(super) fn count(conn: &mut Conn, account: AccountId) -> QueryResult<i64> {
    passport_items::table.filter(passport_items::account_id.eq(account)).count().get_result(conn)
}

/// False when there is an item of this number, whoever has it.
pub(super) fn insert(conn: &mut Conn, item: &Item) -> QueryResult<bool> {
    let row = (
        passport_items::id.eq(item.id),
        passport_items::account_id.eq(item.account_id),
        passport_items::kind.eq(&item.kind),
        passport_items::level.eq(&item.level),
        passport_items::words.eq(&item.words),
        passport_items::issued_on.eq(item.issued_on),
        passport_items::expires_on.eq(item.expires_on),
        passport_items::file_id.eq(item.file_id),
        passport_items::version.eq(item.version),
        passport_items::warned_weeks.eq(item.warned_weeks),
        passport_items::created_at.eq(item.created_at),
        passport_items::updated_at.eq(item.updated_at),
    );
    let added = on_each!(conn => diesel::insert_into(passport_items::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Puts a new version in the place of the present one. The caller has seen whose it is.
pub(super) fn replace(
    conn: &mut Conn,
    id: ItemId,
    (said, file): (&Said, Option<FileId>),
    warned: Option<i32>,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(passport_items::table.find(id))
        .set((
            passport_items::level.eq(&said.level),
            passport_items::words.eq(&said.words),
            passport_items::issued_on.eq(said.issued_on),
            passport_items::expires_on.eq(said.expires_on),
            passport_items::file_id.eq(file),
            passport_items::version.eq(passport_items::version + 1),
            passport_items::warned_weeks.eq(warned),
            passport_items::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// With what hangs on it. The caller has seen whose it is.
pub(super) fn delete(conn: &mut Conn, id: ItemId) -> QueryResult<()> {
    diesel::delete(passport_items::table.find(id)).execute(conn).map(drop)
}
