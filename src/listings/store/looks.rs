//! The SQL of how often listings are looked at.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::sum;
use diesel::prelude::*;
use itertools::Itertools;

use super::reach::of_listings;
use crate::kit::db::{Conn, on_each};
use crate::listings::looks::Look;
use crate::listings::model::{ListingId, Source};
use crate::providers::{ProviderId, Scope};
use crate::schema::{listing_looks, listings};

/// Adds to what was counted before; what is of no listing any more is dropped. In one order for everybody: two nodes that
/// write at once must not wait for each other.
pub(in crate::listings) fn add_looks(conn: &mut Conn, looks: &[(Look, i32)]) -> QueryResult<()> {
    let ids: Vec<ListingId> = looks.iter().map(|((listing, ..), _)| *listing).unique().collect();
    let owners: HashMap<ListingId, ProviderId> = listings::table
        .filter(listings::id.eq_any(ids))
        .select((listings::id, listings::provider_id))
        .load::<(ListingId, ProviderId)>(conn)?
        .into_iter()
        .collect();
    for ((listing, day, source), times) in looks {
        let Some(provider) = owners.get(listing) else { continue };
        let row = (
            listing_looks::listing_id.eq(listing),
            listing_looks::day.eq(day),
            listing_looks::source.eq(source),
            listing_looks::provider_id.eq(provider),
            listing_looks::looks.eq(times),
        );
        on_each!(conn => diesel::insert_into(listing_looks::table)
            .values(row)
            .on_conflict((listing_looks::listing_id, listing_looks::day, listing_looks::source))
            .do_update()
            .set(listing_looks::looks.eq(listing_looks::looks + times))
            .execute(conn))?;
    }
    Ok(())
}

/// Of the listings within reach from this day on, by day, source and listing; only of one listing or source if one is named.
pub struct LooksWanted {
    pub scope: Scope,
    pub since: NaiveDate,
    pub listing: Option<ListingId>,
    pub source: Option<Source>,
}

/// Boxed by itself, because a query that is boxed as a whole cannot be grouped.
type Condition = Box<
    dyn BoxableExpression<
            listing_looks::table,
            <Conn as diesel::connection::Connection>::Backend,
            SqlType = diesel::sql_types::Bool,
        >,
>;

fn wanted(of: &LooksWanted) -> Condition {
    let within = of_listings("listing_looks.listing_id", &of.scope);
    let theirs = listing_looks::provider_id.eq(of.scope.provider).and(listing_looks::day.ge(of.since));
    let theirs = theirs.and(within);
    let here: Condition = match of.listing {
        Some(listing) => Box::new(theirs.and(listing_looks::listing_id.eq(listing))),
        None => Box::new(theirs),
    };
    match of.source {
        Some(source) => Box::new(here.and(listing_looks::source.eq(source))),
        None => here,
    }
}

pub fn looks_by_day(conn: &mut Conn, of: &LooksWanted) -> QueryResult<Vec<(NaiveDate, i64)>> {
    let rows: Vec<(NaiveDate, Option<i64>)> = listing_looks::table
        .filter(wanted(of))
        .group_by(listing_looks::day)
        .select((listing_looks::day, sum(listing_looks::looks)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(day, looks)| (day, looks.unwrap_or_default())).collect())
}

pub fn looks_by_source(conn: &mut Conn, of: &LooksWanted) -> QueryResult<Vec<(Source, i64)>> {
    let rows: Vec<(Source, Option<i64>)> = listing_looks::table
        .filter(wanted(of))
        .group_by(listing_looks::source)
        .select((listing_looks::source, sum(listing_looks::looks)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(source, looks)| (source, looks.unwrap_or_default())).collect())
}

pub fn looks_by_listing(conn: &mut Conn, of: &LooksWanted) -> QueryResult<HashMap<ListingId, i64>> {
    let rows: Vec<(ListingId, Option<i64>)> = listing_looks::table
        .filter(wanted(of))
        .group_by(listing_looks::listing_id)
        .select((listing_looks::listing_id, sum(listing_looks::looks)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(listing, looks)| (listing, looks.unwrap_or_default())).collect())
}
