//! After submitting: withdraw.

use super::apply::tell_provider;
use super::ending::advance;
use super::{ApplyError, Here, vacancy_of};
use crate::accounts::AccountId;
use crate::applications::mails::Told;
use crate::applications::model::{Application, ApplicationId, EventKind, Party, State};
use crate::applications::store;
use crate::codes;
use crate::kit::db::{Conn, Outcome, refuse};

/// Takes an application back. Pressed twice it stays withdrawn, and the provider is told once.
pub fn withdraw(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    reason: Option<&str>,
    here: &Here,
) -> Outcome<(), ApplyError> {
    let Some(application) = store::own(conn, candidate, id)? else { return refuse(ApplyError::NotFound) };
    if application.state == State::Withdrawn {
        return Ok(());
    }
    let note = reason.map(|code| codes::withdrawal_reasons().label(code)).unwrap_or_default();
    go(conn, &application, (State::Withdrawn, EventKind::Withdrawn), note, here)?;
    store::set_reason(conn, id, reason, "")?;
    let vacancy = vacancy_of(conn, &application, here.now, ApplyError::NotFound)?;
    tell_provider(conn, Told::Withdrawn, &vacancy, id, here)
}

/// The move and its line in the timeline.
fn go(
    conn: &mut Conn,
    from: &Application,
    (to, kind): (State, EventKind),
    note: &str,
    here: &Here,
) -> Outcome<(), ApplyError> {
    // A draft is discarded, not withdrawn.
    let may = from.state != State::Draft && from.state.may_become(to, Party::Candidate);
    if !may || !advance(conn, from, (to, None), here)? {
        return refuse(ApplyError::MovedOn(from.id, from.state));
    }
    Ok(store::add_event(conn, from.id, kind, note, here.now)?)
}
