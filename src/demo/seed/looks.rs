//! A year of views of the owner's listings, each since it went live.

use chrono::{Datelike, Duration, NaiveDate};
use diesel::prelude::*;

use super::Stage;
use super::ground::{Ground, OWNERS};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{listing_looks, listings};

/// Of a hundred views, how many came which way.
const WAYS: [(&str, i64); 7] = [
    ("search", 38),
    ("browse", 17),
    ("alert", 16),
    ("provider", 9),
    ("elsewhere", 11),
    ("direct", 6),
    ("here", 3),
];
const DAYS: i64 = 60;

pub(super) fn insert(conn: &mut Conn, stage: &Stage, ground: &Ground) -> QueryResult<()> {
    let Some((provider, _)) = ground.place(OWNERS, 0) else { return Ok(()) };
    let shown: Vec<(i64, Option<Moment>)> = listings::table
        .filter(listings::provider_id.eq(provider))
        .filter(listings::published_at.is_not_null())
        .order(listings::id)
        .select((listings::id, listings::published_at))
        .load(conn)?;
    let today = stage.now.london_day();
    for (number, (listing, published)) in shown.into_iter().enumerate() {
        let first = published.map_or(today, Moment::london_day).max(today - Duration::days(DAYS));
        for back in 0..=(today - first).num_days() {
            insert_day(conn, (provider, listing, number as i64), today - Duration::days(back))?;
        }
    }
    ADDED_UP.into_iter().try_for_each(|sql| diesel::sql_query(sql).execute(conn).map(drop))
}

const ADDED_UP: [&str; 2] = [
    "INSERT INTO provider_looks (provider_id, day, source, looks) \
     SELECT provider_id, day, source, SUM(looks) FROM listing_looks GROUP BY provider_id, day, source",
    "INSERT INTO listing_days (listing_id, day, provider_id, looks) \
     SELECT listing_id, day, provider_id, SUM(looks) FROM listing_looks GROUP BY listing_id, day, provider_id",
];

/// Fewer at weekends, and the newest of a listing's days no different from the oldest: it is found, not followed.
fn insert_day(
    conn: &mut Conn,
    (provider, listing, number): (i64, i64, i64),
    day: NaiveDate,
) -> QueryResult<()> {
    let weekend = i64::from(day.weekday().num_days_from_monday() >= 5);
    let wave = (i64::from(day.ordinal()) * 7 + number * 11) % 13;
    let views = (9 + wave + (number * 5) % 17) * (3 - 2 * weekend) / 3;
    for (source, share) in WAYS {
        let looks = views * share / 100;
        if looks == 0 {
            continue;
        }
        diesel::insert_into(listing_looks::table)
            .values((
                listing_looks::listing_id.eq(listing),
                listing_looks::day.eq(day),
                listing_looks::source.eq(source),
                listing_looks::provider_id.eq(provider),
                listing_looks::looks.eq(looks as i32),
            ))
            .execute(conn)?;
    }
    Ok(())
}
