//! What an organisation says of working there.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::codes;
use crate::kit::db::Conn;
use crate::kit::files::{self, Accepts, Checked, StoredFile};
use crate::providers::actions::{Writing, Written, claim_seen};
use crate::providers::forms::ClaimForm;
use crate::providers::model::{Needs, NewClaim, SayingState};
use crate::providers::views::{ClaimPage, ClaimsPage, OnDesk};
use crate::providers::{ClaimId, Desk, ProviderId, actions, store};
use crate::web::error::Error;
use crate::web::form::Problems;
use crate::web::guards::Member;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};
use crate::web::upload::{Unread, UploadForm, drop_bytes, keep_any};

pub async fn claims(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let id = desk.provider.id;
    let said = app.read(move |conn| store::every_claim(conn, id)).await?;
    let page_ = Page::new(&member, "What it is like to work there");
    page(ClaimsPage::new(page_, &desk.provider, &said, app.clock.today()))
}

/// The desk, and the claim that the address names.
async fn claim_of(
    app: &App,
    member: &Member,
    path: Path<(ProviderId, String)>,
) -> Result<(Desk, OnDesk), Error> {
    let (provider, claim) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let code = codes::claims().get(&claim).ok_or_else(Error::not_found)?;
    let found = app.read(move |conn| {
        let versions = store::of_code(conn, provider, &claim)?;
        let found = OnDesk { code, seen: claim_seen(&versions), versions, file: None };
        let file = found.latest().and_then(|claim| claim.file_id);
        let file = file.map(|file| files::find(conn, file)).transpose()?.flatten();
        Ok(OnDesk { file, ..found })
    });
    Ok((desk, found.await?))
}

pub async fn claim_form(member: Member, path: Path<(ProviderId, String)>, app: App) -> Reply {
    let (desk, found) = claim_of(&app, &member, path).await?;
    let form = found.latest().map(ClaimForm::from).unwrap_or_default();
    page(claim_page(&app, &member, (&desk, &found), form, Problems::none()))
}

fn claim_page(
    app: &App,
    member: &Member,
    (desk, found): (&Desk, &OnDesk),
    form: ClaimForm,
    problems: Problems,
) -> ClaimPage {
    let page = Page::new(member, found.code.label.clone());
    ClaimPage::new(page, &desk.provider, found, (form, problems), app.clock.today())
}

pub async fn state_claim(
    member: Member,
    path: Path<(ProviderId, String)>,
    form: Unread<ClaimForm>,
    app: App,
) -> Reply {
    let (desk, found) = claim_of(&app, &member, path).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let mut form = form.read().await?;
    let (said, file) = match check(&app, &mut form, &found) {
        Ok(checked) => checked,
        Err(problems) => {
            return form_again(claim_page(&app, &member, (&desk, &found), form.fields, problems));
        }
    };
    let (id, now, typed) = (desk.provider.id, app.clock.now(), form.fields);
    let by = Actor::from(&member.account);
    let write = move |conn: &mut Conn, file: Option<&StoredFile>| {
        let writing = Writing { said: &said, file, seen: typed.seen(), send: !typed.is_draft(), by: &by };
        actions::write_claim(conn, id, &writing, now)
    };
    let Written { state, released } = keep_any(&app, id.0, file, write).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/desk/{id}/claims")).with_notice(told(&found.code.label, state)).reply()
}

fn told(label: &str, state: SayingState) -> String {
    match state {
        SayingState::Submitted => format!("{label}: sent. A moderator reads it, and we email you"),
        SayingState::Approved => format!("{label}: nothing has changed"),
        SayingState::Draft | SayingState::Returned => {
            format!("{label}: saved. Only your colleagues can see it")
        }
    }
}

/// What was said, and the evidence if some came along.
fn check(
    app: &App,
    form: &mut UploadForm<ClaimForm>,
    found: &OnDesk,
) -> Result<(NewClaim, Option<Checked>), Problems> {
    let file = form.take("file").map(|file| file.check(Accepts::Evidence)).transpose();
    let has_file = found.file.is_some() || !matches!(file, Ok(None));
    let said = form.fields.check(found.code, has_file, app.clock.today());
    let mut problems = said.as_ref().err().cloned().unwrap_or_default();
    let file = problems.keep("file", file).flatten();
    problems.done((said.unwrap_or_default(), file))
}

pub async fn withdraw_claim(member: Member, path: Path<(ProviderId, String)>, app: App) -> Reply {
    let (desk, found) = claim_of(&app, &member, path).await?;
    let (id, now, code) = (desk.provider.id, app.clock.now(), found.code);
    let actor = Actor::from(&member.account);
    let withdraw = move |conn: &mut Conn| actions::withdraw_claim(conn, &actor, (id, &code.code), now);
    let released = app.write(withdraw).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/desk/{id}/claims")).with_notice(format!("{}: removed", code.label)).reply()
}

/// Throws away what is on its way; what is public stays.
pub async fn discard_claim(member: Member, path: Path<(ProviderId, String)>, app: App) -> Reply {
    let (desk, found) = claim_of(&app, &member, path).await?;
    let (id, now, code) = (desk.provider.id, app.clock.now(), found.code);
    let actor = Actor::from(&member.account);
    let discard = move |conn: &mut Conn| actions::discard_claim(conn, &actor, (id, &code.code), now);
    let released = app.write(discard).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/desk/{id}/claims")).with_notice(format!("{}: thrown away", code.label)).reply()
}

/// The evidence, for the organisation's own members.
pub async fn claim_evidence(member: Member, path: Path<(ProviderId, ClaimId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::ViewAll).await?;
    evidence_of(&app, id, Some(provider)).await
}

/// The file of a version, as an attachment; `of` is whose it must be.
pub async fn evidence_of(app: &App, id: ClaimId, of: Option<ProviderId>) -> Reply {
    let found = app.read(move |conn| {
        let claim = store::claim(conn, id)?.filter(|claim| of.is_none_or(|of| claim.provider_id == of));
        let file = claim.and_then(|claim| claim.file_id);
        Ok(file.map(|file| files::find(conn, file)).transpose()?.flatten())
    });
    let file = found.await?.ok_or_else(Error::not_found)?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}
