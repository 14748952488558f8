//! The verbs of alerts.

use crate::alerts::mails::ConfirmAlertMail;
use crate::alerts::model::{AlertId, AlertState, Frequency};
use crate::alerts::store::{self, Alert, NewAlert};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::letters::Site;
use crate::kit::tokens::{self, Token};
use crate::settings;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;
use crate::web::session::Account;

#[derive(Debug)]
pub enum AlertError {
    LinkGone,
    /// How many they may have.
    TooMany(i64),
    Ended,
}

impl Refusal for AlertError {
    fn refused(&self) -> Error {
        match self {
            Self::LinkGone => Error::refused(
                "This link no longer works",
                "It is too old, or the alert has ended. You can make the alert again from any search.",
                Link::to("/listings", "Search roles and placements"),
            ),
            Self::TooMany(most) => Error::refused(
                "You have as many alerts as you can",
                match most {
                    1 => "You can have one alert. End the one that you have, then make this one.".into(),
                    most => {
                        format!(
                            "You can have {most} alerts. End one that you no longer need, then make this one."
                        )
                    }
                },
                Link::to("/alerts", "See your alerts"),
            ),
            Self::Ended => Error::refused(
                "This alert has ended",
                "It sends no more emails. You can make it again from any search.",
                Link::to("/listings", "Search roles and placements"),
            ),
        }
    }
}

/// A search to be told about.
#[derive(Clone, Debug)]
pub struct Wish {
    pub search: String,
    pub label: String,
    pub frequency: Frequency,
}

/// Makes an alert for somebody who signed in, whose address is proved. The same search again only changes how often.
pub fn create(conn: &mut Conn, account: &Account, wish: &Wish, now: Moment) -> Outcome<AlertId, AlertError> {
    let mine = store::of_person(conn, account.id, &account.email)?;
    if let Some(same) = mine.iter().find(|alert| alert.search == wish.search) {
        store::set_frequency(conn, same.id, wish.frequency)?;
        if same.state != AlertState::Active {
            store::set_state(conn, same.id, same.state, AlertState::Active, now)?;
        }
        return Ok(same.id);
    }
    let most = settings::in_force(conn)?.most_alerts;
    if mine.len() as i64 >= most {
        return refuse(AlertError::TooMany(most));
    }
    let new = new_alert(Some(account), &account.email, wish);
    Ok(store::insert(conn, &new, AlertState::Active, (Token::new().reveal(), None), now)?)
}

fn new_alert(account: Option<&Account>, email: &str, wish: &Wish) -> NewAlert {
    NewAlert {
        account_id: account.map(|account| account.id),
        email: email.to_string(),
        label: wish.label.clone(),
        search: wish.search.clone(),
        frequency: wish.frequency,
    }
}

/// Makes an alert for an address, which must confirm it by letter. An address with too many alerts, or with this one
/// already, gets no new one; the caller cannot tell.
pub fn ask(conn: &mut Conn, email: &str, wish: &Wish, now: Moment, site: &Site) -> Outcome<()> {
    let theirs = store::of_address(conn, email)?;
    let same = theirs.iter().find(|alert| alert.search == wish.search);
    let token = Token::new();
    match same {
        Some(alert) if alert.state == AlertState::Unconfirmed => {
            store::set_confirm_hash(conn, alert.id, &token.hash(), now)?;
            store::set_frequency(conn, alert.id, wish.frequency)?;
        }
        Some(_) => return Ok(()),
        None if theirs.len() as i64 >= settings::in_force(conn)?.most_alerts => return Ok(()),
        None => {
            let keys = (Token::new(), token.hash());
            let new = new_alert(None, email, wish);
            store::insert(conn, &new, AlertState::Unconfirmed, (keys.0.reveal(), Some(&keys.1)), now)?;
        }
    }
    ConfirmAlertMail { email, label: &wish.label, token: token.reveal() }
        .letter(site)
        .post(conn, now, site)?;
    Ok(())
}

/// The alert that a confirming link is for. Looking does not use it.
pub fn look_behind(conn: &mut Conn, token: &str, now: Moment) -> Outcome<Alert, AlertError> {
    match store::find_by_confirmation(conn, &tokens::hash(token), now)? {
        None => refuse(AlertError::LinkGone),
        Some(alert) if alert.state == AlertState::Ended => refuse(AlertError::Ended),
        Some(alert) => Ok(alert),
    }
}

/// Confirms an alert by its letter's link; following it again is no error.
pub fn confirm(conn: &mut Conn, token: &str, now: Moment) -> Outcome<Alert, AlertError> {
    let alert = look_behind(conn, token, now)?;
    if alert.state == AlertState::Unconfirmed {
        store::set_state(conn, alert.id, AlertState::Unconfirmed, AlertState::Active, now)?;
    }
    Ok(alert)
}

/// What an alert's owner may change; whoever holds its key is its owner.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Frequency(Frequency),
    Pause,
    Resume,
    End,
}

/// Changes an alert; what is so already stays so.
pub fn change(conn: &mut Conn, key: &str, change: Change, now: Moment) -> Outcome<Alert, AlertError> {
    let Some(alert) = store::find_by_key(conn, key)? else { return refuse(AlertError::LinkGone) };
    let target = match change {
        Change::Frequency(_) if alert.state == AlertState::Ended => return refuse(AlertError::Ended),
        Change::Frequency(frequency) => {
            store::set_frequency(conn, alert.id, frequency)?;
            return Ok(alert);
        }
        Change::Pause => AlertState::Paused,
        Change::Resume => AlertState::Active,
        Change::End => AlertState::Ended,
    };
    if alert.state.may_become(target) {
        store::set_state(conn, alert.id, alert.state, target, now)?;
    } else if alert.state == AlertState::Ended && target != AlertState::Ended {
        return refuse(AlertError::Ended);
    }
    Ok(alert)
}

/// Ends every alert of the address that this key's alert writes to.
pub fn end_all(conn: &mut Conn, key: &str, now: Moment) -> Outcome<Alert, AlertError> {
    let Some(alert) = store::find_by_key(conn, key)? else { return refuse(AlertError::LinkGone) };
    let mut all = store::of_address(conn, &alert.email)?;
    if let Some(account) = alert.account_id {
        all.extend(store::of_person(conn, account, &alert.email)?);
    }
    for one in all {
        store::set_state(conn, one.id, one.state, AlertState::Ended, now)?;
    }
    Ok(alert)
}
