//! What follows when an application ends: interviews that were still to come do not take place.

use super::Here;
use super::telling::{tell, tell_panel};
use crate::applications::mails::{Panel, Saying};
use crate::applications::model::{Application, EventKind, State};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::Conn;

/// Moves an application on; false when it was not (any more) where it was thought to be. `by` is the member who did it;
/// `None` for the candidate.
pub(super) fn advance(
    conn: &mut Conn,
    application: &Application,
    (to, by): (State, Option<&Actor>),
    here: &Here,
) -> diesel::QueryResult<bool> {
    if !store::transition(conn, application.id, application.state, to, here.now)? {
        return Ok(false);
    }
    if to.has_ended() {
        call_off(conn, application, (to, by), here)?;
    }
    Ok(true)
}

/// Nobody waits in a room for somebody who does not come. Candidates know of an end that they chose or get a letter about,
/// and hear of their time only where they said yes to something else: an offer.
fn call_off(
    conn: &mut Conn,
    application: &Application,
    (to, by): (State, Option<&Actor>),
    here: &Here,
) -> diesel::QueryResult<()> {
    let agreed = store::cancel_ahead(conn, application.id, here.now)?;
    if agreed.is_empty() {
        return Ok(());
    }
    let Some(vacancy) = store::vacancy(conn, application.listing_id, here.now)? else { return Ok(()) };
    for (invitation, slot) in agreed {
        store::add_event(conn, application.id, EventKind::InterviewCancelled, &slot.words(), here.now)?;
        if to == State::Accepted {
            tell(conn, (application, &vacancy), invitation, Saying::NotNeeded(slot), here)?;
        }
        tell_panel(conn, &vacancy, invitation.interview_id, (Panel::Ended(slot, to), by), here)?;
    }
    Ok(())
}
