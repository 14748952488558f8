//! A candidate minds their own passport.

use actix_web::web::Path;
use serde::Deserialize;

use crate::app::App;
use crate::applications::{self, Standing};
use crate::codes::Code;
use crate::kit::db::Conn;
use crate::kit::files::{Accepts, Checked, StoredFile, Upload};
use crate::passports::forms::ItemForm;
use crate::passports::model::{self, ItemId, Kept, Said};
use crate::passports::views::{ItemPage, KindsPage, LogPage, PassportPage, PrintPage};
use crate::passports::{actions, store};
use crate::web::error::Error;
use crate::web::form::{Problems, Query};
use crate::web::guards::Candidate;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};
use crate::web::upload::{Unread, UploadForm, drop_bytes, keep_any};

pub async fn passport(candidate: Candidate, app: App) -> Reply {
    let (account, today) = (candidate.account.id, app.clock.today());
    let found = app.read(move |conn| {
        let standings = applications::standings(conn, account)?;
        let counts = store::share_counts(conn, &standings)?;
        Ok((store::all(conn, account)?, standings, counts))
    });
    let (items, standings, counts) = found.await?;
    let page_ = Page::new(&candidate, "Checks passport");
    page(PassportPage::new(page_, &items, (&standings, &counts), today))
}

pub async fn print(candidate: Candidate, app: App) -> Reply {
    let (account, today) = (candidate.account.id, app.clock.today());
    let items = app.read(move |conn| store::all(conn, account)).await?;
    let page_ = Page::new(&candidate, "Checks passport");
    page(PrintPage::new(page_, candidate.account.name.clone(), &items, today))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    page: String,
}

pub async fn log(candidate: Candidate, query: Query<LogQuery>, app: App) -> Reply {
    let (account, number) =
        (candidate.account.id, query.page.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000));
    let found = app.read(move |conn| store::log(conn, account, number)).await?;
    page(LogPage::new(Page::new(&candidate, "Who looked at your checks"), number, found))
}

pub async fn kinds(candidate: Candidate) -> Reply {
    page(KindsPage::new(Page::new(&candidate, "What do you want to add?")))
}

fn kind_of(code: &str) -> Result<&'static Code, Error> {
    model::kind(code).ok_or_else(Error::not_found)
}

fn new_page(candidate: &Candidate, kind: &'static Code, form: ItemForm, problems: Problems) -> ItemPage {
    ItemPage::new(Page::new(candidate, format!("Add: {}", kind.label)), kind, form, problems)
}

pub async fn new(candidate: Candidate, kind: Path<String>) -> Reply {
    page(new_page(&candidate, kind_of(&kind)?, ItemForm::fresh(), Problems::none()))
}

pub async fn add(candidate: Candidate, kind: Path<String>, form: Unread<ItemForm>, app: App) -> Reply {
    app.limits.count(Limit::Upload, &candidate.account.id.to_string())?;
    let kind = kind_of(&kind)?;
    let mut form = form.read().await?;
    let (said, file) = match check(&mut form, kind, &app) {
        Ok(checked) => checked,
        Err(problems) => return form_again(new_page(&candidate, kind, form.fields, problems)),
    };
    let (account, now, id) = (candidate.account.id, app.clock.now(), form.fields.id());
    let add = move |conn: &mut Conn, row: Option<&StoredFile>| {
        actions::add(conn, account, (id, &kind.code, &said), row, now)
    };
    let (_, not_needed) = keep_any(&app, account.0, file, add).await?;
    drop_bytes(&app, not_needed).await;
    see_other("/passport").with_notice(format!("Added: {}", kind.label)).reply()
}

/// What was said, and the evidence if there is any.
fn check(
    form: &mut UploadForm<ItemForm>,
    kind: &Code,
    app: &App,
) -> Result<(Said, Option<Checked>), Problems> {
    let file = form.take("evidence").map(|file: Upload| file.check(Accepts::Evidence)).transpose();
    let said = form.fields.check(&kind.code, app.clock.today());
    let mut problems = said.as_ref().err().cloned().unwrap_or_default();
    let file = problems.keep("evidence", file).flatten();
    let said = said.unwrap_or_default();
    problems.done((said, file))
}

/// An item of theirs, with the applications whose providers see it.
async fn own(app: &App, candidate: &Candidate, id: ItemId) -> Result<(Kept, Vec<Standing>), Error> {
    let account = candidate.account.id;
    let found = app.read(move |conn| {
        let Some(kept) = store::own(conn, account, id)? else { return Ok(None) };
        let standings = applications::standings(conn, account)?;
        Ok(Some((kept, store::shared_with_any(conn, id, standings)?)))
    });
    found.await?.ok_or_else(Error::not_found)
}

fn item_page(
    candidate: &Candidate,
    (kept, seen_by): &(Kept, Vec<Standing>),
    (form, problems): (ItemForm, Problems),
    app: &App,
) -> Result<ItemPage, Error> {
    let page = Page::new(candidate, kept.item.title());
    Ok(ItemPage::new(page, kind_of(&kept.item.kind)?, form, problems).of(kept, seen_by, app.clock.today()))
}

pub async fn item(candidate: Candidate, id: Path<ItemId>, app: App) -> Reply {
    let found = own(&app, &candidate, *id).await?;
    let form = ItemForm::of(&found.0.item);
    page(item_page(&candidate, &found, (form, Problems::none()), &app)?)
}

pub async fn change(candidate: Candidate, id: Path<ItemId>, form: Unread<ItemForm>, app: App) -> Reply {
    app.limits.count(Limit::Upload, &candidate.account.id.to_string())?;
    let (id, found) = (*id, own(&app, &candidate, *id).await?);
    let mut form = form.read().await?;
    let (said, file) = match check(&mut form, kind_of(&found.0.item.kind)?, &app) {
        Ok(checked) => checked,
        Err(problems) => return form_again(item_page(&candidate, &found, (form.fields, problems), &app)?),
    };
    let (account, now) = (candidate.account.id, app.clock.now());
    let change = move |conn: &mut Conn, row: Option<&StoredFile>| {
        actions::change(conn, account, (id, &said), row, now)
    };
    drop_bytes(&app, keep_any(&app, account.0, file, change).await?).await;
    see_other("/passport").with_notice("Your change is saved").reply()
}

pub async fn remove(candidate: Candidate, id: Path<ItemId>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let released = app.db.write(move |conn| actions::remove(conn, account, id)).await;
    drop_bytes(&app, released.map_err(crate::kit::db::Failed::into_error)?).await;
    see_other("/passport").with_notice("Removed").reply()
}

/// Their own evidence.
pub async fn file(candidate: Candidate, id: Path<ItemId>, app: App) -> Reply {
    let (kept, _) = own(&app, &candidate, *id).await?;
    let file = kept.file.ok_or_else(Error::not_found)?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}
