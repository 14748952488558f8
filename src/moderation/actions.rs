//! The verbs of the review desk. What is decided twice, or by two people at once, is written once: whoever comes
//! second is told what happened.

mod holds;
mod likeness;
mod reports;
mod sayings;
mod suspensions;
mod threads;

pub use holds::*;
pub use likeness::*;
pub use reports::*;
pub use sayings::*;
pub use suspensions::*;
pub use threads::*;

use crate::accounts::actions::Here;
use crate::audit::{self, Actor};
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::kit::tokens;
use crate::listings::actions::{self as listings_actions, ReviewError};
use crate::listings::{self, EditState, Full, ListingId, ListingState};
use crate::moderation::model::{Hold, Kind, due_on};
use crate::providers::actions::{self as provider_actions, DecisionError, SayingError};
use crate::providers::{self, Provider, ProviderId, ProviderState};
use crate::settings;
use crate::statistics::{self, Wait};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// What a moderator decides of something that waits.
#[derive(Clone, Debug)]
pub enum Decision {
    /// With the mark of what was shown: see [`listing_seen`].
    Approve(String),
    /// With what the provider reads.
    Return(String),
}

#[derive(Debug)]
pub enum DeskError {
    NotFound,
    /// Decided before, and how.
    Already(String),
    /// Nothing is to decide there; its page.
    NotWaiting(String),
    /// Somebody else has it in hand; its page.
    Taken(Hold, String),
    /// Somebody who decided something of it before; its page.
    Another(String),
    /// They belong to this organisation.
    Own(String),
    /// It is not any more what the moderator was shown; its page.
    Changed(String),
    Listing(ReviewError),
    Provider(DecisionError),
    Saying(SayingError),
}

impl Refusal for DeskError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::NotFound,
            Self::Already(words) => Error::refused(
                "This is settled already",
                format!("{words} Nothing was done twice."),
                Link::to("/moderation", "Back to the queue"),
            ),
            Self::NotWaiting(page) => Error::refused(
                "It waits no more",
                "Somebody decided meanwhile, or whoever sent it took it back.",
                Link::to(page.as_str(), "See how it stands"),
            ),
            Self::Taken(hold, page) => Error::refused(
                format!("{} has this", hold.name),
                format!(
                    "Until {}, or until it is given back, nobody else can decide. Nothing was changed.",
                    clock::time_words(hold.until)
                ),
                Link::to(page.as_str(), "Read it all the same"),
            ),
            Self::Another(page) => Error::refused(
                "Somebody else must decide this",
                "Whoever has decided something of it before does not decide again: a suspension takes two people, and \
                 an appeal a third. Nothing was changed.",
                Link::to(page.as_str(), "Read it all the same"),
            ),
            Self::Own(organisation) => Error::refused(
                format!("You belong to {organisation}"),
                "Nobody decides about their own organisation. Leave it to a colleague. Nothing was changed.",
                Link::to("/moderation", "Back to the queue"),
            ),
            Self::Changed(page) => Error::refused(
                "It has changed since you opened it",
                "The provider changed it while you were reading. Nothing was approved.",
                Link::to(page.as_str(), "Read it as it is now"),
            ),
            Self::Listing(error) => error.refused(),
            Self::Provider(error) => error.refused(),
            Self::Saying(error) => error.refused(),
        }
    }
}

/// A mark of all that a moderator is shown of a listing. It differs as soon as anything of it does, so that nobody
/// approves what they have not read.
pub fn listing_seen(full: &Full) -> String {
    tokens::hash(&format!("{full:?}"))
}

/// The same of an organisation, with its sites and what it says of itself.
pub fn provider_seen(conn: &mut Conn, provider: &Provider) -> diesel::QueryResult<String> {
    let (sites, claims) = (providers::sites(conn, provider.id)?, providers::claims(conn, provider.id)?);
    let (pictures, partnerships) =
        (providers::pictures(conn, provider.id)?, providers::partnerships(conn, provider.id)?);
    Ok(tokens::hash(&format!("{provider:?}{sites:?}{claims:?}{pictures:?}{partnerships:?}")))
}

/// What is decided of what.
struct Deciding<'a> {
    actor: &'a Actor,
    kind: Kind,
    id: i64,
    decision: &'a Decision,
    sent_at: Option<Moment>,
    now: Moment,
}

impl Deciding<'_> {
    /// Decides unless somebody else has it in hand, or what is approved is not any more what `seen` marks.
    fn settle<T, R>(
        &self,
        conn: &mut Conn,
        seen: &str,
        into: impl FnOnce(R) -> DeskError,
        act: impl FnOnce(&mut Conn) -> Outcome<T, R>,
    ) -> Outcome<(), DeskError> {
        decide_alone(conn, self.actor, self.kind, self.id, self.now)?;
        if matches!(self.decision, Decision::Approve(shown) if shown != seen) {
            return refuse(DeskError::Changed(self.kind.path(self.id)));
        }
        act(conn).map_err(|failed| wrap(failed, into))?;
        self.note_wait(conn)?;
        Ok(holds::decided(conn, self.kind, self.id)?)
    }

    /// How long it waited, for the statistics.
    fn note_wait(&self, conn: &mut Conn) -> diesel::QueryResult<()> {
        let Some(sent_at) = self.sent_at else { return Ok(()) };
        let day = self.now.london_day();
        let is_in_time = due_on(sent_at.london_day(), settings::in_force(conn)?.target) >= day;
        statistics::note_wait(conn, Wait { day, minutes: (self.now - sent_at).num_minutes(), is_in_time })
    }
}

/// Decides about a listing; gives its name.
pub fn decide_listing(
    conn: &mut Conn,
    actor: &Actor,
    id: ListingId,
    decision: &Decision,
    here: &Here,
) -> Outcome<String, DeskError> {
    let Some(full) = listings::full(conn, id)? else { return refuse(DeskError::NotFound) };
    let listing = &full.listing;
    if listing.state != ListingState::Submitted {
        return refuse(already(conn, "listing", id.0, listing.state.as_str())?);
    }
    let seen = listing_seen(&full);
    Deciding { actor, kind: Kind::Listing, id: id.0, decision, sent_at: listing.submitted_at, now: here.now }
        .settle(conn, &seen, DeskError::Listing, |conn| match decision {
            Decision::Approve(_) => listings_actions::approve(conn, actor, id, here).map(drop),
            Decision::Return(because) => listings_actions::return_(conn, actor, id, because, here).map(drop),
        })?;
    Ok(listing.name().to_string())
}

/// The same of the next version of a live listing, beside the one that is public.
pub fn edit_seen(live: &Full, edited: &Full) -> String {
    tokens::hash(&format!("{}{edited:?}", live.listing.version))
}

/// Decides about changes to a live listing; gives its name.
pub fn decide_edit(
    conn: &mut Conn,
    actor: &Actor,
    id: ListingId,
    decision: &Decision,
    here: &Here,
) -> Outcome<String, DeskError> {
    let Some(live) = listings::full(conn, id)? else { return refuse(DeskError::NotFound) };
    let waits = listings::edit_of(conn, &live)?.filter(|edit| edit.state == EditState::Submitted);
    let Some(edit) = waits else {
        return refuse(already(conn, "listing", id.0, live.listing.state.as_str())?);
    };
    let seen = edit_seen(&live, &edit.full);
    Deciding { actor, kind: Kind::Edit, id: id.0, decision, sent_at: edit.submitted_at, now: here.now }
        .settle(conn, &seen, DeskError::Listing, |conn| match decision {
            Decision::Approve(_) => listings_actions::approve_changes(conn, actor, id, here).map(drop),
            Decision::Return(because) => {
                listings_actions::return_changes(conn, actor, id, because, here).map(drop)
            }
        })?;
    Ok(live.listing.name().to_string())
}

/// Decides about an organisation; gives its name.
pub fn decide_provider(
    conn: &mut Conn,
    actor: &Actor,
    id: ProviderId,
    decision: &Decision,
    here: &Here,
) -> Outcome<String, DeskError> {
    let Some(provider) = providers::find(conn, id)? else { return refuse(DeskError::NotFound) };
    if provider.state != ProviderState::Submitted {
        return refuse(already(conn, "provider", id.0, provider.state.as_str())?);
    }
    let seen = provider_seen(conn, &provider)?;
    Deciding {
        actor,
        kind: Kind::Provider,
        id: id.0,
        decision,
        sent_at: provider.submitted_at,
        now: here.now,
    }
    .settle(conn, &seen, DeskError::Provider, |conn| match decision {
        Decision::Approve(_) => provider_actions::verify(conn, actor, id, here).map(drop),
        Decision::Return(because) => provider_actions::return_(conn, actor, id, because, here).map(drop),
    })?;
    Ok(provider.name)
}

fn wrap<R>(failed: Failed<R>, into: impl FnOnce(R) -> DeskError) -> Failed<DeskError> {
    match failed {
        Failed::Refused(reason) => Failed::Refused(into(reason)),
        Failed::Broken(error) => Failed::Broken(error),
    }
}

/// Who decided what, and when; what the provider did itself leaves no line.
fn already(conn: &mut Conn, kind: &str, id: i64, state: &str) -> diesel::QueryResult<DeskError> {
    let last = audit::of_subject(conn, kind, id, 1)?;
    let words = match last.first() {
        Some(line) => {
            let at = clock::moment_words(line.at);
            format!(
                "{}, by {} on {at}. Its state is now: {state}.",
                audit::act_words(&line.act),
                line.actor_name
            )
        }
        None => format!("Its state is now: {state}."),
    };
    Ok(DeskError::Already(words))
}
