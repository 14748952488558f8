//! What the pages about stories and partnerships show.

use askama::Template;

use super::{DeskNav, DeskPlace};
use crate::kit::{clock, text};
use crate::providers::forms::{PartnershipForm, StoryForm};
use crate::providers::store::{Partnership, Provider, Story};
use crate::providers::{PartnershipId, ProviderId, StoryId};
use crate::web::form::Problems;
use crate::web::page::Page;

/// A story as the public reads it.
pub struct StoryLine {
    pub title: String,
    /// Safe HTML.
    pub html: String,
    pub teller: String,
}

impl From<&Story> for StoryLine {
    fn from(story: &Story) -> Self {
        Self { title: story.title.clone(), html: text::markdown(&story.words), teller: story.teller() }
    }
}

/// A partnership as the public reads it.
pub struct PartnershipLine {
    pub id: PartnershipId,
    pub partner: String,
    pub what: String,
    /// "Since 1 March 2019"
    pub since: String,
}

impl From<&Partnership> for PartnershipLine {
    fn from(row: &Partnership) -> Self {
        Self {
            id: row.id,
            partner: row.partner.clone(),
            what: row.what.clone(),
            since: format!("Since {}", clock::day_words(row.since_on)),
        }
    }
}

/// A story on the desk, with all that is on its way.
pub struct StoryChoice {
    pub href: String,
    pub id: StoryId,
    pub title: String,
    pub state: &'static str,
    pub colour: &'static str,
    pub hint: String,
}

#[derive(Template)]
#[template(path = "providers/stories.html")]
pub struct StoriesPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub stories: Vec<StoryChoice>,
}

impl StoriesPage {
    pub fn new(page: Page, provider: &Provider, every: &[Story]) -> Self {
        let chosen = |versions: &[Story]| {
            let latest = versions.iter().find(|one| one.is_open()).or(versions.first())?;
            let is_public = versions.len() > 1;
            let also = if is_public { ". An earlier version is public" } else { "" };
            Some(StoryChoice {
                href: format!("{}/stories/{}", provider.desk_href(), latest.story_id),
                id: latest.story_id,
                title: latest.title.clone(),
                state: latest.state.label(),
                colour: latest.state.colour(),
                hint: format!("{}{also}", latest.teller()),
            })
        };
        Self {
            page,
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            stories: every.chunk_by(|a, b| a.story_id == b.story_id).filter_map(chosen).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/story.html")]
pub struct StoryPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    /// `None` for a new one.
    pub story: Option<StoryId>,
    pub form: StoryForm,
    pub problems: Problems,
    pub seen: String,
    /// What the public reads now.
    pub public: Option<StoryLine>,
    /// The version that is on its way: words and colour.
    pub open: Option<(&'static str, &'static str)>,
    pub reasons: Vec<String>,
    /// Who recorded the consent of what is there, and when; empty without one.
    pub consent: String,
    /// The story as HTML, when a preview was asked for.
    pub preview: Option<String>,
}

impl StoryPage {
    pub fn new(
        page: Page,
        provider: &Provider,
        versions: &[Story],
        seen: String,
        (form, problems): (StoryForm, Problems),
    ) -> Self {
        let open = versions.iter().find(|story| story.is_open());
        let public = versions.iter().find(|story| !story.is_open());
        let reasons = open.and_then(|story| story.returned_because.as_deref()).unwrap_or_default();
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            story: versions.first().map(|story| story.story_id),
            seen,
            public: public.map(StoryLine::from),
            open: open.map(|story| (story.state.label(), story.state.colour())),
            reasons: reasons.lines().map(str::to_string).collect(),
            consent: open.or(public).map(consent_words).unwrap_or_default(),
            preview: form.wants_preview().then(|| text::markdown(&form.words)),
            form,
            problems,
        }
    }
}

/// "Signed form. Recorded by Owen Pargeter on 3 May 2026 at 9:12am"
pub fn consent_words(story: &Story) -> String {
    let Some(at) = story.consent_at else { return String::new() };
    let at = clock::moment_words(at);
    format!("{}. Recorded by {} on {at}", story.consent_how.trim_end_matches('.'), story.consent_by)
}

#[derive(Template)]
#[template(path = "providers/partnerships.html")]
pub struct PartnershipsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub partnerships: Vec<PartnershipLine>,
}

#[derive(Template)]
#[template(path = "providers/partnership.html")]
pub struct PartnershipPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    /// `None` for a new one.
    pub id: Option<PartnershipId>,
    pub form: PartnershipForm,
    pub problems: Problems,
}

impl PartnershipPage {
    pub fn new(
        page: Page,
        provider: &Provider,
        id: Option<PartnershipId>,
        (form, problems): (PartnershipForm, Problems),
    ) -> Self {
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            id,
            form,
            problems,
        }
    }
}
