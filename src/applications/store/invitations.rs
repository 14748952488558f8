//! The SQL of invitations to interviews.

use diesel::prelude::*;

use super::interviews::{interview, panel, slot};
use crate::accounts::AccountId;
use crate::applications::model::{
    Application, ApplicationId, Arranged, InterviewId, Invitation, InvitationId, InvitationState, Slot, State,
};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::schema::{applications, interview_invitations, interview_slots};

/// Everybody who was invited to a round, as they were invited.
pub(in crate::applications) fn invited(
    conn: &mut Conn,
    id: InterviewId,
) -> QueryResult<Vec<(Invitation, Application)>> {
    interview_invitations::table
        .inner_join(applications::table)
        .filter(interview_invitations::interview_id.eq(id))
        .order(interview_invitations::id)
        .select((interview_invitations::all_columns, applications::all_columns))
        .load(conn)
}

/// One of this round; `None` when there is no such invitation.
pub(in crate::applications) fn invitation_to(
    conn: &mut Conn,
    interview: InterviewId,
    id: InvitationId,
) -> QueryResult<Option<Invitation>> {
    interview_invitations::table
        .find(id)
        .filter(interview_invitations::interview_id.eq(interview))
        .first(conn)
        .optional()
}

/// What belongs to an application, oldest first.
pub(in crate::applications) fn arranged(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Vec<Arranged>> {
    let invitations: Vec<Invitation> = interview_invitations::table
        .filter(interview_invitations::application_id.eq(application))
        .order(interview_invitations::id)
        .load(conn)?;
    let mut all = Vec::new();
    for invitation in invitations {
        all.extend(with_all(conn, invitation)?);
    }
    Ok(all)
}

/// `None` when the round is gone.
pub(in crate::applications) fn with_all(
    conn: &mut Conn,
    invitation: Invitation,
) -> QueryResult<Option<Arranged>> {
    let Some(interview) = interview(conn, invitation.interview_id)? else { return Ok(None) };
    let slot = match invitation.slot_id {
        Some(id) => slot(conn, interview.id, id)?,
        None => None,
    };
    Ok(Some(Arranged { panel: panel(conn, interview.id)?, interview, invitation, slot }))
}

/// Invites somebody; `None` when they are invited already. Who was cancelled before is invited anew, under the number that
/// their calendar knows.
pub(in crate::applications) fn invite(
    conn: &mut Conn,
    interview: InterviewId,
    application: ApplicationId,
    now: Moment,
) -> QueryResult<Option<Invitation>> {
    let found: Option<Invitation> = interview_invitations::table
        .filter(interview_invitations::interview_id.eq(interview))
        .filter(interview_invitations::application_id.eq(application))
        .first(conn)
        .optional()?;
    match found {
        Some(before) if before.state != InvitationState::Cancelled => Ok(None),
        Some(before) => {
            diesel::update(interview_invitations::table.find(before.id))
                .set((
                    interview_invitations::state.eq(InvitationState::Invited),
                    interview_invitations::invited_at.eq(now),
                    interview_invitations::updated_at.eq(now),
                    interview_invitations::reminded.eq(false),
                ))
                .execute(conn)?;
            interview_invitations::table.find(before.id).first(conn).optional()
        }
        None => insert(conn, interview, application, now).map(Some),
    }
}

fn insert(
    conn: &mut Conn,
    interview: InterviewId,
    application: ApplicationId,
    now: Moment,
) -> QueryResult<Invitation> {
    let id = InvitationId::new();
    diesel::insert_into(interview_invitations::table)
        .values((
            interview_invitations::id.eq(id),
            interview_invitations::interview_id.eq(interview),
            interview_invitations::application_id.eq(application),
            interview_invitations::state.eq(InvitationState::Invited),
            interview_invitations::sequence.eq(0),
            interview_invitations::invited_at.eq(now),
            interview_invitations::updated_at.eq(now),
            interview_invitations::reminded.eq(false),
            interview_invitations::was_minutes.eq(0),
        ))
        .execute(conn)?;
    interview_invitations::table.find(id).first(conn)
}

/// Has somebody else this time?
pub(in crate::applications) fn is_taken(
    conn: &mut Conn,
    slot: &Slot,
    but: InvitationId,
) -> QueryResult<bool> {
    let taken = interview_invitations::table
        .filter(interview_invitations::slot_id.eq(slot.id))
        .filter(interview_invitations::id.ne(but));
    diesel::select(diesel::dsl::exists(taken)).get_result(conn)
}

/// Gives a time to an invitation; the one it had is free again. Two who ask at once for the same time meet at the unique
/// column: one of them looks again, and finds it taken.
pub(in crate::applications) fn book(
    conn: &mut Conn,
    invitation: &Invitation,
    slot: &Slot,
    reminded: bool,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(interview_invitations::table.find(invitation.id))
        .set((
            interview_invitations::slot_id.eq(slot.id),
            interview_invitations::state.eq(InvitationState::Booked),
            interview_invitations::sequence.eq(invitation.sequence + 1),
            interview_invitations::updated_at.eq(now),
            interview_invitations::reminded.eq(reminded),
            interview_invitations::was_at.eq(slot.starts_at),
            interview_invitations::was_minutes.eq(slot.minutes),
        ))
        .execute(conn)
        .map(drop)
}

/// Ends an invitation; its time is free again.
pub(in crate::applications) fn cancel(
    conn: &mut Conn,
    invitation: &Invitation,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(interview_invitations::table.find(invitation.id))
        .set((
            interview_invitations::slot_id.eq(None::<i64>),
            interview_invitations::state.eq(InvitationState::Cancelled),
            interview_invitations::sequence.eq(invitation.sequence + 1),
            interview_invitations::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Ends what is still to come of an application that has ended; gives those who had a time, as it was.
pub(in crate::applications) fn cancel_ahead(
    conn: &mut Conn,
    application: ApplicationId,
    now: Moment,
) -> QueryResult<Vec<(Invitation, Slot)>> {
    let open: Vec<(Invitation, Option<Slot>)> = interview_invitations::table
        .left_join(interview_slots::table)
        .filter(interview_invitations::application_id.eq(application))
        .filter(interview_invitations::state.ne(InvitationState::Cancelled))
        .order(interview_invitations::id)
        .select((interview_invitations::all_columns, interview_slots::all_columns.nullable()))
        .load(conn)?;
    let mut agreed = Vec::new();
    for (invitation, slot) in open {
        if slot.is_none_or(|slot| slot.starts_at > now) {
            cancel(conn, &invitation, now)?;
            agreed.extend(slot.map(|slot| (invitation, slot)));
        }
    }
    Ok(agreed)
}

/// What is agreed or was changed counts as changed for calendars.
pub(in crate::applications) fn touch(conn: &mut Conn, id: InterviewId, now: Moment) -> QueryResult<()> {
    let booked = interview_invitations::table
        .filter(interview_invitations::interview_id.eq(id))
        .filter(interview_invitations::state.eq(InvitationState::Booked));
    diesel::update(booked)
        .set((
            interview_invitations::sequence.eq(interview_invitations::sequence + 1),
            interview_invitations::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Agreed interviews between these moments that nobody has been reminded of, round by round.
pub(in crate::applications) fn unreminded(
    conn: &mut Conn,
    (from, until): (Moment, Moment),
    most: i64,
) -> QueryResult<Vec<(Invitation, Slot, Application)>> {
    interview_invitations::table
        .inner_join(interview_slots::table)
        .inner_join(applications::table)
        .filter(interview_invitations::state.eq(InvitationState::Booked))
        .filter(interview_invitations::reminded.eq(false))
        .filter(interview_slots::starts_at.gt(from))
        .filter(interview_slots::starts_at.lt(until))
        .order((interview_slots::interview_id, interview_slots::starts_at))
        .limit(most)
        .select((interview_invitations::all_columns, interview_slots::all_columns, applications::all_columns))
        .load(conn)
}

pub(in crate::applications) fn set_reminded(conn: &mut Conn, id: InvitationId) -> QueryResult<()> {
    diesel::update(interview_invitations::table.find(id))
        .set(interview_invitations::reminded.eq(true))
        .execute(conn)
        .map(drop)
}

/// An invitation with the application that it is for; `None` when it is not this person's.
pub(in crate::applications) fn own_invitation(
    conn: &mut Conn,
    candidate: AccountId,
    (application, id): (ApplicationId, InvitationId),
) -> QueryResult<Option<(Invitation, Application)>> {
    interview_invitations::table
        .inner_join(applications::table)
        .filter(interview_invitations::id.eq(id))
        .filter(applications::id.eq(application))
        .filter(applications::candidate_id.eq(candidate))
        .select((interview_invitations::all_columns, applications::all_columns))
        .first(conn)
        .optional()
}

/// `None` when there is no such application.
pub(in crate::applications) fn application(
    conn: &mut Conn,
    id: ApplicationId,
) -> QueryResult<Option<Application>> {
    applications::table.find(id).first(conn).optional()
}

/// Those of a listing that are in this state, first come first.
pub(in crate::applications) fn in_state(
    conn: &mut Conn,
    listing: ListingId,
    state: State,
) -> QueryResult<Vec<Application>> {
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.eq(state))
        .order((applications::submitted_at, applications::id))
        .load(conn)
}
