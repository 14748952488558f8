//! Work that takes a core or much memory: off the async threads, a few at a time.

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::Semaphore;

/// As many of them go on at once as there are slots; the others wait their turn.
#[derive(Clone, Debug)]
pub struct Slots(Arc<Semaphore>);

impl Slots {
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once)))
    }

    /// The slot belongs to the work, not to who waits for it: work goes on when a visitor has left, and still counts.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let slot = self.0.clone().acquire_owned().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        });
        done.await.context("work off the async threads ended early")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_visitor_who_leaves_does_not_free_the_slot() {
        let slots = Slots::new(1);
        let (finish, finished) = mpsc::channel::<()>();
        let left = tokio::time::timeout(Duration::from_millis(20), slots.run(move || finished.recv()));
        assert!(left.await.is_err());
        let other = slots.clone();
        let second = tokio::spawn(async move { other.run(|| 2).await });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(!second.is_finished());
        finish.send(()).unwrap();
        assert_eq!(second.await.unwrap().unwrap(), 2);
    }
}
