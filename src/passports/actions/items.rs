//! A candidate minds their own items.

use diesel::QueryResult;

use super::PassportError;
use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, FileId, StoredFile};
use crate::passports::model::{Item, ItemId, MOST_ITEMS, Said, warning_due};
use crate::passports::store;

/// An item as its form sends it: the number that it will have, its kind and what is said of it.
pub type NewItem<'a> = (ItemId, &'a str, &'a Said);

/// Adds an item, with evidence whose bytes are stored already, and gives that back when it is not needed: a form that is
/// sent twice leaves one item. Sent again with something else in it, it leaves one more. Whoever writes today that
/// something expires next week need not be told so tomorrow.
pub fn add(
    conn: &mut Conn,
    account: AccountId,
    new: NewItem<'_>,
    file: Option<&StoredFile>,
    now: Moment,
) -> Outcome<(ItemId, Option<StoredFile>), PassportError> {
    if is_there(conn, account, new, file)? {
        return Ok((new.0, file.cloned()));
    }
    if store::count(conn, account)? >= MOST_ITEMS as i64 {
        return refuse(PassportError::Full);
    }
    if let Some(file) = file {
        files::insert(conn, file)?;
    }
    let item = item(account, new, file, now);
    if store::insert(conn, &item)? {
        return Ok((item.id, None));
    }
    // Its twin came in just before, or the number belongs to something else.
    if is_there(conn, account, new, file)? {
        return Ok((item.id, file.map(|file| release(conn, file.id)).transpose()?.flatten()));
    }
    let item = Item { id: ItemId::new(), ..item };
    store::insert(conn, &item)?;
    Ok((item.id, None))
}

fn item(account: AccountId, (id, kind, said): NewItem<'_>, file: Option<&StoredFile>, now: Moment) -> Item {
    let Said { level, words, issued_on, expires_on } = said.clone();
    Item {
        id,
        account_id: account,
        kind: kind.to_string(),
        level,
        words,
        issued_on,
        expires_on,
        file_id: file.map(|file| file.id),
        version: 1,
        warned_weeks: warning_due(expires_on, now.london_day()),
        created_at: now,
        updated_at: now,
    }
}

/// Is exactly this there under its number?
fn is_there(
    conn: &mut Conn,
    account: AccountId,
    (id, kind, said): NewItem<'_>,
    file: Option<&StoredFile>,
) -> QueryResult<bool> {
    let Some(kept) = store::own(conn, account, id)? else { return Ok(false) };
    let has_same_file = match (&kept.file, file) {
        (Some(there), Some(file)) => there.is_same_as(file),
        (there, file) => there.is_none() && file.is_none(),
    };
    Ok(kept.item.kind == kind && kept.item.said() == *said && has_same_file)
}

/// Puts a new version in the place of an item, and gives the evidence that is no longer wanted. Without new evidence
/// the old stays. Saved with nothing changed, it stays as it was, and so does what providers said of it.
pub fn change(
    conn: &mut Conn,
    account: AccountId,
    (id, said): (ItemId, &Said),
    file: Option<&StoredFile>,
    now: Moment,
) -> Outcome<Option<StoredFile>, PassportError> {
    let Some(kept) = store::own(conn, account, id)? else { return refuse(PassportError::NotFound) };
    if file.is_none() && kept.item.said() == *said {
        return Ok(None);
    }
    if let Some(file) = file {
        files::insert(conn, file)?;
    }
    let holds = file.map(|file| file.id).or(kept.item.file_id);
    let warned = match kept.item.expires_on == said.expires_on {
        true => kept.item.warned_weeks,
        false => warning_due(said.expires_on, now.london_day()),
    };
    store::replace(conn, id, (said, holds), warned, now)?;
    match kept.item.file_id.filter(|_| file.is_some()) {
        Some(old) => Ok(release(conn, old)?),
        None => Ok(None),
    }
}

/// Removes an item from the passport and from every application, and gives its evidence. Pressed twice, it is gone
/// once.
pub fn remove(conn: &mut Conn, account: AccountId, id: ItemId) -> Outcome<Option<StoredFile>> {
    let Some(kept) = store::own(conn, account, id)? else { return Ok(None) };
    store::delete(conn, id)?;
    match kept.item.file_id {
        Some(file) => Ok(release(conn, file)?),
        None => Ok(None),
    }
}

/// Evidence belongs to one item alone.
fn release(conn: &mut Conn, file: FileId) -> QueryResult<Option<StoredFile>> {
    let found = files::find(conn, file)?;
    files::forget(conn, file)?;
    Ok(found)
}
