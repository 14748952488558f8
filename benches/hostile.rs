//! How long the search takes for what somebody sends who means no search: 10,000 crafted and random queries, one after
//! the other, through the running program over HTTP with the demonstration in it. The goal is that none takes 100 ms.
//!
//! `cargo bench --bench hostile`

#[path = "../tests/site/world/guard.rs"]
#[allow(dead_code)]
mod guard;
#[path = "../tests/site/search_withstands/hostile.rs"]
mod hostile;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Error = Box<dyn std::error::Error + Send + Sync>;

const GOAL: Duration = Duration::from_millis(100);

/// Stopped when it goes out of scope.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure())
}

async fn measure() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let address = format!("127.0.0.1:{}", guard::free_port()?);
    let program = Command::new(env!("CARGO_BIN_EXE_rounds"))
        .args(["serve", "--demo", "--log", "error", "--listen", &address])
        .args(["--data-dir", &folder.path().display().to_string()])
        .stdout(Stdio::null())
        .spawn()?;
    let _program = Program(program);
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    while !http
        .get(format!("http://{address}/listings?q=nurse"))
        .send()
        .await
        .is_ok_and(|page| page.status().as_u16() < 400)
    {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut took = Vec::new();
    for query in hostile::queries(10_000) {
        let mut path = format!("/listings?{query}");
        for _ in 0..3 {
            let started = Instant::now();
            let page = http.get(format!("http://{address}{path}")).send().await?;
            let onward = page.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
            let status = page.status().as_u16();
            page.bytes().await?;
            took.push((started.elapsed(), status, path.chars().take(120).collect::<String>()));
            match onward {
                Some(to) => path = to,
                None => break,
            }
        }
    }
    took.sort();
    let at = |share: f64| {
        took.get(((took.len() - 1) as f64 * share) as usize).map(|(time, ..)| *time).unwrap_or_default()
    };
    println!("{} requests: p50 {:?}, p99 {:?}, most {:?}", took.len(), at(0.5), at(0.99), at(1.0));
    println!("over {GOAL:?}: {}", took.iter().filter(|(time, ..)| *time > GOAL).count());
    println!("broken: {}", took.iter().filter(|(_, status, _)| *status >= 500).count());
    for (time, status, path) in took.iter().rev().take(5) {
        println!("{time:?} {status} {path}");
    }
    Ok(())
}
