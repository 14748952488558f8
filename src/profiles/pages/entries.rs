//! The parts that are lists: one set of handlers for all kinds of entries.

use actix_web::web::Path;

use crate::app::App;
use crate::profiles::actions;
use crate::profiles::forms::{EntryForm, StretchQuery};
use crate::profiles::model::{EntryId, Part};
use crate::profiles::pages::mine;
use crate::profiles::store::Entry;
use crate::profiles::views::{EntryFrame, EntryPage, ListPage};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

/// The entries of a part.
pub async fn list<F: EntryForm>(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    page(ListPage::new(Page::new(&candidate, F::PART.label()), &profile, F::PART, app.clock.today()))
}

pub async fn new<F: EntryPage>(candidate: Candidate, asked: Query<StretchQuery>) -> Reply {
    let frame = EntryFrame::new::<F>(None);
    page(F::asked(&asked).page(Page::new(&candidate, frame.title()), frame, Problems::none()))
}

pub async fn add<F: EntryPage>(candidate: Candidate, form: Form<F>, app: App) -> Reply {
    let (account, now) = (candidate.account.id, app.clock.now());
    let entry = match form.check(app.clock.today()) {
        Ok(entry) => entry,
        Err(problems) => return again(&candidate, form.0, None, problems),
    };
    app.db.write(move |conn| actions::add(conn, account, &entry, now)).await?;
    back(F::PART, "Added")
}

pub async fn entry<F: EntryPage>(candidate: Candidate, id: Path<EntryId>, app: App) -> Reply {
    let found = one::<F::Entry>(&app, &candidate, *id).await?;
    let frame = EntryFrame::new::<F>(Some(*id));
    page(F::of(&found).page(Page::new(&candidate, frame.title()), frame, Problems::none()))
}

pub async fn change<F: EntryPage>(candidate: Candidate, id: Path<EntryId>, form: Form<F>, app: App) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    one::<F::Entry>(&app, &candidate, id).await?;
    let entry = match form.check(app.clock.today()) {
        Ok(entry) => entry,
        Err(problems) => return again(&candidate, form.0, Some(id), problems),
    };
    app.db.write(move |conn| actions::change(conn, account, (id, &entry), now)).await?;
    back(F::PART, "Saved")
}

pub async fn remove<F: EntryPage>(candidate: Candidate, id: Path<EntryId>, app: App) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    app.write(move |conn| actions::remove::<F::Entry>(conn, account, id, now)).await?;
    back(F::PART, "Removed")
}

async fn one<E: Entry>(app: &App, candidate: &Candidate, id: EntryId) -> Result<E, Error> {
    let account = candidate.account.id;
    let mine = app.read(move |conn| E::all(conn, account)).await?;
    mine.into_iter().find(|one| one.id == id).map(|one| one.entry).ok_or(Error::NotFound)
}

fn again<F: EntryPage>(candidate: &Candidate, form: F, id: Option<EntryId>, problems: Problems) -> Reply {
    let frame = EntryFrame::new::<F>(id);
    let page = Page::new(candidate, frame.title()).with_problems(&problems);
    form_again(form.page(page, frame, problems))
}

fn back(part: Part, notice: &str) -> Reply {
    see_other(format!("/profile/{part}")).with_notice(notice).reply()
}
