//! How many organisations and sites have a code.

use diesel::prelude::*;

use crate::kit::db::Conn;
use crate::schema::{claims, providers, sites};

/// Organisations, then sites; `None` for a list that they have nothing of.
pub fn places_with_code(conn: &mut Conn, list: &str, code: &str) -> QueryResult<Option<(i64, i64)>> {
    let counts = match list {
        "sectors" => (
            providers::table.filter(providers::sector.eq(code)).count().get_result(conn)?,
            sites::table.filter(sites::sector.eq(code)).count().get_result(conn)?,
        ),
        "fundings" => (
            providers::table.filter(providers::funding.eq(code)).count().get_result(conn)?,
            sites::table.filter(sites::funding.eq(code)).count().get_result(conn)?,
        ),
        "claims" => {
            let said = claims::table.filter(claims::claim.eq(code)).select(claims::provider_id).distinct();
            (said.load::<i64>(conn)?.len() as i64, 0)
        }
        _ => return Ok(None),
    };
    Ok(Some(counts))
}
