//! The providers and their sites, and where their rows are.

use std::collections::HashMap;

use chrono::Duration;
use diesel::prelude::*;

use super::people::Cast;
use super::rows::{MembershipRow, ProviderRow, SiteRow};
use super::{Stage, claims};
use crate::audit;
use crate::demo::providers::{self, DemoProvider, DemoSite};
use crate::kit::db::{Conn, on_each};
use crate::kit::{id, places, text};
use crate::schema::providers as provider_rows;
use crate::schema::{accounts, membership_sites, memberships, sites};
use crate::web::session::AccountId;

/// The provider that the demonstration's owner owns.
pub(super) const OWNERS: usize = 0;
const PROVIDER_AGE_DAYS: i64 = 400;

/// The row of each provider, and of each of its sites, by their numbers.
pub(super) struct Ground(Vec<(i64, Vec<i64>)>);

impl Ground {
    /// `None` when somebody has removed it since.
    pub fn place(&self, provider: usize, site: usize) -> Option<(i64, i64)> {
        let (provider, sites) = self.0.get(provider)?;
        Some((*provider, *sites.get(site)?))
    }
}

/// Makes the providers that are missing.
pub(super) fn lay(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<Ground> {
    let mut known: HashMap<String, i64> = provider_rows::table
        .select((provider_rows::slug, provider_rows::id))
        .load(conn)?
        .into_iter()
        .collect();
    let mut ground = Vec::new();
    for (number, provider) in providers::providers(stage.now.london_day()).iter().enumerate() {
        let id = match known.remove(&text::slug(provider.name)) {
            Some(id) => id,
            None => insert(conn, stage, cast, (number, provider))?,
        };
        ground.push((id, site_ids(conn, id, provider)?));
    }
    Ok(Ground(ground))
}

fn site_ids(conn: &mut Conn, provider: i64, as_written: &DemoProvider) -> QueryResult<Vec<i64>> {
    let of_provider = sites::table.filter(sites::provider_id.eq(provider));
    let rows: HashMap<String, i64> =
        of_provider.select((sites::name, sites::id)).load(conn)?.into_iter().collect();
    Ok(as_written.sites.iter().filter_map(|site| rows.get(site.name).copied()).collect())
}

fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast, which: (usize, &DemoProvider)) -> QueryResult<i64> {
    let (number, provider) = which;
    let created = stage.now - Duration::days(PROVIDER_AGE_DAYS - number as i64 * 5);
    let verified = provider.is_verified.then(|| created + Duration::days(2));
    let slug = text::slug(provider.name);
    let row = ProviderRow {
        id: id::next(),
        slug: &slug,
        name: provider.name,
        description: &provider.description,
        sector: provider.sector,
        funding: provider.funding,
        website: &provider.website,
        cqc_code: provider.cqc.as_deref(),
        ods_code: Some(&provider.ods),
        state: if provider.is_verified { "verified" } else { "submitted" },
        submitted_at: Some(verified.map_or(stage.now - Duration::hours(30), |at| at - Duration::days(1))),
        verified_at: verified,
        created_at: created,
        updated_at: verified.unwrap_or(created),
    };
    on_each!(conn => diesel::insert_into(provider_rows::table).values(&row).execute(conn))?;
    insert_sites(conn, stage, row.id, provider)?;
    claims::say(conn, stage, (row.id, number), provider)?;
    if number == OWNERS || !provider.is_verified {
        insert_member(conn, stage, row.id, (cast.owner, "owner"))?;
    }
    if number == OWNERS {
        insert_member(conn, stage, row.id, (cast.colleague, "editor"))?;
        limit_member(conn, stage, row.id, cast.limited)?;
    }
    if let Some(at) = verified {
        let name: String =
            accounts::table.filter(accounts::id.eq(cast.moderator)).select(accounts::name).first(conn)?;
        let actor = audit::Actor { id: Some(cast.moderator), name };
        audit::note(
            conn,
            &actor,
            "provider.verify",
            audit::Subject::new("provider", row.id, row.name),
            "",
            at,
        )?;
    }
    Ok(row.id)
}

fn insert_member(
    conn: &mut Conn,
    stage: &Stage,
    provider: i64,
    (account_id, role): (AccountId, &'static str),
) -> QueryResult<()> {
    let row = member(stage, provider, (account_id, role));
    on_each!(conn => diesel::insert_into(memberships::table).values(&row).execute(conn)).map(drop)
}

fn member(stage: &Stage, provider: i64, (account_id, role): (AccountId, &'static str)) -> MembershipRow {
    MembershipRow {
        id: id::next(),
        provider_id: provider,
        account_id,
        role,
        created_at: stage.now - Duration::days(30),
        limited: false,
    }
}

/// An editor of the first site alone.
fn limit_member(conn: &mut Conn, stage: &Stage, provider: i64, account: AccountId) -> QueryResult<()> {
    let row = MembershipRow { limited: true, ..member(stage, provider, (account, "editor")) };
    on_each!(conn => diesel::insert_into(memberships::table).values(&row).execute(conn))?;
    let of_provider = sites::table.filter(sites::provider_id.eq(provider));
    let first: i64 = of_provider.order(sites::id).select(sites::id).first(conn)?;
    diesel::insert_into(membership_sites::table)
        .values((membership_sites::membership_id.eq(row.id), membership_sites::site_id.eq(first)))
        .execute(conn)
        .map(drop)
}

fn insert_sites(conn: &mut Conn, stage: &Stage, provider: i64, of: &DemoProvider) -> QueryResult<()> {
    let rows: Vec<SiteRow> = of.sites.iter().map(|site| site_row(stage, provider, of, site)).collect();
    on_each!(conn => diesel::insert_into(sites::table).values(&rows).execute(conn)).map(drop)
}

fn site_row<'a>(stage: &Stage, provider: i64, of: &'a DemoProvider, site: &'a DemoSite) -> SiteRow<'a> {
    let located = places::postcode(site.postcode);
    let (latitude, longitude) = located.map_or((52.5, -1.5), |at| (at.lat, at.lon));
    SiteRow {
        id: id::next(),
        provider_id: provider,
        name: site.name,
        address: site.street,
        town: site.town,
        postcode: site.postcode,
        region: site.region,
        latitude,
        longitude,
        sector: of.sector,
        funding: of.funding,
        cqc_code: site.cqc.as_deref(),
        ods_code: Some(&site.ods),
        created_at: stage.now - Duration::days(PROVIDER_AGE_DAYS),
    }
}
