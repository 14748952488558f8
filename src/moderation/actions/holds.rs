//! One moderator at a time: taking something from the queue, and giving it back.

use super::DeskError;
use crate::audit::{AccountId, Actor};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::moderation::model::{Filter, Kind, Place};
use crate::moderation::store::{self, Asked, Row};
use crate::providers::{self, ProviderId};
use crate::settings;

/// Who asks, when that is a person.
fn person(actor: &Actor) -> Option<(AccountId, &str)> {
    actor.id.map(|id| (id, actor.name.as_str()))
}

/// Takes something that waits, or keeps it for longer; refused while somebody else has it.
pub fn take(conn: &mut Conn, actor: &Actor, kind: Kind, id: i64, now: Moment) -> Outcome<(), DeskError> {
    if store::place(conn, kind, id, now)?.is_none() {
        return refuse(DeskError::NotWaiting(kind.path(id)));
    }
    if let Some(person) = person(actor)
        && store::has_decided_before(conn, kind, id, person.0)?
    {
        return refuse(DeskError::Another(kind.path(id)));
    }
    decide_alone(conn, actor, kind, id, now)?;
    if let Some(person) = person(actor) {
        store::hold(conn, (kind, id), person, now)?;
    }
    Ok(())
}

/// Takes the oldest that fits and that nobody else has, after a place or of all; gives its page. `None` when there is
/// none.
pub fn take_next(
    conn: &mut Conn,
    actor: &Actor,
    filter: &Filter,
    place: Option<Place>,
    now: Moment,
) -> Outcome<Option<String>> {
    let Some(person) = person(actor) else { return Ok(None) };
    let Some(next) = next(conn, person.0, filter, place, now)? else { return Ok(None) };
    store::hold(conn, (next.kind, next.id), person, now)?;
    Ok(Some(filter.address(&next.kind.path(next.id))))
}

/// The oldest that fits and that nobody else has: after the place, else from the beginning.
pub fn next(
    conn: &mut Conn,
    me: AccountId,
    filter: &Filter,
    place: Option<Place>,
    now: Moment,
) -> diesel::QueryResult<Option<Row>> {
    let asked = Asked { filter, me, now, target: settings::in_force(conn)?.target };
    let found = match place {
        Some(_) => first_of_others(conn, &asked, place)?,
        None => None,
    };
    match found {
        Some(row) => Ok(Some(row)),
        None => first_of_others(conn, &asked, None),
    }
}

/// Passes over what is of an organisation that the moderator belongs to. Nearly nobody belongs to one.
fn first_of_others(
    conn: &mut Conn,
    asked: &Asked,
    mut place: Option<Place>,
) -> diesel::QueryResult<Option<Row>> {
    let own: Vec<ProviderId> =
        providers::desks(conn, asked.me)?.into_iter().map(|desk| desk.provider.id).collect();
    while let Some(row) = store::first(conn, asked, place)? {
        let is_own = !own.is_empty()
            && store::provider_of(conn, row.kind, row.id)?.is_some_and(|provider| own.contains(&provider));
        if !is_own {
            return Ok(Some(row));
        }
        place = Some(row.place());
    }
    Ok(None)
}

/// Gives something back; what somebody else has stays theirs.
pub fn give_back(conn: &mut Conn, actor: &Actor, kind: Kind, id: i64, now: Moment) -> Outcome<()> {
    let held = store::hold_of(conn, kind, id, now)?;
    if held.is_some_and(|hold| Some(hold.account) == actor.id) {
        store::let_go(conn, kind, id)?;
    }
    Ok(())
}

/// Refuses while somebody else has it, and whoever belongs to the organisation that it is of. A decision asks this
/// first.
pub fn decide_alone(
    conn: &mut Conn,
    actor: &Actor,
    kind: Kind,
    id: i64,
    now: Moment,
) -> Outcome<(), DeskError> {
    if let Some(provider) = store::provider_of(conn, kind, id)? {
        decide_unbiased(conn, actor, provider)?;
    }
    match store::hold_of(conn, kind, id, now)? {
        Some(hold) if Some(hold.account) != actor.id => refuse(DeskError::Taken(hold, kind.path(id))),
        _ => Ok(()),
    }
}

/// Refuses whoever belongs to the organisation: nobody decides about their own.
pub fn decide_unbiased(conn: &mut Conn, actor: &Actor, provider: ProviderId) -> Outcome<(), DeskError> {
    let Some(account) = actor.id else { return Ok(()) };
    match providers::desk(conn, account, provider)? {
        Some(desk) => refuse(DeskError::Own(desk.provider.name)),
        None => Ok(()),
    }
}

/// What is decided is in nobody's hands.
pub fn decided(conn: &mut Conn, kind: Kind, id: i64) -> diesel::QueryResult<()> {
    store::let_go(conn, kind, id)
}
