//! A listing before a moderator, as the public would see it.

use actix_web::web::Path;

use super::provider::record;
use super::threads::written;
use super::twins;
use super::{stand, standing};
use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit;
use crate::listings::{self, Full, ListingId, ListingState};
use crate::moderation::actions::{self, Decision};
use crate::moderation::forms::{ApproveForm, MessageForm, ProposeForm, QueueQuery, ReturnForm};
use crate::moderation::model::{self, About, Kind};
use crate::moderation::store;
use crate::moderation::views::{
    ListingPage, SuspendShown, ThreadShown, Verdict, Waiting, provider_state_words, state_words,
};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page};

pub(super) const HISTORY: i64 = 20;

pub async fn listing(moderator: Moderator, id: Path<ListingId>, query: Query<QueueQuery>, app: App) -> Reply {
    page(listing_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn approve_listing(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<ApproveForm>,
    app: App,
) -> Reply {
    decide(&moderator, *id, Decision::Approve(form.0.seen), &query, &app).await
}

pub async fn return_listing(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<ReturnForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(because) => decide(&moderator, *id, Decision::Return(because), &query, &app).await,
        Err(problems) => {
            let typed = Typed { verdict: (form.0, problems), ..Typed::default() };
            form_again(listing_page(&moderator, *id, &query, &app, typed).await?)
        }
    }
}

async fn decide(
    moderator: &Moderator,
    id: ListingId,
    decision: Decision,
    query: &QueueQuery,
    app: &App,
) -> Reply {
    let done = if matches!(decision, Decision::Approve(_)) { "is live" } else { "is returned" };
    stand::decide(app, moderator, (Kind::Listing, id.0), query, move |conn, actor, here| {
        let name = actions::decide_listing(conn, actor, id, &decision, here)?;
        Ok(format!("“{name}” {done}"))
    })
    .await
}

pub(super) fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

/// What was typed into the forms of the page, to be shown again.
#[derive(Default)]
pub(super) struct Typed {
    pub verdict: (ReturnForm, Problems),
    pub message: (MessageForm, Problems),
    pub suspend: (ProposeForm, Problems),
}

pub(super) async fn listing_page(
    moderator: &Moderator,
    id: ListingId,
    query: &QueueQuery,
    app: &App,
    typed: Typed,
) -> Result<ListingPage, Error> {
    let stand = stand(app, moderator, (Kind::Listing, id.0), query).await?;
    let found = app
        .read(move |conn| {
            let Some(full) = listings::full(conn, id)? else { return Ok(None) };
            let history = audit::of_subject(conn, "listing", id.0, HISTORY)?;
            let about = About { provider: full.provider.id, listing: Some(id) };
            let (messages, record) = (written(conn, &about)?, record(conn, full.provider.id)?);
            let (twins, suspensions) = (twins::links(conn, id)?, store::suspensions_of(conn, &about)?);
            let reports = store::of_listing(conn, id)?;
            Ok(Some((full, history, reports, messages, record, twins, suspensions)))
        })
        .await?;
    let (full, history, reports, messages, record, twins, suspensions) = found.ok_or(Error::NotFound)?;
    let now = app.clock.now();
    let (listing, provider) = (&full.listing, &full.provider);
    let mut problems = typed.verdict.1.clone();
    problems.append(typed.message.1.clone());
    problems.append(typed.suspend.1.clone());
    let action = format!("/moderation/listings/{id}/messages{}", stand.query());
    let waits = listing.state == ListingState::Submitted && full.goes_live_on().is_none();
    Ok(ListingPage {
        page: Page::new(moderator, listing.name()).with_problems(&problems),
        state: if listing.is_suspended() { listing.standing() } else { state_words(listing.state) },
        suspend: SuspendShown::new(
            (&format!("/moderation/listings/{id}"), "listing"),
            listing.is_live(now),
            suspensions.first(),
            typed.suspend,
        ),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        provider_state: provider_state_words(provider.state),
        waiting: listing.submitted_at.filter(|_| waits).map(|sent| Waiting::new(sent, now, stand.target)),
        marks: if waits { model::of_listing(&full, now.london_day()) } else { Vec::new() },
        twins,
        history: history.into_iter().map(Into::into).collect(),
        reports: reports.iter().map(Into::into).collect(),
        standing: standing(&stand, moderator),
        verdict: (waits && stand.theirs(moderator).is_none())
            .then(|| verdict(&full, stand.query(), typed.verdict)),
        thread: ThreadShown::of_desk(&messages, action, typed.message),
        record,
        shown: listings::views::Shown::of(&full, now),
    })
}

fn verdict(full: &Full, query: String, typed: (ReturnForm, Problems)) -> Verdict {
    let base = format!("/moderation/listings/{}", full.listing.id);
    verdict_of(full, (base, query), "Approve and publish", typed).of(actions::listing_seen(full))
}

/// The forms that decide about a listing, or about its next version.
pub(super) fn verdict_of(
    full: &Full,
    to: (String, String),
    approve: &'static str,
    typed: (ReturnForm, Problems),
) -> Verdict {
    let groups: &[&str] = match full.listing.is_placement() {
        true => &["Pay and terms", "The law", "The words", "Placements"],
        false => &["Pay and terms", "The law", "The words"],
    };
    Verdict::new(to, approve, groups, typed)
}
