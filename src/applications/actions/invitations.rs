//! Candidates are invited to interviews, choose a time, and either side changes or cancels it.

use super::desk::{note, told};
use super::interviews::{InterviewError, round};
use super::telling::{tell, tell_again, tell_panel};
use super::{Here, Meanwhile, TellWaiting};
use crate::accounts::AccountId;
use crate::applications::mails::{Panel, Saying};
use crate::applications::model::{
    Application, ApplicationId, Arranged, EventKind, InterviewId, Invitation, InvitationId, InvitationState,
    Moved, Slot, SlotId, State, Vacancy, called, is_hidden, is_reminder_due, span_words,
};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs;
use crate::providers::Scope;

/// Invites those of them who are on the shortlist; sent twice, it invites everybody once. What the others are told
/// follows as a job.
pub fn invite(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, ids, meanwhile): (InterviewId, &[ApplicationId], Option<&Meanwhile>),
    here: &Here,
) -> Outcome<Moved, InterviewError> {
    let (interview, vacancy) = round(conn, scope, id, here.now)?;
    let chosen = store::several(conn, scope, interview.listing_id, ids)?;
    let mut moved = Moved { gone: ids.len() - chosen.len(), ..Moved::default() };
    for application in &chosen {
        if application.state != State::Shortlisted {
            let hidden = is_hidden(vacancy.blind, application.revealed_at);
            moved.elsewhere.push((called(application.id, &application.name, hidden), application.state));
            continue;
        }
        let Some(invitation) = store::invite(conn, id, application.id, here.now)? else {
            moved.before += 1;
            continue;
        };
        moved.now += 1;
        note(conn, actor, "interview.invite", (application, &vacancy), here.now)?;
        store::add_event(conn, application.id, EventKind::InterviewInvited, &interview.title, here.now)?;
        tell(conn, (application, &vacancy), invitation, Saying::Invited, here)?;
    }
    if let Some(meanwhile) = meanwhile.filter(|_| moved.now > 0) {
        let job = TellWaiting::new((scope.provider, interview.listing_id), meanwhile, actor, here.now);
        jobs::enqueue(conn, &job, here.now)?;
    }
    Ok(moved)
}

/// An invitation of one's own that is still open, with what it is for.
fn own_open(
    conn: &mut Conn,
    candidate: AccountId,
    of: (ApplicationId, InvitationId),
    here: &Here,
) -> Outcome<(Application, Vacancy, Arranged), InterviewError> {
    let Some((invitation, application)) = store::own_invitation(conn, candidate, of)? else {
        return refuse(InterviewError::NotFound);
    };
    let vacancy = store::vacancy(conn, application.listing_id, here.now)?;
    match (store::with_all(conn, invitation)?, vacancy) {
        (Some(arranged), _) if !arranged.is_open(&application, here.now) => {
            refuse(InterviewError::Over(format!("/applications/{}", application.id)))
        }
        (Some(arranged), Some(vacancy)) => Ok((application, vacancy, arranged)),
        _ => refuse(InterviewError::NotFound),
    }
}

/// The time that is agreed; empty when none is.
fn when_words(arranged: &Arranged) -> String {
    arranged.slot.map(|slot| slot.words()).unwrap_or_default()
}

/// Did the candidate read this since they were invited?
fn was_said(
    conn: &mut Conn,
    invitation: &Invitation,
    kinds: &[EventKind],
    notes: &[String],
) -> diesel::QueryResult<bool> {
    let events = store::events(conn, invitation.application_id)?;
    let since = events.iter().filter(|event| event.at >= invitation.invited_at);
    Ok(since.into_iter().any(|event| kinds.contains(&event.kind) && notes.contains(&event.note)))
}

/// Was it cancelled with these words?
fn was_cancelled(conn: &mut Conn, invitation: &Invitation, words: &str) -> diesel::QueryResult<bool> {
    let when = invitation.was_at.map(|at| span_words(at, invitation.was_minutes)).unwrap_or_default();
    let notes = [told(&[&when, words]), words.to_string()];
    Ok(invitation.state == InvitationState::Cancelled
        && was_said(conn, invitation, &[EventKind::InterviewCancelled], &notes)?)
}

/// Gives somebody a time that is free; the one they had is free again. `None` when they have this one already. `words`
/// are the provider's own, and may be empty.
fn book(
    conn: &mut Conn,
    arranged: &Arranged,
    (slot, words, back): (SlotId, &str, String),
    here: &Here,
) -> Outcome<Option<Slot>, InterviewError> {
    let invitation = &arranged.invitation;
    let found = store::slot(conn, arranged.interview.id, slot)?.filter(|slot| slot.starts_at > here.now);
    let Some(slot) = found else { return refuse(InterviewError::SlotGone(back)) };
    if invitation.slot_id == Some(slot.id) {
        return Ok(None);
    }
    if store::is_taken(conn, &slot, invitation.id)? {
        return refuse(InterviewError::SlotGone(back));
    }
    // Who is told on the day before, or later, needs no reminder.
    store::book(conn, invitation, &slot, is_reminder_due(slot.starts_at, here.now), here.now)?;
    let kind = if arranged.slot.is_some() { EventKind::InterviewMoved } else { EventKind::InterviewBooked };
    store::add_event(conn, invitation.application_id, kind, &told(&[&slot.words(), words]), here.now)?;
    Ok(Some(slot))
}

/// What the panel hears of a time that was taken.
fn taken(before: &Arranged, slot: Slot) -> Panel<'static> {
    match before.slot {
        Some(from) => Panel::Moved { from, to: slot },
        None => Panel::Booked(slot),
    }
}

/// The candidate takes a time, or another one than they had.
pub fn choose_slot(
    conn: &mut Conn,
    candidate: AccountId,
    (of, slot): ((ApplicationId, InvitationId), SlotId),
    here: &Here,
) -> Outcome<(), InterviewError> {
    let (application, vacancy, arranged) = own_open(conn, candidate, of, here)?;
    let back = format!("/applications/{}/interviews/{}", of.0, of.1);
    let Some(slot) = book(conn, &arranged, (slot, "", back), here)? else { return Ok(()) };
    let id = arranged.interview.id;
    tell_again(conn, (&application, &vacancy), (id, of.1), Saying::Booked, here)?;
    Ok(tell_panel(conn, &vacancy, id, (taken(&arranged, slot), None), here)?)
}

/// The candidate does not come. Sent twice, the panel is told once.
pub fn cancel_own(
    conn: &mut Conn,
    candidate: AccountId,
    of: (ApplicationId, InvitationId),
    here: &Here,
) -> Outcome<(), InterviewError> {
    if let Some((invitation, _)) = store::own_invitation(conn, candidate, of)?
        && invitation.state == InvitationState::Cancelled
    {
        return Ok(());
    }
    let (application, vacancy, arranged) = own_open(conn, candidate, of, here)?;
    store::cancel(conn, &arranged.invitation, here.now)?;
    store::add_event(conn, application.id, EventKind::InterviewCancelled, &when_words(&arranged), here.now)?;
    let panel = (Panel::Cancelled(arranged.slot), None);
    Ok(tell_panel(conn, &vacancy, arranged.interview.id, panel, here)?)
}

/// An invitation to a round of this provider that is still open.
fn desk_open(
    conn: &mut Conn,
    scope: &Scope,
    (id, invitation): (InterviewId, InvitationId),
    here: &Here,
) -> Outcome<(Application, Vacancy, Arranged), InterviewError> {
    let (_, vacancy) = round(conn, scope, id, here.now)?;
    let Some(invitation) = store::invitation_to(conn, id, invitation)? else {
        return refuse(InterviewError::NotFound);
    };
    let application = store::owned_by_provider(conn, scope, invitation.application_id)?;
    match (application, store::with_all(conn, invitation)?) {
        (Some(application), Some(arranged)) if arranged.is_open(&application, here.now) => {
            Ok((application, vacancy, arranged))
        }
        (Some(_), Some(_)) => {
            refuse(InterviewError::Over(format!("/desk/{}/interviews/{id}", scope.provider)))
        }
        _ => refuse(InterviewError::NotFound),
    }
}

/// The provider gives somebody another time. `words` say why, and may be empty. Sent twice, the candidate is told once;
/// other words from a colleague who came second are refused, since nobody would read them.
pub fn move_interview(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (of, slot, words): ((InterviewId, InvitationId), SlotId, &str),
    here: &Here,
) -> Outcome<(), InterviewError> {
    let (application, vacancy, arranged) = desk_open(conn, scope, of, here)?;
    let round = format!("/desk/{}/interviews/{}", scope.provider, of.0);
    let back = format!("{round}/invitations/{}", of.1);
    let Some(slot) = book(conn, &arranged, (slot, words, back), here)? else {
        let kinds = [EventKind::InterviewBooked, EventKind::InterviewMoved];
        let told = told(&[&when_words(&arranged), words]);
        return match was_said(conn, &arranged.invitation, &kinds, &[told])? {
            true => Ok(()),
            false => refuse(InterviewError::AlreadyTheirs(round)),
        };
    };
    note(conn, actor, "interview.move", (&application, &vacancy), here.now)?;
    tell_again(conn, (&application, &vacancy), of, Saying::Moved(words), here)?;
    Ok(tell_panel(conn, &vacancy, of.0, (taken(&arranged, slot), Some(actor)), here)?)
}

/// The provider takes an invitation back, whether a time was agreed or not. Sent twice, the candidate is told once; other
/// words than theirs from whoever came second are refused.
pub fn cancel_interview(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (of, words): ((InterviewId, InvitationId), &str),
    here: &Here,
) -> Outcome<(), InterviewError> {
    round(conn, scope, of.0, here.now)?;
    if let Some(before) = store::invitation_to(conn, of.0, of.1)?
        && was_cancelled(conn, &before, words)?
    {
        return Ok(());
    }
    let (application, vacancy, arranged) = desk_open(conn, scope, of, here)?;
    store::cancel(conn, &arranged.invitation, here.now)?;
    note(conn, actor, "interview.cancel", (&application, &vacancy), here.now)?;
    let told = told(&[&when_words(&arranged), words]);
    store::add_event(conn, application.id, EventKind::InterviewCancelled, &told, here.now)?;
    let saying = Saying::Cancelled { slot: arranged.slot, words };
    tell_again(conn, (&application, &vacancy), of, saying, here)?;
    match arranged.slot {
        Some(_) => {
            Ok(tell_panel(conn, &vacancy, of.0, (Panel::Cancelled(arranged.slot), Some(actor)), here)?)
        }
        // Nobody waits for somebody who had no time.
        None => Ok(()),
    }
}
