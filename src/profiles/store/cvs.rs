//! CVs of a profile. Their files may be in applications too: who removes one asks both.

use diesel::prelude::*;

use super::rows::{Cv, NewCv};
use crate::accounts::AccountId;
use crate::kit::db::Conn;
use crate::kit::files::{FileId, StoredFile};
use crate::profiles::model::{EntryId, Kept};
use crate::schema::{files, profile_cvs};

/// In the order in which they were added.
pub fn all(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<Kept<Cv>>> {
    let rows: Vec<(EntryId, FileId, String, bool, String, i64)> = profile_cvs::table
        .inner_join(files::table)
        .filter(profile_cvs::account_id.eq(account))
        .order(profile_cvs::id)
        .select((
            profile_cvs::id,
            profile_cvs::file_id,
            profile_cvs::label,
            profile_cvs::is_preferred,
            files::name,
            files::bytes,
        ))
        .load(conn)?;
    let kept = |(id, file, label, is_preferred, file_name, bytes)| Kept {
        id,
        entry: Cv { file: Some(file), label, is_preferred, file_name, bytes },
    };
    Ok(rows.into_iter().map(kept).collect())
}

pub(in crate::profiles) fn insert_cv(conn: &mut Conn, account: AccountId, cv: &NewCv<'_>) -> QueryResult<()> {
    diesel::insert_into(profile_cvs::table)
        .values((profile_cvs::id.eq(EntryId::new()), profile_cvs::account_id.eq(account), cv))
        .execute(conn)
        .map(drop)
}

/// The file of a CV; `None` when this person has no such CV.
pub fn cv_file(conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<Option<StoredFile>> {
    profile_cvs::table
        .inner_join(files::table)
        .filter(profile_cvs::id.eq(id))
        .filter(profile_cvs::account_id.eq(account))
        .select(StoredFile::as_select())
        .first(conn)
        .optional()
}

/// Makes it the one that applications start with. The caller has seen that it is theirs.
pub(in crate::profiles) fn prefer_cv(conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<()> {
    diesel::update(profile_cvs::table.filter(profile_cvs::account_id.eq(account)))
        .set(profile_cvs::is_preferred.eq(profile_cvs::id.eq(id)))
        .execute(conn)
        .map(drop)
}

/// Takes a CV out of the profile, and gives its file, which an application may still hold. When it was the preferred
/// one, the newest of the others is. `None` when this person has no such CV.
pub fn forget_cv(conn: &mut Conn, account: AccountId, id: EntryId) -> QueryResult<Option<FileId>> {
    let Some(cv) = all(conn, account)?.into_iter().find(|cv| cv.id == id) else { return Ok(None) };
    diesel::delete(profile_cvs::table.find(id)).execute(conn)?;
    let newest = all(conn, account)?.pop();
    if let Some(newest) = newest.filter(|_| cv.entry.is_preferred) {
        prefer_cv(conn, account, newest.id)?;
    }
    Ok(cv.entry.file)
}

/// Does a profile hold this file?
pub fn held(conn: &mut Conn, file: FileId) -> QueryResult<bool> {
    let held: i64 = profile_cvs::table.filter(profile_cvs::file_id.eq(file)).count().get_result(conn)?;
    Ok(held > 0)
}
