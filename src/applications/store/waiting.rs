//! The SQL of those who wait while others are invited, and of the day by which they were told that they hear.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::applications::model::{ApplicationId, InvitationState, State};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::schema::{application_promises, applications, interview_invitations, interviews};

/// Those of a listing who wait for an answer, are invited to nothing, and have no day named to them that is still to come;
/// by number, after this one.
pub(in crate::applications) fn left_waiting(
    conn: &mut Conn,
    listing: ListingId,
    today: NaiveDate,
    (after, most): (ApplicationId, i64),
) -> QueryResult<Vec<ApplicationId>> {
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
        .filter(applications::id.gt(after))
        .filter(applications::id.ne_all(invited))
        .filter(applications::id.ne_all(promised))
        .order(applications::id)
        .limit(most)
        .select(applications::id)
        .load(conn)
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
