//! The pages of imports: only for who may edit, and only those of their organisation.

use std::sync::LazyLock;

use actix_web::web::Path;

use crate::app::App;
use crate::audit::Actor;
use crate::imports::actions;
use crate::imports::forms::{ColumnsForm, FileForm, StartForm};
use crate::imports::model::{Import, ImportId, ImportState};
use crate::imports::reading::{self, Sheet};
use crate::imports::store::{self, Counts, Row};
use crate::imports::views::{self, ColumnsPage, ImportPage, ImportsPage, Looked};
use crate::kit::files::Upload;
use crate::kit::sheets;
use crate::kit::slots::Slots;
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, form_again, page, see_other};
use crate::web::upload::Unread;

type Ids = Path<(ProviderId, ImportId)>;

const TITLE: &str = "Import listings";
/// Imports that the list shows.
const SHOWN: i64 = 50;
/// Rows with something wrong that the page shows; the file has all.
const FAULTY_SHOWN: i64 = 20;
/// Rows of which the page says what would be made.
const ROWS_SHOWN: i64 = 10;
/// Rows of the file of mistakes that are read at once.
const AT_ONCE: i64 = 1_000;
/// Files that are read at once: each may need as much memory as it may unpack into.
static READING: LazyLock<Slots> = LazyLock::new(|| Slots::new(2));

async fn list_page(
    app: &App,
    member: &Member,
    desk: &Desk,
    problems: Problems,
) -> Result<ImportsPage, Error> {
    let provider = desk.provider.id;
    let imports = app.read(move |conn| store::of_provider(conn, provider, SHOWN)).await?;
    Ok(ImportsPage::new(Page::new(member, TITLE), desk, &imports, problems))
}

pub async fn imports(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::EditAll).await?;
    page(list_page(&app, &member, &desk, Problems::none()).await?)
}

/// Reads a file off the async threads.
async fn read(file: Option<Upload>) -> Result<Result<(String, Sheet), Problems>, Error> {
    let read = READING.run(move || {
        let mut problems = Problems::none();
        let chosen = file.ok_or_else(|| "Choose a file".to_string());
        let read = chosen.and_then(|file| reading::read(&file).map(|sheet| (file.name, sheet)));
        problems.keep("file", read).ok_or(problems)
    });
    read.await.map_err(Error::Broken)
}

pub async fn begin(member: Member, provider: Path<ProviderId>, form: Unread<FileForm>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::EditAll).await?;
    app.limits.count(Limit::Upload, &member.account.email)?;
    let (name, sheet) = match read(form.read().await?.take("file")).await? {
        Ok(read) => read,
        Err(problems) => return form_again(list_page(&app, &member, &desk, problems).await?),
    };
    let (provider, actor, now) = (desk.provider.id, Actor::from(&member.account), app.clock.now());
    let begun = move |conn: &mut _| actions::begin(conn, (&desk, &actor), (&name, &sheet), now);
    let id = app.db.write(begun).await?;
    see_other(format!("/desk/{provider}/imports/{id}/columns")).reply()
}

pub async fn template_csv(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::EditAll).await?;
    let sites = app.read(move |conn| crate::providers::sites(conn, desk.provider.id)).await?;
    Ok(download("Listings.csv", sheets::CSV, views::template_csv(&sites)?))
}

pub async fn template_xlsx(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::EditAll).await?;
    let sites = app.read(move |conn| crate::providers::sites(conn, desk.provider.id)).await?;
    Ok(download("Listings.xlsx", sheets::XLSX, views::template_xlsx(&sites)?))
}

async fn mine(app: &App, member: &Member, ids: &Ids) -> Result<(Desk, Import), Error> {
    let (provider, id) = **ids;
    let desk = desk_of(app, member, provider, Needs::EditAll).await?;
    let found = app.read(move |conn| store::owned(conn, provider, id)).await?;
    Ok((desk, found.ok_or_else(Error::not_found)?))
}

async fn columns_page(
    app: &App,
    member: &Member,
    (desk, import): (&Desk, &Import),
    (form, problems): (ColumnsForm, Problems),
) -> Result<ColumnsPage, Error> {
    let id = import.id;
    let first = app.read(move |conn| store::rows_after(conn, id, 0, 3)).await?;
    let page = Page::new(member, "What the columns mean");
    Ok(ColumnsPage::new(page, desk, import, &first, (form, problems)))
}

pub async fn columns_form(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, import) = mine(&app, &member, &ids).await?;
    if !import.state.may_become(ImportState::Checking) {
        return see_other(import.path()).reply();
    }
    let form = ColumnsForm {
        kind: import.kind.as_str().into(),
        column: import.columns().iter().map(|column| column.map_or("", |one| one.field).into()).collect(),
    };
    page(columns_page(&app, &member, (&desk, &import), (form, Problems::none())).await?)
}

pub async fn match_columns(member: Member, ids: Ids, form: Form<ColumnsForm>, app: App) -> Reply {
    let (desk, import) = mine(&app, &member, &ids).await?;
    let (kind, columns) = match form.check(import.headers().len()) {
        Ok(matched) => matched,
        Err(problems) => {
            let form = (form.0, problems);
            return form_again(columns_page(&app, &member, (&desk, &import), form).await?);
        }
    };
    let (of, now) = ((desk.provider.id, import.id), app.clock.now());
    app.db.write(move |conn| actions::match_columns(conn, of, (kind, &columns), now)).await?;
    see_other(import.path()).reply()
}

async fn looked(app: &App, import: &Import) -> Result<Looked, Error> {
    let id = import.id;
    let read = app.read(move |conn| -> diesel::QueryResult<(Counts, Vec<Row>, Vec<Row>)> {
        let faulty = store::faulty_after(conn, id, 0, FAULTY_SHOWN)?;
        Ok((store::counts(conn, id)?, faulty, store::rows_after(conn, id, 0, ROWS_SHOWN)?))
    });
    let (counts, faulty, first) = read.await?;
    Ok(Looked { counts, faulty, first })
}

/// Where it stands: what would be made, how far it is, or what has come of it.
pub async fn import(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, import) = mine(&app, &member, &ids).await?;
    if import.state == ImportState::Matching {
        return see_other(format!("{}/columns", import.path())).reply();
    }
    let looked = looked(&app, &import).await?;
    let form = (StartForm { takes: "good".into(), ..StartForm::default() }, Problems::none());
    page(ImportPage::new(Page::new(&member, import.file_name.clone()), &desk, &import, looked, form))
}

pub async fn start(member: Member, ids: Ids, form: Form<StartForm>, app: App) -> Reply {
    let (desk, import) = mine(&app, &member, &ids).await?;
    let wanted = match form.check() {
        Ok(wanted) => wanted,
        Err(problems) => {
            let looked = looked(&app, &import).await?;
            let page = Page::new(&member, import.file_name.clone());
            return form_again(ImportPage::new(page, &desk, &import, looked, (form.0, problems)));
        }
    };
    let (of, actor, now) = ((desk.provider.id, import.id), Actor::from(&member.account), app.clock.now());
    app.db.write(move |conn| actions::start(conn, of, wanted, &actor, now)).await?;
    see_other(import.path()).reply()
}

pub async fn cancel(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, import) = mine(&app, &member, &ids).await?;
    let (of, now) = ((desk.provider.id, import.id), app.clock.now());
    let actor = Actor::from(&member.account);
    app.db.write(move |conn| actions::cancel(conn, &actor, of, now)).await?;
    see_other(import.path()).with_notice("Nothing more is imported. What was made is still there").reply()
}

/// The rows with something wrong, with the reasons, to mend and to bring again.
pub async fn mistakes(member: Member, ids: Ids, app: App) -> Reply {
    let (_, import) = mine(&app, &member, &ids).await?;
    let (id, mut line) = (import.id, 0);
    let mut file = views::Mistakes::new(&import)?;
    loop {
        let rows = app.read(move |conn| store::faulty_after(conn, id, line, AT_ONCE)).await?;
        let Some(last) = rows.last() else { break };
        line = last.line;
        file.add(&rows)?;
    }
    Ok(download("Mistakes.csv", sheets::CSV, file.done()?))
}
