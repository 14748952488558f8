//! Rounds by chance, and every stable allocation of a small one by trying all.

use super::super::*;
use rand::Rng;
use rand::rngs::StdRng;

#[derive(Clone, Copy)]
pub struct Invent {
    pub candidates: usize,
    pub places: usize,
    pub most_wishes: usize,
    pub most_capacity: u32,
    pub reserves: bool,
}

impl Invent {
    pub fn round(self, chance: &mut StdRng) -> Round {
        let places = (0..self.places).map(|_| self.place(chance)).collect();
        let candidates = (0..self.candidates).map(|at| self.candidate(at, chance)).collect();
        Round { seed: chance.random::<u32>().to_string(), places, candidates }
    }

    fn place(self, chance: &mut StdRng) -> Place {
        let capacity = chance.random_range(0..=self.most_capacity);
        let reserved = if self.reserves { chance.random_range(0..=capacity) } else { 0 };
        Place { capacity, reserved }
    }

    fn candidate(self, at: usize, chance: &mut StdRng) -> Candidate {
        let mut places: Vec<u32> = (0..self.places as u32).collect();
        shuffle(&mut places, chance);
        places.truncate(chance.random_range(0..=self.most_wishes.min(self.places)));
        // Few scores, so that lots decide often.
        let wishes =
            places.into_iter().map(|place| Wish { place, score: chance.random_range(0..4) }).collect();
        Candidate { key: at as i64 * 31 + 5, has_reserve: chance.random_bool(0.4), wishes }
    }
}

pub fn shuffle<T>(all: &mut [T], chance: &mut StdRng) {
    for at in (1..all.len()).rev() {
        all.swap(at, chance.random_range(0..=at));
    }
}

/// Of all that can be given at all, what nobody would undo.
pub fn every_stable(round: &Round) -> Vec<Allocation> {
    let (mut stable, mut given) = (Vec::new(), vec![None; round.candidates.len()]);
    try_all(round, 0, &mut given, &mut stable);
    stable
}

fn try_all(round: &Round, at: usize, given: &mut Vec<Option<u32>>, stable: &mut Vec<Allocation>) {
    let Some(candidate) = round.candidates.get(at) else {
        let allocation = Allocation(given.clone());
        if breaches(round, &allocation).is_empty() {
            stable.push(allocation);
        }
        return;
    };
    for wish in (0..candidate.wishes.len() as u32).map(Some).chain([None]) {
        given[at] = wish;
        try_all(round, at + 1, given, stable);
    }
}
