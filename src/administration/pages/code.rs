//! One code: its words, where it is used, its place, and taking it out of use.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use diesel::QueryResult;

use super::codes::{Found, HISTORY, SOON, list_of};
use crate::administration::actions::codes::{self as actions, CodesError, FILTERED, code_href, list_href};
use crate::administration::forms::{CodeForm, PlaceForm, RetireForm};
use crate::administration::views::{CodePage, registers};
use crate::alerts;
use crate::app::App;
use crate::applications;
use crate::audit::{self, Actor};
use crate::codes::Code;
use crate::codes::policy::Policy;
use crate::kit::db::{Conn, Failed};
use crate::listings;
use crate::moderation;
use crate::profiles;
use crate::providers;
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Administrator;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, page_with, see_other};

type Address = Path<(String, String)>;

const CHANGED: &str = "Somebody else changed this meanwhile. These are your words: compare them with the history below, and save again";

/// What was typed into one of the forms of the page, to be shown again.
#[derive(Default)]
struct Typed {
    words: Option<CodeForm>,
    put: PlaceForm,
    retire: RetireForm,
    problems: Problems,
}

pub async fn code(administrator: Administrator, path: Address, app: App) -> Reply {
    page(code_page(&administrator, &path, &app, Typed::default()).await?)
}

pub async fn reword_code(
    administrator: Administrator,
    path: Address,
    form: Form<CodeForm>,
    app: App,
) -> Reply {
    let (found, own) = code_of(&app, &path).await?;
    let (policy, version) = (found.policy, form.version());
    let words = match form.check(policy, &found.list, Some(&own)) {
        Ok(words) => words,
        Err(problems) => {
            let typed = Typed { words: Some(form.0), problems, ..Typed::default() };
            return form_again(code_page(&administrator, &path, &app, typed).await?);
        }
    };
    let (actor, now, code) = (Actor::from(&administrator.account), app.clock.now(), own.code);
    let href = code_href(policy.list, &code);
    let reword = move |conn: &mut Conn| actions::reword(conn, &actor, (policy, &code, version), &words, now);
    match app.db.write(reword).await {
        Err(Failed::Refused(CodesError::Changed(_))) => {
            return changed_meanwhile(&administrator, &path, &app, form.0).await;
        }
        other => other?,
    }
    see_other(href).with_notice(format!("Saved. {SOON}")).reply()
}

/// What was typed, beside what somebody else saved first; saved again it goes over that.
async fn changed_meanwhile(
    administrator: &Administrator,
    path: &Address,
    app: &App,
    words: CodeForm,
) -> Reply {
    let mut problems = Problems::none();
    problems.add("label", CHANGED);
    let typed = Typed { words: Some(words), problems, ..Typed::default() };
    let mut view = code_page(administrator, path, app, typed).await?;
    view.form.version = view.version.to_string();
    page_with(StatusCode::CONFLICT, view)
}

pub async fn place_code(
    administrator: Administrator,
    path: Address,
    form: Form<PlaceForm>,
    app: App,
) -> Reply {
    let (found, own) = code_of(&app, &path).await?;
    let (to, version) = match form.check() {
        Ok(checked) => checked,
        Err(problems) => {
            let typed = Typed { put: form.0, problems, ..Typed::default() };
            return form_again(code_page(&administrator, &path, &app, typed).await?);
        }
    };
    let (actor, now, policy, code) =
        (Actor::from(&administrator.account), app.clock.now(), found.policy, own.code);
    app.db.write(move |conn| actions::place(conn, &actor, (policy, &code, version), to, now)).await?;
    see_other(list_href(policy.list)).with_notice(format!("“{}” is moved", own.label)).reply()
}

pub async fn retire_code(
    administrator: Administrator,
    path: Address,
    form: Form<RetireForm>,
    app: App,
) -> Reply {
    if let Err(problems) = form.check() {
        let typed = Typed { retire: form.0, problems, ..Typed::default() };
        return form_again(code_page(&administrator, &path, &app, typed).await?);
    }
    let notice = "is retired: nobody can choose it any more";
    retires(&administrator, &path, &app, (true, form.version(), notice)).await
}

pub async fn return_code(
    administrator: Administrator,
    path: Address,
    form: Form<RetireForm>,
    app: App,
) -> Reply {
    retires(&administrator, &path, &app, (false, form.version(), "is offered again")).await
}

async fn retires(
    administrator: &Administrator,
    path: &Address,
    app: &App,
    (retires, version, notice): (bool, i64, &str),
) -> Reply {
    let (found, own) = code_of(app, path).await?;
    let (actor, now, policy) = (Actor::from(&administrator.account), app.clock.now(), found.policy);
    let notice = format!("“{}” {notice}. {SOON}", own.label);
    let href = code_href(policy.list, &own.code);
    let code = own.code;
    app.db.write(move |conn| actions::retire(conn, &actor, (policy, &code, version), retires, now)).await?;
    see_other(href).with_notice(notice).reply()
}

async fn code_of(app: &App, path: &Address) -> Result<(Found, Code), Error> {
    let found = list_of(app, &path.0).await?;
    let own = found.list.get(&path.1).cloned().ok_or(Error::NotFound)?;
    Ok((found, own))
}

async fn code_page(
    administrator: &Administrator,
    path: &Address,
    app: &App,
    typed: Typed,
) -> Result<CodePage, Error> {
    let (found, own) = code_of(app, path).await?;
    let (policy, code) = (found.policy, own.code.clone());
    let change = found.overlay.change(policy.list, &own.code);
    let id = change.map_or(0, |change| change.id);
    let read =
        app.read(move |conn| Ok((uses(conn, policy, &code)?, audit::of_subject(conn, "code", id, HISTORY)?)));
    let (uses, history) = read.await?;
    let version = change.map_or(0, |change| change.version);
    let is_retired = !found.list.offers(&own.code);
    Ok(CodePage {
        page: Page::new(administrator, own.label.as_str()).with_problems(&typed.problems),
        policy,
        href: code_href(policy.list, &own.code),
        list_href: list_href(policy.list),
        line: CodePage::line(policy, &own, change),
        is_retired,
        may_retire: policy.may_retire() && !is_retired && !policy.keeps(&own.code),
        used: used(&uses),
        uses,
        version,
        place: policy.may_order().then(|| place_of(&found.list, &own.code)).flatten(),
        order_version: found.overlay.order(policy.list).map_or(0, |order| order.version),
        registers: registers(),
        form: typed.words.unwrap_or_else(|| CodeForm::of(&own, version)),
        retire: typed.retire,
        put: typed.put,
        problems: typed.problems,
        history: history.into_iter().map(Into::into).collect(),
        code: own.code,
    })
}

/// Its place in its group, from 1, and how many there are.
fn place_of(list: &crate::codes::List, code: &str) -> Option<(usize, usize)> {
    list.groups().into_iter().find_map(|group| {
        let at = group.codes.iter().position(|one| one.code == code)?;
        Some((at + 1, group.codes.len()))
    })
}

/// Where a code is chosen, and how often; empty for a list of which no choice is kept.
fn uses(conn: &mut Conn, policy: &Policy, code: &str) -> QueryResult<Vec<(&'static str, i64)>> {
    let (list, mut uses) = (policy.list, Vec::new());
    if let Some(count) = listings::listings_with_code(conn, list, code)? {
        uses.push(("Listings", count));
    }
    if let Some((organisations, sites)) = providers::places_with_code(conn, list, code)? {
        uses.extend([("Organisations", organisations), ("Sites", sites)]);
    }
    if let Some(count) = profiles::profiles_with_code(conn, list, code)? {
        uses.push(("Profiles", count));
    }
    if let Some(count) = applications::applications_with_code(conn, list, code)? {
        uses.push((if list.starts_with("offer") { "Offers" } else { "Applications" }, count));
    }
    if let Some((_, filter)) = FILTERED.iter().find(|(name, _)| *name == list) {
        uses.push(("Searches that alerts watch", alerts::count_asking(conn, filter, code)?));
    }
    if list == "report_reasons" {
        uses.push(("Reports", moderation::count_reports_for(conn, code)?));
    }
    Ok(uses)
}

/// "In 12 listings and 3 profiles", for who is about to retire it.
fn used(uses: &[(&'static str, i64)]) -> String {
    let counted = uses.iter().filter(|(_, count)| *count > 0);
    let counted: Vec<String> =
        counted.map(|(what, count)| format!("{}: {count}", what.to_lowercase())).collect();
    match (uses.is_empty(), counted.is_empty()) {
        (true, _) => {
            "Letters and decisions keep the words that were chosen, so that it is not known how often.".into()
        }
        (_, true) => "Nothing has it now.".into(),
        (_, false) => format!("It is in use ({}), and stays there.", counted.join(", ")),
    }
}
