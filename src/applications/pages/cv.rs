//! The CV of a draft: add, replace, remove, and get it back.

use actix_web::web::Path;
use serde::Deserialize;

use super::{own_draft, own_step};
use crate::app::App;
use crate::applications::actions;
use crate::applications::model::ApplicationId;
use crate::applications::views::CvPage;
use crate::kit::files::Checked;
use crate::profiles;
use crate::profiles::model::{Cv, Kept};
use crate::web::error::Error;
use crate::web::form::Problems;
use crate::web::guards::Candidate;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};
use crate::web::upload::{Unread, drop_bytes, keep};

/// The form has nothing but its file.
#[derive(Default, Deserialize)]
pub struct CvForm {}

pub async fn cv_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let own = own_cvs(&app, &candidate).await?;
    page(CvPage::new(Page::new(&candidate, "Your CV"), &opened, own, Problems::none()))
}

/// Those of the profile.
pub(super) async fn own_cvs(app: &App, candidate: &Candidate) -> Result<Vec<Kept<Cv>>, Error> {
    let account = candidate.account.id;
    Ok(app.read(move |conn| profiles::cvs(conn, account)).await?)
}

pub async fn upload_cv(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Unread<CvForm>,
    app: App,
) -> Reply {
    app.limits.count(Limit::Upload, &candidate.account.id.to_string())?;
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let (mut form, mut problems) = (form.read().await?, Problems::none());
    match problems.keep("cv", form.document("cv")) {
        Some(file) => {
            store_cv(&app, &candidate, *id, file).await?;
            see_other(format!("/applications/{id}/cv")).with_notice("Your CV is saved").reply()
        }
        None => {
            let own = own_cvs(&app, &candidate).await?;
            form_again(CvPage::new(Page::new(&candidate, "Your CV"), &opened, own, problems))
        }
    }
}

async fn store_cv(app: &App, candidate: &Candidate, id: ApplicationId, file: Checked) -> Result<(), Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    let write = move |conn: &mut _, row: &_| actions::attach_cv(conn, account, id, row, now);
    let replaced = keep(app, account.0, file, write).await?;
    drop_bytes(app, replaced).await;
    Ok(())
}

pub async fn remove_cv(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let released = app.db.write(move |conn| actions::remove_cv(conn, account, id, now)).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/applications/{id}/cv")).with_notice("Your CV is removed").reply()
}

/// A candidate's own file, as it is in this application.
pub async fn own_cv(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own_step(&app, &candidate.account, *id).await?;
    let file = opened.cv.ok_or_else(Error::not_found)?;
    let bytes = app.files.get(&file).await?;
    attachment(&file, bytes)
}
