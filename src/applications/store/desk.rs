//! The SQL of applications as a provider sees them: drafts do not exist, and every query names the provider.

use diesel::prelude::*;

use crate::applications::model::{Application, ApplicationId, State};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::providers::ProviderId;
use crate::schema::{applications, listings};

/// Rows on one page of the table.
pub(in crate::applications) const PAGE: i64 = 50;

#[derive(Clone, Debug, Queryable)]
pub(in crate::applications) struct Row {
    pub id: ApplicationId,
    pub name: String,
    pub state: State,
    pub submitted_at: Option<Moment>,
    pub title: String,
}

type Rows<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::InnerJoin<applications::table, listings::table>,
    <Conn as diesel::connection::Connection>::Backend,
>;

fn submitted<'a>(provider: ProviderId, listing: Option<ListingId>) -> Rows<'a> {
    let rows = applications::table
        .inner_join(listings::table)
        .into_boxed()
        .filter(listings::provider_id.eq(provider))
        .filter(applications::state.ne(State::Draft));
    match listing {
        Some(listing) => rows.filter(applications::listing_id.eq(listing)),
        None => rows,
    }
}

/// One page of a provider's applications, or of one listing's, newest first.
pub(in crate::applications) fn rows(
    conn: &mut Conn,
    provider: ProviderId,
    listing: Option<ListingId>,
    state: Option<State>,
    page: i64,
) -> QueryResult<Vec<Row>> {
    let mut found = submitted(provider, listing);
    if let Some(state) = state {
        found = found.filter(applications::state.eq(state));
    }
    found
        .order((applications::submitted_at.desc(), applications::id.desc()))
        .offset((page - 1).max(0) * PAGE)
        .limit(PAGE)
        .select((
            applications::id,
            applications::name,
            applications::state,
            applications::submitted_at,
            listings::title,
        ))
        .load(conn)
}

/// How many there are in each state; states without any are left out.
pub(in crate::applications) fn counts(
    conn: &mut Conn,
    provider: ProviderId,
    listing: Option<ListingId>,
) -> QueryResult<Vec<(State, i64)>> {
    let count = |conn: &mut Conn, state: State| {
        submitted(provider, listing).filter(applications::state.eq(state)).count().get_result::<i64>(conn)
    };
    let mut found = Vec::new();
    for &state in State::ALL.iter().filter(|state| **state != State::Draft) {
        match count(conn, state)? {
            0 => {}
            many => found.push((state, many)),
        }
    }
    Ok(found)
}

/// `None` when this provider has got no such application.
pub(in crate::applications) fn owned_by_provider(
    conn: &mut Conn,
    provider: ProviderId,
    id: ApplicationId,
) -> QueryResult<Option<Application>> {
    applications::table
        .inner_join(listings::table)
        .filter(applications::id.eq(id))
        .filter(listings::provider_id.eq(provider))
        .filter(applications::state.ne(State::Draft))
        .select(applications::all_columns)
        .first(conn)
        .optional()
}

/// Applications that wait for this provider's first answer.
pub fn new_count(conn: &mut Conn, provider: ProviderId) -> QueryResult<i64> {
    submitted(provider, None).filter(applications::state.eq(State::Submitted)).count().get_result(conn)
}
