//! Organisations as moderators look for them.

use diesel::prelude::*;

use crate::kit::db::{Conn, lower};
use crate::providers::model::ProviderState;
use crate::providers::store::Provider;
use crate::schema::providers;

type Providers<'a> = providers::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// What waits to be verified, as the review desk lists it.
pub const WAITING: &str = "SELECT id, COALESCE(submitted_at, updated_at) AS sent_at, name AS title, '' AS who, \
     sector AS what FROM providers WHERE state = 'submitted'";

pub fn count_waiting(conn: &mut Conn) -> QueryResult<i64> {
    providers::table.filter(providers::state.eq(ProviderState::Submitted)).count().get_result(conn)
}

/// Those whose name holds `words`, of one state or of any, by name; and how many there are in all.
pub fn matching(
    conn: &mut Conn,
    words: &str,
    state: Option<ProviderState>,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<Provider>, i64)> {
    let total = fitting(words, state).count().get_result(conn)?;
    let found = fitting(words, state)
        .order((providers::name, providers::id))
        .offset(offset)
        .limit(limit)
        .select(Provider::as_select())
        .load(conn)?;
    Ok((found, total))
}

fn fitting(words: &str, state: Option<ProviderState>) -> Providers<'_> {
    let mut fitting = providers::table.into_boxed();
    if !words.is_empty() {
        fitting = fitting.filter(lower(providers::name).like(crate::kit::text::like(words)).escape('\\'));
    }
    if let Some(state) = state {
        fitting = fitting.filter(providers::state.eq(state));
    }
    fitting
}
