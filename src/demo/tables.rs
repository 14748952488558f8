//! The tables under `data/demo`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;

/// A title as the trade writes it, with what goes with it.
#[derive(serde::Deserialize)]
pub struct Title {
    /// How often, in comparison with the others.
    pub weight: usize,
    pub profession: String,
    pub title: String,
    /// support, apprentice, new, qualified, senior, lead, doctor or consultant
    pub level: String,
    /// The kind of place it is worked in; names sections of `words/areas.txt`.
    pub area: String,
    pub specialties: String,
    pub grades: String,
    pub band: String,
    /// Pounds a year, where no band says it.
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub contracts: String,
}

#[derive(serde::Deserialize)]
pub struct Training {
    pub weight: usize,
    pub profession: String,
    pub title: String,
    pub learners: String,
    pub specialties: String,
    pub grades: String,
    pub area: String,
    /// "Knee arthroscopy:20-35", parted by bars.
    pub procedures: String,
    pub case_mix: String,
    pub training_title: String,
}

#[derive(serde::Deserialize)]
pub struct ProviderRow {
    pub slug: String,
    pub name: String,
    pub short: String,
    pub sector: String,
    pub funding: String,
    pub areas: String,
    pub about: String,
}

#[derive(serde::Deserialize)]
pub struct SiteRow {
    pub provider: String,
    pub name: String,
    pub street: String,
    pub town: String,
    pub postcode: String,
    pub gazetteer: String,
}

#[derive(serde::Deserialize)]
pub struct Trust {
    pub name: String,
    pub gazetteer: String,
}

#[derive(serde::Deserialize)]
pub struct Office {
    pub gazetteer: String,
    pub office: String,
}

pub static TITLES: LazyLock<Vec<Title>> = LazyLock::new(|| read(include_str!("../../data/demo/titles.csv")));
pub static TRAININGS: LazyLock<Vec<Training>> =
    LazyLock::new(|| read(include_str!("../../data/demo/placements.csv")));
pub static PROVIDERS: LazyLock<Vec<ProviderRow>> =
    LazyLock::new(|| read(include_str!("../../data/demo/providers.csv")));
pub static SITES: LazyLock<Vec<SiteRow>> = LazyLock::new(|| read(include_str!("../../data/demo/sites.csv")));
pub static TRUSTS: LazyLock<Vec<Trust>> = LazyLock::new(|| read(include_str!("../../data/demo/trusts.csv")));
static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| read(include_str!("../../data/demo/offices.csv")));

/// Which providers do which kind of work, by number.
pub static BY_AREA: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_area: HashMap<_, Vec<_>> = HashMap::new();
    for (number, provider) in PROVIDERS.iter().enumerate() {
        for area in parts(&provider.areas) {
            by_area.entry(area).or_default().push(number);
        }
    }
    by_area
});

/// Panics on a broken file: the files are part of the program and every one is read in a test.
fn read<T: DeserializeOwned>(csv: &str) -> Vec<T> {
    csv::Reader::from_reader(csv.as_bytes())
        .deserialize()
        .map(|row| row.expect("a row of data/demo"))
        .collect()
}

/// The parts of a field that are parted by bars; none of an empty one.
pub fn parts(field: &'static str) -> Vec<&'static str> {
    field.split('|').filter(|part| !part.is_empty()).collect()
}

/// The training offices of a region of the gazetteer.
pub fn offices(gazetteer: &str) -> Vec<&'static str> {
    OFFICES.iter().find(|row| row.gazetteer == gazetteer).map_or_else(Vec::new, |row| parts(&row.office))
}

/// Walks a table so that every row comes up as often as its weight says, even among the first few hundred.
pub fn turn<T>(table: &'static [T], weight: impl Fn(&T) -> usize, number: usize) -> Option<&'static T> {
    // Steps of the golden ratio spread any number of points evenly over the whole.
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let total: usize = table.iter().map(&weight).sum();
    let point = (number as u64).wrapping_mul(GOLDEN);
    let mut left = ((u128::from(point) * total as u128) >> 64) as usize;
    table.iter().find(|row| {
        let here = weight(row);
        let found = left < here;
        left = left.saturating_sub(here);
        found
    })
}
