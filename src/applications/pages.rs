//! The pages of applications: applying, following what was sent, and the provider's desk.

mod apply;
mod bulk;
mod bulk_message;
mod cv;
mod desk;
mod export;
mod follow;
mod interviews;
mod invitations;
mod messages;
mod notes;
mod offers;
mod overview;
mod own_interviews;
mod own_offer;
mod provider;
mod scores;
mod with_profile;

pub use apply::*;
pub use bulk::*;
pub use bulk_message::*;
pub use cv::*;
pub use desk::*;
pub use export::*;
pub use follow::*;
pub use interviews::*;
pub use invitations::*;
pub use messages::*;
pub use notes::*;
pub use offers::*;
pub use overview::*;
pub use own_interviews::*;
pub use own_offer::*;
pub use provider::*;
pub use scores::*;
pub use with_profile::*;

use crate::accounts::Account;
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
async fn own(app: &App, candidate: &Account, id: ApplicationId) -> Result<Opened, Error> {
    let (account, now) = (candidate.id, app.clock.now());
    let found = app.read(move |conn| store::open_own(conn, account, id, now)).await?;
    let mut opened = found.ok_or_else(Error::not_found)?;
    if opened.application.state == State::Draft {
        // The address may have changed since the draft was begun; submitting takes the present one.
        opened.application.email = candidate.email.clone();
    }
    Ok(opened)
}

/// The same, while it can still be changed.
async fn own_draft(app: &App, candidate: &Account, id: ApplicationId) -> Result<Opened, Error> {
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
