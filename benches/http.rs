//! Requests per second and response times of the running program over HTTP, each page beside a constant page of the
//! same size from the same program in the same run: believe the ratio, not the figure.
//!
//! `cargo bench --bench http` measures on SQLite and, when PostgreSQL is installed, on a cluster of its own, with the
//! demonstration's 400 listings; `cargo bench --bench http -- 30000` with so many.

#[path = "../tests/site/world/databases.rs"]
#[allow(dead_code)]
mod databases;
#[path = "../tests/site/world/guard.rs"]
#[allow(dead_code)]
mod guard;
mod measured;

use std::path::Path;
use std::time::Duration;

use measured::{Error, Site, add_listings, beside_constant, print_heading, signed_in};
use rounds::accounts::Role;
use rounds::demo::seed;

const CONNECTIONS: usize = 8;

fn main() -> Result<(), Error> {
    let listings = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(seed::LISTINGS);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let folder = tempfile::tempdir()?;
    let sqlite = folder.path().join("rounds.db").display().to_string();
    runtime.block_on(measure("SQLite", &sqlite, &folder.path().join("a"), listings))?;
    let cluster = databases::Cluster::get();
    let postgres = cluster.url(&cluster.create(None));
    runtime.block_on(measure("PostgreSQL", &postgres, &folder.path().join("b"), listings))
}

async fn measure(engine: &str, database: &str, folder: &Path, listings: usize) -> Result<(), Error> {
    if listings > seed::LISTINGS {
        add_listings(database, folder, listings)?;
    }
    let site = Site::start(database, folder).await?;
    let candidate = signed_in(&site, Role::Candidate).await?;
    let visitor = reqwest::Client::builder().pool_max_idle_per_host(CONNECTIONS).build()?;
    let listing = first_listing(&visitor, &site).await?;
    println!("\n{engine}, {listings} listings, {CONNECTIONS} connections");
    print_heading();
    let apply = format!("{}/apply", listing_address(&listing));
    let pages = [
        ("home", &visitor, "/"),
        ("search", &visitor, "/listings"),
        ("search, words and place", &visitor, "/listings?q=nurse&place=Leeds&within=50"),
        // A new number at each request, so that no two are the same page.
        ("search, each time another", &visitor, "/listings?q=nurse&pay=#"),
        ("search, signed in", &candidate, "/listings?q=nurse"),
        ("suggestions, what", &visitor, "/suggestions?q=nur"),
        ("suggestions, where", &visitor, "/suggestions?place=new"),
        ("browse, profession in a region", &visitor, "/browse/nurse/midlands"),
        ("listing", &visitor, &listing),
        ("listing, signed in", &candidate, &listing),
        ("apply, signed in", &candidate, &apply),
    ];
    for page in pages {
        beside_constant(&site, page, CONNECTIONS).await?;
    }
    Ok(())
}

/// `/listings/123/a-title` → `/listings/123`
fn listing_address(path: &str) -> String {
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The path of a listing that the search finds; it is a moment until the index is built.
async fn first_listing(client: &reqwest::Client, site: &Site) -> Result<String, Error> {
    for _ in 0..600 {
        if let Some(path) = any_listing(client, site).await? {
            return Ok(path);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Err("the search shows no listing".into())
}

async fn any_listing(client: &reqwest::Client, site: &Site) -> Result<Option<String>, Error> {
    let page = client.get(format!("{}/listings?kind=role", site.url)).send().await?.text().await?;
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let is_listing = |link: &&str| {
        link.strip_prefix("/listings/").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    Ok(links.into_iter().find(is_listing).map(String::from))
}
