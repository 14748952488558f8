//! Chance that falls the same way every time.

use chrono::{Days, NaiveDate};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// Changing it changes every text of the demonstration.
const SEED: u64 = 0x0072_6f75_6e64_7331;

/// What is drawn for; each has its own row of numbers.
#[derive(Clone, Copy)]
pub enum For {
    Provider = 1,
    Listing = 2,
    Person = 3,
    Application = 4,
    Alert = 5,
    Profile = 6,
}

pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(what: For, index: usize) -> Dice {
        let mut chacha = ChaCha8Rng::seed_from_u64(SEED);
        chacha.set_stream(((what as u64) << 48) | index as u64);
        Dice(chacha)
    }

    /// From 0 to one less than `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }

    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low).max(0) as usize + 1) as i64
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> Option<&'a T> {
        from.get(self.below(from.len())).copied()
    }

    /// Different ones, in a random order.
    pub fn several<T: Copy>(&mut self, from: &[T], how_many: usize) -> Vec<T> {
        let mut left = from.to_vec();
        (0..how_many.min(left.len())).map(|_| left.swap_remove(self.below(left.len()))).collect()
    }

    pub fn day_after(&mut self, day: NaiveDate, low: u64, high: u64) -> NaiveDate {
        let days = self.between(low as i64, high.max(low) as i64) as u64;
        day.checked_add_days(Days::new(days)).unwrap_or(day)
    }
}
