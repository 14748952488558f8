//! The pages of applications: applying, following what was sent, and the provider's desk.

mod apply;
mod cv;
mod desk;
mod follow;

pub use apply::*;
pub use cv::*;
pub use desk::*;
pub use follow::*;

use crate::accounts::AccountId;
use crate::app::App;
use crate::applications::actions::{ApplyError, Here};
use crate::applications::model::{ApplicationId, State};
use crate::applications::store::{self, Opened};
use crate::kit::files::StoredFile;
use crate::web::error::{Error, Refusal};

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

/// A person's own application, whatever its state; not found when it is not theirs.
async fn own(app: &App, candidate: AccountId, id: ApplicationId) -> Result<Opened, Error> {
    let now = app.clock.now();
    let found = app.read(move |conn| store::open_own(conn, candidate, id, now)).await?;
    found.ok_or_else(Error::not_found)
}

/// The same, while it can still be changed.
async fn own_draft(app: &App, candidate: AccountId, id: ApplicationId) -> Result<Opened, Error> {
    let opened = own(app, candidate, id).await?;
    match opened.application.state {
        State::Draft => Ok(opened),
        _ => Err(ApplyError::Sent(id).refused()),
    }
}

/// Bytes that nothing refers to any more. A failure leaves them unreachable, which is no reason to trouble anybody.
async fn drop_bytes(app: &App, file: Option<StoredFile>) {
    if let Some(file) = file
        && let Err(error) = app.files.remove(&file).await
    {
        tracing::warn!(file = %file.id, "the bytes of a file could not be removed: {error:#}");
    }
}
