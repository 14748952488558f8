//! A member asks for a file of applicants; a job makes it; a day later it is gone.

use serde::{Deserialize, Serialize};

use super::DeskError;
use crate::accounts::AccountId;
use crate::applications::model::{
    EXPORT_KEPT_HOURS, Export, ExportId, ExportKind, ExportState, MOST_EXPORTS,
};
use crate::applications::store::{self, Wanted};
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, StoredFile};
use crate::kit::jobs::{self, Job};
use crate::listings;
use crate::providers::{Deed, Desk, Done, Reach, Scope, note_deed};

/// Somebody waits for a file.
#[derive(Serialize, Deserialize)]
pub struct MakeExport {
    pub export: ExportId,
}
impl Job for MakeExport {
    const NAME: &'static str = "applications.export";
    const PRIORITY: i32 = 6;
}

/// Puts the wish into the queue. The same wish, while its file is being made, is one wish.
pub(in crate::applications) fn ask_export(
    conn: &mut Conn,
    desk: &Desk,
    actor: &Actor,
    (wanted, kind): (&Wanted, ExportKind),
    now: Moment,
) -> Outcome<ExportId, DeskError> {
    let provider = desk.provider.id;
    let Some(account) = actor.id else { return refuse(DeskError::NotFound) };
    let subject = subject(conn, desk, wanted)?;
    if let Some(waiting) = store::waiting_export(conn, account, (wanted, kind), waited_since(now))? {
        return Ok(waiting);
    }
    if store::exports_of(conn, (&desk.scope, account), kept_since(now))?.len() as i64 >= MOST_EXPORTS {
        return refuse(DeskError::TooManyExports(provider));
    }
    let export = Export {
        id: ExportId::new(),
        provider_id: provider,
        listing_id: wanted.listing,
        account_id: account,
        kind,
        state: ExportState::Waiting,
        done: 0,
        total: store::count_exported(conn, wanted)? as i32,
        file_id: None,
        created_at: now,
        finished_at: None,
        of_state: wanted.state,
        words: wanted.words.clone(),
        sites: Some(wanted.scope.reach()).filter(|reach| !reach.is_all()).map(Reach::code),
    };
    store::insert_export(conn, &export)?;
    let note = format!("{}: {} applications", kind.as_str(), export.total);
    let words = format!("{} applications ({})", export.total, subject.label);
    let done = Done::gone(Deed::Export, "").with(&words);
    note_deed(conn, (provider, actor), done, now)?;
    audit::note(conn, actor, "application.export", subject, &note, now)?;
    jobs::enqueue(conn, &MakeExport { export: export.id }, now)?;
    Ok(export.id)
}

fn subject(conn: &mut Conn, desk: &Desk, wanted: &Wanted) -> Outcome<Subject, DeskError> {
    let Some(id) = wanted.listing else {
        return Ok(Subject::new("provider", desk.provider.id.0, desk.provider.name.clone()));
    };
    match listings::owned(conn, &wanted.scope, id)? {
        Some(listing) => Ok(Subject::new("listing", id.0, listing.name())),
        None => refuse(DeskError::NotFound),
    }
}

/// A wish that has waited longer than an hour will hardly come true: the same wish is one more.
fn waited_since(now: Moment) -> Moment {
    now - chrono::Duration::hours(1)
}

/// What was asked for earlier is kept no longer.
pub fn kept_since(now: Moment) -> Moment {
    now - chrono::Duration::hours(EXPORT_KEPT_HOURS)
}

/// An export of this member's that is still kept, and holds nothing that they do not reach any more; `None` for
/// everybody else.
pub fn own_export(
    conn: &mut Conn,
    of: (&Scope, AccountId),
    id: ExportId,
    now: Moment,
) -> diesel::QueryResult<Option<Export>> {
    let kept = store::exports_of(conn, of, kept_since(now))?;
    Ok(kept.into_iter().find(|export| export.id == id))
}

/// Its file, to whoever asked for it.
pub fn open_export(
    conn: &mut Conn,
    desk: &Desk,
    actor: &Actor,
    id: ExportId,
    now: Moment,
) -> Outcome<StoredFile, DeskError> {
    let Some(account) = actor.id else { return refuse(DeskError::NotFound) };
    let export = own_export(conn, (&desk.scope, account), id, now)?;
    let file = match export.and_then(|export| export.file_id) {
        Some(file) => files::find(conn, file)?,
        None => None,
    };
    let Some(file) = file else { return refuse(DeskError::NotFound) };
    let subject = Subject::new("provider", desk.provider.id.0, desk.provider.name.clone());
    note_deed(conn, (desk.provider.id, actor), Done::gone(Deed::FetchExport, ""), now)?;
    audit::note(conn, actor, "application.fetch-export", subject, &file.name, now)?;
    Ok(file)
}

/// Ties a file to the export that it was made for; false when nobody waits for it any more, so that its bytes can go.
pub(in crate::applications) fn end_export(
    conn: &mut Conn,
    id: ExportId,
    (state, file): (ExportState, Option<&StoredFile>),
    now: Moment,
) -> diesel::QueryResult<bool> {
    if let Some(file) = file {
        files::insert(conn, file)?;
    }
    let ended = store::end_export(conn, id, (state, file.map(|file| file.id)), now)?;
    if let Some(file) = file.filter(|_| !ended) {
        files::forget(conn, file.id)?;
    }
    Ok(ended)
}

/// Forgets exports that are kept no longer, and gives their files so that the bytes go too.
pub(in crate::applications) fn forget_exports(
    conn: &mut Conn,
    now: Moment,
) -> diesel::QueryResult<Vec<StoredFile>> {
    let mut gone = Vec::new();
    for (id, file) in store::exports_before(conn, kept_since(now))? {
        store::delete_export(conn, id)?;
        if let Some(file) = file {
            files::forget(conn, file.id)?;
            gone.push(file);
        }
    }
    Ok(gone)
}
