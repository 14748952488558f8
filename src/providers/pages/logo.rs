//! The logo, and sending it and the pictures to whoever may see the organisation.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Path;
use serde::Deserialize;

use super::desk_of;
use crate::accounts::Account;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Conn;
use crate::kit::files::{self, Accepts, Checked, FileId, StoredFile};
use crate::kit::pictures;
use crate::providers::model::Needs;
use crate::providers::store::{self, Provider};
use crate::providers::views::LogoPage;
use crate::providers::{ProviderId, actions};
use crate::web::error::Error;
use crate::web::form::{Problems, Query};
use crate::web::guards::{Member, Visitor};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::upload::{Unread, UploadForm, drop_bytes, keep};

const TITLE: &str = "Logo";
/// Pixels of the longer edge: three to each of the 88 of its widest place.
const LONGEST: u32 = 288;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NoFields {}

pub async fn logo_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    page(LogoPage::new(Page::new(&member, TITLE), &desk.provider, Problems::none()))
}

pub async fn change_logo(member: Member, path: Path<ProviderId>, form: Unread<NoFields>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let mut problems = Problems::none();
    let drawn = match problems.keep("logo", picture_of(form.read().await?)) {
        Some(file) => problems.keep("logo", pictures::made(file, LONGEST).await?),
        None => None,
    };
    let Some(drawn) = drawn else {
        return form_again(LogoPage::new(Page::new(&member, TITLE), &desk.provider, problems));
    };
    let (id, now, actor) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    let change =
        move |conn: &mut Conn, logo: &StoredFile| actions::change_logo(conn, &actor, id, Some(logo), now);
    drop_bytes(&app, keep(&app, id.0, drawn.file, change).await?).await;
    see_other(format!("/desk/{id}/profile")).with_notice("The logo is saved").reply()
}

fn picture_of(mut form: UploadForm<NoFields>) -> Result<Checked, String> {
    let chosen = form.take("logo").ok_or_else(|| "Choose a picture".to_string());
    chosen.and_then(|upload| upload.check(Accepts::Picture))
}

pub async fn remove_logo(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let (id, now, actor) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    let released = app.db.write(move |conn| actions::change_logo(conn, &actor, id, None, now)).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/desk/{id}/profile")).with_notice("The logo is removed").reply()
}

/// The organisation that an address names, if this visitor may see it, with whether everybody may.
fn seen_by(
    conn: &mut Conn,
    account: Option<&Account>,
    slug: &str,
) -> diesel::QueryResult<Option<(Provider, bool)>> {
    let Some(provider) = store::find_by_slug(conn, slug)? else { return Ok(None) };
    let is_public = provider.state.is_public();
    let may_see = match account {
        _ if is_public => true,
        Some(account) if account.role.is_staff() => true,
        Some(account) => store::desk(conn, account.id, provider.id)?.is_some(),
        None => false,
    };
    Ok(may_see.then_some((provider, is_public)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LogoQuery {
    /// The file that the address means.
    v: String,
}

pub async fn logo(visitor: Visitor, path: Path<String>, query: Query<LogoQuery>, app: App) -> Reply {
    let (slug, account) = (path.into_inner(), visitor.account.clone());
    let found = app.read(move |conn| {
        let Some((provider, is_public)) = seen_by(conn, account.as_ref(), &slug)? else { return Ok(None) };
        let file = provider.logo_id.map(|logo| files::find(conn, logo)).transpose()?.flatten();
        Ok(file.map(|file| (file, is_public)))
    });
    let (file, is_public) = found.await?.ok_or_else(Error::not_found)?;
    let stays = query.v == file.id.to_string();
    send(&app, &file, is_public, stays).await
}

pub async fn picture(visitor: Visitor, path: Path<(String, FileId)>, app: App) -> Reply {
    let ((slug, id), account) = (path.into_inner(), visitor.account.clone());
    let found = app.read(move |conn| {
        let Some((provider, is_public)) = seen_by(conn, account.as_ref(), &slug)? else { return Ok(None) };
        let shown = store::pictures(conn, provider.id)?.iter().any(|picture| picture.file_id == id);
        let file = if shown { files::find(conn, id)? } else { None };
        Ok(file.map(|file| (file, is_public)))
    });
    let (file, is_public) = found.await?.ok_or_else(Error::not_found)?;
    send(&app, &file, is_public, true).await
}

/// The picture itself, of a type that cannot carry a script. What another picture would have another address for may be
/// kept for a year.
async fn send(app: &App, file: &StoredFile, is_public: bool, stays: bool) -> Reply {
    let bytes = app.files.get(file).await?;
    let keep = match (is_public, stays) {
        (true, true) => "public, max-age=31536000, immutable",
        (true, false) => "public, max-age=300",
        (false, _) => "private, max-age=300",
    };
    Ok(HttpResponse::Ok()
        .content_type(file.media_type.as_str())
        .insert_header((header::CACHE_CONTROL, keep))
        .body(bytes))
}
