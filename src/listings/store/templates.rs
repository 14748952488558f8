//! Listings to start others from.

use diesel::prelude::*;

use super::edits::{body, read, sites_named};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::model::{Full, TemplateId};
use crate::providers::{Provider, ProviderId, Scope};
use crate::schema::listing_templates;

/// The templates within reach by name: those of one of the sites, and those of none.
pub(in crate::listings) fn templates(
    conn: &mut Conn,
    scope: &Scope,
) -> QueryResult<Vec<(TemplateId, String)>> {
    let rows: Vec<(TemplateId, String, String)> = listing_templates::table
        .filter(listing_templates::provider_id.eq(scope.provider))
        .order((listing_templates::name, listing_templates::id))
        .select((listing_templates::id, listing_templates::name, listing_templates::body))
        .load(conn)?;
    let within = rows.into_iter().filter(|(_, _, body)| is_within(scope, body));
    Ok(within.map(|(id, name, _)| (id, name)).collect())
}

fn is_within(scope: &Scope, body: &str) -> bool {
    if scope.is_whole() {
        return true;
    }
    let Some(sites) = sites_named(body) else { return false };
    sites.is_empty() || sites.iter().any(|site| scope.has_site(*site))
}

/// `None` when there is no such template within reach.
pub(in crate::listings) fn template(
    conn: &mut Conn,
    (provider, scope): (&Provider, &Scope),
    id: TemplateId,
) -> QueryResult<Option<Full>> {
    let text: Option<String> = listing_templates::table
        .find(id)
        .filter(listing_templates::provider_id.eq(provider.id))
        .select(listing_templates::body)
        .first(conn)
        .optional()?;
    let text = text.filter(|text| is_within(scope, text));
    text.map(|text| read(conn, provider, &text)).transpose()
}

/// Keeps a listing under a name; what stood under it before goes. False when it was the same.
pub(in crate::listings) fn keep_template(
    conn: &mut Conn,
    full: &Full,
    name: &str,
    now: Moment,
) -> QueryResult<bool> {
    let text = body(full)?;
    let same = listing_templates::table
        .filter(listing_templates::provider_id.eq(full.listing.provider_id))
        .filter(listing_templates::name.eq(name))
        .filter(listing_templates::body.eq(&text));
    if diesel::select(diesel::dsl::exists(same)).get_result(conn)? {
        return Ok(false);
    }
    let row = (
        listing_templates::id.eq(TemplateId::new()),
        listing_templates::provider_id.eq(full.listing.provider_id),
        listing_templates::name.eq(name),
        listing_templates::body.eq(&text),
        listing_templates::created_at.eq(now),
    );
    let again = listing_templates::body.eq(&text);
    let named = (listing_templates::provider_id, listing_templates::name);
    on_each!(conn => diesel::insert_into(listing_templates::table).values(row).on_conflict(named).do_update().set(again).execute(conn))
        .map(|_| true)
}

/// Nothing happens when this provider has no such template.
pub(in crate::listings) fn drop_template(
    conn: &mut Conn,
    provider: ProviderId,
    id: TemplateId,
) -> QueryResult<()> {
    let own = listing_templates::table.find(id).filter(listing_templates::provider_id.eq(provider));
    diesel::delete(own).execute(conn).map(drop)
}
