//! What Ada saved, and what people reported.

use chrono::Duration;
use diesel::prelude::*;

use super::people::Cast;
use super::{Stage, listings};
use crate::kit::db::Conn;
use crate::kit::id;
use crate::schema::listings as listing_rows;
use crate::schema::{reports, review_messages, review_threads, saved_listings};

/// By the numbers of their listings, with her notes.
const SAVED: [(usize, &str); 3] =
    [(11, "Ask whether the theatre list on Fridays can be swapped."), (64, ""), (152, "Near Mum.")];
const REPORTS: [(usize, &str, &str); 2] = [
    (23, "misleading", "The advert says day shifts, but on the phone I was told that nights are part of it."),
    (87, "closed", "They told me that the position was filled last week."),
];

pub(super) fn insert(conn: &mut Conn, stage: &Stage, cast: &Cast) -> QueryResult<()> {
    let closed: Option<i64> = listing_rows::table
        .filter(listing_rows::state.eq("closed"))
        .order(listing_rows::id)
        .select(listing_rows::id)
        .first(conn)
        .optional()?;
    let mut kept: Vec<(i64, &str)> = closed.map(|id| (id, "")).into_iter().collect();
    for (number, note) in SAVED {
        kept.extend(row_of(conn, number)?.map(|id| (id, note)));
    }
    for (listing, note) in kept {
        diesel::insert_into(saved_listings::table)
            .values((
                saved_listings::account_id.eq(cast.ada),
                saved_listings::listing_id.eq(listing),
                saved_listings::saved_at.eq(stage.now - Duration::days(9)),
                saved_listings::note.eq(note),
            ))
            .execute(conn)?;
    }
    for (number, reason, words) in REPORTS {
        let Some(listing) = row_of(conn, number)? else { continue };
        diesel::insert_into(reports::table)
            .values((
                reports::id.eq(id::next()),
                reports::listing_id.eq(listing),
                reports::reason.eq(reason),
                reports::words.eq(words),
                reports::state.eq("open"),
                reports::created_at.eq(stage.now - Duration::hours(20)),
            ))
            .execute(conn)?;
    }
    talk(conn, stage)
}

/// A moderator has asked about a listing that was reported, and its provider has answered.
fn talk(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let Some((number, ..)) = REPORTS.first() else { return Ok(()) };
    let Some(listing) = row_of(conn, *number)? else { return Ok(()) };
    let provider: i64 = listing_rows::table.find(listing).select(listing_rows::provider_id).first(conn)?;
    let (thread, answered) = (id::next(), stage.now - Duration::hours(2));
    diesel::insert_into(review_threads::table)
        .values((
            review_threads::id.eq(thread),
            review_threads::provider_id.eq(provider),
            review_threads::listing_id.eq(listing),
            review_threads::waits_since.eq(answered),
        ))
        .execute(conn)?;
    let said = [
        (true, "A moderator", "Does the pay that you give include the weekend enhancement?", 26),
        (false, "The provider", "No. It is the basic pay; the enhancement comes on top of it.", 2),
    ];
    for (from_desk, author, words, hours) in said {
        diesel::insert_into(review_messages::table)
            .values((
                review_messages::id.eq(id::next()),
                review_messages::thread_id.eq(thread),
                review_messages::from_desk.eq(from_desk),
                review_messages::author_name.eq(author),
                review_messages::words.eq(words),
                review_messages::written_at.eq(stage.now - Duration::hours(hours)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn row_of(conn: &mut Conn, number: usize) -> QueryResult<Option<i64>> {
    listing_rows::table
        .filter(listing_rows::internal_reference.eq(listings::reference(number)))
        .select(listing_rows::id)
        .first(conn)
        .optional()
}
