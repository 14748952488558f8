//! Providers are reminded of the day by which they have said that everybody hears.

use chrono::{Duration, NaiveDate, Timelike};

use crate::accounts::actions::Here;
use crate::applications::mails::AnswersDueMail;
use crate::applications::store;
use crate::kit::db::{Conn, Outcome};
use crate::listings::{self, ListingId};

/// From how many days before the day on the first letter goes, and for how many after it the second.
const BEFORE: i64 = 7;
const AFTER: i64 = 7;
/// Of the day in London: nobody is written to at night.
const FIRST_HOUR: u32 = 9;

/// Writes to owners and editors a week before the day and on the morning after it, while somebody waits; once each,
/// however often it is called. What was not sent on its morning goes on one of the next.
pub fn remind_of_answers(conn: &mut Conn, here: &Here) -> Outcome<()> {
    if here.now.london().hour() < FIRST_HOUR {
        return Ok(());
    }
    let today = here.now.london_day();
    let (next, last) = (today + Duration::days(BEFORE), today - Duration::days(AFTER));
    for (days, is_late) in [((today, next), false), ((last, today - Duration::days(1)), true)] {
        for (listing, decide_by) in store::to_remind(conn, days, is_late)? {
            remind_of(conn, (listing, decide_by, is_late), here)?;
        }
    }
    Ok(())
}

fn remind_of(
    conn: &mut Conn,
    (listing, decide_by, is_late): (ListingId, NaiveDate, bool),
    here: &Here,
) -> Outcome<()> {
    let Some(vacancy) = store::vacancy(conn, listing, here.now)? else { return Ok(()) };
    if !store::note_reminder(conn, (listing, decide_by, is_late), here.now)? {
        return Ok(());
    }
    let waiting = store::count_waiting(conn, listing)?;
    for (email, name) in listings::readers(conn, listing)? {
        AnswersDueMail { email: &email, name: &name, vacancy: &vacancy, decide_by, is_late, waiting }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}
