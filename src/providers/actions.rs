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

use crate::accounts::Account;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs::{self, Job};
use crate::kit::places;
use crate::providers::forms::is_renamed;
use crate::providers::model::{
    Deed, Done, MemberRole, NewProvider, NewSite, Point, ProviderState, Thing, changed, listed,
};
use crate::providers::store::{self, Provider, Site, note_deed};
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
pub fn create(conn: &mut Conn, by: &Account, new: &NewProvider, now: Moment) -> Outcome<ProviderId> {
    if let Some(begun) = store::begun(conn, by.id, &new.name)? {
        return Ok(begun);
    }
    let id = store::insert(conn, new, now)?;
    store::insert_member(conn, id, by.id, MemberRole::Owner, now)?;
    note_deed(conn, (id, &Actor::from(by)), Done::new(Deed::Begin, id.0, &new.name), now)?;
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
    actor: &Actor,
    before: &Provider,
    new: &NewProvider,
    now: Moment,
) -> Outcome<Saved, ProviderError> {
    let Some(present) = store::find(conn, before.id)? else { return refuse(ProviderError::Gone) };
    if present.state != before.state || !present.state.may_be_edited() {
        return refuse(ProviderError::Moved(before.id));
    }
    store::set_profile(conn, present.id, new, now)?;
    let fields = listed(&profile_changes(&present, new));
    if !fields.is_empty() {
        let done = Done::new(Deed::Change, present.id.0, &new.name).with(&fields);
        note_deed(conn, (present.id, actor), done, now)?;
    }
    jobs::enqueue(conn, &ProviderChanged { provider: present.id }, now)?;
    if present.state == ProviderState::Verified && is_renamed(new, &present) {
        store::set_submitted(conn, present.id, now)?;
        let done = Done::new(Deed::Submit, present.id.0, &new.name);
        note_deed(conn, (present.id, actor), done, now)?;
        return Ok(Saved::SentAgain);
    }
    Ok(Saved::Saved)
}

fn profile_changes(before: &Provider, new: &NewProvider) -> Vec<&'static str> {
    changed(&[
        ("name", before.name != new.name),
        ("CQC number", before.cqc_code != new.cqc_code),
        ("ODS code", before.ods_code != new.ods_code),
        ("sector", before.sector != new.sector),
        ("funding", before.funding != new.funding),
        ("website", before.website != new.website),
        ("description", before.description != new.description),
    ])
}

/// Adds a site. One of the same name and postcode is the same site: a button may be pressed twice.
pub fn add_site(
    conn: &mut Conn,
    actor: &Actor,
    provider: ProviderId,
    new: &NewSite,
    now: Moment,
) -> Outcome<SiteId> {
    if let Some(site) = store::same_site(conn, provider, new)? {
        return Ok(site);
    }
    let site = store::insert_site(conn, provider, new, now)?;
    note_deed(conn, (provider, actor), Done::new(Deed::AddSite, site.0, &new.name), now)?;
    Ok(site)
}

pub fn change_site(
    conn: &mut Conn,
    actor: &Actor,
    (provider, site): (ProviderId, SiteId),
    new: &NewSite,
    now: Moment,
) -> Outcome<(), ProviderError> {
    let Some(before) = store::owned_site(conn, provider, site)? else { return refuse(ProviderError::Gone) };
    let located = places::postcode(&before.postcode).map(|at| Point::from(&at));
    let next = Point { lat: new.latitude, lon: new.longitude };
    let at = before.point().follow(located, next);
    let new = &NewSite { latitude: at.lat, longitude: at.lon, ..new.clone() };
    store::set_site(conn, provider, site, new)?;
    let fields = listed(&site_changes(&before, new));
    if !fields.is_empty() {
        let done = Done::new(Deed::ChangeSite, site.0, &new.name).with(&fields);
        note_deed(conn, (provider, actor), done, now)?;
    }
    Ok(jobs::enqueue(conn, &ProviderChanged { provider }, now)?)
}

/// Puts a site elsewhere on the map. `seen` marks the site from which the point was chosen; the same point again is no
/// change.
pub fn move_site(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, SiteId),
    (seen, point): (&str, Point),
    now: Moment,
) -> Outcome<(), ProviderError> {
    let Some(site) = store::owned_site(conn, provider, id)? else { return refuse(ProviderError::Gone) };
    if point.is_at(site.point()) {
        return Ok(());
    }
    if site.seen() != seen {
        return refuse(ProviderError::SiteMoved(provider, id));
    }
    store::set_point(conn, id, point)?;
    note_deed(conn, (provider, actor), Done::new(Deed::MoveSite, id.0, &site.name), now)?;
    Ok(jobs::enqueue(conn, &ProviderChanged { provider }, now)?)
}

fn site_changes(before: &Site, new: &NewSite) -> Vec<&'static str> {
    changed(&[
        ("name", before.name != new.name),
        ("address", (&before.address, &before.town) != (&new.address, &new.town)),
        ("postcode", before.postcode != new.postcode),
        ("sector", before.sector != new.sector),
        ("funding", before.funding != new.funding),
        ("codes", (&before.cqc_code, &before.ods_code) != (&new.cqc_code, &new.ods_code)),
    ])
}

/// Removes a site that no listing needs; one that is gone already is no error.
pub fn remove_site(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, SiteId),
    now: Moment,
) -> Outcome<(), ProviderError> {
    let Some(site) = store::owned_site(conn, provider, id)? else { return Ok(()) };
    match store::delete_site(conn, provider, id) {
        Err(DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, _)) => {
            refuse(ProviderError::SiteInUse(provider))
        }
        other => {
            other?;
            store::unlink_deeds(conn, provider, Thing::Site, id.0)?;
            Ok(note_deed(conn, (provider, actor), Done::gone(Deed::RemoveSite, &site.name), now)?)
        }
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
pub fn submit(conn: &mut Conn, actor: &Actor, id: ProviderId, now: Moment) -> Outcome<(), ProviderError> {
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
    store::set_submitted(conn, id, now)?;
    Ok(note_deed(conn, (id, actor), Done::new(Deed::Submit, id.0, &provider.name), now)?)
}

/// Takes it out of the queue, to change what is verified.
pub fn take_back(conn: &mut Conn, actor: &Actor, id: ProviderId, now: Moment) -> Outcome<(), ProviderError> {
    let Some(provider) = store::find(conn, id)? else { return refuse(ProviderError::Gone) };
    match provider.state {
        ProviderState::Draft => Ok(()),
        state if state.may_become(ProviderState::Draft) => {
            store::set_state(conn, id, ProviderState::Draft, None, now)?;
            Ok(note_deed(conn, (id, actor), Done::new(Deed::TakeBack, id.0, &provider.name), now)?)
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
    /// A colleague changed its postcode or its point meanwhile.
    SiteMoved(ProviderId, SiteId),
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
            Self::SiteMoved(id, site) => Error::refused(
                "Somebody else has changed this site",
                "A colleague changed its postcode or moved it while your page was open. Nothing of yours was saved.",
                Link::to(format!("/desk/{id}/sites/{site}/point"), "See where it is now"),
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
