//! Applying, step by step.

use actix_web::web::Path;

use super::kept::kept;
use super::{KeptQuery, Sent, as_draft, here, own, own_draft};
use crate::app::App;
use crate::applications::actions::{self, ApplyError, Start};
use crate::applications::forms::{AnswersForm, DetailsForm, StartForm, StatementForm, SubmitForm};
use crate::applications::model::{ApplicationId, State};
use crate::applications::store::Opened;
use crate::applications::views::{AnswersPage, DetailsPage, ReviewPage, StartPage, StatementPage, TasksPage};
use crate::kit::db::Failed;
use crate::listings::ListingId;
use crate::listings::model::Source;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Candidate;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};
use crate::web::upload::drop_bytes;

/// What will be asked for, with the button to begin; or the way to what was begun.
pub async fn apply(
    candidate: Candidate,
    listing: Path<ListingId>,
    query: Query<StartForm>,
    app: App,
) -> Reply {
    let (account, listing, now) = (candidate.account.id, *listing, app.clock.now());
    match app.db.read(move |conn| actions::look_before(conn, account, listing, now)).await? {
        Start::Resume(id) => see_other(format!("/applications/{id}")).reply(),
        Start::Begin { vacancy, again } => {
            let title = format!("Apply: {}", vacancy.title);
            page(StartPage::new(Page::new(&candidate, title), &vacancy, again, Source::parse(&query.from)))
        }
    }
}

pub async fn start(candidate: Candidate, listing: Path<ListingId>, form: Form<StartForm>, app: App) -> Reply {
    app.limits.count(Limit::Apply, &candidate.account.id.to_string())?;
    let (listing, again, now) = (*listing, form.again == "yes", app.clock.now());
    let from = Source::parse(&form.from);
    let begun = move |conn: &mut _| actions::start(conn, &candidate.account, (listing, from), again, now);
    let id = app.db.write(begun).await?;
    see_other(format!("/applications/{id}")).reply()
}

pub(super) fn tasks(candidate: &Candidate, opened: &Opened) -> Reply {
    page(TasksPage::new(Page::new(candidate, "Your application"), opened))
}

/// The first step that lacks something; when none does, the review.
pub(super) async fn onward(app: &App, candidate: &Candidate, id: ApplicationId, later: bool) -> Reply {
    if later {
        return see_other(format!("/applications/{id}")).with_notice("Saved. Come back any time").reply();
    }
    let lacks = own_draft(app, &candidate.account, id).await?.lacks();
    let next = lacks.first().map_or("review", |lack| lack.step.path());
    see_other(format!("/applications/{id}/{next}")).reply()
}

pub async fn details_form(
    candidate: Candidate,
    id: Path<ApplicationId>,
    query: Query<KeptQuery>,
    app: App,
) -> Reply {
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let mut page_ = Page::new(&candidate, "Your details");
    let kept = kept(&app, *id, &query, &mut page_).await?;
    let form = kept.unwrap_or_else(|| DetailsForm::of(&opened.application));
    page(DetailsPage::new(page_, &opened, form, Problems::none()))
}

pub async fn save_details(sent: Sent<DetailsForm>, id: Path<ApplicationId>, app: App) -> Reply {
    let Sent { candidate, form } = sent;
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let opened = own_draft(&app, &candidate.account, id).await?;
    let details = match form.check(opened.vacancy.wants.register) {
        Ok(details) => details,
        Err(problems) => {
            let page = Page::new(&candidate, "Your details");
            return form_again(DetailsPage::new(page, &opened, form, problems));
        }
    };
    app.db.write(move |conn| actions::save_details(conn, account, id, &details, now)).await?;
    onward(&app, &candidate, id, form.is_later()).await
}

pub async fn statement_form(
    candidate: Candidate,
    id: Path<ApplicationId>,
    query: Query<KeptQuery>,
    app: App,
) -> Reply {
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let mut page_ = Page::new(&candidate, "Supporting statement");
    let kept = kept(&app, *id, &query, &mut page_).await?;
    let form = kept.unwrap_or_else(|| StatementForm::of(&opened.application));
    page(StatementPage::new(page_, &opened, form, Problems::none()))
}

pub async fn save_statement(sent: Sent<StatementForm>, id: Path<ApplicationId>, app: App) -> Reply {
    let Sent { candidate, form } = sent;
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let opened = own_draft(&app, &candidate.account, id).await?;
    let statement = match form.check() {
        Ok(statement) => statement,
        Err(problems) => {
            let page = Page::new(&candidate, "Supporting statement");
            return form_again(StatementPage::new(page, &opened, form, problems));
        }
    };
    app.db.write(move |conn| actions::save_statement(conn, account, id, &statement, now)).await?;
    onward(&app, &candidate, id, form.is_later()).await
}

pub async fn answers_form(
    candidate: Candidate,
    id: Path<ApplicationId>,
    query: Query<KeptQuery>,
    app: App,
) -> Reply {
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let mut page_ = Page::new(&candidate, "Questions from the provider");
    let kept = kept(&app, *id, &query, &mut page_).await?;
    let form = kept.unwrap_or_else(|| AnswersForm::of(&opened.answers));
    page(AnswersPage::new(page_, &opened, &form, Problems::none()))
}

pub async fn save_answers(sent: Sent<AnswersForm>, id: Path<ApplicationId>, app: App) -> Reply {
    let Sent { candidate, form } = sent;
    let (account, id, now) = (candidate.account.id, *id, app.clock.now());
    let opened = own_draft(&app, &candidate.account, id).await?;
    let answers = match form.check(&opened.vacancy.wants) {
        Ok(answers) => answers,
        Err(problems) => {
            let page = Page::new(&candidate, "Questions from the provider");
            return form_again(AnswersPage::new(page, &opened, &form, problems));
        }
    };
    app.db.write(move |conn| actions::save_answers(conn, account, id, &answers, now)).await?;
    onward(&app, &candidate, id, form.is_later()).await
}

pub async fn review(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = as_draft(own(&app, &candidate.account, *id).await?)?;
    page(ReviewPage::new(Page::new(&candidate, "Check your application"), &opened))
}

/// However often it is pressed, it ends at the one receipt.
pub async fn submit(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<SubmitForm>,
    app: App,
) -> Reply {
    app.limits.count(Limit::Apply, &candidate.account.id.to_string())?;
    let (id, account, seen, here) = (*id, candidate.account.clone(), form.seen(), here(&app));
    match app.db.write(move |conn| actions::submit(conn, &account, (id, seen), &here)).await {
        Ok(()) => see_other(format!("/applications/{id}/receipt")).reply(),
        Err(Failed::Refused(ApplyError::Incomplete | ApplyError::Changed)) => {
            let opened = as_draft(own(&app, &candidate.account, id).await?)?;
            form_again(ReviewPage::new(Page::new(&candidate, "Check your application"), &opened))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// Throws a draft away, or takes an application back: what its page offers follows from where it stands.
pub(super) async fn discard(app: &App, candidate: &Candidate, opened: &Opened) -> Reply {
    let (account, id, now) = (candidate.account.id, opened.application.id, app.clock.now());
    debug_assert_eq!(opened.application.state, State::Draft);
    let released = app.db.write(move |conn| actions::discard(conn, account, id, now)).await?;
    drop_bytes(app, released).await;
    see_other("/applications").with_notice("Your draft is gone").reply()
}
