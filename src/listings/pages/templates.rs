//! Listings to start others from: keeping one, and what is kept.

use actix_web::web::Path;

use super::desk::{Ids, mine};
use crate::app::App;
use crate::audit::Actor;
use crate::listings::actions;
use crate::listings::forms::TemplateForm;
use crate::listings::model::TemplateId;
use crate::listings::store;
use crate::listings::views::{KeepTemplatePage, TemplatesPage};
use crate::providers::pages::desk_of;
use crate::providers::{Needs, ProviderId};
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const TITLE: &str = "Keep as a template";

pub async fn templates(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::View).await?;
    let id = desk.provider.id;
    let kept = app.read(move |conn| store::templates(conn, id)).await?;
    page(TemplatesPage::new(Page::new(&member, "Templates"), &desk, kept))
}

pub async fn template_form(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, full) = mine(&app, &member, ids, Needs::Edit).await?;
    let form = TemplateForm { name: full.listing.title.clone() };
    page(KeepTemplatePage::new(Page::new(&member, TITLE), &desk, &full, (form, Problems::none())))
}

pub async fn keep_template(member: Member, ids: Ids, form: Form<TemplateForm>, app: App) -> Reply {
    let (desk, full) = mine(&app, &member, ids, Needs::Edit).await?;
    let name = match form.check() {
        Ok(name) => name,
        Err(problems) => {
            let page = Page::new(&member, TITLE);
            return form_again(KeepTemplatePage::new(page, &desk, &full, (form.0, problems)));
        }
    };
    let (ids, now) = ((desk.provider.id, full.listing.id), app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::keep_template(conn, &actor, ids, &name, now)).await?;
    see_other(format!("/desk/{}/listings/templates", desk.provider.id))
        .with_notice("Kept. New listings can start from it")
        .reply()
}

pub async fn start_from(member: Member, path: Path<(ProviderId, TemplateId)>, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let (template, by, now, provider) = (path.1, member.account, app.clock.now(), desk.provider.clone());
    let id = app.db.write(move |conn| actions::start_from(conn, &by, &provider, template, now)).await?;
    see_other(format!("/desk/{}/listings/{id}", desk.provider.id))
        .with_notice("A new draft. Choose its dates and check its words")
        .reply()
}

pub async fn drop_template(member: Member, path: Path<(ProviderId, TemplateId)>, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let (provider, template, now) = (desk.provider.id, path.1, app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::drop_template(conn, &actor, (provider, template), now)).await?;
    see_other(format!("/desk/{provider}/listings/templates")).with_notice("The template is removed").reply()
}
