//! Allocation: who gets which place of a round, by candidate-proposing deferred acceptance (D. Gale and L. S. Shapley,
//! "College admissions and the stability of marriage", 1962; the hospitals/residents problem).
//!
//! What it promises, and `tests` try to break: the result is stable (nobody could have had a place that they wanted
//! more and that would rather have had them), it is the best stable result for every candidate at once, no candidate
//! gains by giving an untrue order, and the same input gives the same output.
//!
//! Pure: it knows neither the database nor the clock.

mod accept;
mod check;
mod explain;
mod links;
#[cfg(test)]
mod tests;

pub use accept::allocate;
pub use check::{Breach, breaches, improving_cycle};
pub use explain::{Passed, Statistics, passed_over, statistics};
pub use links::{Linked, Links, MOST_TRIES, allocate_linked};

use sha2::{Digest, Sha256};

/// What can be got: a placement or a rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub capacity: u32,
    /// Of these, so many go first to candidates for whom places are reserved; what they leave is open to all.
    pub reserved: u32,
}

/// Who takes part, with what they want, most wanted first. What is not in the list is not wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Stable and unique: with the round's seed it decides between equal scores.
    pub key: i64,
    pub has_reserve: bool,
    pub wishes: Vec<Wish>,
}

/// A place that a candidate wants, and the score that they have there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The index of the place in its round. A place is wished for once.
    pub place: u32,
    /// In thousandths of a point; more is better.
    pub score: i32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Published before the round closes, so that everybody can check the lots.
    pub seed: String,
    pub places: Vec<Place>,
    pub candidates: Vec<Candidate>,
}

/// Candidate by candidate, which of their wishes came true; `None` when none did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation(pub Vec<Option<u32>>);

impl Allocation {
    /// The place that a candidate got.
    pub fn place_of(&self, round: &Round, candidate: usize) -> Option<u32> {
        let wish = (*self.0.get(candidate)?)?;
        round.candidates.get(candidate)?.wishes.get(wish as usize).map(|wish| wish.place)
    }

    /// Place by place, the candidates who got it, in their order.
    pub fn by_place(&self, round: &Round) -> Vec<Vec<usize>> {
        let mut by_place = vec![Vec::new(); round.places.len()];
        for candidate in 0..self.0.len() {
            if let Some(place) = self.place_of(round, candidate) {
                by_place[place as usize].push(candidate);
            }
        }
        by_place
    }
}

/// How a candidate stands at a place: by score, then by lot. Greater is better, and no two stand equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing {
    score: i32,
    /// Greater for who was drawn earlier.
    lot: u32,
    candidate: u32,
}

impl Round {
    /// The lot of a candidate: the first eight bytes of SHA-256 over the seed, a colon and the key. Lower is drawn
    /// earlier. Anybody can work it out again.
    pub fn lot(&self, key: i64) -> u64 {
        let digest = Sha256::digest(format!("{}:{key}", self.seed));
        digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// For each candidate how many were drawn later: one draw for the whole round.
    fn drawn(&self) -> Vec<u32> {
        let mut order: Vec<(u64, i64, usize)> =
            self.candidates.iter().enumerate().map(|(at, one)| (self.lot(one.key), one.key, at)).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        let mut drawn = vec![0; self.candidates.len()];
        for (later, (.., at)) in (0_u32..).zip(order) {
            drawn[at] = later;
        }
        drawn
    }
}
