//! What is written of live listings before it is public, what has changed of them, and how many apply.

use std::collections::HashMap;

use anyhow::Context;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::rows::{Criterion, Listing, Placement, Question, Terms};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::model::{
    Amendment, AmendmentId, Difference, Edit, EditState, Full, Intake, ListingId, ListingState, Plan, Tags,
};
use crate::providers::{self, Provider, Scope, SiteId};
use crate::schema::{listing_amendments, listing_edits, listing_intakes, listings};

/// A listing without its provider; sites by their numbers, so that a site keeps its present name.
#[derive(Serialize, Deserialize)]
struct Body {
    listing: Listing,
    terms: Terms,
    tags: Tags,
    sites: Vec<SiteId>,
    questions: Vec<Question>,
    criteria: Vec<Criterion>,
    placement: Option<Placement>,
    #[serde(default)]
    plan: Plan,
}

pub(super) fn body(full: &Full) -> QueryResult<String> {
    let full = full.clone();
    let body = Body {
        sites: full.sites.iter().map(|site| site.id).collect(),
        listing: full.listing,
        terms: full.terms,
        tags: full.tags,
        questions: full.questions,
        criteria: full.criteria,
        placement: full.placement,
        plan: full.plan,
    };
    serde_json::to_string(&body).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

/// The sites that what was written names; `None` when it cannot be read.
pub(super) fn sites_named(text: &str) -> Option<Vec<SiteId>> {
    #[derive(Deserialize)]
    struct Sites {
        sites: Vec<SiteId>,
    }
    serde_json::from_str(text).map(|named: Sites| named.sites).ok()
}

/// A site that was removed meanwhile is chosen no more, and who has left is written to no more.
pub(super) fn read(conn: &mut Conn, provider: &Provider, body: &str) -> QueryResult<Full> {
    let body: Body = serde_json::from_str(body)
        .with_context(|| format!("what was written of a listing of {} cannot be read", provider.id))
        .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
    let sites = providers::sites(conn, provider.id)?;
    let members = providers::members(conn, provider.id)?;
    let mut plan = body.plan;
    plan.readers.retain(|reader| members.iter().any(|member| member.account == *reader));
    let chosen = body.sites.iter().filter_map(|id| sites.iter().find(|site| site.id == *id));
    Ok(Full {
        sites: chosen.cloned().collect(),
        listing: body.listing,
        terms: body.terms,
        tags: body.tags,
        questions: body.questions,
        criteria: body.criteria,
        placement: body.placement,
        plan,
        provider: provider.clone(),
    })
}

/// `None` when nobody is changing it.
pub fn edit_of(conn: &mut Conn, live: &Full) -> QueryResult<Option<Edit>> {
    type Row = (EditState, String, Option<Moment>, Option<String>);
    let row: Option<Row> = listing_edits::table
        .find(live.listing.id)
        .select((
            listing_edits::state,
            listing_edits::body,
            listing_edits::submitted_at,
            listing_edits::returned_because,
        ))
        .first(conn)
        .optional()?;
    let Some((state, body, submitted_at, returned_because)) = row else { return Ok(None) };
    Ok(Some(Edit { full: read(conn, &live.provider, &body)?, state, submitted_at, returned_because }))
}

/// `None` when nobody is changing it.
pub fn edit_state(conn: &mut Conn, id: ListingId) -> QueryResult<Option<EditState>> {
    listing_edits::table.find(id).select(listing_edits::state).first(conn).optional()
}

/// What an editor works on: the next version of a live listing when there is one, else the listing itself.
pub fn working(conn: &mut Conn, full: Full) -> QueryResult<Full> {
    if full.listing.state != ListingState::Live {
        return Ok(full);
    }
    Ok(edit_of(conn, &full)?.map_or(full, |edit| edit.full))
}

/// A provider's live listings whose next version is in this state, oldest first.
pub fn edits_in(
    conn: &mut Conn,
    scope: &Scope,
    state: EditState,
    n: i64,
) -> QueryResult<Vec<(ListingId, String)>> {
    listing_edits::table
        .inner_join(listings::table)
        .filter(super::within(scope))
        .filter(listings::state.eq(ListingState::Live))
        .filter(listing_edits::state.eq(state))
        .order(listing_edits::listing_id)
        .limit(n)
        .select((listings::id, listings::title))
        .load(conn)
}

/// Keeps what was written after version `seen`; false when somebody saved since, or when it is in review.
pub(in crate::listings) fn save_edit(
    conn: &mut Conn,
    full: &Full,
    seen: i32,
    now: Moment,
) -> QueryResult<bool> {
    let (id, text) = (full.listing.id, body(full)?);
    let open = listing_edits::table
        .find(id)
        .filter(listing_edits::version.eq(seen))
        .filter(listing_edits::state.ne(EditState::Submitted));
    let saved = diesel::update(open)
        .set((listing_edits::body.eq(&text), listing_edits::version.eq(full.listing.version)))
        .execute(conn)?;
    if saved == 1 {
        return Ok(true);
    }
    let row = (
        listing_edits::listing_id.eq(id),
        listing_edits::state.eq(EditState::Draft),
        listing_edits::version.eq(full.listing.version),
        listing_edits::body.eq(&text),
        listing_edits::created_at.eq(now),
    );
    let new = on_each!(conn => diesel::insert_into(listing_edits::table).values(row).on_conflict_do_nothing().execute(conn))?;
    Ok(new == 1)
}

/// Moves it on; false when it is not where it must come from.
pub(in crate::listings) fn move_edit(
    conn: &mut Conn,
    id: ListingId,
    from: &[EditState],
    to: (EditState, Option<Moment>, Option<&str>),
) -> QueryResult<bool> {
    let (state, submitted_at, because) = to;
    let there = listing_edits::table.find(id).filter(listing_edits::state.eq_any(from.to_vec()));
    let moved = diesel::update(there)
        .set((
            listing_edits::state.eq(state),
            listing_edits::submitted_at.eq(submitted_at),
            listing_edits::returned_because.eq(because),
        ))
        .execute(conn)?;
    Ok(moved == 1)
}

/// Writes it as it is, after the listing itself has moved on.
pub(in crate::listings) fn put_edit(conn: &mut Conn, edit: &Edit, now: Moment) -> QueryResult<()> {
    diesel::insert_into(listing_edits::table)
        .values((
            listing_edits::listing_id.eq(edit.full.listing.id),
            listing_edits::state.eq(edit.state),
            listing_edits::version.eq(edit.full.listing.version),
            listing_edits::body.eq(body(&edit.full)?),
            listing_edits::created_at.eq(now),
            listing_edits::submitted_at.eq(edit.submitted_at),
            listing_edits::returned_because.eq(edit.returned_because.as_deref()),
        ))
        .execute(conn)
        .map(drop)
}

/// False when there is none in these states.
pub(in crate::listings) fn drop_edit(
    conn: &mut Conn,
    id: ListingId,
    states: &[EditState],
) -> QueryResult<bool> {
    let there = listing_edits::table.find(id).filter(listing_edits::state.eq_any(states.to_vec()));
    Ok(diesel::delete(there).execute(conn)? == 1)
}

/// Puts a new version in the place of a live one; false when it is not live any more, or not the one that was read.
pub(in crate::listings) fn replace(conn: &mut Conn, live: &Listing, full: &Full) -> QueryResult<bool> {
    let there = listings::table
        .find(live.id)
        .filter(listings::version.eq(live.version))
        .filter(listings::state.eq(ListingState::Live));
    if diesel::update(there).set(&full.listing).execute(conn)? == 0 {
        return Ok(false);
    }
    super::write::save_parts(conn, full)?;
    Ok(true)
}

/// Gives a listing that stays as it is another number; nothing when it has moved on.
pub(in crate::listings) fn set_version(conn: &mut Conn, listing: &Listing, version: i32) -> QueryResult<()> {
    let there = listings::table.find(listing.id).filter(listings::version.eq(listing.version));
    diesel::update(there).set(listings::version.eq(version)).execute(conn).map(drop)
}

pub(in crate::listings) fn add_amendment(
    conn: &mut Conn,
    listing: ListingId,
    changes: &[Difference],
    now: Moment,
) -> QueryResult<AmendmentId> {
    let id = AmendmentId::new();
    let text = serde_json::to_string(changes)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    diesel::insert_into(listing_amendments::table)
        .values((
            listing_amendments::id.eq(id),
            listing_amendments::listing_id.eq(listing),
            listing_amendments::at.eq(now),
            listing_amendments::changes.eq(text),
            listing_amendments::material.eq(changes.iter().any(|change| change.material)),
        ))
        .execute(conn)?;
    Ok(id)
}

/// What changed of a listing while it was public, the last first.
pub fn amendments(conn: &mut Conn, listing: ListingId, n: i64) -> QueryResult<Vec<Amendment>> {
    let rows: Vec<(AmendmentId, Moment, String, bool)> = listing_amendments::table
        .filter(listing_amendments::listing_id.eq(listing))
        .order((listing_amendments::at.desc(), listing_amendments::id.desc()))
        .limit(n)
        .select((
            listing_amendments::id,
            listing_amendments::at,
            listing_amendments::changes,
            listing_amendments::material,
        ))
        .load(conn)?;
    let amendment = |(id, at, text, material): (AmendmentId, Moment, String, bool)| Amendment {
        id,
        at,
        changes: serde_json::from_str(&text).unwrap_or_default(),
        material,
    };
    Ok(rows.into_iter().map(amendment).collect())
}

/// When something changed of each of these, while it was public, that people decide by; those are left out of which
/// nothing did.
pub fn last_amended(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<HashMap<ListingId, Moment>> {
    let found: Vec<(ListingId, Option<Moment>)> = listing_amendments::table
        .filter(listing_amendments::listing_id.eq_any(ids.to_vec()))
        .filter(listing_amendments::material.eq(true))
        .group_by(listing_amendments::listing_id)
        .select((listing_amendments::listing_id, diesel::dsl::max(listing_amendments::at)))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

/// True for the first that tells people of it: a job may run twice.
pub fn note_told(conn: &mut Conn, id: AmendmentId, now: Moment) -> QueryResult<bool> {
    let untold = listing_amendments::table.find(id).filter(listing_amendments::told_at.is_null());
    Ok(diesel::update(untold).set(listing_amendments::told_at.eq(now)).execute(conn)? == 1)
}

/// The next versions of live listings that wait for review, as the review desk lists them.
pub const EDITS_WAITING: &str = "SELECT listings.id, edits.submitted_at AS sent_at, \
     listings.title, providers.name AS who, listings.kind AS what FROM listing_edits AS edits \
     JOIN listings ON listings.id = edits.listing_id JOIN providers ON providers.id = listings.provider_id \
     WHERE edits.state = 'submitted' AND listings.suspended_at IS NULL";

/// Nobody has begun and nothing limits it, when there is no row.
pub fn intake(conn: &mut Conn, id: ListingId) -> QueryResult<Intake> {
    let row: Option<(Option<i32>, i64, i64)> = listing_intakes::table
        .find(id)
        .select((listing_intakes::cap, listing_intakes::begun, listing_intakes::taken))
        .first(conn)
        .optional()?;
    Ok(row.map(|(cap, begun, taken)| Intake { cap, begun, taken }).unwrap_or_default())
}

/// Counts one who has begun, or who has applied. The row is locked until the transaction ends, so that of two who come
/// at once each sees the other.
pub fn count_in(conn: &mut Conn, id: ListingId, (begun, taken): (i64, i64)) -> QueryResult<()> {
    let row =
        (listing_intakes::listing_id.eq(id), listing_intakes::begun.eq(0), listing_intakes::taken.eq(0));
    on_each!(conn => diesel::insert_into(listing_intakes::table).values(row).on_conflict_do_nothing().execute(conn))?;
    diesel::update(listing_intakes::table.find(id))
        .set((
            listing_intakes::begun.eq(listing_intakes::begun + begun),
            listing_intakes::taken.eq(listing_intakes::taken + taken),
        ))
        .execute(conn)
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the first release that kept changes wrote them: a column that a table gets later needs a default here.
    #[test]
    fn what_was_written_first_can_still_be_read() {
        let body: Body = serde_json::from_str(include_str!("edits/first.json")).unwrap();
        assert_eq!(body.listing.title, "Orthopaedic block");
        assert_eq!(body.placement.and_then(|placement| placement.lists_per_week), Some(3.5));
        assert_eq!((body.questions.len(), body.criteria.len(), body.sites.len()), (1, 1, 1));
    }
}
