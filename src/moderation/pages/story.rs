//! What a colleague tells, before a moderator: as the public would read it, how that differs from what it reads now, and
//! the consent that is recorded.

use actix_web::web::Path;

use super::{stand, standing};
use crate::app::App;
use crate::audit::{self, Line};
use crate::kit::db::Conn;
use crate::kit::text;
use crate::moderation::actions::{self, Decision};
use crate::moderation::forms::{ApproveForm, QueueQuery, ReturnForm};
use crate::moderation::model::Kind;
use crate::moderation::views::{Part, SayingPage, Verdict, Waiting, provider_state_words};
use crate::providers::{self, Provider, SayingState, Story, StoryId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page};

const HISTORY: i64 = 20;

pub async fn story(moderator: Moderator, id: Path<StoryId>, query: Query<QueueQuery>, app: App) -> Reply {
    page(story_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn approve_story(
    moderator: Moderator,
    id: Path<StoryId>,
    query: Query<QueueQuery>,
    form: Form<ApproveForm>,
    app: App,
) -> Reply {
    decide(&moderator, *id, Decision::Approve(form.0.seen), &query, &app).await
}

pub async fn return_story(
    moderator: Moderator,
    id: Path<StoryId>,
    query: Query<QueueQuery>,
    form: Form<ReturnForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(because) => decide(&moderator, *id, Decision::Return(because), &query, &app).await,
        Err(problems) => form_again(story_page(&moderator, *id, &query, &app, (form.0, problems)).await?),
    }
}

async fn decide(
    moderator: &Moderator,
    id: StoryId,
    decision: Decision,
    query: &QueueQuery,
    app: &App,
) -> Reply {
    let done = if matches!(decision, Decision::Approve(_)) { "is public" } else { "is returned" };
    stand::decide(app, moderator, (Kind::Story, id.0), query, move |conn, actor, here| {
        let name = actions::decide_story(conn, actor, id, &decision, here)?;
        Ok(format!("“{name}” {done}"))
    })
    .await
}

struct Found {
    story: Story,
    before: Option<Story>,
    provider: Provider,
    history: Vec<Line>,
}

fn find(conn: &mut Conn, id: StoryId) -> diesel::QueryResult<Option<Found>> {
    let Some(story) = providers::story(conn, id)? else { return Ok(None) };
    let Some(provider) = providers::find(conn, story.provider_id)? else { return Ok(None) };
    Ok(Some(Found {
        before: providers::public_story(conn, &story)?.filter(|public| public.id != story.id),
        history: audit::of_subject(conn, "story", id.0, HISTORY)?,
        provider,
        story,
    }))
}

async fn story_page(
    moderator: &Moderator,
    id: StoryId,
    query: &QueueQuery,
    app: &App,
    typed: (ReturnForm, Problems),
) -> Result<SayingPage, Error> {
    let stand = stand(app, moderator, (Kind::Story, id.0), query).await?;
    let found = app.read(move |conn| find(conn, id)).await?.ok_or(Error::NotFound)?;
    let (story, provider, now) = (&found.story, &found.provider, app.clock.now());
    let waits = story.state == SayingState::Submitted;
    let may_decide = stand.row.is_some() && stand.theirs(moderator).is_none();
    let verdict = || {
        let (place, groups) = ((Kind::Story.path(id.0), stand.query()), ["What it says", "Stories"]);
        Verdict::new(place, "Approve and publish", &groups, typed.clone()).of(actions::story_seen(story))
    };
    Ok(SayingPage {
        page: Page::new(moderator, story.title.as_str()).with_problems(&typed.1),
        group: "Staff story",
        state: (story.state.label_for_staff(), story.state.colour()),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        provider_state: provider_state_words(provider.state),
        waiting: story.submitted_at.filter(|_| waits).map(|sent| Waiting::new(sent, now, stand.target)),
        standing: standing(&stand, moderator),
        parts: parts(story, found.before.as_ref()),
        prose: text::markdown(&story.words),
        shown: vec![providers::consent_words(story)],
        shown_title: "Consent",
        file: None,
        history: found.history.into_iter().map(Into::into).collect(),
        verdict: may_decide.then(verdict),
    })
}

/// The words of a new story stand below as the public would read them; of a changed one also as they differ.
fn parts(story: &Story, before: Option<&Story>) -> Vec<Part> {
    let mut parts = vec![
        Part::new("Title", before.map(|before| before.title.clone()), story.title.clone()),
        Part::new("Told by", before.map(Story::teller), story.teller()),
    ];
    if let Some(before) = before {
        parts.push(Part::new("Words", Some(before.words.clone()), story.words.clone()));
    }
    parts
}
