//! Providers are reminded of the day by which they have said that everybody hears.

use chrono::{Duration, NaiveDate};

use crate::accounts::actions::Here;
use crate::applications::mails::AnswersDueMail;
use crate::applications::store;
use crate::kit::db::{Conn, Outcome};
use crate::listings::ListingId;
use crate::providers;

/// How many days before, and how many after.
const BEFORE: i64 = 7;
const AFTER: i64 = 1;

/// Writes to owners and editors a week before the day and on the morning after it, while somebody waits; once each,
/// however often it is called.
pub fn remind_of_answers(conn: &mut Conn, here: &Here) -> Outcome<()> {
    let today = here.now.london_day();
    for (decide_by, is_late) in
        [(today + Duration::days(BEFORE), false), (today - Duration::days(AFTER), true)]
    {
        for listing in store::to_remind(conn, decide_by, is_late)? {
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
    for (email, name) in providers::members_to_tell(conn, vacancy.provider)? {
        AnswersDueMail { email: &email, name: &name, vacancy: &vacancy, decide_by, is_late, waiting }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}
