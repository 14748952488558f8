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

fn old(conn: &mut Conn, before: Moment) -> QueryResult<Vec<String>> {
    file_leftovers::table
        .filter(file_leftovers::at.lt(before))
        .order((file_leftovers::at, file_leftovers::stored_as))
        .limit(AT_ONCE)
        .select(file_leftovers::stored_as)
        .load(conn)
}

/// Before bytes are stored, in a transaction of its own.
pub(super) async fn announce(db: &Db, stored_as: String, now: Moment) -> anyhow::Result<()> {
    let noted: Outcome<()> = db.write(move |conn| Ok(note(conn, &stored_as, now)?)).await;
    noted.map_err(Failed::into_error)
}

impl Files {
    /// Removes the bytes that have had no row for a day, and gives how many they were. An interruption loses nothing: what
    /// is noted stays noted until its bytes are gone.
    pub async fn sweep(&self, now: Moment) -> anyhow::Result<usize> {
        let before = now - Duration::hours(GRACE_HOURS);
        let mut removed = 0;
        loop {
            let found: Outcome<Vec<String>> = self.db.read(move |conn| Ok(old(conn, before)?)).await;
            let names = found.map_err(Failed::into_error)?;
            if names.is_empty() {
                return Ok(removed);
            }
            for name in &names {
                self.drop_named(name).await?;
            }
            removed += names.len();
            let settled: Outcome<()> = self
                .db
                .write(move |conn| {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    Ok(settle(conn, &names)?)
                })
                .await;
            settled.map_err(Failed::into_error)?;
        }
    }
}
