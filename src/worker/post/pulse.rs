//! Whether this sender may still send: others take over what it has in hand when it has not said for some seconds that
//! it lives, so it stops by itself well before.

use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::App;
use crate::kit::letters::queue::{self, ALIVE_SECONDS, SenderId};

const BEAT_EVERY: Duration = Duration::from_secs(3);
/// After the last beat that the database heard. The rest of [`ALIVE_SECONDS`] is for what is on the wire.
const SAFE_FOR: Duration = Duration::from_secs(ALIVE_SECONDS as u64 - 5);

/// Since when it was last known to live; `None`: it was taken for dead.
type Beaten = Option<Instant>;

#[derive(Clone)]
pub struct Pulse(watch::Receiver<Beaten>);

impl Pulse {
    /// Beats until the task is ended. `since` is from before the sender signed on.
    pub fn of(app: App, sender: SenderId, since: Instant) -> (Self, JoinHandle<()>) {
        let (tell, told) = watch::channel(Some(since));
        (Self(told), tokio::spawn(beat(app, sender, tell)))
    }

    pub fn is_lost(&self) -> bool {
        self.0.borrow().is_none_or(|since| since.elapsed() >= SAFE_FOR)
    }

    /// Ends when this sender may send nothing more.
    pub async fn lost(mut self) {
        while !self.is_lost() {
            let left =
                self.0.borrow().map_or(Duration::ZERO, |since| SAFE_FOR.saturating_sub(since.elapsed()));
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                // Nobody beats any more: what is left is slept through.
                told = self.0.changed() => if told.is_err() { tokio::time::sleep(left).await },
            }
        }
    }
}

async fn beat(app: App, sender: SenderId, tell: watch::Sender<Beaten>) {
    loop {
        tokio::time::sleep(BEAT_EVERY).await;
        let began = Instant::now();
        match app.write_each(move |conn| queue::beat(conn, sender)).await {
            Ok(true) => {
                tell.send_replace(Some(began));
            }
            Ok(false) => {
                tracing::warn!(%sender, "this sender of letters was taken for dead");
                tell.send_replace(None);
                return;
            }
            Err(error) => tracing::error!("a sender of letters cannot say that it lives: {error:#}"),
        }
    }
}
