//! Bench: measures the program on the machine it is to run on. `rounds bench search` builds the search over invented
//! listings and asks it a fixed mix of queries, beside the full-text searches of both databases in the same run.
//! `rounds bench alerts` matches up to a million alerts against a day's new listings and queues their letters.
//!
//! Figures are for people who choose a machine or change the engine; nothing here is a test, since a busy machine
//! would fail it. Resident memory is that of a process of its own, which opens the index and asks.

mod alerts;
mod allocation;
mod answers;
mod figures;
mod fresh;
mod invented;
mod mix;
mod rivals;

use crate::config::Config;
use crate::kit::clock::Clock;
use crate::search::index::Index;
use crate::search::words::Synonyms;
use anyhow::Context;
use chrono::NaiveDateTime;
use clap::Args;
use figures::{Figures, bar, compare, folder_mb, table};
use invented::Inventor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

pub use alerts::{AlertsBench, alerts};
pub use allocation::{AllocationBench, allocate};
pub use answers::print as print_answers;

const SIZES: [usize; 3] = [30_000, 300_000, 1_000_000];
const COMMIT_EVERY: usize = 20_000;

#[derive(Args, Clone, Debug)]
pub struct SearchBench {
    /// How many listings; may be given several times (default: 30000, 300000 and 1000000)
    #[arg(long, value_name = "NUMBER")]
    pub listings: Vec<usize>,
    /// How often each query is asked
    #[arg(long, value_name = "TIMES", default_value_t = 15)]
    pub rounds: usize,
    /// Keep what is built in this folder, and use it again
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Measure only our own search
    #[arg(long)]
    pub alone: bool,
    /// Measure instead how soon a site of its own finds what is approved and loses what is closed
    #[arg(long)]
    pub fresh: bool,
}

/// The moment at which everything is posted, asked and counted.
fn now() -> NaiveDateTime {
    Clock::default().today().and_hms_opt(12, 0, 0).unwrap_or_default()
}

/// How fresh the search is, size by size (only a million when nothing is said).
pub async fn freshness(bench: &SearchBench, config: &Config) -> anyhow::Result<()> {
    let own = tempfile::tempdir()?;
    let sizes = if bench.listings.is_empty() { vec![SIZES[2]] } else { bench.listings.clone() };
    for size in sizes {
        println!("\n{size} listings");
        let folder = bench.folder.clone().unwrap_or_else(|| own.path().to_owned()).join(size.to_string());
        fresh::measure(&folder, size, config).await?;
    }
    Ok(())
}

/// Builds, asks and prints, size by size.
pub fn search(bench: &SearchBench, config: &Config) -> anyhow::Result<()> {
    let own = tempfile::tempdir()?;
    let sizes = if bench.listings.is_empty() { SIZES.to_vec() } else { bench.listings.clone() };
    for size in sizes {
        let folder = bench.folder.clone().unwrap_or_else(|| own.path().to_owned()).join(size.to_string());
        std::fs::create_dir_all(&folder)?;
        println!("\n{size} listings");
        build(&folder.join("index"), size)?;
        let ours = ask_in_its_own_process(&folder.join("index"), bench.rounds)?;
        println!("opened in {:.1} s; {}", ours.opened_in, ours.resident.words());
        let words: Vec<String> = ours.queries.iter().map(|timed| timed.words.clone()).collect();
        let mut all = vec![ours];
        if !bench.alone {
            all.extend(rivals::measure(&folder, size, bench.rounds, &words, config)?);
        }
        println!("{}", table(&all));
        println!("{}", compare(&all));
    }
    Ok(())
}

fn build(folder: &Path, listings: usize) -> anyhow::Result<()> {
    let opened = Index::open(folder, Synonyms::delivered())?;
    if !opened.needs_rebuild && opened.index.len() == listings as u64 {
        println!("the index is there already: {} MB", folder_mb(folder));
        return Ok(());
    }
    let (started, bar) = (Instant::now(), bar("Indexing", listings));
    let inventor = Inventor::new(now());
    let mut writer =
        opened.index.writer(std::thread::available_parallelism().map_or(1, |c| c.get().min(4)))?;
    writer.remove_all()?;
    for number in 0..listings {
        writer.add(&inventor.document(number))?;
        bar.inc(1);
        if number % COMMIT_EVERY == COMMIT_EVERY - 1 {
            writer.commit("")?;
        }
    }
    writer.now_whole();
    writer.commit("")?;
    writer.close()?;
    bar.finish_and_clear();
    let seconds = started.elapsed().as_secs_f64();
    let rate = listings as f64 / seconds.max(0.001);
    println!("indexed in {seconds:.1} s, {rate:.0} a second with their inventing; {} MB", folder_mb(folder));
    Ok(())
}

fn ask_in_its_own_process(folder: &Path, rounds: usize) -> anyhow::Result<Figures> {
    let program = std::env::current_exe().context("cannot find this program")?;
    let asked = Command::new(program)
        .args(["bench", "search-answers", "--rounds", &rounds.to_string(), "--folder"])
        .arg(folder)
        .output()?;
    let said = String::from_utf8_lossy(&asked.stderr);
    anyhow::ensure!(asked.status.success(), "the process that asks has failed: {said}");
    serde_json::from_slice(&asked.stdout).context("the process that asks has not answered")
}
