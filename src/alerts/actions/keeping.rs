//! What the timetable does with alerts, and the yearly "still want this?".

use std::collections::BTreeSet;

use crate::accounts::actions::Here;
use crate::alerts::actions::AlertError;
use crate::alerts::mails::{NotWantedMail, StillMail};
use crate::alerts::model::{ANSWER_WITHIN, AlertState};
use crate::alerts::store::{self, Alert};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};

/// Alerts, or people, in one step: nobody else waits long to write.
const A_STEP: i64 = 100;

/// Switches on some of the alerts whose pause is over. Says whether there may be more.
pub fn wake(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let waking = store::waking(conn, here.now.london_day(), A_STEP)?;
    for id in &waking {
        store::activate(conn, *id, AlertState::Paused, here.now)?;
    }
    Ok(waking.len() as i64 == A_STEP)
}

/// Asks some people whether they still want the alerts that they last confirmed a year ago: one letter for each person.
/// Says whether there may be more.
pub fn ask_still(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let addresses = store::to_ask(conn, here.now, A_STEP)?;
    for email in addresses.iter().collect::<BTreeSet<_>>() {
        let alerts = store::to_ask_of(conn, email, here.now)?;
        for alert in &alerts {
            store::set_asked(conn, alert.id, here.now)?;
        }
        if let Some(first) = alerts.first() {
            StillMail { email, first, alerts: &alerts }
                .letter(&here.site)
                .post(conn, here.now, &here.site)?;
        }
    }
    Ok(addresses.len() as i64 == A_STEP)
}

/// Ends the alerts of some people who were asked a month ago and did not answer, with a last letter. Says whether there
/// may be more.
pub fn end_unanswered(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let addresses = store::unanswered(conn, here.now, A_STEP)?;
    for email in addresses.iter().collect::<BTreeSet<_>>() {
        let mut alerts = store::asked_of(conn, email)?;
        alerts.retain(|alert| alert.asked_at.is_some_and(|asked| asked <= here.now - ANSWER_WITHIN));
        for alert in &alerts {
            store::end(conn, alert.id, here.now)?;
        }
        if !alerts.is_empty() {
            NotWantedMail { email, alerts: &alerts }.letter(&here.site).post(conn, here.now, &here.site)?;
        }
    }
    Ok(addresses.len() as i64 == A_STEP)
}

/// The alerts that the same letter asked about as this one; this one alone when nobody asked.
pub fn asked_with(conn: &mut Conn, key: &str) -> Outcome<Vec<Alert>, AlertError> {
    let Some(alert) = store::find_by_key(conn, key)? else { return refuse(AlertError::LinkGone) };
    if alert.state == AlertState::Ended {
        return refuse(AlertError::Ended);
    }
    if !alert.waits_for_answer() {
        return Ok(vec![alert]);
    }
    Ok(store::asked_of(conn, &alert.email)?)
}

/// Keeps the alerts that one letter asked about for another year. Pressed twice, it says the same.
pub fn keep(conn: &mut Conn, key: &str, now: Moment) -> Outcome<usize, AlertError> {
    let asked = asked_with(conn, key)?;
    for alert in &asked {
        store::set_kept(conn, alert.id, now)?;
    }
    Ok(asked.len())
}
