//! What people hear of a listing that closes while they mean to apply.

use std::collections::HashSet;

use crate::accounts::AccountId;
use crate::accounts::actions::Here;
use crate::applications::mails::{DraftClosedEarlyMail, DraftClosesSoonMail};
use crate::applications::model::{Application, Door, Vacancy};
use crate::applications::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::listings::{self, ListingId};

/// Reminds everybody who saved a listing or began to apply of its closing, in one letter each; once, however often it
/// is called.
pub fn remind(conn: &mut Conn, listing: ListingId, closes_at: Moment, here: &Here) -> Outcome<()> {
    let Some(full) = listings::full_live(conn, listing, here.now)? else { return Ok(()) };
    let drafts = store::drafts_of(conn, listing)?;
    if !listings::actions::remind_savers(conn, &full, closes_at, &owners(&drafts), here)? {
        return Ok(());
    }
    let vacancy = Vacancy::of(full, here.now);
    for draft in &drafts {
        DraftClosesSoonMail { application: draft, vacancy: &vacancy, closes_at }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Tells the same people that it closed before its day, and how long drafts are still taken; once, however often it is
/// called.
pub fn tell_closed_early(conn: &mut Conn, listing: ListingId, here: &Here) -> Outcome<()> {
    let Some(full) = listings::full(conn, listing)? else { return Ok(()) };
    let drafts = store::drafts_of(conn, listing)?;
    if !listings::actions::tell_savers(conn, &full, &owners(&drafts), here)? {
        return Ok(());
    }
    let vacancy = Vacancy::of(full, here.now);
    let Door::Grace(until) = vacancy.door else { return Ok(()) };
    for draft in &drafts {
        DraftClosedEarlyMail { application: draft, vacancy: &vacancy, until }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

fn owners(drafts: &[Application]) -> HashSet<AccountId> {
    drafts.iter().map(|draft| draft.candidate_id).collect()
}
