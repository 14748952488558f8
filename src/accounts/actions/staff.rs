//! What administrators do with the accounts of others. Each act leaves an audit line.

use super::Here;
use crate::accounts::mails::StaffMail;
use crate::accounts::model::may_become;
use crate::accounts::store::{self, NewAccount, Person};
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;
use crate::web::session::{self, AccountId, Role};

#[derive(Debug, PartialEq, Eq)]
pub enum StaffError {
    Gone,
    /// Nobody locks or demotes themselves.
    Oneself(AccountId),
    LastAdministrator(AccountId),
    /// The address has an account already.
    Taken(AccountId),
    /// They belong to this organisation, and would decide about it.
    Belongs(AccountId, String),
    /// Somebody changed the role since it was shown.
    Changed(AccountId, Role),
}

impl Refusal for StaffError {
    fn refused(&self) -> Error {
        let look = |id: &AccountId| Link::to(format!("/administration/people/{id}"), "Back to the account");
        match self {
            Self::Gone => Error::not_found(),
            Self::Oneself(id) => Error::refused(
                "That is your own account",
                "Nobody locks themselves or changes their own role. Ask another administrator.",
                look(id),
            ),
            Self::LastAdministrator(id) => Error::refused(
                "The site needs an administrator",
                "This is the last one who can sign in. Make somebody else an administrator first.",
                look(id),
            ),
            Self::Taken(id) => Error::refused(
                "This address has an account already",
                "Change the role of that account instead.",
                Link::to(format!("/administration/people/{id}"), "Go to the account"),
            ),
            Self::Belongs(id, organisation) => Error::refused(
                format!("They belong to {organisation}"),
                "Nobody moderates, administers or applies from an account that belongs to an organisation. An owner \
                 of the organisation removes them first, on its page of members. Or add a colleague at another address.",
                look(id),
            ),
            Self::Changed(id, role) => Error::refused(
                "Somebody changed this role meanwhile",
                format!("It is {} now. Nothing was changed.", role.label()),
                look(id),
            ),
        }
    }
}

/// Keeps a person out, and ends their sessions. Locking what is locked changes nothing.
pub fn lock(
    conn: &mut Conn,
    actor: &Actor,
    id: AccountId,
    because: &str,
    now: Moment,
) -> Outcome<(), StaffError> {
    let person = another(conn, actor, id)?;
    if person.locked_at.is_some() {
        return Ok(());
    }
    keep_an_administrator(conn, &person)?;
    store::set_locked(conn, id, Some(now))?;
    session::end_all(conn, id, None)?;
    note(conn, actor, "account.lock", &person, because, now)
}

pub fn unlock(
    conn: &mut Conn,
    actor: &Actor,
    id: AccountId,
    because: &str,
    now: Moment,
) -> Outcome<(), StaffError> {
    let person = another(conn, actor, id)?;
    if person.locked_at.is_none() {
        return Ok(());
    }
    store::set_locked(conn, id, None)?;
    note(conn, actor, "account.unlock", &person, because, now)
}

/// Signs a person out everywhere. Done again, when nobody is signed in, it changes nothing and leaves no line.
pub fn end_sessions(conn: &mut Conn, actor: &Actor, id: AccountId, now: Moment) -> Outcome<(), StaffError> {
    let person = another(conn, actor, id)?;
    match session::end_all(conn, id, None)? {
        0 => Ok(()),
        1 => note(conn, actor, "account.end-sessions", &person, "1 device", now),
        ended => note(conn, actor, "account.end-sessions", &person, &format!("{ended} devices"), now),
    }
}

/// What an account is to be.
pub struct NewRole {
    /// As it was shown to whoever decides.
    pub was: Role,
    pub role: Role,
    /// The name of an organisation that they belong to, when there is one: whoever calls knows, and accounts do not.
    pub belongs_to: Option<String>,
}

/// Gives an account another role, and ends its sessions, which were opened for the old one.
pub fn change_role(
    conn: &mut Conn,
    actor: &Actor,
    id: AccountId,
    new: &NewRole,
    now: Moment,
) -> Outcome<(), StaffError> {
    let (person, role) = (another(conn, actor, id)?, new.role);
    if person.role == role {
        return Ok(());
    }
    if person.role != new.was {
        return refuse(StaffError::Changed(id, person.role));
    }
    if let Some(organisation) = new.belongs_to.as_ref().filter(|_| !may_become(role, true)) {
        return refuse(StaffError::Belongs(id, organisation.clone()));
    }
    keep_an_administrator(conn, &person)?;
    store::set_role(conn, id, role)?;
    session::end_all(conn, id, None)?;
    let words = format!("from {} to {}", person.role.label(), role.label());
    note(conn, actor, "account.change-role", &person, &words, now)
}

/// Makes an account for a colleague and writes to them; their address is proved when they choose a password.
pub fn invite_staff(
    conn: &mut Conn,
    actor: &Actor,
    new: &NewAccount,
    here: &Here,
) -> Outcome<AccountId, StaffError> {
    if let Some(account) = store::find_by_email(conn, &new.email)? {
        return refuse(StaffError::Taken(account.id));
    }
    let id = store::insert(conn, new, here.now)?;
    let subject = Subject::new("account", id.0, new.name.as_str());
    audit::note(conn, actor, "account.invite", subject, new.role.label(), here.now)?;
    StaffMail { email: &new.email, name: &new.name, role: new.role, inviter: &actor.name }
        .letter(&here.site)
        .post(conn, here.now, &here.site)?;
    Ok(id)
}

fn another(conn: &mut Conn, actor: &Actor, id: AccountId) -> Outcome<Person, StaffError> {
    if actor.id == Some(id) {
        return refuse(StaffError::Oneself(id));
    }
    match store::person(conn, id)? {
        Some(person) => Ok(person),
        None => refuse(StaffError::Gone),
    }
}

/// Refuses when without this person nobody could run the site.
fn keep_an_administrator(conn: &mut Conn, person: &Person) -> Outcome<(), StaffError> {
    if person.role == Role::Administrator && store::other_administrators(conn, person.id)? == 0 {
        return refuse(StaffError::LastAdministrator(person.id));
    }
    Ok(())
}

fn note(
    conn: &mut Conn,
    actor: &Actor,
    act: &str,
    person: &Person,
    words: &str,
    now: Moment,
) -> Outcome<(), StaffError> {
    let subject = Subject::new("account", person.id.0, person.name.as_str());
    Ok(audit::note(conn, actor, act, subject, words, now)?)
}
