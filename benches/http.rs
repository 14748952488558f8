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

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rounds::accounts::Role;
use rounds::demo::seed;

const FOR: Duration = Duration::from_secs(4);
const WARM_UP: Duration = Duration::from_millis(500);
const CONNECTIONS: usize = 8;

type Error = Box<dyn std::error::Error + Send + Sync>;

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

/// The program under measurement; stopped when it goes out of scope.
struct Site {
    program: Child,
    url: String,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Site {
    async fn start(database: &str, folder: &Path) -> Result<Self, Error> {
        let port = guard::free_port()?;
        let program = Command::new(env!("CARGO_BIN_EXE_rounds"))
            .args(["serve", "--demo", "--log", "error", "--database-url", database])
            .args(["--listen", &format!("127.0.0.1:{port}"), "--data-dir", &folder.display().to_string()])
            .stdout(Stdio::null())
            .spawn()?;
        let site = Self { program, url: format!("http://127.0.0.1:{port}") };
        for _ in 0..600 {
            if reqwest::get(format!("{}/health", site.url)).await.is_ok() {
                return Ok(site);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the program did not start within a minute".into())
    }
}

async fn measure(engine: &str, database: &str, folder: &Path, listings: usize) -> Result<(), Error> {
    if listings > seed::LISTINGS {
        add_listings(database, folder, listings)?;
    }
    let site = Site::start(database, folder).await?;
    let candidate = signed_in(&site).await?;
    let visitor = reqwest::Client::builder().pool_max_idle_per_host(CONNECTIONS).build()?;
    let listing = first_listing(&visitor, &site).await?;
    println!("\n{engine}, {listings} listings, {CONNECTIONS} connections, {} s each", FOR.as_secs());
    println!("{:<34}{:>8}{:>10}{:>9}{:>9}{:>14}", "page", "KB", "req/s", "p50 ms", "p99 ms", "of constant");
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
    for (name, client, path) in pages {
        let url = format!("{}{path}", site.url);
        let first = client.get(numbered(&url)).send().await?.error_for_status()?;
        let bytes = first.bytes().await?.len();
        let constant = load(client, &format!("{}/demo/constant/{bytes}", site.url)).await?;
        let page = load(client, &url).await?;
        let ratio = page.per_second / constant.per_second;
        page.print(name, bytes, &format!("{ratio:.2}"));
        constant.print("  a constant page of that size", bytes, "1");
    }
    Ok(())
}

/// Invents listings before the program starts, as an administrator would.
fn add_listings(database: &str, folder: &Path, listings: usize) -> Result<(), Error> {
    let status = Command::new(env!("CARGO_BIN_EXE_rounds"))
        .args(["seed", "--log", "error", "--database-url", database, "--listings", &listings.to_string()])
        .args(["--data-dir", &folder.display().to_string()])
        .status()?;
    if status.success() { Ok(()) } else { Err("the listings could not be invented".into()) }
}

/// The address with a number of its own in the place of `#`.
fn numbered(url: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    url.replace('#', &NEXT.fetch_add(1, Ordering::Relaxed).to_string())
}

/// `/listings/123/a-title` → `/listings/123`
fn listing_address(path: &str) -> String {
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

async fn signed_in(site: &Site) -> Result<reqwest::Client, Error> {
    let candidate =
        seed::SIGN_INS.iter().find(|one| one.role == Role::Candidate).ok_or("no candidate signs in")?;
    let client = reqwest::Client::builder().cookie_store(true).pool_max_idle_per_host(CONNECTIONS).build()?;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", candidate.email)
        .append_pair("password", seed::PASSWORD)
        .finish();
    client
        .post(format!("{}/sign-in", site.url))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await?
        .error_for_status()?;
    Ok(client)
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

struct Figures {
    per_second: f64,
    p50: Duration,
    p99: Duration,
}

impl Figures {
    fn print(&self, name: &str, bytes: usize, ratio: &str) {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let kb = bytes as f64 / 1024.0;
        println!(
            "{name:<34}{kb:>8.1}{:>10.0}{:>9.1}{:>9.1}{ratio:>14}",
            self.per_second,
            ms(self.p50),
            ms(self.p99)
        );
    }
}

/// Asks for one page over and over on several connections.
async fn load(client: &reqwest::Client, url: &str) -> Result<Figures, Error> {
    ask(client, url, WARM_UP).await?;
    let started = Instant::now();
    let askers: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (client, url) = (client.clone(), url.to_string());
            tokio::spawn(async move { ask(&client, &url, FOR).await })
        })
        .collect();
    let mut times = Vec::new();
    for asker in askers {
        times.extend(asker.await??);
    }
    let seconds = started.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Ok(Figures { per_second: times.len() as f64 / seconds, p50: at(0.5), p99: at(0.99) })
}

async fn ask(client: &reqwest::Client, url: &str, during: Duration) -> Result<Vec<Duration>, Error> {
    let until = Instant::now() + during;
    let mut times = Vec::new();
    while Instant::now() < until {
        let asked = Instant::now();
        client.get(numbered(url)).send().await?.error_for_status()?.bytes().await?;
        times.push(asked.elapsed());
    }
    Ok(times)
}
