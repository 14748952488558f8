//! What the pages of providers show. The desk's pages are here, those about people in [`members`], about what
//! it is like to work there in [`claims`], and what the public reads in [`public`].

mod claims;
mod deeds;
mod desk;
mod home;
mod map;
mod members;
mod pictures;
mod point;
mod public;
mod stories;

use askama::Template;

pub use claims::*;
pub use deeds::*;
pub use desk::*;
pub use home::*;
pub use map::*;
pub use members::*;
pub use pictures::*;
pub use point::*;
pub use public::*;
pub use stories::*;

use crate::kit::text;
use crate::providers::forms::{ProfileForm, SiteForm};
use crate::providers::model::{MemberRole, ProviderState};
use crate::providers::store::{Desk, Provider, Site};
use crate::providers::{ProviderId, SiteId};
use crate::web::form::Problems;
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;

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
    pub may_see_log: bool,
}

#[derive(Template)]
#[template(path = "providers/sites.html")]
pub struct SitesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub sites: Vec<SiteLine>,
    /// What was searched for.
    pub words: String,
    /// Sites that fit.
    pub total: i64,
    pub pages: Pages,
    pub provider_id: ProviderId,
    pub may_edit: bool,
    /// Listings because of which a site could not be removed.
    pub needing: Vec<Link>,
}

/// With fewer sites nobody needs to search.
const MANY_SITES: i64 = 10;

impl SitesPage {
    pub fn is_searched(&self) -> bool {
        self.total > MANY_SITES || !self.words.is_empty()
    }
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
