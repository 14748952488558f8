//! Listings to start others from.

use diesel::prelude::*;

use super::edits::{body, read};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::model::{Full, TemplateId};
use crate::providers::{Provider, ProviderId};
use crate::schema::listing_templates;

/// A provider's templates by name.
pub(in crate::listings) fn templates(
    conn: &mut Conn,
    provider: ProviderId,
) -> QueryResult<Vec<(TemplateId, String)>> {
    listing_templates::table
        .filter(listing_templates::provider_id.eq(provider))
        .order((listing_templates::name, listing_templates::id))
        .select((listing_templates::id, listing_templates::name))
        .load(conn)
}

/// `None` when this provider has no such template.
pub(in crate::listings) fn template(
    conn: &mut Conn,
    provider: &Provider,
    id: TemplateId,
) -> QueryResult<Option<Full>> {
    let text: Option<String> = listing_templates::table
        .find(id)
        .filter(listing_templates::provider_id.eq(provider.id))
        .select(listing_templates::body)
        .first(conn)
        .optional()?;
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
