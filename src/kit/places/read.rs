//! Reads the embedded files; every text is a slice of the binary itself, so that start-up copies nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

const DISTRICTS: &str = include_str!("../../../data/places/uk_outcodes.csv");
const SECTORS: &str = include_str!("../../../data/places/uk_sectors.csv");
const TOWNS: &str = include_str!("../../../data/places/uk_places.csv");
const COUNTIES: &str = include_str!("../../../data/places/uk_counties.csv");

pub struct Gazetteer {
    /// In order of `code`.
    pub districts: Vec<District>,
    /// In order of `code`.
    pub sectors: Vec<Sector>,
    pub towns: Vec<Town>,
    /// A county and its local authorities, separated by bars.
    pub counties: Vec<(&'static str, &'static str)>,
    /// From the authority's official code to its name.
    pub authorities: HashMap<&'static str, &'static str>,
}

pub struct District {
    pub code: &'static str,
    pub lat: f64,
    pub lon: f64,
    pub region: &'static str,
    pub authority_code: &'static str,
    /// In Northern Ireland, which has no codes, the post town.
    pub authority: &'static str,
}

pub struct Sector {
    /// "LS1 4"
    pub code: &'static str,
    pub lat: f64,
    pub lon: f64,
    pub authority_code: &'static str,
}

pub struct Town {
    pub name: &'static str,
    pub lat: f64,
    pub lon: f64,
    pub population: u32,
    pub region: &'static str,
    pub authority: &'static str,
}

pub fn gazetteer() -> &'static Gazetteer {
    static READ: LazyLock<Gazetteer> = LazyLock::new(read);
    &READ
}

impl Gazetteer {
    pub fn district(&self, code: &str) -> Option<&District> {
        let at = self.districts.binary_search_by(|district| district.code.cmp(code)).ok()?;
        self.districts.get(at)
    }

    pub fn sector(&self, code: &str) -> Option<&Sector> {
        let at = self.sectors.binary_search_by(|sector| sector.code.cmp(code)).ok()?;
        self.sectors.get(at)
    }
}

fn read() -> Gazetteer {
    let mut districts: Vec<District> = rows(DISTRICTS).map(district).collect();
    districts.sort_unstable_by_key(|district| district.code);
    let mut sectors: Vec<Sector> = rows(SECTORS).map(sector).collect();
    sectors.sort_unstable_by_key(|sector| sector.code);
    let authorities = districts.iter().filter(|d| !d.authority_code.is_empty());
    Gazetteer {
        authorities: authorities.map(|d| (d.authority_code, d.authority)).collect(),
        counties: rows(COUNTIES).map(|row| (row[0], row[1])).collect(),
        towns: rows(TOWNS).map(town).collect(),
        districts,
        sectors,
    }
}

fn district(row: [&'static str; 8]) -> District {
    let [code, lat, lon, _, region, authority_code, authority, _] = row;
    District { code, lat: number(lat), lon: number(lon), region, authority_code, authority }
}

fn sector(row: [&'static str; 8]) -> Sector {
    let [code, lat, lon, _, _, authority_code, ..] = row;
    Sector { code, lat: number(lat), lon: number(lon), authority_code }
}

fn town(row: [&'static str; 8]) -> Town {
    let [name, lat, lon, population, region, authority, ..] = row;
    let population = population.parse().unwrap_or(0);
    Town { name, lat: number(lat), lon: number(lon), population, region, authority }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(0.0)
}

/// The fields of each line after the first. None of our files quotes a quote or a line end.
fn rows(file: &'static str) -> impl Iterator<Item = [&'static str; 8]> {
    file.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut fields = [""; 8];
        let mut rest = line;
        for field in &mut fields {
            let (value, tail) = match rest.strip_prefix('"') {
                Some(quoted) => {
                    let (value, tail) = quoted.split_once('"').unwrap_or((quoted, ""));
                    (value, tail.strip_prefix(',').unwrap_or(tail))
                }
                None => rest.split_once(',').unwrap_or((rest, "")),
            };
            *field = value;
            rest = tail;
        }
        fields
    })
}
