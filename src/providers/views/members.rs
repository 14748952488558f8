//! What the pages about members and invitations show.

use askama::Template;

use super::{DeskNav, RoleChoice};
use crate::kit::clock::{self, Moment};
use crate::providers::forms::{EVERY_SITE, InviteForm, JoinForm, RoleForm, SOME_SITES};
use crate::providers::store::{Belongs, Invitation, Site};
use crate::providers::{InvitationId, MembershipId, ProviderId};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

pub struct MemberLine {
    pub id: MembershipId,
    pub name: String,
    pub email: String,
    pub role: &'static str,
    /// Which sites they reach.
    pub reach: String,
    pub since: String,
    pub is_you: bool,
}

impl MemberLine {
    pub fn new(member: Belongs, you: crate::accounts::AccountId, sites: &[Site]) -> Self {
        Self {
            id: member.id,
            is_you: member.account == you,
            reach: member.scope.reach().words(sites),
            name: member.name,
            email: member.email,
            role: member.role.label(),
            since: clock::day_words(member.since.london_day()),
        }
    }
}

pub struct InvitationLine {
    pub id: InvitationId,
    pub email: String,
    pub role: &'static str,
    pub reach: String,
    pub until: String,
    pub has_run_out: bool,
}

impl InvitationLine {
    pub fn new(invitation: Invitation, now: Moment, sites: &[Site]) -> Self {
        Self {
            id: invitation.id,
            has_run_out: invitation.expires_at <= now,
            reach: invitation.reach.words(sites),
            email: invitation.email,
            role: invitation.role.label(),
            until: clock::day_words(invitation.expires_at.london_day()),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/members.html")]
pub struct MembersPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub members: Vec<MemberLine>,
    pub invitations: Vec<InvitationLine>,
    pub may_own: bool,
    pub problems: Problems,
}

#[derive(Template)]
#[template(path = "providers/invite.html")]
pub struct InvitePage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub form: InviteForm,
    pub problems: Problems,
    pub roles: Vec<RoleChoice>,
    pub reaches: [RoleChoice; 2],
    pub sites: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "providers/member.html")]
pub struct MemberPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub member: MemberLine,
    pub form: RoleForm,
    pub problems: Problems,
    pub roles: Vec<RoleChoice>,
    pub reaches: [RoleChoice; 2],
    pub sites: Vec<Choice>,
    pub is_last_owner: bool,
}

pub fn reach_choices() -> [RoleChoice; 2] {
    [
        RoleChoice {
            code: EVERY_SITE,
            label: "All sites",
            hint: "The whole organisation, with sites that come later",
        },
        RoleChoice {
            code: SOME_SITES,
            label: "Only some sites",
            hint: "The listings of these sites and who applies to them. What belongs to the whole organisation they \
                   cannot change. An owner always reaches all sites",
        },
    ]
}

pub fn site_choices(sites: &[Site]) -> Vec<Choice> {
    let choice = |site: &Site| Choice::new(site.id.to_string(), format!("{}, {}", site.name, site.town));
    sites.iter().map(choice).collect()
}

/// How somebody who followed the link of an invitation can go on.
pub enum Way {
    /// Signed in with the invited address.
    Join,
    /// The address has no account.
    Create,
    /// The address has an account, which is not signed in.
    SignIn,
    /// Somebody else is signed in.
    OtherAddress { signed_in_as: String },
    /// The address is a candidate's, or of the staff.
    OtherKind,
}

#[derive(Template)]
#[template(path = "providers/invitation.html")]
pub struct InvitationPage {
    pub page: Page,
    pub provider: String,
    pub email: String,
    pub role: &'static str,
    /// What the role allows, after "you can".
    pub may: &'static str,
    /// The sites that they would reach; `None` for all.
    pub reach: Option<String>,
    pub way: Way,
    pub form: JoinForm,
    pub problems: Problems,
}
