//! How many listings have a code, in whatever state they are.

use diesel::prelude::*;

use crate::kit::db::Conn;
use crate::schema::{listing_tags, listing_terms, listings, placement_details};

/// `None` for a list that listings have nothing of.
pub fn listings_with_code(conn: &mut Conn, list: &str, code: &str) -> QueryResult<Option<i64>> {
    let tagged = |group: &'static str| {
        listing_tags::table.filter(listing_tags::tag_group.eq(group)).filter(listing_tags::code.eq(code))
    };
    let count = match list {
        "professions" => listings::table.filter(listings::profession.eq(code)).count().get_result(conn),
        "contracts" => listings::table.filter(listings::contract.eq(code)).count().get_result(conn),
        "fundings" => listings::table.filter(listings::funding.eq(code)).count().get_result(conn),
        "close_reasons" => listings::table.filter(listings::closed_because.eq(code)).count().get_result(conn),
        "pensions" => listing_terms::table.filter(listing_terms::pension.eq(code)).count().get_result(conn),
        "sick_pay" => listing_terms::table.filter(listing_terms::sick_pay.eq(code)).count().get_result(conn),
        "dbs_levels" => {
            listing_terms::table.filter(listing_terms::dbs_level.eq(code)).count().get_result(conn)
        }
        "training_offices" => {
            let of_office = placement_details::table.filter(placement_details::training_office.eq(code));
            of_office.count().get_result(conn)
        }
        "specialties" => tagged("specialty").count().get_result(conn),
        "patterns" => tagged("pattern").count().get_result(conn),
        "grades" => tagged("grade").count().get_result(conn),
        "stages" => tagged("stage").count().get_result(conn),
        "learners" => tagged("learner").count().get_result(conn),
        _ => return Ok(None),
    };
    count.map(Some)
}
