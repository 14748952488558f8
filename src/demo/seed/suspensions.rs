//! A listing of the demonstration's owner that two moderators suspended and that waits for a third, since the owner has
//! appealed; and somebody else's listing that one moderator proposes to suspend.

use chrono::Duration;
use diesel::prelude::*;

use super::people::Cast;
use super::{SIGN_INS, Stage};
use crate::accounts::Role;
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::listings::ListingId;
use crate::moderation::actions::{Proposal, Second, appeal, decide_suspension, propose};
use crate::moderation::model::About;
use crate::providers::ProviderId;
use crate::schema::{applications, listings, memberships, providers};

const FEE: &str = "Candidates were asked to pay. Charging a work-seeker a fee is illegal.\nTwo people told us that they \
                   were asked for £60 for a uniform before the interview.";
const APPEAL: &str = "The £60 was a deposit for a locker that a ward clerk asked for by mistake. We have paid it back to \
                      both, and told the ward that nothing is to be asked of anybody before they start.";
const NO_PLACE: &str = "We have reason to think that the position advertised does not exist.\nThe ward that is named \
                        closed in the summer, and nobody answers the number given.";

/// One of many of its kind: a search that misses it shows others.
const COMMON: &str = "DEMO-0000358";

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let owner = Actor { id: Some(cast.owner), name: name_of(Role::Member).into() };
    let (first, second) = (colleague("Noor Aldane"), colleague("Ida Brock"));
    if let Some(own) = of_owner(conn, cast)? {
        let proposal = Proposal { because: FEE.into(), at_once: false };
        let id = settled(propose(conn, &first, own, &proposal, &here(stage, 70)))?;
        settled(decide_suspension(conn, &second, id, &Second::Confirm, &here(stage, 50)))?;
        settled(appeal(conn, &owner, own, APPEAL, &here(stage, 6)))?;
    }
    if let Some(other) = of_another(conn, cast)? {
        let proposal = Proposal { because: NO_PLACE.into(), at_once: false };
        settled(propose(conn, &first, other, &proposal, &here(stage, 3)))?;
    }
    Ok(())
}

/// Somebody of the staff whom nobody can be.
fn colleague(name: &str) -> Actor {
    Actor { id: None, name: name.into() }
}

fn name_of(role: Role) -> &'static str {
    SIGN_INS.iter().find(|one| one.role == role).map_or("", |one| one.name)
}

fn here(stage: &Stage, hours_ago: i64) -> Here {
    Here { now: Moment(stage.now.0 - Duration::hours(hours_ago)), site: stage.site.clone() }
}

type Live<'a> = listings::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

fn live<'a>() -> Live<'a> {
    let verified = providers::table
        .filter(providers::id.eq(listings::provider_id))
        .filter(providers::state.eq("verified"));
    listings::table.filter(listings::state.eq("live")).filter(diesel::dsl::exists(verified)).into_boxed()
}

fn last(conn: &mut Conn, of: Live) -> QueryResult<Option<About>> {
    let found: Option<(ProviderId, ListingId)> =
        of.order(listings::id.desc()).select((listings::provider_id, listings::id)).first(conn).optional()?;
    Ok(found.map(|(provider, listing)| About { provider, listing: Some(listing) }))
}

fn organisations(conn: &mut Conn, cast: &Cast) -> QueryResult<Vec<ProviderId>> {
    memberships::table
        .filter(memberships::account_id.eq(cast.owner))
        .select(memberships::provider_id)
        .load(conn)
}

/// One to which nobody has applied, where there is one.
fn of_owner(conn: &mut Conn, cast: &Cast) -> QueryResult<Option<About>> {
    let owned = organisations(conn, cast)?;
    let applied = applications::table.filter(applications::listing_id.eq(listings::id));
    let quiet = || live().filter(diesel::dsl::not(diesel::dsl::exists(applied)));
    let common = quiet().filter(listings::internal_reference.eq(COMMON));
    for of in [common, quiet(), live()] {
        if let Some(found) = last(conn, of.filter(listings::provider_id.eq_any(owned.clone())))? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn of_another(conn: &mut Conn, cast: &Cast) -> QueryResult<Option<About>> {
    let owned = organisations(conn, cast)?;
    last(conn, live().filter(listings::provider_id.ne_all(owned)))
}

/// What is refused here is a fault of the demonstration.
fn settled<T, R>(outcome: Outcome<T, R>) -> QueryResult<T> {
    outcome.map_err(|_| diesel::result::Error::RollbackTransaction)
}
