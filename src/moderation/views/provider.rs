//! Organisations on the review desk.

use super::*;
use crate::listings::ListingState;
use crate::providers::{Claim, Provider, ProviderState, PublicProfile, Site, Told};

/// A fact in a summary list.
pub struct Fact {
    pub label: &'static str,
    pub value: String,
}

/// An organisation as it describes itself.
pub struct ProviderShown {
    pub name: String,
    pub logo_href: String,
    pub initials: String,
    pub facts: Vec<Fact>,
    /// Safe HTML.
    pub description: String,
    pub sites: Vec<SiteLine>,
    pub claims: Vec<ClaimLine>,
    /// With what it shows and says besides, as its public page has it.
    pub profile: PublicProfile,
}

pub struct SiteLine {
    pub name: String,
    pub place: String,
    pub care: String,
    pub codes: String,
}

pub struct ClaimLine {
    pub label: String,
    pub detail: String,
    pub source: String,
}

fn codes_words(cqc: Option<&String>, ods: Option<&String>) -> String {
    let named = |name: &str, code: Option<&String>| code.map(|code| format!("{name} {code}"));
    [named("CQC", cqc), named("ODS", ods)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl ProviderShown {
    pub fn new(provider: &Provider, told: &Told, today: chrono::NaiveDate) -> Self {
        let (sites, claims) = (&told.sites, &told.claims);
        let facts = vec![
            Fact { label: "Kind of care", value: codes::sectors().label(&provider.sector).into() },
            Fact { label: "Funding", value: codes::fundings().label(&provider.funding).into() },
            Fact { label: "Website", value: provider.website.clone() },
            Fact {
                label: "Codes (format checked only)",
                value: codes_words(provider.cqc_code.as_ref(), provider.ods_code.as_ref()),
            },
        ];
        Self {
            name: provider.name.clone(),
            logo_href: provider.logo_href(),
            initials: provider.initials(),
            facts,
            description: crate::kit::text::markdown(&provider.description),
            sites: sites.iter().map(SiteLine::from).collect(),
            claims: claims.iter().map(ClaimLine::from).collect(),
            profile: PublicProfile::new(provider, told, today),
        }
    }
}

impl From<&Site> for SiteLine {
    fn from(site: &Site) -> Self {
        let parts = [site.address.as_str(), site.town.as_str(), site.postcode.as_str()];
        Self {
            name: site.name.clone(),
            place: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            care: format!(
                "{}, {}",
                codes::sectors().label(&site.sector),
                codes::fundings().label(&site.funding)
            ),
            codes: codes_words(site.cqc_code.as_ref(), site.ods_code.as_ref()),
        }
    }
}

impl From<&Claim> for ClaimLine {
    fn from(claim: &Claim) -> Self {
        Self { label: claim.label().to_string(), detail: claim.said(), source: claim.checked_at() }
    }
}

/// How many listings it has in a state.
pub struct StateCount {
    pub label: String,
    pub count: i64,
}

impl StateCount {
    /// What is live is out of sight while its organisation is not public.
    pub fn new((state, count): (ListingState, i64), is_public: bool) -> Self {
        let hidden = if state == ListingState::Live && !is_public { " (hidden)" } else { "" };
        Self { label: format!("{}{hidden}", state_words(state).0), count }
    }
}

/// What a moderator calls a listing's state, with the colour of its tag.
pub fn state_words(state: ListingState) -> (&'static str, &'static str) {
    match state {
        ListingState::Returned => ("Returned", "orange"),
        other => (other.label(), other.colour()),
    }
}

/// The same of an organisation.
pub fn provider_state_words(state: ProviderState) -> (&'static str, &'static str) {
    match state {
        ProviderState::Draft => ("Draft", "grey"),
        ProviderState::Submitted => ("Waits to be verified", "blue"),
        ProviderState::Returned => ("Returned", "yellow"),
        other => (other.label(), other.colour()),
    }
}

#[derive(Template)]
#[template(path = "moderation/provider.html")]
pub struct ProviderPage {
    pub page: Page,
    pub shown: ProviderShown,
    pub state: (&'static str, &'static str),
    pub public: Option<Link>,
    pub waiting: Option<Waiting>,
    pub marks: Vec<Mark>,
    pub listings: Vec<StateCount>,
    pub record: Record,
    pub thread: ThreadShown,
    pub standing: Standing,
    pub verdict: Option<Verdict>,
    pub suspend: SuspendShown,
}

pub struct ProviderLine {
    pub href: String,
    pub name: String,
    pub sector: String,
    pub state: (&'static str, &'static str),
}

impl From<&Provider> for ProviderLine {
    fn from(provider: &Provider) -> Self {
        Self {
            href: format!("/moderation/providers/{}", provider.id),
            name: provider.name.clone(),
            sector: codes::sectors().label(&provider.sector).to_string(),
            state: provider_state_words(provider.state),
        }
    }
}

#[derive(Template)]
#[template(path = "moderation/providers.html")]
pub struct ProvidersPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    pub query: ProvidersQuery,
    pub problems: Problems,
    pub states: Vec<Choice>,
    pub lines: Vec<ProviderLine>,
    pub total: i64,
    pub pages: Pages,
}
