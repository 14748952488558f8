//! A provider makes an offer, after a look at it, and may take it back.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions::{self, DeskError};
use crate::applications::forms::{OfferEndForm, OfferForm};
use crate::applications::model::{Application, ApplicationId, Party, State, Vacancy};
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

struct Found {
    desk: Desk,
    /// As the provider may see it.
    application: Application,
    vacancy: Vacancy,
}

impl Found {
    fn about(self) -> (Desk, About) {
        let (name, state) = (self.application.name, self.application.state);
        (self.desk, About { id: self.application.id, name, title: self.vacancy.title, state })
    }
}

/// Somebody's application, when what is asked is open from where it stands.
async fn found(
    app: &App,
    member: &Member,
    (provider, id): (ProviderId, ApplicationId),
    is_open: fn(State) -> bool,
) -> Result<Found, Error> {
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    let now = app.clock.now();
    let found = app.read(move |conn| match store::owned_by_provider(conn, provider, id)? {
        Some(application) => store::open_for_provider(conn, application, now),
        None => Ok(None),
    });
    let opened = found.await?.ok_or_else(Error::not_found)?.opened;
    match is_open(opened.application.state) {
        true => Ok(Found { desk, application: opened.application, vacancy: opened.vacancy }),
        false => Err(DeskError::MovedOn(provider, id, opened.application.state).refused()),
    }
}

fn may_be_offered(state: State) -> bool {
    state == State::Offered || state.may_become(State::Offered, Party::Provider)
}

/// Once it was withdrawn, pressing again is answered like the first time.
fn may_be_withdrawn(state: State) -> bool {
    matches!(state, State::Offered | State::Accepted)
}

fn writing(member: &Member, found: Found, form: OfferForm, problems: Problems) -> MakeOfferPage {
    let (desk, about) = found.about();
    MakeOfferPage::new(Page::new(member, "Make an offer"), &desk, about, form, problems)
}

pub async fn offer_form(member: Member, path: OfDesk, app: App) -> Reply {
    let found = found(&app, &member, path.into_inner(), may_be_offered).await?;
    let (listing, today) = (found.vacancy.listing, app.clock.today());
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
        let (page_, of) = (Page::new(&member, "Make this offer?"), (&found.application, &found.vacancy));
        return page(OfferPreviewPage::new(page_, &found.desk, of, (form.0, &terms), &app.site)?);
    }
    let (actor, here) = (Actor::from(&member.account), here(&app));
    app.db.write(move |conn| actions::offer(conn, provider, &actor, (id, &terms), &here)).await?;
    done(provider, id, "Offer made. We have emailed the candidate")
}

fn done(provider: ProviderId, id: ApplicationId, notice: &str) -> Reply {
    see_other(format!("/desk/{provider}/applications/{id}")).with_notice(notice).reply()
}

fn ending(member: &Member, found: Found, form: OfferEndForm, problems: Problems) -> WithdrawOfferPage {
    let (desk, about) = found.about();
    WithdrawOfferPage::new(Page::new(member, "Withdraw this offer?"), &desk, about, form, problems)
}

pub async fn withdraw_offer_form(member: Member, path: OfDesk, app: App) -> Reply {
    let found = found(&app, &member, path.into_inner(), may_be_withdrawn).await?;
    let id = found.application.id;
    let last = app.read(move |conn| store::last_offer(conn, id)).await?.ok_or_else(Error::not_found)?;
    page(ending(&member, found, OfferEndForm::of(last.id), Problems::none()))
}

pub async fn withdraw_offer(member: Member, path: OfDesk, form: Form<OfferEndForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let found = found(&app, &member, (provider, id), |_| true).await?;
    let end = match form.check_withdrawal(found.application.state) {
        Ok(end) => end,
        Err(problems) if may_be_withdrawn(found.application.state) => {
            return form_again(ending(&member, found, form.0, problems));
        }
        Err(_) => return Err(DeskError::MovedOn(provider, id, found.application.state).refused()),
    };
    let (actor, here, seen) = (Actor::from(&member.account), here(&app), form.offer());
    app.db
        .write(move |conn| actions::withdraw_offer(conn, provider, &actor, (id, seen, &end), &here))
        .await?;
    done(provider, id, "The offer is withdrawn. We have emailed the candidate")
}
