//! The CV of a draft, and what becomes of files that applications hold.

use super::ApplyError;
use super::apply::own_draft;
use crate::accounts::AccountId;
use crate::applications::model::ApplicationId;
use crate::applications::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome};
use crate::kit::files::{self, FileId, StoredFile};

/// Takes a file whose bytes are stored already. Gives the one it replaces when no application needs that any more.
pub fn attach_cv(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    file: &StoredFile,
    now: Moment,
) -> Outcome<Option<StoredFile>, ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    files::insert(conn, file)?;
    store::set_cv(conn, id, Some(file.id), now)?;
    release(conn, draft.cv_id)
}

pub fn remove_cv(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Option<StoredFile>, ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    store::set_cv(conn, id, None, now)?;
    release(conn, draft.cv_id)
}

pub(super) fn release(conn: &mut Conn, cv: Option<FileId>) -> Outcome<Option<StoredFile>, ApplyError> {
    match cv {
        Some(cv) => Ok(store::release(conn, cv)?),
        None => Ok(None),
    }
}
