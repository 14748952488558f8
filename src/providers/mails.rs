//! The letters of providers.

mod examples;

pub use examples::{larkfield, letter_examples};

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
    /// The sites that they would reach; `None` for all.
    pub reach: Option<&'a str>,
    pub token: &'a str,
}

impl InvitationMail<'_> {
    pub fn letter(&self, site: &Site) -> Letter {
        let could = if self.reach.is_some() { self.role.may_there_words() } else { self.role.may_words() };
        let mut facts = vec![("You would be", self.role.label()), ("You could", could)];
        facts.extend(self.reach.map(|reach| ("You would reach", reach)));
        Letter::to(self.email, "", "providers.invitation")
            .subject(format!("Join {} at Rounds", self.provider))
            .para(format!(
                "{} invites you to join {} at Rounds, where it posts roles and training placements in independent healthcare.",
                self.inviter, self.provider
            ))
            .facts(facts)
            .button("See the invitation", site.url(&format!("/invitations?token={}", self.token)))
            .para(format!("The link works once, for {INVITATION_DAYS} days. If you do not want to join, do nothing."))
            .owed_because(format!("You get this because {} entered this address at Rounds.", self.inviter))
    }
}

/// What was decided about an organisation, with the moderator's words where there are any.
#[derive(Clone, Copy)]
pub enum Decision<'a> {
    Verified,
    Returned(&'a str),
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
        };
        letter.button(button, desk(site, self.id)).owed_because(belongs(provider))
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
        letter.owed_because(belongs(provider))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::clock::Moment;
    use crate::providers::ProviderState;

    fn site() -> Site {
        Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() }
    }

    fn larkfield() -> Provider {
        let at = Moment("2026-11-22T10:00:00".parse().unwrap());
        Provider {
            id: ProviderId(7),
            slug: "larkfield-surgical".into(),
            name: "Larkfield Surgical".into(),
            description: String::new(),
            sector: "acute".into(),
            funding: "mixed".into(),
            website: String::new(),
            cqc_code: None,
            ods_code: None,
            logo_id: None,
            state: ProviderState::Verified,
            returned_because: None,
            submitted_at: None,
            verified_at: Some(at),
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn what_a_moderator_said_of_a_claim_comes_with_the_next_step() {
        let (provider, because) = (larkfield(), "Please quote the page, or add the document as a file.");
        for (name, reviewed) in
            [("claim_approved", Reviewed::Approved), ("claim_returned", Reviewed::Returned(because))]
        {
            let mail = ReviewMail {
                email: "bea@example.org",
                name: "Bea Holt",
                provider: &provider,
                what: "Study days and budget",
                page: "/claims/study-days",
                reviewed,
            };
            insta::assert_snapshot!(name, mail.letter(&site()).text(&site()).unwrap());
        }
    }

    #[test]
    fn what_was_decided_of_an_organisation_comes_with_the_next_step() {
        let because = "We could not match your CQC code with the name.";
        for (name, decision) in [("verified", Decision::Verified), ("returned", Decision::Returned(because))]
        {
            let mail = DecisionMail {
                email: "bea@example.org",
                name: "Bea Holt",
                provider: "Larkfield Surgical",
                id: ProviderId(7),
                decision,
            };
            insta::assert_snapshot!(name, mail.letter(&site()).text(&site()).unwrap());
        }
    }
}
