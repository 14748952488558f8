//! What the measurements over HTTP share: the program, who signs in to it, and one page asked for over and over.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rounds::accounts::Role;
use rounds::demo::seed;

use crate::guard;

const FOR: Duration = Duration::from_secs(4);
const WARM_UP: Duration = Duration::from_millis(500);

pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The program under measurement; stopped when it goes out of scope.
pub struct Site {
    program: Child,
    pub url: String,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Site {
    pub async fn start(database: &str, folder: &Path) -> Result<Self, Error> {
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

/// Invents listings before the program starts, as an administrator would.
pub fn add_listings(database: &str, folder: &Path, listings: usize) -> Result<(), Error> {
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

/// Somebody of the demonstration with this role.
pub async fn signed_in(site: &Site, role: Role) -> Result<reqwest::Client, Error> {
    let person =
        seed::SIGN_INS.iter().find(|one| one.role == role).ok_or("nobody signs in with this role")?;
    let client = reqwest::Client::builder().cookie_store(true).build()?;
    let body = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", person.email)
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

/// The heading of the table that [`beside_constant`] fills.
pub fn print_heading() {
    println!("{:<34}{:>8}{:>10}{:>9}{:>9}{:>14}", "page", "KB", "req/s", "p50 ms", "p99 ms", "of constant");
}

/// Measures a page beside a constant page of its size, on so many connections, and prints both.
pub async fn beside_constant(
    site: &Site,
    (name, client, path): (&str, &reqwest::Client, &str),
    connections: usize,
) -> Result<(), Error> {
    let url = format!("{}{path}", site.url);
    let first = client.get(numbered(&url)).send().await?.error_for_status()?;
    let bytes = first.bytes().await?.len();
    let constant = load(client, &format!("{}/demo/constant/{bytes}", site.url), connections).await?;
    let page = load(client, &url, connections).await?;
    let ratio = page.per_second / constant.per_second;
    page.print(name, bytes, &format!("{ratio:.2}"));
    constant.print("  a constant page of that size", bytes, "1");
    Ok(())
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
async fn load(client: &reqwest::Client, url: &str, connections: usize) -> Result<Figures, Error> {
    ask(client, url, WARM_UP).await?;
    let started = Instant::now();
    let askers: Vec<_> = (0..connections)
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
