//! What the people of the owner's organisation did in the last weeks, for its log.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use super::people::Cast;
use crate::accounts::AccountId;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::providers::{Deed, Done, ProviderId, note_deed};
use crate::schema::{accounts, applications, listings, memberships, providers, sites};

/// Listings and applications that are told of.
const TOLD: i64 = 14;
/// How old the organisation and its colleague are, in days.
const SITES_AGE: i64 = 80;
const COLLEAGUE_AGE: i64 = 30;

struct Log {
    provider: ProviderId,
    owner: Actor,
    colleague: Actor,
}

impl Log {
    fn tell(&self, conn: &mut Conn, actor: &Actor, done: Done<'_>, at: Moment) -> QueryResult<()> {
        note_deed(conn, (self.provider, actor), done, at)
    }
}

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let own: Option<ProviderId> = memberships::table
        .inner_join(providers::table)
        .filter(memberships::account_id.eq(cast.owner))
        .filter(providers::state.eq("verified"))
        .order(memberships::id)
        .select(memberships::provider_id)
        .first(conn)
        .optional()?;
    let Some(provider) = own else { return Ok(()) };
    let log = Log { provider, owner: actor(conn, cast.owner)?, colleague: actor(conn, cast.colleague)? };
    beginnings(conn, stage, &log)?;
    of_listings(conn, &log)?;
    of_applications(conn, &log)
}

fn actor(conn: &mut Conn, id: AccountId) -> QueryResult<Actor> {
    let name = accounts::table.find(id).select(accounts::name).first(conn)?;
    Ok(Actor { id: Some(id), name })
}

fn beginnings(conn: &mut Conn, stage: &Stage, log: &Log) -> QueryResult<()> {
    let there: Vec<(i64, String)> = sites::table
        .filter(sites::provider_id.eq(log.provider))
        .order(sites::id)
        .select((sites::id, sites::name))
        .load(conn)?;
    let (began, joined) = (ago(stage, SITES_AGE), ago(stage, COLLEAGUE_AGE));
    for (place, (id, name)) in (0..).zip(&there) {
        let at = began + Duration::minutes(12 * place);
        log.tell(conn, &log.owner, Done::new(Deed::AddSite, *id, name), at)?;
    }
    let name: String = providers::table.find(log.provider).select(providers::name).first(conn)?;
    let change = Done::new(Deed::Change, log.provider.0, &name).with("the website and the description");
    log.tell(conn, &log.owner, change, began + Duration::days(2))?;
    log.tell(
        conn,
        &log.owner,
        Done::gone(Deed::Invite, &log.colleague.name).with("an editor"),
        joined - Duration::hours(5),
    )?;
    log.tell(conn, &log.colleague, Done::gone(Deed::Join, &log.colleague.name).with("an editor"), joined)
}

fn ago(stage: &Stage, days: i64) -> Moment {
    stage.now - Duration::days(days)
}

fn of_listings(conn: &mut Conn, log: &Log) -> QueryResult<()> {
    type Row = (i64, String, Option<Moment>, Option<Moment>, Option<String>);
    let rows: Vec<Row> = listings::table
        .filter(listings::provider_id.eq(log.provider))
        .filter(listings::published_at.is_not_null())
        .order((listings::published_at.desc(), listings::id))
        .limit(TOLD)
        .select((
            listings::id,
            listings::title,
            listings::published_at,
            listings::closed_at,
            listings::closed_because,
        ))
        .load(conn)?;
    for (place, (id, title, published, closed, because)) in rows.iter().enumerate() {
        let Some(published) = *published else { continue };
        let writer = if place % 3 == 0 { &log.owner } else { &log.colleague };
        let done = |deed| Done::new(deed, *id, title);
        log.tell(conn, writer, done(Deed::BeginListing), published - Duration::hours(30))?;
        log.tell(conn, writer, done(Deed::EditListing).with("the pay"), published - Duration::hours(29))?;
        log.tell(conn, writer, done(Deed::SubmitListing), published - Duration::hours(26))?;
        log.tell(conn, &Actor::site(), done(Deed::ApproveListing), published)?;
        match (closed, because) {
            (Some(closed), Some(_)) => {
                log.tell(conn, &log.owner, done(Deed::CloseListing).with("the post is filled"), *closed)?;
            }
            (Some(closed), None) => log.tell(conn, &Actor::site(), done(Deed::EndListing), *closed)?,
            (None, _) => {}
        }
    }
    Ok(())
}

fn of_applications(conn: &mut Conn, log: &Log) -> QueryResult<()> {
    let rows: Vec<(i64, String, String, Moment)> = applications::table
        .inner_join(listings::table)
        .filter(listings::provider_id.eq(log.provider))
        .filter(applications::state.eq_any(["shortlisted", "rejected", "offered"]))
        .order((applications::updated_at.desc(), applications::id))
        .limit(TOLD)
        .select((applications::id, applications::state, listings::title, applications::updated_at))
        .load(conn)?;
    for (id, state, title, at) in &rows {
        let deed = match state.as_str() {
            "rejected" => Deed::Reject,
            "offered" => Deed::Offer,
            _ => Deed::Shortlist,
        };
        log.tell(conn, &log.colleague, Done::new(deed, *id, title), *at)?;
    }
    Ok(())
}
