//! Whose candidate was asked the equality questions. What they said is not kept with it.

use diesel::prelude::*;

use crate::applications::model::ApplicationId;
use crate::kit::db::{Conn, on_each};
use crate::schema::equality_asked;

pub(in crate::applications) fn was_asked(conn: &mut Conn, id: ApplicationId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(equality_asked::table.find(id))).get_result(conn)
}

/// True for the first who says so: whoever presses twice is counted once.
pub(in crate::applications) fn note_asked(conn: &mut Conn, id: ApplicationId) -> QueryResult<bool> {
    let row = equality_asked::application_id.eq(id);
    let new = on_each!(conn => diesel::insert_into(equality_asked::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(new == 1)
}
