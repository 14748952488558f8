//! The log that a candidate reads. It outlives the items that it tells of.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::Standing;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::passports::model::{Act, LOG_LINES, Line};
use crate::schema::passport_log;

/// Adds a line. `who` is a member of the provider, or the candidate.
pub(in crate::passports) fn note(
    conn: &mut Conn,
    standing: &Standing,
    (act, items, who): (Act, &str, &str),
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(passport_log::table)
        .values((
            passport_log::id.eq(id::next()),
            passport_log::account_id.eq(standing.candidate),
            passport_log::act.eq(act),
            passport_log::items.eq(items),
            passport_log::who.eq(who),
            passport_log::provider.eq(&standing.provider_name),
            passport_log::listing.eq(&standing.title),
            passport_log::at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// A page of somebody's log, newest first, and how many lines there are in all.
pub(in crate::passports) fn log(
    conn: &mut Conn,
    account: AccountId,
    page: i64,
) -> QueryResult<(Vec<Line>, i64)> {
    let own = passport_log::table.filter(passport_log::account_id.eq(account));
    let total = own.count().get_result(conn)?;
    let lines = own
        .order((passport_log::at.desc(), passport_log::id.desc()))
        .offset((page - 1).max(0) * LOG_LINES)
        .limit(LOG_LINES)
        .select((
            passport_log::act,
            passport_log::items,
            passport_log::who,
            passport_log::provider,
            passport_log::listing,
            passport_log::at,
        ))
        .load(conn)?;
    Ok((lines, total))
}
