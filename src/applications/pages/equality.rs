//! The equality questions, after an application is in. They are not kept over a lost session, nor filled in again.

use actix_web::web::Path;

use crate::app::App;
use crate::applications::actions;
use crate::applications::model::ApplicationId;
use crate::applications::store::{self, Opened};
use crate::applications::views::EqualityPage;
use crate::equality::EqualityForm;
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Candidate;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const TITLE: &str = "Equality monitoring";

/// What was submitted, with whether its candidate has been here.
async fn submitted(app: &App, candidate: &Candidate, id: ApplicationId) -> Result<(Opened, bool), Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    let read =
        move |conn: &mut _| Ok((store::open_step(conn, account, id, now)?, store::was_asked(conn, id)?));
    let (opened, asked) = app.read(read).await?;
    let opened = opened.filter(|opened| opened.application.submitted_at.is_some());
    Ok((opened.ok_or_else(Error::not_found)?, asked))
}

pub async fn equality_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let (opened, asked) = submitted(&app, &candidate, *id).await?;
    if asked {
        return done(*id, "You have been through the equality questions");
    }
    let form = EqualityForm::default();
    page(EqualityPage::new(Page::new(&candidate, TITLE), &opened, &form, Problems::none()))
}

pub async fn answer_equality(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<EqualityForm>,
    app: App,
) -> Reply {
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let answers = match form.check() {
        Ok(answers) => answers,
        Err(problems) => {
            let (opened, _) = submitted(&app, &candidate, id).await?;
            let page = Page::new(&candidate, TITLE);
            return form_again(EqualityPage::new(page, &opened, &form, problems));
        }
    };
    let notice = match answers {
        Some(_) => "Thank you. Your answers are counted, and nothing of them is kept with your application",
        None => "You left the equality questions out",
    };
    let answer = move |conn: &mut _| actions::answer_equality(conn, account, id, answers.as_ref(), now);
    match app.db.write(answer).await? {
        true => done(id, notice),
        false => done(id, "You had been through the equality questions already. What you said first counts"),
    }
}

fn done(id: ApplicationId, notice: &str) -> Reply {
    see_other(format!("/applications/{id}")).with_notice(notice).reply()
}
