//! A candidate chooses a time for an interview, changes it, or cancels.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions::{self, InterviewError};
use crate::applications::forms::ChooseSlotForm;
use crate::applications::model::{
    Application, ApplicationId, Arranged, InvitationId, Slot, Vacancy, calendar_event,
};
use crate::applications::store;
use crate::applications::views::{CancelInterviewPage, OwnInterviewPage};
use crate::kit::calendar;
use crate::kit::db::Failed;
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, download, form_again, page, see_other};

type OfOwn = Path<(ApplicationId, InvitationId)>;

struct Found {
    application: Application,
    vacancy: Vacancy,
    arranged: Arranged,
    free: Vec<Slot>,
}

async fn found(app: &App, candidate: &Candidate, of: (ApplicationId, InvitationId)) -> Result<Found, Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    let found = app.read(move |conn| {
        let Some((invitation, application)) = store::own_invitation(conn, account, of)? else {
            return Ok(None);
        };
        let vacancy = store::vacancy(conn, application.listing_id, now)?;
        let free = store::free_slots(conn, invitation.interview_id, now)?;
        let arranged = store::with_all(conn, invitation)?;
        Ok(vacancy.zip(arranged).map(|(vacancy, arranged)| Found { application, vacancy, arranged, free }))
    });
    found.await?.ok_or_else(Error::not_found)
}

fn choice(
    app: &App,
    candidate: &Candidate,
    found: &Found,
    form: ChooseSlotForm,
    problems: Problems,
) -> OwnInterviewPage {
    let page = Page::new(candidate, found.arranged.interview.title.clone());
    let (of, times) = ((&found.application, &found.vacancy), (&found.arranged, found.free.as_slice()));
    OwnInterviewPage::new(page, of, times, app.clock.now(), (form, problems))
}

pub async fn own_interview(candidate: Candidate, path: OfOwn, app: App) -> Reply {
    let found = found(&app, &candidate, path.into_inner()).await?;
    page(choice(&app, &candidate, &found, ChooseSlotForm::default(), Problems::none()))
}

/// A time that went meanwhile is said beside those that are left.
pub async fn choose_slot(candidate: Candidate, path: OfOwn, form: Form<ChooseSlotForm>, app: App) -> Reply {
    let (account, of) = (candidate.account.id, path.into_inner());
    let slot = match form.check() {
        Ok(slot) => slot,
        Err(problems) => {
            let found = found(&app, &candidate, of).await?;
            return form_again(choice(&app, &candidate, &found, form.0, problems));
        }
    };
    let here = here(&app);
    match app.db.write(move |conn| actions::choose_slot(conn, account, (of, slot), &here)).await {
        Err(Failed::Refused(InterviewError::SlotGone(_))) => {
            let found = found(&app, &candidate, of).await?;
            let mut problems = Problems::none();
            problems.add("slot", gone(&found.free));
            form_again(choice(&app, &candidate, &found, ChooseSlotForm::default(), problems))
        }
        other => {
            other?;
            let back = format!("/applications/{}/interviews/{}", of.0, of.1);
            see_other(back).with_notice("Your time is arranged. We have emailed it to you").reply()
        }
    }
}

fn gone(left: &[Slot]) -> &'static str {
    match left.is_empty() {
        true => "Somebody else has just taken this time, and none is left. Write to the provider",
        false => "Somebody else has just taken this time. Choose one of those that are left",
    }
}

pub async fn cancel_own_form(candidate: Candidate, path: OfOwn, app: App) -> Reply {
    let found = found(&app, &candidate, path.into_inner()).await?;
    let (application, now) = (&found.application, app.clock.now());
    if !found.arranged.is_open(application, now) {
        return Err(InterviewError::Over(format!("/applications/{}", application.id)).refused());
    }
    let page_ = Page::new(&candidate, "Cancel this interview?");
    page(CancelInterviewPage::new(page_, (application, &found.vacancy), &found.arranged))
}

pub async fn cancel_own(candidate: Candidate, path: OfOwn, app: App) -> Reply {
    let (account, of, here) = (candidate.account.id, path.into_inner(), here(&app));
    app.db.write(move |conn| actions::cancel_own(conn, account, of, &here)).await?;
    see_other(format!("/applications/{}", of.0)).with_notice("The interview is cancelled").reply()
}

/// The agreed time, or that it is cancelled; not found before there was one.
pub async fn own_calendar(candidate: Candidate, path: OfOwn, app: App) -> Reply {
    let of = path.into_inner();
    let found = found(&app, &candidate, of).await?;
    let url = app.site.url(&format!("/applications/{}/interviews/{}", of.0, of.1));
    let title = format!("Interview: {}, {}", found.vacancy.title, found.vacancy.provider_name);
    let (interview, invitation) = (&found.arranged.interview, &found.arranged.invitation);
    let event = calendar_event((interview, invitation), title, &url, &app.site.mail_domain);
    let event = event.ok_or_else(Error::not_found)?;
    Ok(download("interview.ics", "text/calendar; charset=utf-8", calendar::file(&[event])))
}
