//! The SQL that changes organisations and sites.

use diesel::prelude::*;

use super::{Provider, Site};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::files::FileId;
use crate::providers::model::{MemberRole, NewProvider, NewSite, Point, ProviderState};
use crate::providers::{MembershipId, ProviderId, SiteId};
use crate::schema::{memberships, providers, sites};

/// An organisation that one person has begun, unless it is verified; `None` when they began none of that name.
pub fn begun(
    conn: &mut Conn,
    account: crate::accounts::AccountId,
    name: &str,
) -> QueryResult<Option<ProviderId>> {
    providers::table
        .inner_join(memberships::table)
        .filter(memberships::account_id.eq(account))
        .filter(memberships::role.eq(MemberRole::Owner))
        .filter(providers::name.eq(name))
        .filter(providers::verified_at.is_null())
        .select(providers::id)
        .first(conn)
        .optional()
}

pub fn insert(conn: &mut Conn, new: &NewProvider, now: Moment) -> QueryResult<ProviderId> {
    let id = ProviderId::new();
    diesel::insert_into(providers::table)
        .values((
            providers::id.eq(id),
            // A name becomes an address only once it is verified, so that nobody can occupy another's.
            providers::slug.eq(id.to_string()),
            providers::name.eq(&new.name),
            providers::description.eq(&new.description),
            providers::sector.eq(&new.sector),
            providers::funding.eq(&new.funding),
            providers::website.eq(&new.website),
            providers::cqc_code.eq(&new.cqc_code),
            providers::ods_code.eq(&new.ods_code),
            providers::state.eq(ProviderState::Draft),
            providers::created_at.eq(now),
            providers::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}

pub fn set_profile(conn: &mut Conn, id: ProviderId, new: &NewProvider, now: Moment) -> QueryResult<()> {
    diesel::update(providers::table.find(id))
        .set((
            providers::name.eq(&new.name),
            providers::description.eq(&new.description),
            providers::sector.eq(&new.sector),
            providers::funding.eq(&new.funding),
            providers::website.eq(&new.website),
            providers::cqc_code.eq(&new.cqc_code),
            providers::ods_code.eq(&new.ods_code),
            providers::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

pub fn set_logo(conn: &mut Conn, id: ProviderId, logo: Option<FileId>, now: Moment) -> QueryResult<()> {
    diesel::update(providers::table.find(id))
        .set((providers::logo_id.eq(logo), providers::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

/// A step of its life, with what a moderator wrote about it.
pub fn set_state(
    conn: &mut Conn,
    id: ProviderId,
    state: ProviderState,
    because: Option<&str>,
    now: Moment,
) -> QueryResult<()> {
    diesel::update(providers::table.find(id))
        .set((
            providers::state.eq(state),
            providers::returned_because.eq(because),
            providers::updated_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Into suspension or out of it; what a moderator wrote about another step stays.
pub fn set_suspended(conn: &mut Conn, id: ProviderId, state: ProviderState, now: Moment) -> QueryResult<()> {
    diesel::update(providers::table.find(id))
        .set((providers::state.eq(state), providers::updated_at.eq(now)))
        .execute(conn)
        .map(drop)
}

pub fn set_submitted(conn: &mut Conn, id: ProviderId, now: Moment) -> QueryResult<()> {
    set_state(conn, id, ProviderState::Submitted, None, now)?;
    diesel::update(providers::table.find(id)).set(providers::submitted_at.eq(now)).execute(conn).map(drop)
}

/// The first verification gives it an address of its own.
pub fn set_verified(conn: &mut Conn, provider: &Provider, now: Moment) -> QueryResult<()> {
    set_state(conn, provider.id, ProviderState::Verified, None, now)?;
    if provider.verified_at.is_none() {
        let slug = free_slug(conn, &provider.name)?;
        diesel::update(providers::table.find(provider.id))
            .set((providers::slug.eq(slug), providers::verified_at.eq(now)))
            .execute(conn)?;
    }
    Ok(())
}

/// `larkfield-surgical`, or with a number when that is taken.
fn free_slug(conn: &mut Conn, name: &str) -> QueryResult<String> {
    let slug = crate::kit::text::slug(name);
    let slug = if slug.is_empty() { "provider".to_string() } else { slug };
    let mut candidate = slug.clone();
    for number in 2.. {
        let taken = providers::table.filter(providers::slug.eq(&candidate));
        if !diesel::select(diesel::dsl::exists(taken)).get_result::<bool>(conn)? {
            break;
        }
        candidate = format!("{slug}-{number}");
    }
    Ok(candidate)
}

pub fn insert_site(conn: &mut Conn, provider: ProviderId, new: &NewSite, now: Moment) -> QueryResult<SiteId> {
    let site = Site {
        id: SiteId::new(),
        provider_id: provider,
        name: new.name.clone(),
        address: new.address.clone(),
        town: new.town.clone(),
        postcode: new.postcode.clone(),
        region: new.region.clone(),
        latitude: new.latitude,
        longitude: new.longitude,
        sector: new.sector.clone(),
        funding: new.funding.clone(),
        cqc_code: new.cqc_code.clone(),
        ods_code: new.ods_code.clone(),
        created_at: now,
    };
    diesel::insert_into(sites::table).values(&site).execute(conn)?;
    Ok(site.id)
}

/// A site with this name and postcode; `None` when the organisation has none.
pub fn same_site(conn: &mut Conn, provider: ProviderId, new: &NewSite) -> QueryResult<Option<SiteId>> {
    sites::table
        .filter(sites::provider_id.eq(provider))
        .filter(sites::name.eq(&new.name))
        .filter(sites::postcode.eq(&new.postcode))
        .select(sites::id)
        .first(conn)
        .optional()
}

/// False when this organisation has no such site.
pub fn set_site(conn: &mut Conn, provider: ProviderId, site: SiteId, new: &NewSite) -> QueryResult<bool> {
    let changed = diesel::update(sites::table.find(site).filter(sites::provider_id.eq(provider)))
        .set((
            sites::name.eq(&new.name),
            sites::address.eq(&new.address),
            sites::town.eq(&new.town),
            sites::postcode.eq(&new.postcode),
            sites::region.eq(&new.region),
            sites::latitude.eq(new.latitude),
            sites::longitude.eq(new.longitude),
            sites::sector.eq(&new.sector),
            sites::funding.eq(&new.funding),
            sites::cqc_code.eq(&new.cqc_code),
            sites::ods_code.eq(&new.ods_code),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Moves a site on the map.
pub fn set_point(conn: &mut Conn, site: SiteId, point: Point) -> QueryResult<()> {
    diesel::update(sites::table.find(site))
        .set((sites::latitude.eq(point.lat), sites::longitude.eq(point.lon)))
        .execute(conn)
        .map(drop)
}

/// Breaks a foreign key when a listing is at this site.
pub fn delete_site(conn: &mut Conn, provider: ProviderId, site: SiteId) -> QueryResult<()> {
    diesel::delete(sites::table.find(site).filter(sites::provider_id.eq(provider))).execute(conn).map(drop)
}

/// Somebody who reaches everything.
pub fn insert_member(
    conn: &mut Conn,
    provider: ProviderId,
    account: crate::accounts::AccountId,
    role: MemberRole,
    now: Moment,
) -> QueryResult<MembershipId> {
    let id = MembershipId::new();
    diesel::insert_into(memberships::table)
        .values((
            memberships::id.eq(id),
            memberships::provider_id.eq(provider),
            memberships::account_id.eq(account),
            memberships::role.eq(role),
            memberships::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(id)
}
