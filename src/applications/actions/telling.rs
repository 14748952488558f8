//! Who is written to about an interview, and when: the candidate, and those who sit there.

use super::Here;
use crate::applications::mails::{InterviewMail, Panel, PanelMail, Saying};
use crate::applications::model::{
    Application, InterviewId, Invitation, InvitationId, Slot, Vacancy, remind_until,
};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::listings;
use crate::providers::Belongs;

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

/// Of those who reach the listing, writes to the members on the panel; to owners and editors, when none of them sits there. Never to `by`, who did it
/// and knows.
pub(super) fn tell_panel(
    conn: &mut Conn,
    vacancy: &Vacancy,
    id: InterviewId,
    (panel, by): (Panel<'_>, Option<&Actor>),
    here: &Here,
) -> diesel::QueryResult<()> {
    let accounts = store::panel_accounts(conn, id)?;
    let members = listings::reaching(conn, vacancy.listing)?;
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

/// Agreed interviews that are reminded of in one transaction.
const AT_ONCE: i64 = 200;

/// Reminds candidates and panels of what is tomorrow, some rounds at a time; each once, however often it is called. True
/// when there may be more to do.
pub fn remind_interviews(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let mut due = store::unreminded(conn, (here.now, remind_until(here.now)), AT_ONCE)?;
    let is_more = due.len() as i64 == AT_ONCE;
    let last = due.last().map(|(_, slot, _)| slot.interview_id);
    if is_more && due.first().map(|(_, slot, _)| slot.interview_id) != last {
        // Of the last round there may be more than was found: it comes whole the next time, in one letter to its panel.
        due.retain(|(_, slot, _)| Some(slot.interview_id) != last);
    }
    for of_round in due.chunk_by(|one, next| one.1.interview_id == next.1.interview_id) {
        remind_round(conn, of_round, here)?;
    }
    Ok(is_more)
}

fn remind_round(conn: &mut Conn, due: &[(Invitation, Slot, Application)], here: &Here) -> Outcome<()> {
    let Some((first, _, application)) = due.first() else { return Ok(()) };
    let vacancy = store::vacancy(conn, application.listing_id, here.now)?;
    for (invitation, _, application) in due {
        store::set_reminded(conn, invitation.id)?;
        if let Some(vacancy) = &vacancy {
            tell(conn, (application, vacancy), *invitation, Saying::Tomorrow, here)?;
        }
    }
    let slots: Vec<Slot> = due.iter().map(|(_, slot, _)| *slot).collect();
    match &vacancy {
        Some(vacancy) => {
            Ok(tell_panel(conn, vacancy, first.interview_id, (Panel::Tomorrow(&slots), None), here)?)
        }
        None => Ok(()),
    }
}
