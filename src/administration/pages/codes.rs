//! The code lists: all of them, and one with what is offered and what is retired.

use actix_web::web::Path;
use diesel::QueryResult;

use crate::administration::actions::codes::{self as actions, list_href};
use crate::administration::forms::{CodeForm, groups};
use crate::administration::views::{
    CodeListPage, CodeListsPage, ListLine, code_groups, headings, nav, registers, retired_lines,
};
use crate::app::App;
use crate::audit::{self, Actor, Line};
use crate::codes::policy::{Area, POLICIES, Policy, policy};
use crate::codes::{self, List, Overlay};
use crate::kit::db::Conn;
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const PATH: &str = "/administration/codes";
pub(super) const HISTORY: i64 = 20;
/// Said after each change.
pub(super) const SOON: &str = "Every page follows within seconds";

pub async fn code_lists(administrator: Administrator, app: App) -> Reply {
    let overlay = app.read(codes::overlay).await?;
    let line = |policy: &Policy| Some(ListLine::new(policy, &codes::under(&overlay, policy.list)?));
    let area = |area: Area| {
        let own = POLICIES.iter().filter(|policy| policy.area == area);
        (area.title(), own.filter_map(line).collect())
    };
    page(CodeListsPage {
        page: Page::new(&administrator, "Code lists"),
        nav: nav(PATH),
        areas: Area::ALL.map(area).into(),
    })
}

pub async fn code_list(administrator: Administrator, list: Path<String>, app: App) -> Reply {
    let found = list_of(&app, &list).await?;
    page(list_page(&administrator, found, CodeForm::default(), Problems::none()))
}

pub async fn add_code(
    administrator: Administrator,
    list: Path<String>,
    form: Form<CodeForm>,
    app: App,
) -> Reply {
    let found = list_of(&app, &list).await?;
    let policy = found.policy;
    let words = match form.check(policy, &found.list, None) {
        Ok(words) => words,
        Err(problems) => return form_again(list_page(&administrator, found, form.0, problems)),
    };
    let (actor, now) = (Actor::from(&administrator.account), app.clock.now());
    let notice = format!("“{}” is added. {SOON}", form.label.trim());
    app.db.write(move |conn| actions::add(conn, &actor, policy, &words, now)).await?;
    see_other(list_href(policy.list)).with_notice(notice).reply()
}

/// A list as the database has it, which may be a second ahead of this process.
pub(super) struct Found {
    pub policy: &'static Policy,
    pub overlay: Overlay,
    pub list: List,
    pub history: Vec<Line>,
}

pub(super) async fn list_of(app: &App, name: &str) -> Result<Found, Error> {
    let policy = policy(name).ok_or(Error::NotFound)?;
    let (overlay, history) = app
        .read(move |conn| {
            let overlay = codes::overlay(conn)?;
            let history = history(conn, policy, &overlay)?;
            Ok((overlay, history))
        })
        .await?;
    let list = codes::under(&overlay, policy.list).ok_or(Error::NotFound)?;
    Ok(Found { policy, overlay, list, history })
}

fn history(conn: &mut Conn, policy: &Policy, overlay: &Overlay) -> QueryResult<Vec<Line>> {
    let own = overlay.changes.iter().filter(|change| change.list == policy.list);
    let ids: Vec<i64> = own.map(|change| change.id).collect();
    let mut history = audit::of_subjects(conn, "code", &ids, HISTORY)?;
    if let Some(order) = overlay.order(policy.list) {
        history.extend(audit::of_subject(conn, "code-list", order.id, HISTORY)?);
    }
    history.sort_by_key(|line| std::cmp::Reverse(line.id));
    history.truncate(usize::try_from(HISTORY).unwrap_or_default());
    Ok(history)
}

fn list_page(
    administrator: &Administrator,
    found: Found,
    form: CodeForm,
    problems: Problems,
) -> CodeListPage {
    let Found { policy, overlay, list, history } = found;
    CodeListPage {
        page: Page::new(administrator, policy.title).with_problems(&problems),
        policy,
        href: list_href(policy.list),
        groups: code_groups(policy, &list, &overlay),
        retired: retired_lines(policy, &list, &overlay),
        version: overlay.order(policy.list).map_or(0, |order| order.version),
        headings: headings(&groups(policy.list)),
        registers: registers(),
        form,
        problems,
        history: history.into_iter().map(Into::into).collect(),
    }
}
