//! From a new listing to a letter. When a listing is published, it is matched against every different search of the
//! active alerts, and what fits is noted once for each alert. Instant alerts write at once; daily and weekly ones when
//! their run is due, each in a transaction of its own, so that a run that was stopped goes on where it was.

use std::time::Instant;

use diesel::QueryResult;
use serde::{Deserialize, Serialize};

use crate::alerts::mails::{Match, MatchesMail};
use crate::alerts::model::{AlertId, Frequency, MOST_IN_LETTER};
use crate::alerts::store;
use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::jobs::{self, Job};
use crate::kit::letters::Site;
use crate::listings::{self, ListingId};
use crate::search::{self, Criteria};

/// Searches and alerts looked at in one go.
const BATCH: i64 = 500;
/// Matches that a letter looks through for those that are still live; beyond them all are taken to be.
const MOST_READ: i64 = 200;

/// The letters of one daily or weekly run are due.
#[derive(Serialize, Deserialize)]
pub struct RunAlerts {
    pub frequency: Frequency,
    /// `2026-11-22`, `2026-W47`
    pub run_key: String,
    /// The alert that was written to last.
    #[serde(default)]
    pub after: i64,
}
impl Job for RunAlerts {
    const NAME: &'static str = "alerts.run";
    const PRIORITY: i32 = 8;
}

/// A new listing was matched for as long as one job may take; the searches after this one remain.
#[derive(Serialize, Deserialize)]
pub struct MatchRest {
    pub listing: ListingId,
    pub after: String,
}
impl Job for MatchRest {
    const NAME: &'static str = "alerts.match-rest";
}

/// The runs by the names of their ticks.
const RUNS: [(&str, Frequency); 2] =
    [("alerts.daily", Frequency::Daily), ("alerts.weekly", Frequency::Weekly)];

/// Is there a run that nobody has started?
pub fn is_run_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    for (name, frequency) in RUNS {
        if let Some((due, _)) = frequency.latest_run(now)
            && !jobs::has_ticked(conn, name, due)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts the daily and weekly runs that are due into the queue, each once, on one node.
pub fn start_runs(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    for (name, frequency) in RUNS {
        if let Some((due, run_key)) = frequency.latest_run(now)
            && jobs::take_tick(conn, name, due)?
        {
            jobs::enqueue(conn, &RunAlerts { frequency, run_key, after: 0 }, now)?;
        }
    }
    Ok(())
}

/// Notes every alert that a newly published listing fits, and writes the instant ones.
/// `last` is the search that was looked at last; none at first.
pub async fn match_listing(app: &App, listing: ListingId, mut last: String) -> anyhow::Result<()> {
    let (started, now) = (Instant::now(), app.clock.now());
    let documents = app.read(move |conn| search::documents(conn, &[listing], now)).await?;
    let Some(new) = search::Fresh::of(app, &documents)? else { return Ok(()) };
    loop {
        let after = last.clone();
        let searches = app.read(move |conn| store::searches_after(conn, &after, BATCH)).await?;
        let Some(latest) = searches.last() else { return Ok(()) };
        last = latest.clone();
        for wanted in searches {
            if let Some(why) = new.fits(&Criteria::read(&wanted), now)? {
                note(app, &wanted, listing, &why).await?;
            }
        }
        if started.elapsed() > jobs::LONGEST {
            let rest = MatchRest { listing, after: last };
            return app.write(move |conn| jobs::enqueue(conn, &rest, now)).await;
        }
    }
}

async fn note(app: &App, wanted: &str, listing: ListingId, why: &str) -> anyhow::Result<()> {
    let (now, site) = (app.clock.now(), app.site.clone());
    let (wanted, why) = (wanted.to_string(), why.to_string());
    app.write(move |conn| {
        for alert in store::active_with_search(conn, &wanted)? {
            store::insert_match(conn, alert.id, listing, &why, now)?;
            if alert.frequency == Frequency::Instant {
                write(conn, alert.id, &format!("listing-{listing}"), now, &site)?;
            }
        }
        Ok(())
    })
    .await
}

/// Writes the letters of one run.
pub async fn run(app: &App, due: RunAlerts) -> anyhow::Result<()> {
    let (started, RunAlerts { frequency, run_key, after: mut last }) = (Instant::now(), due);
    loop {
        let waiting = app.read(move |conn| store::with_untold(conn, frequency, AlertId(last), BATCH)).await?;
        let Some(latest) = waiting.last() else { return Ok(()) };
        last = latest.0;
        for alert in waiting {
            let (now, site, key) = (app.clock.now(), app.site.clone(), run_key.clone());
            app.write(move |conn| write(conn, alert, &key, now, &site)).await?;
        }
        if started.elapsed() > jobs::LONGEST {
            let (rest, now) = (RunAlerts { frequency, run_key, after: last }, app.clock.now());
            return app.write(move |conn| jobs::enqueue(conn, &rest, now)).await;
        }
    }
}

/// Writes one alert's letter with what it has not told and what is still live; none when that is nothing.
fn write(conn: &mut Conn, id: AlertId, run_key: &str, now: Moment, site: &Site) -> QueryResult<()> {
    if store::has_run(conn, id, run_key)? {
        return Ok(());
    }
    let Some((alert, email, name)) = store::recipient(conn, id)? else { return Ok(()) };
    let (all, untold) = store::untold(conn, id, MOST_READ)?;
    let wanted: Vec<(ListingId, Option<f32>)> = untold.iter().map(|(listing, _)| (*listing, None)).collect();
    let cards = listings::cards(conn, &wanted, now)?;
    if !untold.is_empty() {
        store::mark_told(conn, id, now)?;
    }
    if cards.is_empty() {
        return Ok(());
    }
    let why = |listing: ListingId| untold.iter().find(|(id, _)| *id == listing).map(|(_, why)| why.clone());
    let matches: Vec<Match> = cards
        .iter()
        .take(MOST_IN_LETTER)
        .map(|card| Match {
            title: card.title.clone(),
            path: card.href.clone(),
            lines: lines(card, why(card.id)),
        })
        .collect();
    let more = cards.len() - matches.len() + (all - untold.len());
    store::insert_run(conn, id, run_key, now)?;
    MatchesMail { email: &email, name: &name, alert: &alert, matches, more }
        .letter(site)
        .post(conn, now, site)?;
    Ok(())
}

fn lines(card: &listings::Card, why: Option<String>) -> Vec<String> {
    let mut lines = vec![format!("{}, {}", card.provider, card.place), card.pay.clone(), card.closes.clone()];
    lines.extend(why.map(|why| format!("Why: {why}")));
    lines.retain(|line| !line.is_empty());
    lines
}
