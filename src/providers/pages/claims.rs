//! What an organisation says of working there.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::codes::{self, Code};
use crate::providers::forms::ClaimForm;
use crate::providers::model::Needs;
use crate::providers::views::{ClaimPage, ClaimsPage, DeskNav, DeskPlace};
use crate::providers::{Claim, Desk, ProviderId, actions, store};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn claims(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Edit).await?;
    let id = desk.provider.id;
    let said = app.read(move |conn| store::claims(conn, id)).await?;
    page(ClaimsPage::new(Page::new(&member, "What it is like to work there"), &desk.provider, &said))
}

/// The desk, the claim that the address names, and what is said of it.
async fn claim_of(
    app: &App,
    member: &Member,
    path: Path<(ProviderId, String)>,
) -> Result<(Desk, &'static Code, Option<Claim>), Error> {
    let (provider, claim) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::Edit).await?;
    let code = codes::claims().get(&claim).ok_or_else(Error::not_found)?;
    let said = app.read(move |conn| store::claims(conn, provider)).await?;
    let said = said.into_iter().find(|one| one.claim == claim);
    Ok((desk, code, said))
}

pub async fn claim_form(member: Member, path: Path<(ProviderId, String)>, app: App) -> Reply {
    let (desk, code, said) = claim_of(&app, &member, path).await?;
    let form = said.as_ref().map(ClaimForm::from).unwrap_or_default();
    page(claim_page(&member, &desk, code, said.is_some(), form, Problems::none()))
}

pub async fn state_claim(
    member: Member,
    path: Path<(ProviderId, String)>,
    form: Form<ClaimForm>,
    app: App,
) -> Reply {
    let (desk, code, said) = claim_of(&app, &member, path).await?;
    let claim = match form.check(&code.code, app.clock.today()) {
        Ok(claim) => claim,
        Err(problems) => {
            return form_again(claim_page(&member, &desk, code, said.is_some(), form.0, problems));
        }
    };
    let (id, now) = (desk.provider.id, app.clock.now());
    app.write(move |conn| actions::state_claim(conn, id, &claim, now)).await?;
    see_other(format!("/desk/{id}/claims")).with_notice(format!("{}: saved", code.label)).reply()
}

pub async fn withdraw_claim(member: Member, path: Path<(ProviderId, String)>, app: App) -> Reply {
    let (desk, code, _) = claim_of(&app, &member, path).await?;
    let (id, now) = (desk.provider.id, app.clock.now());
    app.write(move |conn| actions::withdraw_claim(conn, id, &code.code, now)).await?;
    see_other(format!("/desk/{id}/claims")).with_notice(format!("{}: removed", code.label)).reply()
}

fn claim_page(
    member: &Member,
    desk: &Desk,
    code: &'static Code,
    is_said: bool,
    form: ClaimForm,
    problems: Problems,
) -> ClaimPage {
    ClaimPage {
        page: Page::new(member, code.label.clone()).with_problems(&problems),
        nav: DeskNav::new(&desk.provider, DeskPlace::Organisation),
        provider_id: desk.provider.id,
        code,
        form,
        problems,
        is_said,
    }
}
