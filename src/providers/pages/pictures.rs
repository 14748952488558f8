//! Pictures of an organisation: adding, describing, ordering and removing them.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::{Conn, Failed};
use crate::kit::files::{Checked, StoredFile};
use crate::kit::pictures::{self, Picture as Made};
use crate::providers::actions::{self, PictureWords, ProviderError};
use crate::providers::forms::{PictureForm, PlaceForm, check_picture};
use crate::providers::model::Needs;
use crate::providers::store::{self, Picture};
use crate::providers::views::{PicturePage, PicturesPage};
use crate::providers::{Desk, PictureId, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::upload::{Unread, drop_bytes, keep, keep_any};

/// Pixels of the longer edge: enough for the widest place on a screen of two dots to a pixel.
const LONGEST: u32 = 1_600;
const NEW: &str = "Add a picture";
const CHANGE: &str = "Change the picture";

pub async fn pictures(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let id = desk.provider.id;
    let found = app.read(move |conn| store::pictures(conn, id)).await?;
    page(PicturesPage::new(Page::new(&member, "Pictures"), &desk.provider, &found))
}

pub async fn new_picture_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    page(picture_page(&member, &desk, None, PictureForm::default(), Problems::none()))
}

fn picture_page(
    member: &Member,
    desk: &Desk,
    picture: Option<&Picture>,
    form: PictureForm,
    problems: Problems,
) -> PicturePage {
    let title = if picture.is_some() { CHANGE } else { NEW };
    PicturePage::new(Page::new(member, title), &desk.provider, picture, (form, problems))
}

pub async fn add_picture(
    member: Member,
    path: Path<ProviderId>,
    form: Unread<PictureForm>,
    app: App,
) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let mut form = form.read().await?;
    let (words, made) = match drawn(check_picture(&mut form, true)).await? {
        Ok((words, Some(made))) => (words, made),
        Ok((_, None)) => return Err(Error::BadRequest("The form arrived without its picture.")),
        Err(problems) => return form_again(picture_page(&member, &desk, None, form.fields, problems)),
    };
    let (id, now, size) = (desk.provider.id, app.clock.now(), (made.width, made.height));
    let actor = Actor::from(&member.account);
    let add = move |conn: &mut Conn, file: &StoredFile| {
        actions::add_picture(conn, &actor, id, &words, (file, size), now)
    };
    drop_bytes(&app, keep(&app, id.0, made.file, add).await?).await;
    see_other(format!("/desk/{id}/pictures")).with_notice("The picture is added").reply()
}

type Drawn = Result<(PictureWords, Option<Made>), Problems>;

/// The same with a picture of ours made from the one that came.
async fn drawn(checked: Result<(PictureWords, Option<Checked>), Problems>) -> Result<Drawn, Error> {
    let (words, file) = match checked {
        Ok(checked) => checked,
        Err(problems) => return Ok(Err(problems)),
    };
    let Some(file) = file else { return Ok(Ok((words, None))) };
    let made = pictures::made(file, LONGEST).await?;
    let mut problems = Problems::none();
    let made = problems.keep("picture", made);
    Ok(problems.done((words, made)))
}

async fn found(
    app: &App,
    member: &Member,
    path: Path<(ProviderId, PictureId)>,
) -> Result<(Desk, Picture), Error> {
    let (provider, id) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let picture = app.read(move |conn| store::picture(conn, provider, id)).await?;
    Ok((desk, picture.ok_or_else(Error::not_found)?))
}

pub async fn picture_form(member: Member, path: Path<(ProviderId, PictureId)>, app: App) -> Reply {
    let (desk, picture) = found(&app, &member, path).await?;
    page(picture_page(&member, &desk, Some(&picture), PictureForm::from(&picture), Problems::none()))
}

pub async fn change_picture(
    member: Member,
    path: Path<(ProviderId, PictureId)>,
    form: Unread<PictureForm>,
    app: App,
) -> Reply {
    let (desk, picture) = found(&app, &member, path).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let mut form = form.read().await?;
    let (words, made) = match drawn(check_picture(&mut form, false)).await? {
        Ok(drawn) => drawn,
        Err(problems) => {
            return form_again(picture_page(&member, &desk, Some(&picture), form.fields, problems));
        }
    };
    let ids = (desk.provider.id, picture.id);
    let (size, file) = made.map(|made| ((made.width, made.height), made.file)).unzip();
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    let change = move |conn: &mut Conn, file: Option<&StoredFile>| {
        actions::change_picture(conn, &actor, ids, (&words, file.zip(size)), now)
    };
    drop_bytes(&app, keep_any(&app, ids.0.0, file, change).await?).await;
    see_other(format!("/desk/{}/pictures", ids.0)).with_notice("The picture is saved").reply()
}

pub async fn remove_picture(member: Member, path: Path<(ProviderId, PictureId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    let removed = move |conn: &mut Conn| actions::remove_picture(conn, &actor, (provider, id), now);
    let released = app.write(removed).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/desk/{provider}/pictures")).with_notice("The picture is removed").reply()
}

pub async fn place_picture(
    member: Member,
    path: Path<(ProviderId, PictureId)>,
    form: Form<PlaceForm>,
    app: App,
) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (up, now, actor) = (form.to == "up", app.clock.now(), Actor::from(&member.account));
    let moved: Result<(), Failed<ProviderError>> =
        app.db.write(move |conn| actions::move_picture(conn, &actor, (provider, id), up, now)).await;
    moved?;
    see_other(format!("/desk/{provider}/pictures")).with_notice("The order is saved").reply()
}
