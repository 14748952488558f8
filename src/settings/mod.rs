//! Settings: what administrators change while the site runs, without a restart. They are kept in the database; every node
//! looks once a second and holds what is in force in memory, so that a page costs no question to the database. What
//! decides inside a transaction reads [`in_force`] there.

pub mod actions;
mod model;
mod store;

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;

use crate::app::App;

pub use model::{
    ALERTS, HOLD_MINUTES, LONGEST_PATH, LONGEST_WORDS, Name, Notice, SAVED, TARGET_DAYS, Target, Values,
};
pub use store::{Kept, SettingId, all, find, in_force};

/// What is in force on this node; cheap to read.
pub struct Settings {
    in_force: RwLock<Arc<Values>>,
    /// One look at a time, so that what was read earlier does not replace what was read later.
    looking: Mutex<()>,
}

impl Settings {
    pub fn new(values: Values) -> Self {
        Self { in_force: RwLock::new(Arc::new(values)), looking: Mutex::new(()) }
    }

    /// What is in force now.
    pub fn get(&self) -> Arc<Values> {
        self.in_force.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// False when nothing is new.
    fn take_over(&self, values: Values) -> bool {
        let mut in_force = self.in_force.write().unwrap_or_else(PoisonError::into_inner);
        if **in_force == values {
            return false;
        }
        *in_force = Arc::new(values);
        true
    }
}

/// Takes over what was changed, on this node or another, since the last look.
pub async fn follow(app: &App) -> anyhow::Result<()> {
    let _only = app.settings.looking.lock().await;
    let values = app.read(in_force).await?;
    if app.settings.take_over(values) {
        // Pages that were made a moment ago say what is no longer so.
        app.lately.turn();
    }
    Ok(())
}
