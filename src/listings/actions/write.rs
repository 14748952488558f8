//! Writing: new drafts, steps, copies; and saving a listing for oneself.

use crate::accounts::{Account, AccountId};
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::model::{
    Criterion, CriterionId, Full, Listing, ListingId, ListingKind, ListingState, Placement, Plan, Question,
    QuestionId, Step, Tags, Terms,
};
use crate::listings::store;
use crate::providers::{Deed, Done, Provider, Scope, note_deed};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum EditError {
    NotFound,
    /// It went to review or further meanwhile.
    Fixed(Box<Listing>),
    /// Somebody else saved since the page was opened.
    Changed(Box<Full>),
}

impl Refusal for EditError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::NotFound,
            Self::Fixed(listing) => Error::refused(
                format!("This {} cannot be changed now", listing.kind.noun()),
                format!("Its state is: {}.", listing.standing().0),
                Link::to(listing.desk_path(), format!("See the {}", listing.kind.noun())),
            ),
            Self::Changed(full) => Error::refused(
                "Somebody else has changed this since you opened it",
                "Nothing was overwritten. Look at what they saved, then make your change again.",
                Link::to(full.listing.desk_path(), "See it as it is now"),
            ),
        }
    }
}

/// An empty draft, with what the organisation's page already says.
pub fn create(
    conn: &mut Conn,
    provider: &Provider,
    kind: ListingKind,
    by: (AccountId, &str, &str),
    now: Moment,
) -> Outcome<ListingId> {
    let full = blank(provider, kind, by, now);
    if let Some(made) = store::just_made(conn, &full.listing)? {
        return Ok(made);
    }
    store::insert(conn, &full)?;
    let actor = Actor { id: Some(by.0), name: by.1.to_string() };
    log(conn, &actor, &full.listing, Deed::BeginListing, "", now)?;
    Ok(full.listing.id)
}

/// Tells it in the log of the provider's people.
pub(super) fn log(
    conn: &mut Conn,
    actor: &Actor,
    listing: &Listing,
    deed: Deed,
    words: &str,
    now: Moment,
) -> diesel::QueryResult<()> {
    let done = Done::new(deed, listing.id.0, listing.name()).with(words);
    note_deed(conn, (listing.provider_id, actor), done, now)
}

/// The draft that everything written begins with; it is nowhere yet.
pub fn blank(
    provider: &Provider,
    kind: ListingKind,
    (account, name, email): (AccountId, &str, &str),
    now: Moment,
) -> Full {
    let listing = Listing {
        funding: provider.funding.clone(),
        contact_name: name.to_string(),
        contact_email: email.to_string(),
        ..Listing::draft(provider.id, kind, Some(account), now)
    };
    let id = listing.id;
    Full {
        terms: Terms::empty(id),
        tags: Tags::default(),
        sites: Vec::new(),
        questions: Vec::new(),
        criteria: Vec::new(),
        plan: Plan::default(),
        placement: listing.is_placement().then(|| Placement::empty(id)),
        provider: provider.clone(),
        listing,
    }
}

/// Changes a draft, or the next version of a live listing, if it is still as the editor saw it at version `seen`; gives also what `change` gave.
pub fn edit<T>(
    conn: &mut Conn,
    (scope, id): (&Scope, ListingId),
    seen: i32,
    change: impl Fn(&mut Full) -> T,
    now: Moment,
) -> Outcome<(Full, T), EditError> {
    let Some(mut full) = store::owned_full(conn, scope, id)? else {
        return refuse(EditError::NotFound);
    };
    if full.listing.state == ListingState::Live {
        return super::edits::edit_live(conn, full, seen, change, now);
    }
    if !full.listing.state.may_be_edited() {
        return refuse(EditError::Fixed(Box::new(full.listing)));
    }
    if full.listing.version != seen {
        return refuse(EditError::Changed(Box::new(full)));
    }
    let told = change(&mut full);
    full.listing.version = seen + 1;
    full.listing.updated_at = now;
    if !store::save(conn, &full, seen)? {
        return refuse(EditError::Changed(Box::new(full)));
    }
    Ok((full, told))
}

/// Tells in the log of the provider's people that a step was written.
pub fn note_step(
    conn: &mut Conn,
    actor: &Actor,
    listing: &Listing,
    step: Step,
    now: Moment,
) -> diesel::QueryResult<()> {
    log(conn, actor, listing, Deed::EditListing, step.in_log(), now)
}

/// A listing as its editors work on it, and whether they may at this moment; `None` when there is no such one within
/// reach.
pub fn opened(
    conn: &mut Conn,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> diesel::QueryResult<Option<(Full, bool)>> {
    let Some(full) = store::owned_full(conn, scope, id)? else { return Ok(None) };
    let may = match store::edit_state(conn, id)? {
        Some(state) => state.may_be_edited(),
        None => true,
    };
    let may = full.listing.state.may_be_edited() || full.listing.is_live(now) && may;
    Ok(Some((store::working(conn, full)?, may)))
}

/// A new draft with the words of an old listing and without its days: to list again, or to list alike. Sites that
/// its maker does not reach are left out.
pub fn copy(
    conn: &mut Conn,
    by: &Account,
    (scope, id): (&Scope, ListingId),
    now: Moment,
) -> Outcome<ListingId, EditError> {
    let Some(full) = store::owned_full(conn, scope, id)? else {
        return refuse(EditError::NotFound);
    };
    let draft = Listing::draft(scope.provider, full.listing.kind, Some(by.id), now);
    let draft = Listing { title: full.listing.title.clone(), ..draft };
    if let Some(made) = store::just_made(conn, &draft)? {
        return Ok(made);
    }
    let full = as_new_draft(full, Some(by.id), now).at_sites_within(scope);
    store::insert(conn, &full)?;
    log(conn, &Actor::from(by), &full.listing, Deed::CopyListing, "", now)?;
    Ok(full.listing.id)
}

/// The words of a listing as a draft of its own, without its days and without what is no longer offered.
pub(super) fn as_new_draft(full: Full, by: Option<AccountId>, now: Moment) -> Full {
    let draft = Listing::draft(full.listing.provider_id, full.listing.kind, by, now);
    let new = draft.id;
    let old = full.listing;
    let listing = Listing {
        id: new,
        state: draft.state,
        version: draft.version,
        starts_on: None,
        closes_on: None,
        closes_at: None,
        decide_by: None,
        created_by: draft.created_by,
        created_at: now,
        updated_at: now,
        submitted_at: None,
        published_at: None,
        closed_at: None,
        closed_because: None,
        returned_because: None,
        ..old
    };
    let ask_for_again =
        |criterion: Criterion| Criterion { id: CriterionId::new(), listing_id: new, ..criterion };
    let ask_again = |question: Question| Question { id: QuestionId::new(), listing_id: new, ..question };
    Full {
        listing,
        terms: Terms { listing_id: new, ..full.terms },
        placement: full.placement.map(|placement| Placement { listing_id: new, ends_on: None, ..placement }),
        questions: full.questions.into_iter().map(ask_again).collect(),
        plan: Plan { publish_on: None, is_approved: false, ..full.plan },
        criteria: full.criteria.into_iter().map(ask_for_again).collect(),
        ..full
    }
    .as_offered()
}
