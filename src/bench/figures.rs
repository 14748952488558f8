//! Figures: how long each query took, and tables of them.

use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// What was measured of one search.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Figures {
    pub name: String,
    pub opened_in: f64,
    pub resident: Resident,
    pub queries: Vec<Timed>,
}

/// One query, asked several times.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Timed {
    pub query: String,
    /// The words that were searched for, once corrected.
    pub words: String,
    pub total: u64,
    /// Milliseconds, in the order they were taken.
    pub times: Vec<f64>,
}

impl Timed {
    fn median(&self) -> f64 {
        percentile(&sorted(self.times.iter().copied()), 50.0)
    }
}

impl Figures {
    /// Every time of every query.
    fn all(&self) -> Vec<f64> {
        sorted(self.queries.iter().flat_map(|timed| timed.times.iter().copied()))
    }

    fn sum_of_medians(&self) -> f64 {
        self.queries.iter().map(Timed::median).sum()
    }
}

pub fn sorted(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times
}

pub fn percentile(sorted: &[f64], percent: f64) -> f64 {
    let place = (sorted.len() as f64 * percent / 100.0).ceil().max(1.0) as usize - 1;
    sorted.get(place).copied().unwrap_or_default()
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The median of each query, and what it found, search by search.
pub fn table(all: &[Figures]) -> String {
    let mut text = format!("{:<40}", "median of each query, ms (and found)");
    for figures in all {
        let _ = write!(text, "{:>24}", figures.name);
    }
    let queries = all.first().map(|first| first.queries.as_slice()).unwrap_or_default();
    for (at, timed) in queries.iter().enumerate() {
        let _ = write!(text, "\n{:<40}", timed.query);
        for timed in all.iter().filter_map(|figures| figures.queries.get(at)) {
            let _ = write!(text, "{:>13.2} {:>10}", timed.median(), format!("({})", timed.total));
        }
    }
    text
}

/// All queries together, and how many times as long as ours each took.
pub fn compare(all: &[Figures]) -> String {
    let mut text =
        format!("\n{:<26}{:>10}{:>10}{:>10}{:>10}{:>16}", "ms", "p50", "p90", "p99", "max", "sum of medians");
    let ours = all.first().map(|ours| (ours.all(), ours.sum_of_medians()));
    for figures in all {
        let (times, sum) = (figures.all(), figures.sum_of_medians());
        let at = |percent| percentile(&times, percent);
        let _ = write!(
            text,
            "\n{:<26}{:>10.2}{:>10.2}{:>10.2}{:>10.2}{sum:>16.1}",
            figures.name,
            at(50.0),
            at(90.0),
            at(99.0),
            at(100.0)
        );
        if let Some((own, own_sum)) = ours.as_ref().filter(|_| figures.name != all[0].name) {
            let ratio = |percent| at(percent) / percentile(own, percent).max(1e-6);
            let _ = write!(
                text,
                "\n{:<26}{:>9.0}×{:>9.0}×{:>9.0}×{:>9.0}×{:>15.0}×",
                "  as many times as ours",
                ratio(50.0),
                ratio(90.0),
                ratio(99.0),
                ratio(100.0),
                sum / own_sum.max(1e-6)
            );
        }
    }
    text
}

/// What this process holds in memory, where the system tells it; 0 elsewhere.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Resident {
    /// Its own.
    pub own_mb: u64,
    /// Of mapped files: the system takes it back when others need it.
    pub mapped_mb: u64,
}

impl Resident {
    pub fn now() -> Resident {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mb = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
            kib.unwrap_or(0) / 1024
        };
        Resident { own_mb: mb("RssAnon:"), mapped_mb: mb("RssFile:") }
    }

    pub fn words(self) -> String {
        let Resident { own_mb, mapped_mb } = self;
        format!("resident {} MB: {own_mb} of its own and {mapped_mb} of mapped files", own_mb + mapped_mb)
    }
}

pub fn folder_mb(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum::<u64>() / 1_000_000
}

/// Shown when it is watched from a terminal.
pub fn bar(message: &'static str, steps: usize) -> ProgressBar {
    let style = "{msg} {wide_bar} {human_pos} of {human_len} ({per_sec}, {eta} left)";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(steps as u64).with_style(style).with_message(message)
}
