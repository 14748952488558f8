//! Where the list of a name is held, as it is now.

use std::collections::HashSet;
use std::sync::{OnceLock, PoisonError, RwLock};

use super::list::{self, Code, List};
use super::overlay::Overlay;

/// Callers have a `&'static List`, so that a list that was replaced is kept: it may still be read, and it is what the
/// list becomes again when the change is taken back. That costs some 20 KiB (specialties, the longest: 56 codes) for
/// each change that leads to something new, until the process ends; people make a few in a year.
pub(super) struct Slot {
    csv: &'static str,
    delivered: OnceLock<Vec<Code>>,
    held: RwLock<Held>,
}

struct Held {
    now: Option<&'static List>,
    /// All that it has been; none is there twice.
    made: Vec<&'static List>,
}

impl Slot {
    pub const fn new(csv: &'static str) -> Slot {
        let held = RwLock::new(Held { now: None, made: Vec::new() });
        Slot { csv, delivered: OnceLock::new(), held }
    }

    /// The rows of the file. Of those with the same code (pay bands of several years) the first stands in the list.
    pub fn delivered(&self) -> &[Code] {
        self.delivered.get_or_init(|| {
            let mut seen = HashSet::new();
            list::rows(self.csv).into_iter().filter(|code| seen.insert(code.code.clone())).collect()
        })
    }

    /// Costs a lock that nobody holds for longer than it takes to swap an address.
    pub fn now(&self) -> &'static List {
        if let Some(list) = self.held.read().unwrap_or_else(PoisonError::into_inner).now {
            return list;
        }
        let list = Overlay::default().lay_over("", self.delivered());
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        let now = held.now.unwrap_or_else(|| held.keep(list));
        held.now = Some(now);
        now
    }

    /// Gives whether the list was another one.
    pub fn put(&self, list: List) -> bool {
        if *self.now() == list {
            return false;
        }
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.now = Some(held.keep(list));
        true
    }
}

impl Held {
    fn keep(&mut self, list: List) -> &'static List {
        if let Some(same) = self.made.iter().copied().find(|other| **other == list) {
            return same;
        }
        let kept: &'static List = Box::leak(Box::new(list));
        self.made.push(kept);
        kept
    }
}
