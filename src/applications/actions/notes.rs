//! Members of a provider note things on an application for one another.

use super::desk::{found, note as audit_note};
use super::{DeskError, Here};
use crate::accounts::Account;
use crate::applications::mails::MentionMail;
use crate::applications::model::{ApplicationId, NewNote};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::db::{Conn, Outcome};
use crate::providers::{self, ProviderId};

/// Keeps a note, and tells the colleagues whom its author chose; sent twice it is kept once. Whoever has left
/// meanwhile is not told.
pub fn add_note(
    conn: &mut Conn,
    provider: ProviderId,
    author: &Account,
    (id, note): (ApplicationId, &NewNote),
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, provider, id, here.now)?;
    if !store::add_note(conn, id, author.id, note, here.now)? {
        return Ok(());
    }
    audit_note(conn, &Actor::from(author), "application.note", (&application, &vacancy), here.now)?;
    for colleague in providers::members(conn, provider)? {
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
