//! How fast alerts are matched and their letters queued: a site of its own with a day's new listings, and so many alerts
//! that all write at the same time. Beside it, in the same run, each alert of a sample asks the ordinary search over the
//! same listings, as a plain program would.

use super::figures::Resident;
use crate::alerts::model::AlertState;
use crate::alerts::{self, AlertId, Frequency, NewAlertRow, Run, RunSlot, Slot, Spent};
use crate::app::App;
use crate::config::Config;
use crate::demo::seed;
use crate::kit::clock::{Clock, Moment};
use crate::listings::{self, ListingId, ListingPublished};
use crate::search::index::{Index, Query};
use crate::search::{self, Criteria, PayFloor};
use anyhow::Context;
use clap::Args;
use std::path::Path;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// At this hour of every day.
const HOUR: u32 = 7;
/// Alerts that ask the ordinary search.
const SAMPLE: usize = 2_000;
/// Rows written in one transaction.
const WRITTEN_AT_ONCE: usize = 20_000;

#[derive(Args, Clone, Debug)]
pub struct AlertsBench {
    /// How many alerts; may be given several times (default: 10000, 100000 and 1000000)
    #[arg(long, value_name = "NUMBER")]
    pub alerts: Vec<usize>,
    /// How many new listings
    #[arg(long, value_name = "NUMBER", default_value_t = 5_000)]
    pub listings: usize,
}

/// Measures size by size. It writes to the database of DATABASE_URL when that is one of PostgreSQL, which must be empty;
/// else to a file of its own.
pub async fn alerts(bench: &AlertsBench, config: &Config) -> anyhow::Result<()> {
    let own = tempfile::tempdir()?;
    let postgres = config.database_url.clone().filter(|url| url.starts_with("postgres"));
    let config = Config { data_dir: own.path().to_owned(), database_url: postgres, ..config.clone() };
    let app = App::open(config, Clock::default())?;
    seed::fill(&app, bench.listings).await?;
    println!("{} new listings, on {}", bench.listings, app.db.engine());
    let ids = publish(&app).await?;
    let mut sizes = if bench.alerts.is_empty() { SIZES.to_vec() } else { bench.alerts.clone() };
    sizes.sort_unstable();
    let (mut there, mut run) = (0, 0);
    for size in sizes {
        make(&app, there..size).await?;
        (there, run) = (size, run + 1);
        measure(&app, size, &format!("bench {run}")).await?;
    }
    reference(&app, &ids, own.path()).await
}

/// Every live listing is news.
async fn publish(app: &App) -> anyhow::Result<Vec<ListingId>> {
    let now = app.clock.now();
    let ids = app.read(move |conn| listings::every_live(conn, ListingId(0), i64::MAX, now)).await?;
    let listings = ids.clone();
    app.write(move |conn| {
        for listing in &listings {
            alerts::note_published(conn, &ListingPublished { listing: *listing, at: Some(now) }, now)?;
        }
        Ok(())
    })
    .await?;
    Ok(ids)
}

const SECTORS: &str = include_str!("../../data/places/uk_sectors.csv");

/// The districts of the country's postcodes, in which people live.
fn districts() -> Vec<&'static str> {
    let mut districts: Vec<&str> =
        SECTORS.lines().skip(1).filter_map(|line| line.split([' ', ',']).next()).collect();
    districts.dedup();
    districts
}

/// As people save them: those of the demonstration, each round the district of its owner, and some for a pay of so much.
fn search_of(number: usize, districts: &[&str]) -> String {
    let mut search = Criteria::read(&seed::alert_search(number));
    let mixed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    if let (false, Some(district)) =
        (search.place.is_empty(), districts.get(mixed as usize % districts.len().max(1)))
    {
        (*district).clone_into(&mut search.place);
    }
    if mixed % 10 < 4 {
        let pounds = 20_000 + (mixed / 10 % 80) as u32 * 500;
        search.pay = Some(PayFloor { pounds, per: "year".into() });
    }
    search.address()
}

/// Every fifth person has two.
fn row(number: usize, now: Moment, districts: &[&str]) -> NewAlertRow {
    let id = AlertId::new();
    let person = number - usize::from(number % 5 == 4);
    NewAlertRow {
        id,
        email: format!("person{person}@example{}.org", person % 97),
        search: search_of(number, districts),
        label: String::new(),
        frequency: Frequency::Daily,
        weekday: 1,
        hour: HOUR as i32,
        state: AlertState::Active,
        manage_key: id.to_string(),
        created_at: now,
        from_news: None,
    }
}

async fn make(app: &App, numbers: std::ops::Range<usize>) -> anyhow::Result<()> {
    let (now, end, districts) = (app.clock.now(), numbers.end, districts());
    for start in numbers.step_by(WRITTEN_AT_ONCE) {
        let rows: Vec<NewAlertRow> =
            (start..(start + WRITTEN_AT_ONCE).min(end)).map(|number| row(number, now, &districts)).collect();
        app.write(move |conn| alerts::add_many(conn, &rows)).await?;
    }
    Ok(())
}

async fn measure(app: &App, size: usize, key: &str) -> anyhow::Result<()> {
    let due = RunSlot { slot: Slot::Daily(HOUR).to_string(), run_key: key.to_owned() };
    let (starting, now, before) = (due.clone(), app.clock.now(), Resident::now());
    app.write(move |conn| alerts::start_again(conn, &starting, now)).await?;
    let running = app.clone();
    let (spent, whole) = tokio::task::spawn_blocking(move || {
        let (began, mut run) = (Instant::now(), Run::of(&running, &due)?);
        while run.step(alerts::BATCH)? {}
        anyhow::Ok((run.spent, began.elapsed()))
    })
    .await
    .context("the run ended early")??;
    say(size, spent, whole, before);
    Ok(())
}

fn say(size: usize, spent: Spent, whole: Duration, before: Resident) {
    let after = Resident::now();
    let rate = spent.alerts as f64 / (spent.opening + spent.matching).as_secs_f64().max(1e-9);
    println!(
        "{size:>9} alerts, {} different searches: index of the news {:.2} s, matching {:.2} s ({rate:.0} alerts a second \
         with the index), reading alerts {:.2} s, queueing {} letters {:.2} s, all {:.1} s; {} MB before, {} MB after",
        spent.answered,
        spent.opening.as_secs_f64(),
        spent.matching.as_secs_f64(),
        spent.reading.as_secs_f64(),
        spent.letters,
        spent.queueing.as_secs_f64(),
        whole.as_secs_f64(),
        before.own_mb,
        after.own_mb,
    );
}

/// Each alert of a sample as a query of its own, on an index of only the new listings.
async fn reference(app: &App, ids: &[ListingId], folder: &Path) -> anyhow::Result<()> {
    let (now, ids) = (app.clock.now(), ids.to_vec());
    let documents = app.read(move |conn| search::documents(conn, &ids, now)).await?;
    let index = Index::open(&folder.join("reference"), search::words::Synonyms::delivered())?.index;
    let mut writer = index.writer(1)?;
    documents.iter().try_for_each(|document| writer.add(document))?;
    writer.now_whole();
    writer.commit("")?;
    let (districts, began) = (districts(), Instant::now());
    for number in 0..SAMPLE {
        let search = search_of(number, &districts);
        let criteria = Criteria { as_typed: true, page: 1, ..Criteria::read(&search) };
        let query = Query { uncounted: true, ..criteria.query(&criteria.locate()) };
        index.search(&query, now.0)?;
    }
    let rate = SAMPLE as f64 / began.elapsed().as_secs_f64().max(1e-9);
    println!(
        "beside it, each alert as a search of its own: {rate:.0} alerts a second (a sample of {SAMPLE})"
    );
    Ok(())
}
