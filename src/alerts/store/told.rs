//! The SQL of what an address was told, and of what follows its reader to another address.

use diesel::prelude::*;

use crate::alerts::mails::MATCHES;
use crate::alerts::payload::{Payload, Told};
use crate::alerts::store::{Alert, position};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::letters::queue::domain_of;
use crate::kit::letters::{LetterId, LetterState};
use crate::schema::{alerts, letters};
use crate::web::session::AccountId;

/// What the other letters of matches to an address tell: those that have left, and those that wait and are older, which
/// are marked. One that was given up has told nothing.
pub(in crate::alerts) fn told_by_others(
    conn: &mut Conn,
    address: &str,
    letter: LetterId,
) -> QueryResult<Vec<(bool, Payload)>> {
    let has_left = letters::state.eq(LetterState::Sent);
    let goes_before = letters::state.eq(LetterState::Waiting).and(letters::id.lt(letter));
    let payloads: Vec<(LetterState, Option<String>)> = letters::table
        .filter(letters::to_address.eq(address).or(letters::reader_now.eq(address)))
        .filter(letters::about.eq(MATCHES))
        .filter(letters::id.ne(letter))
        .filter(has_left.or(goes_before))
        .order(letters::id)
        .select((letters::state, letters::payload))
        .load(conn)?;
    let read = |(state, payload): (LetterState, Option<String>)| {
        Some((state == LetterState::Waiting, Payload::read(&payload?)?))
    };
    Ok(payloads.into_iter().filter_map(read).collect())
}

/// Gives an alert to an account, whose address it writes to. What waits for it goes there, what it told stays told, and a
/// run that has passed the one address and not the other leaves nothing out.
pub(in crate::alerts) fn give_to(
    conn: &mut Conn,
    alert: &Alert,
    account: AccountId,
    email: &str,
) -> QueryResult<()> {
    let mut from_news = alert.from_news;
    if alert.email != email {
        from_news = Some(position(conn, alert)?);
        letters_follow(conn, alert, email)?;
    }
    diesel::update(alerts::table.find(alert.id))
        .set((alerts::account_id.eq(account), alerts::email.eq(email), alerts::from_news.eq(from_news)))
        .execute(conn)
        .map(drop)
}

/// A letter that has left stays where it went, so that what mail servers report of it is noted there.
fn letters_follow(conn: &mut Conn, alert: &Alert, email: &str) -> QueryResult<()> {
    let all: Vec<(LetterId, LetterState, Option<String>)> = letters::table
        .filter(letters::to_address.eq(&alert.email).or(letters::reader_now.eq(&alert.email)))
        .filter(letters::about.eq(MATCHES))
        .filter(letters::state.ne(LetterState::Dead))
        .select((letters::id, letters::state, letters::payload))
        .load(conn)?;
    for (id, state, payload) in all {
        let payload = payload.as_deref().and_then(Payload::read).unwrap_or_default();
        if payload.alerts.iter().all(|Told(told, _)| *told != alert.id) {
            continue;
        }
        let letter = diesel::update(letters::table.find(id));
        match state {
            LetterState::Waiting => letter
                .set((letters::to_address.eq(email), letters::domain.eq(domain_of(email))))
                .execute(conn)?,
            _ => letter.set(letters::reader_now.eq(email)).execute(conn)?,
        };
    }
    Ok(())
}

/// Of two alerts with the same search one stays: it begins where either was, and is kept for as long as either would be.
pub(in crate::alerts) fn take_over(
    conn: &mut Conn,
    alert: &Alert,
    (from_news, kept_at): (i64, Option<Moment>),
) -> QueryResult<()> {
    diesel::update(alerts::table.find(alert.id))
        .set((alerts::from_news.eq(from_news), alerts::kept_at.eq(kept_at)))
        .execute(conn)
        .map(drop)
}
