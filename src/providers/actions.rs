//! The verbs of providers: an organisation begins, describes itself, and asks to be verified. What moderators decide
//! is in `decisions`, what is said of working there in `claims`, what happens among members in `members`.

mod claims;
mod decisions;
mod members;
mod pictures;
mod stories;

pub use claims::*;
pub use decisions::*;
pub use members::*;
pub use pictures::*;
pub use stories::*;

use diesel::QueryResult;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use serde::{Deserialize, Serialize};

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs::{self, Job};
use crate::providers::forms::is_renamed;
use crate::providers::model::{MemberRole, NewProvider, NewSite, ProviderState};
use crate::providers::store::{self, Provider};
use crate::providers::{ProviderId, SiteId};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// What the public is told of an organisation has changed, and with it what is told of its listings.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProviderChanged {
    pub provider: ProviderId,
}

impl Job for ProviderChanged {
    const NAME: &'static str = "providers.changed";
    const PRIORITY: i32 = 1;
}

/// Begins an organisation, with this person as its owner. One that they began under the same name a moment ago is
/// the same: a button may be pressed twice.
pub fn create(conn: &mut Conn, owner: AccountId, new: &NewProvider, now: Moment) -> Outcome<ProviderId> {
    if let Some(begun) = store::begun(conn, owner, &new.name)? {
        return Ok(begun);
    }
    let id = store::insert(conn, new, now)?;
    store::insert_member(conn, id, owner, MemberRole::Owner, now)?;
    Ok(id)
}

/// What came of saving a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Saved,
    /// Name or code changed: it waits to be verified again, and is not public meanwhile.
    SentAgain,
}

/// Saves a profile. The form has asked whether a verified organisation really is to be verified again.
pub fn change_profile(
    conn: &mut Conn,
    before: &Provider,
    new: &NewProvider,
    now: Moment,
) -> Outcome<Saved, ProviderError> {
    let Some(present) = store::find(conn, before.id)? else { return refuse(ProviderError::Gone) };
    if present.state != before.state || !present.state.may_be_edited() {
        return refuse(ProviderError::Moved(before.id));
    }
    store::set_profile(conn, present.id, new, now)?;
    jobs::enqueue(conn, &ProviderChanged { provider: present.id }, now)?;
    if present.state == ProviderState::Verified && is_renamed(new, &present) {
        store::set_submitted(conn, present.id, now)?;
        return Ok(Saved::SentAgain);
    }
    Ok(Saved::Saved)
}

/// Adds a site. One of the same name and postcode is the same site: a button may be pressed twice.
pub fn add_site(conn: &mut Conn, provider: ProviderId, new: &NewSite, now: Moment) -> Outcome<SiteId> {
    match store::same_site(conn, provider, new)? {
        Some(site) => Ok(site),
        None => Ok(store::insert_site(conn, provider, new, now)?),
    }
}

pub fn change_site(
    conn: &mut Conn,
    provider: ProviderId,
    site: SiteId,
    new: &NewSite,
    now: Moment,
) -> Outcome<(), ProviderError> {
    if !store::set_site(conn, provider, site, new)? {
        return refuse(ProviderError::Gone);
    }
    Ok(jobs::enqueue(conn, &ProviderChanged { provider }, now)?)
}

/// Removes a site that no listing needs; one that is gone already is no error.
pub fn remove_site(conn: &mut Conn, provider: ProviderId, site: SiteId) -> Outcome<(), ProviderError> {
    match store::delete_site(conn, provider, site) {
        Err(DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
            refuse(ProviderError::SiteInUse(provider))
        }
        other => Ok(other?),
    }
}

/// What an organisation lacks before it can be sent to be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Description,
    Site,
}

/// What is lacking, in the order of the task list.
pub fn lacking(conn: &mut Conn, provider: &Provider) -> QueryResult<Vec<Lack>> {
    let mut lacking = Vec::new();
    if provider.description.trim().is_empty() {
        lacking.push(Lack::Description);
    }
    if store::sites(conn, provider.id)?.is_empty() {
        lacking.push(Lack::Site);
    }
    Ok(lacking)
}

/// Sends it to be verified; what was sent already stays in its place in the queue.
pub fn submit(conn: &mut Conn, id: ProviderId, now: Moment) -> Outcome<(), ProviderError> {
    let Some(provider) = store::find(conn, id)? else { return refuse(ProviderError::Gone) };
    if matches!(provider.state, ProviderState::Submitted | ProviderState::Verified) {
        return Ok(());
    }
    if !provider.state.may_become(ProviderState::Submitted) {
        return refuse(ProviderError::Moved(id));
    }
    if !lacking(conn, &provider)?.is_empty() {
        return refuse(ProviderError::Lacking(id));
    }
    Ok(store::set_submitted(conn, id, now)?)
}

/// Takes it out of the queue, to change what is verified.
pub fn take_back(conn: &mut Conn, id: ProviderId, now: Moment) -> Outcome<(), ProviderError> {
    let Some(provider) = store::find(conn, id)? else { return refuse(ProviderError::Gone) };
    match provider.state {
        ProviderState::Draft => Ok(()),
        state if state.may_become(ProviderState::Draft) => {
            Ok(store::set_state(conn, id, ProviderState::Draft, None, now)?)
        }
        _ => refuse(ProviderError::Moved(id)),
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum ProviderError {
    Gone,
    /// Its state changed while somebody looked at it.
    Moved(ProviderId),
    SiteInUse(ProviderId),
    /// It cannot be sent yet.
    Lacking(ProviderId),
    PicturesFull(ProviderId),
}

impl Refusal for ProviderError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::not_found(),
            Self::Moved(id) => Error::refused(
                "The organisation has moved on",
                "A moderator or a colleague changed where it stands while this page was open. Nothing was saved.",
                Link::to(format!("/desk/{id}"), "See where it stands"),
            ),
            Self::SiteInUse(id) => Error::refused(
                "A listing needs this site",
                "Choose another site in each listing that names this one, and remove it then.",
                Link::to(format!("/desk/{id}/sites"), "Go to the sites"),
            ),
            Self::PicturesFull(id) => Error::refused(
                "There is room for six pictures",
                "Remove one, or put this in the place of another.",
                Link::to(format!("/desk/{id}/pictures"), "Go to the pictures"),
            ),
            Self::Lacking(id) => Error::refused(
                "Something is missing",
                "Finish the steps on the overview, and send it then.",
                Link::to(format!("/desk/{id}"), "See the steps"),
            ),
        }
    }
}
