//! Who is written to about an interview, and when: the candidate, and those who sit there.

use super::Here;
use crate::applications::mails::{InterviewMail, Panel, PanelMail, Saying};
use crate::applications::model::{
    Application, InterviewId, Invitation, InvitationId, InvitationState, Slot, Vacancy, is_reminder_due,
};
use crate::applications::store;
use crate::kit::db::{Conn, Outcome};
use crate::providers;

/// A letter to the candidate.
pub(super) fn tell(
    conn: &mut Conn,
    (application, vacancy): (&Application, &Vacancy),
    invitation: Invitation,
    saying: Saying<'_>,
    here: &Here,
) -> diesel::QueryResult<()> {
    let Some(arranged) = store::with_all(conn, invitation)? else { return Ok(()) };
    let mail = InterviewMail { application, vacancy, arranged: &arranged, saying };
    mail.letter(&here.site).post(conn, here.now, &here.site).map(drop)
}

/// The same once more, as it is now.
pub(super) fn tell_again(
    conn: &mut Conn,
    of: (&Application, &Vacancy),
    id: (InterviewId, InvitationId),
    saying: Saying<'_>,
    here: &Here,
) -> diesel::QueryResult<()> {
    match store::invitation_to(conn, id.0, id.1)? {
        Some(invitation) => tell(conn, of, invitation, saying, here),
        None => Ok(()),
    }
}

/// Writes to the members on the panel; to owners and editors, when none of them sits there.
pub(super) fn tell_panel(
    conn: &mut Conn,
    vacancy: &Vacancy,
    id: InterviewId,
    panel: Panel<'_>,
    here: &Here,
) -> diesel::QueryResult<()> {
    let accounts = store::panel_accounts(conn, id)?;
    let members = providers::members(conn, vacancy.provider)?;
    let sitting = members.into_iter().filter(|one| accounts.contains(&one.account));
    let mut readers: Vec<(String, String)> = sitting.map(|one| (one.email, one.name)).collect();
    if readers.is_empty() {
        readers = providers::members_to_tell(conn, vacancy.provider)?;
    }
    for (email, name) in readers {
        let mail = PanelMail { email: &email, name: &name, vacancy, interview: id, panel };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// To everybody who has a time in this round that is still to come.
pub(super) fn tell_changed(
    conn: &mut Conn,
    id: InterviewId,
    vacancy: &Vacancy,
    here: &Here,
) -> diesel::QueryResult<()> {
    for (invitation, application) in store::invited(conn, id)? {
        let ahead = invitation.was_at.is_some_and(|at| at > here.now);
        if invitation.state == InvitationState::Booked && ahead {
            tell(conn, (&application, vacancy), invitation, Saying::Changed, here)?;
        }
    }
    Ok(())
}

/// Reminds candidates and panels of what is tomorrow; once, however often it is called.
pub fn remind_interviews(conn: &mut Conn, here: &Here) -> Outcome<()> {
    let mut panels: Vec<(InterviewId, Vacancy, Vec<Slot>)> = Vec::new();
    for (invitation, slot) in store::unreminded(conn, here.now)? {
        if !is_reminder_due(slot.starts_at, here.now) || !store::set_reminded(conn, invitation.id)? {
            continue;
        }
        let Some(application) = store::application(conn, invitation.application_id)? else { continue };
        let Some(vacancy) = store::vacancy(conn, application.listing_id, here.now)? else { continue };
        tell(conn, (&application, &vacancy), invitation, Saying::Tomorrow, here)?;
        match panels.iter_mut().find(|(id, ..)| *id == slot.interview_id) {
            Some((.., slots)) => slots.push(slot),
            None => panels.push((slot.interview_id, vacancy, vec![slot])),
        }
    }
    for (id, vacancy, slots) in &panels {
        tell_panel(conn, vacancy, *id, Panel::Tomorrow(slots), here)?;
    }
    Ok(())
}
