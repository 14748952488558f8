//! Moderators ask, organisations answer; each side hears of the other by letter.

use super::{DeskError, decide_alone, decided};
use crate::accounts::{self, actions::Here};
use crate::audit::{self, Actor, Subject};
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings;
use crate::moderation::mails::{AnsweredMail, AskedMail};
use crate::moderation::model::{About, Kind, ThreadId};
use crate::moderation::store::{self, Message};
use crate::providers::{self, Scope};

/// What a thread is about, in words.
struct Named {
    title: String,
    provider: String,
}

/// `None` when there is no such listing of that organisation.
fn named(conn: &mut Conn, about: &About) -> diesel::QueryResult<Option<Named>> {
    let Some(provider) = providers::find(conn, about.provider)? else { return Ok(None) };
    let title = match about.listing {
        None => provider.name.clone(),
        Some(id) => match listings::owned(conn, &Scope::whole(about.provider), id)? {
            None => return Ok(None),
            Some(listing) => listing.name().to_string(),
        },
    };
    Ok(Some(Named { title, provider: provider.name }))
}

/// Adds a message; false when its writer has just said the same.
fn say(conn: &mut Conn, thread: ThreadId, message: &Message) -> diesel::QueryResult<bool> {
    let is_repeated = store::messages(conn, thread)?.last().is_some_and(|last| {
        (last.from_desk, last.author_id, &last.words)
            == (message.from_desk, message.author_id, &message.words)
    });
    if !is_repeated {
        store::add_message(conn, thread, message)?;
    }
    Ok(!is_repeated)
}

/// A moderator writes; whoever is written to about it hears of it. What waited there for an answer has one.
pub fn ask(
    conn: &mut Conn,
    actor: &Actor,
    about: &About,
    words: &str,
    here: &Here,
) -> Outcome<(), DeskError> {
    let Some(Named { title, provider }) = named(conn, about)? else { return refuse(DeskError::NotFound) };
    let thread = store::open_thread(conn, about)?;
    decide_alone(conn, actor, Kind::Thread, thread.0, here.now)?;
    if !say(conn, thread, &message(true, actor, words, here))? {
        return Ok(());
    }
    store::set_waits(conn, thread, None)?;
    decided(conn, Kind::Thread, thread.0)?;
    let subject = match about.listing {
        Some(listing) => Subject::new("listing", listing.0, title.as_str()),
        None => Subject::new("provider", about.provider.0, title.as_str()),
    };
    audit::note(conn, actor, "review.ask", subject, words, here.now)?;
    let readers = match about.listing {
        Some(listing) => listings::readers(conn, listing)?,
        None => providers::members_to_tell(conn, about.provider)?,
    };
    for (email, name) in readers {
        let mail = AskedMail {
            email: &email,
            name: &name,
            title: &title,
            provider: &provider,
            words,
            about: *about,
        };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Somebody of the organisation writes; the thread waits, and the moderators who wrote in it hear of it.
pub fn answer(
    conn: &mut Conn,
    actor: &Actor,
    about: &About,
    words: &str,
    here: &Here,
) -> Outcome<(), DeskError> {
    let Some(Named { title, provider }) = named(conn, about)? else { return refuse(DeskError::NotFound) };
    let thread = store::open_thread(conn, about)?;
    if !say(conn, thread, &message(false, actor, words, here))? {
        return Ok(());
    }
    if store::thread(conn, thread)?.is_some_and(|(_, since)| since.is_none()) {
        store::set_waits(conn, thread, Some(here.now))?;
    }
    for moderator in desk_authors(conn, thread)? {
        if let Some(account) = accounts::find(conn, moderator)?.filter(|account| account.role.is_staff()) {
            let (email, name) = (account.email.as_str(), account.name.as_str());
            let mail = AnsweredMail { email, name, title: &title, provider: &provider, words, thread };
            mail.letter(&here.site).post(conn, here.now, &here.site)?;
        }
    }
    Ok(())
}

fn message(from_desk: bool, actor: &Actor, words: &str, here: &Here) -> Message {
    Message {
        from_desk,
        author_id: actor.id,
        author_name: actor.name.clone(),
        words: words.to_string(),
        written_at: here.now,
    }
}

fn desk_authors(conn: &mut Conn, thread: ThreadId) -> diesel::QueryResult<Vec<accounts::AccountId>> {
    let messages = store::messages(conn, thread)?;
    let mut authors: Vec<_> =
        messages.iter().filter(|one| one.from_desk).filter_map(|one| one.author_id).collect();
    authors.sort_unstable();
    authors.dedup();
    Ok(authors)
}

/// Takes a thread out of the queue that needs no answer. Done before, it is done.
pub fn settle_thread(conn: &mut Conn, actor: &Actor, id: ThreadId, here: &Here) -> Outcome<(), DeskError> {
    if store::thread(conn, id)?.is_none() {
        return refuse(DeskError::NotFound);
    }
    decide_alone(conn, actor, Kind::Thread, id.0, here.now)?;
    store::set_waits(conn, id, None)?;
    Ok(decided(conn, Kind::Thread, id.0)?)
}
