//! When the queue is looked at. A look passes over the letters of domains that have had enough, and of a large domain
//! that is slow there may be a hundred thousand: the dearer a look, the rarer it is.

use std::time::{Duration, Instant};

use crate::worker::LOOK_EVERY;

/// A look that costs less may follow every commit.
const CHEAP: Duration = Duration::from_millis(10);
/// Of the time, one part in so many may go into looking.
const ONE_PART_OF: u32 = 20;

/// What a look found. A narrow one, for what somebody waits for, does not say that there is nothing.
pub enum Found {
    Some,
    Nothing,
    NotLooked,
}

pub struct Looks {
    /// The last wide look found nothing more: the next waits for a reason.
    pub is_dry: bool,
    /// It is time to look for what somebody waits for.
    pub is_urgent: bool,
    /// Domains that the last wide look passed over.
    pub full: Vec<String>,
    /// Domains that the last look passed over with all that they have.
    pub crowded: Vec<String>,
    cost: Duration,
    wide_at: Instant,
    urgent_at: Instant,
}

impl Default for Looks {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            is_dry: false,
            is_urgent: false,
            full: Vec::new(),
            crowded: Vec::new(),
            cost: Duration::ZERO,
            wide_at: now,
            urgent_at: now,
        }
    }
}

impl Looks {
    /// A wide look that finds nothing passes over all that wait for domains that rest: there may be no other for a while.
    pub fn may_be_wide(&self) -> bool {
        self.cost < CHEAP || self.wide_at.elapsed() >= self.cost * ONE_PART_OF
    }

    pub fn looked(&mut self, is_wide: bool, found_nothing: bool, began: Instant) {
        (self.is_urgent, self.urgent_at) = (false, Instant::now());
        if is_wide {
            (self.cost, self.wide_at) = (began.elapsed(), Instant::now());
            self.is_dry = found_nothing;
        }
    }

    /// Somebody wrote something, perhaps a letter.
    pub fn after_a_change(&mut self) {
        self.is_urgent = true;
        if self.cost < CHEAP {
            self.is_dry = false;
        }
    }

    /// Others may have written something, and time goes by.
    pub fn after_a_while(&mut self) {
        if self.urgent_at.elapsed() >= LOOK_EVERY {
            self.is_urgent = true;
        }
        if self.wide_at.elapsed() >= LOOK_EVERY.max(self.cost * ONE_PART_OF) {
            self.is_dry = false;
        }
    }
}
