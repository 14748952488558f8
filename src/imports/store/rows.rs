//! The rows of an import, and what earlier rows have made.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::imports::model::{Became, ImportId, Verdict};
use crate::kit::db::{Conn, on_each};
use crate::listings::ListingId;
use crate::providers::ProviderId;
use crate::schema::{import_references, import_rows};

/// Rows in one statement: SQLite takes 32,766 values, and a row has ten.
const AT_ONCE: usize = 1_000;

/// The row. The order of its fields is that of the table.
#[derive(Clone, Debug, Queryable, Insertable)]
#[diesel(table_name = import_rows, treat_none_as_default_value = false)]
pub struct Row {
    pub import_id: ImportId,
    pub line: i32,
    /// As JSON.
    pub cells: String,
    /// Under what it is remembered; empty until it is checked.
    pub reference: String,
    pub verdict: Option<Verdict>,
    pub title: String,
    /// As JSON.
    pub faults: String,
    /// A sentence each, in one text.
    pub lacks: String,
    pub became: Option<Became>,
    pub listing_id: Option<ListingId>,
}

/// Of a provider's earlier row: what it made, and what it said then.
#[derive(Clone, Debug, Queryable)]
pub struct Reference {
    pub reference: String,
    pub listing: ListingId,
    pub fingerprint: String,
}

pub(in crate::imports) fn insert_rows(conn: &mut Conn, rows: &[Row]) -> QueryResult<()> {
    rows.chunks(AT_ONCE).try_for_each(|some| {
        on_each!(conn => diesel::insert_into(import_rows::table).values(some).execute(conn)).map(drop)
    })
}

/// The next ones after a line of the file.
pub(in crate::imports) fn rows_after(
    conn: &mut Conn,
    import: ImportId,
    line: i32,
    most: i64,
) -> QueryResult<Vec<Row>> {
    import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::line.gt(line))
        .order(import_rows::line)
        .limit(most)
        .load(conn)
}

/// The first line before this one of each of these references.
pub(in crate::imports) fn first_lines(
    conn: &mut Conn,
    import: ImportId,
    references: &[String],
    before: i32,
) -> QueryResult<HashMap<String, i32>> {
    let rows: Vec<(String, Option<i32>)> = import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::reference.eq_any(references.to_vec()))
        .filter(import_rows::line.lt(before))
        .group_by(import_rows::reference)
        .select((import_rows::reference, diesel::dsl::min(import_rows::line)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(reference, line)| Some((reference, line?))).collect())
}

/// What was found out about a row, and what has come of it.
pub(in crate::imports) fn save_row(conn: &mut Conn, row: &Row) -> QueryResult<()> {
    diesel::update(import_rows::table.find((row.import_id, row.line)))
        .set((
            import_rows::reference.eq(&row.reference),
            import_rows::verdict.eq(row.verdict),
            import_rows::title.eq(&row.title),
            import_rows::faults.eq(&row.faults),
            import_rows::lacks.eq(&row.lacks),
            import_rows::became.eq(row.became),
            import_rows::listing_id.eq(row.listing_id),
        ))
        .execute(conn)
        .map(drop)
}

/// As if none had been checked: the columns mean something else now.
pub(in crate::imports) fn forget_verdicts(conn: &mut Conn, import: ImportId) -> QueryResult<()> {
    diesel::update(import_rows::table.filter(import_rows::import_id.eq(import)))
        .set((import_rows::reference.eq(""), import_rows::verdict.eq(None::<Verdict>)))
        .execute(conn)
        .map(drop)
}

pub(in crate::imports) fn references(
    conn: &mut Conn,
    provider: ProviderId,
    references: &[String],
) -> QueryResult<HashMap<String, Reference>> {
    let rows: Vec<Reference> = import_references::table
        .filter(import_references::provider_id.eq(provider))
        .filter(import_references::reference.eq_any(references.to_vec()))
        .select((import_references::reference, import_references::listing_id, import_references::fingerprint))
        .load(conn)?;
    Ok(rows.into_iter().map(|row| (row.reference.clone(), row)).collect())
}

pub(in crate::imports) fn insert_reference(
    conn: &mut Conn,
    provider: ProviderId,
    row: &Reference,
) -> QueryResult<()> {
    diesel::insert_into(import_references::table)
        .values((
            import_references::provider_id.eq(provider),
            import_references::reference.eq(&row.reference),
            import_references::listing_id.eq(row.listing),
            import_references::fingerprint.eq(&row.fingerprint),
        ))
        .execute(conn)
        .map(drop)
}

pub(in crate::imports) fn set_fingerprint(
    conn: &mut Conn,
    provider: ProviderId,
    row: &Reference,
) -> QueryResult<()> {
    diesel::update(import_references::table.find((provider, &row.reference)))
        .set(import_references::fingerprint.eq(&row.fingerprint))
        .execute(conn)
        .map(drop)
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: i64,
    pub update: i64,
    pub same: i64,
    pub refused: i64,
    /// New or changed drafts with mistakes in their rows.
    pub faulty: i64,
    /// New or changed drafts without mistakes that lack nothing for review.
    pub complete: i64,
    pub made: i64,
    pub updated: i64,
    pub submitted: i64,
    pub left_out: i64,
    pub not_reached: i64,
}

pub(in crate::imports) fn counts(conn: &mut Conn, import: ImportId) -> QueryResult<Counts> {
    let of = || import_rows::table.filter(import_rows::import_id.eq(import));
    let verdicts: Vec<(Option<Verdict>, i64)> = of()
        .group_by(import_rows::verdict)
        .select((import_rows::verdict, diesel::dsl::count_star()))
        .load(conn)?;
    let became: Vec<(Option<Became>, i64)> = of()
        .group_by(import_rows::became)
        .select((import_rows::became, diesel::dsl::count_star()))
        .load(conn)?;
    let verdict = |one| verdicts.iter().find(|(found, _)| *found == Some(one)).map_or(0, |(_, n)| *n);
    let came = |one| became.iter().find(|(found, _)| *found == one).map_or(0, |(_, n)| *n);
    let makes = || of().filter(import_rows::verdict.eq_any([Verdict::New, Verdict::Update]));
    Ok(Counts {
        new: verdict(Verdict::New),
        update: verdict(Verdict::Update),
        same: verdict(Verdict::Same),
        refused: verdict(Verdict::Refused),
        faulty: makes().filter(import_rows::faults.ne("[]")).count().get_result(conn)?,
        complete: makes()
            .filter(import_rows::faults.eq("[]"))
            .filter(import_rows::lacks.eq(""))
            .count()
            .get_result(conn)?,
        made: came(Some(Became::Made)),
        updated: came(Some(Became::Updated)),
        submitted: came(Some(Became::Submitted)),
        left_out: came(Some(Became::LeftOut)),
        not_reached: came(None),
    })
}

/// Those with something wrong, in the order of the file, after a line.
pub(in crate::imports) fn faulty_after(
    conn: &mut Conn,
    import: ImportId,
    line: i32,
    most: i64,
) -> QueryResult<Vec<Row>> {
    import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::line.gt(line))
        .filter(import_rows::faults.ne("[]"))
        .order(import_rows::line)
        .limit(most)
        .load(conn)
}
