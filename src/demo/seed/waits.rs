//! How long the review desk took for what is public, for the statistics.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::listings;
use crate::statistics::{Wait, note_wait};

/// As many as make every week of a year.
const TOLD: i64 = 300;
/// From the quickest to the slowest, in hours; those above two days were late.
const HOURS: [i64; 9] = [3, 21, 7, 26, 44, 5, 19, 31, 70];
const LATE: i64 = 48;

pub(super) fn insert(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let published: Vec<Option<Moment>> = listings::table
        .filter(listings::published_at.gt(stage.now - Duration::days(365)))
        .order((listings::published_at.desc(), listings::id))
        .limit(TOLD)
        .select(listings::published_at)
        .load(conn)?;
    for (at, hours) in published.into_iter().flatten().zip(HOURS.into_iter().cycle()) {
        note_wait(conn, Wait { day: at.london_day(), minutes: hours * 60 + 11, is_in_time: hours < LATE })?;
    }
    Ok(())
}
