//! Regions and counties: places that are searched inside.

use super::read::{self, Gazetteer};
use super::{Kind, Place};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A region as listings and filters name it: NHS England's seven, and the other nations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    pub code: &'static str,
    pub label: &'static str,
    pub lat: f64,
    pub lon: f64,
}

pub const REGIONS: [Region; 10] = [
    Region { code: "east-of-england", label: "East of England", lat: 52.24, lon: 0.41 },
    Region { code: "london", label: "London", lat: 51.5074, lon: -0.1278 },
    Region { code: "midlands", label: "Midlands", lat: 52.66, lon: -1.55 },
    Region { code: "north-east-and-yorkshire", label: "North East and Yorkshire", lat: 54.2, lon: -1.45 },
    Region { code: "north-west", label: "North West", lat: 53.75, lon: -2.6 },
    Region { code: "south-east", label: "South East", lat: 51.3, lon: -0.75 },
    Region { code: "south-west", label: "South West", lat: 51.0, lon: -3.2 },
    Region { code: "scotland", label: "Scotland", lat: 56.3, lon: -3.9 },
    Region { code: "wales", label: "Wales", lat: 52.3, lon: -3.6 },
    Region { code: "northern-ireland", label: "Northern Ireland", lat: 54.6, lon: -6.6 },
];

/// The nine statistical regions where they are not one of [`REGIONS`]; people search by these names too.
const STATISTICAL: [(&str, &str, f64, f64); 4] = [
    ("East Midlands", "midlands", 52.9, -1.0),
    ("North East", "north-east-and-yorkshire", 54.9, -1.6),
    ("West Midlands", "midlands", 52.5, -2.1),
    ("Yorkshire and The Humber", "north-east-and-yorkshire", 53.8, -1.3),
];

/// The region with this code.
pub fn region(code: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.code == code)
}

/// The code of the region that the data's (statistical) region belongs to.
pub fn region_code(statistical: &str) -> &'static str {
    let found = STATISTICAL.iter().find(|(name, ..)| *name == statistical).map(|(_, code, ..)| *code);
    let own = || REGIONS.iter().find(|region| region.label == statistical).map(|region| region.code);
    found.or_else(own).unwrap_or("")
}

/// Lower case, with single hyphens. Nearly all names are ASCII, for which this is ten times faster than the crate.
pub fn slug(name: &str) -> String {
    if !name.is_ascii() {
        return slug::slugify(name);
    }
    let mut slug = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => slug.push(byte.to_ascii_lowercase() as char),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// "Herefordshire, County of" as people say it.
pub fn authority_label(name: &str) -> &str {
    name.trim_end_matches(", County of").trim_end_matches(", City of")
}

/// The keys of every area that a point of this authority and statistical region lies in.
pub fn keys_of(authority: &str, statistical: &str) -> Vec<String> {
    let mut keys = vec![region_code(statistical).to_owned(), slug(statistical)];
    if !matches!(statistical, "Scotland" | "Wales" | "Northern Ireland") {
        keys.push("england".to_owned());
    }
    if !authority.is_empty() {
        keys.push(slug(authority_label(authority)));
    }
    keys.extend(COUNTIES_WITH.get(authority).into_iter().flatten().cloned());
    keys.sort();
    keys.dedup();
    keys
}

/// The keys of the counties that an authority is part of.
static COUNTIES_WITH: LazyLock<HashMap<&str, Vec<String>>> = LazyLock::new(|| {
    let mut counties: HashMap<&str, Vec<String>> = HashMap::new();
    for (name, within) in &read::gazetteer().counties {
        for authority in within.split('|') {
            counties.entry(authority).or_default().push(slug(name));
        }
    }
    counties
});

/// Every region, statistical region and nation.
pub fn regions() -> Vec<Place> {
    let own = REGIONS.iter().map(|r| area(Kind::Region, r.label, r.code, r.lat, r.lon));
    let statistical =
        STATISTICAL.iter().map(|(name, code, lat, lon)| area(Kind::Region, name, code, *lat, *lon));
    own.chain(statistical).chain([area(Kind::Region, "England", "", 52.6, -1.5)]).collect()
}

/// Every county, and every local authority that is not one; its point is the mean of its postcode districts.
pub fn counties(gazetteer: &Gazetteer) -> Vec<Place> {
    let mut named: Vec<(&str, Vec<&str>)> =
        gazetteer.counties.iter().map(|(name, within)| (*name, within.split('|').collect())).collect();
    for authority in gazetteer.authorities.values() {
        let label = authority_label(authority);
        if !named.iter().any(|(name, _)| slug(name) == slug(label)) {
            named.push((label, vec![authority]));
        }
    }
    named.iter().filter_map(|(name, within)| middle(gazetteer, name, within)).collect()
}

fn middle(gazetteer: &Gazetteer, name: &str, within: &[&str]) -> Option<Place> {
    let districts: Vec<&read::District> = gazetteer
        .districts
        .iter()
        .filter(|d| !d.authority_code.is_empty() && within.contains(&d.authority))
        .collect();
    let first = districts.first()?;
    let count = districts.len() as f64;
    let lat = districts.iter().map(|d| d.lat).sum::<f64>() / count;
    let lon = districts.iter().map(|d| d.lon).sum::<f64>() / count;
    Some(area(Kind::County, name, region_code(first.region), lat, lon))
}

fn area(kind: Kind, name: &str, region: &'static str, lat: f64, lon: f64) -> Place {
    let key = slug(name);
    let (name, label) = (name.to_owned(), name.to_owned());
    Place { name, label, area: Some(key.clone()), key, kind, lat, lon, region, population: 0 }
}
