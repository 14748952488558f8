//! The job that makes a file of applicants: rows are read some at a time and written to disk at once, so that a listing
//! with thousands takes no more memory than one with ten.

mod archive;
mod sheet;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Context;
use tempfile::NamedTempFile;
use tokio::runtime::Handle;

use crate::app::App;
use crate::applications::actions::{end_export, forget_exports, note_looks};
use crate::applications::model::{
    ApplicationId, Export, ExportId, ExportKind, ExportState, MOST_EXPORTED_BYTES, Vacancy,
};
use crate::applications::store::{self, Exported, Wanted};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed};
use crate::kit::files::StoredFile;
use crate::kit::jobs;
use crate::listings::ListingId;
use crate::web::upload::drop_bytes;

/// Applications read in one go; after each lot the page of the export says how far it is.
const AT_ONCE: i64 = 200;

/// Makes the file, unless it is there or nobody waits for it any more. It blocks, so it runs off the async threads.
/// `job` is the number of the job that makes it.
pub async fn make(app: &App, id: ExportId, job: i64) -> anyhow::Result<()> {
    let (app, handle) = (app.clone(), Handle::current());
    tokio::task::spawn_blocking(move || make_blocking(&app, (id, job), &handle))
        .await
        .context("an export ended early")?
}

fn make_blocking(app: &App, (id, job): (ExportId, i64), handle: &Handle) -> anyhow::Result<()> {
    let found = read(app, |conn| store::export(conn, id))?;
    let Some(export) = found.filter(|export| export.state == ExportState::Waiting) else { return Ok(()) };
    if export.kind == ExportKind::Zip
        && read(app, |conn| store::bytes_exported(conn, &Wanted::from(&export)))? > MOST_EXPORTED_BYTES
    {
        return end(app, id, (ExportState::TooLarge, None)).map(drop);
    }
    let file = NamedTempFile::new()?;
    let mut source = Source::new(app, &export, job)?;
    match export.kind {
        ExportKind::Csv => sheet::csv(&mut source, file.path())?,
        ExportKind::Xlsx => sheet::xlsx(&mut source, file.path())?,
        ExportKind::Zip => archive::zip(&mut source, file.path(), handle)?,
    }
    keep(app, &export, file.path(), handle)
}

fn keep(app: &App, export: &Export, path: &Path, handle: &Handle) -> anyhow::Result<()> {
    let (now, day) = (app.clock.now(), export.created_at.london_day());
    let name = format!("Applications {day}.{}", export.kind.as_str());
    let put = app.files.put_from(path, (export.account_id.0, &name, export.kind.media_type()), now);
    let stored = handle.block_on(put)?;
    if !end(app, export.id, (ExportState::Done, Some(&stored)))? {
        handle.block_on(app.files.remove(&stored))?;
    }
    Ok(())
}

fn end(app: &App, id: ExportId, how: (ExportState, Option<&StoredFile>)) -> anyhow::Result<bool> {
    let now = app.clock.now();
    write(app, |conn| end_export(conn, id, how, now))
}

/// Removes what is kept no longer, with its bytes.
pub async fn tidy(app: &App, now: Moment) -> anyhow::Result<()> {
    let forgotten = app.write(move |conn| forget_exports(conn, now)).await?;
    drop_bytes(app, forgotten).await;
    Ok(())
}

fn read<T>(app: &App, ask: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> anyhow::Result<T> {
    app.db.read_blocking(|conn| Ok(ask(conn)?)).map_err(Failed::into_error)
}

fn write<T>(app: &App, change: impl Fn(&mut Conn) -> diesel::QueryResult<T>) -> anyhow::Result<T> {
    app.db.write_blocking(|conn| Ok(change(conn)?)).map_err(Failed::into_error)
}

/// The rows of an export, some at a time.
struct Source<'a> {
    app: &'a App,
    export: &'a Export,
    /// The job that reads them.
    job: i64,
    last: ApplicationId,
    done: i32,
    /// What each listing asks for; a provider has few.
    vacancies: HashMap<ListingId, Vacancy>,
}

impl<'a> Source<'a> {
    fn new(app: &'a App, export: &'a Export, job: i64) -> anyhow::Result<Self> {
        let mut source =
            Self { app, export, job, last: ApplicationId(0), done: 0, vacancies: HashMap::new() };
        if let Some(listing) = export.listing_id {
            source.vacancy(listing)?;
        }
        Ok(source)
    }

    fn vacancy(&mut self, listing: ListingId) -> anyhow::Result<&Vacancy> {
        if !self.vacancies.contains_key(&listing) {
            let now = self.app.clock.now();
            let found = read(self.app, |conn| store::vacancy(conn, listing, now))?;
            self.vacancies.insert(listing, found.context("the listing of an export is gone")?);
        }
        self.vacancies.get(&listing).context("a vacancy that was just read")
    }

    /// The listing, when the export is of one.
    fn of_one(&self) -> Option<&Vacancy> {
        self.export.listing_id.and_then(|listing| self.vacancies.get(&listing))
    }

    /// From the first row on once more.
    fn again(&mut self) {
        (self.last, self.done) = (ApplicationId(0), 0);
    }

    /// The next lot, and a word of how far it is; nothing at the end. A lot is read and packed well within a claim.
    fn next(&mut self) -> anyhow::Result<Vec<Exported>> {
        let (wanted, last, id) = (Wanted::from(self.export), self.last, self.export.id);
        let rows = read(self.app, |conn| store::exported_after(conn, &wanted, last, AT_ONCE))?;
        let (job, now, done) = (self.job, self.app.clock.now(), self.done + rows.len() as i32);
        let total = if rows.is_empty() { done } else { self.export.total.max(done) };
        let waiting = rows.iter().map(|row| &row.application).filter(|one| one.state.awaits_provider());
        let waiting: Vec<ApplicationId> = waiting.map(|one| one.id).collect();
        write(self.app, |conn| {
            jobs::prolong(conn, job, now)?;
            // Who is in a file can be read, which their candidate is told as if a page was opened.
            note_looks(conn, &waiting, now)?;
            store::set_exported(conn, id, (done, total))
        })?;
        self.last = rows.last().map_or(last, |row| row.application.id);
        self.done = done;
        Ok(rows)
    }
}
