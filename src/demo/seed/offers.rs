//! What was offered to those who have an offer, and what they said.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::{application_events, applications, offer_conditions, offers};

const WORDS: &str = "We would be glad to have you on the team. Hours are as the listing has them.\n\nIf you want to see the \
    place first, say so and we will show you round.";
/// Codes of the list of conditions.
const CONDITIONS: [&str; 4] = ["references", "right-to-work", "dbs-enhanced", "occupational-health"];
/// Days that an offer stands; those that are open have some of them left.
const STANDS: i64 = 14;

/// For everybody to whom an offer was made.
pub(super) fn insert(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let made: Vec<(i64, String, Moment)> = applications::table
        .inner_join(application_events::table)
        .filter(application_events::state.eq("offered"))
        .order(applications::id)
        .select((applications::id, applications::state, application_events::at))
        .load(conn)?;
    for (application, state, at) in made {
        let id = id::next();
        let until =
            (at + Duration::days(STANDS)).london_day().max(stage.now.london_day() + Duration::days(2));
        let row = (
            offers::id.eq(id),
            offers::application_id.eq(application),
            offers::state.eq(if state == "offered" { "open".to_owned() } else { state }),
            offers::starts_on.eq(until + Duration::days(60)),
            offers::pay.eq("As the listing has it, paid monthly"),
            offers::words.eq(WORDS),
            offers::expires_on.eq(until),
            offers::expires_at.eq(clock::end_of_london_day(until)),
            offers::reminded.eq(false),
            offers::made_at.eq(at),
            offers::reason_words.eq(""),
        );
        let conditions: Vec<_> = CONDITIONS
            .iter()
            .enumerate()
            .map(|(position, code)| {
                (
                    offer_conditions::offer_id.eq(id),
                    offer_conditions::position.eq(position as i32),
                    offer_conditions::code.eq(*code),
                    offer_conditions::words.eq(""),
                )
            })
            .collect();
        on_each!(conn => {
            diesel::insert_into(offers::table).values(row).execute(conn)?;
            diesel::insert_into(offer_conditions::table).values(&conditions).execute(conn)
        })?;
    }
    Ok(())
}
