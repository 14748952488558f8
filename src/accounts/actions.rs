//! The verbs of accounts: each is one transaction.

mod staff;

pub use staff::*;

use serde::{Deserialize, Serialize};

use crate::accounts::mails::{
    AlreadyMail, ChangeEmailMail, ChangedMail, ConfirmAgainMail, ConfirmMail, ResetMail,
};
use crate::accounts::model::Purpose;
use crate::accounts::store::{self, NewAccount};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, is_duplicate, refuse};
use crate::kit::jobs::{self, Job};
use crate::kit::letters::{Site, quiet};
use crate::kit::tokens::{self, Token};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;
use crate::web::session::{self, Account, AccountId, Role, SessionId};

/// An address was proved to be an account's: what its person did without an account can follow.
#[derive(Serialize, Deserialize)]
pub struct AddressProved {
    pub account: AccountId,
}
impl Job for AddressProved {
    const NAME: &'static str = "accounts.address-proved";
}

/// The present moment and the site's address: what an action needs of its surroundings.
#[derive(Clone)]
pub struct Here {
    pub now: Moment,
    pub site: Site,
}

#[derive(Debug)]
pub enum LinkError {
    /// Used, too old, or never ours.
    Gone,
    /// Somebody took the address meanwhile.
    Taken,
}

impl Refusal for LinkError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::refused(
                "This link no longer works",
                "It was used before, or it is too old. Ask for a new one.",
                Link::to("/reset", "Get a new link"),
            ),
            Self::Taken => Error::refused(
                "This address is in use",
                "Another account uses this address by now.",
                Link::to("/account", "Go to your account"),
            ),
        }
    }
}

/// Makes an account that must be confirmed by letter. An address that has an account gets a letter that says so, and
/// the caller cannot tell the two apart.
pub fn sign_up(conn: &mut Conn, person: &NewAccount, next: Option<&str>, here: &Here) -> Outcome<()> {
    if let Some(account) = store::find_by_email(conn, &person.email)? {
        let confirmed =
            store::credentials_of(conn, &person.email)?.is_some_and(|found| found.confirmed_at.is_some());
        // Staff are invited; nobody takes that from them by signing up first.
        if confirmed || account.role.is_staff() {
            AlreadyMail { email: &account.email, name: &account.name }
                .letter(&here.site)
                .post(conn, here.now, &here.site)?;
            return Ok(());
        }
        // Nobody has proved the address yet, so the last who signed up with it counts.
        store::replace_unconfirmed(conn, account.id, person)?;
        let account = Account { name: person.name.clone(), role: person.role, ..account };
        return send_confirmation(conn, &account, next, here);
    }
    let id = store::insert(conn, person, here.now)?;
    let account = Account { id, email: person.email.clone(), name: person.name.clone(), role: person.role };
    send_confirmation(conn, &account, next, here)
}

fn send_confirmation(conn: &mut Conn, account: &Account, next: Option<&str>, here: &Here) -> Outcome<()> {
    let token = Token::new();
    store::insert_link(conn, Purpose::Confirm, (Some(account.id), &account.email, next), &token, here.now)?;
    ConfirmMail { email: &account.email, name: &account.name, token: token.reveal() }
        .letter(&here.site)
        .post(conn, here.now, &here.site)?;
    Ok(())
}

/// For somebody whose emails came back: a letter to their address whose link, once followed, lets the others go again.
pub fn ask_confirm_again(conn: &mut Conn, account: &Account, here: &Here) -> Outcome<()> {
    let token = Token::new();
    store::insert_link(conn, Purpose::Confirm, (Some(account.id), &account.email, None), &token, here.now)?;
    ConfirmAgainMail { email: &account.email, name: &account.name, token: token.reveal() }
        .letter(&here.site)
        .post(conn, here.now, &here.site)?;
    Ok(())
}

/// Makes an account whose address is known to be right: invited members, demonstration people. One that somebody made
/// for the address without proving it is theirs becomes this one.
pub fn create_confirmed(conn: &mut Conn, person: &NewAccount, now: Moment) -> Outcome<Account> {
    let person = NewAccount { confirmed_at: Some(now), ..person.clone() };
    let id = match store::find_by_email(conn, &person.email)? {
        Some(account) => {
            store::replace_unconfirmed(conn, account.id, &person)?;
            store::set_confirmed(conn, account.id, now)?;
            store::end_links(conn, account.id, Purpose::Confirm, now)?;
            account.id
        }
        None => store::insert(conn, &person, now)?,
    };
    jobs::enqueue(conn, &AddressProved { account: id }, now)?;
    Ok(Account { id, email: person.email, name: person.name, role: person.role })
}

/// The address and the password's hash of the account that a confirmation is for.
pub fn behind_confirmation(
    conn: &mut Conn,
    token: &str,
    now: Moment,
) -> Outcome<(String, String), LinkError> {
    let Some(link) = store::find_link(conn, Purpose::Confirm, &tokens::hash(token), now)? else {
        return refuse(LinkError::Gone);
    };
    match store::credentials_of(conn, &link.email)? {
        Some(found) => Ok((link.email, found.password_hash)),
        None => refuse(LinkError::Gone),
    }
}

/// Confirms an address. Gives the account and where to go on.
pub fn confirm(conn: &mut Conn, token: &str, now: Moment) -> Outcome<(Account, Option<String>), LinkError> {
    let (account, next) = take_link(conn, Purpose::Confirm, token, now)?;
    store::set_confirmed(conn, account.id, now)?;
    jobs::enqueue(conn, &AddressProved { account: account.id }, now)?;
    quiet::end(conn, &account.email, now)?;
    Ok((account, next))
}

fn take_link(
    conn: &mut Conn,
    purpose: Purpose,
    token: &str,
    now: Moment,
) -> Outcome<(Account, Option<String>), LinkError> {
    let Some(link) = store::find_link(conn, purpose, &tokens::hash(token), now)? else {
        return refuse(LinkError::Gone);
    };
    let account = match link.account_id {
        Some(id) => store::find(conn, id)?,
        None => None,
    };
    match account {
        Some(account) if store::use_link(conn, link.id, now)? => Ok((account, link.next_path)),
        _ => refuse(LinkError::Gone),
    }
}

/// Is there a link to follow? Looking at its page does not use it.
pub fn link_works(conn: &mut Conn, purpose: Purpose, token: &str, now: Moment) -> Outcome<bool> {
    Ok(store::find_link(conn, purpose, &tokens::hash(token), now)?.is_some())
}

/// Opens a session; its token goes into the cookie.
pub fn open_session(
    conn: &mut Conn,
    account: &Account,
    device: &str,
    token: &Token,
    now: Moment,
) -> Outcome<()> {
    Ok(session::open(conn, account, device, token, now)?)
}

/// Writes to the owner of an address, if it has one; the caller cannot tell.
pub fn ask_reset(conn: &mut Conn, email: &str, here: &Here) -> Outcome<()> {
    let Some(account) = store::find_by_email(conn, email)? else { return Ok(()) };
    let token = Token::new();
    store::insert_link(conn, Purpose::Reset, (Some(account.id), &account.email, None), &token, here.now)?;
    ResetMail { email: &account.email, name: &account.name, token: token.reveal() }
        .letter(&here.site)
        .post(conn, here.now, &here.site)?;
    Ok(())
}

/// A new password by link. It also proves the address, and ends every session.
pub fn reset(conn: &mut Conn, token: &str, password_hash: &str, here: &Here) -> Outcome<Account, LinkError> {
    let (account, _) = take_link(conn, Purpose::Reset, token, here.now)?;
    store::set_confirmed(conn, account.id, here.now)?;
    jobs::enqueue(conn, &AddressProved { account: account.id }, here.now)?;
    quiet::arrives(conn, &account.email, here.now)?;
    store::set_password(conn, account.id, password_hash)?;
    store::end_links(conn, account.id, Purpose::ChangeEmail, here.now)?;
    session::end_all(conn, account.id, None)?;
    tell_changed(conn, &account, "password", here)?;
    Ok(account)
}

fn tell_changed(conn: &mut Conn, account: &Account, what: &str, here: &Here) -> diesel::QueryResult<()> {
    ChangedMail { email: &account.email, name: &account.name, what }
        .letter(&here.site)
        .post(conn, here.now, &here.site)
        .map(drop)
}

pub fn change_name(conn: &mut Conn, account: &Account, name: &str) -> Outcome<()> {
    Ok(store::set_name(conn, account.id, name)?)
}

/// A new password by somebody who knows the present one; other sessions end.
pub fn change_password(
    conn: &mut Conn,
    account: &Account,
    password_hash: &str,
    session: Option<SessionId>,
    here: &Here,
) -> Outcome<()> {
    store::set_password(conn, account.id, password_hash)?;
    for purpose in [Purpose::Reset, Purpose::ChangeEmail] {
        store::end_links(conn, account.id, purpose, here.now)?;
    }
    session::end_all(conn, account.id, session)?;
    Ok(tell_changed(conn, account, "password", here)?)
}

/// Writes to the new address; nothing changes until its link is followed. An address that has an account gets no
/// link, and the caller cannot tell.
pub fn ask_change_email(conn: &mut Conn, account: &Account, email: &str, here: &Here) -> Outcome<()> {
    if store::find_by_email(conn, email)?.is_some() {
        return Ok(());
    }
    let token = Token::new();
    store::insert_link(conn, Purpose::ChangeEmail, (Some(account.id), email, None), &token, here.now)?;
    ChangeEmailMail { email, name: &account.name, token: token.reveal() }
        .letter(&here.site)
        .post(conn, here.now, &here.site)?;
    Ok(())
}

pub fn change_email(conn: &mut Conn, token: &str, here: &Here) -> Outcome<(), LinkError> {
    let Some(link) = store::find_link(conn, Purpose::ChangeEmail, &tokens::hash(token), here.now)? else {
        return refuse(LinkError::Gone);
    };
    let (account, _) = take_link(conn, Purpose::ChangeEmail, token, here.now)?;
    if store::find_by_email(conn, &link.email)?.is_some() {
        return refuse(LinkError::Taken);
    }
    match store::set_email(conn, account.id, &link.email) {
        Err(error) if is_duplicate(&error) => return refuse(LinkError::Taken),
        other => other?,
    }
    jobs::enqueue(conn, &AddressProved { account: account.id }, here.now)?;
    quiet::arrives(conn, &link.email, here.now)?;
    // One that went to the old address.
    store::end_links(conn, account.id, Purpose::Reset, here.now)?;
    Ok(tell_changed(conn, &account, "email address", here)?)
}

/// Makes the one-time link for the first administrator; `None` when there is one already.
pub fn offer_first_administrator(conn: &mut Conn, here: &Here) -> Outcome<Option<String>> {
    if store::has_administrator(conn)? {
        return Ok(None);
    }
    let token = Token::new();
    store::insert_link(conn, Purpose::FirstAdministrator, (None, "", None), &token, here.now)?;
    Ok(Some(here.site.url(&format!("/first-administrator?token={}", token.reveal()))))
}

pub fn create_first_administrator(
    conn: &mut Conn,
    token: &str,
    person: &NewAccount,
    now: Moment,
) -> Outcome<Account, LinkError> {
    let Some(link) = store::find_link(conn, Purpose::FirstAdministrator, &tokens::hash(token), now)? else {
        return refuse(LinkError::Gone);
    };
    if store::has_administrator(conn)? || !store::use_link(conn, link.id, now)? {
        return refuse(LinkError::Gone);
    }
    if store::find_by_email(conn, &person.email)?.is_some() {
        return refuse(LinkError::Taken);
    }
    let person = NewAccount { role: Role::Administrator, ..person.clone() };
    create_confirmed(conn, &person, now).map_err(crate::kit::db::Failed::widen)
}
