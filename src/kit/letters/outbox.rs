//! The outbox: what waits for the mail server, what it took and what it refused.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Letter, Purpose, Site};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::kit::jobs::{self, Job};
use crate::schema::letters;

crate::kit::id::id_type!(LetterId);

crate::kit::words::words! {
    pub enum LetterState { Waiting = "waiting", Sent = "sent", Dead = "dead" }
}

/// Sends what waits in the outbox.
#[derive(Serialize, Deserialize)]
pub struct SendLetter {
    pub letter: LetterId,
}
impl Job for SendLetter {
    const NAME: &'static str = "letters.send";
    const PRIORITY: i32 = 1;
}

/// The same, for letters that many people get at once: nobody's password reset waits behind them.
#[derive(Serialize, Deserialize)]
pub struct SendBulkLetter {
    pub letter: LetterId,
}
impl Job for SendBulkLetter {
    const NAME: &'static str = "letters.send-bulk";
    const PRIORITY: i32 = 9;
}

/// The letter that a job is to send; `None` for a job of another kind.
pub fn letter_of(name: &str, payload: &str) -> Option<LetterId> {
    match name {
        SendLetter::NAME => serde_json::from_str::<SendLetter>(payload).ok().map(|job| job.letter),
        SendBulkLetter::NAME => serde_json::from_str::<SendBulkLetter>(payload).ok().map(|job| job.letter),
        _ => None,
    }
}

impl Letter {
    /// Puts the letter, with what administrators add to its kind, into the outbox and its sending into the queue, in the
    /// caller's transaction.
    pub fn post(&self, conn: &mut Conn, now: Moment, site: &Site) -> QueryResult<LetterId> {
        let (id, letter) = (LetterId::new(), self.worded_as_kept(conn)?);
        diesel::insert_into(letters::table)
            .values((
                letters::id.eq(id),
                letters::about.eq(self.about),
                letters::to_address.eq(&self.to_address),
                letters::to_name.eq(&self.to_name),
                letters::subject.eq(&letter.subject),
                letters::text_body.eq(letter.text(site).map_err(unwritable)?),
                letters::html_body.eq(letter.html(site).map_err(unwritable)?),
                letters::unsubscribe_url.eq(self.leave.as_ref().map(|leave| &leave.one_click_url)),
                letters::message_id.eq(message_id(id, site)),
                letters::state.eq(LetterState::Waiting),
                letters::attempts.eq(0),
                letters::created_at.eq(now),
                letters::is_asked.eq(self.purpose == Purpose::Asked),
            ))
            .execute(conn)?;
        match self.leave {
            None => jobs::enqueue(conn, &SendLetter { letter: id }, now)?,
            Some(_) => jobs::enqueue(conn, &SendBulkLetter { letter: id }, now)?,
        }
        Ok(id)
    }
}

fn unwritable(error: askama::Error) -> diesel::result::Error {
    diesel::result::Error::SerializationError(Box::new(error))
}

/// A letter in the outbox.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = letters)]
pub struct Posted {
    pub id: LetterId,
    pub about: String,
    pub to_address: String,
    pub to_name: String,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub unsubscribe_url: Option<String>,
    pub message_id: String,
    pub state: LetterState,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub created_at: Moment,
    pub sent_at: Option<Moment>,
    /// What the mail server answered when it took it.
    pub server_said: Option<String>,
    /// What it is written from at the moment of its sending; none: it is written.
    pub payload: Option<String>,
}

impl Posted {
    /// This letter with the words of `letter`, and those that administrators add to its kind.
    pub fn written(self, conn: &mut Conn, letter: &Letter, site: &Site) -> QueryResult<Self> {
        let worded = letter.worded_as_kept(conn)?;
        Ok(Self {
            to_name: letter.to_name.clone(),
            subject: worded.subject.clone(),
            text_body: worded.text(site).map_err(unwritable)?,
            html_body: worded.html(site).map_err(unwritable)?,
            unsubscribe_url: letter.leave.as_ref().map(|leave| leave.one_click_url.clone()),
            ..self
        })
    }
}

/// A letter that is written at the moment of its sending, from what is true then.
#[derive(Clone, Debug)]
pub struct Unwritten {
    /// The kind of letter; the worker knows who writes it.
    pub about: &'static str,
    pub to_address: String,
    /// What it is written from, for the feature that writes it.
    pub payload: String,
}

#[derive(Insertable)]
#[diesel(table_name = letters)]
struct NewUnwritten<'a> {
    id: LetterId,
    about: &'a str,
    to_address: &'a str,
    to_name: &'a str,
    subject: &'a str,
    text_body: &'a str,
    html_body: &'a str,
    message_id: String,
    state: LetterState,
    attempts: i32,
    created_at: Moment,
    payload: &'a str,
}

/// SQLite takes 32,766 values in one statement.
const ROWS_AT_ONCE: usize = 2_000;

/// Puts letters that many people get at once into the outbox, in the caller's transaction.
pub fn post_unwritten(conn: &mut Conn, unwritten: &[Unwritten], now: Moment, site: &Site) -> QueryResult<()> {
    for some in unwritten.chunks(ROWS_AT_ONCE) {
        let rows: Vec<NewUnwritten> = some.iter().map(|one| row(one, now, site)).collect();
        on_each!(conn => diesel::insert_into(letters::table).values(&rows).execute(conn))?;
        for row in &rows {
            jobs::enqueue(conn, &SendBulkLetter { letter: row.id }, now)?;
        }
    }
    Ok(())
}

fn row<'a>(unwritten: &'a Unwritten, now: Moment, site: &Site) -> NewUnwritten<'a> {
    let id = LetterId::new();
    NewUnwritten {
        id,
        about: unwritten.about,
        to_address: &unwritten.to_address,
        to_name: "",
        subject: "",
        text_body: "",
        html_body: "",
        message_id: message_id(id, site),
        state: LetterState::Waiting,
        attempts: 0,
        created_at: now,
        payload: &unwritten.payload,
    }
}

/// The same for every try, so that a letter that arrives twice can be known as one (RFC 5322 3.6.4).
fn message_id(id: LetterId, site: &Site) -> String {
    format!("<{id}.{}@{}>", id::next(), site.mail_domain)
}

/// `None` when there is no such letter.
pub fn find(conn: &mut Conn, id: LetterId) -> QueryResult<Option<Posted>> {
    letters::table.find(id).select(Posted::as_select()).first(conn).optional()
}

/// The newest letters, optionally of one state.
pub fn latest(conn: &mut Conn, state: Option<LetterState>, limit: i64) -> QueryResult<Vec<Posted>> {
    let mut query = letters::table.select(Posted::as_select()).into_boxed();
    if let Some(state) = state {
        query = query.filter(letters::state.eq(state));
    }
    query.order(letters::id.desc()).limit(limit).load(conn)
}

/// A page of the letters of one state or of any, to an address that holds `to`, newest first; and how many in all.
pub fn page(
    conn: &mut Conn,
    state: Option<LetterState>,
    to: &str,
    offset: i64,
    limit: i64,
) -> QueryResult<(Vec<Posted>, i64)> {
    let total = fitting(state, to).count().get_result(conn)?;
    let found = fitting(state, to)
        .order(letters::id.desc())
        .offset(offset)
        .limit(limit)
        .select(Posted::as_select())
        .load(conn)?;
    Ok((found, total))
}

type Letters<'a> = letters::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

fn fitting(state: Option<LetterState>, to: &str) -> Letters<'_> {
    let mut fitting = letters::table.into_boxed();
    if let Some(state) = state {
        fitting = fitting.filter(letters::state.eq(state));
    }
    if !to.is_empty() {
        fitting = fitting.filter(letters::to_address.like(crate::kit::text::like(to)).escape('\\'));
    }
    fitting
}

/// How many letters there are in each state; states without any are left out.
pub fn count_by_state(conn: &mut Conn) -> QueryResult<Vec<(LetterState, i64)>> {
    letters::table.group_by(letters::state).select((letters::state, diesel::dsl::count_star())).load(conn)
}

/// How many letters to an address are kept.
pub fn count_to(conn: &mut Conn, address: &str) -> QueryResult<i64> {
    letters::table.filter(letters::to_address.eq(address)).count().get_result(conn)
}

/// The letters to an address, oldest first.
pub fn to_address(conn: &mut Conn, address: &str) -> QueryResult<Vec<Posted>> {
    letters::table
        .filter(letters::to_address.eq(address))
        .order(letters::id.asc())
        .select(Posted::as_select())
        .load(conn)
}

/// Removes a letter that waits and has nothing left to tell.
pub fn drop_needless(conn: &mut Conn, id: LetterId) -> QueryResult<()> {
    let waiting = letters::table.find(id).filter(letters::state.eq(LetterState::Waiting));
    diesel::delete(waiting).execute(conn).map(drop)
}

/// `answer` is what the mail server said.
pub fn mark_sent(conn: &mut Conn, id: LetterId, answer: &str, now: Moment) -> QueryResult<()> {
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(LetterState::Sent),
            letters::sent_at.eq(now),
            letters::attempts.eq(letters::attempts + 1),
            letters::last_error.eq(None::<String>),
            letters::server_said.eq(answer),
        ))
        .execute(conn)
        .map(drop)
}

/// Notes why a letter could not be sent; `dead` when it will not be tried again by itself.
pub fn mark_failed(conn: &mut Conn, id: LetterId, error: &str, dead: bool) -> QueryResult<()> {
    let state = if dead { LetterState::Dead } else { LetterState::Waiting };
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(state),
            letters::attempts.eq(letters::attempts + 1),
            letters::last_error.eq(error),
        ))
        .execute(conn)
        .map(drop)
}

/// Ends the tries of a letter that waits, whose job is no more; false when it does not wait.
pub fn give_up(conn: &mut Conn, id: LetterId, because: &str) -> QueryResult<bool> {
    let waiting = letters::table.find(id).filter(letters::state.eq(LetterState::Waiting));
    let given_up = diesel::update(waiting)
        .set((letters::state.eq(LetterState::Dead), letters::last_error.eq(because)))
        .execute(conn)?;
    Ok(given_up == 1)
}

/// Removes a dead letter for good; false when it is not there, or not dead.
pub fn drop_dead(conn: &mut Conn, id: LetterId) -> QueryResult<bool> {
    let dead = letters::table.find(id).filter(letters::state.eq(LetterState::Dead));
    Ok(diesel::delete(dead).execute(conn)? == 1)
}

/// Since when the oldest that is not sent waits; `None` when all are sent or given up.
pub fn oldest_waiting(conn: &mut Conn) -> QueryResult<Option<Moment>> {
    letters::table
        .filter(letters::state.eq(LetterState::Waiting))
        .order(letters::id)
        .select(letters::created_at)
        .first(conn)
        .optional()
}

/// The newest letter of a kind to an address; `None` when there is none.
pub fn last_about(conn: &mut Conn, about: &str, address: &str) -> QueryResult<Option<Posted>> {
    letters::table
        .filter(letters::to_address.eq(address))
        .filter(letters::about.eq(about))
        .order(letters::id.desc())
        .select(Posted::as_select())
        .first(conn)
        .optional()
}

/// How long a sent letter stays in the outbox, to find out what became of one that did not arrive.
pub const KEPT_DAYS: i64 = 90;

/// Removes letters that were sent long ago.
pub fn tidy(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    let sent_before = now - chrono::Duration::days(KEPT_DAYS);
    diesel::delete(
        letters::table.filter(letters::state.eq(LetterState::Sent)).filter(letters::sent_at.lt(sent_before)),
    )
    .execute(conn)
}

/// Puts a dead letter back into the queue; false when it was not dead.
pub fn send_again(conn: &mut Conn, id: LetterId, now: Moment) -> QueryResult<bool> {
    let changed = diesel::update(letters::table.find(id).filter(letters::state.eq(LetterState::Dead)))
        .set(letters::state.eq(LetterState::Waiting))
        .execute(conn)?;
    if changed == 1 {
        jobs::enqueue(conn, &SendLetter { letter: id }, now)?;
    }
    Ok(changed == 1)
}
