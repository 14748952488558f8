//! Postcodes: whole ("LS1 4AP"), sector ("LS1 4") or district ("LS1").

use super::areas::{authority_label, keys_of, region_code};
use super::names::town_near;
use super::read::{District, Sector, gazetteer};
use super::{Found, Kind, Place};

/// A postcode or part of one, tidied. It has the right form; whether it exists is another matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postcode {
    /// "LS1"
    pub district: String,
    /// "LS1 4", when that much was given.
    pub sector: Option<String>,
    /// "LS1 4AP", when all was given.
    pub full: Option<String>,
}

/// Where a site's postcode lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    pub postcode: String,
    pub lat: f64,
    pub lon: f64,
    /// The code of its region.
    pub region: &'static str,
    /// The nearest town of some size.
    pub town: String,
    /// The local authority; in Northern Ireland the post town.
    pub authority: String,
    /// The keys of every region, nation, county and authority that it lies in.
    pub areas: Vec<String>,
}

/// Where a whole postcode lies: by its sector, else by its district. Nothing when it is not a whole postcode, or not
/// one that the data covers.
pub fn postcode(text: &str) -> Option<Located> {
    let spot = Spot::of(text)?;
    let (lat, lon) = spot.point();
    let label = authority_label(spot.authority());
    Some(Located {
        lat,
        lon,
        region: region_code(spot.district.region),
        town: town_near(lat, lon).unwrap_or(label).to_owned(),
        authority: label.to_owned(),
        areas: spot.areas(),
        postcode: spot.full,
    })
}

/// The [`Located::areas`] of a whole postcode, for who needs no more of it: finding its town is dear.
pub fn areas_of(text: &str) -> Option<Vec<String>> {
    Spot::of(text).map(|spot| spot.areas())
}

/// A whole postcode, as the data has it.
struct Spot {
    full: String,
    district: &'static District,
    sector: Option<&'static Sector>,
}

impl Spot {
    fn of(text: &str) -> Option<Spot> {
        let parsed = Postcode::parse(text)?;
        let (full, gazetteer) = (parsed.full?, gazetteer());
        let sector = parsed.sector.as_deref().and_then(|code| gazetteer.sector(code));
        Some(Spot { full, district: gazetteer.district(&parsed.district)?, sector })
    }

    fn point(&self) -> (f64, f64) {
        self.sector.map_or((self.district.lat, self.district.lon), |sector| (sector.lat, sector.lon))
    }

    fn authority(&self) -> &'static str {
        let own = self.sector.and_then(|sector| gazetteer().authorities.get(sector.authority_code));
        own.copied().unwrap_or(self.district.authority)
    }

    fn areas(&self) -> Vec<String> {
        let is_coded = !self.district.authority_code.is_empty();
        keys_of(if is_coded { self.authority() } else { "" }, self.district.region)
    }
}

impl Postcode {
    /// Takes any case and spacing ("ls14ap", "LS1 4 AP"); hyphens count as spaces, as in a place's key.
    pub fn parse(text: &str) -> Option<Postcode> {
        if text.len() > 16 || !text.is_ascii() {
            return None;
        }
        let text = text.trim().to_ascii_uppercase().replace('-', " ");
        let packed: String = text.split_whitespace().collect();
        if !packed.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        if let Some((outward, inward)) = split_full(&packed) {
            let sector = format!("{outward} {}", &inward[..1]);
            let full = format!("{outward} {inward}");
            return Some(Postcode { district: outward.to_owned(), sector: Some(sector), full: Some(full) });
        }
        let mut parts = text.split_whitespace();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(outward), None, _) if is_outward(outward) => {
                Some(Postcode { district: outward.to_owned(), sector: None, full: None })
            }
            (Some(outward), Some(digit), None) if is_outward(outward) && is_sector_digit(digit) => {
                let sector = Some(format!("{outward} {digit}"));
                Some(Postcode { district: outward.to_owned(), sector, full: None })
            }
            _ => None,
        }
    }

    /// The Channel Islands and the Isle of Man.
    pub fn is_outside(&self) -> bool {
        ["JE", "GY", "IM"].iter().any(|area| self.district.starts_with(area))
    }

    pub(super) fn find(&self) -> Found {
        if self.is_outside() {
            return Found::Outside;
        }
        let gazetteer = gazetteer();
        let Some(district) = gazetteer.district(&self.district) else { return Found::Nothing };
        let sector = self.sector.as_deref().and_then(|code| gazetteer.sector(code));
        let (lat, lon) = sector.map_or((district.lat, district.lon), |sector| (sector.lat, sector.lon));
        let (name, kind) = match (&self.full, &self.sector) {
            (Some(full), _) => (full, Kind::Postcode),
            (None, Some(sector)) => (sector, Kind::Sector),
            (None, None) => (&self.district, Kind::District),
        };
        Found::One(Place {
            name: name.clone(),
            label: name.clone(),
            key: name.to_ascii_lowercase().replace(' ', "-"),
            kind,
            lat,
            lon,
            region: region_code(district.region),
            population: 0,
            area: None,
        })
    }
}

fn split_full(packed: &str) -> Option<(&str, &str)> {
    let (outward, inward) = packed.split_at_checked(packed.len().checked_sub(3)?)?;
    let bytes = inward.as_bytes();
    let inward_fits = matches!(bytes, [digit, a, b]
        if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
    (inward_fits && is_outward(outward)).then_some((outward, inward))
}

/// A9, A99, AA9, AA99, A9A or AA9A.
fn is_outward(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let rest = bytes.get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [digit] => digit.is_ascii_digit(),
            [digit, last] => digit.is_ascii_digit() && last.is_ascii_alphanumeric(),
            _ => false,
        }
}

fn is_sector_digit(text: &str) -> bool {
    matches!(text.as_bytes(), [digit] if digit.is_ascii_digit())
}
