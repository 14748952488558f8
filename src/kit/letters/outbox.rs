//! The outbox: what waits for the mail server, what it took and what it refused.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text, Timestamp};

use super::queue::{self, Urgency, domain_of};
use super::{Letter, Purpose, Site};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::letters;

crate::kit::id::id_type!(LetterId);

crate::kit::words::words! {
    pub enum LetterState { Waiting = "waiting", Sent = "sent", Dead = "dead" }
}

impl Letter {
    /// Somebody waits for it before a screen: it leaves before all others.
    pub fn awaited(mut self) -> Self {
        self.is_awaited = true;
        self
    }

    fn urgency(&self) -> Urgency {
        match (self.is_awaited, &self.leave) {
            (true, _) => Urgency::Awaited,
            (false, None) => Urgency::Ordinary,
            (false, Some(_)) => Urgency::Bulk,
        }
    }

    /// Puts the letter, with what administrators add to its kind, into the outbox, in the caller's transaction.
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
                letters::priority.eq(self.urgency().number()),
                letters::due_at.eq(now),
                letters::domain.eq(domain_of(&self.to_address)),
                letters::is_asked.eq(self.purpose == Purpose::Asked),
            ))
            .execute(conn)?;
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
    /// When it is tried next; none: it does not wait.
    pub due_at: Option<Moment>,
}

impl Posted {
    /// Its subject, or what kind it is while it has none.
    pub fn title(&self) -> String {
        match self.subject.as_str() {
            "" => format!("Not written yet: {}", self.about),
            subject => subject.to_owned(),
        }
    }

    /// This letter with the words that were written, those that administrators add to its kind, and what it really tells.
    pub fn written(self, conn: &mut Conn, written: Written, site: &Site) -> QueryResult<Self> {
        let Written { letter, payload } = written;
        let worded = letter.worded_as_kept(conn)?;
        Ok(Self {
            to_name: letter.to_name.clone(),
            subject: worded.subject.clone(),
            text_body: worded.text(site).map_err(unwritable)?,
            html_body: worded.html(site).map_err(unwritable)?,
            unsubscribe_url: letter.leave.as_ref().map(|leave| leave.one_click_url.clone()),
            payload: Some(payload),
            ..self
        })
    }
}

/// A letter as it was written at the moment of its sending.
#[derive(Clone, Debug)]
pub struct Written {
    pub letter: Letter,
    /// What it really tells, in place of what it was queued to tell.
    pub payload: String,
}

/// A letter that is written at the moment of its sending, from what is true then.
#[derive(Clone, Debug)]
pub struct Unwritten {
    /// The kind of letter; the worker knows who writes it.
    pub about: &'static str,
    pub urgency: Urgency,
    pub to_address: String,
    /// What it is written from, for the feature that writes it.
    pub payload: String,
}

/// Rows in one statement.
const ROWS_AT_ONCE: usize = 2_000;

/// Puts letters that many people get at once into the outbox, in the caller's transaction. A statement takes two
/// thousand as one value: a million rows of fifteen values each would take the driver longer than the database.
pub fn post_unwritten(conn: &mut Conn, unwritten: &[Unwritten], now: Moment, site: &Site) -> QueryResult<()> {
    let rows = conn.asked(
        "SELECT (r->>0)::BIGINT, r->>1, r->>2, '', '', '', '', r->>3, 'waiting', 0, $1, r->>4, \
         (r->>6)::INTEGER, $2, r->>5 FROM jsonb_array_elements($3::jsonb) AS r",
        "SELECT value->>0, value->>1, value->>2, '', '', '', '', value->>3, 'waiting', 0, $1, value->>4, \
         value->>6, $2, value->>5 FROM json_each($3)",
    );
    let insert = format!(
        "INSERT INTO letters (id, about, to_address, to_name, subject, text_body, html_body, message_id, state, \
         attempts, created_at, payload, priority, due_at, domain) {rows}"
    );
    for some in unwritten.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some.iter().map(|one| row(one, site)).collect();
        let rows = serde_json::to_string(&rows)
            .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
        diesel::sql_query(&insert)
            .bind::<Timestamp, _>(now)
            .bind::<Timestamp, _>(now)
            .bind::<Text, _>(rows)
            .execute(conn)?;
    }
    Ok(())
}

/// What differs from letter to letter.
type Row<'a> = (i64, &'a str, &'a str, String, &'a str, String, i32);

fn row<'a>(unwritten: &'a Unwritten, site: &Site) -> Row<'a> {
    let (id, to) = (LetterId::new(), unwritten.to_address.as_str());
    let (message_id, urgency) = (message_id(id, site), unwritten.urgency.number());
    (id.0, unwritten.about, to, message_id, &unwritten.payload, domain_of(to), urgency)
}

/// The same for every try, so that a letter that arrives twice can be known as one (RFC 5322 3.6.4). Nobody guesses it:
/// who names it in a report has seen the letter.
fn message_id(id: LetterId, site: &Site) -> String {
    format!("<{id}.{:016x}@{}>", rand::random::<u64>(), site.mail_domain)
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

/// Removes a letter for good that is dead, or that failed and waits for its next try; false when it is not there, or
/// neither.
pub fn drop_failed(conn: &mut Conn, id: LetterId) -> QueryResult<bool> {
    Ok(diesel::delete(failed(id)).execute(conn)? == 1)
}

type FailedLetter = diesel::dsl::Filter<
    diesel::dsl::Filter<
        diesel::dsl::Find<letters::table, LetterId>,
        diesel::dsl::NotEq<letters::state, LetterState>,
    >,
    diesel::dsl::And<diesel::dsl::IsNull<letters::claimed_by>, diesel::dsl::IsNotNull<letters::last_error>>,
>;

/// The letter, if it failed at least once, has not left, and nobody has it in hand.
fn failed(id: LetterId) -> FailedLetter {
    letters::table
        .find(id)
        .filter(letters::state.ne(LetterState::Sent))
        .filter(letters::claimed_by.is_null().and(letters::last_error.is_not_null()))
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

/// How long a letter that was sent or is dead stays in the outbox, to find out what became of one that did not arrive.
pub const KEPT_DAYS: i64 = 90;
/// What a letter told of that was written at the moment of its sending is remembered for as long: nobody is told of the
/// same twice.
pub const TOLD_KEPT_DAYS: i64 = 370;

/// Removes some letters that were sent, or died, long ago; gives how many, none when all are removed.
pub fn tidy(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    let mut removed = 0;
    for (index, which, days) in [
        ("letters_written_by_sending", "payload IS NULL AND sent_at < $1", KEPT_DAYS),
        ("letters_by_sending", "sent_at < $1", TOLD_KEPT_DAYS),
        ("letters_dead", "state = 'dead' AND created_at < $1", KEPT_DAYS),
    ] {
        let index = conn.asked(String::new(), format!("INDEXED BY {index}"));
        removed += diesel::sql_query(format!(
            "DELETE FROM letters WHERE id IN (SELECT id FROM letters {index} WHERE {which} LIMIT $2)"
        ))
        .bind::<Timestamp, _>(now - chrono::Duration::days(days))
        .bind::<BigInt, _>(TIDIED_AT_ONCE)
        .execute(conn)?;
    }
    Ok(removed)
}

/// Nobody else should wait long to write.
const TIDIED_AT_ONCE: i64 = 2_000;

/// Lets a letter be tried at once that is dead or waits for its next try; false when it is neither, or due. A dead one
/// begins anew with its tries. Its domain rests no longer either.
pub fn send_again(conn: &mut Conn, id: LetterId, now: Moment) -> QueryResult<bool> {
    let dead = failed(id).filter(letters::state.eq(LetterState::Dead));
    let revived = diesel::update(dead)
        .set((
            letters::state.eq(LetterState::Waiting),
            letters::attempts.eq(0),
            letters::due_at.eq(now),
            letters::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    let later = failed(id).filter(letters::due_at.gt(now));
    if revived == 0 && diesel::update(later).set(letters::due_at.eq(now)).execute(conn)? == 0 {
        return Ok(false);
    }
    let domain: String = letters::table.find(id).select(letters::domain).first(conn)?;
    queue::welcome(conn, &[&domain])?;
    Ok(true)
}
