//! What the pages of providers show. The desk's pages are here, those about people in [`members`], and what the public
//! reads in [`public`].

mod desk;
mod members;
mod public;

use askama::Template;

pub use desk::*;
pub use members::*;
pub use public::*;

use crate::codes::{self, Code};
use crate::kit::text;
use crate::providers::forms::{ClaimForm, ProfileForm, SiteForm};
use crate::providers::model::{MemberRole, ProviderState};
use crate::providers::store::{Desk, Provider, Site};
use crate::providers::{ProviderId, SiteId};
use crate::web::form::Problems;
use crate::web::page::{Link, Page};

/// One of a person's organisations.
pub struct DeskLine {
    pub href: String,
    pub name: String,
    pub role: &'static str,
    pub state: &'static str,
    pub colour: &'static str,
}

impl From<Desk> for DeskLine {
    fn from(desk: Desk) -> Self {
        Self {
            href: desk.provider.desk_href(),
            role: desk.role.label(),
            state: desk.provider.state.label(),
            colour: desk.provider.state.colour(),
            name: desk.provider.name,
        }
    }
}

#[derive(Template)]
#[template(path = "providers/home.html")]
pub struct HomePage {
    pub page: Page,
    pub desks: Vec<DeskLine>,
}

/// The form of a new organisation, and of the profile of an old one.
#[derive(Template)]
#[template(path = "providers/profile.html")]
pub struct ProfilePage {
    pub page: Page,
    /// `None` for a new organisation.
    pub nav: Option<DeskNav>,
    pub form: ProfileForm,
    pub problems: Problems,
    /// The description as HTML, when a preview was asked for.
    pub preview: Option<String>,
    pub is_verified: bool,
    pub cancel: String,
}

impl ProfilePage {
    pub fn new(page: Page, before: Option<&Provider>, form: ProfileForm, problems: Problems) -> Self {
        let cancel = before.map_or("/desk".into(), |provider| format!("{}/profile", provider.desk_href()));
        Self {
            page: page.with_problems(&problems),
            nav: before.map(|provider| DeskNav::new(provider, DeskPlace::Organisation)),
            preview: form.wants_preview().then(|| text::markdown(&form.description)),
            is_verified: before.is_some_and(|provider| provider.state == ProviderState::Verified),
            cancel,
            form,
            problems,
        }
    }
}

#[derive(Template)]
#[template(path = "providers/organisation.html")]
pub struct OrganisationPage {
    pub page: Page,
    pub nav: DeskNav,
    pub profile: PublicProfile,
    pub provider: Provider,
    /// May this member change it?
    pub may_edit: bool,
}

#[derive(Template)]
#[template(path = "providers/logo.html")]
pub struct LogoPage {
    pub page: Page,
    pub nav: DeskNav,
    pub problems: Problems,
    pub logo_href: String,
    pub provider_id: ProviderId,
}

impl LogoPage {
    pub fn new(page: Page, provider: &Provider, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            logo_href: provider.logo_href(),
            provider_id: provider.id,
            problems,
        }
    }
}

#[derive(Template)]
#[template(path = "providers/sites.html")]
pub struct SitesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub sites: Vec<SiteLine>,
    pub provider_id: ProviderId,
    pub may_edit: bool,
    /// Listings because of which a site could not be removed.
    pub needing: Vec<Link>,
}

#[derive(Template)]
#[template(path = "providers/site.html")]
pub struct SitePage {
    pub page: Page,
    pub nav: DeskNav,
    pub form: SiteForm,
    pub problems: Problems,
    pub provider_id: ProviderId,
    /// `None` for a new site.
    pub site: Option<SiteId>,
}

impl SitePage {
    pub fn new(
        page: Page,
        provider: &Provider,
        site: Option<&Site>,
        form: SiteForm,
        problems: Problems,
    ) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Sites),
            provider_id: provider.id,
            site: site.map(|site| site.id),
            form,
            problems,
        }
    }
}

/// One thing that can be said of working somewhere, and whether it is.
pub struct ClaimChoice {
    pub code: &'static Code,
    pub detail: Option<String>,
}

pub struct ClaimChoices {
    pub label: &'static str,
    pub choices: Vec<ClaimChoice>,
}

#[derive(Template)]
#[template(path = "providers/claims.html")]
pub struct ClaimsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub groups: Vec<ClaimChoices>,
}

impl ClaimsPage {
    pub fn new(page: Page, provider: &Provider, said: &[crate::providers::Claim]) -> Self {
        let choice = |code: &&'static Code| ClaimChoice {
            code,
            detail: said.iter().find(|claim| claim.claim == code.code).map(|claim| claim.detail.clone()),
        };
        let groups = codes::claims().groups().into_iter().map(|group| ClaimChoices {
            label: group.label,
            choices: group.codes.iter().map(choice).collect(),
        });
        Self {
            page,
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            groups: groups.collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/claim.html")]
pub struct ClaimPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub code: &'static Code,
    pub form: ClaimForm,
    pub problems: Problems,
    /// Is it said now?
    pub is_said: bool,
}

/// A role to choose, with what it allows.
pub struct RoleChoice {
    pub code: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

pub fn role_choices() -> Vec<RoleChoice> {
    MemberRole::ALL
        .iter()
        .map(|role| RoleChoice { code: role.as_str(), label: role.label(), hint: role.hint() })
        .collect()
}
