//! The sites of an organisation. Removing one is with the listings, which may need it.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::providers::forms::{SiteForm, SitesQuery};
use crate::providers::model::Needs;
use crate::providers::views::{DeskNav, DeskPlace, SitePage, SitesPage};
use crate::providers::{Desk, ProviderId, SiteId, actions, store};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::{Link, Page};
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page, see_other};

const NEW: &str = "Add a site";
const SITES_PER_PAGE: i64 = 50;
const CHANGE: &str = "Change the site";

pub async fn sites(member: Member, path: Path<ProviderId>, query: Query<SitesQuery>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::View).await?;
    page(sites_page(&app, &member, &desk, query.0, Vec::new()).await?)
}

/// The sites; `needing` are the listings because of which one of them could not be removed.
pub async fn sites_page(
    app: &App,
    member: &Member,
    desk: &Desk,
    query: SitesQuery,
    needing: Vec<Link>,
) -> Result<SitesPage, Error> {
    let id = desk.provider.id;
    let (number, words) = (page_number(&query.page), query.q.clone());
    let found = app.read(move |conn| {
        store::find_sites(conn, id, &words, ((number - 1) * SITES_PER_PAGE, SITES_PER_PAGE))
    });
    let (found, total) = found.await?;
    let mut page = Page::new(member, "Sites");
    page.problem = !needing.is_empty();
    let href = |number: i64| {
        with_query(&format!("/desk/{id}/sites"), &[("q", query.q.as_str()), ("page", &number.to_string())])
    };
    Ok(SitesPage {
        page,
        nav: DeskNav::new(&desk.provider, DeskPlace::Sites),
        sites: found.iter().map(Into::into).collect(),
        may_edit: desk.may(Needs::EditAll) && desk.provider.state.may_be_edited(),
        provider_id: id,
        needing,
        pages: Pages::new(number, total, SITES_PER_PAGE, href),
        words: query.q,
        total,
    })
}

pub async fn new_site_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let form = SiteForm::like(&desk.provider);
    page(SitePage::new(Page::new(&member, NEW), &desk.provider, None, form, Problems::none()))
}

pub async fn add_site(member: Member, path: Path<ProviderId>, form: Form<SiteForm>, app: App) -> Reply {
    let provider = desk_of(&app, &member, *path, Needs::EditAll).await?.provider;
    let new = match form.check(&SiteForm::like(&provider)) {
        Ok(new) => new,
        Err(problems) => {
            let page = Page::new(&member, NEW);
            return form_again(SitePage::new(page, &provider, None, form.0, problems));
        }
    };
    let (id, now, actor) = (provider.id, app.clock.now(), Actor::from(&member.account));
    let notice = format!("{} is added", new.name);
    app.db.write(move |conn| actions::add_site(conn, &actor, id, &new, now)).await?;
    see_other(format!("/desk/{id}/sites")).with_notice(notice).reply()
}

pub async fn site_form(member: Member, path: Path<(ProviderId, SiteId)>, app: App) -> Reply {
    let (provider, site) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::EditAll).await?;
    let found = app.read(move |conn| store::owned_site(conn, provider, site)).await?;
    let found = found.ok_or_else(Error::not_found)?;
    let page_ = Page::new(&member, CHANGE);
    page(SitePage::new(page_, &desk.provider, Some(&found), SiteForm::from(&found), Problems::none()))
}

pub async fn change_site(
    member: Member,
    path: Path<(ProviderId, SiteId)>,
    form: Form<SiteForm>,
    app: App,
) -> Reply {
    let (provider, site) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::EditAll).await?;
    let found = app.read(move |conn| store::owned_site(conn, provider, site)).await?;
    let found = found.ok_or_else(Error::not_found)?;
    let new = match form.check(&SiteForm::from(&found)) {
        Ok(new) => new,
        Err(problems) => {
            let page = Page::new(&member, CHANGE);
            return form_again(SitePage::new(page, &desk.provider, Some(&found), form.0, problems));
        }
    };
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    app.db.write(move |conn| actions::change_site(conn, &actor, (provider, site), &new, now)).await?;
    see_other(format!("/desk/{provider}/sites")).with_notice("The site is saved").reply()
}
