//! Listings to start others from.

use super::EditError;
use super::write::{as_new_draft, log};
use crate::accounts::Account;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::model::{ListingId, TemplateId};
use crate::listings::store;
use crate::providers::{Deed, Done, Provider, ProviderId, Scope, note_deed};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// More than anybody looks through.
const MOST_TEMPLATES: usize = 50;

/// Why a listing is not kept as a template.
#[derive(Debug)]
pub enum TemplateError {
    NotFound,
    TooMany(ProviderId),
}

impl Refusal for TemplateError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::NotFound,
            Self::TooMany(provider) => Error::refused(
                format!("You have {MOST_TEMPLATES} templates"),
                "Remove some that you no longer need, then keep this one.",
                Link::to(format!("/desk/{provider}/listings/templates"), "Your templates"),
            ),
        }
    }
}

/// Keeps a listing as it is now under a name. The same name again keeps it anew.
pub fn keep_template(
    conn: &mut Conn,
    actor: &Actor,
    (scope, id): (&Scope, ListingId),
    name: &str,
    now: Moment,
) -> Outcome<(), TemplateError> {
    let Some(full) = store::owned_full(conn, scope, id)? else {
        return refuse(TemplateError::NotFound);
    };
    let kept = store::templates(conn, &Scope::whole(scope.provider))?;
    if kept.len() >= MOST_TEMPLATES && !kept.iter().any(|(_, one)| one == name) {
        return refuse(TemplateError::TooMany(scope.provider));
    }
    if !store::keep_template(conn, &full, name, now)? {
        return Ok(());
    }
    Ok(note_deed(conn, (scope.provider, actor), Done::new(Deed::KeepTemplate, id.0, name), now)?)
}

/// Begins a draft from a template; pressed twice it is one. Sites that its maker does not reach are left out.
pub fn start_from(
    conn: &mut Conn,
    by: &Account,
    of: (&Provider, &Scope),
    template: TemplateId,
    now: Moment,
) -> Outcome<ListingId, EditError> {
    let Some(full) = store::template(conn, of, template)? else { return refuse(EditError::NotFound) };
    let full = as_new_draft(full, Some(by.id), now).at_sites_within(of.1);
    if let Some(made) = store::just_made(conn, &full.listing)? {
        return Ok(made);
    }
    store::insert(conn, &full)?;
    log(conn, &Actor::from(by), &full.listing, Deed::ListingFromTemplate, "", now)?;
    Ok(full.listing.id)
}

pub fn drop_template(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, TemplateId),
    now: Moment,
) -> Outcome<()> {
    let kept = store::templates(conn, &Scope::whole(provider))?;
    let Some((_, name)) = kept.iter().find(|(one, _)| *one == id) else { return Ok(()) };
    store::drop_template(conn, provider, id)?;
    Ok(note_deed(conn, (provider, actor), Done::gone(Deed::RemoveTemplate, name), now)?)
}
