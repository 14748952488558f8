//! The job of an import: a transaction for some rows, then the next, until there are none. Who goes on with it after a
//! crash begins where the last transaction ended.

use crate::app::App;
use crate::imports::actions::{check_some, make_some};
use crate::imports::model::{ImportId, ImportState};
use crate::imports::store;
use crate::kit::db::Failed;
use crate::kit::jobs;

/// Works on it while it is to be worked on. `job` is the number of the job that does.
pub async fn work(app: &App, id: ImportId, job: i64) -> anyhow::Result<()> {
    loop {
        let now = app.clock.now();
        let more = app.db.write(move |conn| {
            jobs::prolong(conn, job, now)?;
            match store::find(conn, id)?.map(|import| import.state) {
                Some(ImportState::Checking) => check_some(conn, id, now),
                Some(ImportState::Running) => make_some(conn, id, now),
                _ => Ok(false),
            }
        });
        if !more.await.map_err(Failed::into_error)? {
            return Ok(());
        }
    }
}
