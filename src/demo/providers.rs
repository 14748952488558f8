//! Invented organisations with sites at real places.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::dice::{Dice, For};
use super::tables::{self, ProviderRow, SiteRow};
use super::words::{self, Values};
use crate::codes;

#[derive(Debug, Clone, PartialEq)]
pub struct DemoProvider {
    pub slug: &'static str,
    pub name: &'static str,
    /// What its own people call it.
    pub short: &'static str,
    pub sector: &'static str,
    pub funding: &'static str,
    /// Markdown.
    pub description: String,
    pub website: String,
    /// None where another body than the CQC inspects: Scotland and Wales.
    pub cqc: Option<String>,
    pub ods: String,
    pub sites: Vec<DemoSite>,
    pub claims: Vec<DemoClaim>,
    /// The others wait for a moderator, and have no listings.
    pub is_verified: bool,
    pub(super) nhs_partner: &'static str,
    pub(super) study_days: i64,
    pub(super) rota_weeks: i64,
    /// Of a hundred patients.
    pub(super) nhs_share: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoSite {
    pub name: &'static str,
    pub street: &'static str,
    pub town: &'static str,
    pub postcode: &'static str,
    /// Code of the region.
    pub region: &'static str,
    pub gazetteer: &'static str,
    pub cqc: Option<String>,
    pub ods: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoClaim {
    pub claim: &'static str,
    /// By their names, as they are kept.
    pub figures: BTreeMap<String, String>,
    pub words: String,
    pub as_of: NaiveDate,
}

/// All of them, as they stand on a day.
pub fn providers(today: NaiveDate) -> Vec<DemoProvider> {
    tables::PROVIDERS.iter().enumerate().map(|(number, row)| provider(number, row, today)).collect()
}

/// Everything about a provider that its listings repeat; without the long texts, so that listings are quick.
pub(super) static SHORT: LazyLock<Vec<DemoProvider>> =
    LazyLock::new(|| tables::PROVIDERS.iter().enumerate().map(|(number, row)| frame(number, row)).collect());

fn provider(number: usize, row: &'static ProviderRow, today: NaiveDate) -> DemoProvider {
    let mut provider = frame(number, row);
    let dice = &mut Dice::new(For::Provider, number + 1000);
    let values = Values::default()
        .with("provider", &row.short)
        .with("nhs", provider.nhs_partner)
        .with("share", provider.nhs_share)
        .with("study_days", words::number(provider.study_days))
        .with("rota_weeks", words::number(provider.rota_weeks))
        .with("staff", staff(row.sector.as_str(), provider.sites.len(), dice))
        .with("turnover", dice.between(6, 15))
        .with("last_year", today.year() - 1);
    provider.description = describe(row, &values, dice);
    provider.claims = claims(&values, today, dice);
    provider
}

/// Hospitals need more people than clinics.
fn staff(sector: &str, sites: usize, dice: &mut Dice) -> i64 {
    let each = if matches!(sector, "acute" | "mental-health") { (90, 240) } else { (25, 70) };
    sites as i64 * dice.between(each.0, each.1) / 10 * 10
}

fn frame(number: usize, row: &'static ProviderRow) -> DemoProvider {
    let dice = &mut Dice::new(For::Provider, number);
    let sites: Vec<DemoSite> = tables::SITES
        .iter()
        .enumerate()
        .filter(|(_, site)| site.provider == row.slug)
        .map(|(number, row)| site(number, row))
        .collect();
    let gazetteer = sites.first().map_or("", |site| site.gazetteer);
    let trusts: Vec<&str> = tables::TRUSTS
        .iter()
        .filter(|trust| trust.gazetteer == gazetteer)
        .map(|trust| &*trust.name)
        .collect();
    DemoProvider {
        slug: &row.slug,
        name: &row.name,
        short: &row.short,
        sector: &row.sector,
        funding: &row.funding,
        description: String::new(),
        website: format!("https://{}.example.org", row.slug),
        cqc: inspected(gazetteer).then(|| format!("1-{}", 9_100_000_000_u64 + number as u64)),
        ods: format!("ZR{number:02}"),
        claims: Vec::new(),
        is_verified: !row.areas.is_empty(),
        nhs_partner: dice.pick(&trusts).unwrap_or("the NHS"),
        study_days: dice.between(4, 9),
        rota_weeks: dice.between(3, 5) * 2,
        nhs_share: match &*row.funding {
            "nhs-funded" => 100,
            "private" => dice.between(2, 6) * 5,
            _ => dice.between(7, 17) * 5,
        },
        sites,
    }
}

fn site(number: usize, row: &'static SiteRow) -> DemoSite {
    DemoSite {
        name: &row.name,
        street: &row.street,
        town: &row.town,
        postcode: &row.postcode,
        region: codes::region_of(&row.gazetteer).unwrap_or_default(),
        gazetteer: &row.gazetteer,
        cqc: inspected(&row.gazetteer).then(|| format!("1-{}", 9_200_000_000_u64 + number as u64)),
        ods: format!("ZR{number:03}"),
    }
}

/// The CQC inspects in England only.
fn inspected(gazetteer: &str) -> bool {
    !["Scotland", "Wales", "Northern Ireland"].contains(&gazetteer)
}

fn describe(row: &ProviderRow, values: &Values, dice: &mut Dice) -> String {
    let mut text = row.about.clone();
    text.push_str("\n\n## How we care\n\n");
    words::add(&mut text, &format!("care.{}", row.sector), values, dice);
    text.push_str("\n\n## Working here\n\n");
    words::add(&mut text, "working", values, dice);
    text.push_str("\n\n## With the NHS\n\n");
    words::add(&mut text, &format!("nhs.{}", row.funding), values, dice);
    text
}

fn claims(values: &Values, today: NaiveDate, dice: &mut Dice) -> Vec<DemoClaim> {
    let all: Vec<&'static codes::Code> = codes::claims().all().iter().collect();
    let how_many = dice.between(5, 10) as usize;
    let mut chosen = dice.several(&all, how_many);
    chosen.sort_by_key(|claim| codes::claims().position(&claim.code));
    let claim = |code: &'static codes::Code| {
        let said = words::say(&format!("claim.{}", code.code), values, dice);
        let (figures, words) = figures_and_words(&said);
        DemoClaim {
            claim: &code.code,
            figures,
            words,
            as_of: today - chrono::Days::new(dice.between(20, 500) as u64),
        }
    };
    chosen.into_iter().map(claim).collect()
}

/// `days=6; budget=75000 // For every registered professional`
fn figures_and_words(said: &str) -> (BTreeMap<String, String>, String) {
    let (figures, words) = said.split_once("//").unwrap_or((said, ""));
    let pairs = figures.split(';').filter_map(|one| one.split_once('='));
    let figures = pairs.map(|(name, value)| (name.trim().to_string(), digits(value.trim()))).collect();
    (figures, words.trim().to_string())
}

/// Sentences write small numbers out; figures do not.
fn digits(value: &str) -> String {
    const WORDS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let written = WORDS.iter().position(|word| value.eq_ignore_ascii_case(word));
    written.map_or_else(|| value.to_string(), |number| number.to_string())
}
