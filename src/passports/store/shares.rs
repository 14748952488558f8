//! What is shared with whom, and what providers said of it. A row of consent counts only while
//! `passports::model::holds`.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Row, in_order, kept};
use crate::applications::{ApplicationId, Standing};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::files::StoredFile;
use crate::passports::model::{Item, ItemId, Kept, Mark, Marks, Verdict, holds};
use crate::schema::{files, passport_items, passport_marks, passport_shares};

/// The items that this application's provider may see: none once it is over.
pub(in crate::passports) fn shared(conn: &mut Conn, standing: &Standing) -> QueryResult<Vec<Kept>> {
    let rows: Vec<(Item, Option<StoredFile>, Moment)> = passport_shares::table
        .inner_join(passport_items::table.left_join(files::table))
        .filter(passport_shares::application_id.eq(standing.id))
        .filter(passport_items::account_id.eq(standing.candidate))
        .select((passport_items::all_columns, Option::<StoredFile>::as_select(), passport_shares::shared_at))
        .load(conn)?;
    let held = rows.into_iter().filter(|(_, _, at)| holds(*at, standing));
    Ok(in_order(held.map(|(item, file, _)| -> Row { (item, file) }).map(kept).collect()))
}

/// When each item was shared with an application, whether or not that still counts.
pub(in crate::passports) fn times_shared(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Vec<(ItemId, Moment)>> {
    passport_shares::table
        .filter(passport_shares::application_id.eq(application))
        .select((passport_shares::item_id, passport_shares::shared_at))
        .load(conn)
}

/// Takes away what is in `gone`, and adds what is in `come`.
pub(in crate::passports) fn set_shares(
    conn: &mut Conn,
    application: ApplicationId,
    (gone, come): (&[ItemId], &[ItemId]),
    now: Moment,
) -> QueryResult<()> {
    let of_application = passport_shares::table.filter(passport_shares::application_id.eq(application));
    diesel::delete(of_application.filter(passport_shares::item_id.eq_any(gone.to_vec()))).execute(conn)?;
    for item in come {
        diesel::insert_into(passport_shares::table)
            .values((
                passport_shares::application_id.eq(application),
                passport_shares::item_id.eq(item),
                passport_shares::shared_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// How many items each of these applications is shown; those that are shown none are left out.
pub(in crate::passports) fn share_counts(
    conn: &mut Conn,
    standings: &[Standing],
) -> QueryResult<HashMap<ApplicationId, usize>> {
    let ids: Vec<ApplicationId> = standings.iter().map(|standing| standing.id).collect();
    let rows: Vec<(ApplicationId, Moment)> = passport_shares::table
        .filter(passport_shares::application_id.eq_any(ids))
        .select((passport_shares::application_id, passport_shares::shared_at))
        .load(conn)?;
    let mut counts = HashMap::new();
    for standing in standings {
        let own = rows.iter().filter(|(id, at)| *id == standing.id && holds(*at, standing)).count();
        if own > 0 {
            counts.insert(standing.id, own);
        }
    }
    Ok(counts)
}

/// The applications, of those given, that are shown this item.
pub(in crate::passports) fn shared_with_any(
    conn: &mut Conn,
    item: ItemId,
    standings: Vec<Standing>,
) -> QueryResult<Vec<Standing>> {
    let rows: Vec<(ApplicationId, Moment)> = passport_shares::table
        .filter(passport_shares::item_id.eq(item))
        .select((passport_shares::application_id, passport_shares::shared_at))
        .load(conn)?;
    let shown = |standing: &Standing| rows.iter().any(|(id, at)| *id == standing.id && holds(*at, standing));
    Ok(standings.into_iter().filter(shown).collect())
}

pub(in crate::passports) fn marks(conn: &mut Conn, application: ApplicationId) -> QueryResult<Marks> {
    let rows: Vec<(ItemId, i32, Verdict, String, String, Moment)> = passport_marks::table
        .filter(passport_marks::application_id.eq(application))
        .select((
            passport_marks::item_id,
            passport_marks::version,
            passport_marks::verdict,
            passport_marks::reason,
            passport_marks::marked_by,
            passport_marks::at,
        ))
        .load(conn)?;
    let mark = |(item, version, verdict, reason, by, at)| ((item, version), Mark { verdict, reason, by, at });
    Ok(rows.into_iter().map(mark).collect())
}

/// Says something of a version of an item, in the place of what was said of it before.
pub(in crate::passports) fn put_mark(
    conn: &mut Conn,
    application: ApplicationId,
    item: &Item,
    mark: &Mark,
) -> QueryResult<()> {
    let of_version = passport_marks::table.find((application, item.id, item.version));
    diesel::delete(of_version).execute(conn)?;
    diesel::insert_into(passport_marks::table)
        .values((
            passport_marks::application_id.eq(application),
            passport_marks::item_id.eq(item.id),
            passport_marks::version.eq(item.version),
            passport_marks::verdict.eq(mark.verdict),
            passport_marks::reason.eq(&mark.reason),
            passport_marks::marked_by.eq(&mark.by),
            passport_marks::at.eq(mark.at),
        ))
        .execute(conn)
        .map(drop)
}
