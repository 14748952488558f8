//! The SQL of notes. Whoever asks has found the application as its provider's before.

use diesel::prelude::*;
use itertools::Itertools;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, NewNote, NoteId};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::{accounts, application_note_mentions, application_notes};

#[derive(Clone, Debug)]
pub(in crate::applications) struct Note {
    /// `None` when their account is gone.
    pub author: Option<String>,
    pub words: String,
    pub at: Moment,
    /// The names of those who were told.
    pub told: Vec<String>,
}

/// Oldest first.
pub(in crate::applications) fn notes(conn: &mut Conn, application: ApplicationId) -> QueryResult<Vec<Note>> {
    let rows: Vec<(NoteId, Option<String>, String, Moment)> = application_notes::table
        .left_join(accounts::table)
        .filter(application_notes::application_id.eq(application))
        .order((application_notes::at, application_notes::id))
        .select((
            application_notes::id,
            accounts::name.nullable(),
            application_notes::words,
            application_notes::at,
        ))
        .load(conn)?;
    let told: Vec<(NoteId, String)> = application_note_mentions::table
        .inner_join(application_notes::table)
        .inner_join(accounts::table)
        .filter(application_notes::application_id.eq(application))
        .order((application_note_mentions::note_id, accounts::name))
        .select((application_note_mentions::note_id, accounts::name))
        .load(conn)?;
    let mut told_of = told.into_iter().into_group_map();
    let note =
        |(id, author, words, at)| Note { author, words, at, told: told_of.remove(&id).unwrap_or_default() };
    Ok(rows.into_iter().map(note).collect())
}

pub(in crate::applications) fn count_notes(conn: &mut Conn, application: ApplicationId) -> QueryResult<i64> {
    let here = application_notes::table.filter(application_notes::application_id.eq(application));
    here.count().get_result(conn)
}

/// Where a note is and who wrote what in it; `None` when there is none.
pub(in crate::applications) fn note(
    conn: &mut Conn,
    id: NoteId,
) -> QueryResult<Option<(ApplicationId, Option<AccountId>, String)>> {
    application_notes::table
        .find(id)
        .select((application_notes::application_id, application_notes::author_id, application_notes::words))
        .first(conn)
        .optional()
}

pub(in crate::applications) fn add_note(
    conn: &mut Conn,
    application: ApplicationId,
    author: AccountId,
    note: &NewNote,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(application_notes::table)
        .values((
            application_notes::id.eq(note.id),
            application_notes::application_id.eq(application),
            application_notes::author_id.eq(author),
            application_notes::words.eq(&note.words),
            application_notes::at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

pub(in crate::applications) fn add_mention(
    conn: &mut Conn,
    note: NoteId,
    account: AccountId,
) -> QueryResult<()> {
    diesel::insert_into(application_note_mentions::table)
        .values((
            application_note_mentions::note_id.eq(note),
            application_note_mentions::account_id.eq(account),
        ))
        .execute(conn)
        .map(drop)
}
