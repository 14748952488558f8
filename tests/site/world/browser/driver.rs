//! The program that drives the browsers, and how it is spoken to.

use crate::world::guard::{self, Guarded};
use serde_json::{Value, json};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub fn capabilities(profile: &TempDir) -> Value {
    let mut arguments: Vec<String> = [
        "--headless",
        "--force-prefers-reduced-motion",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-breakpad",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments } })
}

pub async fn send(http: &reqwest::Client, url: &str, body: Value) -> Result<Value, String> {
    let response = http.post(url).json(&body).send().await.map_err(|error| error.to_string())?;
    let failed = !response.status().is_success();
    let mut answer: Value = response.json().await.map_err(|error| error.to_string())?;
    let value = answer["value"].take();
    match failed {
        true => Err(value["message"].as_str().unwrap_or("no reason given").to_owned()),
        false => Ok(value),
    }
}

/// One driver for the whole test run; every browser is a session of it.
pub fn url() -> &'static str {
    static DRIVER: OnceLock<Result<(Guarded, String), String>> = OnceLock::new();
    match DRIVER.get_or_init(start_driver) {
        Ok((_, url)) => url,
        Err(sentence) => panic!("{sentence}"),
    }
}

fn start_driver() -> Result<(Guarded, String), String> {
    let port = guard::free_port()?;
    let folder = guard::folder("browser")?;
    let program = ["chromedriver".to_owned(), format!("--port={port}")];
    let guarded = Guarded::start(&folder, "TERM", &program)?;
    let started = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        if started.elapsed() > Duration::from_secs(20) {
            return Err(format!("chromedriver did not start; tests/run installs it. {}", guarded.log()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok((guarded, format!("http://127.0.0.1:{port}")))
}
