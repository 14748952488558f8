//! The SQL of near-duplicates.

use diesel::prelude::*;

use crate::kit::db::Conn;
use crate::listings::ListingId;
use crate::moderation::model::Sketch;
use crate::schema::{listing_sketch_bands, listing_sketches, listing_twins};

/// Listings that one text is compared with at most.
const MOST_COMPARED: i64 = 200;

/// Keeps the picture of a listing's text; `None` forgets it.
pub fn keep_sketch(conn: &mut Conn, listing: ListingId, sketch: Option<&Sketch>) -> QueryResult<()> {
    diesel::delete(listing_sketches::table.find(listing)).execute(conn)?;
    diesel::delete(listing_sketch_bands::table.filter(listing_sketch_bands::listing_id.eq(listing)))
        .execute(conn)?;
    let Some(sketch) = sketch else { return Ok(()) };
    diesel::insert_into(listing_sketches::table)
        .values((listing_sketches::listing_id.eq(listing), listing_sketches::sketch.eq(sketch.as_text())))
        .execute(conn)?;
    for band in sketch.bands() {
        diesel::insert_into(listing_sketch_bands::table)
            .values((listing_sketch_bands::listing_id.eq(listing), listing_sketch_bands::band.eq(band)))
            .execute(conn)?;
    }
    Ok(())
}

/// Others that share a band, newest first, with their pictures.
pub fn near(conn: &mut Conn, listing: ListingId, sketch: &Sketch) -> QueryResult<Vec<(ListingId, Sketch)>> {
    let sharing: Vec<ListingId> = listing_sketch_bands::table
        .filter(listing_sketch_bands::band.eq_any(sketch.bands()))
        .filter(listing_sketch_bands::listing_id.ne(listing))
        .select(listing_sketch_bands::listing_id)
        .distinct()
        .order(listing_sketch_bands::listing_id.desc())
        .limit(MOST_COMPARED)
        .load(conn)?;
    let found: Vec<(ListingId, String)> = listing_sketches::table
        .filter(listing_sketches::listing_id.eq_any(sharing))
        .order(listing_sketches::listing_id.desc())
        .select((listing_sketches::listing_id, listing_sketches::sketch))
        .load(conn)?;
    Ok(found.into_iter().filter_map(|(id, text)| Some((id, Sketch::read(&text)?))).collect())
}

/// Says anew what a listing is like.
pub fn set_twins(conn: &mut Conn, listing: ListingId, twins: &[(ListingId, i32)]) -> QueryResult<()> {
    diesel::delete(listing_twins::table.filter(listing_twins::listing_id.eq(listing))).execute(conn)?;
    for (twin, percent) in twins {
        diesel::insert_into(listing_twins::table)
            .values((
                listing_twins::listing_id.eq(listing),
                listing_twins::twin_id.eq(twin),
                listing_twins::percent.eq(percent),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What a listing is like, the likest first.
pub fn twins(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<(ListingId, i32)>> {
    listing_twins::table
        .filter(listing_twins::listing_id.eq(listing))
        .order((listing_twins::percent.desc(), listing_twins::twin_id.desc()))
        .limit(5)
        .select((listing_twins::twin_id, listing_twins::percent))
        .load(conn)
}
