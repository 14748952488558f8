//! The pages of applications: applying, following what was sent, and the provider's desk.

mod apply;
mod bulk;
mod bulk_message;
mod closing;
mod cv;
mod desk;
mod documents;
mod equality;
mod export;
mod follow;
mod interviews;
mod invitations;
mod kept;
mod messages;
mod notes;
mod offers;
mod overview;
mod own_interviews;
mod own_offer;
mod provider;
mod saved;
mod scores;
mod with_profile;

pub use apply::*;
pub use bulk::*;
pub use bulk_message::*;
pub use closing::*;
pub use cv::*;
pub use desk::*;
pub use documents::*;
pub use equality::*;
pub use export::*;
pub use follow::*;
pub use interviews::*;
pub use invitations::*;
pub use kept::{KeptQuery, Sent};
pub use messages::*;
pub use notes::*;
pub use offers::*;
pub use overview::*;
pub use own_interviews::*;
pub use own_offer::*;
pub use provider::*;
pub use saved::*;
pub use scores::*;
pub use with_profile::*;

use crate::accounts::Account;
use crate::app::App;
use crate::applications::actions::{ApplyError, Here};
use crate::applications::model::{ApplicationId, State};
use crate::applications::store::{self, Opened};
use crate::kit::letters::Foresight;
use crate::web::error::{Error, Refusal};

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

/// What letters will say that are looked at before they are sent.
async fn foresight(app: &App) -> Result<Foresight, Error> {
    let site = app.site.clone();
    Ok(app.read(move |conn| Foresight::of(conn, &site)).await?)
}

/// A person's own application, whatever its state; not found when it is not theirs.
async fn own(app: &App, candidate: &Account, id: ApplicationId) -> Result<Opened, Error> {
    let (account, now) = (candidate.id, app.clock.now());
    let found = app.read(move |conn| store::open_own(conn, account, id, now)).await?;
    Ok(at_present(found.ok_or_else(Error::not_found)?, candidate))
}

/// The same without the profile, for pages that show a file of it or a name.
async fn own_step(app: &App, candidate: &Account, id: ApplicationId) -> Result<Opened, Error> {
    let (account, now) = (candidate.id, app.clock.now());
    let found = app.read(move |conn| store::open_step(conn, account, id, now)).await?;
    Ok(at_present(found.ok_or_else(Error::not_found)?, candidate))
}

fn at_present(mut opened: Opened, candidate: &Account) -> Opened {
    if opened.application.state == State::Draft {
        // The address may have changed since the draft was begun; submitting takes the present one.
        opened.application.email = candidate.email.clone();
    }
    opened
}

/// What a step shows of a person's own application, while it can still be changed: all but the profile.
async fn own_draft(app: &App, candidate: &Account, id: ApplicationId) -> Result<Opened, Error> {
    as_draft(own_step(app, candidate, id).await?)
}

/// Refuses what was submitted.
fn as_draft(opened: Opened) -> Result<Opened, Error> {
    match opened.application.state {
        State::Draft => Ok(opened),
        _ => Err(ApplyError::Sent(opened.application.id).refused()),
    }
}
