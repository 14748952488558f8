//! Asks our own index the mix, one thread, warm. It runs in a process that does nothing else, whose memory is measured.

use super::figures::{Figures, Resident, Timed, ms};
use super::{mix, now};
use crate::search::index::Index;
use crate::search::words::Synonyms;
use std::path::Path;
use std::time::Instant;

const WARM_UP: usize = 3;

/// Writes the figures to standard output for the process that started this one.
pub fn print(folder: &Path, rounds: usize) -> anyhow::Result<()> {
    println!("{}", serde_json::to_string(&measure(folder, rounds)?)?);
    Ok(())
}

fn measure(folder: &Path, rounds: usize) -> anyhow::Result<Figures> {
    let opening = Instant::now();
    let index = Index::open(folder, Synonyms::delivered())?.index;
    let opened_in = opening.elapsed().as_secs_f64();
    let mut queries = Vec::new();
    for (name, query) in mix::queries() {
        let mut timed = Timed { query: name.to_owned(), words: query.words.clone(), ..Timed::default() };
        for round in 0..WARM_UP + rounds {
            let started = Instant::now();
            let answer = index.search(&query, now())?;
            let time = ms(started.elapsed());
            timed.total = u64::from(answer.total);
            if let Some(correction) = answer.corrected {
                timed.words = correction.words;
            }
            timed.times.extend((round >= WARM_UP).then_some(time));
        }
        queries.push(timed);
    }
    Ok(Figures { name: "Rounds".into(), opened_in, resident: Resident::now(), queries })
}
