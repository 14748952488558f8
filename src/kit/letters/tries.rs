//! What became of each try to send a letter: noted many at once, and kept as its log.

use diesel::prelude::*;

use super::queue::{self, MOST_TRIES, SenderId, jittered, nominal_delay};
use super::quiet;
use super::{LetterId, LetterState, Posted};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::{letter_tries, letters};

crate::kit::words::words! {
    /// What the mail server made of a letter.
    pub enum TryOutcome { Taken = "taken", Later = "later", Refused = "refused" }
}

/// One try, as administrators see it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = letter_tries)]
pub struct Try {
    pub at: Moment,
    pub outcome: TryOutcome,
    pub said: String,
}

/// What a sender has to note of a letter that it had in hand.
#[derive(Clone, Debug)]
pub struct Note {
    pub letter: LetterId,
    pub domain: String,
    pub at: Moment,
    pub what: Noted,
}

#[derive(Clone, Debug)]
pub enum Noted {
    /// The server took it and said this. The words are those of a letter that was written only now.
    Taken { said: String, words: Option<Box<Words>> },
    /// The server put it off: it waits for its next try, and its domain is left alone.
    Later(String),
    /// We could not write it: it waits for its next try.
    Broken(String),
    /// The server refused it for good: it is dead.
    Refused(String),
    /// Its address is quiet, for this reason: it is dead without a try, or gone when it was never written.
    Quiet(String),
    /// It had nothing left to tell.
    Needless,
    /// It was not tried after all.
    Back,
}

/// What is kept of a letter that was written at the moment of its sending.
#[derive(Clone, Debug)]
pub struct Words {
    pub subject: String,
    /// What it really told.
    pub payload: String,
    pub unsubscribe_url: Option<String>,
    /// Text and HTML, where the site keeps them.
    pub bodies: Option<(String, String)>,
}

impl Words {
    /// `None` for a letter whose words were kept all along.
    pub fn of(letter: &Posted, keep_bodies: bool) -> Option<Box<Self>> {
        let payload = letter.payload.clone()?;
        let bodies = keep_bodies.then(|| (letter.text_body.clone(), letter.html_body.clone()));
        let (subject, unsubscribe_url) = (letter.subject.clone(), letter.unsubscribe_url.clone());
        Some(Box::new(Self { subject, payload, unsubscribe_url, bodies }))
    }
}

#[derive(Insertable)]
#[diesel(table_name = letter_tries)]
struct NewTry<'a> {
    id: i64,
    letter_id: LetterId,
    at: Moment,
    outcome: TryOutcome,
    said: &'a str,
}

/// Notes all of them, in the caller's transaction.
pub fn note(conn: &mut Conn, sender: SenderId, notes: &[Note]) -> QueryResult<()> {
    let mut tries = Vec::with_capacity(notes.len());
    for note in notes {
        let (is_noted, outcome, said) = match &note.what {
            Noted::Taken { said, words } => {
                (taken(conn, note, (said, words.as_deref()))?, TryOutcome::Taken, said)
            }
            Noted::Later(said) | Noted::Broken(said) => {
                (failed(conn, sender, note, (said, false))?, TryOutcome::Later, said)
            }
            Noted::Refused(said) => {
                note_unknown(conn, note, said)?;
                (failed(conn, sender, note, (said, true))?, TryOutcome::Refused, said)
            }
            Noted::Quiet(because) => {
                quieted(conn, sender, note.letter, because)?;
                continue;
            }
            Noted::Needless => {
                diesel::delete(mine(note.letter, sender)).execute(conn)?;
                continue;
            }
            Noted::Back => {
                diesel::update(mine(note.letter, sender))
                    .set(letters::claimed_by.eq(None::<SenderId>))
                    .execute(conn)?;
                continue;
            }
        };
        // Administrators may have dropped the letter meanwhile.
        if is_noted {
            tries.push(NewTry { id: id::next(), letter_id: note.letter, at: note.at, outcome, said });
        }
    }
    if !tries.is_empty() {
        on_each!(conn => diesel::insert_into(letter_tries::table).values(&tries).execute(conn))?;
    }
    note_domains(conn, notes)
}

type Mine = diesel::dsl::Filter<
    diesel::dsl::Filter<
        diesel::dsl::Find<letters::table, LetterId>,
        diesel::dsl::Eq<letters::state, LetterState>,
    >,
    diesel::dsl::Eq<letters::claimed_by, SenderId>,
>;

fn mine(id: LetterId, sender: SenderId) -> Mine {
    letters::table
        .find(id)
        .filter(letters::state.eq(LetterState::Waiting))
        .filter(letters::claimed_by.eq(sender))
}

/// Noted also when the sender was taken for dead meanwhile, and whoever has the letter now: it has left, and one who has
/// not begun yet must not send it again. False when there was nothing to note.
fn taken(conn: &mut Conn, note: &Note, how: (&str, Option<&Words>)) -> QueryResult<bool> {
    let (said, words) = how;
    let waiting = letters::table.find(note.letter).filter(letters::state.eq(LetterState::Waiting));
    let changed = diesel::update(waiting)
        .set((
            letters::state.eq(LetterState::Sent),
            letters::sent_at.eq(note.at),
            letters::attempts.eq(letters::attempts + 1),
            letters::last_error.eq(None::<String>),
            letters::server_said.eq(said),
            letters::due_at.eq(None::<Moment>),
            letters::claimed_by.eq(None::<SenderId>),
        ))
        .execute(conn)?;
    match words {
        Some(words) if changed == 1 => keep_words(conn, note.letter, words)?,
        _ => {}
    }
    Ok(changed == 1)
}

fn keep_words(conn: &mut Conn, id: LetterId, words: &Words) -> QueryResult<()> {
    let row = diesel::update(letters::table.find(id));
    let told = (
        letters::subject.eq(&words.subject),
        letters::payload.eq(&words.payload),
        letters::unsubscribe_url.eq(&words.unsubscribe_url),
    );
    match &words.bodies {
        None => row.set(told).execute(conn),
        Some((text, html)) => {
            row.set((told, letters::text_body.eq(text), letters::html_body.eq(html))).execute(conn)
        }
    }
    .map(drop)
}

/// False when the letter is not this sender's any more.
fn failed(conn: &mut Conn, sender: SenderId, note: &Note, how: (&str, bool)) -> QueryResult<bool> {
    let (said, for_good) = how;
    let before: Option<i32> = mine(note.letter, sender).select(letters::attempts).first(conn).optional()?;
    let Some(before) = before else { return Ok(false) };
    let tries = before + 1;
    let is_dead = for_good || tries >= MOST_TRIES;
    diesel::update(mine(note.letter, sender))
        .set((
            letters::state.eq(if is_dead { LetterState::Dead } else { LetterState::Waiting }),
            letters::attempts.eq(tries),
            letters::last_error.eq(said),
            letters::due_at.eq((!is_dead).then(|| note.at + jittered(nominal_delay(tries)))),
            letters::claimed_by.eq(None::<SenderId>),
        ))
        .execute(conn)
        .map(|changed| changed == 1)
}

/// What was never written is not kept: each day would leave another.
fn quieted(conn: &mut Conn, sender: SenderId, letter: LetterId, because: &str) -> QueryResult<()> {
    diesel::delete(mine(letter, sender).filter(letters::payload.is_not_null())).execute(conn)?;
    diesel::update(mine(letter, sender))
        .set((
            letters::state.eq(LetterState::Dead),
            letters::last_error.eq(because),
            letters::due_at.eq(None::<Moment>),
            letters::claimed_by.eq(None::<SenderId>),
        ))
        .execute(conn)
        .map(drop)
}

/// A server that knows no such address has said as much as a report that the letter came back.
fn note_unknown(conn: &mut Conn, note: &Note, said: &str) -> QueryResult<()> {
    match quiet::says_gone(said).then(|| super::find(conn, note.letter)).transpose()?.flatten() {
        Some(letter) => quiet::note_bounce(conn, &letter, said, note.at),
        None => Ok(()),
    }
}

/// A domain that took a letter is welcome again; one that put all of its letters off is left alone.
fn note_domains(conn: &mut Conn, notes: &[Note]) -> QueryResult<()> {
    let of = |is: fn(&Noted) -> bool| notes.iter().filter(move |note| is(&note.what));
    let mut took: Vec<&str> =
        of(|what| matches!(what, Noted::Taken { .. })).map(|note| note.domain.as_str()).collect();
    took.sort_unstable();
    took.dedup();
    if !took.is_empty() {
        queue::welcome(conn, &took)?;
    }
    for note in notes.iter().filter(|note| !took.contains(&note.domain.as_str())) {
        if let Noted::Later(said) = &note.what {
            queue::rest(conn, &note.domain, said, note.at)?;
        }
    }
    Ok(())
}

/// Every try to send a letter, oldest first.
pub fn tries(conn: &mut Conn, id: LetterId) -> QueryResult<Vec<Try>> {
    letter_tries::table
        .filter(letter_tries::letter_id.eq(id))
        .order(letter_tries::id)
        .select(Try::as_select())
        .load(conn)
}
