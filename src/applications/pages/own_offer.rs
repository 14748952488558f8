//! A candidate reads an offer, and accepts or declines it; each is asked once more.

use actix_web::web::Path;

use super::{here, own_step as own};
use crate::app::App;
use crate::applications::actions::{self, Answer, ApplyError};
use crate::applications::forms::{AcceptForm, OfferEndForm};
use crate::applications::model::{ApplicationId, Offer, State};
use crate::applications::store::{self, Opened};
use crate::applications::views::{AcceptOfferPage, DeclineOfferPage, OfferPage};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// The offer that was made last; `None` when there was none.
async fn last(app: &App, id: ApplicationId) -> Result<Option<Offer>, Error> {
    Ok(app.read(move |conn| store::last_offer(conn, id)).await?)
}

pub async fn offer(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own(&app, &candidate.account, *id).await?;
    let Some(offer) = last(&app, *id).await?.filter(|_| opened.application.state != State::Draft) else {
        return see_other(format!("/applications/{id}")).reply();
    };
    let stands = opened.application.state == State::Offered && offer.stands(app.clock.now());
    page(OfferPage::new(Page::new(&candidate, "Your offer"), &opened, &offer.terms, stands))
}

/// One's own offer, while it can be answered.
async fn standing(app: &App, candidate: &Candidate, id: ApplicationId) -> Result<(Opened, Offer), Error> {
    let opened = own(app, &candidate.account, id).await?;
    if opened.application.state != State::Offered {
        return Err(ApplyError::MovedOn(id, opened.application.state).refused());
    }
    let offer = last(app, id).await?.filter(|offer| offer.stands(app.clock.now()));
    offer.map(|offer| (opened, offer)).ok_or_else(|| ApplyError::OfferEnded(id).refused())
}

pub async fn accept_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let (opened, offer) = standing(&app, &candidate, *id).await?;
    page(AcceptOfferPage::new(Page::new(&candidate, "Accept this offer?"), &opened, &offer))
}

pub async fn accept(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<AcceptForm>,
    app: App,
) -> Reply {
    let (account, id, here) = (candidate.account.id, *id, here(&app));
    let seen = form.offer();
    app.db
        .write(move |conn| actions::answer_offer(conn, account, (id, seen, &Answer::Accept), &here))
        .await?;
    see_other(format!("/applications/{id}")).with_notice("You have accepted the offer").reply()
}

pub async fn decline_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let (opened, offer) = standing(&app, &candidate, *id).await?;
    let page_ = Page::new(&candidate, "Decline this offer?");
    page(DeclineOfferPage::new(page_, &opened, OfferEndForm::of(offer.id), Problems::none()))
}

pub async fn decline(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<OfferEndForm>,
    app: App,
) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let end = match form.check_refusal() {
        Ok(end) => end,
        Err(problems) => {
            let (opened, _) = standing(&app, &candidate, id).await?;
            let page = Page::new(&candidate, "Decline this offer?");
            return form_again(DeclineOfferPage::new(page, &opened, form.0, problems));
        }
    };
    let (here, seen, answer) = (here(&app), form.offer(), Answer::Decline(end));
    app.db.write(move |conn| actions::answer_offer(conn, account, (id, seen, &answer), &here)).await?;
    see_other(format!("/applications/{id}")).with_notice("You have declined the offer").reply()
}
