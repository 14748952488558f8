//! The SQL of imports.

mod rows;

use diesel::prelude::*;

pub use rows::Row;
pub(super) use rows::{
    Counts, Reference, counts, faulty_after, first_lines, forget_verdicts, insert_reference, insert_rows,
    references, rows_after, save_row, set_fingerprint,
};

use crate::accounts::AccountId;
use crate::imports::model::{ImportId, ImportState, Takes};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::ListingKind;
use crate::providers::ProviderId;
use crate::schema::{import_columns, imports};

/// The row. The order of its fields is that of the table.
#[derive(Clone, Debug, Queryable, Insertable)]
#[diesel(table_name = imports)]
pub struct Import {
    pub id: ImportId,
    pub provider_id: ProviderId,
    pub account_id: AccountId,
    pub file_name: String,
    pub state: ImportState,
    /// What a row is that does not say it.
    pub kind: ListingKind,
    /// As JSON.
    pub headers: String,
    /// As JSON: a field for each column of the file, an empty one for what is left out.
    pub fields: String,
    pub takes: Takes,
    /// Complete ones go to review.
    pub submits: bool,
    pub total: i32,
    /// Rows of the present step that are done.
    pub done: i32,
    /// The line that was done last.
    pub reached: i32,
    pub created_at: Moment,
    pub finished_at: Option<Moment>,
}

pub(super) fn insert(conn: &mut Conn, import: &Import) -> QueryResult<()> {
    diesel::insert_into(imports::table).values(import).execute(conn).map(drop)
}

/// `None` when there is none.
pub(super) fn find(conn: &mut Conn, id: ImportId) -> QueryResult<Option<Import>> {
    imports::table.find(id).first(conn).optional()
}

/// `None` when this provider has no such import.
pub(super) fn owned(conn: &mut Conn, provider: ProviderId, id: ImportId) -> QueryResult<Option<Import>> {
    imports::table.find(id).filter(imports::provider_id.eq(provider)).first(conn).optional()
}

/// Newest first.
pub(super) fn of_provider(conn: &mut Conn, provider: ProviderId, most: i64) -> QueryResult<Vec<Import>> {
    let of = imports::table.filter(imports::provider_id.eq(provider));
    of.order(imports::id.desc()).limit(most).load(conn)
}

pub(super) fn count_open(conn: &mut Conn, provider: ProviderId) -> QueryResult<i64> {
    imports::table
        .filter(imports::provider_id.eq(provider))
        .filter(imports::state.ne_all([ImportState::Done, ImportState::Cancelled]))
        .count()
        .get_result(conn)
}

/// Moves it on, to its first row; false when it is not where it must come from.
pub(super) fn step_on(
    conn: &mut Conn,
    import: &Import,
    next: ImportState,
    ended: Option<Moment>,
) -> QueryResult<bool> {
    let there = imports::table.find(import.id).filter(imports::state.eq(import.state));
    let moved = diesel::update(there)
        .set((
            imports::state.eq(next),
            imports::account_id.eq(import.account_id),
            imports::kind.eq(import.kind),
            imports::fields.eq(&import.fields),
            imports::takes.eq(import.takes),
            imports::submits.eq(import.submits),
            imports::done.eq(import.done),
            imports::reached.eq(import.reached),
            imports::finished_at.eq(ended),
        ))
        .execute(conn)?;
    Ok(moved == 1)
}

/// The job has done these rows.
pub(super) fn set_reached(conn: &mut Conn, id: ImportId, done: i32, reached: i32) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((imports::done.eq(done), imports::reached.eq(reached)))
        .execute(conn)
        .map(drop)
}

/// What this provider said that columns mean: header and field.
pub(super) fn remembered(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<(String, String)>> {
    import_columns::table
        .filter(import_columns::provider_id.eq(provider))
        .select((import_columns::header, import_columns::field))
        .load(conn)
}

pub(super) fn remember(conn: &mut Conn, provider: ProviderId, header: &str, field: &str) -> QueryResult<()> {
    let row = (
        import_columns::provider_id.eq(provider),
        import_columns::header.eq(header),
        import_columns::field.eq(field),
    );
    on_each!(conn => diesel::insert_into(import_columns::table)
        .values(row)
        .on_conflict((import_columns::provider_id, import_columns::header))
        .do_update()
        .set(import_columns::field.eq(field))
        .execute(conn))
    .map(drop)
}

/// Those that were begun before this moment go, with their rows.
pub(super) fn forget_before(conn: &mut Conn, before: Moment) -> QueryResult<()> {
    diesel::delete(imports::table.filter(imports::created_at.lt(before))).execute(conn).map(drop)
}
