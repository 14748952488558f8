//! From submission to closing. Every move is a conditional update, so pressing twice does no harm.

use super::write::log;
use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::codes;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs;
use crate::listings::actions::{
    DeskError, ListingClosedEarly, ListingPublished, ListingSubmitted, ReviewError,
};
use crate::listings::mails::{ApprovedMail, ClosedMail, ReturnedMail};
use crate::listings::model::{Full, Listing, ListingId, ListingState, missing};
use crate::listings::store;
use crate::providers::{Deed, ProviderState, Scope};

/// Listings that one tick of the clock closes at most; the next tick goes on.
const CLOSED_AT_ONCE: i64 = 500;
/// The same of those that go live.
const PUBLISHED_AT_ONCE: i64 = 200;

pub(super) fn mine(conn: &mut Conn, scope: &Scope, id: ListingId) -> Outcome<Full, DeskError> {
    match store::owned_full(conn, scope, id)? {
        Some(full) => Ok(full),
        None => refuse(DeskError::NotFound),
    }
}

/// Moves a member's listing on. Already there is well; anywhere else is refused. False when nothing was to do.
fn desk_step(
    conn: &mut Conn,
    listing: &Listing,
    next: ListingState,
    act: &'static str,
    change: impl FnOnce(&mut Listing),
) -> Outcome<bool, DeskError> {
    if listing.state == next {
        return Ok(false);
    }
    let mut moved = Listing { state: next, ..listing.clone() };
    change(&mut moved);
    if listing.state.may_become(next) && store::step_on(conn, listing.state, &moved)? {
        return Ok(true);
    }
    refuse(DeskError::NotNow(Box::new(listing.clone()), act))
}

/// Sends a listing to review: complete, and of a verified organisation.
pub fn submit(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> Outcome<Full, DeskError> {
    let full = mine(conn, scope, id)?;
    let listing = &full.listing;
    if listing.state.may_become(ListingState::Submitted) {
        let missing = missing(&full, now.london_day());
        if !missing.is_empty() {
            return refuse(DeskError::Incomplete(Box::new(listing.clone()), missing));
        }
        if full.provider.state != ProviderState::Verified {
            return refuse(DeskError::Unverified(scope.provider));
        }
    }
    let sent = desk_step(conn, listing, ListingState::Submitted, "submitted", |listing| {
        listing.submitted_at = Some(now);
        listing.updated_at = now;
    })?;
    if sent {
        log(conn, actor, &full.listing, Deed::SubmitListing, "", now)?;
        jobs::enqueue(conn, &ListingSubmitted { listing: id }, now)?;
    }
    Ok(full)
}

/// Takes a listing out of review; it can be changed and submitted again.
pub fn withdraw(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> Outcome<Full, DeskError> {
    let full = mine(conn, scope, id)?;
    let back = |listing: &mut Listing| listing.updated_at = now;
    if desk_step(conn, &full.listing, ListingState::Withdrawn, "withdrawn", back)? {
        log(conn, actor, &full.listing, Deed::WithdrawListing, "", now)?;
    }
    store::set_scheduled(conn, id, None)?;
    Ok(full)
}

/// Closes a live listing before its day; `because` is a code of `close_reasons`.
pub fn close(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    because: &str,
    here: &Here,
) -> Outcome<Full, DeskError> {
    let full = mine(conn, scope, id)?;
    if full.listing.is_suspended() {
        return refuse(DeskError::NotNow(Box::new(full.listing), "closed"));
    }
    let closed = desk_step(conn, &full.listing, ListingState::Closed, "closed", |listing| {
        listing.closed_because = Some(because.to_string());
        listing.closed_at = Some(here.now);
        listing.updated_at = here.now;
    })?;
    if closed {
        let why = codes::close_reasons().label(because).to_lowercase();
        log(conn, actor, &full.listing, Deed::CloseListing, &why, here.now)?;
        store::note_change(conn, id, here.now)?;
        super::edits::keep_changes(conn, &full, here.now)?;
        tell_closed(conn, &full, Some(because), here)?;
        jobs::enqueue(conn, &ListingClosedEarly { listing: id }, here.now)?;
    }
    Ok(full)
}

/// Closes a listing when as many have applied as it takes. The caller counts them in the same transaction.
pub fn close_when_full(conn: &mut Conn, id: ListingId, here: &Here) -> Outcome<(), DeskError> {
    let intake = store::intake(conn, id)?;
    if intake.cap.is_none_or(|cap| intake.taken < i64::from(cap)) {
        return Ok(());
    }
    match store::find(conn, id)?.filter(|listing| listing.state == ListingState::Live) {
        Some(listing) => {
            close(conn, &Actor::site(), (&Scope::whole(listing.provider_id), id), FULL, here).map(drop)
        }
        None => Ok(()),
    }
}

/// The code of `close_reasons` for a listing that is full.
const FULL: &str = "enough-applications";

fn tell_closed(conn: &mut Conn, full: &Full, because: Option<&str>, here: &Here) -> diesel::QueryResult<()> {
    for (email, name) in store::readers(conn, full.listing.id)? {
        ClosedMail { email: &email, name: &name, full, because }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Closes what is due by the clock; gives how many it closed.
pub fn close_due(conn: &mut Conn, here: &Here) -> Outcome<usize> {
    let due = store::due(conn, here.now, CLOSED_AT_ONCE)?;
    for listing in &due {
        let closed = Listing {
            state: ListingState::Closed,
            closed_at: listing.closes_at,
            updated_at: here.now,
            ..listing.clone()
        };
        if store::step_on(conn, ListingState::Live, &closed)? {
            store::note_change(conn, listing.id, here.now)?;
            log(conn, &Actor::site(), listing, Deed::EndListing, "", here.now)?;
            if let Some(full) = store::full(conn, listing.id)? {
                super::edits::keep_changes(conn, &full, here.now)?;
                tell_closed(conn, &full, None, here)?;
            }
        }
    }
    Ok(due.len())
}

fn waiting(conn: &mut Conn, id: ListingId) -> Outcome<Full, ReviewError> {
    match store::full(conn, id)? {
        None => refuse(ReviewError::NotFound),
        Some(full) if full.listing.state != ListingState::Submitted || full.goes_live_on().is_some() => {
            refuse(ReviewError::NotWaiting(Box::new(full.listing)))
        }
        Some(full) => Ok(full),
    }
}

/// An audit line with what the moderator wrote, and one in the log of the provider's people with what they may know.
pub(super) fn note(
    conn: &mut Conn,
    actor: &Actor,
    (act, deed): (&str, Deed),
    listing: &Listing,
    (words, told): (&str, &str),
    now: Moment,
) -> diesel::QueryResult<()> {
    log(conn, &Actor::site(), listing, deed, told, now)?;
    audit::note(conn, actor, act, Subject::new("listing", listing.id.0, listing.name()), words, now)
}

/// Puts a submitted listing before the public. Approving what is live already changes nothing.
pub fn approve(conn: &mut Conn, actor: &Actor, id: ListingId, here: &Here) -> Outcome<Full, ReviewError> {
    if let Some(full) = store::full(conn, id)?.filter(|full| full.listing.is_live(here.now)) {
        return Ok(full);
    }
    let full = waiting(conn, id)?;
    let listing = &full.listing;
    if listing.closes_at.is_none_or(|closes_at| here.now >= closes_at) {
        return refuse(ReviewError::ClosingDayPassed(Box::new(listing.clone())));
    }
    if full.provider.state != ProviderState::Verified {
        return refuse(ReviewError::Unverified(Box::new(listing.clone())));
    }
    if let Some(day) = full.plan.publish_on.filter(|day| *day > here.now.london_day()) {
        store::set_scheduled(conn, id, Some(here.now))?;
        let day_words = crate::kit::clock::day_words(day);
        let words = format!("It goes live on {day_words}");
        let act = ("listing.approve", Deed::ScheduleListing);
        note(conn, actor, act, listing, (&words, &day_words), here.now)?;
        return tell_approved(conn, full, Some(day), here);
    }
    match publish(conn, &full, here)? {
        Some(live) => {
            note(conn, actor, ("listing.approve", Deed::ApproveListing), listing, ("", ""), here.now)?;
            tell_approved(conn, Full { listing: live, ..full }, None, here)
        }
        None => refuse(ReviewError::NotWaiting(Box::new(listing.clone()))),
    }
}

/// Puts what is approved before the public; `None` when it is not where it must come from.
fn publish(conn: &mut Conn, full: &Full, here: &Here) -> diesel::QueryResult<Option<Listing>> {
    let id = full.listing.id;
    let live = Listing {
        state: ListingState::Live,
        published_at: Some(here.now),
        returned_because: None,
        updated_at: here.now,
        ..full.listing.clone()
    };
    if !store::step_on(conn, ListingState::Submitted, &live)? {
        return Ok(None);
    }
    store::forget_schedule(conn, id)?;
    store::note_change(conn, id, here.now)?;
    jobs::enqueue(conn, &ListingPublished { listing: id, at: Some(here.now) }, here.now)?;
    Ok(Some(live))
}

/// Puts approved listings before the public whose day has come; gives how many.
pub fn publish_due(conn: &mut Conn, here: &Here) -> Outcome<usize> {
    let due = store::to_publish(conn, here.now, PUBLISHED_AT_ONCE)?;
    for id in &due {
        let Some(full) = store::full(conn, *id)? else { continue };
        if let Some(live) = publish(conn, &full, here)? {
            log(conn, &Actor::site(), &live, Deed::PublishListing, "", here.now)?;
            tell_live(conn, &Full { listing: live, ..full }, None, here)?;
        }
    }
    Ok(due.len())
}

fn tell_approved(
    conn: &mut Conn,
    full: Full,
    later: Option<chrono::NaiveDate>,
    here: &Here,
) -> Outcome<Full, ReviewError> {
    tell_live(conn, &full, later, here)?;
    Ok(full)
}

fn tell_live(
    conn: &mut Conn,
    full: &Full,
    later: Option<chrono::NaiveDate>,
    here: &Here,
) -> diesel::QueryResult<()> {
    for (email, name) in store::readers(conn, full.listing.id)? {
        ApprovedMail { email: &email, name: &name, full, later }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Sends a submitted listing back to its provider; `because` says in sentences what to mend.
pub fn return_(
    conn: &mut Conn,
    actor: &Actor,
    id: ListingId,
    because: &str,
    here: &Here,
) -> Outcome<Full, ReviewError> {
    let full = waiting(conn, id)?;
    let returned = Listing {
        state: ListingState::Returned,
        returned_because: Some(because.to_string()),
        updated_at: here.now,
        ..full.listing.clone()
    };
    if !store::step_on(conn, ListingState::Submitted, &returned)? {
        return refuse(ReviewError::NotWaiting(Box::new(full.listing)));
    }
    let act = ("listing.return", Deed::ReturnListing);
    note(conn, actor, act, &returned, (because, ""), here.now)?;
    for (email, name) in store::readers(conn, full.listing.id)? {
        ReturnedMail { email: &email, name: &name, full: &full, because }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(Full { listing: returned, ..full })
}
