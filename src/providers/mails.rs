//! The letters of providers.

use crate::kit::letters::{Letter, Site};
use crate::providers::ProviderId;
use crate::providers::model::{INVITATION_DAYS, MemberRole};

fn desk(site: &Site, id: ProviderId) -> String {
    site.url(&format!("/desk/{id}"))
}

fn belongs(provider: &str) -> String {
    format!("You get this because you are an owner or editor of {provider} at Rounds.")
}

/// To somebody who may not have an account.
pub struct InvitationMail<'a> {
    pub email: &'a str,
    pub inviter: &'a str,
    pub provider: &'a str,
    pub role: MemberRole,
    pub token: &'a str,
}

impl InvitationMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, "", "providers.invitation")
            .subject(format!("Join {} at Rounds", self.provider))
            .para(format!(
                "{} invites you to join {} at Rounds, where it posts roles and training placements in independent healthcare.",
                self.inviter, self.provider
            ))
            .facts([("You would be", self.role.label()), ("What you may do", self.role.hint())])
            .button("See the invitation", site.url(&format!("/invitations?token={}", self.token)))
            .para(format!("The link works once, for {INVITATION_DAYS} days. If you do not want to join, do nothing."))
            .because(format!("You get this because {} entered this address at Rounds.", self.inviter))
    }
}

pub struct VerifiedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    pub id: ProviderId,
}

impl VerifiedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "providers.verified")
            .subject(format!("{} is verified", self.provider))
            .para(format!("We have verified {}. Its page is public now, and its listings can go live once a moderator has read them.", self.provider))
            .button("Go to your desk", desk(site, self.id))
            .because(belongs(self.provider))
    }
}

pub struct ReturnedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    pub id: ProviderId,
    /// In the moderator's words.
    pub reasons: &'a str,
}

impl ReturnedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "providers.returned")
            .subject(format!("{} could not be verified yet", self.provider))
            .para(format!("A moderator looked at {} and asks you to mend something first:", self.provider))
            .quote(self.reasons)
            .para("Change it, and send the organisation again. Everything you entered is kept.")
            .button("Mend and send again", desk(site, self.id))
            .because(belongs(self.provider))
    }
}

pub struct SuspendedMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    pub id: ProviderId,
    pub because: &'a str,
}

impl SuspendedMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "providers.suspended")
            .subject(format!("{} is suspended", self.provider))
            .para(format!("A moderator has suspended {}. Its page and its listings are hidden, and nothing about it can be changed for now. The reason:", self.provider))
            .quote(self.because)
            .para(format!("If you think this is wrong, write to us: {}", site.url("/contact")))
            .button("Go to your desk", desk(site, self.id))
            .because(belongs(self.provider))
    }
}

pub struct RestoredMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    pub id: ProviderId,
}

impl RestoredMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        Letter::to(self.email, self.name, "providers.restored")
            .subject(format!("{} is no longer suspended", self.provider))
            .para(format!(
                "The suspension of {} has ended. Its page and its live listings can be seen again.",
                self.provider
            ))
            .button("Go to your desk", desk(site, self.id))
            .because(belongs(self.provider))
    }
}
