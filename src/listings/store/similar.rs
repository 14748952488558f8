//! Listings that are like another.

use diesel::prelude::*;

use super::{documents, sites_of, tags_of};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::model::similar::{Trait, likeness};
use crate::listings::model::{Card, Full, ListingId, ListingState};
use crate::schema::listings;

/// Of the candidates those that are live and most like it, the newest first among equals.
pub fn similar(
    conn: &mut Conn,
    to: &Full,
    candidates: &[ListingId],
    n: usize,
    now: Moment,
) -> QueryResult<Vec<Card>> {
    let found: Vec<(ListingId, String, String)> = listings::table
        .filter(listings::id.eq_any(candidates))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listings::suspended_at.is_null())
        .filter(listings::closes_at.gt(now))
        .select((listings::id, listings::title, listings::contract))
        .load(conn)?;
    let (tags, sites) = (tags_of(conn, candidates)?, sites_of(conn, candidates)?);
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
