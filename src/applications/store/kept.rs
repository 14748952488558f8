//! What was typed into the steps of drafts by somebody who had to sign in again.

use chrono::Duration;
use diesel::prelude::*;

use crate::applications::model::{ApplicationId, State, Step};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{applications, kept_forms};

/// Time to find the password, or to reset it.
const KEPT_HOURS: i64 = 24;
/// Of one step: tabs that are open side by side, and a save on its way while the button is pressed.
const MOST_KEPT: usize = 5;

/// Keeps what was typed beside the latest that were kept before; false when there is no such draft.
pub(in crate::applications) fn keep_form(
    conn: &mut Conn,
    (id, step): (ApplicationId, Step),
    (token_hash, body): (&str, &str),
    now: Moment,
) -> QueryResult<bool> {
    let draft = applications::table.find(id).filter(applications::state.eq(State::Draft));
    if draft.count().get_result::<i64>(conn)? == 0 {
        return Ok(false);
    }
    diesel::insert_into(kept_forms::table)
        .values((
            kept_forms::token_hash.eq(token_hash),
            kept_forms::application_id.eq(id),
            kept_forms::step.eq(step.path()),
            kept_forms::body.eq(body),
            kept_forms::kept_at.eq(now),
        ))
        .execute(conn)?;
    let kept: Vec<String> = kept_forms::table
        .filter(kept_forms::application_id.eq(id))
        .filter(kept_forms::step.eq(step.path()))
        .order((kept_forms::kept_at.desc(), kept_forms::token_hash))
        .select(kept_forms::token_hash)
        .load(conn)?;
    for old in kept.into_iter().skip(MOST_KEPT) {
        diesel::delete(kept_forms::table.find(old)).execute(conn)?;
    }
    Ok(true)
}

/// `None` when nothing is kept under this token, or for too long.
pub(in crate::applications) fn kept_form(
    conn: &mut Conn,
    (id, step): (ApplicationId, Step),
    token_hash: &str,
    now: Moment,
) -> QueryResult<Option<String>> {
    kept_forms::table
        .find(token_hash)
        .filter(kept_forms::application_id.eq(id))
        .filter(kept_forms::step.eq(step.path()))
        .filter(kept_forms::kept_at.gt(now - Duration::hours(KEPT_HOURS)))
        .select(kept_forms::body)
        .first(conn)
        .optional()
}

/// Once the step is saved, what was kept of it is old.
pub(in crate::applications) fn forget_form(
    conn: &mut Conn,
    (id, step): (ApplicationId, Step),
) -> QueryResult<()> {
    let of_step =
        kept_forms::table.filter(kept_forms::application_id.eq(id)).filter(kept_forms::step.eq(step.path()));
    diesel::delete(of_step).execute(conn).map(drop)
}

/// Whoever did not come back within the day has left.
pub fn forget_old_forms(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    let before = now - Duration::hours(KEPT_HOURS);
    diesel::delete(kept_forms::table.filter(kept_forms::kept_at.le(before))).execute(conn).map(drop)
}
