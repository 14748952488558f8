//! The SQL of what moderators and organisations write to one another.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::moderation::model::{About, MessageId, ThreadId};
use crate::schema::{review_messages, review_threads};

/// Threads in which the organisation had the last word, as the review desk lists them.
pub const WAITING_THREADS: &str = "SELECT review_threads.id, waits_since AS sent_at, \
     COALESCE(listings.title, providers.name) AS title, providers.name AS who, '' AS what FROM review_threads \
     JOIN providers ON providers.id = review_threads.provider_id \
     LEFT JOIN listings ON listings.id = review_threads.listing_id WHERE waits_since IS NOT NULL";

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = review_messages)]
pub struct Message {
    pub from_desk: bool,
    pub author_id: Option<AccountId>,
    pub author_name: String,
    pub words: String,
    pub written_at: Moment,
}

/// `None` when nothing was ever written about it.
pub fn thread_about(conn: &mut Conn, about: &About) -> QueryResult<Option<ThreadId>> {
    let of_provider =
        review_threads::table.filter(review_threads::provider_id.eq(about.provider)).into_boxed();
    let threads = match about.listing {
        Some(listing) => of_provider.filter(review_threads::listing_id.eq(listing)),
        None => of_provider.filter(review_threads::listing_id.is_null()),
    };
    threads.select(review_threads::id).first(conn).optional()
}

/// The thread, opened when there is none.
pub fn open_thread(conn: &mut Conn, about: &About) -> QueryResult<ThreadId> {
    if let Some(thread) = thread_about(conn, about)? {
        return Ok(thread);
    }
    let id = ThreadId::new();
    diesel::insert_into(review_threads::table)
        .values((
            review_threads::id.eq(id),
            review_threads::provider_id.eq(about.provider),
            review_threads::listing_id.eq(about.listing),
        ))
        .execute(conn)?;
    Ok(id)
}

/// What a thread is about, and since when it waits; `None` when there is no such thread.
pub fn thread(conn: &mut Conn, id: ThreadId) -> QueryResult<Option<(About, Option<Moment>)>> {
    let found: Option<(_, _, Option<Moment>)> = review_threads::table
        .find(id)
        .select((review_threads::provider_id, review_threads::listing_id, review_threads::waits_since))
        .first(conn)
        .optional()?;
    Ok(found.map(|(provider, listing, since)| (About { provider, listing }, since)))
}

/// From when on it waits for a moderator; `None`: it waits no more.
pub fn set_waits(conn: &mut Conn, id: ThreadId, since: Option<Moment>) -> QueryResult<()> {
    diesel::update(review_threads::table.find(id))
        .set(review_threads::waits_since.eq(since))
        .execute(conn)
        .map(drop)
}

/// The last hundred, oldest first.
pub fn messages(conn: &mut Conn, thread: ThreadId) -> QueryResult<Vec<Message>> {
    let mut found = review_messages::table
        .filter(review_messages::thread_id.eq(thread))
        .order(review_messages::id.desc())
        .limit(100)
        .select(Message::as_select())
        .load(conn)?;
    found.reverse();
    Ok(found)
}

pub fn add_message(conn: &mut Conn, thread: ThreadId, message: &Message) -> QueryResult<()> {
    diesel::insert_into(review_messages::table)
        .values((
            review_messages::id.eq(MessageId::new()),
            review_messages::thread_id.eq(thread),
            review_messages::from_desk.eq(message.from_desk),
            review_messages::author_id.eq(message.author_id),
            review_messages::author_name.eq(&message.author_name),
            review_messages::words.eq(&message.words),
            review_messages::written_at.eq(message.written_at),
        ))
        .execute(conn)
        .map(drop)
}
