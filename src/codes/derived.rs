//! What is worked out from the lists, such as the phrases of the search box: made anew when they have changed.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

static GENERATION: AtomicU64 = AtomicU64::new(0);

pub(super) fn generation() -> u64 {
    GENERATION.load(Ordering::Acquire)
}

pub(super) fn next_generation() {
    GENERATION.fetch_add(1, Ordering::Release);
}

/// In place of a `LazyLock` wherever `make` asks for a list.
pub struct Derived<T> {
    make: fn() -> T,
    held: RwLock<Option<(u64, Arc<T>)>>,
}

impl<T> Derived<T> {
    pub const fn new(make: fn() -> T) -> Self {
        Self { make, held: RwLock::new(None) }
    }

    /// Made by whoever asks first after a change; others who ask meanwhile make their own.
    pub fn get(&self) -> Arc<T> {
        // Read before it is made: what is made while a list changes is made once more.
        let now = generation();
        if let Some((made_at, held)) = &*self.held.read().unwrap_or_else(PoisonError::into_inner)
            && *made_at == now
        {
            return Arc::clone(held);
        }
        let made = Arc::new((self.make)());
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&made)));
        made
    }
}
