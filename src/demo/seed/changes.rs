//! Live listings that their provider is changing, and how many have applied.

use diesel::prelude::*;

use super::{SIGN_INS, Stage};
use crate::accounts::Role;
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::listings::actions::{edit, send_changes};
use crate::listings::{Full, ListingId};
use crate::providers::{ProviderId, Scope};
use crate::schema::{accounts, listings, memberships};

/// What the demonstration's owner changes: one listing's pay, which a moderator reads, and another's words, not sent yet.
pub(super) fn insert(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    count_applications(conn)?;
    let here = Here { now: stage.now, site: stage.site.clone() };
    let mut own = own_live(conn)?.into_iter();
    if let Some(first) = own.next() {
        let more = |pence: Option<i64>| pence.map(|pence| pence / 20 * 21);
        change(conn, first, &here, |full| {
            full.terms.pay_min_pence = more(full.terms.pay_min_pence);
            full.terms.pay_max_pence = more(full.terms.pay_max_pence);
            full.listing.description.push_str("\n\nFrom the spring there is a second theatre.");
        })?;
        let owner = owner(conn)?;
        settled(send_changes(conn, &owner, (&Scope::whole(first.0), first.1), &here))?;
    }
    if let Some(second) = own.next() {
        change(conn, second, &here, |full| full.listing.summary = "A team that has time to teach.".into())?;
    }
    Ok(())
}

fn owner(conn: &mut Conn) -> QueryResult<Actor> {
    let email = SIGN_INS.iter().find(|one| one.role == Role::Member).map_or("", |one| one.email);
    let found = crate::accounts::find_by_email(conn, email)?;
    Ok(found.map_or_else(Actor::site, |account| Actor::from(&account)))
}

type Own = (ProviderId, ListingId, i32);

fn own_live(conn: &mut Conn) -> QueryResult<Vec<Own>> {
    let owner = SIGN_INS.iter().find(|one| one.role == Role::Member).map_or("", |one| one.email);
    listings::table
        .inner_join(
            crate::schema::providers::table.inner_join(memberships::table.inner_join(accounts::table)),
        )
        .filter(accounts::email.eq(owner))
        .filter(listings::state.eq("live"))
        .filter(listings::kind.eq("role"))
        .order(listings::id)
        .limit(2)
        .select((listings::provider_id, listings::id, listings::version))
        .load(conn)
}

fn change(conn: &mut Conn, own: Own, here: &Here, act: impl Fn(&mut Full)) -> QueryResult<()> {
    let (provider, id, version) = own;
    settled(edit(conn, (&Scope::whole(provider), id), version, act, here.now)).map(drop)
}

/// What is refused here is a fault of the demonstration.
fn settled<T, R>(outcome: Outcome<T, R>) -> QueryResult<T> {
    outcome.map_err(|_| diesel::result::Error::RollbackTransaction)
}

/// The applications were written straight into their table. One listing takes no more than a few more.
fn count_applications(conn: &mut Conn) -> QueryResult<()> {
    diesel::sql_query(
        "INSERT INTO listing_intakes (listing_id, cap, begun, taken) \
         SELECT listing_id, NULL, COUNT(*), COUNT(submitted_at) FROM applications GROUP BY listing_id",
    )
    .execute(conn)?;
    diesel::sql_query(
        "UPDATE listing_intakes SET cap = taken + 20 WHERE listing_id = \
         (SELECT listing_id FROM listing_intakes ORDER BY taken DESC, listing_id LIMIT 1)",
    )
    .execute(conn)
    .map(drop)
}
