//! The letters of providers.

use crate::kit::letters::{Letter, Site};
use crate::providers::ProviderId;
use crate::providers::model::{INVITATION_DAYS, MemberRole};
use crate::providers::store::Provider;

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
            .facts([("You would be", self.role.label()), ("You could", self.role.may_words())])
            .button("See the invitation", site.url(&format!("/invitations?token={}", self.token)))
            .para(format!("The link works once, for {INVITATION_DAYS} days. If you do not want to join, do nothing."))
            .because(format!("You get this because {} entered this address at Rounds.", self.inviter))
    }
}

/// What was decided about an organisation, with the moderator's words where there are any.
#[derive(Clone, Copy)]
pub enum Decision<'a> {
    Verified,
    Returned(&'a str),
    Suspended(&'a str),
    Restored,
}

pub struct DecisionMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a str,
    pub id: ProviderId,
    pub decision: Decision<'a>,
}

impl DecisionMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (provider, to_desk) = (self.provider, "Go to your desk");
        let about =
            |kind: &'static str, subject: String| Letter::to(self.email, self.name, kind).subject(subject);
        let (letter, button) = match self.decision {
            Decision::Verified => (
                about("providers.verified", format!("{provider} is verified")).para(format!("We have verified {provider}. Its page is public now, and its listings can go live once a moderator has read them.")),
                to_desk,
            ),
            Decision::Returned(reasons) => (
                about("providers.returned", format!("{provider} could not be verified yet"))
                    .para(format!("A moderator looked at {provider} and asks you to correct something first:"))
                    .quote(reasons)
                    .para("Change it, and send the organisation again. Everything you entered is kept."),
                "Correct and send again",
            ),
            Decision::Suspended(because) => (
                about("providers.suspended", format!("{provider} is suspended"))
                    .para(format!("A moderator has suspended {provider}. Its page and its listings are hidden, and nothing about it can be changed for now. The reason:"))
                    .quote(because)
                    .para(format!("If you think this is wrong, write to us: {}", site.url("/contact"))),
                to_desk,
            ),
            Decision::Restored => (
                about("providers.restored", format!("{provider} is no longer suspended")).para(format!(
                    "The suspension of {provider} has ended. Its page and its live listings can be seen again."
                )),
                to_desk,
            ),
        };
        letter.button(button, desk(site, self.id)).because(belongs(provider))
    }
}

/// What was decided about something that an organisation says of itself.
#[derive(Clone, Copy)]
pub enum Reviewed<'a> {
    Approved,
    Returned(&'a str),
}

pub struct ReviewMail<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub provider: &'a Provider,
    /// What it is called on the desk.
    pub what: &'a str,
    /// Where it stands on the desk, after the organisation's own address.
    pub page: &'a str,
    pub reviewed: Reviewed<'a>,
}

impl ReviewMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let (what, provider) = (self.what, &self.provider.name);
        let about =
            |kind: &'static str, subject: String| Letter::to(self.email, self.name, kind).subject(subject);
        let letter = match self.reviewed {
            Reviewed::Approved => about("providers.approved", format!("Public now: {what}"))
                .para(format!(
                    "A moderator has read “{what}” and approved it. It stands on the page of {provider} now."
                ))
                .button("See the public page", site.url(&self.provider.href())),
            Reviewed::Returned(because) => about("providers.sent-back", format!("Please correct: {what}"))
                .para(format!(
                    "A moderator read “{what}” of {provider} and asks you to correct something first:"
                ))
                .quote(because)
                .para("Everything you entered is kept. What was public before stays public meanwhile.")
                .button("Correct and send again", format!("{}{}", desk(site, self.provider.id), self.page)),
        };
        letter.because(belongs(provider))
    }
}
