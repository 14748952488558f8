//! Several applications to one listing moved at once. Each is moved as it would be alone, but for what all of them share,
//! which is read once; one that has moved on meanwhile does not keep the others back.

use super::desk::{reject_one, shortlist_one};
use super::messages::write_one;
use super::{DeskError, Here, Rejection};
use crate::accounts::Account;
use crate::applications::model::{
    Application, ApplicationId, Moved, NewMessage, State, Vacancy, called, is_hidden,
};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::listings::ListingId;
use crate::providers::Scope;

/// A listing, and what whoever moves applications there reaches.
pub type Place<'a> = (&'a Scope, ListingId);

/// Sent twice, it moves everybody once and writes to them once.
pub fn shortlist_all(
    conn: &mut Conn,
    place: Place<'_>,
    actor: &Actor,
    ids: &[ApplicationId],
    here: &Here,
) -> Outcome<Moved, DeskError> {
    each(conn, place, (ids, State::Shortlisted), here, |conn, of| shortlist_one(conn, actor, of, here))
}

/// The same reason and words for all of them.
pub fn reject_all(
    conn: &mut Conn,
    place: Place<'_>,
    actor: &Actor,
    (ids, rejection): (&[ApplicationId], &Rejection),
    here: &Here,
) -> Outcome<Moved, DeskError> {
    each(conn, place, (ids, State::Rejected), here, |conn, of| reject_one(conn, actor, of, rejection, here))
}

/// The same message to all of them who can be written to. Sent twice, each gets it once.
pub fn message_all(
    conn: &mut Conn,
    place: Place<'_>,
    author: &Account,
    (ids, message): (&[ApplicationId], &NewMessage),
    here: &Here,
) -> Outcome<Moved, DeskError> {
    let chosen = store::several(conn, place.0, place.1, ids)?;
    let Some(vacancy) = store::vacancy(conn, place.1, here.now)?.filter(|_| !chosen.is_empty()) else {
        return refuse(DeskError::NotFound);
    };
    let mut sent = Moved { gone: ids.len() - chosen.len(), ..Moved::default() };
    for application in &chosen {
        match write_one(conn, author, (application, &vacancy), message, here) {
            Ok(true) => sent.now += 1,
            Ok(false) => sent.before += 1,
            Err(Failed::Refused(DeskError::MovedOn(_, _, state))) => {
                sent.elsewhere.push((name(application, vacancy.blind), state));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(sent)
}

fn each(
    conn: &mut Conn,
    (scope, listing): Place<'_>,
    (ids, to): (&[ApplicationId], State),
    here: &Here,
    go: impl Fn(&mut Conn, (&Application, &Vacancy)) -> Outcome<(), DeskError>,
) -> Outcome<Moved, DeskError> {
    let chosen = store::several(conn, scope, listing, ids)?;
    let Some(vacancy) = store::vacancy(conn, listing, here.now)?.filter(|_| !chosen.is_empty()) else {
        return refuse(DeskError::NotFound);
    };
    let mut moved = Moved { gone: ids.len() - chosen.len(), ..Moved::default() };
    for application in &chosen {
        if application.state == to {
            moved.before += 1;
            continue;
        }
        match go(conn, (application, &vacancy)) {
            Ok(()) => moved.now += 1,
            Err(Failed::Refused(DeskError::MovedOn(_, _, state))) => {
                moved.elsewhere.push((name(application, vacancy.blind), state));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(moved)
}

fn name(application: &Application, blind: bool) -> String {
    called(application.id, &application.name, is_hidden(blind, application.revealed_at))
}
