//! Words that mean the same to the search: those that come with the program, and those that administrators add.

use actix_web::web::Path;

use crate::administration::forms::SynonymsForm;
use crate::administration::views::{SynonymGroupPage, SynonymLine, SynonymsPage, nav};
use crate::app::App;
use crate::audit::Actor;
use crate::search::synonyms::{self, Alike, SynonymGroupId, actions};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/synonyms";
/// Listings that are read again in a second of one processor, as measured.
const A_SECOND: u64 = 2_000;

pub async fn synonyms(administrator: Administrator, app: App) -> Reply {
    page(list(&administrator, &app, Default::default(), Problems::none()).await?)
}

pub async fn add_synonyms(administrator: Administrator, form: Form<SynonymsForm>, app: App) -> Reply {
    let group = match form.check() {
        Ok(group) => group,
        Err(problems) => return form_again(list(&administrator, &app, form.0, problems).await?),
    };
    let (actor, now) = (Actor::from(&administrator.account), app.clock.now());
    app.db.write(move |conn| actions::add(conn, &actor, &group, now)).await?;
    see_other(PATH).with_notice("The group is added, and takes effect within seconds").reply()
}

pub async fn synonym_group(administrator: Administrator, id: Path<SynonymGroupId>, app: App) -> Reply {
    page(group_page(&administrator, &app, *id, None).await?)
}

pub async fn change_synonyms(
    administrator: Administrator,
    id: Path<SynonymGroupId>,
    form: Form<SynonymsForm>,
    app: App,
) -> Reply {
    let group = match form.check() {
        Ok(group) => group,
        Err(problems) => {
            let typed = Some((form.0, problems));
            return form_again(group_page(&administrator, &app, *id, typed).await?);
        }
    };
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::change(conn, &actor, id, &group, now)).await?;
    see_other(PATH).with_notice("The group is changed, and takes effect within seconds").reply()
}

pub async fn remove_synonyms(administrator: Administrator, id: Path<SynonymGroupId>, app: App) -> Reply {
    let (actor, id, now) = (Actor::from(&administrator.account), *id, app.clock.now());
    app.db.write(move |conn| actions::remove(conn, &actor, id, now)).await?;
    see_other(PATH).with_notice("The group is removed").reply()
}

async fn list(
    administrator: &Administrator,
    app: &App,
    form: SynonymsForm,
    problems: Problems,
) -> Result<SynonymsPage, Error> {
    let own = app.read(synonyms::all).await?;
    let own = own.iter().map(|group| line(format!("{PATH}/{}", group.id), &group.alike()));
    Ok(SynonymsPage {
        page: Page::new(administrator, "Synonyms").with_problems(&problems),
        nav: nav(PATH),
        takes: takes(app.search.index().len()),
        is_rebuilding: app.search.is_rebuilding(),
        own: own.collect(),
        delivered: synonyms::delivered().iter().map(|group| line(String::new(), group)).collect(),
        form,
        problems,
    })
}

async fn group_page(
    administrator: &Administrator,
    app: &App,
    id: SynonymGroupId,
    typed: Option<(SynonymsForm, Problems)>,
) -> Result<SynonymGroupPage, Error> {
    let group = app.read(move |conn| synonyms::find(conn, id)).await?.ok_or(Error::NotFound)?.alike();
    let (form, problems) = typed.unwrap_or_else(|| (SynonymsForm::of(&group), Problems::none()));
    Ok(SynonymGroupPage {
        page: Page::new(administrator, "Change a group of synonyms").with_problems(&problems),
        href: format!("{PATH}/{id}"),
        label: actions::label(&group),
        form,
        problems,
    })
}

fn line(href: String, group: &Alike) -> SynonymLine {
    SynonymLine { href, words: group.words.join(", "), finds: group.finds.join(", ") }
}

/// "about 8 minutes".
fn takes(listings: u64) -> String {
    match listings / A_SECOND {
        0..=9 => "a few seconds".into(),
        seconds @ 10..=89 => format!("about {seconds} seconds"),
        seconds => format!("about {} minutes", seconds.div_ceil(60)),
    }
}
