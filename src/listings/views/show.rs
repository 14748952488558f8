//! The public page of a listing, and what else candidates see.

use askama::Template;
use chrono::NaiveDate;

use super::facts::{
    Fact, FactGroup, applying, claims, key_facts, notices, people, principles, programme, specification,
    terms, training,
};
use super::posting;
use crate::codes;
use crate::kit::clock::{Moment, day_words};
use crate::kit::{letters, text};
use crate::listings::model::{Amendment, Card, Full, Intake, district, place_words};
use crate::providers::Sketch;
use crate::web::page::{Link, Page};

/// A listing in words, as the public sees it: on its page, in the provider's preview, on the review desk.
pub struct Shown {
    pub title: String,
    pub noun: &'static str,
    pub is_placement: bool,
    pub provider: String,
    pub provider_href: String,
    pub provider_line: String,
    pub provider_words: String,
    /// Career, control and culture; filled by those who ask for it.
    pub claims: Vec<FactGroup>,
    pub logo_href: String,
    pub initials: String,
    pub place: String,
    pub key_facts: Vec<Fact>,
    pub summary: String,
    /// Safe HTML.
    pub description: String,
    pub terms: Vec<Fact>,
    pub people: Vec<Fact>,
    pub principles: Vec<Fact>,
    pub programme: Vec<Fact>,
    pub training: Vec<Fact>,
    /// What a doctor in training is owed before the start, and by when.
    pub notices: Vec<Fact>,
    pub sites: Vec<SiteLine>,
    pub sketch: Option<Sketch>,
    pub applying: Vec<Fact>,
    pub closes: String,
    pub closes_soon: bool,
}

pub struct SiteLine {
    pub name: String,
    /// "Leeds, LS1"
    pub place: String,
    pub region: String,
    /// "Acute, NHS-funded and private"
    pub care: String,
}

impl Shown {
    pub fn of(full: &Full, now: Moment) -> Self {
        let (listing, provider) = (&full.listing, &full.provider);
        let care = |sector: &str, funding: &str| {
            let parts = [codes::sectors().label(sector), codes::fundings().label(funding)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        let site = |site: &crate::providers::Site| SiteLine {
            name: site.name.clone(),
            place: format!("{}, {}", site.town, district(&site.postcode)),
            region: codes::regions().label(&site.region).to_string(),
            care: care(&site.sector, &site.funding),
        };
        Self {
            title: listing.name().to_string(),
            noun: listing.kind.noun(),
            is_placement: listing.is_placement(),
            provider: provider.name.clone(),
            provider_href: provider.href(),
            provider_line: care(&provider.sector, &provider.funding),
            provider_words: text::excerpt(&text::plain(beginning(&provider.description)), 320),
            claims: Vec::new(),
            logo_href: provider.logo_href(),
            initials: provider.initials(),
            place: where_line(full),
            key_facts: key_facts(full),
            summary: listing.summary.clone(),
            description: text::markdown(&listing.description),
            terms: terms(full, now),
            people: people(full).into_iter().chain(specification(full)).collect(),
            principles: full.placement.as_ref().map(principles).unwrap_or_default(),
            programme: full.placement.as_ref().map(programme).unwrap_or_default(),
            training: full.placement.as_ref().map(training).unwrap_or_default(),
            notices: notices(listing),
            sites: full.sites.iter().map(site).collect(),
            sketch: Sketch::of(&full.sites),
            applying: applying(full),
            closes: listing.closes_words(now),
            closes_soon: listing.closes_soon(now),
        }
    }
}

/// What stands before the first heading; everything when a heading comes first.
fn beginning(markdown: &str) -> &str {
    markdown.split("\n#").next().filter(|words| !words.starts_with('#')).unwrap_or(markdown)
}

impl Shown {
    /// With what the provider says of working there.
    pub fn with_claims(self, said: &[crate::providers::Claim], today: NaiveDate) -> Self {
        Self { claims: claims(said, today), ..self }
    }
}

/// "Larkfield Hospital, Leeds, LS1"; several sites are said by their towns.
fn where_line(full: &Full) -> String {
    match full.sites.as_slice() {
        [site] => format!("{}, {}, {}", site.name, site.town, district(&site.postcode)),
        sites => place_words(sites),
    }
}

#[derive(Template)]
#[template(path = "listings/show.html")]
pub struct ShowPage {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub shown: Shown,
    /// The address that everything under the listing starts with.
    pub path: String,
    /// To be copied, absolute.
    pub url: String,
    pub has_closed: bool,
    /// A visitor who may apply: anybody but members and staff.
    pub may_apply: bool,
    /// Says which way led here, so that a provider sees it of applications too.
    pub apply_href: String,
    pub is_saved: bool,
    pub answer_by: Option<String>,
    pub similar: Vec<Card>,
    pub more: Link,
    /// "12 of 30 applications so far"; only where there is a most.
    pub taken: Option<String>,
    /// What people decide by that changed while it was public: "Changed on 2 December 2026: Pay".
    pub changed: Option<String>,
    /// The data block for search engines.
    pub posting: Option<String>,
}

impl ShowPage {
    pub fn new(page: Page, full: &Full, site: &letters::Site, now: Moment) -> Self {
        let (listing, shown) = (&full.listing, Shown::of(full, now));
        let has_closed = listing.has_closed(now);
        let said = if listing.summary.is_empty() {
            text::plain(&listing.description)
        } else {
            listing.summary.clone()
        };
        let profession = codes::professions().get(&listing.profession);
        let more = profession.map_or(Link::to("/listings", "All listings"), |one| {
            Link::to(
                format!("/browse/{}", one.code),
                format!("All listings for {}", in_a_sentence(one.plural())),
            )
        });
        let page = page
            .describe(text::excerpt(&format!("{}, {}. {said}", shown.provider, shown.place), 155))
            .canonical(site.url(&listing.path()));
        Self {
            page: if has_closed { page.unlisted() } else { page },
            crumbs: crumbs(full),
            path: format!("/listings/{}", listing.id),
            apply_href: String::new(),
            url: site.url(&listing.path()),
            has_closed,
            may_apply: false,
            is_saved: false,
            answer_by: listing.decide_by.map(day_words),
            similar: Vec::new(),
            changed: None,
            taken: None,
            more,
            posting: posting::job_posting(full, site, now),
            shown,
        }
    }
}

/// Where as many are taken as a provider has said, and no more.
pub fn taken_words(intake: Intake) -> Option<String> {
    let (cap, taken) = (intake.cap?, intake.taken);
    Some(format!("{taken} of {cap} applications so far. It closes when there are {cap}."))
}

pub fn changed_words(amendment: &Amendment) -> String {
    let material = amendment.changes.iter().filter(|change| change.material);
    let labels: Vec<&str> = material.map(|change| change.label.as_str()).collect();
    format!("Changed on {}: {}", day_words(amendment.at.london_day()), labels.join(", "))
}

/// From everything there is, by profession, to the same profession in the same region.
fn crumbs(full: &Full) -> Vec<Link> {
    let mut crumbs = vec![Link::to("/browse", "Browse")];
    if let Some(profession) = codes::professions().get(&full.listing.profession) {
        crumbs.push(Link::to(format!("/browse/{}", profession.code), profession.plural()));
        let region = full.sites.first().and_then(|site| codes::regions().get(&site.region));
        crumbs.extend(region.map(|region| {
            Link::to(format!("/browse/{}/{}", profession.code, region.code), region.label.as_str())
        }));
    }
    crumbs
}

/// "IT and digital staff" keeps its capitals.
fn in_a_sentence(words: &str) -> String {
    match words.chars().nth(1) {
        Some(second) if second.is_uppercase() => words.to_owned(),
        _ => words.to_lowercase(),
    }
}
