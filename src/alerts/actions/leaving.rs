//! Leaving: one alert, those of a letter, or all of an address.

use crate::alerts::actions::AlertError;
use crate::alerts::model::{AlertState, Reason};
use crate::alerts::payload::{Payload, Told};
use crate::alerts::store::{self, Alert};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::letters::{self, LetterId};

fn by_key(conn: &mut Conn, key: &str) -> Outcome<Alert, AlertError> {
    match store::find_by_key(conn, key)? {
        Some(alert) => Ok(alert),
        None => refuse(AlertError::LinkGone),
    }
}

/// The alerts that a letter told of, this one first; it alone when the letter is gone, or did not tell of it.
pub fn told_with(conn: &mut Conn, key: &str, letter: Option<LetterId>) -> Outcome<Vec<Alert>, AlertError> {
    let alert = by_key(conn, key)?;
    let posted = match letter {
        Some(letter) => letters::find(conn, letter)?,
        None => None,
    };
    let payload = posted
        .and_then(|posted| Payload::read(posted.payload.as_deref()?))
        .filter(|payload| payload.alerts.iter().any(|Told(id, _)| *id == alert.id));
    let mut told = vec![alert];
    for Told(id, _) in payload.map(|payload| payload.alerts).unwrap_or_default() {
        let other = store::find(conn, id)?;
        told.extend(other.filter(|other| told.iter().all(|one| one.id != id && one.email == other.email)));
    }
    Ok(told)
}

/// Ends every alert that the letter told of.
pub fn end_told(
    conn: &mut Conn,
    key: &str,
    letter: Option<LetterId>,
    now: Moment,
) -> Outcome<Vec<Alert>, AlertError> {
    let told = told_with(conn, key, letter)?;
    end_each(conn, &told, now)?;
    Ok(told)
}

/// Ends every alert of the address about which its owner was asked and did not answer yet.
pub fn end_asked(conn: &mut Conn, key: &str, now: Moment) -> Outcome<Vec<Alert>, AlertError> {
    let alert = by_key(conn, key)?;
    let mut asked = store::asked_of(conn, &alert.email)?;
    asked.retain(|other| other.id != alert.id);
    asked.insert(0, alert);
    end_each(conn, &asked, now)?;
    Ok(asked)
}

/// Ends every alert of the address that this key's alert writes to.
pub fn end_all(conn: &mut Conn, key: &str, now: Moment) -> Outcome<Vec<Alert>, AlertError> {
    let alert = by_key(conn, key)?;
    let mut all = store::of_address(conn, &alert.email)?;
    if let Some(account) = alert.account_id {
        all.extend(store::of_person(conn, account, &alert.email)?);
    }
    end_each(conn, &all, now)?;
    Ok(vec![alert])
}

fn end_each(conn: &mut Conn, alerts: &[Alert], now: Moment) -> Outcome<(), AlertError> {
    for alert in alerts {
        store::end(conn, alert.id, now)?;
    }
    Ok(())
}

/// Notes why somebody left; saying it again replaces it.
pub fn say_why(conn: &mut Conn, key: &str, because: (Reason, &str)) -> Outcome<Alert, AlertError> {
    let alert = by_key(conn, key)?;
    if alert.state == AlertState::Ended {
        let (reason, words) = because;
        let said = if words.is_empty() { reason.to_string() } else { format!("{reason}: {words}") };
        store::set_left_because(conn, alert.id, &said)?;
    }
    Ok(alert)
}
