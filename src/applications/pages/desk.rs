//! A provider reads applications and answers them.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::{OfferForm, RejectForm, TableQuery};
use crate::applications::model::{ApplicationId, Party, State};
use crate::applications::store;
use crate::applications::views::{Found, MakeOfferPage, ReadPage, RejectPage, TablePage};
use crate::audit::Actor;
use crate::listings::{self, ListingId};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};

type OfDesk = Path<(ProviderId, ApplicationId)>;

/// The applications to all listings.
pub async fn all(member: Member, provider: Path<ProviderId>, query: Query<TableQuery>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::View).await?;
    let found = find(&app, desk.provider.id, None, &query).await?;
    page(TablePage::new(Page::new(&member, "Applications"), &desk, None, &query, found))
}

/// The applications to one listing.
pub async fn of_listing(
    member: Member,
    path: Path<(ProviderId, ListingId)>,
    query: Query<TableQuery>,
    app: App,
) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let listing = app.read(move |conn| listings::owned(conn, provider, id)).await?;
    let listing = listing.ok_or_else(Error::not_found)?;
    let found = find(&app, provider, Some(id), &query).await?;
    let page_ = Page::new(&member, format!("Applications for {}", listing.name()));
    page(TablePage::new(page_, &desk, Some((id, listing.name().to_string())), &query, found))
}

async fn find(
    app: &App,
    provider: ProviderId,
    listing: Option<ListingId>,
    query: &TableQuery,
) -> Result<Found, Error> {
    let (state, page) = (query.state(), query.page());
    let found = app.read(move |conn| {
        let counts = store::counts(conn, provider, listing)?;
        Ok(Found { rows: store::rows(conn, provider, listing, state, page)?, counts })
    });
    Ok(found.await?)
}

/// Reading leaves a line in the audit log, and the first time one in the timeline.
pub async fn read(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let opened = app.db.write(move |conn| actions::look(conn, provider, &actor, id, now)).await?;
    let page_ = Page::new(&member, format!("Application of {}", opened.application.name));
    page(ReadPage::new(page_, &desk, &opened))
}

pub async fn cv(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::View).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let file = app.db.write(move |conn| actions::open_cv(conn, provider, &actor, id, now)).await?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}

pub async fn shortlist(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::Edit).await?;
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::shortlist(conn, provider, &actor, id, &here)).await?;
    done(provider, id, "Shortlisted. We have emailed the candidate")
}

fn done(provider: ProviderId, id: ApplicationId, notice: &str) -> Reply {
    see_other(format!("/desk/{provider}/applications/{id}")).with_notice(notice).reply()
}

/// The person and the listing that a form is about, when the move it makes is open.
async fn about(
    app: &App,
    desk: &Desk,
    id: ApplicationId,
    to: State,
) -> Result<(ApplicationId, String, String), Error> {
    let (provider, now) = (desk.provider.id, app.clock.now());
    let found = app.read(move |conn| match store::owned_by_provider(conn, provider, id)? {
        Some(application) => store::open(conn, application, now),
        None => Ok(None),
    });
    let opened = found.await?.ok_or_else(Error::not_found)?;
    let state = opened.application.state;
    if state != to && !state.may_become(to, Party::Provider) {
        return Err(actions::DeskError::MovedOn(provider, id, state).refused());
    }
    Ok((id, opened.application.name, opened.vacancy.title))
}

pub async fn reject_form(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let about = about(&app, &desk, id, State::Rejected).await?;
    page(RejectPage::new(Page::new(&member, "Reject this application"), &desk, about, RejectForm::default()))
}

pub async fn reject(member: Member, path: OfDesk, form: Form<RejectForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let rejection = match form.check() {
        Ok(rejection) => rejection,
        Err(problems) => {
            let about = about(&app, &desk, id, State::Rejected).await?;
            let page = Page::new(&member, "Reject this application");
            return form_again(RejectPage::new(page, &desk, about, form.0).with(problems));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::reject(conn, provider, &actor, (id, &rejection), &here)).await?;
    done(provider, id, "Rejected. We have emailed the candidate")
}

pub async fn offer_form(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let about = about(&app, &desk, id, State::Offered).await?;
    page(MakeOfferPage::new(Page::new(&member, "Make an offer"), &desk, about, OfferForm::default()))
}

pub async fn make_offer(member: Member, path: OfDesk, form: Form<OfferForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => {
            let about = about(&app, &desk, id, State::Offered).await?;
            let page = Page::new(&member, "Make an offer");
            return form_again(MakeOfferPage::new(page, &desk, about, form.0).with(problems));
        }
    };
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::offer(conn, provider, &actor, (id, &words), &here)).await?;
    done(provider, id, "Offer made. We have emailed the candidate")
}
