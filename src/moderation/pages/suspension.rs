//! Suspensions before moderators: one proposes, another decides, any may end it.

use actix_web::web::Path;

use super::listing::{self, here, listing_page};
use super::provider::{self, provider_page, record};
use super::stand::Stand;
use super::{done, stand, standing};
use crate::app::App;
use crate::audit::Actor;
use crate::kit::clock;
use crate::kit::db::Conn;
use crate::listings::{self, Listing, ListingId};
use crate::moderation::actions::{self, Second};
use crate::moderation::forms::{ProposeForm, QueueQuery, RemarkForm};
use crate::moderation::model::{About, Kind, SuspensionId, SuspensionState, is_another};
use crate::moderation::store::{self, Suspension};
use crate::moderation::views::{
    Record, Standing, SuspensionPage, SuspensionShown, Waiting, provider_state_words,
};
use crate::providers::{self, Provider, ProviderId};
use crate::web::error::Error;
use crate::web::form::{Form, Problems, Query};
use crate::web::guards::Moderator;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page, see_other};

pub async fn suspend_provider(
    moderator: Moderator,
    id: Path<ProviderId>,
    query: Query<QueueQuery>,
    form: Form<ProposeForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(proposal) => propose(&moderator, About { provider: *id, listing: None }, proposal, &app).await,
        Err(problems) => {
            let typed = provider::Typed { suspend: (form.0, problems), ..Default::default() };
            form_again(provider_page(&moderator, *id, &query, &app, typed).await?)
        }
    }
}

pub async fn suspend_listing(
    moderator: Moderator,
    id: Path<ListingId>,
    query: Query<QueueQuery>,
    form: Form<ProposeForm>,
    app: App,
) -> Reply {
    let listing = *id;
    match form.check() {
        Ok(proposal) => {
            let found = app.read(move |conn| listings::find(conn, listing)).await?.ok_or(Error::NotFound)?;
            let about = About { provider: found.provider_id, listing: Some(listing) };
            propose(&moderator, about, proposal, &app).await
        }
        Err(problems) => {
            let typed = listing::Typed { suspend: (form.0, problems), ..Default::default() };
            form_again(listing_page(&moderator, listing, &query, &app, typed).await?)
        }
    }
}

async fn propose(moderator: &Moderator, about: About, proposal: actions::Proposal, app: &App) -> Reply {
    let (actor, here, at_once) = (Actor::from(&moderator.account), here(app), proposal.at_once);
    let id = app.db.write(move |conn| actions::propose(conn, &actor, about, &proposal, &here)).await?;
    let words = match at_once {
        true => "Hidden for now, and its people get an email. Ask a second moderator to look today",
        false => "Proposed. It stays public until a second moderator confirms",
    };
    see_other(Kind::Suspension.path(id.0)).with_notice(words).reply()
}

pub async fn suspension(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    page(suspension_page(&moderator, *id, &query, &app, Default::default()).await?)
}

pub async fn confirm_suspension(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    app: App,
) -> Reply {
    decide(&moderator, *id, Second::Confirm, &query, &app).await
}

pub async fn decline_suspension(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    form: Form<RemarkForm>,
    app: App,
) -> Reply {
    match form.check() {
        Ok(words) => decide(&moderator, *id, Second::Decline(words), &query, &app).await,
        Err(problems) => {
            form_again(suspension_page(&moderator, *id, &query, &app, (form.0, problems)).await?)
        }
    }
}

async fn decide(
    moderator: &Moderator,
    id: SuspensionId,
    second: Second,
    query: &QueueQuery,
    app: &App,
) -> Reply {
    let done_words = match second {
        Second::Confirm => "is suspended, and its people get an email",
        Second::Decline(_) => "is not suspended",
    };
    let stand = stand(app, moderator, (Kind::Suspension, id.0), query).await?;
    let (actor, here) = (Actor::from(&moderator.account), here(app));
    let decided =
        app.db.write(move |conn| actions::decide_suspension(conn, &actor, id, &second, &here)).await?;
    done(app, moderator, stand, format!("“{decided}” {done_words}")).await
}

pub async fn take_back_suspension(moderator: Moderator, id: Path<SuspensionId>, app: App) -> Reply {
    let (id, actor, here) = (*id, Actor::from(&moderator.account), here(&app));
    app.db.write(move |conn| actions::take_back_suspension(conn, &actor, id, &here)).await?;
    see_other(Kind::Suspension.path(id.0)).with_notice("Taken back. It is public as before").reply()
}

pub async fn end_suspension(
    moderator: Moderator,
    id: Path<SuspensionId>,
    query: Query<QueueQuery>,
    form: Form<RemarkForm>,
    app: App,
) -> Reply {
    let (id, actor, here) = (*id, Actor::from(&moderator.account), here(&app));
    let words = match form.check() {
        Ok(words) => words,
        Err(problems) => {
            return form_again(suspension_page(&moderator, id, &query, &app, (form.0, problems)).await?);
        }
    };
    let name = app.db.write(move |conn| actions::restore(conn, &actor, id, &words, &here)).await?;
    see_other(Kind::Suspension.path(id.0))
        .with_notice(format!("“{name}” is restored, and its people get an email"))
        .reply()
}

/// A suspension with what it is about and what moderators know.
pub(super) struct Found {
    pub suspension: Suspension,
    pub provider: Provider,
    pub listing: Option<Listing>,
    pub record: Record,
    pub is_member: bool,
}

impl Found {
    pub fn name(&self) -> &str {
        self.listing.as_ref().map_or(self.provider.name.as_str(), |listing| listing.name())
    }

    pub fn shown(&self) -> SuspensionShown {
        let (one, provider) = (&self.suspension, &self.provider);
        SuspensionShown {
            state: (one.state.label(), one.state.colour()),
            about: Link::to(one.about().review_path(), self.name()),
            provider: Link::to(format!("/moderation/providers/{}", provider.id), provider.name.as_str()),
            provider_state: provider_state_words(provider.state),
            because: one.because.lines().map(str::to_string).collect(),
            events: SuspensionShown::events_of(one),
        }
    }

    /// Why this moderator may not decide; empty when they may.
    pub fn barred(
        &self,
        moderator: &Moderator,
        before: &[Option<crate::accounts::AccountId>],
    ) -> &'static str {
        if self.is_member {
            return "This is your own organisation, so somebody else decides.";
        }
        match is_another(Some(moderator.account.id), before) {
            true => "",
            false => "You have decided something of this before, so somebody else decides now.",
        }
    }
}

pub(super) fn find(
    conn: &mut Conn,
    id: SuspensionId,
    me: crate::accounts::AccountId,
) -> diesel::QueryResult<Option<Found>> {
    let Some(suspension) = store::suspension(conn, id)? else { return Ok(None) };
    let Some(provider) = providers::find(conn, suspension.provider_id)? else { return Ok(None) };
    let listing = match suspension.listing_id {
        Some(listing) => listings::find(conn, listing)?,
        None => None,
    };
    let is_member = providers::desk(conn, me, provider.id)?.is_some();
    Ok(Some(Found { record: record(conn, provider.id)?, suspension, provider, listing, is_member }))
}

/// Who cannot decide cannot take it either.
pub(super) fn standing_for(stand: &Stand, moderator: &Moderator, barred: &str) -> Standing {
    let standing = standing(stand, moderator);
    Standing { waits: standing.waits && barred.is_empty(), ..standing }
}

async fn suspension_page(
    moderator: &Moderator,
    id: SuspensionId,
    query: &QueueQuery,
    app: &App,
    (form, problems): (RemarkForm, Problems),
) -> Result<SuspensionPage, Error> {
    let stand = stand(app, moderator, (Kind::Suspension, id.0), query).await?;
    let me = moderator.account.id;
    let found = app.read(move |conn| find(conn, id, me)).await?.ok_or(Error::NotFound)?;
    let (one, now) = (&found.suspension, app.clock.now());
    let waits = one.state == SuspensionState::Proposed;
    let barred = if waits { found.barred(moderator, &[one.proposed_by]) } else { "" };
    let ends = matches!(one.state, SuspensionState::Standing | SuspensionState::Upheld);
    Ok(SuspensionPage {
        page: Page::new(moderator, format!("Suspension of {}", found.name())).with_problems(&problems),
        shown: found.shown(),
        standing: standing_for(&stand, moderator, barred),
        waiting: waits.then(|| Waiting::new(one.proposed_at, now, stand.target)),
        hidden_until: one
            .hidden_until
            .filter(|_| one.is_hidden_for_now())
            .map(clock::moment_words)
            .unwrap_or_default(),
        barred,
        may_decide: waits && barred.is_empty() && stand.theirs(moderator).is_none(),
        may_take_back: waits && one.proposed_by == Some(me),
        may_restore: ends && !found.is_member,
        record: found.record,
        form,
        problems,
    })
}
