//! Whom of the NHS an organisation works with.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::providers::forms::PartnershipForm;
use crate::providers::model::Needs;
use crate::providers::store::{self, Partnership};
use crate::providers::views::{DeskNav, DeskPlace, PartnershipPage, PartnershipsPage};
use crate::providers::{Desk, PartnershipId, ProviderId, actions};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const NEW: &str = "Add a partnership";
const CHANGE: &str = "Change the partnership";

pub async fn partnerships(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let id = desk.provider.id;
    let found = app.read(move |conn| store::partnerships(conn, id)).await?;
    page(PartnershipsPage {
        page: Page::new(&member, "Partnerships with the NHS"),
        nav: DeskNav::new(&desk.provider, DeskPlace::Organisation),
        provider_id: id,
        partnerships: found.iter().map(Into::into).collect(),
    })
}

pub async fn new_partnership_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let typed = (PartnershipForm::default(), Problems::none());
    page(PartnershipPage::new(Page::new(&member, NEW), &desk.provider, None, typed))
}

pub async fn add_partnership(
    member: Member,
    path: Path<ProviderId>,
    form: Form<PartnershipForm>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let new = match form.check(app.clock.today()) {
        Ok(new) => new,
        Err(problems) => {
            let page = Page::new(&member, NEW);
            return form_again(PartnershipPage::new(page, &desk.provider, None, (form.0, problems)));
        }
    };
    let (id, now, by) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    app.write(move |conn| actions::add_partnership(conn, &by, id, &new, now)).await?;
    see_other(format!("/desk/{id}/partnerships")).with_notice("The partnership is added").reply()
}

async fn found(
    app: &App,
    member: &Member,
    path: Path<(ProviderId, PartnershipId)>,
) -> Result<(Desk, Partnership), Error> {
    let (provider, id) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let all = app.read(move |conn| store::partnerships(conn, provider)).await?;
    let row = all.into_iter().find(|row| row.id == id).ok_or_else(Error::not_found)?;
    Ok((desk, row))
}

pub async fn partnership_form(member: Member, path: Path<(ProviderId, PartnershipId)>, app: App) -> Reply {
    let (desk, row) = found(&app, &member, path).await?;
    let typed = (PartnershipForm::from(&row), Problems::none());
    page(PartnershipPage::new(Page::new(&member, CHANGE), &desk.provider, Some(row.id), typed))
}

pub async fn change_partnership(
    member: Member,
    path: Path<(ProviderId, PartnershipId)>,
    form: Form<PartnershipForm>,
    app: App,
) -> Reply {
    let (desk, row) = found(&app, &member, path).await?;
    let new = match form.check(app.clock.today()) {
        Ok(new) => new,
        Err(problems) => {
            let page = Page::new(&member, CHANGE);
            return form_again(PartnershipPage::new(page, &desk.provider, Some(row.id), (form.0, problems)));
        }
    };
    let (ids, now, by) = ((desk.provider.id, row.id), app.clock.now(), Actor::from(&member.account));
    app.db.write(move |conn| actions::change_partnership(conn, &by, ids, &new, now)).await?;
    see_other(format!("/desk/{}/partnerships", ids.0)).with_notice("The partnership is saved").reply()
}

pub async fn remove_partnership(member: Member, path: Path<(ProviderId, PartnershipId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (now, by) = (app.clock.now(), Actor::from(&member.account));
    app.write(move |conn| actions::remove_partnership(conn, &by, (provider, id), now)).await?;
    see_other(format!("/desk/{provider}/partnerships")).with_notice("The partnership is removed").reply()
}
