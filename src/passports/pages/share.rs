//! A candidate shares items with one application, item by item, and takes that back.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::{self, ApplicationId};
use crate::passports::actions::{self, Here, PassportError};
use crate::passports::forms::ShareForm;
use crate::passports::store;
use crate::passports::views::SharePage;
use crate::web::error::{Error, Refusal};
use crate::web::form::Form;
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

async fn sharing(app: &App, candidate: &Candidate, id: ApplicationId) -> Result<SharePage, Error> {
    let (account, today) = (candidate.account.id, app.clock.today());
    let found = app.read(move |conn| {
        let Some(standing) = applications::standing_of_candidate(conn, account, id)? else { return Ok(None) };
        let (all, shared) = (store::all(conn, account)?, store::shared(conn, &standing)?);
        Ok(Some((standing, all, shared, store::marks(conn, id)?)))
    });
    let (standing, all, shared, marks) = found.await?.ok_or_else(Error::not_found)?;
    if !standing.state.goes_on() {
        return Err(PassportError::NotNow(id).refused());
    }
    let page = Page::new(candidate, format!("Share checks with {}", standing.provider_name));
    Ok(SharePage::new(page, &standing, (&all, &shared), &marks, today))
}

pub async fn share_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    page(sharing(&app, &candidate, *id).await?)
}

pub async fn share(candidate: Candidate, id: Path<ApplicationId>, form: Form<ShareForm>, app: App) -> Reply {
    let id = *id;
    let items = match form.check() {
        Ok(items) => items,
        Err(problems) => return form_again(sharing(&app, &candidate, id).await?.with(form.0.item, problems)),
    };
    let here = Here { now: app.clock.now(), site: app.site.clone() };
    let account = candidate.account.clone();
    app.db.write(move |conn| actions::share(conn, &account, id, &items, &here)).await?;
    see_other(format!("/applications/{id}/passport")).with_notice("What you share is saved").reply()
}

pub async fn revoke(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let (account, id, now) = (candidate.account.clone(), *id, app.clock.now());
    app.db.write(move |conn| actions::revoke(conn, &account, id, now)).await?;
    see_other("/passport").with_notice("Nothing is shared with this application any more").reply()
}
