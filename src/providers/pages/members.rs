//! The people of an organisation: list, invite, change, remove, leave.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::desk_of;
use crate::accounts::actions::Here;
use crate::app::App;
use crate::audit::Actor;
use crate::kit::db::Failed;
use crate::providers::actions::{self, MemberError};
use crate::providers::forms::{InviteForm, RoleForm};
use crate::providers::model::{MemberRole, Needs, Reach, loses_last_owner};
use crate::providers::store::{self, Belongs};
use crate::providers::views::{
    DeskNav, DeskPlace, InvitationLine, InvitePage, MemberLine, MemberPage, MembersPage, reach_choices,
    role_choices, site_choices,
};
use crate::providers::{Desk, InvitationId, MembershipId, ProviderId, Site};
use crate::web::error::Error;
use crate::web::form::{Form, Problems};
use crate::web::guards::Member;
use crate::web::limits::Limit;
use crate::web::page::Page;
use crate::web::reply::{Reply, form_again, page, page_with, see_other};

pub async fn members(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::View).await?;
    page(members_page(&app, &member, &desk, Problems::none()).await?)
}

async fn members_page(
    app: &App,
    member: &Member,
    desk: &Desk,
    problems: Problems,
) -> Result<MembersPage, Error> {
    let (id, now, you) = (desk.provider.id, app.clock.now(), member.account.id);
    let read = app.read(move |conn| {
        Ok((store::members(conn, id)?, store::open_invitations(conn, id)?, store::sites(conn, id)?))
    });
    let (members, invitations, sites) = read.await?;
    Ok(MembersPage {
        page: Page::new(member, "Members").with_problems(&problems),
        nav: DeskNav::new(&desk.provider, DeskPlace::Members),
        provider_id: id,
        members: members.into_iter().map(|one| MemberLine::new(one, you, &sites)).collect(),
        invitations: invitations.into_iter().map(|one| InvitationLine::new(one, now, &sites)).collect(),
        may_own: desk.role.may_own(),
        problems,
    })
}

/// Takes somebody out; the last owner stays, and the page of the members says so.
async fn take_out(
    app: &App,
    member: &Member,
    desk: &Desk,
    id: MembershipId,
) -> Result<Option<MembersPage>, Error> {
    let (provider, now, actor) = (desk.provider.id, app.clock.now(), Actor::from(&member.account));
    match app.db.write(move |conn| actions::remove_member(conn, &actor, (provider, id), now)).await {
        Err(Failed::Refused(MemberError::LastOwner(_))) => {
            let mut problems = Problems::none();
            let name = &desk.provider.name;
            problems.add("leaving", format!("{name} needs an owner. Make somebody else an owner first"));
            members_page(app, member, desk, problems).await.map(Some)
        }
        other => Ok(other.map(|()| None)?),
    }
}

pub async fn invite_form(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Own).await?;
    let sites = sites_of(&app, &desk).await?;
    page(invite_page(&member, &desk, &sites, (InviteForm::fresh(), Problems::none())))
}

async fn sites_of(app: &App, desk: &Desk) -> Result<Vec<Site>, Error> {
    let provider = desk.provider.id;
    Ok(app.read(move |conn| store::sites(conn, provider)).await?)
}

fn invite_page(
    member: &Member,
    desk: &Desk,
    sites: &[Site],
    (form, problems): (InviteForm, Problems),
) -> InvitePage {
    InvitePage {
        page: Page::new(member, "Invite somebody").with_problems(&problems),
        nav: DeskNav::new(&desk.provider, DeskPlace::Members),
        provider_id: desk.provider.id,
        roles: role_choices(),
        reaches: reach_choices(),
        sites: site_choices(sites),
        form,
        problems,
    }
}

pub async fn invite(member: Member, path: Path<ProviderId>, form: Form<InviteForm>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::Own).await?;
    let sites = sites_of(&app, &desk).await?;
    let new = match form.check(&sites) {
        Ok(new) => new,
        Err(problems) => return form_again(invite_page(&member, &desk, &sites, (form.0, problems))),
    };
    app.limits.count(Limit::Invite, &member.account.email)?;
    let (provider, inviter, here) = (desk.provider.clone(), member.account.clone(), here(&app));
    let notice = format!("We have sent an email to {}", new.email);
    let invited = app.db.write(move |conn| actions::invite(conn, &provider, &inviter, &new, &here)).await;
    if let Err(Failed::Refused(MemberError::AlreadyMember)) = invited {
        let mut problems = Problems::none();
        problems.add("email", "This address is a member's already. Change their role instead");
        return form_again(invite_page(&member, &desk, &sites, (form.0, problems)));
    }
    invited?;
    see_other(format!("/desk/{}/members", desk.provider.id)).with_notice(notice).reply()
}

fn here(app: &App) -> Here {
    Here { now: app.clock.now(), site: app.site.clone() }
}

pub async fn invite_again(member: Member, path: Path<(ProviderId, InvitationId)>, app: App) -> Reply {
    let (provider, invitation) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Own).await?;
    app.limits.count(Limit::Invite, &member.account.email)?;
    let here = here(&app);
    let again =
        move |conn: &mut _| actions::invite_again(conn, &desk.provider, &member.account, invitation, &here);
    app.db.write(again).await?;
    see_other(format!("/desk/{provider}/members"))
        .with_notice("We have sent another email. The link in the earlier one no longer works")
        .reply()
}

pub async fn withdraw_invitation(member: Member, path: Path<(ProviderId, InvitationId)>, app: App) -> Reply {
    let (provider, invitation) = path.into_inner();
    desk_of(&app, &member, provider, Needs::Own).await?;
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    app.write(move |conn| actions::withdraw_invitation(conn, &actor, (provider, invitation), now)).await?;
    see_other(format!("/desk/{provider}/members")).with_notice("The invitation is withdrawn").reply()
}

/// The member that the address names, with what deciding about them needs.
struct One {
    desk: Desk,
    found: Belongs,
    owners: i64,
    sites: Vec<Site>,
}

async fn one_of(app: &App, member: &Member, path: Path<(ProviderId, MembershipId)>) -> Result<One, Error> {
    let (provider, id) = path.into_inner();
    let desk = desk_of(app, member, provider, Needs::Own).await?;
    let read = app.read(move |conn| {
        Ok((
            store::member(conn, provider, id)?,
            store::owners(conn, provider)?,
            store::sites(conn, provider)?,
        ))
    });
    let (found, owners, sites) = read.await?;
    Ok(One { desk, found: found.ok_or_else(Error::not_found)?, owners, sites })
}

pub async fn member_form(member: Member, path: Path<(ProviderId, MembershipId)>, app: App) -> Reply {
    let one = one_of(&app, &member, path).await?;
    let form = RoleForm::of(&one.found);
    page(member_page(&member, one, form, Problems::none()))
}

fn member_page(member: &Member, one: One, form: RoleForm, problems: Problems) -> MemberPage {
    let One { desk, found, owners, sites } = one;
    MemberPage {
        page: Page::new(member, found.name.clone()).with_problems(&problems),
        nav: DeskNav::new(&desk.provider, DeskPlace::Members),
        provider_id: desk.provider.id,
        is_last_owner: loses_last_owner(found.role, None, owners),
        member: MemberLine::new(found, member.account.id, &sites),
        roles: role_choices(),
        reaches: reach_choices(),
        sites: site_choices(&sites),
        form,
        problems,
    }
}

pub async fn change_role(
    member: Member,
    path: Path<(ProviderId, MembershipId)>,
    form: Form<RoleForm>,
    app: App,
) -> Reply {
    let one = one_of(&app, &member, path).await?;
    let (provider, id) = (one.desk.provider.id, one.found.id);
    let (role, reach) = match checked_role(&form, &one) {
        Ok(checked) => checked,
        Err(problems) => return form_again(member_page(&member, one, form.0, problems)),
    };
    let words = match &reach {
        Reach::All => String::new(),
        some => format!(", for {}", some.words(&one.sites)),
    };
    let seen = form.0.seen;
    let (now, actor) = (app.clock.now(), Actor::from(&member.account));
    let change =
        move |conn: &mut _| actions::change_role(conn, &actor, (provider, id, &seen), (role, &reach), now);
    app.db.write(change).await?;
    let onward = see_other(format!("/desk/{provider}/members"));
    onward.with_notice(format!("{} is now {}{words}", one.found.name, role.with_article())).reply()
}

fn checked_role(form: &RoleForm, one: &One) -> Result<(MemberRole, Reach), Problems> {
    let (role, reach) = form.check(&one.sites)?;
    let mut problems = Problems::none();
    if loses_last_owner(one.found.role, Some(role), one.owners) {
        problems.add("role", "An organisation needs an owner. Make somebody else an owner first");
    }
    problems.done((role, reach))
}

pub async fn remove_member(member: Member, path: Path<(ProviderId, MembershipId)>, app: App) -> Reply {
    let (provider, id) = path.into_inner();
    let desk = desk_of(&app, &member, provider, Needs::Own).await?;
    if let Some(refused) = take_out(&app, &member, &desk, id).await? {
        return page_with(StatusCode::CONFLICT, refused);
    }
    see_other(format!("/desk/{provider}/members"))
        .with_notice("They no longer belong to the organisation")
        .reply()
}

/// Somebody takes themselves out. Once out, the page that offered it is not found.
pub async fn leave(member: Member, path: Path<ProviderId>, app: App) -> Reply {
    let desk = desk_of(&app, &member, *path, Needs::View).await?;
    let (provider, account) = (desk.provider.id, member.account.id);
    let mine = app.read(move |conn| store::members(conn, provider)).await?;
    if let Some(id) = mine.iter().find(|one| one.account == account).map(|one| one.id)
        && let Some(refused) = take_out(&app, &member, &desk, id).await?
    {
        return page_with(StatusCode::CONFLICT, refused);
    }
    see_other("/desk").with_notice(format!("You have left {}", desk.provider.name)).reply()
}
