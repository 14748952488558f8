//! The SQL of listings: reading one or several with everything that belongs to them.

mod edits;
mod lists;
mod looks;
mod plans;
mod reach;
mod rows;
mod saved;
mod similar;
mod templates;
mod uses;
mod write;

use std::collections::HashMap;

use diesel::prelude::*;
use itertools::Itertools;

pub use edits::*;
pub use lists::*;
pub use looks::*;
pub use plans::*;
pub use reach::*;
pub use rows::*;
pub use saved::*;
pub use similar::similar;
pub(in crate::listings) use templates::*;
pub use uses::*;
pub use write::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::model::{Full, ListingId, Plan, Tags};
use crate::providers::{Provider, Scope, Site};
use crate::schema::{
    listing_criteria, listing_questions, listing_sites, listing_tags, listing_terms, listings,
    placement_details, providers, sites,
};

/// In whatever state; `None` when there is no such listing.
pub fn find(conn: &mut Conn, id: ListingId) -> QueryResult<Option<Listing>> {
    listings::table.find(id).select(Listing::as_select()).first(conn).optional()
}

/// `None` when there is no such listing within reach.
pub fn owned(conn: &mut Conn, scope: &Scope, id: ListingId) -> QueryResult<Option<Listing>> {
    listings::table.find(id).filter(within(scope)).select(Listing::as_select()).first(conn).optional()
}

/// The same whole.
pub fn owned_full(conn: &mut Conn, scope: &Scope, id: ListingId) -> QueryResult<Option<Full>> {
    Ok(full(conn, id)?.filter(|full| full.is_within(scope)))
}

/// In whatever state; `None` when there is no such listing.
pub fn full(conn: &mut Conn, id: ListingId) -> QueryResult<Option<Full>> {
    let Some(full) = fulls(conn, &[id])?.pop() else { return Ok(None) };
    Ok(Some(Full { criteria: criteria(conn, id)?, plan: plan(conn, id)?, ..full }))
}

/// `None` unless the public may see it at this moment.
pub fn full_live(conn: &mut Conn, id: ListingId, now: Moment) -> QueryResult<Option<Full>> {
    let full = full(conn, id)?;
    Ok(full.filter(|full| full.listing.is_live(now) && full.provider.state.is_public()))
}

/// What a listing asks of a person, in the order of its provider.
pub fn criteria(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Criterion>> {
    listing_criteria::table
        .filter(listing_criteria::listing_id.eq(listing))
        .order((listing_criteria::position, listing_criteria::id))
        .select(Criterion::as_select())
        .load(conn)
}

/// In the order asked for, without their criteria; those that are not there are left out. Six statements, however many
/// they are.
pub fn fulls(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<Vec<Full>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(Listing, Provider)> = listings::table
        .inner_join(providers::table)
        .filter(listings::id.eq_any(ids.to_vec()))
        .select((Listing::as_select(), Provider::as_select()))
        .load(conn)?;
    let mut rows: HashMap<ListingId, (Listing, Provider)> =
        rows.into_iter().map(|row| (row.0.id, row)).collect();
    let mut terms = terms_of(conn, ids)?;
    let mut tags = tags_of(conn, ids)?;
    let mut sites = sites_of(conn, ids)?;
    let mut questions = questions_of(conn, ids)?;
    let mut placements = placements_of(conn, ids)?;
    let gather = |id: &ListingId| {
        let (listing, provider) = rows.remove(id)?;
        Some(Full {
            listing,
            provider,
            terms: terms.remove(id).unwrap_or_else(|| Terms::empty(*id)),
            tags: tags.remove(id).unwrap_or_default(),
            sites: sites.remove(id).unwrap_or_default(),
            questions: questions.remove(id).unwrap_or_default(),
            criteria: Vec::new(),
            plan: Plan::default(),
            placement: placements.remove(id),
        })
    };
    Ok(ids.iter().filter_map(gather).collect())
}

fn terms_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Terms>> {
    let rows: Vec<Terms> = listing_terms::table
        .filter(listing_terms::listing_id.eq_any(ids.to_vec()))
        .select(Terms::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|terms| (terms.listing_id, terms)).collect())
}

fn tags_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Tags>> {
    let rows: Vec<(ListingId, String, String)> =
        listing_tags::table.filter(listing_tags::listing_id.eq_any(ids.to_vec())).load(conn)?;
    let mut found: HashMap<ListingId, Tags> = HashMap::new();
    for (id, group, code) in rows {
        found.entry(id).or_default().push(&group, code);
    }
    for tags in found.values_mut() {
        tags.sort();
    }
    Ok(found)
}

fn sites_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Vec<Site>>> {
    let rows: Vec<(ListingId, Site)> = listing_sites::table
        .inner_join(sites::table)
        .filter(listing_sites::listing_id.eq_any(ids.to_vec()))
        .order((listing_sites::listing_id, listing_sites::position))
        .select((listing_sites::listing_id, Site::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().into_group_map())
}

fn questions_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Vec<Question>>> {
    let rows: Vec<Question> = listing_questions::table
        .filter(listing_questions::listing_id.eq_any(ids.to_vec()))
        .order((listing_questions::listing_id, listing_questions::position, listing_questions::id))
        .select(Question::as_select())
        .load(conn)?;
    Ok(rows.into_iter().into_group_map_by(|question| question.listing_id))
}

fn placements_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Placement>> {
    let rows: Vec<Placement> = placement_details::table
        .filter(placement_details::listing_id.eq_any(ids.to_vec()))
        .select(Placement::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(|placement| (placement.listing_id, placement)).collect())
}
