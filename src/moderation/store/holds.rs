//! The SQL of what moderators have in their hands.

use chrono::Duration;
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::moderation::model::{Hold, Kind};
use crate::schema::review_holds;
use crate::settings;

/// Who has it now; `None` when nobody has.
pub fn hold_of(conn: &mut Conn, kind: Kind, id: i64, now: Moment) -> QueryResult<Option<Hold>> {
    let found: Option<(AccountId, String, Moment)> = review_holds::table
        .find((kind, id))
        .filter(review_holds::expires_at.gt(now))
        .select((review_holds::account_id, review_holds::account_name, review_holds::expires_at))
        .first(conn)
        .optional()?;
    Ok(found.map(|(account, name, until)| Hold { account, name, until }))
}

/// Puts it into somebody's hands, for the whole time from now, whoever had it.
pub fn hold(
    conn: &mut Conn,
    (kind, id): (Kind, i64),
    (account, name): (AccountId, &str),
    now: Moment,
) -> QueryResult<()> {
    let_go(conn, kind, id)?;
    let minutes = settings::in_force(conn)?.hold_minutes;
    diesel::insert_into(review_holds::table)
        .values((
            review_holds::kind.eq(kind),
            review_holds::item_id.eq(id),
            review_holds::account_id.eq(account),
            review_holds::account_name.eq(name),
            review_holds::expires_at.eq(now + Duration::minutes(minutes)),
        ))
        .execute(conn)
        .map(drop)
}

/// Nobody has it any more.
pub fn let_go(conn: &mut Conn, kind: Kind, id: i64) -> QueryResult<()> {
    diesel::delete(review_holds::table.find((kind, id))).execute(conn).map(drop)
}
