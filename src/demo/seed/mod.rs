//! Writes the invented sector into the database: some hundreds of rows in a transaction, straight into the tables,
//! since a million listings cannot go through one form at a time. Run again it adds only what is missing.

mod alerts;
mod applications;
mod changes;
mod chosen;
mod claims;
mod codes;
mod deeds;
mod equality;
mod ground;
mod imports;
mod interviews;
mod kept;
mod listings;
mod looks;
mod offers;
mod papers;
mod passports;
mod people;
mod pictures;
mod profiles;
mod quiet;
mod rows;
mod set;
mod stories;
mod suspensions;
mod talks;
mod waits;

use anyhow::Context;
use diesel::prelude::*;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Db, Failed};
use crate::kit::letters::Site;
use crate::statistics;

pub use alerts::alert_search;
pub use people::{PASSWORD, SIGN_INS, SignIn};

/// What `serve --demo` fills an empty site with.
pub const LISTINGS: usize = 400;
/// Listings written in one transaction.
const BATCH: usize = 250;

/// Where and when the demonstration is written.
pub(in crate::demo) struct Stage {
    db: Db,
    site: Site,
    now: Moment,
    /// All demonstration people share one password, so it is hashed once.
    password_hash: String,
}

impl Stage {
    /// One transaction.
    fn write<T>(&self, change: impl Fn(&mut Conn) -> QueryResult<T>) -> anyhow::Result<T> {
        self.db.write_blocking(|conn| Ok(change(conn)?)).map_err(Failed::into_error)
    }
}

/// Fills the site until it has that many invented live listings, and says how many it added. Shows its progress when
/// it is watched from a terminal.
pub async fn fill(app: &App, listings: usize) -> anyhow::Result<usize> {
    let stage = Stage {
        db: app.db.clone(),
        site: app.site.clone(),
        now: app.clock.now(),
        password_hash: app.passwords.hash(PASSWORD).await?,
    };
    let seeded = tokio::task::spawn_blocking(move || write_all(&stage, listings));
    let (added, papers) = seeded.await.context("the demonstration data could not be written")??;
    if !papers.is_empty() {
        papers::keep_papers(app, papers).await?;
        profiles::keep_cvs(app).await?;
        passports::fill(app).await?;
        pictures::fill(app).await?;
        statistics::count(app, app.clock.now()).await?;
    }
    Ok(added)
}

fn write_all(stage: &Stage, wanted: usize) -> anyhow::Result<(usize, Vec<papers::Paper>)> {
    let cast = stage.write(|conn| people::cast(conn, stage))?;
    let ground = stage.write(|conn| ground::lay(conn, stage, &cast))?;
    let had = stage.write(listings::count)?;
    let bar = bar(wanted.saturating_sub(had));
    for start in (had..wanted).step_by(BATCH) {
        let end = (start + BATCH).min(wanted);
        stage.write(|conn| listings::insert_live(conn, stage, &ground, start..end))?;
        bar.inc((end - start) as u64);
    }
    bar.finish_and_clear();
    let papers = stage.write(|conn| {
        if alerts::are_there(conn)? {
            return Ok(Vec::new());
        }
        listings::insert_others(conn, stage, &ground)?;
        alerts::insert(conn, stage, &cast)?;
        kept::insert(conn, stage, &cast)?;
        looks::insert(conn, stage, &ground)?;
        imports::insert(conn, stage, &cast, &ground)?;
        equality::insert(conn, stage, &ground)?;
        let papers = applications::insert(conn, stage, &cast)?;
        profiles::insert(conn, stage, &cast)?;
        changes::insert(conn, stage)?;
        codes::change(conn, stage)?;
        suspensions::insert(conn, stage, &cast)?;
        set::insert(conn, stage)?;
        deeds::insert(conn, stage, &cast)?;
        waits::insert(conn, stage)?;
        quiet::insert(conn, stage)?;
        Ok(papers)
    })?;
    Ok((wanted.saturating_sub(had), papers))
}

/// Hidden for what takes less than a second.
fn bar(listings: usize) -> ProgressBar {
    let bar = ProgressBar::new(listings as u64);
    if listings < 2_000 {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style =
        ProgressStyle::with_template("{msg} {wide_bar} {human_pos} of {human_len} ({per_sec}, {eta} left)");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_message("Inventing listings")
}
