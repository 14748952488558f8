//! The CVs of a profile. Removing one asks the applications too, and so is theirs.

use actix_web::web::Path;

use crate::app::App;
use crate::kit::files::Checked;
use crate::profiles::forms::CvForm;
use crate::profiles::model::EntryId;
use crate::profiles::pages::mine;
use crate::profiles::views::CvsPage;
use crate::profiles::{actions, store};
use crate::web::error::Error;
use crate::web::form::Problems;
use crate::web::guards::Candidate;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};
use crate::web::upload::{Unread, drop_bytes, keep};

pub async fn cvs(candidate: Candidate, app: App) -> Reply {
    let profile = mine(&app, &candidate).await?;
    page(CvsPage::new(Page::new(&candidate, "CVs"), &profile, CvForm::default(), Problems::none()))
}

pub async fn add_cv(candidate: Candidate, form: Unread<CvForm>, app: App) -> Reply {
    app.limits.count(Limit::Upload, &candidate.account.id.to_string())?;
    let mut form = form.read().await?;
    let file = form.document("cv");
    match check(&form.fields, file) {
        Ok((label, file)) => {
            store_cv(&app, &candidate, label, file).await?;
            see_other("/profile/cvs").with_notice("Your CV is saved").reply()
        }
        Err(problems) => {
            let profile = mine(&app, &candidate).await?;
            form_again(CvsPage::new(Page::new(&candidate, "CVs"), &profile, form.fields, problems))
        }
    }
}

fn check(form: &CvForm, file: Result<Checked, String>) -> Result<(String, Checked), Problems> {
    let mut problems = Problems::none();
    let checked = problems.keep("cv", file);
    let name = checked.as_ref().map(|file| file.name.clone()).unwrap_or_default();
    let label = form.check(&name).map_err(|others| problems.append(others)).ok();
    label.zip(checked).ok_or(problems)
}

async fn store_cv(app: &App, candidate: &Candidate, label: String, file: Checked) -> Result<(), Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    let write = move |conn: &mut _, row: &_| actions::add_cv(conn, account, (row, &label), now);
    let not_needed = keep(app, account.0, file, write).await?;
    drop_bytes(app, not_needed).await;
    Ok(())
}

pub async fn prefer_cv(candidate: Candidate, id: Path<EntryId>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    app.db.write(move |conn| actions::prefer_cv(conn, account, id)).await?;
    see_other("/profile/cvs").with_notice("Your applications start with this CV from now on").reply()
}

pub async fn cv(candidate: Candidate, id: Path<EntryId>, app: App) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let file = app.read(move |conn| store::cv_file(conn, account, id)).await?.ok_or(Error::NotFound)?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}
