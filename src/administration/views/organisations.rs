//! Organisations, as administrators look at them.

use askama::Template;

use super::{AuditLine, Fact, Tab};
use crate::administration::forms::OrganisationsQuery;
use crate::codes;
use crate::kit::clock;
use crate::listings::Listing;
use crate::moderation::{listing_state_words, provider_state_words};
use crate::providers::{Belongs, Invitation, Provider, Site};
use crate::web::form::{Choice, Problems};
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;

pub struct OrganisationLine {
    pub href: String,
    pub name: String,
    pub sector: String,
    pub state: (&'static str, &'static str),
    pub since: String,
}

impl From<&Provider> for OrganisationLine {
    fn from(provider: &Provider) -> Self {
        Self {
            href: format!("/administration/organisations/{}", provider.id),
            name: provider.name.clone(),
            sector: codes::sectors().label(&provider.sector).to_string(),
            state: provider_state_words(provider.state),
            since: clock::day_words(provider.created_at.london_day()),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/organisations.html")]
pub struct OrganisationsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: OrganisationsQuery,
    pub problems: Problems,
    pub states: Vec<Choice>,
    pub lines: Vec<OrganisationLine>,
    pub total: i64,
    pub pages: Pages,
}

pub struct MemberLine {
    pub href: String,
    pub name: String,
    pub email: String,
    pub role: &'static str,
    /// Which sites they reach.
    pub reach: String,
    pub since: String,
}

impl MemberLine {
    pub fn new(member: &Belongs, sites: &[Site]) -> Self {
        Self {
            reach: member.scope.reach().words(sites),
            href: format!("/administration/people/{}", member.account),
            name: member.name.clone(),
            email: member.email.clone(),
            role: member.role.label(),
            since: clock::day_words(member.since.london_day()),
        }
    }
}

/// An invitation that nobody has taken yet.
pub struct InvitationLine {
    pub email: String,
    pub role: &'static str,
    /// Which sites they would reach.
    pub reach: String,
    pub until: String,
}

impl InvitationLine {
    pub fn new(invitation: &Invitation, sites: &[Site]) -> Self {
        Self {
            reach: invitation.reach.words(sites),
            email: invitation.email.clone(),
            role: invitation.role.label(),
            until: clock::moment_words(invitation.expires_at),
        }
    }
}

pub struct ListingLine {
    pub href: String,
    pub title: String,
    pub state: (&'static str, &'static str),
    pub changed: String,
}

impl From<&Listing> for ListingLine {
    fn from(listing: &Listing) -> Self {
        Self {
            href: format!("/moderation/listings/{}", listing.id),
            title: listing.name().to_string(),
            state: listing_state_words(listing.state),
            changed: clock::day_words(listing.updated_at.london_day()),
        }
    }
}

#[derive(Template)]
#[template(path = "administration/organisation.html")]
pub struct OrganisationPage {
    pub page: Page,
    pub line: OrganisationLine,
    pub facts: Vec<Fact>,
    pub links: Vec<Link>,
    pub members: Vec<MemberLine>,
    pub invitations: Vec<InvitationLine>,
    /// How many there are in each state.
    pub counts: Vec<(&'static str, i64)>,
    /// The last that were begun.
    pub listings: Vec<ListingLine>,
    pub history: Vec<AuditLine>,
}
