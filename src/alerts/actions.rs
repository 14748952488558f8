//! The verbs of alerts.

mod gathering;
mod keeping;
mod leaving;

pub use gathering::gather;
pub use keeping::{ask_still, asked_with, end_unanswered, keep, wake};
pub use leaving::{end_all, end_asked, end_told, say_why, told_with};

use chrono::NaiveDate;

use crate::accounts;
use crate::alerts::mails::ConfirmAlertMail;
use crate::alerts::model::{AlertId, AlertState, Rhythm};
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
    /// The person has this search in another alert.
    HasIt,
    /// Its place is not known, or not in the country: what is wrong, and the page of the search.
    NoPlace(String, String),
    /// It cannot be kept as it is: it asks for too much.
    TooLong,
    /// Somebody changed what it looks for meanwhile; its key.
    Changed(String),
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
            Self::HasIt => Error::refused(
                "You have an alert for this search already",
                "This alert stays as it was. Change the search, or end one of the two.",
                Link::to("/alerts", "See your alerts"),
            ),
            Self::NoPlace(words, href) => {
                Error::refused("This alert would find nothing", words, Link::to(href, "Change the search"))
            }
            Self::TooLong => Error::refused(
                "This search is too long for an alert",
                "It asks for more than an alert can keep. Nothing was changed: choose fewer things, then try again.",
                Link::to("/alerts", "See your alerts"),
            ),
            Self::Changed(key) => Error::refused(
                "This alert was changed meanwhile",
                "You, or somebody with your emails, changed what it looks for in another window. Nothing was \
                 overwritten: look at it, then change it again.",
                Link::to(format!("/alerts/manage/{key}"), "Look at the alert"),
            ),
        }
    }
}

/// A search to be told about.
#[derive(Clone, Debug)]
pub struct Wish {
    pub search: String,
    pub label: String,
    pub rhythm: Rhythm,
}

/// Makes an alert for somebody who signed in, whose address is proved. The same search again only changes how often
/// and when it writes.
pub fn create(conn: &mut Conn, account: &Account, wish: &Wish, now: Moment) -> Outcome<AlertId, AlertError> {
    let mine = store::of_person(conn, account.id, &account.email)?;
    if let Some(same) = mine.iter().find(|alert| alert.search == wish.search) {
        store::set_rhythm(conn, same, wish.rhythm)?;
        let moved = store::find(conn, same.id)?.unwrap_or_else(|| same.clone());
        store::give_to(conn, &moved, account.id, &account.email)?;
        if same.state != AlertState::Active {
            store::activate(conn, same.id, same.state, now)?;
        }
        store::set_kept(conn, same.id, now)?;
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
        rhythm: wish.rhythm,
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
            store::set_rhythm(conn, alert, wish.rhythm)?;
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

/// Confirms an alert by its letter's link; following it again is no error. Whoever has an account with this address
/// finds it there.
pub fn confirm(conn: &mut Conn, token: &str, now: Moment) -> Outcome<Alert, AlertError> {
    let alert = look_behind(conn, token, now)?;
    if alert.state == AlertState::Unconfirmed {
        store::activate(conn, alert.id, AlertState::Unconfirmed, now)?;
        // Whoever follows the link reads what is sent there, and wants it.
        crate::kit::letters::quiet::end(conn, &alert.email, now)?;
        if let Some(account) = accounts::confirmed_by_email(conn, &alert.email)? {
            gather(conn, account.id, now).map_err(crate::kit::db::Failed::widen)?;
        }
    }
    Ok(alert)
}

/// What an alert's owner may change; whoever holds its key is its owner.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    Rhythm(Rhythm),
    /// Until a day begins in London, or until they switch it on.
    Pause(Option<NaiveDate>),
    Resume,
    End,
}

/// Changes an alert; what is so already stays so.
pub fn change(conn: &mut Conn, key: &str, change: Change, now: Moment) -> Outcome<Alert, AlertError> {
    let Some(alert) = store::find_by_key(conn, key)? else { return refuse(AlertError::LinkGone) };
    match (change, alert.state) {
        (Change::End, _) => store::end(conn, alert.id, now)?,
        (_, AlertState::Ended) => return refuse(AlertError::Ended),
        (Change::Rhythm(rhythm), _) => {
            store::set_rhythm(conn, &alert, rhythm)?;
            store::set_kept(conn, alert.id, now)?;
        }
        (Change::Pause(until), _) => store::pause(conn, alert.id, until)?,
        (Change::Resume, AlertState::Paused) => {
            store::activate(conn, alert.id, AlertState::Paused, now)?;
            store::set_kept(conn, alert.id, now)?;
        }
        (Change::Resume, _) => {}
    }
    Ok(alert)
}

/// Lets an alert look for something else. `was` is the search that its owner saw when they began.
pub fn search_for(
    conn: &mut Conn,
    key: &str,
    was: &str,
    to: (&str, &str),
    now: Moment,
) -> Outcome<Alert, AlertError> {
    let (search, label) = to;
    let Some(alert) = store::find_by_key(conn, key)? else { return refuse(AlertError::LinkGone) };
    if alert.state == AlertState::Ended {
        return refuse(AlertError::Ended);
    }
    if alert.search == search {
        return Ok(alert);
    }
    if alert.search != was {
        return refuse(AlertError::Changed(alert.manage_key));
    }
    let mut theirs = store::of_address(conn, &alert.email)?;
    theirs.retain(|other| other.state != AlertState::Unconfirmed);
    if theirs.iter().any(|other| other.id != alert.id && other.search == search) {
        return refuse(AlertError::HasIt);
    }
    store::set_search(conn, alert.id, search, label)?;
    store::set_kept(conn, alert.id, now)?;
    Ok(alert)
}
