//! The verbs of profiles: each is one transaction, and concerns only the profile of whoever asks.

use diesel::QueryResult;

use super::model::{EntryId, MOST_CVS, MOST_ENTRIES, Part};
use super::store::{self, Entry, NewCv, Said};
use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, StoredFile};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum ProfileError {
    NotFound,
    /// There are as many of these as a profile may have.
    Full,
}

impl Refusal for ProfileError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::not_found(),
            Self::Full => Error::refused(
                "There is no room for more",
                "Your profile has as many of these as it can hold. Remove one that you no longer need.",
                Link::to("/profile", "Your profile"),
            ),
        }
    }
}

pub fn save<S: Said>(conn: &mut Conn, account: AccountId, said: &S, now: Moment) -> QueryResult<()> {
    store::touch(conn, account, now)?;
    said.save(conn, account)
}

/// Pressed twice, it is there once: an equal entry says nothing new.
pub fn add<E: Entry>(
    conn: &mut Conn,
    account: AccountId,
    entry: &E,
    now: Moment,
) -> Outcome<(), ProfileError> {
    let there = E::all(conn, account)?;
    if there.iter().any(|one| one.entry == *entry) {
        return Ok(());
    }
    if there.len() >= MOST_ENTRIES {
        return refuse(ProfileError::Full);
    }
    store::touch(conn, account, now)?;
    Ok(entry.insert(conn, account)?)
}

pub fn change<E: Entry>(
    conn: &mut Conn,
    account: AccountId,
    (id, entry): (EntryId, &E),
    now: Moment,
) -> Outcome<(), ProfileError> {
    if !entry.update(conn, account, id)? {
        return refuse(ProfileError::NotFound);
    }
    Ok(store::touch(conn, account, now)?)
}

/// Pressed twice, it is gone once.
pub fn remove<E: Entry>(conn: &mut Conn, account: AccountId, id: EntryId, now: Moment) -> QueryResult<()> {
    if E::remove(conn, account, id)? {
        store::touch(conn, account, now)?;
    }
    Ok(())
}

/// Leaves a part empty on purpose. Filling it in later undoes that by itself.
pub fn skip(conn: &mut Conn, account: AccountId, part: Part) -> QueryResult<()> {
    store::skip(conn, account, part)
}

/// Takes a CV whose bytes are stored already; the first is the preferred one. Gives the file back when the very same is
/// there under the same label: the button was pressed twice.
pub fn add_cv(
    conn: &mut Conn,
    account: AccountId,
    (file, label): (&StoredFile, &str),
    now: Moment,
) -> Outcome<Option<StoredFile>, ProfileError> {
    let others = store::cvs(conn, account)?;
    for id in others.iter().filter(|one| one.entry.label == label).filter_map(|one| one.entry.file) {
        if files::find(conn, id)?.is_some_and(|there| there.is_same_as(file)) {
            return Ok(Some(file.clone()));
        }
    }
    if others.len() >= MOST_CVS {
        return refuse(ProfileError::Full);
    }
    files::insert(conn, file)?;
    store::insert_cv(conn, account, &NewCv { file_id: file.id, label, is_preferred: others.is_empty() })?;
    store::touch(conn, account, now)?;
    Ok(None)
}

pub fn prefer_cv(conn: &mut Conn, account: AccountId, id: EntryId) -> Outcome<(), ProfileError> {
    if store::cv_file(conn, account, id)?.is_none() {
        return refuse(ProfileError::NotFound);
    }
    Ok(store::prefer_cv(conn, account, id)?)
}
