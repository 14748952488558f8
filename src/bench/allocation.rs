//! How long it takes to give out the places of a round, size by size, beside the least that anybody could do: reading
//! every wish once and putting them into order.

use super::figures::{Resident, ms};
use crate::placements::allocation::{
    Candidate, Place, Round, Wish, allocate as give, breaches, improving_cycle, statistics,
};
use clap::Args;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const WISHES: usize = 20;
const MOST_PLACES: usize = 5_000;

#[derive(Args, Clone, Debug)]
pub struct AllocationBench {
    /// How many candidates; may be given several times (default: 1000, 10000 and 100000)
    #[arg(long, value_name = "NUMBER")]
    pub candidates: Vec<usize>,
}

/// Gives out, checks and prints, size by size.
///
/// # Errors
/// When what was given is not stable or not the best for candidates.
pub fn allocate(bench: &AllocationBench) -> anyhow::Result<()> {
    let sizes = if bench.candidates.is_empty() { SIZES.to_vec() } else { bench.candidates.clone() };
    println!(
        "{:>12}{:>10}{:>14}{:>14}{:>10}{:>14}{:>10}",
        "candidates", "places", "given, ms", "sorted, ms", "ratio", "checked, ms", "MB"
    );
    sizes.into_iter().try_for_each(measure)
}

fn measure(candidates: usize) -> anyhow::Result<()> {
    let round = invented(candidates, (candidates / WISHES).clamp(1, MOST_PLACES));
    let (given, giving) = timed(|| give(&round));
    let ((), sorting) = timed(|| sort_every_wish(&round));
    let ((wrong, cycle), checking) = timed(|| (breaches(&round, &given), improving_cycle(&round, &given)));
    anyhow::ensure!(wrong.is_empty() && cycle.is_none(), "what was given is not stable: {wrong:?} {cycle:?}");
    println!(
        "{candidates:>12}{:>10}{:>14.1}{:>14.1}{:>9.1}×{:>14.1}{:>10}",
        round.places.len(),
        ms(giving),
        ms(sorting),
        giving.as_secs_f64() / sorting.as_secs_f64().max(1e-9),
        ms(checking),
        Resident::now().own_mb
    );
    let told = statistics(&round, &given);
    let share = |part: usize| 100.0 * part as f64 / candidates.max(1) as f64;
    println!(
        "{:>12}{:.0}% got their first wish, {:.0}% one of three, {:.0}% none",
        "",
        share(told.got_first),
        share(told.got_top_three),
        share(told.got_none)
    );
    Ok(())
}

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let started = Instant::now();
    let made = act();
    (made, started.elapsed())
}

fn sort_every_wish(round: &Round) {
    let wishes = round.candidates.iter().flat_map(|candidate| &candidate.wishes);
    let mut all: Vec<(u32, i32)> = wishes.map(|wish| (wish.place, wish.score)).collect();
    all.sort_unstable();
    std::hint::black_box(all);
}

/// Nine places for ten candidates, some wanted far more than others, and scores that often tie.
fn invented(candidates: usize, places: usize) -> Round {
    let mut chance = StdRng::seed_from_u64(2026);
    let capacity = (candidates * 9 / 10 / places).max(1) as u32;
    let people = (0..candidates).map(|at| candidate(at, places, &mut chance)).collect();
    Round { seed: "2026".into(), places: vec![Place { capacity, reserved: 0 }; places], candidates: people }
}

fn candidate(at: usize, places: usize, chance: &mut StdRng) -> Candidate {
    let score = chance.random_range(20_000..80_000) / 500 * 500;
    let mut wishes: Vec<Wish> = Vec::with_capacity(WISHES);
    while wishes.len() < WISHES.min(places) {
        let place = (chance.random::<f64>().powi(2) * places as f64) as u32;
        if wishes.iter().all(|wish| wish.place != place) {
            wishes.push(Wish { place, score });
        }
    }
    Candidate { key: at as i64, has_reserve: false, wishes }
}
