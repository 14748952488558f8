//! Members of a provider note things on an application for one another.

use super::desk::{found, note as audit_note};
use super::{DeskError, Here};
use crate::accounts::Account;
use crate::applications::mails::MentionMail;
use crate::applications::model::{ApplicationId, MOST_NOTES, NewNote, NoteId};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings;
use crate::providers::Scope;

/// Keeps a note, and tells the colleagues whom its author chose; sent twice it is kept once. Whoever has left
/// meanwhile, or reaches it no more, is not told.
pub fn add_note(
    conn: &mut Conn,
    scope: &Scope,
    author: &Account,
    (id, note): (ApplicationId, &NewNote),
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    // A form that was sent before, with other words in it now, is one more note.
    let again = NewNote { id: NoteId::new(), ..note.clone() };
    let note = match store::note(conn, note.id)? {
        None => note,
        Some(kept) if kept == (id, Some(author.id), note.words.clone()) => return Ok(()),
        Some(_) => &again,
    };
    if store::count_notes(conn, id)? >= MOST_NOTES {
        return refuse(DeskError::NoRoomForNotes);
    }
    store::add_note(conn, id, author.id, note, here.now)?;
    audit_note(conn, &Actor::from(author), "application.note", (&application, &vacancy), here.now)?;
    for colleague in listings::reaching(conn, vacancy.listing)? {
        if colleague.account == author.id || !note.tell.contains(&colleague.account) {
            continue;
        }
        store::add_mention(conn, note.id, colleague.account)?;
        let (email, name) = (colleague.email.as_str(), colleague.name.as_str());
        let mail = MentionMail { email, name, author: &author.name, vacancy: &vacancy, application: id };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
