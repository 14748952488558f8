//! What an organisation says of working there, before a moderator: as the public would read it, how that differs from
//! what they read now, and what shows that it is so.

use actix_web::web::Path;

use super::{stand, standing};
use crate::app::App;
use crate::audit::{self, Line};
use crate::codes;
use crate::kit::db::Conn;
use crate::kit::files::{self, StoredFile};
use crate::moderation::actions::{self, Decision};
use crate::moderation::forms::{ApproveForm, QueueQuery, ReturnForm};
use crate::moderation::model::Kind;
use crate::moderation::views::{Part, SayingPage, Verdict, Waiting, provider_state_words};
use crate::providers::{self, Claim, ClaimId, Provider, SayingState};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page};

const HISTORY: i64 = 20;

pub async fn claim(moderator: Moderator, id: Path<ClaimId>, query: Query<QueueQuery>, app: App) -> Reply {
    page(claim_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn approve_claim(
    moderator: Moderator,
    id: Path<ClaimId>,
    query: Query<QueueQuery>,
    form: Form<ApproveForm>,
    app: App,
) -> Reply {
    decide(&moderator, *id, Decision::Approve(form.0.seen), &query, &app).await
}

pub async fn return_claim(
    moderator: Moderator,
    id: Path<ClaimId>,
    query: Query<QueueQuery>,
    form: Form<ReturnForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(because) => decide(&moderator, *id, Decision::Return(because), &query, &app).await,
        Err(problems) => form_again(claim_page(&moderator, *id, &query, &app, (form.0, problems)).await?),
    }
}

async fn decide(
    moderator: &Moderator,
    id: ClaimId,
    decision: Decision,
    query: &QueueQuery,
    app: &App,
) -> Reply {
    let done = if matches!(decision, Decision::Approve(_)) { "is public" } else { "is returned" };
    stand::decide(app, moderator, (Kind::Claim, id.0), query, move |conn, actor, here| {
        let name = actions::decide_claim(conn, actor, id, &decision, here)?;
        Ok(format!("“{name}” {done}"))
    })
    .await
}

/// The evidence, for whoever reviews it.
pub async fn claim_evidence(_: Moderator, id: Path<ClaimId>, app: App) -> Reply {
    providers::pages::evidence_of(&app, *id, None).await
}

struct Found {
    claim: Claim,
    before: Option<Claim>,
    provider: Provider,
    file: Option<StoredFile>,
    history: Vec<Line>,
}

fn find(conn: &mut Conn, id: ClaimId) -> diesel::QueryResult<Option<Found>> {
    let Some(claim) = providers::claim(conn, id)? else { return Ok(None) };
    let Some(provider) = providers::find(conn, claim.provider_id)? else { return Ok(None) };
    let public = providers::public_claim(conn, claim.provider_id, &claim.claim)?;
    Ok(Some(Found {
        before: public.filter(|public| public.id != claim.id),
        file: claim.file_id.map(|file| files::find(conn, file)).transpose()?.flatten(),
        history: audit::of_subject(conn, "claim", id.0, HISTORY)?,
        provider,
        claim,
    }))
}

async fn claim_page(
    moderator: &Moderator,
    id: ClaimId,
    query: &QueueQuery,
    app: &App,
    typed: (ReturnForm, Problems),
) -> Result<SayingPage, Error> {
    let stand = stand(app, moderator, (Kind::Claim, id.0), query).await?;
    let found = app.read(move |conn| find(conn, id)).await?.ok_or(Error::NotFound)?;
    let (claim, provider, now) = (&found.claim, &found.provider, app.clock.now());
    let waits = claim.state == SayingState::Submitted;
    let may_decide = stand.row.is_some() && stand.theirs(moderator).is_none();
    let verdict = || {
        Verdict::new(
            (Kind::Claim.path(id.0), stand.query()),
            "Approve and publish",
            &["What it says"],
            typed.clone(),
        )
        .of(actions::claim_seen(claim))
    };
    Ok(SayingPage {
        page: Page::new(moderator, claim.label()).with_problems(&typed.1),
        group: codes::claims().get(&claim.claim).map_or("", |code| code.group.as_str()),
        state: (claim.state.label_for_staff(), claim.state.colour()),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        provider_state: provider_state_words(provider.state),
        waiting: claim.submitted_at.filter(|_| waits).map(|sent| Waiting::new(sent, now, stand.target)),
        standing: standing(&stand, moderator),
        parts: parts(claim, found.before.as_ref()),
        prose: String::new(),
        shown: claim.evidence.lines().map(str::to_string).collect(),
        shown_title: "Evidence",
        file: found.file.map(|file| {
            (Link::to(format!("/moderation/claims/{id}/evidence"), file.name.as_str()), file.size_words())
        }),
        history: found.history.into_iter().map(Into::into).collect(),
        verdict: may_decide.then(verdict),
    })
}

fn parts(claim: &Claim, before: Option<&Claim>) -> Vec<Part> {
    vec![
        Part::new("What the public would read", before.map(Claim::said), claim.said()),
        Part::new("Where it can be checked", before.map(Claim::checked_at), claim.checked_at()),
    ]
}
