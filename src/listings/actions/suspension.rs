//! Taking one listing out of sight, and letting it be seen again. Who decides that, and why, is the review desk's.

use diesel::QueryResult;

use super::ListingPublished;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::jobs;
use crate::listings::ListingId;
use crate::listings::store;
use crate::providers::ProviderId;

/// Takes it out of the public's sight. Its life goes on: it closes on its day.
pub fn suspend(conn: &mut Conn, id: ListingId, now: Moment) -> QueryResult<()> {
    store::set_suspended(conn, id, Some(now))?;
    store::note_change(conn, id, now)
}

/// An organisation is seen again, and what it has open with it: whoever was not told of that meanwhile will be.
pub fn note_seen_again(conn: &mut Conn, provider: ProviderId, now: Moment) -> QueryResult<()> {
    for listing in store::live_of(conn, provider)? {
        jobs::enqueue(conn, &ListingPublished { listing, at: Some(now) }, now)?;
    }
    Ok(())
}

/// Lets it be seen as before: open if its day has not come, else as what it was.
pub fn unsuspend(conn: &mut Conn, id: ListingId, now: Moment) -> QueryResult<()> {
    store::set_suspended(conn, id, None)?;
    jobs::enqueue(conn, &ListingPublished { listing: id, at: Some(now) }, now)?;
    store::note_change(conn, id, now)
}
