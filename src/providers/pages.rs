//! The pages of providers: the desk here; profile, sites, claims, members and invitations in their own files.

mod activity;
mod claims;
mod invitations;
mod logo;
mod members;
mod partnerships;
mod pictures;
mod point;
mod profile;
mod sites;
mod stories;

use actix_web::web::Path;

pub use activity::*;
pub use claims::*;
pub use invitations::*;
pub use logo::*;
pub use members::*;
pub use partnerships::*;
pub use pictures::*;
pub use point::*;
pub use profile::*;
pub use sites::*;
pub use stories::*;

use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Failed;
use crate::providers::actions::{self, ProviderError};
use crate::providers::model::{Needs, ProviderState};
use crate::providers::views::{HomePage, OverviewPage, Progress};
use crate::providers::{Desk, ProviderId, Site, store};
use crate::web::error::Error;
use crate::web::guards::Member;
use crate::web::page::{Link, Page};
use crate::web::reply::{Reply, form_again, page, see_other};

/// The organisation whose desk a member asks for: not found when they do not belong to it, refused when their role is
/// too small or the organisation is suspended.
pub async fn desk_of(app: &App, member: &Member, provider: ProviderId, needs: Needs) -> Result<Desk, Error> {
    let desk = desk_even_suspended(app, member, provider, needs).await?;
    if needs.changes() && !desk.provider.state.may_be_edited() {
        return Err(frozen(&desk));
    }
    Ok(desk)
}

/// The same for what the people of a suspended organisation may still do: answer us.
pub async fn desk_even_suspended(
    app: &App,
    member: &Member,
    provider: ProviderId,
    needs: Needs,
) -> Result<Desk, Error> {
    let account = member.account.id;
    let found = app.read(move |conn| store::desk(conn, account, provider)).await?;
    let desk = found.ok_or_else(Error::not_found)?;
    allowed(app, desk, needs).await
}

/// The desk, if its member may do this there; refused when their role is too small, or when it is for those who reach
/// the whole organisation.
pub async fn allowed(app: &App, desk: Desk, needs: Needs) -> Result<Desk, Error> {
    if desk.may(needs) {
        return Ok(desk);
    }
    if !desk.role.may(needs) {
        return Err(role_too_small(&desk, needs));
    }
    let provider = desk.provider.id;
    let sites = app.read(move |conn| store::sites(conn, provider)).await?;
    Err(not_of_all(&desk, needs, &sites))
}

fn not_of_all(desk: &Desk, needs: Needs, sites: &[Site]) -> Error {
    let name = &desk.provider.name;
    let who = match needs {
        Needs::ViewAll => format!("Whoever reaches all of {name} can see this."),
        _ => format!("An owner of {name}, or an editor of the whole organisation, can do this."),
    };
    Error::refused(
        "This belongs to the whole organisation",
        format!("{who} What you reach: {}. Ask an owner to change it.", desk.scope.reach().words(sites)),
        Link::to(desk.provider.desk_href(), "Go to the overview"),
    )
}

fn role_too_small(desk: &Desk, needs: Needs) -> Error {
    let who = if needs == Needs::Own { "An owner" } else { "An editor or owner" };
    Error::refused(
        "You may look, but not change this",
        format!(
            "{who} of {} can do this. Your role is {}. Ask an owner to change it.",
            desk.provider.name,
            desk.role.label().to_lowercase()
        ),
        Link::to(desk.provider.desk_href(), "Go to the overview"),
    )
}

fn frozen(desk: &Desk) -> Error {
    Error::refused(
        "The organisation is suspended",
        format!(
            "While {} is suspended, nothing about it can be changed. The overview says why.",
            desk.provider.name
        ),
        Link::to(desk.provider.desk_href(), "Go to the overview"),
    )
}

/// Straight to the only organisation; a choice of several; the way to begin one.
pub async fn home(member: Member, app: App) -> Reply {
    let account = member.account.id;
    let desks = app.read(move |conn| store::desks(conn, account)).await?;
    match desks.as_slice() {
        [only] => {
            let onward = see_other(only.provider.desk_href());
            match &member.visitor.notice {
                Some(notice) => onward.with_notice(notice).reply(),
                None => onward.reply(),
            }
        }
        _ => page(HomePage {
            page: Page::new(&member, "Your desk"),
            desks: desks.into_iter().map(Into::into).collect(),
        }),
    }
}

/// The overview, for features above to add to.
pub async fn overview_of(app: &App, member: &Member, provider: ProviderId) -> Result<OverviewPage, Error> {
    let desk = desk_of(app, member, provider, Needs::View).await?;
    let (before, now, owns) = (desk.provider.clone(), app.clock.now(), desk.role.may_own());
    let reach = desk.scope.reach().clone();
    let progress = app.read(move |conn| {
        let sites = store::sites(conn, before.id)?;
        Ok(Progress {
            lacking: actions::lacking(conn, &before)?,
            sites: sites.len(),
            reach: (!reach.is_all()).then(|| reach.words(&sites)),
            claims: store::every_claim(conn, before.id)?,
            stories: store::every_story(conn, before.id)?,
            run_out: if owns { store::run_out(conn, before.id, now)? } else { Vec::new() },
            today: now.london_day(),
        })
    });
    let title = format!("Overview of {}", desk.provider.name);
    Ok(OverviewPage::new(Page::new(member, title), desk, &progress.await?, app.settings.get().target))
}

/// Sends it to be verified, or says what is missing.
pub async fn submit(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let (id, now, provider) = (desk.provider.id, app.clock.now(), desk.provider);
    let actor = Actor::from(&member.account);
    let was_verified = provider.state == ProviderState::Verified;
    match app.db.write(move |conn| actions::submit(conn, &actor, id, now)).await {
        Err(Failed::Refused(ProviderError::Lacking(_))) => {
            let lacking = app.read(move |conn| actions::lacking(conn, &provider)).await?;
            form_again(overview_of(&app, &member, id).await?.refuse(&lacking))
        }
        other => {
            other?;
            // Pressed on a page that was open since before a moderator verified it.
            let notice =
                if was_verified { "It is verified already" } else { "Sent. A moderator will verify it" };
            see_other(format!("/desk/{id}")).with_notice(notice).reply()
        }
    }
}

pub async fn take_back(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::EditAll).await?;
    let (id, now, actor) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    app.db.write(move |conn| actions::take_back(conn, &actor, id, now)).await?;
    see_other(desk.provider.desk_href()).with_notice("Taken back. Change it, and send it again").reply()
}
