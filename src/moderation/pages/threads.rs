//! Moderators ask, organisations answer.

use actix_web::web::Path;

use super::listing::{self, here, listing_page};
use super::provider::{self, provider_page};
use super::{done, stand, standing};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Conn;
use crate::listings::{self, Listing, ListingId};
use crate::moderation::actions;
use crate::moderation::forms::{MessageForm, QueueQuery};
use crate::moderation::model::{About, Kind, ThreadId};
use crate::moderation::store::{self, Message};
use crate::moderation::views::{TalkPage, ThreadPage, ThreadShown};
use crate::providers::pages::{allowed, desk_even_suspended};
use crate::providers::{self, Desk, DeskNav, DeskPlace, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::{Member, Moderator};
use crate::web::limits::Limit;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page, see_other};

/// What was written about something so far.
pub(super) fn written(conn: &mut Conn, about: &About) -> diesel::QueryResult<Vec<Message>> {
    match store::thread_about(conn, about)? {
        Some(thread) => store::messages(conn, thread),
        None => Ok(Vec::new()),
    }
}

pub async fn ask_about_listing(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    let listing = *id;
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => {
            let typed = listing::Typed { message: (form.0, problems), ..Default::default() };
            return form_again(listing_page(&moderator, listing, &query, &app, typed).await?);
        }
    };
    let found = app.read(move |conn| listings::find(conn, listing)).await?.ok_or(Error::NotFound)?;
    ask(&app, &moderator, About { provider: found.provider_id, listing: Some(listing) }, words, &query).await
}

pub async fn ask_provider(
    moderator: Moderator,
    id: Path<ProviderId>,
    query: Query<QueueQuery>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => {
            let typed = provider::Typed { message: (form.0, problems), ..Default::default() };
            return form_again(provider_page(&moderator, *id, &query, &app, typed).await?);
        }
    };
    ask(&app, &moderator, About { provider: *id, listing: None }, words, &query).await
}

async fn ask(app: &App, moderator: &Moderator, about: About, words: String, query: &QueueQuery) -> Reply {
    let (actor, here) = (Actor::from(&moderator.account), here(app));
    app.db.write(move |conn| actions::ask(conn, &actor, &about, &words, &here)).await?;
    let back = query.filter().address(&about.review_path());
    see_other(format!("{back}#thread")).with_notice("Your message is sent").reply()
}

pub async fn thread(moderator: Moderator, id: Path<ThreadId>, query: Query<QueueQuery>, app: App) -> Reply {
    page(thread_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn answer_thread(
    moderator: Moderator,
    id: Path<ThreadId>,
    query: Query<QueueQuery>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    let (thread, words) = match form.check() {
        Ok(words) => (*id, words),
        Err(problems) => {
            return form_again(thread_page(&moderator, *id, &query, &app, (form.0, problems)).await?);
        }
    };
    let found = app.read(move |conn| store::thread(conn, thread)).await?;
    let (about, _) = found.ok_or(Error::NotFound)?;
    let stand = stand(&app, &moderator, (Kind::Thread, thread.0), &query).await?;
    let (actor, here) = (Actor::from(&moderator.account), here(&app));
    app.db.write(move |conn| actions::ask(conn, &actor, &about, &words, &here)).await?;
    done(&app, &moderator, stand, "Your message is sent".into()).await
}

pub async fn settle_thread(
    moderator: Moderator,
    id: Path<ThreadId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    let thread = *id;
    let stand = stand(&app, &moderator, (Kind::Thread, thread.0), &query).await?;
    let (actor, here) = (Actor::from(&moderator.account), here(&app));
    app.db.write(move |conn| actions::settle_thread(conn, &actor, thread, &here)).await?;
    done(&app, &moderator, stand, "The answer needs no reply".into()).await
}

async fn thread_page(
    moderator: &Moderator,
    id: ThreadId,
    query: &QueueQuery,
    app: &App,
    typed: (MessageForm, Problems),
) -> Result<ThreadPage, Error> {
    let stand = stand(app, moderator, (Kind::Thread, id.0), query).await?;
    let found = app
        .read(move |conn| {
            let Some((about, _)) = store::thread(conn, id)? else { return Ok(None) };
            let listing = match about.listing {
                Some(listing) => listings::find(conn, listing)?,
                None => None,
            };
            let provider = providers::find(conn, about.provider)?;
            Ok(Some((about, listing, provider, store::messages(conn, id)?)))
        })
        .await?;
    let (about, listing, provider, messages) = found.ok_or(Error::NotFound)?;
    let provider = provider.ok_or(Error::NotFound)?;
    let title = listing.as_ref().map_or(provider.name.as_str(), |listing| listing.name());
    let action = format!("{}/messages{}", Kind::Thread.path(id.0), stand.query());
    let mut thread = ThreadShown::of_desk(&messages, action, typed);
    if stand.theirs(moderator).is_some() {
        thread.action = None;
    }
    Ok(ThreadPage {
        page: Page::new(moderator, format!("Messages: {title}")).with_problems(&thread.problems),
        standing: standing(&stand, moderator),
        about: Link::to(about.review_path(), title),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        thread,
    })
}

pub async fn desk_thread(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let about = About { provider: *provider, listing: None };
    page(talk_page(&member, about, &app, Default::default()).await?)
}

pub async fn write_desk_thread(
    member: Member,
    provider: Path<ProviderId>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    write(&member, About { provider: *provider, listing: None }, form, &app).await
}

pub async fn listing_thread(member: Member, ids: Path<(ProviderId, ListingId)>, app: App) -> Reply {
    let about = About { provider: ids.0, listing: Some(ids.1) };
    page(talk_page(&member, about, &app, Default::default()).await?)
}

pub async fn write_listing_thread(
    member: Member,
    ids: Path<(ProviderId, ListingId)>,
    form: Form<MessageForm>,
    app: App,
) -> Reply {
    write(&member, About { provider: ids.0, listing: Some(ids.1) }, form, &app).await
}

async fn write(member: &Member, about: About, form: Form<MessageForm>, app: &App) -> Reply {
    desk_about(app, member, &about, Needs::Edit).await?;
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => return form_again(talk_page(member, about, app, (form.0, problems)).await?),
    };
    app.limits.count(Limit::Message, &member.account.email)?;
    let (actor, here) = (Actor::from(&member.account), here(app));
    app.db.write(move |conn| actions::answer(conn, &actor, &about, &words, &here)).await?;
    see_other(about.desk_path()).with_notice("Your message is sent").reply()
}

/// The desk, and the listing when it is about one: not found when its member does not reach it. What is about the whole
/// organisation is for those who reach all of it.
pub(super) async fn desk_about(
    app: &App,
    member: &Member,
    about: &About,
    needs: Needs,
) -> Result<(Desk, Option<Listing>), Error> {
    let desk = desk_even_suspended(app, member, about.provider, needs).await?;
    let Some(listing) = about.listing else {
        let all = if needs.changes() { Needs::EditAll } else { Needs::ViewAll };
        return Ok((allowed(app, desk, all).await?, None));
    };
    let scope = desk.scope.clone();
    let found = app.read(move |conn| listings::owned(conn, &scope, listing)).await?;
    Ok((desk, Some(found.ok_or(Error::NotFound)?)))
}

/// Whatever its state: who is suspended must be able to answer.
async fn talk_page(
    member: &Member,
    about: About,
    app: &App,
    typed: (MessageForm, Problems),
) -> Result<TalkPage, Error> {
    let (desk, listing) = desk_about(app, member, &about, Needs::View).await?;
    let messages = app.read(move |conn| written(conn, &about)).await?;
    let (title, back, place) = match &listing {
        Some(listing) => (
            format!("Review of {}", listing.name()),
            Link::to(listing.desk_path(), listing.name()),
            DeskPlace::Listings,
        ),
        None => (
            "Review of your organisation".to_string(),
            Link::to(desk.provider.desk_href(), "Overview"),
            DeskPlace::Overview,
        ),
    };
    let action = desk.may(Needs::Edit).then(|| about.desk_path());
    let thread = ThreadShown::of_provider(&messages, action, typed);
    Ok(TalkPage {
        page: Page::new(member, title).with_problems(&thread.problems),
        nav: DeskNav::new(&desk.provider, place),
        back,
        thread,
    })
}
