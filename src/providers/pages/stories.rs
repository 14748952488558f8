//! Stories that staff tell.

use actix_web::web::Path;

use super::desk_of;
use crate::app::App;
use crate::audit::Actor;
use crate::providers::actions::{self, StoryWriting, story_seen};
use crate::providers::forms::StoryForm;
use crate::providers::model::{Needs, SayingState};
use crate::providers::store::{self, Story};
use crate::providers::views::{StoriesPage, StoryPage};
use crate::providers::{Desk, ProviderId, StoryId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const NEW: &str = "Add a staff story";

pub async fn stories(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let id = desk.provider.id;
    let every = app.read(move |conn| store::every_story(conn, id)).await?;
    page(StoriesPage::new(Page::new(&member, "Staff stories"), &desk.provider, &every))
}

pub async fn new_story_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    page(story_page(&member, &desk, &[], StoryForm::fresh(), Problems::none()))
}

fn story_page(
    member: &Member,
    desk: &Desk,
    versions: &[Story],
    form: StoryForm,
    problems: Problems,
) -> StoryPage {
    let title = versions.first().map_or(NEW, |story| story.title.as_str());
    StoryPage::new(Page::new(member, title), &desk.provider, versions, story_seen(versions), (form, problems))
}

/// The desk, and the story that the address names.
async fn story_of(
    app: &App,
    member: &Member,
    path: Path<(ProviderId, StoryId)>,
) -> Result<(Desk, Vec<Story>), Error> {
    let (provider, id) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let versions = app.read(move |conn| store::versions_of(conn, provider, id)).await?;
    if versions.is_empty() {
        return Err(Error::not_found());
    }
    Ok((desk, versions))
}

pub async fn story_form(member: Member, path: Path<(ProviderId, StoryId)>, app: App) -> Reply {
    let (desk, versions) = story_of(&app, &member, path).await?;
    let latest = versions.iter().find(|story| story.is_open()).or(versions.first());
    let form = latest.map(StoryForm::from).unwrap_or_default();
    page(story_page(&member, &desk, &versions, form, Problems::none()))
}

pub async fn add_story(member: Member, path: Path<ProviderId>, form: Form<StoryForm>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let id = form.id();
    save(&app, &member, (&desk, &[]), id, form.0).await
}

pub async fn change_story(
    member: Member,
    path: Path<(ProviderId, StoryId)>,
    form: Form<StoryForm>,
    app: App,
) -> Reply {
    let id = path.1;
    let (desk, versions) = story_of(&app, &member, path).await?;
    save(&app, &member, (&desk, &versions), id, form.0).await
}

async fn save(
    app: &App,
    member: &Member,
    (desk, versions): (&Desk, &[Story]),
    id: StoryId,
    form: StoryForm,
) -> Reply {
    if form.wants_preview() {
        return page(story_page(member, desk, versions, form, Problems::none()));
    }
    let told = match form.check() {
        Ok(told) => told,
        Err(problems) => return form_again(story_page(member, desk, versions, form, problems)),
    };
    let (provider, now, by) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    let title = told.title.clone();
    let write = move |conn: &mut _| {
        let writing = StoryWriting { told: &told, seen: &form.seen, send: !form.is_draft(), by: &by };
        actions::write_story(conn, (provider, id), &writing, now)
    };
    let state = app.db.write(write).await?;
    see_other(format!("/desk/{provider}/stories")).with_notice(said(&title, state)).reply()
}

fn said(title: &str, state: SayingState) -> String {
    match state {
        SayingState::Submitted => format!("“{title}” is sent. A moderator reads it, and we email you"),
        SayingState::Approved => format!("“{title}”: nothing has changed"),
        SayingState::Draft | SayingState::Returned => {
            format!("“{title}” is saved. Only your colleagues can see it")
        }
    }
}

/// Throws away the version that is on its way; what is public stays.
pub async fn discard_story(member: Member, path: Path<(ProviderId, StoryId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (by, now) = (Actor::from(&member.account), app.clock.now());
    app.write(move |conn| actions::discard_story(conn, &by, (provider, id), now)).await?;
    see_other(format!("/desk/{provider}/stories")).with_notice("That version is thrown away").reply()
}

/// Takes a story off at once.
pub async fn withdraw_story(member: Member, path: Path<(ProviderId, StoryId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    desk_of(&app, &member, provider, Needs::EditAll).await?;
    let (by, now) = (Actor::from(&member.account), app.clock.now());
    app.write(move |conn| actions::withdraw_story(conn, &by, (provider, id), now)).await?;
    see_other(format!("/desk/{provider}/stories")).with_notice("The story is gone").reply()
}
