//! Follows `listing_changes` into this node's index: nudged by each commit of this process, and each second for those
//! of others. A change may be committed after a later one is seen, so each look goes back some way and skips what it
//! knows. The bookmark is kept in the index's own commit: after a stop, following goes on from what is durable.

use crate::app::App;
use crate::kit::id;
use crate::listings::{self, ListingId};
use crate::search::documents::documents;
use crate::search::engine::Follower;
use crate::search::labels;
use crate::search::synonyms;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use tokio::sync::watch;

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A transaction that takes longer than this to commit, or clocks that differ by more, may be missed until a rebuild.
const OVERLAP: Duration = Duration::from_secs(120);
/// Listings read at once.
const BATCH: usize = 200;
/// Listings between commits of a rebuild.
const COMMIT_EVERY: usize = 20_000;
const SAY_EVERY: Duration = Duration::from_secs(5);

/// Follows until `stop` says so.
pub async fn follow(app: App, mut stop: watch::Receiver<bool>) {
    let mut changes = app.db.changes();
    while !*stop.borrow() {
        changes.mark_unchanged();
        if let Err(error) = catch_up(&app).await {
            tracing::error!("the search cannot follow the listings: {error:#}");
        }
        tokio::select! {
            _ = stop.changed() => {}
            _ = changes.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Brings the index up to date; gives how many listings were put or removed. Tests call it instead of waiting.
pub async fn catch_up(app: &App) -> anyhow::Result<usize> {
    let mut follower = app.search.follower().lock().await;
    let followed = follow_changes(app, &mut follower).await;
    if followed.is_err() {
        follower.go_back(app);
    }
    followed
}

/// How far this node's index is behind the listings.
#[derive(Clone, Copy, Debug)]
pub enum Lag {
    /// It is being brought up to date now.
    Busy,
    Behind {
        /// At most a thousand are counted.
        changes: usize,
        /// The age of the oldest of them.
        oldest: Duration,
    },
}

/// Does not wait for a follower that is at work.
pub async fn lag(app: &App) -> anyhow::Result<Lag> {
    let Ok(follower) = app.search.follower().try_lock() else { return Ok(Lag::Busy) };
    let known = follower.seen.last().copied().unwrap_or(follower.settled);
    drop(follower);
    let behind = app.read(move |conn| listings::changes_since(conn, known)).await?;
    let oldest = behind.first().map(|change| id::age(change.id)).unwrap_or_default();
    Ok(Lag::Behind { changes: behind.len(), oldest })
}

async fn follow_changes(app: &App, follower: &mut Follower) -> anyhow::Result<usize> {
    synonyms::follow(app, follower).await?;
    labels::follow(app, follower);
    if follower.needs_rebuild {
        return rebuild(app, follower).await;
    }
    let mut followed = 0;
    let mut after = follower.settled;
    loop {
        let changes = app.read(move |conn| listings::changes_since(conn, after)).await?;
        let Some(last) = changes.last() else { break };
        after = last.id;
        let new: Vec<_> = changes.iter().filter(|change| !follower.seen.contains(&change.id)).collect();
        let ids: BTreeSet<ListingId> = new.iter().map(|change| change.listing_id).collect();
        let ids: Vec<ListingId> = ids.into_iter().collect();
        for batch in ids.chunks(BATCH) {
            put(app, follower, batch).await?;
        }
        follower.seen.extend(new.iter().map(|change| change.id));
        followed += ids.len();
    }
    settle(follower);
    if followed > 0 {
        commit(follower, false)?;
        app.lately.turn();
    }
    Ok(followed)
}

/// Puts those of the listings that are live, and removes the others.
async fn put(app: &App, follower: &mut Follower, batch: &[ListingId]) -> anyhow::Result<()> {
    let (ids, now) = (batch.to_vec(), app.clock.now());
    let live = app.read(move |conn| documents(conn, &ids, now)).await?;
    let writer = follower.writer(app, 1)?;
    for id in batch {
        writer.remove(id.0);
    }
    for document in &live {
        writer.add(document)?;
    }
    Ok(())
}

/// Reads every listing again: into an empty index, or, when only synonyms or labels are new, over what is there, which
/// meanwhile answers as before.
async fn rebuild(app: &App, follower: &mut Follower) -> anyhow::Result<usize> {
    let is_whole = app.search.index().is_whole();
    app.search.set_rebuilding(!is_whole);
    let (started, mut said) = (Instant::now(), Instant::now());
    // What changes from here on is followed afterwards.
    let settled = id::floor_before(OVERLAP);
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get().min(4));
    follower.writer = None;
    let writer = follower.writer(app, threads)?;
    if !is_whole {
        writer.remove_all()?;
    }
    let (mut last, mut put, mut uncommitted) = (ListingId(0), 0, 0);
    loop {
        let now = app.clock.now();
        let (ids, live) = app
            .read(move |conn| {
                let ids = listings::every_live(conn, last, BATCH as i64, now)?;
                let live = documents(conn, &ids, now)?;
                Ok((ids, live))
            })
            .await?;
        let Some(latest) = ids.last() else { break };
        last = *latest;
        let writer = follower.writer(app, threads)?;
        for document in &live {
            if is_whole { writer.put(document)? } else { writer.add(document)? }
        }
        put += live.len();
        uncommitted += live.len();
        if uncommitted >= COMMIT_EVERY {
            commit(follower, false)?;
            uncommitted = 0;
        }
        if said.elapsed() >= SAY_EVERY {
            said = Instant::now();
            tracing::info!(
                listings = put,
                seconds = started.elapsed().as_secs(),
                "rebuilding the search index"
            );
        }
    }
    follower.settled = settled;
    follower.seen.clear();
    commit(follower, true)?;
    // The threads of a rebuild are not needed to follow.
    follower.writer = None;
    follower.needs_rebuild = false;
    app.search.set_rebuilding(false);
    app.lately.turn();
    let seconds = started.elapsed().as_secs_f64();
    tracing::info!(
        listings = put,
        seconds,
        a_second = put as f64 / seconds.max(0.001),
        "the search index is built"
    );
    Ok(put)
}

/// Forgets what is so old that nothing can be committed before it any more.
fn settle(follower: &mut Follower) {
    let floor = id::floor_before(OVERLAP);
    if let Some(last) = follower.seen.range(..floor).next_back().copied() {
        follower.settled = follower.settled.max(last);
        follower.seen = follower.seen.split_off(&(last + 1));
    }
}

fn commit(follower: &mut Follower, whole: bool) -> anyhow::Result<()> {
    let bookmark = follower.settled.to_string();
    if let Some(writer) = &mut follower.writer {
        if whole {
            writer.now_whole();
        }
        if whole || !follower.needs_rebuild {
            writer.now_says(&follower.labels);
        }
        writer.commit(&bookmark)?;
    }
    Ok(())
}

impl Follower {
    /// What was put and not committed is lost with the writer, and is read again.
    fn go_back(&mut self, app: &App) {
        self.writer = None;
        self.seen.clear();
        self.settled = app.search.index().bookmark().parse().unwrap_or(0);
    }

    fn writer(&mut self, app: &App, threads: usize) -> anyhow::Result<&mut crate::search::index::Writer> {
        match &mut self.writer {
            Some(writer) => Ok(writer),
            none => Ok(none.insert(app.search.index().writer(threads)?)),
        }
    }
}
