//! Listings that are like another.

use diesel::prelude::*;

use super::{documents, sites_of, tags_of};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::model::similar::{Trait, likeness};
use crate::listings::model::{Card, Full, ListingId, ListingState};
use crate::schema::{listing_sites, listing_tags, listings, sites};

/// Candidates of each sort: enough to choose from, few enough for a page.
const LOOKED_AT: i64 = 60;
/// Degrees round a site within which another is near: 35 miles of latitude, and of longitude at 54 degrees north.
const LATITUDE: f64 = 0.5;
const LONGITUDE: f64 = 0.85;

type Found = (ListingId, String, String);
type Live<'a> = listings::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// Live ones of the same profession and kind that share its specialty, lie near it or are called alike: the most
/// alike first, then the newest.
pub fn similar(conn: &mut Conn, to: &Full, n: usize, now: Moment) -> QueryResult<Vec<Card>> {
    let mut found: Vec<Found> = near(conn, to, now)?;
    found.extend(of_specialty(conn, to, now)?);
    found.extend(newest_first(conn, live(to, now))?);
    found.sort_by_key(|(id, ..)| std::cmp::Reverse(*id));
    found.dedup_by_key(|(id, ..)| *id);
    let ids: Vec<ListingId> = found.iter().map(|(id, ..)| *id).collect();
    let (tags, sites) = (tags_of(conn, &ids)?, sites_of(conn, &ids)?);
    let own =
        Trait { title: &to.listing.title, contract: &to.listing.contract, tags: &to.tags, sites: &to.sites };
    let none = Default::default();
    let mut alike: Vec<(u32, ListingId, String)> = found
        .iter()
        .filter_map(|(id, title, contract)| {
            let (tags, sites) = (tags.get(id).unwrap_or(&none), sites.get(id).map(Vec::as_slice));
            let likeness =
                likeness(&own, &Trait { title, contract, tags, sites: sites.unwrap_or_default() })?;
            Some((likeness.points, *id, likeness.why))
        })
        .collect();
    alike.sort_by_key(|(points, id, _)| std::cmp::Reverse((*points, *id)));
    alike.truncate(n);
    let wanted: Vec<ListingId> = alike.iter().map(|(_, id, _)| *id).collect();
    let fulls = documents(conn, &wanted, now)?;
    let why = |id: ListingId| alike.iter().find(|(_, one, _)| *one == id).map(|(.., why)| why.clone());
    let card = |full: &Full| Card {
        why: why(full.listing.id).filter(|why| !why.is_empty()),
        ..Card::of(full, None, now)
    };
    Ok(fulls.iter().map(card).collect())
}

fn live<'a>(to: &'a Full, now: Moment) -> Live<'a> {
    listings::table
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::closes_at.gt(now))
        .filter(listings::profession.eq(&to.listing.profession))
        .filter(listings::kind.eq(to.listing.kind))
        .filter(listings::id.ne(to.listing.id))
        .into_boxed()
}

fn newest_first(conn: &mut Conn, live: Live<'_>) -> QueryResult<Vec<Found>> {
    live.order((listings::published_at.desc(), listings::id.desc()))
        .limit(LOOKED_AT)
        .select((listings::id, listings::title, listings::contract))
        .load(conn)
}

/// In a box round its first site.
fn near(conn: &mut Conn, to: &Full, now: Moment) -> QueryResult<Vec<Found>> {
    let Some(site) = to.sites.first() else { return Ok(Vec::new()) };
    let there = listing_sites::table
        .inner_join(sites::table)
        .filter(sites::latitude.between(site.latitude - LATITUDE, site.latitude + LATITUDE))
        .filter(sites::longitude.between(site.longitude - LONGITUDE, site.longitude + LONGITUDE))
        .select(listing_sites::listing_id);
    newest_first(conn, live(to, now).filter(listings::id.eq_any(there)))
}

fn of_specialty(conn: &mut Conn, to: &Full, now: Moment) -> QueryResult<Vec<Found>> {
    if to.tags.specialties.is_empty() {
        return Ok(Vec::new());
    }
    let tagged = listing_tags::table
        .filter(listing_tags::tag_group.eq("specialty"))
        .filter(listing_tags::code.eq_any(to.tags.specialties.clone()))
        .select(listing_tags::listing_id);
    newest_first(conn, live(to, now).filter(listings::id.eq_any(tagged)))
}
