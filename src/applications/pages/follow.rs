//! A candidate follows what they have submitted: the list, the receipt, and the way back.

use actix_web::web::Path;

use super::{apply, here, own, own_step};
use crate::app::App;
use crate::applications::actions::{self, ApplyError};
use crate::applications::forms::WithdrawForm;
use crate::applications::model::{ApplicationId, Arranged, Party, Side, State};
use crate::applications::store::{self, Opened};
use crate::applications::views::{
    InterviewLine, ListPage, ReceiptPage, ShowPage, WithdrawPage, new_messages,
};
use crate::web::error::{Error, Refusal};
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn mine(candidate: Candidate, app: App) -> Reply {
    let (account, now) = (candidate.account.id, app.clock.now());
    let read = app.read(move |conn| {
        let expected = store::expected(conn, account, now)?;
        Ok((store::all_of(conn, account)?, store::events_of_all(conn, account)?, expected))
    });
    let (all, events, expected) = read.await?;
    page(ListPage::new(Page::new(&candidate, "My applications"), all, &events, &expected, now))
}

/// The steps of a draft; of anything else, where it stands.
pub async fn show(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own(&app, &candidate.account, *id).await?;
    match opened.application.state {
        State::Draft => apply::tasks(&candidate, &opened),
        _ => {
            let page_ = Page::new(&candidate, opened.vacancy.title.clone());
            let (account, id) = (candidate.account.id, *id);
            let read = app.read(move |conn| {
                Ok((store::unread_of(conn, id, Side::Provider, account)?, store::arranged(conn, id)?))
            });
            let ((unread, arranged), now) = (read.await?, app.clock.now());
            let unread = new_messages(unread);
            let line = |one: &Arranged| InterviewLine::own(one, &opened.application, now);
            let interviews = arranged.iter().map(line).collect();
            let may_be_asked = !was_asked(&app, id).await?;
            page(ShowPage { unread, interviews, may_be_asked, ..ShowPage::new(page_, &opened, now) })
        }
    }
}

pub async fn receipt(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own_step(&app, &candidate.account, *id).await?;
    let is_in = opened.application.submitted_at.is_some() && opened.application.state != State::Withdrawn;
    if is_in {
        let may_be_asked = !was_asked(&app, *id).await?;
        page(ReceiptPage::new(Page::new(&candidate, "Application submitted"), &opened, may_be_asked))
    } else {
        see_other(format!("/applications/{id}")).reply()
    }
}

/// Was its candidate asked the equality questions?
async fn was_asked(app: &App, id: ApplicationId) -> Result<bool, Error> {
    Ok(app.read(move |conn| store::was_asked(conn, id)).await?)
}

fn withdraw_page(candidate: &Candidate, opened: &Opened) -> Page {
    let is_draft = opened.application.state == State::Draft;
    Page::new(candidate, if is_draft { "Discard this draft?" } else { "Withdraw this application?" })
}

/// Asks first.
pub async fn withdraw_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own_step(&app, &candidate.account, *id).await?;
    let state = opened.application.state;
    if !state.may_become(State::Withdrawn, Party::Candidate) {
        return Err(ApplyError::MovedOn(*id, state).refused());
    }
    let page_ = withdraw_page(&candidate, &opened);
    page(WithdrawPage::new(page_, &opened, WithdrawForm::default(), Problems::none()))
}

pub async fn withdraw(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<WithdrawForm>,
    app: App,
) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let opened = own_step(&app, &candidate.account, id).await?;
    if opened.application.state == State::Draft {
        return apply::discard(&app, &candidate, &opened).await;
    }
    let reason = match form.check() {
        Ok(reason) => reason,
        Err(problems) => {
            let page = withdraw_page(&candidate, &opened);
            return form_again(WithdrawPage::new(page, &opened, form.0, problems));
        }
    };
    let here = here(&app);
    app.db.write(move |conn| actions::withdraw(conn, account, id, reason.as_deref(), &here)).await?;
    see_other(format!("/applications/{id}")).with_notice("Your application is withdrawn").reply()
}
