//! How fresh the search is: a site of its own with so many live listings, fifty searches a second, and meanwhile
//! listings that are approved and closed by the actions their pages call, until the search says so too.

use super::figures::{Resident, ms, percentile, sorted};
use super::mix;
use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit::Actor;
use crate::config::Config;
use crate::demo::seed;
use crate::kit::clock::{Clock, Moment};
use crate::kit::db::Outcome;
use crate::listings::{self, Full, Listing, ListingId, ListingState};
use crate::providers::Scope;
use crate::search::{self, index::Query};
use anyhow::Context;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::watch;

const SEARCHES_A_SECOND: u64 = 50;
/// Listings that are approved, found, closed and gone.
const LIVES: usize = 30;
const LOOK_EVERY: Duration = Duration::from_millis(4);
const PATIENCE: Duration = Duration::from_secs(60);

pub async fn measure(folder: &Path, listings: usize, config: &Config) -> anyhow::Result<()> {
    let config = Config { data_dir: folder.join("site"), database_url: None, ..config.clone() };
    let app = App::open(config, Clock::default())?;
    seed::fill(&app, listings).await?;
    let (stop, stopped) = watch::channel(false);
    let following = actix_web::rt::spawn(search::follow(app.clone(), stopped));
    come_back(&app, listings).await?;
    let searching = Searching::start(&app);
    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for number in 0..LIVES {
        let (until_found, until_gone) = live_and_close(&app, number).await?;
        found.push(ms(until_found));
        gone.push(ms(until_gone));
    }
    let searches = searching.end()?;
    say("approved → found", found);
    say("closed → gone", gone);
    say(&format!("{SEARCHES_A_SECOND} searches a second meanwhile"), searches);
    println!("{}", Resident::now().words());
    stop.send_replace(true);
    following.await.context("following has failed")
}

/// Waits until the index is whole; the log tells how it goes on.
async fn come_back(app: &App, listings: usize) -> anyhow::Result<()> {
    let (started, before) = (Instant::now(), app.search.index().len());
    while app.search.is_rebuilding() || app.search.index().len() < listings as u64 {
        actix_web::rt::time::sleep(Duration::from_millis(100)).await;
    }
    // What was written moments before is read once more after a rebuild.
    search::catch_up(app).await?;
    let (seconds, put) = (started.elapsed().as_secs_f64(), app.search.index().len() - before);
    println!(
        "rebuilt from the database: {put} listings in {seconds:.0} s, {:.0} a second",
        put as f64 / seconds
    );
    Ok(())
}

fn say(what: &str, times: Vec<f64>) {
    let times = sorted(times.into_iter());
    let at = |percent| percentile(&times, percent);
    let (p50, p99, max) = (at(50.0), at(99.0), at(100.0));
    println!(
        "{what:<34} p50 {p50:>7.1} ms   p99 {p99:>7.1} ms   max {max:>7.1} ms   ({} times)",
        times.len()
    );
}

/// A copy of a live listing under a word of its own.
async fn live_and_close(app: &App, number: usize) -> anyhow::Result<(Duration, Duration)> {
    let word = format!("zzebrawood{}", (b'a' + number as u8 % 26) as char).repeat(1 + number / 26);
    let (id, provider) = submit(app, &word).await?;
    let here = Here { now: app.clock.now(), site: app.site.clone() };
    let approving = here.clone();
    let approved = app
        .db
        .write(move |conn| listings::actions::approve(conn, &Actor::site(), id, &approving).map(drop))
        .await;
    let until_found = until(app, &word, 1, said(approved)?).await?;
    let closed = app
        .db
        .write(move |conn| {
            listings::actions::close(conn, &Actor::site(), (&Scope::whole(provider), id), "filled", &here)
                .map(drop)
        })
        .await;
    let until_gone = until(app, &word, 0, said(closed)?).await?;
    Ok((until_found, until_gone))
}

/// Begins to measure where the write has been acknowledged.
fn said<R>(outcome: Outcome<(), R>) -> anyhow::Result<Instant> {
    outcome.map(|()| Instant::now()).map_err(|_| anyhow::anyhow!("the listing could not be decided about"))
}

async fn submit(app: &App, word: &str) -> anyhow::Result<(ListingId, crate::providers::ProviderId)> {
    let (now, title) = (app.clock.now(), format!("Nurse {word}"));
    let like = app.read(move |conn| any_live(conn, now)).await?.context("no listing is live")?;
    let listing = Listing {
        id: ListingId::new(),
        title,
        state: ListingState::Submitted,
        internal_reference: String::new(),
        ..like.listing.clone()
    };
    let terms = listings::Terms { listing_id: listing.id, ..like.terms.clone() };
    let (id, provider) = (listing.id, listing.provider_id);
    let full = Full { listing, terms, placement: None, questions: Vec::new(), ..like };
    app.write(move |conn| listings::insert(conn, &full)).await?;
    Ok((id, provider))
}

fn any_live(conn: &mut crate::kit::db::Conn, now: Moment) -> diesel::QueryResult<Option<Full>> {
    let ids = listings::every_live(conn, ListingId(0), 20, now)?;
    let mut fulls = listings::documents(conn, &ids, now)?;
    fulls.retain(|full| full.placement.is_none());
    Ok(fulls.pop())
}

async fn until(app: &App, word: &str, total: u32, from: Instant) -> anyhow::Result<Duration> {
    let query = Query { words: word.to_owned(), as_typed: true, take: 1, ..Query::default() };
    while app.search.index().search(&query, app.clock.now().0)?.total != total {
        anyhow::ensure!(from.elapsed() < PATIENCE, "the search has not followed within {PATIENCE:?}");
        actix_web::rt::time::sleep(LOOK_EVERY).await;
    }
    Ok(from.elapsed())
}

/// The mix over and over, at a steady rate, on a thread of its own.
struct Searching {
    stop: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<anyhow::Result<Vec<f64>>>,
}

impl Searching {
    fn start(app: &App) -> Searching {
        let (stop, app) = (Arc::new(AtomicBool::new(false)), app.clone());
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let (mut times, began) = (Vec::new(), Instant::now());
            for (turn, (_, query)) in (0u64..).zip(mix::queries().iter().cycle()) {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                let due = Duration::from_micros(turn * 1_000_000 / SEARCHES_A_SECOND);
                std::thread::sleep(due.saturating_sub(began.elapsed()));
                let asked = Instant::now();
                app.search.index().search(query, app.clock.now().0)?;
                times.push(ms(asked.elapsed()));
            }
            Ok(times)
        });
        Searching { stop, thread }
    }

    fn end(self) -> anyhow::Result<Vec<f64>> {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().map_err(|_| anyhow::anyhow!("the searching thread has ended early"))?
    }
}
