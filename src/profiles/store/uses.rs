//! How many profiles have a code.

use diesel::prelude::*;

use crate::kit::db::Conn;
use crate::schema::{profile_tags, profiles};

/// `None` for a list that profiles have nothing of.
pub fn profiles_with_code(conn: &mut Conn, list: &str, code: &str) -> QueryResult<Option<i64>> {
    let tagged = |group: &'static str| {
        profile_tags::table.filter(profile_tags::tag_group.eq(group)).filter(profile_tags::code.eq(code))
    };
    let count = match list {
        "professions" => profiles::table.filter(profiles::profession.eq(code)).count().get_result(conn),
        "grades" => profiles::table.filter(profiles::grade.eq(code)).count().get_result(conn),
        "stages" => profiles::table.filter(profiles::stage.eq(code)).count().get_result(conn),
        "rights_to_work" => profiles::table.filter(profiles::right_to_work.eq(code)).count().get_result(conn),
        "specialties" => tagged("specialty").count().get_result(conn),
        "patterns" => tagged("pattern").count().get_result(conn),
        _ => return Ok(None),
    };
    count.map(Some)
}
