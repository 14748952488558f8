//! Bytes without a row. Their name is noted before they are stored and when their row goes, so that whatever is killed
//! half-way, or cannot be removed, is known. Only what this database has noted is ever removed: another one may keep its
//! files in the same folder.

use chrono::Duration;
use diesel::prelude::*;

use super::Files;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Db, Failed, Outcome};
use crate::schema::file_leftovers;

/// Hours after which a row that is not there will not come any more: no form and no job takes as long.
const GRACE_HOURS: i64 = 24;
/// Names in one statement.
const AT_ONCE: i64 = 500;

/// These bytes have no row.
pub(super) fn note(conn: &mut Conn, stored_as: &str, since: Moment) -> QueryResult<()> {
    diesel::insert_into(file_leftovers::table)
        .values((file_leftovers::stored_as.eq(stored_as), file_leftovers::at.eq(since)))
        .execute(conn)
        .map(drop)
}

/// These have one, or are gone.
pub(super) fn settle(conn: &mut Conn, names: &[&str]) -> QueryResult<()> {
    let settled = file_leftovers::table.filter(file_leftovers::stored_as.eq_any(names.to_vec()));
    diesel::delete(settled).execute(conn).map(drop)
}

/// Since when, and which.
type Noted = (Moment, String);

/// The oldest first, after one.
fn old(conn: &mut Conn, before: Moment, after: Option<Noted>) -> QueryResult<Vec<Noted>> {
    let mut noted = file_leftovers::table.filter(file_leftovers::at.lt(before)).into_boxed();
    if let Some((at, name)) = after {
        let same = file_leftovers::at.eq(at).and(file_leftovers::stored_as.gt(name));
        noted = noted.filter(file_leftovers::at.gt(at).or(same));
    }
    noted
        .order((file_leftovers::at, file_leftovers::stored_as))
        .limit(AT_ONCE)
        .select((file_leftovers::at, file_leftovers::stored_as))
        .load(conn)
}

/// Before bytes are stored, in a transaction of its own.
pub(super) async fn announce(db: &Db, stored_as: String, now: Moment) -> anyhow::Result<()> {
    let noted: Outcome<()> = db.write(move |conn| Ok(note(conn, &stored_as, now)?)).await;
    noted.map_err(Failed::into_error)
}

impl Files {
    /// Removes the bytes that have had no row for a day, and gives how many they were. An interruption loses nothing: what
    /// is noted stays noted until its bytes are gone. What cannot be removed holds up nothing else, and is tried again the
    /// next time.
    pub async fn sweep(&self, now: Moment) -> anyhow::Result<usize> {
        let before = now - Duration::hours(GRACE_HOURS);
        let (mut removed, mut after) = (0, None);
        loop {
            let from = after.clone();
            let found: Outcome<Vec<Noted>> = self.db.read(move |conn| Ok(old(conn, before, from)?)).await;
            let noted = found.map_err(Failed::into_error)?;
            let Some(last) = noted.last() else { return Ok(removed) };
            after = Some(last.clone());
            let gone = self.remove_noted(noted).await;
            removed += gone.len();
            let settled: Outcome<()> = self
                .db
                .write(move |conn| {
                    let names: Vec<&str> = gone.iter().map(String::as_str).collect();
                    Ok(settle(conn, &names)?)
                })
                .await;
            settled.map_err(Failed::into_error)?;
        }
    }

    /// The names whose bytes are gone now.
    async fn remove_noted(&self, noted: Vec<Noted>) -> Vec<String> {
        let mut gone = Vec::new();
        for (_, name) in noted {
            match self.drop_named(&name).await {
                Ok(()) => gone.push(name),
                Err(error) => tracing::error!("the leftover file {name} could not be removed: {error:#}"),
            }
        }
        gone
    }
}
