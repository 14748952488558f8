//! The provider's desk: its listings, and what is done with each.

use actix_web::web::Path;
use serde::Deserialize;

use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit::Actor;
use crate::listings::forms::KindForm;
use crate::listings::model::{Full, ListingId, ListingState};
use crate::listings::views::{CheckPage, ListPage, NewPage, PreviewPage, Shown, TasksPage};
use crate::listings::{actions, store};
use crate::providers::pages::desk_of;
use crate::providers::{Desk, Needs, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Member;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, see_other};

pub(super) type Ids = Path<(ProviderId, ListingId)>;

/// Rows of a state that are shown at once.
const SHOWN: i64 = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StateQuery {
    pub state: String,
}

pub async fn list(member: Member, provider: Path<ProviderId>, query: Query<StateQuery>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::View).await?;
    let (scope, asked) = (desk.scope.clone(), ListingState::parse(&query.state));
    let (counts, state, found) = app
        .read(move |conn| {
            let counts = store::counts(conn, &scope)?;
            let state = asked.unwrap_or_else(|| first_of(&counts));
            let found = store::by_state(conn, &scope, state, SHOWN)?;
            let scheduled = store::scheduled(conn, &found)?;
            Ok((counts, state, (found, scheduled)))
        })
        .await?;
    let view = ListPage::new(
        Page::new(&member, "Listings"),
        &desk,
        state,
        &counts,
        (&found.0, &found.1),
        app.clock.now(),
    );
    page(view)
}

/// What most needs its provider, of the states that have listings.
fn first_of(counts: &[(ListingState, i64)]) -> ListingState {
    use ListingState::{Closed, Draft, Live, Returned, Submitted, Withdrawn};
    let has = |state: &ListingState| counts.iter().any(|(one, _)| one == state);
    [Returned, Live, Submitted, Draft, Withdrawn, Closed].into_iter().find(has).unwrap_or(Draft)
}

pub async fn new(member: Member, provider: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::Edit).await?;
    page(NewPage::new(
        Page::new(&member, "What are you posting?"),
        &desk.provider,
        String::new(),
        Problems::none(),
    ))
}

pub async fn create(member: Member, provider: Path<ProviderId>, form: Form<KindForm>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *provider, Needs::Edit).await?;
    let kind = match form.check() {
        Ok(kind) => kind,
        Err(problems) => {
            let page = Page::new(&member, "What are you posting?");
            return form_again(NewPage::new(page, &desk.provider, form.0.kind, problems));
        }
    };
    let (account, now, provider) = (member.account, app.clock.now(), desk.provider.clone());
    let id = app
        .db
        .write(move |conn| {
            actions::create(conn, &provider, kind, (account.id, &account.name, &account.email), now)
        })
        .await?;
    see_other(format!("/desk/{}/listings/{id}/title", desk.provider.id)).reply()
}

pub(super) fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

pub(super) async fn mine(app: &App, member: &Member, ids: Ids, needs: Needs) -> Result<(Desk, Full), Error> {
    let (provider, id) = ids.into_inner();
    let desk = desk_of(app, member, provider, needs).await?;
    let scope = desk.scope.clone();
    let full = app.read(move |conn| store::owned_full(conn, &scope, id)).await?;
    Ok((desk, full.ok_or(Error::NotFound)?))
}

pub async fn tasks(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, full) = mine(&app, &member, ids, Needs::View).await?;
    let (full, edit, past) = app
        .read(move |conn| {
            let past = store::amendments(conn, full.listing.id, SHOWN)?;
            let edit = store::edit_state(conn, full.listing.id)?;
            Ok((full, edit, past))
        })
        .await?;
    let view = TasksPage::new(Page::new(&member, full.listing.name()), &full, &desk, app.clock.now());
    page(view.with_changes(edit, past))
}

pub async fn check(member: Member, ids: Ids, app: App) -> Reply {
    let (desk, full) = mine(&app, &member, ids, Needs::Edit).await?;
    page(CheckPage::new(Page::new(&member, "Check and submit"), &full, &desk, app.clock.now()))
}

pub async fn preview(member: Member, ids: Ids, app: App) -> Reply {
    let (_, full) = mine(&app, &member, ids, Needs::View).await?;
    let full = app.read(move |conn| store::working(conn, full)).await?;
    page(PreviewPage {
        page: Page::new(&member, format!("Preview: {}", full.listing.name())),
        shown: Shown::of(&full, app.clock.now()),
        back: full.listing.desk_path(),
    })
}

pub async fn submit(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (id, now) = (ids.1, app.clock.now());
    let actor = Actor::from(&member.account);
    let full = app.db.write(move |conn| actions::submit(conn, &actor, (&desk.scope, id), now)).await?;
    see_other(full.listing.desk_path())
        .with_notice("Submitted. A moderator reads it, and we email you")
        .reply()
}

pub async fn withdraw(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (id, now) = (ids.1, app.clock.now());
    let actor = Actor::from(&member.account);
    let full = app.db.write(move |conn| actions::withdraw(conn, &actor, (&desk.scope, id), now)).await?;
    see_other(full.listing.desk_path())
        .with_notice("Withdrawn from review. You can change it and submit it again")
        .reply()
}

/// The desk and the listing of a member who may close it; `None` when it is not live.
pub async fn to_close(
    app: &App,
    member: &Member,
    ids: (ProviderId, ListingId),
) -> Result<Option<(Desk, Full)>, Error> {
    let (desk, full) = mine(app, member, Path::from(ids), Needs::Edit).await?;
    let open = full.listing.state == ListingState::Live && !full.listing.is_suspended();
    Ok(open.then_some((desk, full)))
}

/// Closes it; what it causes goes on its way.
pub async fn close(app: &App, member: &Member, ids: (ProviderId, ListingId), reason: String) -> Reply {
    let desk = desk_of(app, member, ids.0, Needs::Edit).await?;
    let (id, here) = (ids.1, here(app));
    let actor = Actor::from(&member.account);
    let full =
        app.db.write(move |conn| actions::close(conn, &actor, (&desk.scope, id), &reason, &here)).await?;
    see_other(full.listing.desk_path()).with_notice("Closed. The public is told on its page").reply()
}

pub async fn copy(member: Member, ids: Ids, app: App) -> Reply {
    let desk = desk_of(&app, &member, ids.0, Needs::Edit).await?;
    let (provider, id, now) = (desk.provider.id, ids.1, app.clock.now());
    let new = app.db.write(move |conn| actions::copy(conn, &member.account, (&desk.scope, id), now)).await?;
    see_other(format!("/desk/{provider}/listings/{new}"))
        .with_notice("Copied into a new draft. Choose its dates and check its words")
        .reply()
}
