//! How this node stands with the mail server: for administrators.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::kit::clock::Moment;

/// How many of the last letters are remembered.
const REMEMBERED: usize = 1_000;

#[derive(Default)]
pub struct Standing(Mutex<Parts>);

#[derive(Default)]
struct Parts {
    trouble: Option<(Moment, String)>,
    windows: VecDeque<Duration>,
}

impl Standing {
    fn with<T>(&self, act: impl FnOnce(&mut Parts) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The server takes nothing, and said this.
    pub fn note_trouble(&self, at: Moment, said: &str) {
        self.with(|parts| match &mut parts.trouble {
            Some((_, before)) => *before = said.to_owned(),
            none => *none = Some((at, said.to_owned())),
        });
    }

    /// It took a letter.
    pub fn note_success(&self) {
        self.with(|parts| parts.trouble = None);
    }

    /// Since when the server takes nothing, and what it said last; `None` when it does.
    pub fn trouble(&self) -> Option<(Moment, String)> {
        self.with(|parts| parts.trouble.clone())
    }

    /// So long after the server had taken a letter this was noted: a crash between the two sends it twice.
    pub fn note_window(&self, window: Duration) {
        self.with(|parts| {
            if parts.windows.len() == REMEMBERED {
                parts.windows.pop_front();
            }
            parts.windows.push_back(window);
        });
    }

    /// The median and the longest of the last thousand windows; `None` before the first letter.
    pub fn windows(&self) -> Option<(Duration, Duration)> {
        let mut windows: Vec<Duration> = self.with(|parts| parts.windows.iter().copied().collect());
        windows.sort_unstable();
        Some((*windows.get(windows.len() / 2)?, *windows.last()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thousand_windows_are_remembered() {
        let standing = Standing::default();
        assert_eq!(standing.windows(), None);
        for ms in 0..1_500 {
            standing.note_window(Duration::from_millis(ms));
        }
        assert_eq!(standing.windows(), Some((Duration::from_millis(1_000), Duration::from_millis(1_499))));
    }
}
