//! What an application takes from the profile: whether it goes with it, and which of its CVs.

use super::ApplyError;
use super::apply::own_draft;
use super::cv::release;
use crate::accounts::AccountId;
use crate::applications::model::ApplicationId;
use crate::applications::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::StoredFile;
use crate::profiles::{self, EntryId};

/// Sends the profile with this application, or leaves it out.
pub fn choose_profile(
    conn: &mut Conn,
    candidate: AccountId,
    (id, sends): (ApplicationId, bool),
    now: Moment,
) -> Outcome<(), ApplyError> {
    own_draft(conn, candidate, id)?;
    Ok(store::set_sends_profile(conn, id, sends, now)?)
}

/// Takes a CV of the profile. Gives the file it replaces when nothing needs that any more.
pub fn choose_cv(
    conn: &mut Conn,
    candidate: AccountId,
    (id, cv): (ApplicationId, EntryId),
    now: Moment,
) -> Outcome<Option<StoredFile>, ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    let Some(file) = profiles::cv_file(conn, candidate, cv)? else { return refuse(ApplyError::NotFound) };
    store::set_cv(conn, id, Some(file.id), now)?;
    match draft.cv_id.filter(|before| *before != file.id) {
        Some(before) => release(conn, Some(before)),
        None => Ok(None),
    }
}

/// Takes a CV out of the profile. Gives its file when no application needs it.
pub fn remove_profile_cv(
    conn: &mut Conn,
    candidate: AccountId,
    cv: EntryId,
) -> Outcome<Option<StoredFile>, ApplyError> {
    let file = profiles::forget_cv(conn, candidate, cv)?;
    release(conn, file)
}
