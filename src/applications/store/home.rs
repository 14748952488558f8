//! The SQL of the home of a desk: what waits, and numbers of applications. Drafts do not exist here.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::applications::model::{ApplicationId, EventKind, InterviewId, InvitationState, Sent, State};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::model::Source;
use crate::listings::{ListingId, within};
use crate::providers::Scope;
use crate::schema::{application_events, applications, interview_invitations, interviews, listings};

/// A listing for which people wait for an answer.
#[derive(Clone, Debug, Queryable)]
pub(in crate::applications) struct Awaiting {
    pub listing: ListingId,
    pub title: String,
    pub decide_by: Option<NaiveDate>,
    pub many: i64,
}

/// Those with the next day first.
pub(in crate::applications) fn awaiting(
    conn: &mut Conn,
    scope: &Scope,
    most: i64,
) -> QueryResult<Vec<Awaiting>> {
    applications::table
        .inner_join(listings::table)
        .filter(within(scope))
        .filter(applications::state.eq_any(State::AWAITING))
        .group_by((listings::id, listings::title, listings::decide_by))
        .order((listings::decide_by, listings::id))
        .limit(most)
        .select((listings::id, listings::title, listings::decide_by, count_star()))
        .load(conn)
}

/// Applications for which people wait for an answer, to all listings.
pub(in crate::applications) fn count_awaiting(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    applications::table
        .inner_join(listings::table)
        .filter(within(scope))
        .filter(applications::state.eq_any(State::AWAITING))
        .count()
        .get_result(conn)
}

/// Offers that their candidates have not answered.
pub(in crate::applications) fn offers_out(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    applications::table
        .inner_join(listings::table)
        .filter(within(scope))
        .filter(applications::state.eq(State::Offered))
        .count()
        .get_result(conn)
}

/// A round of interviews to which somebody is invited who has no time yet.
#[derive(Clone, Debug)]
pub(in crate::applications) struct Unbooked {
    pub interview: InterviewId,
    pub title: String,
    pub many: i64,
}

/// Of people who still wait for an answer, oldest round first.
pub(in crate::applications) fn unbooked(
    conn: &mut Conn,
    scope: &Scope,
    most: i64,
) -> QueryResult<Vec<Unbooked>> {
    let rows: Vec<(InterviewId, ListingId, i64)> = interview_invitations::table
        .inner_join(interviews::table.inner_join(listings::table))
        .inner_join(applications::table.on(applications::id.eq(interview_invitations::application_id)))
        .filter(within(scope))
        .filter(applications::state.eq_any(State::AWAITING))
        .filter(interview_invitations::state.eq(InvitationState::Invited))
        .group_by((interviews::id, interviews::listing_id))
        .order(interviews::id)
        .limit(most)
        .select((interviews::id, interviews::listing_id, count_star()))
        .load(conn)?;
    let titles =
        crate::listings::titles(conn, &rows.iter().map(|(_, listing, _)| *listing).collect::<Vec<_>>())?;
    let unbooked = |(interview, listing, many)| Unbooked {
        interview,
        title: titles.get(&listing).cloned().unwrap_or_default(),
        many,
    };
    Ok(rows.into_iter().map(unbooked).collect())
}

/// How many each of these listings has.
pub(in crate::applications) fn counts_of(
    conn: &mut Conn,
    ids: &[ListingId],
) -> QueryResult<HashMap<ListingId, i64>> {
    applications::table
        .filter(applications::listing_id.eq_any(ids.to_vec()))
        .filter(applications::state.ne(State::Draft))
        .group_by(applications::listing_id)
        .select((applications::listing_id, count_star()))
        .load::<(ListingId, i64)>(conn)
        .map(|rows| rows.into_iter().collect())
}

/// Of a provider, or of one of its listings.
#[derive(Clone, Copy)]
pub(in crate::applications) struct Since<'a> {
    pub scope: &'a Scope,
    pub listing: Option<ListingId>,
    pub since: Moment,
}

type SentRow = (ApplicationId, ListingId, Option<Moment>, State, Option<Source>);

/// When each that was submitted since then was, where it stands, and which way led to it.
pub(in crate::applications) fn submitted_since(conn: &mut Conn, of: Since<'_>) -> QueryResult<Vec<Sent>> {
    let mut rows = applications::table
        .inner_join(listings::table)
        .filter(within(of.scope))
        .filter(applications::state.ne(State::Draft))
        .filter(applications::submitted_at.ge(of.since))
        .into_boxed();
    if let Some(listing) = of.listing {
        rows = rows.filter(listings::id.eq(listing));
    }
    let rows: Vec<SentRow> = rows
        .select((
            applications::id,
            applications::listing_id,
            applications::submitted_at,
            applications::state,
            applications::source,
        ))
        .load(conn)?;
    let submitted =
        |(id, listing, at, state, source): SentRow| Some(Sent { id, listing, at: at?, state, source });
    Ok(rows.into_iter().filter_map(submitted).collect())
}

/// When which of these things happened to applications that were submitted since then, oldest first.
pub(in crate::applications) fn happened_since(
    conn: &mut Conn,
    of: Since<'_>,
) -> QueryResult<Vec<(ApplicationId, EventKind, Moment)>> {
    let mut rows = application_events::table
        .inner_join(applications::table.inner_join(listings::table))
        .filter(within(of.scope))
        .filter(applications::submitted_at.ge(of.since))
        .filter(application_events::state.eq_any([EventKind::Shortlisted, EventKind::Offered]))
        .into_boxed();
    if let Some(listing) = of.listing {
        rows = rows.filter(listings::id.eq(listing));
    }
    rows.order((application_events::at, application_events::id))
        .select((application_events::application_id, application_events::state, application_events::at))
        .load(conn)
}
