//! Bytes that no row speaks of: those of an upload whose process was killed before its row was there, or of a removal
//! that failed after its row was gone.

use std::collections::HashSet;
use std::convert::Infallible;

use chrono::Duration;
use diesel::prelude::*;
use futures_util::TryStreamExt;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt};

use super::Files;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Db, Failed};
use crate::schema::files;

/// Hours after which a row that is not there will not come any more: no form and no job takes as long.
const GRACE_HOURS: i64 = 24;
/// Names that are looked up in one statement.
const AT_ONCE: usize = 500;

impl Files {
    /// Removes them, and gives how many they were.
    pub async fn sweep(&self, db: &Db, now: Moment) -> anyhow::Result<usize> {
        let before = (now - Duration::hours(GRACE_HOURS)).0.and_utc();
        let old = self.store.list(None).try_filter(|file| std::future::ready(file.last_modified < before));
        let mut lots = std::pin::pin!(old.map_ok(|file| file.location.to_string()).try_chunks(AT_ONCE));
        let mut removed = 0;
        while let Some(names) = lots.try_next().await? {
            let unknown = db.read::<_, Infallible>(move |conn| Ok(unknown(conn, names)?)).await;
            for name in unknown.map_err(Failed::into_error)? {
                self.store.delete(&Key::from(name)).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Those of these names that no row has.
fn unknown(conn: &mut Conn, names: Vec<String>) -> QueryResult<Vec<String>> {
    let known: Vec<String> =
        files::table.filter(files::stored_as.eq_any(names.clone())).select(files::stored_as).load(conn)?;
    let known: HashSet<String> = known.into_iter().collect();
    Ok(names.into_iter().filter(|name| !known.contains(name)).collect())
}
