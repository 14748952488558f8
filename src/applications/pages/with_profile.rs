//! What an application takes from the profile.

use actix_web::web::Path;

use super::own_draft;
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::{ChooseCvForm, ProfileForm};
use crate::applications::model::ApplicationId;
use crate::applications::views::CvPage;
use crate::profiles::EntryId;
use crate::web::form::Form;
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, see_other};
use crate::web::upload::drop_bytes;

pub async fn choose_profile(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<ProfileForm>,
    app: App,
) -> Reply {
    let (account, id, now, sends) = (candidate.account.id, *id, app.clock.now(), form.send == "yes");
    app.db.write(move |conn| actions::choose_profile(conn, account, (id, sends), now)).await?;
    let notice = if sends { "Your profile goes with it" } else { "Your profile stays with you" };
    see_other(format!("/applications/{id}/review")).with_notice(notice).reply()
}

pub async fn choose_cv(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<ChooseCvForm>,
    app: App,
) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let cv = match form.check() {
        Ok(cv) => cv,
        Err(problems) => {
            let opened = own_draft(&app, &candidate.account, id).await?;
            let own = super::cv::own_cvs(&app, &candidate).await?;
            return form_again(CvPage::new(Page::new(&candidate, "Your CV"), &opened, own, problems));
        }
    };
    let replaced = app.db.write(move |conn| actions::choose_cv(conn, account, (id, cv), now)).await?;
    drop_bytes(&app, replaced).await;
    see_other(format!("/applications/{id}/cv")).with_notice("Your CV is chosen").reply()
}

/// The file goes only when no application holds it.
pub async fn remove_profile_cv(candidate: Candidate, cv: Path<EntryId>, app: App) -> Reply {
    let (account, cv) = (candidate.account.id, *cv);
    let released = app.db.write(move |conn| actions::remove_profile_cv(conn, account, cv)).await?;
    drop_bytes(&app, released).await;
    see_other("/profile/cvs").with_notice("Removed from your profile").reply()
}
