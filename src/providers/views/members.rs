//! What the pages about members and invitations show.

use askama::Template;

use super::{DeskNav, RoleChoice};
use crate::kit::clock::{self, Moment};
use crate::providers::forms::{InviteForm, JoinForm};
use crate::providers::store::{Belongs, Invitation};
use crate::providers::{InvitationId, MembershipId, ProviderId};
use crate::web::form::Problems;
use crate::web::page::Page;

pub struct MemberLine {
    pub id: MembershipId,
    pub name: String,
    pub email: String,
    pub role: &'static str,
    pub since: String,
    pub is_you: bool,
}

impl MemberLine {
    pub fn new(member: Belongs, you: crate::accounts::AccountId) -> Self {
        Self {
            id: member.id,
            is_you: member.account == you,
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
    pub until: String,
    pub has_run_out: bool,
}

impl InvitationLine {
    pub fn new(invitation: Invitation, now: Moment) -> Self {
        Self {
            id: invitation.id,
            has_run_out: invitation.expires_at <= now,
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
}

#[derive(Template)]
#[template(path = "providers/member.html")]
pub struct MemberPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub member: MemberLine,
    pub role: String,
    pub problems: Problems,
    pub roles: Vec<RoleChoice>,
    pub is_last_owner: bool,
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
    pub way: Way,
    pub form: JoinForm,
    pub problems: Problems,
}
