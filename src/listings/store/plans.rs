//! When listings go live, how many they take, who hears of them; and listings to start others from.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::model::{Listing, ListingId, ListingState, Plan};
use crate::providers;
use crate::schema::{listing_intakes, listing_readers, listing_schedules, listings};

pub(in crate::listings) fn plan(conn: &mut Conn, id: ListingId) -> QueryResult<Plan> {
    let schedule: Option<(NaiveDate, Option<Moment>)> = listing_schedules::table
        .find(id)
        .select((listing_schedules::publish_on, listing_schedules::approved_at))
        .first(conn)
        .optional()?;
    let readers = listing_readers::table
        .filter(listing_readers::listing_id.eq(id))
        .order(listing_readers::account_id)
        .select(listing_readers::account_id)
        .load(conn)?;
    Ok(Plan {
        publish_on: schedule.map(|(day, _)| day),
        is_approved: schedule.is_some_and(|(_, approved_at)| approved_at.is_some()),
        cap: super::intake(conn, id)?.cap,
        readers,
    })
}

/// Writes what is planned; an approval stands only for the day that was approved.
pub(super) fn save_plan(conn: &mut Conn, id: ListingId, plan: &Plan) -> QueryResult<()> {
    let cap = (
        listing_intakes::listing_id.eq(id),
        listing_intakes::cap.eq(plan.cap),
        listing_intakes::begun.eq(0),
        listing_intakes::taken.eq(0),
    );
    let set = listing_intakes::cap.eq(plan.cap);
    on_each!(conn => diesel::insert_into(listing_intakes::table).values(cap).on_conflict(listing_intakes::listing_id).do_update().set(set).execute(conn))?;
    diesel::delete(listing_schedules::table.find(id)).execute(conn)?;
    if let Some(day) = plan.publish_on {
        diesel::insert_into(listing_schedules::table)
            .values((listing_schedules::listing_id.eq(id), listing_schedules::publish_on.eq(day)))
            .execute(conn)?;
    }
    diesel::delete(listing_readers::table.filter(listing_readers::listing_id.eq(id))).execute(conn)?;
    for reader in &plan.readers {
        diesel::insert_into(listing_readers::table)
            .values((listing_readers::listing_id.eq(id), listing_readers::account_id.eq(reader)))
            .execute(conn)?;
    }
    Ok(())
}

/// Marks that it may go live on its day, or that it may not any more.
pub(in crate::listings) fn set_scheduled(
    conn: &mut Conn,
    id: ListingId,
    approved_at: Option<Moment>,
) -> QueryResult<()> {
    diesel::update(listing_schedules::table.find(id))
        .set(listing_schedules::approved_at.eq(approved_at))
        .execute(conn)
        .map(drop)
}

pub(in crate::listings) fn forget_schedule(conn: &mut Conn, id: ListingId) -> QueryResult<()> {
    diesel::delete(listing_schedules::table.find(id)).execute(conn).map(drop)
}

/// Does an approved listing go live by now?
pub fn any_to_publish(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    Ok(!to_publish(conn, now, 1)?.is_empty())
}

/// Approved listings whose day has come and which do not close at once, of organisations that are public; by their days.
pub(in crate::listings) fn to_publish(conn: &mut Conn, now: Moment, n: i64) -> QueryResult<Vec<ListingId>> {
    listing_schedules::table
        .inner_join(listings::table.inner_join(crate::schema::providers::table))
        .filter(listing_schedules::approved_at.is_not_null())
        .filter(listing_schedules::publish_on.le(now.london_day()))
        .filter(listings::closes_at.gt(now))
        .filter(listings::state.eq(ListingState::Submitted))
        .filter(crate::schema::providers::state.eq(providers::ProviderState::Verified))
        .order((listing_schedules::publish_on, listing_schedules::listing_id))
        .limit(n)
        .select(listing_schedules::listing_id)
        .load(conn)
}

/// Of these listings those that are approved and wait for their day.
pub fn scheduled(conn: &mut Conn, of: &[Listing]) -> QueryResult<HashMap<ListingId, NaiveDate>> {
    let ids: Vec<ListingId> = of.iter().map(|listing| listing.id).collect();
    let found: Vec<(ListingId, NaiveDate)> = listing_schedules::table
        .filter(listing_schedules::listing_id.eq_any(ids))
        .filter(listing_schedules::approved_at.is_not_null())
        .select((listing_schedules::listing_id, listing_schedules::publish_on))
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// Who is written to about a listing: of those who reach it the ones whom it names, else every owner and editor.
/// Addresses and names.
pub fn readers(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<(String, String)>> {
    let named: Vec<AccountId> = listing_readers::table
        .filter(listing_readers::listing_id.eq(listing))
        .select(listing_readers::account_id)
        .load(conn)?;
    let mut members = super::reaching(conn, listing)?;
    match members.iter().any(|member| named.contains(&member.account)) {
        true => members.retain(|member| named.contains(&member.account)),
        false => {
            members.retain(|member| member.role.may_edit());
            members.sort_by_key(|member| member.id);
        }
    }
    Ok(members.into_iter().map(|member| (member.email, member.name)).collect())
}
