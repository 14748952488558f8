//! The documents of an application: add, replace, remove, and get them back.

use actix_web::web::Path;

use super::{own_draft, own_step};
use crate::app::App;
use crate::applications::actions;
use crate::applications::forms::document_field;
use crate::applications::model::ApplicationId;
use crate::applications::store::Opened;
use crate::applications::views::DocumentsPage;
use crate::audit::Actor;
use crate::kit::files::{Accepts, Checked};
use crate::listings::{Question, QuestionId};
use crate::providers::pages::desk_of;
use crate::providers::{Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::Problems;
use crate::web::guards::{Candidate, Member};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, attachment, form_again, page, see_other};
use crate::web::upload::{Unread, UploadForm, drop_bytes, keep};

const TITLE: &str = "Documents";

/// `later` goes back to the steps.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct DocumentsForm {
    then: String,
}

pub async fn documents_form(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let opened = own_draft(&app, &candidate.account, *id).await?;
    page(DocumentsPage::new(Page::new(&candidate, TITLE), &opened, Problems::none()))
}

/// Keeps each file that is right, and says what is wrong with the others: a wrong one costs only itself.
pub async fn upload_documents(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Unread<DocumentsForm>,
    app: App,
) -> Reply {
    app.limits.count(Limit::Upload, &candidate.account.id.to_string())?;
    let opened = own_draft(&app, &candidate.account, *id).await?;
    let mut form = form.read().await?;
    let is_later = form.fields.then == "later";
    let mut problems = Problems::none();
    for question in &opened.vacancy.wants.documents {
        let file = problems.keep(&document_field(question), check(&mut form, &opened, question, is_later));
        if let Some(file) = file.flatten() {
            attach(&app, &candidate, (*id, question.id), file).await?;
        }
    }
    if problems.any() {
        let opened = own_draft(&app, &candidate.account, *id).await?;
        return form_again(DocumentsPage::new(Page::new(&candidate, TITLE), &opened, problems));
    }
    super::apply::onward(&app, &candidate, *id, is_later).await
}

/// `None` when none was chosen and none has to be.
fn check(
    form: &mut UploadForm<DocumentsForm>,
    opened: &Opened,
    question: &Question,
    is_later: bool,
) -> Result<Option<Checked>, String> {
    match form.take(&document_field(question)) {
        Some(file) => file.check(Accepts::Paper).map(Some),
        None if is_later || !question.required || opened.documents.contains_key(&question.id) => Ok(None),
        None => Err(format!("Choose a file: {}", question.excerpt())),
    }
}

async fn attach(
    app: &App,
    candidate: &Candidate,
    of: (ApplicationId, QuestionId),
    file: Checked,
) -> Result<(), Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    let write = move |conn: &mut _, row: &_| actions::attach_document(conn, account, of, row, now);
    let replaced = keep(app, account.0, file, write).await?;
    drop_bytes(app, replaced).await;
    Ok(())
}

pub async fn remove_document(
    candidate: Candidate,
    path: Path<(ApplicationId, QuestionId)>,
    app: App,
) -> Reply {
    let (account, of, now) = (candidate.account.id, path.into_inner(), app.clock.now());
    let released = app.db.write(move |conn| actions::remove_document(conn, account, of, now)).await?;
    drop_bytes(&app, released).await;
    see_other(format!("/applications/{}/documents", of.0)).with_notice("The document is removed").reply()
}

/// A candidate's own file, as it is in this application.
pub async fn own_document(candidate: Candidate, path: Path<(ApplicationId, QuestionId)>, app: App) -> Reply {
    let (id, question) = path.into_inner();
    let mut opened = own_step(&app, &candidate.account, id).await?;
    let file = opened.documents.remove(&question).ok_or_else(Error::not_found)?;
    attachment(&file, app.files.get(&file).await?)
}

/// For the provider's members; not found while whose it is is hidden.
pub async fn document(
    member: Member,
    path: Path<(ProviderId, ApplicationId, QuestionId)>,
    app: App,
) -> Reply {
    let (provider, id, question) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let (actor, now) = (Actor::from(&member.account), app.clock.now());
    let open = move |conn: &mut _| actions::open_document(conn, &desk.scope, &actor, (id, question), now);
    let file = app.db.write(open).await?;
    attachment(&file, app.files.get(&file).await?)
}
