//! Changing a live listing. The approved version stays public; what people decide by is read by a moderator first, and
//! a slip of the pen is mended at once.

use super::review::mine;
use super::write::{as_new_draft, log};
use super::{DeskError, EditError, ListingAmended};
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs;
use crate::listings::model::{
    Difference, Edit, EditState, Full, Listing, ListingId, asks_otherwise, differences, missing,
};
use crate::listings::store;
use crate::providers::{Deed, ProviderState, Scope};

/// What became of changes that were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// Nothing differs from what is public.
    Nothing,
    AtOnce,
    ToReview,
}

/// Changes the next version of a live listing, as `edit` changes a draft.
pub(super) fn edit_live<T>(
    conn: &mut Conn,
    live: Full,
    seen: i32,
    change: impl Fn(&mut Full) -> T,
    now: Moment,
) -> Outcome<(Full, T), EditError> {
    let begun = store::edit_of(conn, &live)?;
    let stands_still = begun.as_ref().is_some_and(|edit| !edit.state.may_be_edited());
    if stands_still || !live.listing.is_live(now) {
        return refuse(EditError::Fixed(Box::new(live.listing)));
    }
    let mut full = begun.map_or(live, |edit| edit.full);
    if full.listing.version != seen {
        return refuse(EditError::Changed(Box::new(full)));
    }
    let told = change(&mut full);
    full.listing.version = seen + 1;
    full.listing.updated_at = now;
    if !store::save_edit(conn, &full, seen, now)? {
        return refuse(EditError::Changed(Box::new(full)));
    }
    Ok((full, told))
}

/// A provider's live listing, and its next version if there is one.
fn mine_live(
    conn: &mut Conn,
    scope: &Scope,
    id: ListingId,
    now: Moment,
) -> Outcome<(Full, Option<Edit>), DeskError> {
    let live = mine(conn, scope, id)?;
    if !live.listing.is_live(now) {
        return refuse(DeskError::NotNow(Box::new(live.listing), "changed"));
    }
    let edit = store::edit_of(conn, &live)?;
    Ok((live, edit))
}

/// Sends changes off: to the public when they are slight, else to review. Pressed twice it is done once.
pub fn send_changes(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    here: &Here,
) -> Outcome<Sent, DeskError> {
    let (live, edit) = mine_live(conn, scope, id, here.now)?;
    let edit = match edit {
        None => return Ok(Sent::Nothing),
        Some(edit) if edit.state == EditState::Submitted => return Ok(Sent::ToReview),
        Some(edit) => edit.full,
    };
    let lacks = missing(&edit, here.now.london_day());
    if !lacks.is_empty() {
        return refuse(DeskError::Incomplete(Box::new(live.listing), lacks));
    }
    if live.provider.state != ProviderState::Verified {
        return refuse(DeskError::Unverified(scope.provider));
    }
    if may_not_ask(conn, &live, &edit)? {
        return refuse(DeskError::AskedAlready(Box::new(live.listing)));
    }
    let differ = differences(&live, &edit);
    let open = [EditState::Draft, EditState::Returned];
    if differ.is_empty() {
        forget(conn, &live, &edit)?;
        return Ok(Sent::Nothing);
    }
    if differ.iter().any(|change| change.material) {
        let sent = store::move_edit(conn, id, &open, (EditState::Submitted, Some(here.now), None))?;
        if !sent {
            return refuse(DeskError::NotNow(Box::new(live.listing), "changed"));
        }
        log(conn, actor, &live.listing, Deed::SendChanges, &named(&differ), here.now)?;
        return Ok(Sent::ToReview);
    }
    match take_over(conn, &live, edit, &differ, here)? {
        true => {
            log(conn, actor, &live.listing, Deed::PublishChanges, &named(&differ), here.now)?;
            Ok(Sent::AtOnce)
        }
        false => refuse(DeskError::NotNow(Box::new(live.listing), "changed")),
    }
}

/// Whoever has begun to apply was asked something: the others are asked the same, and no answer is lost.
pub(super) fn may_not_ask(conn: &mut Conn, live: &Full, edited: &Full) -> diesel::QueryResult<bool> {
    Ok(asks_otherwise(live, edited) && store::intake(conn, live.listing.id)?.begun > 0)
}

/// A version that no form was filled in from, neither of the public words nor of the next ones.
fn after(live: &Listing, next: &Listing) -> i32 {
    live.version.max(next.version) + 1
}

/// The new version becomes the public one; false when the listing moved on meanwhile. Its life goes on as it was.
pub(super) fn take_over(
    conn: &mut Conn,
    live: &Full,
    edited: Full,
    differ: &[Difference],
    here: &Here,
) -> diesel::QueryResult<bool> {
    let (old, id) = (&live.listing, live.listing.id);
    let listing = Listing {
        state: old.state,
        version: after(old, &edited.listing),
        created_by: old.created_by,
        submitted_at: old.submitted_at,
        published_at: old.published_at,
        closed_at: old.closed_at,
        closed_because: old.closed_because.clone(),
        returned_because: old.returned_because.clone(),
        updated_at: here.now,
        ..edited.listing
    };
    if !store::replace(conn, old, &Full { listing, ..edited })? {
        return Ok(false);
    }
    store::drop_edit(conn, id, EditState::ALL)?;
    let amendment = store::add_amendment(conn, id, differ, here.now)?;
    store::note_change(conn, id, here.now)?;
    if differ.iter().any(|change| change.material) {
        jobs::enqueue(conn, &ListingAmended { listing: id, amendment }, here.now)?;
    }
    Ok(true)
}

/// Takes changes out of review; they can be worked on and sent again.
pub fn recall_changes(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> Outcome<(), DeskError> {
    let (live, edit) = mine_live(conn, scope, id, now)?;
    match edit.map(|edit| edit.state) {
        Some(EditState::Submitted) => {
            if store::move_edit(conn, id, &[EditState::Submitted], (EditState::Draft, None, None))? {
                log(conn, actor, &live.listing, Deed::RecallChanges, "", now)?;
            }
            Ok(())
        }
        Some(_) => Ok(()),
        None => refuse(DeskError::NotNow(Box::new(live.listing), "taken out of review")),
    }
}

/// Throws changes away, wherever they are; what is public stays as it is.
pub fn drop_changes(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> Outcome<(), DeskError> {
    let live = mine(conn, scope, id)?;
    if let Some(edit) = store::edit_of(conn, &live)? {
        forget(conn, &live, &edit.full)?;
        log(conn, actor, &live.listing, Deed::DropChanges, "", now)?;
    }
    Ok(())
}

/// The public version takes a new number, so that a form filled in from what is thrown away does not fit what comes next.
fn forget(conn: &mut Conn, live: &Full, edit: &Full) -> diesel::QueryResult<()> {
    store::drop_edit(conn, live.listing.id, EditState::ALL)?;
    store::set_version(conn, &live.listing, after(&live.listing, &edit.listing))
}

/// Moves the closing day of a live listing to a later one, at once: nobody has less time by it. Gives false when it was
/// that day already.
pub fn extend(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    (closes_on, decide_by): (chrono::NaiveDate, chrono::NaiveDate),
    here: &Here,
) -> Outcome<bool, DeskError> {
    let (live, edit) = mine_live(conn, scope, id, here.now)?;
    if live.listing.closes_on.is_some_and(|stands| closes_on < stands) {
        return refuse(DeskError::NotNow(Box::new(live.listing), "moved to an earlier day"));
    }
    let moved = |full: &Full| {
        let mut full = full.clone();
        full.listing.closes_on = Some(closes_on);
        full.listing.closes_at = Some(crate::kit::clock::end_of_london_day(closes_on));
        full.listing.decide_by = Some(decide_by);
        full
    };
    let next = moved(&live);
    let differ = differences(&live, &next);
    if differ.is_empty() {
        return Ok(false);
    }
    // What is being changed besides goes on from the new day, and stays where it stands.
    let mut beside = edit.map(|edit| Edit { full: moved(&edit.full), ..edit });
    let mut next = next;
    if let Some(edit) = &mut beside {
        let version = after(&live.listing, &edit.full.listing);
        next.listing.version = version;
        // One more than the public one takes: whoever has it open is told.
        edit.full.listing.version = version + 2;
    }
    if !take_over(conn, &live, next, &differ, here)? {
        return refuse(DeskError::NotNow(Box::new(live.listing), "extended"));
    }
    if let Some(edit) = beside {
        store::put_edit(conn, &edit, here.now)?;
    }
    let day = crate::kit::clock::day_words(closes_on);
    log(conn, actor, &live.listing, Deed::ExtendListing, &day, here.now)?;
    Ok(true)
}

/// What a listing that closes leaves of its changes: a draft, so that nothing that was written is lost.
pub(super) fn keep_changes(conn: &mut Conn, closed: &Full, now: Moment) -> diesel::QueryResult<()> {
    let edit = match store::edit_of(conn, closed) {
        // The closing goes on, and so do those of other listings; what cannot be read stays where it is.
        Err(diesel::result::Error::DeserializationError(error)) => {
            tracing::error!("changes of the closed listing {} cannot be read: {error:#}", closed.listing.id);
            return Ok(());
        }
        found => found?,
    };
    let Some(edit) = edit else { return Ok(()) };
    let by = closed.listing.created_by;
    let draft = as_new_draft(edit.full, by, now);
    store::insert(conn, &draft)?;
    log(conn, &Actor::site(), &draft.listing, Deed::KeepChanges, "", now)?;
    store::drop_edit(conn, closed.listing.id, EditState::ALL)?;
    Ok(())
}

/// What differs, for a log.
pub(super) fn named(differ: &[Difference]) -> String {
    differ.iter().map(|change| change.label.as_str()).collect::<Vec<_>>().join(", ")
}
