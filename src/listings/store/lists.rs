//! Many listings at once: cards, queues, counts, what the search follows.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::{fulls, within};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::model::{Card, Full, Listing, ListingId, ListingKind, ListingState, path_of};
use crate::providers::{ProviderId, ProviderState, Scope, SiteId};
use crate::schema::{listing_changes, listing_sites, listings, providers};

/// Cards in the order asked for, each with its distance in miles when there is one. What is not live at this moment
/// is left out, so a result that came late from an index does no harm.
pub fn cards(conn: &mut Conn, wanted: &[(ListingId, Option<f32>)], now: Moment) -> QueryResult<Vec<Card>> {
    let ids: Vec<ListingId> = wanted.iter().map(|(id, _)| *id).collect();
    let miles: HashMap<ListingId, f32> =
        wanted.iter().filter_map(|(id, miles)| Some((*id, (*miles)?))).collect();
    let found = documents(conn, &ids, now)?;
    Ok(found.iter().map(|full| Card::of(full, miles.get(&full.listing.id).copied(), now)).collect())
}

/// Those of the listings that the public may see at this moment, whole, in the order asked for.
pub fn documents(conn: &mut Conn, ids: &[ListingId], now: Moment) -> QueryResult<Vec<Full>> {
    let mut found = fulls(conn, ids)?;
    found.retain(|full| full.listing.is_live(now) && full.provider.state.is_public());
    Ok(found)
}

/// The next `n` live listings after a listing's id, in the order of their ids: for walking them all.
pub fn every_live(conn: &mut Conn, after: ListingId, n: i64, now: Moment) -> QueryResult<Vec<ListingId>> {
    listings::table
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .filter(listings::id.gt(after))
        .order(listings::id)
        .limit(n)
        .select(listings::id)
        .load(conn)
}

/// What the public sees at this moment.
fn public<'a>(now: Moment) -> listings::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend> {
    let verified = providers::table
        .filter(providers::id.eq(listings::provider_id))
        .filter(providers::state.eq(ProviderState::Verified));
    listings::table
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .filter(exists(verified))
        .into_boxed()
}

/// The cards of the last `n` that were published.
pub fn newest(conn: &mut Conn, n: i64, now: Moment) -> QueryResult<Vec<Card>> {
    let ids: Vec<ListingId> = public(now)
        .order((listings::published_at.desc(), listings::id.desc()))
        .limit(n)
        .select(listings::id)
        .load(conn)?;
    cards(conn, &nowhere(&ids), now)
}

/// The addresses of the last `n` live listings that were published, with when each last changed.
pub fn addresses(conn: &mut Conn, n: i64, now: Moment) -> QueryResult<Vec<(String, Moment)>> {
    let found: Vec<(ListingId, String, ListingKind, Moment)> = public(now)
        .order((listings::published_at.desc(), listings::id.desc()))
        .limit(n)
        .select((listings::id, listings::title, listings::kind, listings::updated_at))
        .load(conn)?;
    Ok(found.into_iter().map(|(id, title, kind, changed)| (path_of(id, &title, kind), changed)).collect())
}

fn nowhere(ids: &[ListingId]) -> Vec<(ListingId, Option<f32>)> {
    ids.iter().map(|id| (*id, None)).collect()
}

/// How many listings are live.
pub fn count_live(conn: &mut Conn, now: Moment) -> QueryResult<i64> {
    public(now).count().get_result(conn)
}

/// How many live listings a provider has.
pub(in crate::listings) fn count_live_of(
    conn: &mut Conn,
    provider: ProviderId,
    now: Moment,
) -> QueryResult<i64> {
    listings::table
        .filter(listings::provider_id.eq(provider))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .count()
        .get_result(conn)
}

/// The cards of a provider's live listings, newest first.
pub fn cards_of_provider(
    conn: &mut Conn,
    provider: ProviderId,
    n: i64,
    now: Moment,
) -> QueryResult<Vec<Card>> {
    let ids = newest_of_provider(conn, provider, n, now)?;
    cards(conn, &nowhere(&ids), now)
}

/// A provider's last `n` live listings that were published, newest first.
pub fn newest_of_provider(
    conn: &mut Conn,
    provider: ProviderId,
    n: i64,
    now: Moment,
) -> QueryResult<Vec<ListingId>> {
    listings::table
        .filter(listings::provider_id.eq(provider))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .order((listings::published_at.desc(), listings::id.desc()))
        .limit(n)
        .select(listings::id)
        .load(conn)
}

/// Something that the public sees of a listing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = listing_changes)]
pub struct Change {
    pub id: i64,
    pub listing_id: ListingId,
}

/// At most a thousand changes after the one with this id, oldest first.
pub fn changes_since(conn: &mut Conn, id: i64) -> QueryResult<Vec<Change>> {
    listing_changes::table
        .filter(listing_changes::id.gt(id))
        .order(listing_changes::id)
        .limit(1000)
        .select(Change::as_select())
        .load(conn)
}

/// When something that the public sees of any listing changed last; `None` when nothing ever did.
pub fn last_changed(conn: &mut Conn) -> QueryResult<Option<Moment>> {
    let last = listing_changes::table.order(listing_changes::id.desc()).select(listing_changes::changed_at);
    last.first(conn).optional()
}

/// The last `n` listings that a provider began, the newest first.
pub fn last_begun(conn: &mut Conn, provider: ProviderId, n: i64) -> QueryResult<Vec<Listing>> {
    listings::table
        .filter(listings::provider_id.eq(provider))
        .order(listings::id.desc())
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}

/// The numbers of the same.
pub fn last_of(conn: &mut Conn, provider: ProviderId, n: i64) -> QueryResult<Vec<ListingId>> {
    listings::table
        .filter(listings::provider_id.eq(provider))
        .order(listings::id.desc())
        .limit(n)
        .select(listings::id)
        .load(conn)
}

/// What waits for review, as the review desk lists it; what is approved waits for its day only.
pub const WAITING: &str = "SELECT listings.id, COALESCE(listings.submitted_at, listings.updated_at) AS sent_at, \
     listings.title, providers.name AS who, listings.kind AS what \
     FROM listings JOIN providers ON providers.id = listings.provider_id WHERE listings.state = 'submitted' \
     AND NOT EXISTS (SELECT 1 FROM listing_schedules AS scheduled \
     WHERE scheduled.listing_id = listings.id AND scheduled.approved_at IS NOT NULL)";

/// A provider's listings of one state, the last changed first.
pub fn by_state(conn: &mut Conn, scope: &Scope, state: ListingState, n: i64) -> QueryResult<Vec<Listing>> {
    listings::table
        .filter(within(scope))
        .filter(listings::state.eq(state))
        .order((listings::updated_at.desc(), listings::id.desc()))
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}

/// A provider's live listings that close on this day or before, the next first.
pub fn closing_by(
    conn: &mut Conn,
    scope: &Scope,
    day: chrono::NaiveDate,
    n: i64,
) -> QueryResult<Vec<Listing>> {
    listings::table
        .filter(within(scope))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_on.le(day))
        .order((listings::closes_on, listings::id))
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}

/// Live ones that moderators keep out of sight, the last first.
pub fn suspended(conn: &mut Conn, scope: &Scope, n: i64) -> QueryResult<Vec<Listing>> {
    listings::table
        .filter(within(scope))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_not_null())
        .order((listings::suspended_at.desc(), listings::id.desc()))
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}

/// What these are called.
pub fn titles(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, String>> {
    let of = listings::table.filter(listings::id.eq_any(ids.to_vec()));
    let titles: Vec<(ListingId, String)> = of.select((listings::id, listings::title)).load(conn)?;
    Ok(titles.into_iter().collect())
}

/// A provider's listings that name a site, the last changed first.
pub(in crate::listings) fn at_site(
    conn: &mut Conn,
    provider: ProviderId,
    site: SiteId,
    n: i64,
) -> QueryResult<Vec<Listing>> {
    listings::table
        .inner_join(listing_sites::table)
        .filter(listings::provider_id.eq(provider))
        .filter(listing_sites::site_id.eq(site))
        .order((listings::updated_at.desc(), listings::id.desc()))
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}

/// How many listings a provider has in each state; states without any are left out.
pub fn counts(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(ListingState, i64)>> {
    listings::table
        .filter(within(scope))
        .group_by(listings::state)
        .select((listings::state, count_star()))
        .load(conn)
}

/// Is there a live row whose closing minute has come?
pub fn any_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    let due =
        listings::table.filter(listings::state.eq(ListingState::Live)).filter(listings::closes_at.le(now));
    diesel::select(diesel::dsl::exists(due)).get_result(conn)
}

/// Live rows whose closing minute has come, oldest first.
pub(in crate::listings) fn due(conn: &mut Conn, now: Moment, n: i64) -> QueryResult<Vec<Listing>> {
    listings::table
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::closes_at.le(now))
        .order((listings::closes_at, listings::id))
        .limit(n)
        .select(Listing::as_select())
        .load(conn)
}
