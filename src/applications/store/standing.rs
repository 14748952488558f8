//! Where an application stands, for features that build on it: whose it is, with whom, and what the provider may know.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, State, called, is_hidden};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::{ListingId, within};
use crate::providers::{ProviderId, Scope};
use crate::schema::{applications, listings, providers};

/// An application in short.
#[derive(Clone, Debug)]
pub struct Standing {
    pub id: ApplicationId,
    pub candidate: AccountId,
    /// As a provider may name them now.
    pub name: String,
    /// For letters to the candidate, never for a provider's page.
    pub email: String,
    pub listing: ListingId,
    pub title: String,
    pub provider: ProviderId,
    pub provider_name: String,
    pub state: State,
    /// The last time; `None` for a draft.
    pub submitted_at: Option<Moment>,
    /// A provider may not know yet whose it is.
    pub is_hidden: bool,
}

type Row = (
    (ApplicationId, AccountId, String, String, State, Option<Moment>, Option<Moment>),
    (ListingId, String, bool),
    (ProviderId, String),
);

type Rows<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::InnerJoin<applications::table, diesel::dsl::InnerJoin<listings::table, providers::table>>,
    <Conn as diesel::connection::Connection>::Backend,
>;

fn all<'a>() -> Rows<'a> {
    applications::table.inner_join(listings::table.inner_join(providers::table)).into_boxed()
}

fn load(conn: &mut Conn, rows: Rows<'_>) -> QueryResult<Vec<Standing>> {
    let rows: Vec<Row> = rows
        .order((applications::updated_at.desc(), applications::id.desc()))
        .select((
            (
                applications::id,
                applications::candidate_id,
                applications::name,
                applications::email,
                applications::state,
                applications::submitted_at,
                applications::revealed_at,
            ),
            (listings::id, listings::title, listings::blind),
            (providers::id, providers::name),
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(standing).collect())
}

fn standing(row: Row) -> Standing {
    let ((id, candidate, name, email, state, submitted_at, revealed_at), (listing, title, blind), provider) =
        row;
    let is_hidden = is_hidden(blind, revealed_at);
    Standing {
        id,
        candidate,
        name: called(id, &name, is_hidden),
        email,
        listing,
        title,
        provider: provider.0,
        provider_name: provider.1,
        state,
        submitted_at,
        is_hidden,
    }
}

/// `None` when this person has no such application. Drafts are there too.
pub fn standing_of_candidate(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
) -> QueryResult<Option<Standing>> {
    let own = all().filter(applications::id.eq(id)).filter(applications::candidate_id.eq(candidate));
    Ok(load(conn, own)?.pop())
}

/// `None` when there is no such application within reach.
pub fn standing_of_provider(
    conn: &mut Conn,
    scope: &Scope,
    id: ApplicationId,
) -> QueryResult<Option<Standing>> {
    let got = all()
        .filter(applications::id.eq(id))
        .filter(within(scope))
        .filter(applications::state.ne(State::Draft));
    Ok(load(conn, got)?.pop())
}

/// A person's applications, latest touched first.
pub fn standings(conn: &mut Conn, candidate: AccountId) -> QueryResult<Vec<Standing>> {
    load(conn, all().filter(applications::candidate_id.eq(candidate)))
}
