//! What somebody asked for without an account becomes their account's.

use crate::accounts;
use crate::alerts::model::{AlertState, Frequency};
use crate::alerts::store::{self, Alert};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::web::session::AccountId;

/// Brings together the alerts of a person whose account's address was just proved: those that were made without an
/// account become the account's, and those of the account write to its address. Of two with the same search the one
/// that writes more often stays. Doing it again changes nothing.
pub fn gather(conn: &mut Conn, account: AccountId, now: Moment) -> Outcome<()> {
    let Some(account) = accounts::find(conn, account)? else { return Ok(()) };
    if accounts::confirmed_by_email(conn, &account.email)?.is_none() {
        return Ok(());
    }
    let mut theirs = store::of_person(conn, account.id, &account.email)?;
    // What nobody confirmed may have been asked for by anybody.
    theirs.retain(|alert| alert.state != AlertState::Unconfirmed);
    theirs.sort_by_key(|alert| {
        (alert.search.clone(), alert.state != AlertState::Active, seldom(alert), alert.id)
    });
    let mut last: Option<String> = None;
    for alert in theirs {
        if last.as_deref() == Some(alert.search.as_str()) {
            store::end(conn, alert.id, now)?;
            continue;
        }
        if alert.account_id != Some(account.id) || alert.email != account.email {
            store::give_to(conn, alert.id, account.id, &account.email)?;
        }
        last = Some(alert.search);
    }
    Ok(())
}

fn seldom(alert: &Alert) -> u8 {
    match alert.frequency {
        Frequency::Instant => 0,
        Frequency::Daily => 1,
        Frequency::Weekly => 2,
    }
}
