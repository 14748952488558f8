//! Writing listings. Every move of a listing's life is conditional on the state it comes from.

use chrono::Duration;
use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::listings::model::{
    Criterion, CriterionId, Full, Listing, ListingId, ListingState, Plan, Question, QuestionId, Tags,
};
use crate::providers::{ProviderId, SiteId};
use crate::schema::{
    listing_changes, listing_criteria, listing_questions, listing_sites, listing_tags, listing_terms,
    listings, placement_details,
};

/// Within which a second press means the first.
const MOMENTS: Duration = Duration::seconds(30);

/// Writes a new listing with everything that belongs to it.
pub fn insert(conn: &mut Conn, full: &Full) -> QueryResult<()> {
    diesel::insert_into(listings::table).values(&full.listing).execute(conn)?;
    diesel::insert_into(listing_terms::table).values(&full.terms).execute(conn)?;
    if let Some(placement) = &full.placement {
        diesel::insert_into(placement_details::table).values(placement).execute(conn)?;
    }
    let sites: Vec<SiteId> = full.sites.iter().map(|site| site.id).collect();
    insert_sites(conn, full.listing.id, &sites)?;
    insert_tags(conn, full.listing.id, &full.tags)?;
    insert_questions(conn, &full.questions)?;
    insert_criteria(conn, &full.criteria)?;
    match full.plan == Plan::default() {
        true => Ok(()),
        false => super::plans::save_plan(conn, full.listing.id, &full.plan),
    }
}

/// The draft that the same person began moments ago under the same title and has not touched: a button pressed twice
/// makes one.
pub(in crate::listings) fn just_made(conn: &mut Conn, draft: &Listing) -> QueryResult<Option<ListingId>> {
    listings::table
        .filter(listings::provider_id.eq(draft.provider_id))
        .filter(listings::state.eq(draft.state))
        .filter(listings::kind.eq(draft.kind))
        .filter(listings::created_by.eq(draft.created_by))
        .filter(listings::title.eq(&draft.title))
        .filter(listings::version.eq(draft.version))
        .filter(listings::created_at.gt(draft.created_at - MOMENTS))
        .order(listings::id)
        .select(listings::id)
        .first(conn)
        .optional()
}

fn insert_sites(conn: &mut Conn, id: ListingId, sites: &[SiteId]) -> QueryResult<()> {
    for (position, site) in sites.iter().enumerate() {
        diesel::insert_into(listing_sites::table)
            .values((
                listing_sites::listing_id.eq(id),
                listing_sites::site_id.eq(site),
                listing_sites::position.eq(position as i32),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn insert_tags(conn: &mut Conn, id: ListingId, tags: &Tags) -> QueryResult<()> {
    for (group, codes) in tags.groups() {
        for code in codes {
            diesel::insert_into(listing_tags::table)
                .values((
                    listing_tags::listing_id.eq(id),
                    listing_tags::tag_group.eq(group),
                    listing_tags::code.eq(code),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

fn insert_questions(conn: &mut Conn, questions: &[Question]) -> QueryResult<()> {
    for question in questions {
        diesel::insert_into(listing_questions::table).values(question).execute(conn)?;
    }
    Ok(())
}

fn insert_criteria(conn: &mut Conn, criteria: &[Criterion]) -> QueryResult<()> {
    for criterion in criteria {
        diesel::insert_into(listing_criteria::table).values(criterion).execute(conn)?;
    }
    Ok(())
}

/// Saves what an editor wrote, if nobody saved since version `seen`; false when somebody did, or when it may not be
/// edited any more. `full` carries the new version.
pub(in crate::listings) fn save(conn: &mut Conn, full: &Full, seen: i32) -> QueryResult<bool> {
    let id = full.listing.id;
    let editable = ListingState::before(ListingState::Submitted);
    let saved = diesel::update(
        listings::table
            .find(id)
            .filter(listings::version.eq(seen))
            .filter(listings::provider_id.eq(full.listing.provider_id))
            .filter(listings::state.eq_any(editable)),
    )
    .set(&full.listing)
    .execute(conn)?;
    if saved == 0 {
        return Ok(false);
    }
    save_parts(conn, full)?;
    Ok(true)
}

/// Everything of a listing but its own row.
pub(super) fn save_parts(conn: &mut Conn, full: &Full) -> QueryResult<()> {
    let id = full.listing.id;
    diesel::update(listing_terms::table.find(id)).set(&full.terms).execute(conn)?;
    if let Some(placement) = &full.placement {
        diesel::update(placement_details::table.find(id)).set(placement).execute(conn)?;
    }
    diesel::delete(listing_sites::table.filter(listing_sites::listing_id.eq(id))).execute(conn)?;
    diesel::delete(listing_tags::table.filter(listing_tags::listing_id.eq(id))).execute(conn)?;
    let sites: Vec<SiteId> = full.sites.iter().map(|site| site.id).collect();
    insert_sites(conn, id, &sites)?;
    insert_tags(conn, id, &full.tags)?;
    change_questions(conn, id, &full.questions)?;
    change_criteria(conn, id, &full.criteria)?;
    super::plans::save_plan(conn, id, &full.plan)
}

/// What is still asked stays, with its answers; what is not goes, and they with it.
fn change_questions(conn: &mut Conn, id: ListingId, questions: &[Question]) -> QueryResult<()> {
    let of_listing = || listing_questions::table.filter(listing_questions::listing_id.eq(id));
    let kept: Vec<QuestionId> = questions.iter().map(|question| question.id).collect();
    diesel::delete(of_listing().filter(listing_questions::id.ne_all(kept))).execute(conn)?;
    for question in questions {
        let there = of_listing().filter(listing_questions::id.eq(question.id));
        if diesel::update(there).set(question).execute(conn)? == 0 {
            insert_questions(conn, std::slice::from_ref(question))?;
        }
    }
    Ok(())
}

/// The same of the person specification and its scores.
fn change_criteria(conn: &mut Conn, id: ListingId, criteria: &[Criterion]) -> QueryResult<()> {
    let of_listing = || listing_criteria::table.filter(listing_criteria::listing_id.eq(id));
    let kept: Vec<CriterionId> = criteria.iter().map(|criterion| criterion.id).collect();
    diesel::delete(of_listing().filter(listing_criteria::id.ne_all(kept))).execute(conn)?;
    for criterion in criteria {
        let there = of_listing().filter(listing_criteria::id.eq(criterion.id));
        if diesel::update(there).set(criterion).execute(conn)? == 0 {
            insert_criteria(conn, std::slice::from_ref(criterion))?;
        }
    }
    Ok(())
}

/// Moves a listing on in its life; false when it is not where it must come from.
pub(in crate::listings) fn step_on(conn: &mut Conn, from: ListingState, next: &Listing) -> QueryResult<bool> {
    let moved = diesel::update(listings::table.find(next.id).filter(listings::state.eq(from)))
        .set(next)
        .execute(conn)?;
    Ok(moved == 1)
}

/// Takes a listing out of sight since a moment, or lets it be seen again.
pub(in crate::listings) fn set_suspended(
    conn: &mut Conn,
    id: ListingId,
    since: Option<Moment>,
) -> QueryResult<()> {
    diesel::update(listings::table.find(id)).set(listings::suspended_at.eq(since)).execute(conn).map(drop)
}

/// Tells every node's search that the public sees something else of this listing.
pub(in crate::listings) fn note_change(conn: &mut Conn, id: ListingId, now: Moment) -> QueryResult<()> {
    diesel::insert_into(listing_changes::table)
        .values((
            listing_changes::id.eq(id::next()),
            listing_changes::listing_id.eq(id),
            listing_changes::changed_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// The same of every live listing of a provider that has changed itself.
pub fn note_provider_change(conn: &mut Conn, provider: ProviderId, now: Moment) -> QueryResult<()> {
    live_of(conn, provider)?.into_iter().try_for_each(|id| note_change(conn, id, now))
}

/// The live listings of a provider, in the order of their ids.
pub(in crate::listings) fn live_of(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<ListingId>> {
    listings::table
        .filter(listings::provider_id.eq(provider))
        .filter(listings::state.eq(ListingState::Live))
        .order(listings::id)
        .select(listings::id)
        .load(conn)
}
