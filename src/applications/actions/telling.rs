//! Who is written to about an interview, and when: the candidate, and those who sit there.

use super::Here;
use crate::applications::mails::{InterviewMail, Panel, PanelMail, Saying};
use crate::applications::model::{
    Application, InterviewId, Invitation, InvitationId, Slot, Vacancy, is_reminder_due,
};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::providers::{self, Belongs};

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

/// Writes to the members on the panel; to owners and editors, when none of them sits there. Never to `by`, who did it
/// and knows.
pub(super) fn tell_panel(
    conn: &mut Conn,
    vacancy: &Vacancy,
    id: InterviewId,
    (panel, by): (Panel<'_>, Option<&Actor>),
    here: &Here,
) -> diesel::QueryResult<()> {
    let accounts = store::panel_accounts(conn, id)?;
    let members = providers::members(conn, vacancy.provider)?;
    let mut readers: Vec<&Belongs> = members.iter().filter(|one| accounts.contains(&one.account)).collect();
    if readers.is_empty() {
        readers = members.iter().filter(|one| one.role.may_edit()).collect();
    }
    let actor = by.and_then(|by| by.id);
    for reader in readers.into_iter().filter(|one| Some(one.account) != actor) {
        let (email, name, by) = (&reader.email, &reader.name, by.map(|by| by.name.as_str()));
        let mail = PanelMail { email, name, vacancy, interview: id, panel, by };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// To everybody who has a time in this round that is still to come, and to the panel where somebody has.
pub(super) fn tell_changed(
    conn: &mut Conn,
    id: InterviewId,
    vacancy: &Vacancy,
    actor: &Actor,
    here: &Here,
) -> diesel::QueryResult<()> {
    let mut slots = store::slots(conn, id)?;
    slots.retain(|slot| slot.starts_at > here.now);
    let mut invited = store::invited(conn, id)?;
    invited.retain(|(one, _)| slots.iter().any(|slot| one.slot_id == Some(slot.id)));
    for (invitation, application) in &invited {
        tell(conn, (application, vacancy), *invitation, Saying::Changed, here)?;
    }
    slots.retain(|slot| invited.iter().any(|(one, _)| one.slot_id == Some(slot.id)));
    match slots.as_slice() {
        [] => Ok(()),
        slots => tell_panel(conn, vacancy, id, (Panel::Changed(slots), Some(actor)), here),
    }
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
        tell_panel(conn, vacancy, *id, (Panel::Tomorrow(slots), None), here)?;
    }
    Ok(())
}
