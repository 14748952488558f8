//! What moderators do with changes to a live listing. The approved version stays public until they approve the next.

use super::ReviewError;
use super::edits::{may_not_ask, named, take_over};
use super::review::note;
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::mails::{ChangesApprovedMail, ChangesReturnedMail};
use crate::listings::model::{EditState, Full, ListingId, differences};
use crate::listings::store;
use crate::providers::{Deed, ProviderState};

/// A live listing and its next version that waits for review.
fn waiting_edit(conn: &mut Conn, id: ListingId, now: Moment) -> Outcome<(Full, Full), ReviewError> {
    let Some(live) = store::full(conn, id)? else { return refuse(ReviewError::NotFound) };
    let edit = store::edit_of(conn, &live)?.filter(|edit| edit.state == EditState::Submitted);
    match edit {
        Some(edit) if live.listing.is_live(now) => Ok((live, edit.full)),
        _ => refuse(ReviewError::NotWaiting(Box::new(live.listing))),
    }
}

/// Puts the next version before the public.
pub fn approve_changes(
    conn: &mut Conn,
    actor: &Actor,
    id: ListingId,
    here: &Here,
) -> Outcome<Full, ReviewError> {
    let (live, edited) = waiting_edit(conn, id, here.now)?;
    if edited.listing.closes_at.is_none_or(|closes_at| here.now >= closes_at) {
        return refuse(ReviewError::ClosingDayPassed(Box::new(live.listing)));
    }
    if live.provider.state != ProviderState::Verified {
        return refuse(ReviewError::Unverified(Box::new(live.listing)));
    }
    if edited.sites.is_empty() {
        return refuse(ReviewError::NoSite(Box::new(live.listing)));
    }
    if may_not_ask(conn, &live, &edited)? {
        return refuse(ReviewError::AskedAlready(Box::new(live.listing)));
    }
    let differ = differences(&live, &edited);
    if !take_over(conn, &live, edited.clone(), &differ, here)? {
        return refuse(ReviewError::NotWaiting(Box::new(live.listing)));
    }
    let act = ("listing.approve-changes", Deed::ApproveChanges);
    note(conn, actor, act, &live.listing, (&named(&differ), &named(&differ)), here.now)?;
    for (email, name) in store::readers(conn, id)? {
        ChangesApprovedMail { email: &email, name: &name, full: &edited, changes: &differ }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(edited)
}

/// Sends the next version back; the approved one stays public.
pub fn return_changes(
    conn: &mut Conn,
    actor: &Actor,
    id: ListingId,
    because: &str,
    here: &Here,
) -> Outcome<Full, ReviewError> {
    let (live, _) = waiting_edit(conn, id, here.now)?;
    let to = (EditState::Returned, None, Some(because));
    if !store::move_edit(conn, id, &[EditState::Submitted], to)? {
        return refuse(ReviewError::NotWaiting(Box::new(live.listing)));
    }
    let act = ("listing.return-changes", Deed::ReturnChanges);
    note(conn, actor, act, &live.listing, (because, ""), here.now)?;
    for (email, name) in store::readers(conn, id)? {
        ChangesReturnedMail { email: &email, name: &name, full: &live, because }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(live)
}
