//! A candidate and a provider write to one another about an application.

use actix_web::web::Path;

use super::here;
use crate::app::App;
use crate::applications::actions::{self, Thread};
use crate::applications::forms::{MessageForm, PageQuery};
use crate::applications::model::ApplicationId;
use crate::applications::store;
use crate::applications::views::{MessagesPage, TalksPage};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{Candidate, Member};
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

const TITLE: &str = "Messages";

type OfDesk = Path<(ProviderId, ApplicationId)>;

async fn own_thread(app: &App, candidate: &Candidate, id: ApplicationId) -> Result<Thread, Error> {
    let (account, now) = (candidate.account.id, app.clock.now());
    Ok(app.db.write(move |conn| actions::read_as_candidate(conn, account, id, now)).await?)
}

pub async fn messages(candidate: Candidate, id: Path<ApplicationId>, app: App) -> Reply {
    let thread = own_thread(&app, &candidate, *id).await?;
    let page_ = Page::new(&candidate, TITLE);
    page(MessagesPage::for_candidate(page_, thread, MessageForm::fresh(), Problems::none()))
}

pub async fn write_message(
    candidate: Candidate,
    id: Path<ApplicationId>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    let (account, id) = (candidate.account.id, *id);
    let message = match form.check() {
        Ok(message) => message,
        Err(problems) => {
            let thread = own_thread(&app, &candidate, id).await?;
            let page = Page::new(&candidate, TITLE);
            return form_again(MessagesPage::for_candidate(page, thread, form.0, problems));
        }
    };
    app.limits.count(Limit::Message, &candidate.account.email)?;
    let here = here(&app);
    app.db.write(move |conn| actions::write_as_candidate(conn, account, (id, &message), &here)).await?;
    see_other(format!("/applications/{id}/messages#last")).with_notice("Your message is sent").reply()
}

async fn desk_thread(
    app: &App,
    member: &Member,
    (desk, id): (&Desk, ApplicationId),
) -> Result<Thread, Error> {
    let (scope, account, now) = (desk.scope.clone(), member.account.clone(), app.clock.now());
    Ok(app.db.write(move |conn| actions::read_as_member(conn, &scope, &account, id, now)).await?)
}

pub async fn desk_messages(member: Member, path: OfDesk, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::View).await?;
    let thread = desk_thread(&app, &member, (&desk, id)).await?;
    let page_ = Page::new(&member, TITLE);
    page(MessagesPage::for_member(page_, &desk, thread, MessageForm::fresh(), Problems::none()))
}

pub async fn write_desk_message(member: Member, path: OfDesk, form: Form<MessageForm>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Edit).await?;
    let message = match form.check() {
        Ok(message) => message,
        Err(problems) => {
            let thread = desk_thread(&app, &member, (&desk, id)).await?;
            let page = Page::new(&member, TITLE);
            return form_again(MessagesPage::for_member(page, &desk, thread, form.0, problems));
        }
    };
    app.limits.count(Limit::Message, &member.account.email)?;
    let (author, here) = (member.account.clone(), here(&app));
    app.db
        .write(move |conn| actions::write_as_member(conn, &desk.scope, &author, (id, &message), &here))
        .await?;
    let thread = format!("/desk/{provider}/applications/{id}/messages#last");
    see_other(thread).with_notice("Your message is sent").reply()
}

/// Every conversation of a desk.
pub async fn talks(member: Member, path: Path<ProviderId>, query: Query<PageQuery>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::View).await?;
    let (scope, account, at) = (desk.scope.clone(), member.account.id, query.page());
    let talks = app.read(move |conn| store::talks(conn, &scope, account, at)).await?;
    page(TalksPage::new(Page::new(&member, TITLE), &desk, talks, at))
}
