//! The logo: choosing it, and sending it to whoever may see the organisation.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use serde::Deserialize;

use super::desk_of;
use crate::app::App;
use crate::kit::files::{self, Accepts, Checked};
use crate::providers::model::Needs;
use crate::providers::views::LogoPage;
use crate::providers::{ProviderId, actions, store};
use crate::web::error::Error;
use crate::web::form::Problems;
use crate::web::guards::{Member, Visitor};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::upload::{Unread, UploadForm};

const TITLE: &str = "Logo";

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NoFields {}

pub async fn logo_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Edit).await?;
    page(LogoPage::new(Page::new(&member, TITLE), &desk.provider, Problems::none()))
}

pub async fn change_logo(member: Member, path: Path<ProviderId>, form: Unread<NoFields>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Edit).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let picture = match picture_of(form.read().await?) {
        Ok(picture) => picture,
        Err(problems) => {
            return form_again(LogoPage::new(Page::new(&member, TITLE), &desk.provider, problems));
        }
    };
    let (id, now) = (desk.provider.id, app.clock.now());
    let stored = app.files.put(id.0, picture, now).await?;
    app.write(move |conn| actions::change_logo(conn, id, Some(&stored), now)).await?;
    see_other(format!("/desk/{id}/profile")).with_notice("The logo is saved").reply()
}

fn picture_of(mut form: UploadForm<NoFields>) -> Result<Checked, Problems> {
    let mut problems = Problems::none();
    let chosen = form.take("logo").ok_or_else(|| "Choose a picture".to_string());
    match problems.keep("logo", chosen.and_then(|upload| upload.check(Accepts::Picture))) {
        Some(picture) => Ok(picture),
        None => Err(problems),
    }
}

pub async fn remove_logo(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Edit).await?;
    let (id, now) = (desk.provider.id, app.clock.now());
    app.write(move |conn| actions::change_logo(conn, id, None, now)).await?;
    see_other(format!("/desk/{id}/profile")).with_notice("The logo is removed").reply()
}

/// The picture itself. It was sniffed when it came, so its type is one of three that cannot carry a script.
pub async fn logo(visitor: Visitor, path: Path<String>, app: App) -> Reply {
    let (slug, account) = (path.into_inner(), visitor.account.clone());
    let found = app.read(move |conn| {
        let Some(provider) = store::find_by_slug(conn, &slug)? else { return Ok(None) };
        let may_see = match &account {
            _ if provider.state.is_public() => true,
            Some(account) if account.role.is_staff() => true,
            Some(account) => store::desk(conn, account.id, provider.id)?.is_some(),
            None => false,
        };
        let file = match provider.logo_id.filter(|_| may_see) {
            Some(logo) => files::find(conn, logo)?,
            None => None,
        };
        Ok(file.map(|file| (file, provider.state.is_public())))
    });
    let (file, is_public) = found.await?.ok_or_else(Error::not_found)?;
    let bytes = app.files.get(&file).await?;
    let keep = if is_public { "public, max-age=86400" } else { "private, max-age=300" };
    Ok(HttpResponse::Ok()
        .content_type(file.media_type)
        .insert_header((header::CACHE_CONTROL, keep))
        .body(bytes))
}
