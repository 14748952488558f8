//! What somebody asked for without an account becomes their account's.

use diesel::QueryResult;

use crate::accounts;
use crate::alerts::model::{AlertState, Frequency};
use crate::alerts::store::{self, Alert};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::web::session::AccountId;

/// Brings together the alerts of a person whose account's address was just proved: those that were made without an
/// account become the account's, and those of the account write to its address. Of two with the same search the one
/// that writes more often stays, and begins where either was. Doing it again changes nothing.
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
    for same in theirs.chunk_by(|one, other| one.search == other.search) {
        let [stays, others @ ..] = same else { continue };
        if stays.account_id != Some(account.id) || stays.email != account.email {
            store::give_to(conn, stays, account.id, &account.email)?;
        }
        if !others.is_empty() {
            merge(conn, stays, others, now)?;
        }
    }
    Ok(())
}

/// Ends the others. What any of those that are on had not told yet, the one that stays tells.
fn merge(conn: &mut Conn, stays: &Alert, others: &[Alert], now: Moment) -> QueryResult<()> {
    let (mut from, mut kept_at) = (store::position(conn, stays)?, stays.kept_at);
    for other in others {
        if other.state == AlertState::Active {
            from = from.min(store::position(conn, other)?);
        }
        kept_at = kept_at.max(other.kept_at);
        store::end(conn, other.id, now)?;
    }
    store::take_over(conn, stays, (from, kept_at))
}

fn seldom(alert: &Alert) -> u8 {
    match alert.frequency {
        Frequency::Instant => 0,
        Frequency::Daily => 1,
        Frequency::Weekly => 2,
    }
}
