//! How soon the pages of the desks answer with 1,000 organisations, 50,000 listings and 2,000 of them waiting for review,
//! one request after the other, each page beside a constant page of the same size in the same run. The goal is 50 ms.
//!
//! `cargo bench --bench desks` on SQLite and PostgreSQL; `cargo bench --bench desks -- 5000` with so many listings.

#[path = "../tests/site/world/databases.rs"]
#[allow(dead_code)]
mod databases;
#[path = "../tests/site/world/guard.rs"]
#[allow(dead_code)]
mod guard;
mod measured;

use std::path::Path;

use diesel::connection::SimpleConnection;
use measured::{Error, Site, add_listings, beside_constant, print_heading, signed_in};
use rounds::accounts::Role;
use rounds::kit::db::{Address, Db, Failed, Outcome};

const LISTINGS: usize = 50_000;
const WAITING: usize = 2_000;
/// Organisations made of each of the demonstration's, which are about forty.
const COPIES: i64 = 25;
/// Between the number of an organisation and that of its copy: more than there are numbers in a demonstration.
const APART: i64 = 1_000_000_000_000_000;
/// Days on which each listing was looked at.
const DAYS: u32 = 28;

fn main() -> Result<(), Error> {
    let listings = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(LISTINGS);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let folder = tempfile::tempdir()?;
    let (sqlite, first) = (folder.path().join("rounds.db").display().to_string(), folder.path().join("a"));
    add_listings(&sqlite, &first, listings)?;
    fill(&sqlite)?;
    runtime.block_on(measure("SQLite", &sqlite, &first))?;
    let (cluster, second) = (databases::Cluster::get(), folder.path().join("b"));
    let postgres = cluster.url(&cluster.create(None));
    add_listings(&postgres, &second, listings)?;
    fill(&postgres)?;
    runtime.block_on(measure("PostgreSQL", &postgres, &second))
}

fn fill(database: &str) -> Result<(), Error> {
    let db = Db::open(&Address::parse(database)?)?;
    let filled: Outcome<()> = db.write_blocking(|conn| Ok(conn.batch_execute(&crowd())?));
    Ok(filled.map_err(Failed::into_error)?)
}

/// Spreads every other listing over new organisations, sends some to review, and has all be looked at.
fn crowd() -> String {
    let mut sql = String::new();
    for copy in 1..COPIES {
        let away = copy * APART;
        sql += &format!(
            "INSERT INTO providers (id, slug, name, description, sector, funding, website, state, submitted_at, verified_at, \
             created_at, updated_at) SELECT id + {away}, slug || '-{copy}', name || ' {copy}', description, sector, funding, \
             website, state, submitted_at, verified_at, created_at, updated_at FROM providers \
             WHERE state = 'verified' AND id < {APART} + (SELECT MIN(id) FROM providers);\n"
        );
    }
    let others = COPIES - 1;
    sql += &format!(
        "UPDATE listings SET provider_id = provider_id + {APART} * (1 + id / 2 % {others}) WHERE id % 2 = 0 AND state = 'live' \
         AND provider_id IN (SELECT id FROM providers WHERE state = 'verified' AND id < {APART} + (SELECT MIN(id) FROM providers));\n\
         UPDATE listings SET state = 'submitted', submitted_at = published_at, published_at = NULL WHERE id IN \
         (SELECT id FROM listings WHERE state = 'live' AND id % 2 = 0 ORDER BY id LIMIT {WAITING});\n"
    );
    for day in 1..=DAYS {
        sql += &format!(
            "INSERT INTO listing_looks (listing_id, day, source, provider_id, looks) \
             SELECT id, '2026-11-{day:02}', 'search', provider_id, 3 FROM listings WHERE state = 'live' AND id % 2 = 1 \
             ON CONFLICT DO NOTHING;\n"
        );
    }
    sql += "DELETE FROM provider_looks;\nDELETE FROM listing_days;\n\
        INSERT INTO provider_looks (provider_id, day, source, looks) \
        SELECT provider_id, day, source, SUM(looks) FROM listing_looks GROUP BY provider_id, day, source;\n\
        INSERT INTO listing_days (listing_id, day, provider_id, looks) \
        SELECT listing_id, day, MIN(provider_id), SUM(looks) FROM listing_looks GROUP BY listing_id, day;\n";
    sql
}

async fn measure(engine: &str, database: &str, folder: &Path) -> Result<(), Error> {
    let site = Site::start(database, folder).await?;
    let owner = signed_in(&site, Role::Member).await?;
    let moderator = signed_in(&site, Role::Moderator).await?;
    let administrator = signed_in(&site, Role::Administrator).await?;
    let desk = link(&owner, &site, "/desk", "/desk/").await?;
    let waiting = link(&moderator, &site, "/moderation?kind=listings", "/moderation/listings/").await?;
    let waiting = waiting.split('?').next().unwrap_or_default().to_string();
    println!("\n{engine}, one connection");
    print_heading();
    let at = |page: &str| format!("{desk}{page}");
    let pages = [
        ("queue", &moderator, "/moderation".to_string()),
        ("queue, its last page", &moderator, "/moderation?page=80".to_string()),
        ("queue, by words", &moderator, "/moderation?q=nurse".to_string()),
        ("a listing that waits", &moderator, waiting),
        ("all organisations", &moderator, "/moderation/providers".to_string()),
        ("home of a desk", &owner, at("")),
        ("listings of a desk", &owner, at("/listings")),
        ("applications of a desk", &owner, at("/applications")),
        ("sites of a desk", &owner, at("/sites")),
        ("people", &administrator, "/administration/people".to_string()),
        ("audit log", &administrator, "/administration/audit".to_string()),
    ];
    for (name, client, path) in &pages {
        beside_constant(&site, (name, client, path), 1).await?;
    }
    Ok(())
}

/// The first link of a page that goes deeper than this address.
async fn link(client: &reqwest::Client, site: &Site, page: &str, below: &str) -> Result<String, Error> {
    let found = client.get(format!("{}{page}", site.url)).send().await?.error_for_status()?;
    let (path, text) = (found.url().path().to_string(), found.text().await?);
    let links = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let is_deeper = |link: &&str| {
        link.strip_prefix(below).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let found = links.into_iter().find(is_deeper).map(String::from);
    // One organisation only: the page leads to its desk by itself.
    let own =
        path.strip_prefix(below).map(|rest| format!("{below}{}", rest.split('/').next().unwrap_or_default()));
    own.or(found).ok_or_else(|| format!("{page} has no link below {below}").into())
}
