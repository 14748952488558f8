//! What the public reads of an organisation.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{PartnershipLine, PictureLine, StoryLine, picture_lines};
use crate::codes;
use crate::kit::db::Conn;
use crate::kit::{clock, text};
use crate::providers::store::{self, Claim, Partnership, Picture, Provider, Site, Story};
use crate::providers::{ProviderId, SiteId};

pub struct SiteLine {
    pub id: SiteId,
    pub name: String,
    /// Street, town and postcode in one line.
    pub address: String,
    pub region: String,
    pub sector: String,
    pub funding: String,
    /// "CQC location 1-123456789 · ODS NT123", empty without codes.
    pub codes: String,
}

impl From<&Site> for SiteLine {
    fn from(site: &Site) -> Self {
        let codes = code_words(site.cqc_code.as_deref(), site.ods_code.as_deref());
        Self {
            id: site.id,
            name: site.name.clone(),
            address: format!("{}, {}, {}", site.address, site.town, site.postcode),
            region: codes::regions().label(&site.region).to_string(),
            sector: codes::sectors().label(&site.sector).to_string(),
            funding: codes::fundings().label(&site.funding).to_string(),
            codes: codes
                .iter()
                .map(|code| format!("{} {}", code.label, code.number))
                .collect::<Vec<_>>()
                .join(" · "),
        }
    }
}

pub struct ClaimLine {
    pub label: String,
    pub detail: String,
    /// Where it can be checked, and since when it is so.
    pub evidence: String,
    /// So long ago that a reader is warned.
    pub is_old: bool,
}

/// Career, Control or Culture.
pub struct ClaimGroup {
    pub label: &'static str,
    pub claims: Vec<ClaimLine>,
}

pub struct CodeLine {
    pub label: &'static str,
    pub number: String,
}

/// An organisation's page without its listings.
pub struct PublicProfile {
    pub name: String,
    pub logo_href: String,
    pub initials: String,
    pub sector: String,
    pub funding: String,
    /// "Leeds, York", "12 places".
    pub places: String,
    pub description_html: String,
    /// For search engines and previews.
    pub excerpt: String,
    pub website: String,
    pub website_label: String,
    pub codes: Vec<CodeLine>,
    pub sites: Vec<SiteLine>,
    pub claims: Vec<ClaimGroup>,
    pub pictures: Vec<PictureLine>,
    pub partnerships: Vec<PartnershipLine>,
    pub stories: Vec<StoryLine>,
    pub verified_on: String,
}

/// What an organisation tells of itself besides its profile.
pub struct Told {
    pub sites: Vec<Site>,
    pub claims: Vec<Claim>,
    pub pictures: Vec<Picture>,
    pub partnerships: Vec<Partnership>,
    pub stories: Vec<Story>,
}

impl Told {
    /// All that the public may read of it.
    pub fn of(conn: &mut Conn, provider: ProviderId) -> diesel::QueryResult<Self> {
        Ok(Self {
            sites: store::sites(conn, provider)?,
            claims: store::claims(conn, provider)?,
            pictures: store::pictures(conn, provider)?,
            partnerships: store::partnerships(conn, provider)?,
            stories: store::stories(conn, provider)?,
        })
    }
}

/// More than these are counted instead of named.
const MOST_PLACES: usize = 3;

impl PublicProfile {
    pub fn new(provider: &Provider, told: &Told, today: NaiveDate) -> Self {
        let (sites, claims) = (&told.sites, &told.claims);
        let towns: BTreeSet<&str> = sites.iter().map(|site| site.town.as_str()).collect();
        let places = match towns.len() {
            0..=MOST_PLACES => towns.into_iter().collect::<Vec<_>>().join(", "),
            many => format!("{many} places"),
        };
        let host = provider.website.split_once("://").map_or("", |(_, rest)| rest);
        Self {
            name: provider.name.clone(),
            logo_href: provider.logo_href(),
            initials: provider.initials(),
            sector: codes::sectors().label(&provider.sector).to_string(),
            funding: codes::fundings().label(&provider.funding).to_string(),
            places,
            description_html: text::markdown(&provider.description),
            excerpt: text::excerpt(&text::plain(&provider.description), 155),
            website: provider.website.clone(),
            website_label: host.trim_end_matches('/').trim_start_matches("www.").to_string(),
            codes: code_words(provider.cqc_code.as_deref(), provider.ods_code.as_deref()),
            sites: sites.iter().map(SiteLine::from).collect(),
            claims: claim_groups(claims, today),
            pictures: picture_lines(provider, &told.pictures),
            partnerships: told.partnerships.iter().map(Into::into).collect(),
            stories: told.stories.iter().map(Into::into).collect(),
            verified_on: provider.verified_at.map(|at| clock::day_words(at.london_day())).unwrap_or_default(),
        }
    }
}

fn code_words(cqc: Option<&str>, ods: Option<&str>) -> Vec<CodeLine> {
    let cqc = cqc.map(|number| CodeLine { label: "CQC", number: number.to_string() });
    let ods = ods.map(|number| CodeLine { label: "ODS", number: number.to_string() });
    cqc.into_iter().chain(ods).collect()
}

/// What is said, under Career, Control and Culture: only groups of which something is.
pub fn claims_by_group(claims: &[Claim]) -> Vec<(&'static str, Vec<&Claim>)> {
    let groups = codes::claims().groups().into_iter().map(|group| {
        let of_group = |claim: &&Claim| group.codes.iter().any(|code| code.code == claim.claim);
        (group.label, claims.iter().filter(of_group).collect::<Vec<_>>())
    });
    groups.filter(|(_, claims)| !claims.is_empty()).collect()
}

fn claim_groups(claims: &[Claim], today: NaiveDate) -> Vec<ClaimGroup> {
    let line = |claim: &Claim| ClaimLine {
        label: claim.label().to_string(),
        detail: claim.said(),
        evidence: claim.checked_at(),
        is_old: claim.is_old(today),
    };
    let groups = claims_by_group(claims).into_iter();
    groups
        .map(|(label, claims)| ClaimGroup { label, claims: claims.into_iter().map(line).collect() })
        .collect()
}
