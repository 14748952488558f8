//! Changes to a live listing before a moderator: what differs, and how the public would see it.

use actix_web::web::Path;

use super::listing::{HISTORY, verdict_of};
use super::{stand, standing};
use crate::app::App;
use crate::audit;
use crate::listings::views::{Shown, change_lines};
use crate::listings::{self, ListingId};
use crate::moderation::actions::{self, Decision};
use crate::moderation::forms::{ApproveForm, QueueQuery, ReturnForm};
use crate::moderation::model::{self, Kind};
use crate::moderation::views::{EditPage, Waiting, provider_state_words};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page};

pub async fn edit(moderator: Moderator, id: Path<ListingId>, query: Query<QueueQuery>, app: App) -> Reply {
    page(edit_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn approve_edit(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<ApproveForm>,
    app: App,
) -> Reply {
    decide(&moderator, *id, &query, Decision::Approve(form.0.seen), &app).await
}

pub async fn return_edit(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<ReturnForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(because) => decide(&moderator, *id, &query, Decision::Return(because), &app).await,
        Err(problems) => form_again(edit_page(&moderator, *id, &query, &app, (form.0, problems)).await?),
    }
}

async fn decide(
    moderator: &Moderator,
    id: ListingId,
    query: &QueueQuery,
    decision: Decision,
    app: &App,
) -> Reply {
    let done = if matches!(decision, Decision::Approve(_)) { "are live" } else { "are returned" };
    stand::decide(app, moderator, (Kind::Edit, id.0), query, move |conn, actor, here| {
        let name = actions::decide_edit(conn, actor, id, &decision, here)?;
        Ok(format!("The changes to “{name}” {done}"))
    })
    .await
}

async fn edit_page(
    moderator: &Moderator,
    id: ListingId,
    query: &QueueQuery,
    app: &App,
    typed: (ReturnForm, Problems),
) -> Result<EditPage, Error> {
    let stand = stand(app, moderator, (Kind::Edit, id.0), query).await?;
    let found = app
        .read(move |conn| {
            let Some(live) = listings::full(conn, id)? else { return Ok(None) };
            let Some(edit) = listings::edit_of(conn, &live)? else { return Ok(None) };
            Ok(Some((live, edit, audit::of_subject(conn, "listing", id.0, HISTORY)?)))
        })
        .await?;
    let (live, edit, history) = found.ok_or(Error::NotFound)?;
    let (now, provider, waits) = (app.clock.now(), &live.provider, stand.row.is_some());
    let may = waits && stand.theirs(moderator).is_none();
    let seen = actions::edit_seen(&live, &edit.full);
    let base = format!("/moderation/edits/{id}");
    Ok(EditPage {
        page: Page::new(moderator, format!("Changes: {}", live.listing.name())).with_problems(&typed.1),
        listing: Link::to(format!("/moderation/listings/{id}"), "The listing and its history"),
        public: Link::to(live.listing.path(), "Its public page as it is now"),
        provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
        provider_state: provider_state_words(provider.state),
        state: (edit.state.label(), edit.state.colour()),
        waiting: edit.submitted_at.filter(|_| waits).map(|sent| Waiting::new(sent, now, stand.target)),
        lines: change_lines(&live, &edit.full),
        marks: if waits { model::of_listing(&edit.full, now.london_day()) } else { Vec::new() },
        history: history.into_iter().map(Into::into).collect(),
        standing: standing(&stand, moderator),
        verdict: may
            .then(|| verdict_of(&live, (base, stand.query()), "Approve these changes", typed).of(seen)),
        shown: Shown::of(&edit.full, now),
    })
}
