//! An organisation before a moderator: verifying and returning.

use actix_web::web::Path;
use diesel::QueryResult;

use super::threads::written;
use super::{stand, standing};
use crate::app::App;
use crate::audit::{self, Line};
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::{self, ListingState};
use crate::moderation::actions::{self, Decision};
use crate::moderation::forms::{
    ApproveForm, MessageForm, ProposeForm, ProvidersQuery, QueueQuery, ReturnForm,
};
use crate::moderation::model::{self, About, Kind};
use crate::moderation::store::{self, Message, Suspension};
use crate::moderation::views::{
    Event, ProviderPage, ProviderShown, ProvidersPage, Record, StateCount, SuspendShown, ThreadShown,
    Verdict, Waiting, nav, provider_state_words,
};
use crate::providers::{self, Provider, ProviderId, ProviderState, Scope, Told};
use crate::settings::Target;
use crate::web::error::Error;
use crate::web::form::{Choice, Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::pages::{Pages, page_number, with_query};
use crate::web::reply::{Reply, form_again, page};

const HISTORY: i64 = 20;
/// Listings whose history is looked through.
const RECENT_LISTINGS: i64 = 200;
const PER_PAGE: i64 = 25;

pub async fn provider(
    moderator: Moderator,
    id: Path<ProviderId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    page(provider_page(&moderator, *id, &query, &app, Typed::default()).await?)
}

pub async fn verify_provider(
    moderator: Moderator,
    id: Path<ProviderId>,
    query: Query<QueueQuery>,
    form: Form<ApproveForm>,
    app: App,
) -> Reply {
    decide(&moderator, *id, Decision::Approve(form.0.seen), &query, &app).await
}

pub async fn return_provider(
    moderator: Moderator,
    id: Path<ProviderId>,
    query: Query<QueueQuery>,
    form: Form<ReturnForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(because) => decide(&moderator, *id, Decision::Return(because), &query, &app).await,
        Err(problems) => {
            let typed = Typed { verdict: (form.0, problems), ..Typed::default() };
            form_again(provider_page(&moderator, *id, &query, &app, typed).await?)
        }
    }
}

async fn decide(
    moderator: &Moderator,
    id: ProviderId,
    decision: Decision,
    query: &QueueQuery,
    app: &App,
) -> Reply {
    let done = if matches!(decision, Decision::Approve(_)) { "is verified" } else { "is returned" };
    stand::decide(app, moderator, (Kind::Provider, id.0), query, move |conn, actor, here| {
        let name = actions::decide_provider(conn, actor, id, &decision, here)?;
        Ok(format!("{name} {done}"))
    })
    .await
}

/// What was typed into the forms of the page, to be shown again.
#[derive(Default)]
pub(super) struct Typed {
    pub verdict: (ReturnForm, Problems),
    pub suspend: (ProposeForm, Problems),
    pub message: (MessageForm, Problems),
}

/// What a moderator is shown of an organisation.
struct Found {
    provider: Provider,
    told: Told,
    record: Record,
    messages: Vec<Message>,
    counts: Vec<(ListingState, i64)>,
    suspensions: Vec<Suspension>,
    /// The mark of all of it.
    seen: String,
}

fn find(conn: &mut Conn, id: ProviderId) -> QueryResult<Option<Found>> {
    let Some(provider) = providers::find(conn, id)? else { return Ok(None) };
    Ok(Some(Found {
        seen: actions::provider_seen(conn, &provider)?,
        told: Told::of(conn, id)?,
        record: record(conn, id)?,
        messages: written(conn, &About { provider: id, listing: None })?,
        counts: listings::counts(conn, &Scope::whole(id))?,
        suspensions: store::suspensions_of(conn, &About { provider: id, listing: None })?,
        provider,
    }))
}

/// What moderators decided about an organisation and its listings, and what was reported of them.
pub(super) fn record(conn: &mut Conn, id: ProviderId) -> QueryResult<Record> {
    let listings: Vec<i64> =
        listings::last_of(conn, id, RECENT_LISTINGS)?.into_iter().map(|listing| listing.0).collect();
    let mut lines = audit::of_subject(conn, "provider", id.0, HISTORY)?;
    lines.extend(audit::of_subjects(conn, "listing", &listings, HISTORY)?);
    lines.sort_by_key(|line| std::cmp::Reverse(line.id));
    lines.truncate(usize::try_from(HISTORY).unwrap_or_default());
    let reports = store::of_provider(conn, id)?;
    Ok(Record {
        events: lines.into_iter().map(|line: Line| Event::about(line)).collect(),
        reports: reports.iter().map(Into::into).collect(),
    })
}

pub(super) async fn provider_page(
    moderator: &Moderator,
    id: ProviderId,
    query: &QueueQuery,
    app: &App,
    typed: Typed,
) -> Result<ProviderPage, Error> {
    let stand = stand(app, moderator, (Kind::Provider, id.0), query).await?;
    let found = app.read(move |conn| find(conn, id)).await?.ok_or(Error::NotFound)?;
    let (provider, state, base) =
        (&found.provider, found.provider.state, format!("/moderation/providers/{id}"));
    let (waits, now) = (state == ProviderState::Submitted, app.clock.now());
    let mut problems = typed.verdict.1.clone();
    problems.append(typed.suspend.1.clone());
    problems.append(typed.message.1.clone());
    let action = format!("{base}/messages{}", stand.query());
    let at = (base.clone(), stand.query());
    let verdict = || Verdict::new(at, "Verify this organisation", &["The organisation"], typed.verdict);
    Ok(ProviderPage {
        page: Page::new(moderator, provider.name.as_str()).with_problems(&problems),
        state: provider_state_words(state),
        public: state.is_public().then(|| Link::to(provider.href(), "See its public page")),
        waiting: waiting(provider, now, stand.target),
        marks: if waits { model::of_provider(provider, &found.told.sites) } else { Vec::new() },
        suspend: SuspendShown::new(
            (&base, "organisation"),
            state.is_public(),
            found.suspensions.first(),
            typed.suspend,
        ),
        verdict: (waits && stand.theirs(moderator).is_none()).then(|| verdict().of(found.seen)),
        standing: standing(&stand, moderator),
        shown: ProviderShown::new(provider, &found.told, now.london_day()),
        listings: found.counts.into_iter().map(|one| StateCount::new(one, state.is_public())).collect(),
        record: found.record,
        thread: ThreadShown::of_desk(&found.messages, action, typed.message),
    })
}

fn waiting(provider: &Provider, now: Moment, target: Target) -> Option<Waiting> {
    let sent = provider.submitted_at.filter(|_| provider.state == ProviderState::Submitted)?;
    Some(Waiting::new(sent, now, target))
}

/// All organisations, by name.
pub async fn all_providers(moderator: Moderator, query: Query<ProvidersQuery>, app: App) -> Reply {
    let (words, state) = (query.q.trim().to_string(), ProviderState::parse(&query.state));
    let number = page_number(&query.page);
    let (found, total) = app
        .read(move |conn| providers::matching(conn, &words, state, (number - 1) * PER_PAGE, PER_PAGE))
        .await?;
    let href = |number: i64| {
        let number = number.to_string();
        let pairs = [("q", query.q.as_str()), ("state", &query.state), ("page", &number)];
        with_query("/moderation/providers", &pairs)
    };
    let choice = |state: &ProviderState| Choice::new(state.as_str(), provider_state_words(*state).0);
    page(ProvidersPage {
        page: Page::new(&moderator, "All organisations"),
        nav: nav("/moderation/providers"),
        states: ProviderState::ALL.iter().map(choice).collect(),
        lines: found.iter().map(Into::into).collect(),
        pages: Pages::new(number, total, PER_PAGE, href),
        problems: Problems::none(),
        query: query.0,
        total,
    })
}
