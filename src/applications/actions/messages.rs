//! A candidate and a provider write to one another.

use std::collections::HashMap;

use super::desk::{Of, found, note};
use super::{ApplyError, DeskError, Here, vacancy_of};
use crate::accounts::{Account, AccountId};
use crate::applications::mails::{MessageToCandidateMail, MessageToProviderMail};
use crate::applications::model::{
    Application, ApplicationId, MessageId, NewMessage, Side, State, Vacancy, is_hidden,
};
use crate::applications::store::{self, Message};
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings;
use crate::providers::{MemberRole, Scope};

/// A conversation as one of its two sides reads it.
#[derive(Clone, Debug)]
pub(in crate::applications) struct Thread {
    /// As this reader may see it.
    pub application: Application,
    pub vacancy: Vacancy,
    pub messages: Vec<Message>,
    /// Up to which message this reader had read before.
    pub seen: MessageId,
    /// Up to which message somebody of the other side has read.
    pub seen_by_other: MessageId,
    pub takes_messages: bool,
}

/// Opens the conversation of somebody's own application, which marks it as read; refused while it is a draft.
pub(in crate::applications) fn read_as_candidate(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Thread, ApplyError> {
    let Some(application) = store::own(conn, candidate, id)? else { return refuse(ApplyError::NotFound) };
    if application.state == State::Draft {
        return refuse(ApplyError::MovedOn(id, State::Draft));
    }
    let vacancy = vacancy_of(conn, &application, now, ApplyError::NotFound)?;
    Ok(opened(conn, (application, vacancy), candidate, now)?)
}

/// The same for a member of the provider, with what hides who the candidate is.
pub(in crate::applications) fn read_as_member(
    conn: &mut Conn,
    scope: &Scope,
    member: &Account,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Thread, DeskError> {
    let (application, vacancy) = found(conn, scope, id, now)?;
    note(conn, &Actor::from(member), "application.look-at-messages", (&application, &vacancy), now)?;
    let hidden = is_hidden(vacancy.blind, application.revealed_at);
    let mut thread = opened(conn, (application, vacancy), member.id, now)?;
    if hidden {
        let mask = store::mask_of(conn, &thread.application)?;
        for message in thread.messages.iter_mut().filter(|message| message.side == Side::Candidate) {
            message.words = mask.hide(&message.words);
            message.author = None;
        }
    }
    thread.application = thread.application.for_provider(hidden);
    Ok(thread)
}

fn opened(
    conn: &mut Conn,
    (application, vacancy): (Application, Vacancy),
    reader: AccountId,
    now: Moment,
) -> diesel::QueryResult<Thread> {
    let messages = store::messages(conn, application.id)?;
    let read: HashMap<AccountId, MessageId> = store::read_by(conn, application.id)?;
    let seen = read.get(&reader).copied().unwrap_or(MessageId(0));
    // A colleague who has read it does not count as the other side.
    let is_candidate = |account: &AccountId| *account == application.candidate_id;
    let others = read.iter().filter(|(account, _)| is_candidate(account) != is_candidate(&reader));
    let seen_by_other = others.map(|(_, up_to)| *up_to).max().unwrap_or(MessageId(0));
    if let Some(last) = messages.last().filter(|last| last.id > seen) {
        store::see(conn, application.id, reader, last.id)?;
    }
    let takes_messages = application.takes_messages(now);
    Ok(Thread { application, vacancy, messages, seen, seen_by_other, takes_messages })
}

/// Sent twice it is one message. Each owner and editor who reaches it and has nothing unread from this candidate gets a letter.
pub fn write_as_candidate(
    conn: &mut Conn,
    candidate: AccountId,
    (id, message): (ApplicationId, &NewMessage),
    here: &Here,
) -> Outcome<(), ApplyError> {
    let Some(application) = store::own(conn, candidate, id)? else { return refuse(ApplyError::NotFound) };
    if !application.takes_messages(here.now) {
        return refuse(ApplyError::MovedOn(id, application.state));
    }
    let vacancy = vacancy_of(conn, &application, here.now, ApplyError::NotFound)?;
    let mut untold = Vec::new();
    for member in listings::reaching(conn, vacancy.listing)? {
        let answers = matches!(member.role, MemberRole::Owner | MemberRole::Editor);
        if answers && !store::has_unread(conn, id, Side::Candidate, member.account)? {
            untold.push(member);
        }
    }
    if !store::add_message(conn, id, (Side::Candidate, candidate), message, here.now)? {
        return Ok(());
    }
    for member in untold {
        let mail = MessageToProviderMail {
            email: &member.email,
            name: &member.name,
            vacancy: &vacancy,
            application: id,
        };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Sent twice it is one message. The candidate gets a letter unless there is one already that they have not followed.
/// Gives whether it was sent now.
pub fn write_as_member(
    conn: &mut Conn,
    scope: &Scope,
    author: &Account,
    (id, message): (ApplicationId, &NewMessage),
    here: &Here,
) -> Outcome<bool, DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    write_one(conn, author, (&application, &vacancy), message, here)
}

/// The same about an application that is at hand.
pub(super) fn write_one(
    conn: &mut Conn,
    author: &Account,
    of: Of<'_>,
    message: &NewMessage,
    here: &Here,
) -> Outcome<bool, DeskError> {
    let (application, vacancy) = of;
    let id = application.id;
    if !application.takes_messages(here.now) {
        return refuse(DeskError::MovedOn(vacancy.provider, id, application.state));
    }
    let is_told = store::has_unread(conn, id, Side::Provider, application.candidate_id)?;
    if !store::add_message(conn, id, (Side::Provider, author.id), message, here.now)? {
        return Ok(false);
    }
    note(conn, &Actor::from(author), "application.message", of, here.now)?;
    if !is_told {
        let mail = MessageToCandidateMail { application, vacancy };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(true)
}
