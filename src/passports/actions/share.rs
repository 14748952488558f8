//! A candidate shares items with one application, and takes that back.

use super::{Here, PassportError};
use crate::accounts::Account;
use crate::applications::{self, ApplicationId, Standing};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings;
use crate::passports::mails::SharedMail;
use crate::passports::model::{Act, ItemId, Kept, holds};
use crate::passports::store;

/// Shares exactly these items: what is not among them is shared no more. The provider is told when the first is shared,
/// unless it may not know yet whose they are.
pub fn share(
    conn: &mut Conn,
    candidate: &Account,
    id: ApplicationId,
    chosen: &[ItemId],
    here: &Here,
) -> Outcome<(), PassportError> {
    let Some(standing) = applications::standing_of_candidate(conn, candidate.id, id)? else {
        return refuse(PassportError::NotFound);
    };
    if !standing.state.goes_on() {
        return refuse(PassportError::NotNow(id));
    }
    let all = store::all(conn, candidate.id)?;
    let now_shared: Vec<&Kept> = all.iter().filter(|kept| chosen.contains(&kept.item.id)).collect();
    if now_shared.len() != chosen.len() {
        return refuse(PassportError::NotFound);
    }
    let had = in_force(conn, &standing)?;
    put(conn, candidate, (&standing, &all), chosen, here.now)?;
    if had.is_empty() && !chosen.is_empty() && !standing.is_hidden {
        tell_provider(conn, &standing, here)?;
    }
    Ok(())
}

/// Takes everything back. Pressed twice it is taken back once; of an application that is over, it is no mistake.
pub fn revoke(
    conn: &mut Conn,
    candidate: &Account,
    id: ApplicationId,
    now: Moment,
) -> Outcome<(), PassportError> {
    let Some(standing) = applications::standing_of_candidate(conn, candidate.id, id)? else {
        return refuse(PassportError::NotFound);
    };
    let all = store::all(conn, candidate.id)?;
    put(conn, candidate, (&standing, &all), &[], now)
}

fn in_force(conn: &mut Conn, standing: &Standing) -> Outcome<Vec<ItemId>, PassportError> {
    let times = store::times_shared(conn, standing.id)?;
    Ok(times.into_iter().filter(|(_, at)| holds(*at, standing)).map(|(id, _)| id).collect())
}

/// What was shared before the application was withdrawn and submitted again does not count, and goes without a word.
fn put(
    conn: &mut Conn,
    candidate: &Account,
    (standing, all): (&Standing, &[Kept]),
    chosen: &[ItemId],
    now: Moment,
) -> Outcome<(), PassportError> {
    let had = in_force(conn, standing)?;
    let rows: Vec<ItemId> = store::times_shared(conn, standing.id)?.into_iter().map(|(id, _)| id).collect();
    let stays = |id: &ItemId| had.contains(id) && chosen.contains(id);
    let gone: Vec<ItemId> = rows.into_iter().filter(|id| !stays(id)).collect();
    let come: Vec<ItemId> = chosen.iter().copied().filter(|id| !stays(id)).collect();
    let revoked: Vec<ItemId> = had.into_iter().filter(|id| !chosen.contains(id)).collect();
    store::set_shares(conn, standing.id, (&gone, &come), now)?;
    for (act, ids) in [(Act::Revoked, &revoked), (Act::Shared, &come)] {
        if !ids.is_empty() {
            store::note(conn, standing, (act, &titles(all, ids), &candidate.name), now)?;
        }
    }
    Ok(())
}

fn titles(all: &[Kept], ids: &[ItemId]) -> String {
    let named = all.iter().filter(|kept| ids.contains(&kept.item.id));
    named.map(|kept| kept.item.title()).collect::<Vec<_>>().join("; ")
}

fn tell_provider(conn: &mut Conn, standing: &Standing, here: &Here) -> Outcome<(), PassportError> {
    for (email, name) in listings::readers(conn, standing.listing)? {
        let mail = SharedMail { email: &email, name: &name, standing };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
