//! Several applications to one listing are shortlisted or rejected at once: whom it is about and what they will read,
//! then the deed.

use actix_web::web::Path;

use super::{foresight, here};
use crate::app::App;
use crate::applications::actions::{self, DeskError, Rejection};
use crate::applications::forms::BulkForm;
use crate::applications::store;
use crate::applications::views::{BulkPage, BulkReasonPage, Chosen};
use crate::audit::Actor;
use crate::listings::ListingId;
use crate::providers::pages::desk_of;
use crate::providers::{Needs, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type OfListing = Path<(ProviderId, ListingId)>;

/// Those of the chosen applications that are there; refused when nobody was chosen, or more than a page shows, and not
/// found when none is there.
pub(super) async fn chosen(
    app: &App,
    member: &Member,
    (provider, listing): (ProviderId, ListingId),
    form: &BulkForm,
) -> Result<Chosen, Error> {
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    // A statement holds so many numbers.
    let ids = if form.is_too_many() { Vec::new() } else { form.ids() };
    let now = app.clock.now();
    let scope = desk.scope.clone();
    let found = app.read(move |conn| {
        let applications = store::several(conn, &scope, listing, &ids)?;
        Ok((applications, store::vacancy_within(conn, &scope, listing, now)?))
    });
    let (applications, vacancy) = found.await?;
    let chosen = Chosen { desk, vacancy: vacancy.ok_or_else(Error::not_found)?, applications };
    if form.is_too_many() {
        return Err(DeskError::TooManyChosen(form.table(&chosen.table())).refused());
    }
    match chosen.applications.is_empty() {
        true if form.application.is_empty() => {
            Err(DeskError::NobodyChosen(form.table(&chosen.table())).refused())
        }
        true => Err(Error::not_found()),
        false => Ok(chosen),
    }
}

pub async fn shortlist_all_form(member: Member, path: OfListing, query: Query<BulkForm>, app: App) -> Reply {
    let chosen = chosen(&app, &member, *path, &query).await?;
    let page_ = Page::new(&member, "Shortlist these applicants?");
    page(BulkPage::new(page_, &chosen, query.0, None, &foresight(&app).await?)?)
}

pub async fn shortlist_all(member: Member, path: OfListing, form: Form<BulkForm>, app: App) -> Reply {
    let chosen = chosen(&app, &member, *path, &form).await?;
    let (of, ids, actor, here) = (chosen.place(), form.ids(), Actor::from(&member.account), here(&app));
    let moved =
        app.db.write(move |conn| actions::shortlist_all(conn, (&of.0, of.1), &actor, &ids, &here)).await?;
    see_other(form.table(&chosen.table())).with_notice(moved.words("Shortlisted")).reply()
}

/// The reason comes first.
pub async fn reject_all_form(member: Member, path: OfListing, query: Query<BulkForm>, app: App) -> Reply {
    let chosen = chosen(&app, &member, *path, &query).await?;
    page(reasons(&member, &chosen, query.0, Problems::none()))
}

async fn letters(
    member: &Member,
    chosen: &Chosen,
    form: BulkForm,
    rejection: &Rejection,
    app: &App,
) -> Reply {
    let page_ = Page::new(member, "Reject these applicants?");
    page(BulkPage::new(page_, chosen, form, Some(rejection), &foresight(app).await?)?)
}

fn reasons(member: &Member, chosen: &Chosen, form: BulkForm, problems: Problems) -> BulkReasonPage {
    BulkReasonPage::new(Page::new(member, "Why do you reject them?"), chosen, form, problems)
}

/// With a reason, the letters; from there, the deed.
pub async fn reject_all(member: Member, path: OfListing, form: Form<BulkForm>, app: App) -> Reply {
    let chosen = chosen(&app, &member, *path, &form).await?;
    let rejection = match form.rejection().check() {
        Ok(rejection) => rejection,
        Err(problems) => return form_again(reasons(&member, &chosen, form.0, problems)),
    };
    if form.wants_letters() {
        return letters(&member, &chosen, form.0, &rejection, &app).await;
    }
    let (of, ids, actor, here) = (chosen.place(), form.ids(), Actor::from(&member.account), here(&app));
    let moved = app
        .db
        .write(move |conn| {
            actions::reject_all(conn, (&of.0, of.1), &actor, (ids.as_slice(), &rejection), &here)
        })
        .await?;
    see_other(form.table(&chosen.table())).with_notice(moved.words("Rejected")).reply()
}
