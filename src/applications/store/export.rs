//! The SQL of exports: the rows that go into one, some at a time, and the exports themselves.

use std::collections::HashMap;

use diesel::prelude::*;

use super::desk::{Wanted, submitted};
use super::documents::documents_of;
use super::{mask_of, scores_of};
use crate::accounts::AccountId;
use crate::applications::model::{
    Answers, Application, ApplicationId, Documents, Export, ExportId, ExportKind, ExportState, Score,
    is_hidden,
};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::files::{FileId, StoredFile};
use crate::listings::{QuestionId, owned};
use crate::providers::Scope;
use crate::schema::{
    application_answers, application_documents, application_exports, applications, files, listings,
};

/// An application as its provider may have it in a file: where names are hidden, without the person.
pub(in crate::applications) struct Exported {
    pub application: Application,
    pub title: String,
    pub answers: Answers,
    pub scores: Vec<Score>,
    pub cv: Option<StoredFile>,
    pub documents: Documents,
}

impl From<&Export> for Wanted {
    fn from(export: &Export) -> Self {
        Self {
            scope: export.scope(),
            listing: export.listing_id,
            state: export.of_state,
            words: export.words.clone(),
        }
    }
}

/// How many applications there are.
pub(in crate::applications) fn count_exported(conn: &mut Conn, wanted: &Wanted) -> QueryResult<i64> {
    submitted(wanted).count().get_result(conn)
}

/// The bytes of all files that may be in it, together.
pub(in crate::applications) fn bytes_exported(conn: &mut Conn, wanted: &Wanted) -> QueryResult<i64> {
    let shown =
        || submitted(wanted).filter(listings::blind.eq(false).or(applications::revealed_at.is_not_null()));
    let cvs: Vec<i64> = shown().inner_join(files::table).select(files::bytes).load(conn)?;
    let documents: Vec<i64> = shown()
        .inner_join(application_documents::table.inner_join(files::table))
        .select(files::bytes)
        .load(conn)?;
    Ok(cvs.into_iter().chain(documents).sum())
}

/// The next applications after this one, in the order of their numbers, which never changes.
pub(in crate::applications) fn exported_after(
    conn: &mut Conn,
    wanted: &Wanted,
    after: ApplicationId,
    most: i64,
) -> QueryResult<Vec<Exported>> {
    let rows: Vec<(Application, String, bool)> = submitted(wanted)
        .filter(applications::id.gt(after))
        .order(applications::id)
        .limit(most)
        .select((applications::all_columns, listings::title, listings::blind))
        .load(conn)?;
    let ids: Vec<ApplicationId> = rows.iter().map(|(application, ..)| application.id).collect();
    let cvs: Vec<FileId> = rows.iter().filter_map(|(application, ..)| application.cv_id).collect();
    let (mut answers, mut scores) = (answers_of(conn, &ids)?, scores_of(conn, &ids)?);
    let cvs = files_of(conn, cvs)?;
    let mut documents = documents_of(conn, &ids)?;
    let mut exported = Vec::with_capacity(rows.len());
    for (mut application, title, blind) in rows {
        let hidden = is_hidden(blind, application.revealed_at);
        let mut answers = answers.remove(&application.id).unwrap_or_default();
        if hidden {
            let mask = mask_of(conn, &application)?;
            answers.values_mut().for_each(|answer| *answer = mask.hide(answer));
            application.statement = mask.hide(&application.statement);
        }
        let scores = scores.remove(&application.id).unwrap_or_default();
        let application = application.for_provider(hidden);
        let cv = application.cv_id.and_then(|cv| cvs.get(&cv).cloned());
        let documents = documents.remove(&application.id).filter(|_| !hidden).unwrap_or_default();
        exported.push(Exported { application, title, answers, scores, cv, documents });
    }
    Ok(exported)
}

fn answers_of(conn: &mut Conn, ids: &[ApplicationId]) -> QueryResult<HashMap<ApplicationId, Answers>> {
    let rows: Vec<(ApplicationId, QuestionId, String)> = application_answers::table
        .filter(application_answers::application_id.eq_any(ids.to_vec()))
        .select((
            application_answers::application_id,
            application_answers::question_id,
            application_answers::answer,
        ))
        .load(conn)?;
    let mut found: HashMap<ApplicationId, Answers> = HashMap::new();
    for (application, question, answer) in rows {
        found.entry(application).or_default().insert(question, answer);
    }
    Ok(found)
}

fn files_of(conn: &mut Conn, ids: Vec<FileId>) -> QueryResult<HashMap<FileId, StoredFile>> {
    let rows: Vec<StoredFile> =
        files::table.filter(files::id.eq_any(ids)).select(StoredFile::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|file| (file.id, file)).collect())
}

pub(in crate::applications) fn insert_export(conn: &mut Conn, export: &Export) -> QueryResult<()> {
    diesel::insert_into(application_exports::table)
        .values((
            application_exports::id.eq(export.id),
            application_exports::provider_id.eq(export.provider_id),
            application_exports::listing_id.eq(export.listing_id),
            application_exports::account_id.eq(export.account_id),
            application_exports::kind.eq(export.kind),
            application_exports::state.eq(export.state),
            application_exports::done.eq(export.done),
            application_exports::total.eq(export.total),
            application_exports::created_at.eq(export.created_at),
            application_exports::of_state.eq(export.of_state),
            application_exports::words.eq(&export.words),
            application_exports::sites.eq(&export.sites),
        ))
        .execute(conn)
        .map(drop)
}

/// `None` when it is gone.
pub(in crate::applications) fn export(conn: &mut Conn, id: ExportId) -> QueryResult<Option<Export>> {
    application_exports::table.find(id).first(conn).optional()
}

/// Those that this member asked this provider's desk for, that are still kept and hold nothing out of their reach: of a
/// listing that they reach now, or of sites that they all reach now. Newest first.
pub(in crate::applications) fn exports_of(
    conn: &mut Conn,
    (scope, account): (&Scope, AccountId),
    since: Moment,
) -> QueryResult<Vec<Export>> {
    let exports: Vec<Export> = application_exports::table
        .filter(application_exports::provider_id.eq(scope.provider))
        .filter(application_exports::account_id.eq(account))
        .filter(application_exports::created_at.gt(since))
        .order(application_exports::id.desc())
        .load(conn)?;
    let mut within = Vec::new();
    for export in exports {
        let reaches = scope.reach().covers(export.scope().reach());
        let of_listing = match export.listing_id.filter(|_| !scope.is_whole()) {
            Some(listing) => owned(conn, scope, listing)?.is_some(),
            None => true,
        };
        within.extend(Some(export).filter(|_| reaches && of_listing));
    }
    Ok(within)
}

/// One that was asked for since then and is being made: the button was pressed twice.
pub(in crate::applications) fn waiting_export(
    conn: &mut Conn,
    account: AccountId,
    (wanted, kind): (&Wanted, ExportKind),
    since: Moment,
) -> QueryResult<Option<ExportId>> {
    let waiting: Vec<Export> = application_exports::table
        .filter(application_exports::account_id.eq(account))
        .filter(application_exports::provider_id.eq(wanted.scope.provider))
        .filter(application_exports::kind.eq(kind))
        .filter(application_exports::state.eq(ExportState::Waiting))
        .filter(application_exports::created_at.gt(since))
        .order(application_exports::id)
        .load(conn)?;
    Ok(waiting.iter().find(|export| Wanted::from(*export) == *wanted).map(|export| export.id))
}

pub(in crate::applications) fn set_exported(
    conn: &mut Conn,
    id: ExportId,
    (done, total): (i32, i32),
) -> QueryResult<()> {
    diesel::update(application_exports::table.find(id))
        .set((application_exports::done.eq(done), application_exports::total.eq(total)))
        .execute(conn)
        .map(drop)
}

/// False when it is not waited for (any more).
pub(in crate::applications) fn end_export(
    conn: &mut Conn,
    id: ExportId,
    (state, file): (ExportState, Option<FileId>),
    now: Moment,
) -> QueryResult<bool> {
    let waiting =
        application_exports::table.find(id).filter(application_exports::state.eq(ExportState::Waiting));
    let ended = diesel::update(waiting)
        .set((
            application_exports::state.eq(state),
            application_exports::file_id.eq(file),
            application_exports::finished_at.eq(now),
        ))
        .execute(conn)?;
    Ok(ended == 1)
}

/// Those that were asked for before this moment, with their files.
pub(in crate::applications) fn exports_before(
    conn: &mut Conn,
    before: Moment,
) -> QueryResult<Vec<(ExportId, Option<StoredFile>)>> {
    application_exports::table
        .left_join(files::table)
        .filter(application_exports::created_at.le(before))
        .order(application_exports::id)
        .limit(500)
        .select((application_exports::id, Option::<StoredFile>::as_select()))
        .load(conn)
}

pub(in crate::applications) fn delete_export(conn: &mut Conn, id: ExportId) -> QueryResult<()> {
    diesel::delete(application_exports::table.find(id)).execute(conn).map(drop)
}
