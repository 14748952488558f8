//! The SQL of those who wait while others are invited, and of the day by which they were told that they hear.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::applications::model::{Application, ApplicationId, InvitationState, State};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::schema::{application_promises, applications, interview_invitations, interviews};

type Waiting<'a> =
    diesel::dsl::IntoBoxed<'a, applications::table, <Conn as diesel::connection::Connection>::Backend>;

/// Those of a listing who wait for an answer, are invited to nothing, and have no day named to them that is still to come.
fn waiting<'a>(listing: ListingId, today: NaiveDate) -> Waiting<'a> {
    let invited = interview_invitations::table
        .inner_join(interviews::table)
        .filter(interviews::listing_id.eq(listing))
        .filter(interview_invitations::state.ne(InvitationState::Cancelled))
        .select(interview_invitations::application_id);
    let promised = application_promises::table
        .filter(application_promises::hear_by.ge(today))
        .select(application_promises::application_id);
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.eq_any(State::AWAITING))
        .filter(applications::id.ne_all(invited))
        .filter(applications::id.ne_all(promised))
        .into_boxed()
}

/// Some of them, by number, after this one.
pub(in crate::applications) fn left_waiting(
    conn: &mut Conn,
    listing: ListingId,
    today: NaiveDate,
    (after, most): (ApplicationId, i64),
) -> QueryResult<Vec<ApplicationId>> {
    waiting(listing, today)
        .filter(applications::id.gt(after))
        .order(applications::id)
        .limit(most)
        .select(applications::id)
        .load(conn)
}

/// How many there are but for these, and the first of them.
pub(in crate::applications) fn waiting_but(
    conn: &mut Conn,
    listing: ListingId,
    today: NaiveDate,
    but: &[ApplicationId],
) -> QueryResult<(usize, Option<Application>)> {
    let others = || waiting(listing, today).filter(applications::id.ne_all(but.to_vec()));
    let many: i64 = others().count().get_result(conn)?;
    let first = others().order(applications::id).first(conn).optional()?;
    Ok((many as usize, first))
}

/// By when this person was told that they hear.
pub(in crate::applications) fn promise(
    conn: &mut Conn,
    application: ApplicationId,
    hear_by: NaiveDate,
    now: Moment,
) -> QueryResult<()> {
    diesel::delete(application_promises::table.find(application)).execute(conn)?;
    diesel::insert_into(application_promises::table)
        .values((
            application_promises::application_id.eq(application),
            application_promises::hear_by.eq(hear_by),
            application_promises::told_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}
