//! Listings to start others from: keeping one, and what is kept.

use actix_web::web::Path;

use super::desk::{Ids, mine};
use crate::app::App;
use crate::audit::Actor;
use crate::listings::actions;
use crate::listings::forms::TemplateForm;
use crate::listings::model::{Full, TemplateId};
use crate::listings::store;
use crate::listings::views::{KeepTemplatePage, TemplatesPage};
use crate::providers::pages::{allowed, desk_of};
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const TITLE: &str = "Keep as a template";

pub async fn templates(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::View).await?;
    let scope = desk.scope.clone();
    let kept = app.read(move |conn| store::templates(conn, &scope)).await?;
    page(TemplatesPage::new(Page::new(&member, "Templates"), &desk, kept))
}

/// What is not within reach is not found, even for those who may keep no template.
async fn to_keep(app: &App, member: &Member, ids: Ids) -> Result<(Desk, Full), Error> {
    let (desk, full) = mine(app, member, ids, Needs::Edit).await?;
    Ok((allowed(app, desk, Needs::EditAll).await?, full))
}

pub async fn template_form(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, full) = to_keep(&app, &member, ids).await?;
    let form = TemplateForm { name: full.listing.title.clone() };
    page(KeepTemplatePage::new(Page::new(&member, TITLE), &desk, &full, (form, Problems::none())))
}

pub async fn keep_template(member: Member, ids: Ids, form: Form<TemplateForm>, app: App) -> Reply {
    let (desk, full) = to_keep(&app, &member, ids).await?;
    let name = match form.check() {
        Ok(name) => name,
        Err(problems) => {
            let page = Page::new(&member, TITLE);
            return form_again(KeepTemplatePage::new(page, &desk, &full, (form.0, problems)));
        }
    };
    let (provider, id, now) = (desk.provider.id, full.listing.id, app.clock.now());
    let actor = Actor::from(&member.account);
    let keep = move |conn: &mut _| actions::keep_template(conn, &actor, (&desk.scope, id), &name, now);
    app.db.write(keep).await?;
    see_other(format!("/desk/{provider}/listings/templates"))
        .with_notice("Kept. New listings can start from it")
        .reply()
}

pub async fn start_from(member: Member, path: Path<(ProviderId, TemplateId)>, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::Edit).await?;
    let (template, by, now, provider) = (path.1, member.account, app.clock.now(), desk.provider.id);
    let of = (desk.provider, desk.scope);
    let id = app.db.write(move |conn| actions::start_from(conn, &by, (&of.0, &of.1), template, now)).await?;
    see_other(format!("/desk/{provider}/listings/{id}"))
        .with_notice("A new draft. Choose its dates and check its words")
        .reply()
}

pub async fn drop_template(member: Member, path: Path<(ProviderId, TemplateId)>, app: App) -> Reply {
    let desk = desk_of(&app, &member, path.0, Needs::EditAll).await?;
    let (provider, template, now) = (desk.provider.id, path.1, app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::drop_template(conn, &actor, (provider, template), now)).await?;
    see_other(format!("/desk/{provider}/listings/templates")).with_notice("The template is removed").reply()
}
