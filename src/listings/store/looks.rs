//! The SQL of how often listings are looked at. Each number is kept three times: by listing, day and source, and added
//! up over listings and over sources, because a large organisation has thousands of numbers a day.

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
use crate::schema::{listing_days, listing_looks, listings, provider_looks};

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
    for (look, times) in looks {
        if let Some(provider) = owners.get(&look.0) {
            add(conn, *look, *provider, *times)?;
        }
    }
    Ok(())
}

fn add(
    conn: &mut Conn,
    (listing, day, source): Look,
    provider: ProviderId,
    times: i32,
) -> QueryResult<usize> {
    let of_listing = (
        listing_looks::listing_id.eq(listing),
        listing_looks::day.eq(day),
        listing_looks::source.eq(source),
        listing_looks::provider_id.eq(provider),
        listing_looks::looks.eq(times),
    );
    let from_everywhere = (
        listing_days::listing_id.eq(listing),
        listing_days::day.eq(day),
        listing_days::provider_id.eq(provider),
        listing_days::looks.eq(times),
    );
    let of_provider = (
        provider_looks::provider_id.eq(provider),
        provider_looks::day.eq(day),
        provider_looks::source.eq(source),
        provider_looks::looks.eq(times),
    );
    on_each!(conn => {
        diesel::insert_into(listing_looks::table)
            .values(of_listing)
            .on_conflict((listing_looks::listing_id, listing_looks::day, listing_looks::source))
            .do_update()
            .set(listing_looks::looks.eq(listing_looks::looks + times))
            .execute(conn)?;
        diesel::insert_into(listing_days::table)
            .values(from_everywhere)
            .on_conflict((listing_days::listing_id, listing_days::day))
            .do_update()
            .set(listing_days::looks.eq(listing_days::looks + times))
            .execute(conn)?;
        diesel::insert_into(provider_looks::table)
            .values(of_provider)
            .on_conflict((provider_looks::provider_id, provider_looks::day, provider_looks::source))
            .do_update()
            .set(provider_looks::looks.eq(provider_looks::looks + times))
            .execute(conn)
    })
}

/// Of the listings within reach from this day on, by day, source and listing; only of one listing or source if one is named.
pub struct LooksWanted {
    pub scope: Scope,
    pub since: NaiveDate,
    pub listing: Option<ListingId>,
    pub source: Option<Source>,
}

impl LooksWanted {
    fn is_of_all_listings(&self) -> bool {
        self.listing.is_none() && self.scope.is_whole()
    }
}

/// Boxed by itself, because a query that is boxed as a whole cannot be grouped.
type Condition<Table> = Box<
    dyn BoxableExpression<
            Table,
            <Conn as diesel::connection::Connection>::Backend,
            SqlType = diesel::sql_types::Bool,
        >,
>;

fn wanted(of: &LooksWanted) -> Condition<listing_looks::table> {
    let within = of_listings("listing_looks.listing_id", &of.scope);
    let theirs = listing_looks::provider_id.eq(of.scope.provider).and(listing_looks::day.ge(of.since));
    let theirs = theirs.and(within);
    let here: Condition<_> = match of.listing {
        Some(listing) => Box::new(theirs.and(listing_looks::listing_id.eq(listing))),
        None => Box::new(theirs),
    };
    match of.source {
        Some(source) => Box::new(here.and(listing_looks::source.eq(source))),
        None => here,
    }
}

/// From everywhere.
fn wanted_days(of: &LooksWanted) -> Condition<listing_days::table> {
    let within = of_listings("listing_days.listing_id", &of.scope);
    let theirs = listing_days::provider_id.eq(of.scope.provider).and(listing_days::day.ge(of.since));
    let theirs = theirs.and(within);
    match of.listing {
        Some(listing) => Box::new(theirs.and(listing_days::listing_id.eq(listing))),
        None => Box::new(theirs),
    }
}

/// Of all its listings.
fn wanted_of_provider(of: &LooksWanted) -> Condition<provider_looks::table> {
    let theirs = provider_looks::provider_id.eq(of.scope.provider).and(provider_looks::day.ge(of.since));
    match of.source {
        Some(source) => Box::new(theirs.and(provider_looks::source.eq(source))),
        None => Box::new(theirs),
    }
}

pub fn looks_by_day(conn: &mut Conn, of: &LooksWanted) -> QueryResult<Vec<(NaiveDate, i64)>> {
    let rows: Vec<(NaiveDate, Option<i64>)> = match (of.is_of_all_listings(), of.source) {
        (true, _) => provider_looks::table
            .filter(wanted_of_provider(of))
            .group_by(provider_looks::day)
            .select((provider_looks::day, sum(provider_looks::looks)))
            .load(conn)?,
        (false, None) => listing_days::table
            .filter(wanted_days(of))
            .group_by(listing_days::day)
            .select((listing_days::day, sum(listing_days::looks)))
            .load(conn)?,
        (false, Some(_)) => listing_looks::table
            .filter(wanted(of))
            .group_by(listing_looks::day)
            .select((listing_looks::day, sum(listing_looks::looks)))
            .load(conn)?,
    };
    Ok(rows.into_iter().map(|(day, looks)| (day, looks.unwrap_or_default())).collect())
}

pub fn looks_by_source(conn: &mut Conn, of: &LooksWanted) -> QueryResult<Vec<(Source, i64)>> {
    let rows: Vec<(Source, Option<i64>)> = match of.is_of_all_listings() {
        true => provider_looks::table
            .filter(wanted_of_provider(of))
            .group_by(provider_looks::source)
            .select((provider_looks::source, sum(provider_looks::looks)))
            .load(conn)?,
        false => listing_looks::table
            .filter(wanted(of))
            .group_by(listing_looks::source)
            .select((listing_looks::source, sum(listing_looks::looks)))
            .load(conn)?,
    };
    Ok(rows.into_iter().map(|(source, looks)| (source, looks.unwrap_or_default())).collect())
}

pub fn looks_by_listing(conn: &mut Conn, of: &LooksWanted) -> QueryResult<HashMap<ListingId, i64>> {
    let rows: Vec<(ListingId, Option<i64>)> = match of.source {
        None => listing_days::table
            .filter(wanted_days(of))
            .group_by(listing_days::listing_id)
            .select((listing_days::listing_id, sum(listing_days::looks)))
            .load(conn)?,
        Some(_) => listing_looks::table
            .filter(wanted(of))
            .group_by(listing_looks::listing_id)
            .select((listing_looks::listing_id, sum(listing_looks::looks)))
            .load(conn)?,
    };
    Ok(rows.into_iter().map(|(listing, looks)| (listing, looks.unwrap_or_default())).collect())
}
