//! The SQL of interviews: rounds, who interviews, and the times.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{Interview, InterviewId, Manner, Panelist, Slot, SlotId};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::{ListingId, within};
use crate::providers::Scope;
use crate::schema::{interview_invitations, interview_panel, interview_slots, interviews, listings};

/// Adds a round; false when it is there already.
pub(in crate::applications) fn insert_interview(conn: &mut Conn, new: &Interview) -> QueryResult<bool> {
    let row = (
        interviews::id.eq(new.id),
        interviews::listing_id.eq(new.listing_id),
        interviews::title.eq(&new.title),
        interviews::manner.eq(new.manner),
        interviews::place.eq(&new.place),
        interviews::words.eq(&new.words),
        interviews::created_at.eq(new.created_at),
    );
    let added = on_each!(conn => diesel::insert_into(interviews::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// What it is, where, and what to know before.
pub(in crate::applications) fn set_interview(
    conn: &mut Conn,
    id: InterviewId,
    (title, manner, place, words): (&str, Manner, &str, &str),
) -> QueryResult<()> {
    diesel::update(interviews::table.find(id))
        .set((
            interviews::title.eq(title),
            interviews::manner.eq(manner),
            interviews::place.eq(place),
            interviews::words.eq(words),
        ))
        .execute(conn)
        .map(drop)
}

/// `None` when there is no such round.
pub(super) fn interview(conn: &mut Conn, id: InterviewId) -> QueryResult<Option<Interview>> {
    interviews::table.find(id).first(conn).optional()
}

/// `None` when there is no such round within reach.
pub(in crate::applications) fn owned_interview(
    conn: &mut Conn,
    scope: &Scope,
    id: InterviewId,
) -> QueryResult<Option<Interview>> {
    interviews::table
        .inner_join(listings::table)
        .filter(interviews::id.eq(id))
        .filter(within(scope))
        .select(interviews::all_columns)
        .first(conn)
        .optional()
}

/// The rounds of a listing, oldest first.
pub(in crate::applications) fn interviews_of(
    conn: &mut Conn,
    listing: ListingId,
) -> QueryResult<Vec<Interview>> {
    interviews::table.filter(interviews::listing_id.eq(listing)).order(interviews::id).load(conn)
}

pub(in crate::applications) fn panel(conn: &mut Conn, id: InterviewId) -> QueryResult<Vec<Panelist>> {
    interview_panel::table
        .filter(interview_panel::interview_id.eq(id))
        .order(interview_panel::position)
        .select((interview_panel::account_id, interview_panel::name))
        .load(conn)
}

/// Replaces everybody.
pub(in crate::applications) fn set_panel(
    conn: &mut Conn,
    id: InterviewId,
    panel: &[Panelist],
) -> QueryResult<()> {
    diesel::delete(interview_panel::table.filter(interview_panel::interview_id.eq(id))).execute(conn)?;
    for (position, one) in panel.iter().enumerate() {
        diesel::insert_into(interview_panel::table)
            .values((
                interview_panel::interview_id.eq(id),
                interview_panel::position.eq(position as i32),
                interview_panel::account_id.eq(one.account),
                interview_panel::name.eq(&one.name),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Those on the panel who have an account.
pub(in crate::applications) fn panel_accounts(
    conn: &mut Conn,
    id: InterviewId,
) -> QueryResult<Vec<AccountId>> {
    let all = panel(conn, id)?;
    Ok(all.into_iter().filter_map(|one| one.account).collect())
}

/// Every time of a round, first come first.
pub(in crate::applications) fn slots(conn: &mut Conn, id: InterviewId) -> QueryResult<Vec<Slot>> {
    interview_slots::table
        .filter(interview_slots::interview_id.eq(id))
        .order(interview_slots::starts_at)
        .load(conn)
}

/// Those that nobody has and that are still to come.
pub(in crate::applications) fn free_slots(
    conn: &mut Conn,
    id: InterviewId,
    now: Moment,
) -> QueryResult<Vec<Slot>> {
    interview_slots::table
        .left_join(interview_invitations::table)
        .filter(interview_slots::interview_id.eq(id))
        .filter(interview_slots::starts_at.gt(now))
        .filter(interview_invitations::id.is_null())
        .order(interview_slots::starts_at)
        .select(interview_slots::all_columns)
        .load(conn)
}

/// `None` when there is no such time in this round (any more).
pub(in crate::applications) fn slot(
    conn: &mut Conn,
    interview: InterviewId,
    id: SlotId,
) -> QueryResult<Option<Slot>> {
    interview_slots::table.find(id).filter(interview_slots::interview_id.eq(interview)).first(conn).optional()
}

/// Adds times; gives how many were not there yet.
pub(in crate::applications) fn add_slots(
    conn: &mut Conn,
    interview: InterviewId,
    starts: &[Moment],
    minutes: i32,
) -> QueryResult<usize> {
    let mut added = 0;
    for start in starts {
        let row = (
            interview_slots::id.eq(SlotId::new()),
            interview_slots::interview_id.eq(interview),
            interview_slots::starts_at.eq(*start),
            interview_slots::minutes.eq(minutes),
        );
        added += on_each!(conn => diesel::insert_into(interview_slots::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(conn))?;
    }
    Ok(added)
}

/// Takes a time away; false when somebody has it.
pub(in crate::applications) fn remove_slot(
    conn: &mut Conn,
    interview: InterviewId,
    id: SlotId,
) -> QueryResult<bool> {
    let taken = interview_invitations::table.filter(interview_invitations::slot_id.eq(id));
    if diesel::select(diesel::dsl::exists(taken)).get_result(conn)? {
        return Ok(false);
    }
    let own = interview_slots::table.find(id).filter(interview_slots::interview_id.eq(interview));
    diesel::delete(own).execute(conn)?;
    Ok(true)
}
