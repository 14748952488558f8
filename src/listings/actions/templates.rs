//! Listings to start others from.

use super::EditError;
use super::write::as_new_draft;
use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::model::{ListingId, TemplateId};
use crate::listings::store;
use crate::providers::{Provider, ProviderId, Scope};
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
    Ok(store::keep_template(conn, &full, name, now)?)
}

/// Begins a draft from a template; pressed twice it is one. Sites that its maker does not reach are left out.
pub fn start_from(
    conn: &mut Conn,
    of: (&Provider, &Scope),
    template: TemplateId,
    by: AccountId,
    now: Moment,
) -> Outcome<ListingId, EditError> {
    let Some(full) = store::template(conn, of, template)? else { return refuse(EditError::NotFound) };
    let full = as_new_draft(full, Some(by), now).at_sites_within(of.1);
    if let Some(made) = store::just_made(conn, &full.listing)? {
        return Ok(made);
    }
    store::insert(conn, &full)?;
    Ok(full.listing.id)
}

pub fn drop_template(conn: &mut Conn, provider: ProviderId, id: TemplateId) -> Outcome<()> {
    Ok(store::drop_template(conn, provider, id)?)
}
