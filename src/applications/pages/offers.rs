//! A provider makes an offer, after a look at it, and may take it back.

use actix_web::web::Path;

use super::desk::about;
use super::{foresight, here};
use crate::app::App;
use crate::applications::actions::{self, DeskError};
use crate::applications::forms::{OfferEndForm, OfferForm};
use crate::applications::model::{ApplicationId, OfferTerms, Party, State, is_hidden};
use crate::applications::store;
use crate::applications::views::{About, MakeOfferPage, OfferPreviewPage, WithdrawOfferPage};
use crate::audit::Actor;
use crate::listings;
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

type OfDesk = Path<(ProviderId, ApplicationId)>;

/// The desk, and whom it is about there, when what is asked is open from where their application stands.
async fn found(
    app: &App,
    member: &Member,
    (provider, id): (ProviderId, ApplicationId),
    is_open: fn(State) -> bool,
) -> Result<(Desk, About), Error> {
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    let about = about(app, &desk, id, is_open).await?;
    Ok((desk, about))
}

/// Once it is made, pressing again is answered like the first time.
fn may_be_offered(state: State) -> bool {
    state == State::Offered || state.may_become(State::Offered, Party::Provider)
}

fn may_be_withdrawn(state: State) -> bool {
    matches!(state, State::Offered | State::Accepted)
}

fn writing(member: &Member, of: (Desk, About), form: OfferForm, problems: Problems) -> MakeOfferPage {
    MakeOfferPage::new(Page::new(member, "Make an offer"), &of.0, of.1, form, problems)
}

pub async fn offer_form(member: Member, path: OfDesk, app: App) -> Reply {
    let found = found(&app, &member, path.into_inner(), may_be_offered).await?;
    let (listing, today) = (found.1.listing, app.clock.today());
    let full = app.read(move |conn| listings::full(conn, listing)).await?;
    let pay = full.and_then(|full| listings::model::pay_words(&full.terms));
    page(writing(&member, found, OfferForm::fresh(pay, today), Problems::none()))
}

/// The letter; from there, the deed, or back to the form.
pub async fn make_offer(member: Member, path: OfDesk, form: Form<OfferForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let found = found(&app, &member, (provider, id), may_be_offered).await?;
    if form.wants_change() {
        return page(writing(&member, found, form.0, Problems::none()));
    }
    let terms = match form.check(app.clock.today()) {
        Ok(terms) => terms,
        Err(problems) => return form_again(writing(&member, found, form.0, problems)),
    };
    if form.wants_letters() {
        return preview(&app, &member, found, (form.0, &terms)).await;
    }
    let (scope, actor, here) = (found.0.scope, Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::offer(conn, &scope, &actor, (id, &terms), &here)).await?;
    done(provider, id, "Offer made. We have emailed the candidate")
}

/// The offer and its letter, with the name that the provider knows.
async fn preview(
    app: &App,
    member: &Member,
    (desk, about): (Desk, About),
    written: (OfferForm, &OfferTerms),
) -> Reply {
    let (scope, now) = (desk.scope.clone(), app.clock.now());
    let found = app.read(move |conn| {
        let application = store::owned_by_provider(conn, &scope, about.id)?;
        Ok(application.zip(store::vacancy(conn, about.listing, now)?))
    });
    let (application, vacancy) = found.await?.ok_or_else(Error::not_found)?;
    let hidden = is_hidden(vacancy.blind, application.revealed_at);
    let page_ = Page::new(member, "Make this offer?");
    let of = (&application.for_provider(hidden), &vacancy);
    page(OfferPreviewPage::new(page_, &desk, of, written, &foresight(app).await?)?)
}

fn done(provider: ProviderId, id: ApplicationId, notice: &str) -> Reply {
    see_other(format!("/desk/{provider}/applications/{id}")).with_notice(notice).reply()
}

fn ending(member: &Member, of: (Desk, About), form: OfferEndForm, problems: Problems) -> WithdrawOfferPage {
    WithdrawOfferPage::new(Page::new(member, "Withdraw this offer?"), &of.0, of.1, form, problems)
}

pub async fn withdraw_offer_form(member: Member, path: OfDesk, app: App) -> Reply {
    let found = found(&app, &member, path.into_inner(), may_be_withdrawn).await?;
    let id = found.1.id;
    let last = app.read(move |conn| store::last_offer(conn, id)).await?.ok_or_else(Error::not_found)?;
    page(ending(&member, found, OfferEndForm::of(last.id), Problems::none()))
}

pub async fn withdraw_offer(member: Member, path: OfDesk, form: Form<OfferEndForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let found = found(&app, &member, (provider, id), |_| true).await?;
    let state = found.1.state;
    let end = match form.check_withdrawal(state) {
        Ok(end) => end,
        Err(problems) if may_be_withdrawn(state) => {
            return form_again(ending(&member, found, form.0, problems));
        }
        Err(_) => return Err(DeskError::MovedOn(provider, id, state).refused()),
    };
    let (scope, actor, here, seen) = (found.0.scope, Actor::from(&member.account), here(&app), form.offer());
    app.db.write(move |conn| actions::withdraw_offer(conn, &scope, &actor, (id, seen, &end), &here)).await?;
    done(provider, id, "The offer is withdrawn. We have emailed the candidate")
}
