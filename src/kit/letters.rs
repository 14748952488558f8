//! Letters: one look and one voice for everything that leaves by mail. A letter is a value; its text and its HTML
//! are made from it, so that the twins cannot differ. Posting puts it into the outbox inside the caller's transaction.

use askama::Template;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::kit::jobs::{self, Job};
use crate::schema::letters;

mod wording;

pub use wording::*;

crate::kit::id::id_type!(LetterId);

crate::kit::words::words! {
    pub enum LetterState { Waiting = "waiting", Sent = "sent", Dead = "dead" }
}

/// How the site names itself in letters, and the configured public address that their links start with.
#[derive(Clone, Debug)]
pub struct Site {
    pub public_url: String,
    /// The domain of Message-IDs.
    pub mail_domain: String,
}

impl Site {
    /// `path` starts with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }
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

/// A part of a letter, in the order it was added.
#[derive(Debug, Clone)]
pub enum Part {
    Para(String),
    Quote(String),
    Facts(Vec<(String, String)>),
    Button { label: String, url: String },
    Item(Item),
}

/// One thing a letter lists: a title that is a link, with lines under it.
#[derive(Debug, Clone)]
pub struct Item {
    pub title: String,
    pub url: String,
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Letter {
    about: &'static str,
    to_address: String,
    to_name: String,
    subject: String,
    parts: Vec<Part>,
    because: String,
    leave: Option<Leave>,
}

/// The way out of letters that are not strictly needed.
#[derive(Debug, Clone)]
pub struct Leave {
    /// A page that asks before it ends anything.
    pub page_url: String,
    /// Takes the one-click POST of RFC 8058.
    pub one_click_url: String,
}

#[derive(Template)]
#[template(path = "mails/letter.txt")]
struct TextTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct HtmlTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

impl Letter {
    /// `about` names the kind of letter for logs and statistics, such as `accounts.confirm`.
    pub fn to(address: &str, name: &str, about: &'static str) -> Self {
        Self { about, to_address: address.into(), to_name: name.into(), ..Self::default() }
    }

    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = crate::kit::text::line(&subject.into());
        self
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub fn para(self, words: impl Into<String>) -> Self {
        self.part(Part::Para(words.into()))
    }

    /// Words of another person, set apart; nothing when there are none.
    pub fn quote(self, words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { self } else { self.part(Part::Quote(words)) }
    }

    pub fn facts<N: Into<String>, V: Into<String>>(self, facts: impl IntoIterator<Item = (N, V)>) -> Self {
        self.part(Part::Facts(facts.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    pub fn button(self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.part(Part::Button { label: label.into(), url: url.into() })
    }

    pub fn item(self, title: impl Into<String>, url: impl Into<String>, lines: Vec<String>) -> Self {
        self.part(Part::Item(Item { title: title.into(), url: url.into(), lines }))
    }

    /// Why this person gets this letter: "You get this because …"
    pub fn because(mut self, because: impl Into<String>) -> Self {
        self.because = because.into();
        self
    }

    /// Marks a letter that its reader can end, with the addresses that do so.
    pub fn leave(mut self, leave: Leave) -> Self {
        self.leave = Some(leave);
        self
    }

    /// What its reader sees before they open it.
    pub fn subject_line(&self) -> &str {
        &self.subject
    }

    /// The plain text twin, as it is sent.
    pub fn text(&self, site: &Site) -> Result<String, askama::Error> {
        let rendered = TextTwin { letter: self, site }.render()?;
        Ok(rendered.trim().to_string() + "\n")
    }

    pub fn html(&self, site: &Site) -> Result<String, askama::Error> {
        HtmlTwin { letter: self, site }.render()
    }

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
                letters::message_id.eq(format!("<{id}.{}@{}>", id::next(), site.mail_domain)),
                letters::state.eq(LetterState::Waiting),
                letters::attempts.eq(0),
                letters::created_at.eq(now),
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
