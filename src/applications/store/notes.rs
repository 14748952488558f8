//! The SQL of notes. Whoever asks has found the application as its provider's before.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, NewNote, NoteId};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
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
    let told_of = |note: NoteId| told.iter().filter(|one| one.0 == note).map(|one| one.1.clone()).collect();
    let note = |(id, author, words, at)| Note { author, words, at, told: told_of(id) };
    Ok(rows.into_iter().map(note).collect())
}

/// Adds a note; false when it is there already.
pub(in crate::applications) fn add_note(
    conn: &mut Conn,
    application: ApplicationId,
    author: AccountId,
    note: &NewNote,
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        application_notes::id.eq(note.id),
        application_notes::application_id.eq(application),
        application_notes::author_id.eq(author),
        application_notes::words.eq(&note.words),
        application_notes::at.eq(now),
    );
    let added = on_each!(conn => diesel::insert_into(application_notes::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
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
