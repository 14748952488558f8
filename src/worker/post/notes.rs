//! Writes down what became of letters: all that ended while the last were being written, in one transaction. What lies
//! between a server's yes and this is sent again after a crash.

use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use crate::app::App;
use crate::kit::letters::queue::{self, SenderId};
use crate::kit::letters::{self, Note, Noted};

const AT_ONCE: usize = 256;
/// Notes are tried for as long as the database takes nothing: otherwise their letters would leave twice.
const AGAIN_AFTER: Duration = Duration::from_millis(500);
/// So often before it is asked which of them cannot be written.
const TRIES: usize = 5;

/// A note and when its letter ended.
pub type Ended = (Note, Instant);

pub struct Notes {
    to: UnboundedSender<Ended>,
    writing: JoinHandle<()>,
}

impl Notes {
    pub fn open(app: App, sender: SenderId) -> Self {
        let (to, from) = unbounded_channel();
        Self { to, writing: tokio::spawn(write(app, sender, from)) }
    }

    pub fn take(&self, note: Note, ended: Instant) {
        // The writer ends only after this.
        let _ = self.to.send((note, ended));
    }

    /// Waits until all is written.
    pub async fn close(self) {
        drop(self.to);
        if let Err(error) = self.writing.await {
            tracing::error!("what became of letters could not be noted: {error}");
        }
    }
}

async fn write(app: App, sender: SenderId, mut from: UnboundedReceiver<Ended>) {
    let mut some = Vec::with_capacity(AT_ONCE);
    while from.recv_many(&mut some, AT_ONCE).await > 0 {
        let (notes, ends): (Vec<Note>, Vec<Instant>) = some.drain(..).unzip();
        let taken = notes.iter().map(|note| matches!(note.what, Noted::Taken { .. })).collect::<Vec<_>>();
        if !tried(&app, sender, &notes).await {
            one_by_one(&app, sender, notes).await;
        }
        for (ended, _) in ends.iter().zip(taken).filter(|(_, taken)| *taken) {
            app.mailer.standing.note_window(ended.elapsed());
        }
    }
}

/// False when they could not be written.
async fn tried(app: &App, sender: SenderId, notes: &[Note]) -> bool {
    for _ in 0..TRIES {
        match once(app, sender, notes.to_vec()).await {
            Ok(()) => return true,
            Err(error) => tracing::error!("what became of letters cannot be noted yet: {error:#}"),
        }
        tokio::time::sleep(AGAIN_AFTER).await;
    }
    false
}

/// Gives up on what the database does not take while it takes other things.
async fn one_by_one(app: &App, sender: SenderId, notes: Vec<Note>) {
    for note in notes {
        while !tried(app, sender, std::slice::from_ref(&note)).await {
            if app.write_each(move |conn| queue::beat(conn, sender)).await.is_ok() {
                tracing::error!(letter = %note.letter, "what became of a letter cannot be noted: it is given up");
                break;
            }
        }
    }
}

async fn once(app: &App, sender: SenderId, notes: Vec<Note>) -> anyhow::Result<()> {
    app.write_each(move |conn| letters::note(conn, sender, &notes)).await
}
