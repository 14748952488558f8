//! Names: towns, villages, counties and regions by what people call them.

use super::areas::{self, authority_label, region_code, slug};
use super::distance::miles_between;
use super::postcode::Postcode;
use super::read::{Town, gazetteer};
use super::{Found, Kind, Place};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A place that has this many times the people of the next of its name is meant by the bare name.
const DOMINATES: u32 = 10;
/// People counted for a village whose population is not known.
const UNKNOWN_POPULATION: u32 = 250;
const LONGEST: usize = 60;
const CROWN_DEPENDENCIES: [&str; 7] =
    ["alderney", "channel-islands", "guernsey", "isle-of-man", "jersey", "sark", "st-peter-port"];
/// What people say, and what the data calls it.
const ALSO: [(&str, &str); 9] = [
    ("hull", "kingston-upon-hull"),
    ("greater-london", "london"),
    ("the-midlands", "midlands"),
    ("ni", "northern-ireland"),
    ("durham-county", "county-durham"),
    ("yorkshire-and-humber", "yorkshire-and-the-humber"),
    ("salop", "shropshire"),
    ("brighton-and-hove", "brighton"),
    ("isle-of-anglesey", "anglesey"),
];

struct Names {
    /// Towns first by size; then counties; then regions.
    places: Vec<Place>,
    /// From a bare name or a key, as a slug, to places.
    by_slug: HashMap<String, Vec<usize>>,
    /// Every slug in order, for prefixes.
    slugs: Vec<(String, usize)>,
}

/// Understands a postcode or part of one, a name, a label ("Newport, Isle of Wight") and a key.
pub fn find(text: &str) -> Found {
    match known(text) {
        Found::Nothing if Postcode::parse(text).is_none() => NAMES.near(&slug_of(text.trim())),
        found => found,
    }
}

/// The same without a look at all names for near spellings: a thousand times quicker where nothing has the name.
pub fn known(text: &str) -> Found {
    let text = text.trim();
    if text.is_empty() {
        return Found::Nothing;
    }
    if let Some(postcode) = Postcode::parse(text) {
        return postcode.find();
    }
    let slug = slug_of(text);
    if slug.is_empty() {
        return Found::Nothing;
    }
    if CROWN_DEPENDENCIES.contains(&slug.as_str()) {
        return Found::Outside;
    }
    match NAMES.named(&slug) {
        matches if matches.is_empty() => Found::Nothing,
        matches => choose(matches),
    }
}

/// The best known places whose name, or a part of whose postcode, begins so.
pub fn suggest(prefix: &str, most: usize) -> Vec<Place> {
    let slug = slug_of(prefix);
    if slug.is_empty() {
        return Vec::new();
    }
    let from = NAMES.slugs.partition_point(|(name, _)| name.as_str() < slug.as_str());
    let beginning = NAMES.slugs.iter().skip(from).take_while(|(name, _)| name.starts_with(&slug));
    let mut found: Vec<&Place> = beginning.filter_map(|(_, at)| NAMES.places.get(*at)).collect();
    found.sort_by_key(|place| (place.kind == Kind::Town, std::cmp::Reverse(place.population)));
    found.dedup_by_key(|place| &place.key);
    let mut suggestions: Vec<Place> = districts_beginning(prefix, most);
    suggestions.extend(found.into_iter().cloned());
    suggestions.truncate(most);
    suggestions
}

/// Every place that has a name: regions, counties, then towns by size.
pub(super) fn every() -> &'static [Place] {
    &NAMES.places
}

/// The nearest town of 5,000 people within four miles, else the nearest place of any size.
pub(super) fn town_near(lat: f64, lon: f64) -> Option<&'static str> {
    let towns = &gazetteer().towns;
    let miles = |town: &Town| miles_between(lat, lon, town.lat, town.lon);
    // A degree of latitude is 69 miles: cheap to rule out most towns.
    let about = towns.iter().filter(|town| (town.lat - lat).abs() < 0.06 && town.population >= 5000);
    let sizeable = about.filter(|town| miles(town) < 4.0).min_by(|a, b| miles(a).total_cmp(&miles(b)));
    let any = || towns.iter().min_by(|a, b| miles(a).total_cmp(&miles(b)));
    sizeable.or_else(any).map(|town| town.name)
}

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);

impl Names {
    fn read() -> Names {
        let gazetteer = gazetteer();
        let mut towns: Vec<&Town> = gazetteer.towns.iter().collect();
        towns.sort_by_key(|town| std::cmp::Reverse(town.population));
        let mut names = Names { places: Vec::new(), by_slug: HashMap::new(), slugs: Vec::new() };
        // Regions, then counties, then towns: an area has its name unless a town of some size has it too.
        for region in areas::regions() {
            names.add(region.key.clone(), region);
        }
        let shared = Shared::read(&towns);
        for county in areas::counties(gazetteer) {
            if !shared.0.contains_key(&county.key) && !names.by_slug.contains_key(&county.key) {
                names.add(county.key.clone(), county);
            }
        }
        for town in towns {
            names.add_town(town, &shared);
        }
        names.slugs.sort();
        names
    }

    fn add_town(&mut self, town: &Town, shared: &Shared) {
        let slug = slug_of(town.name);
        let area_has_name = |at: &usize| self.places.get(*at).is_some_and(|place| place.area.is_some());
        if self.by_slug.get(&slug).is_some_and(|held| held.iter().any(area_has_name)) {
            return;
        }
        let place = town_place(town, shared.owns_bare_name(&slug, town));
        let (key, at) = (place.key.clone(), self.places.len());
        let full = slug_of(&format!("{} {}", town.name, within(town)));
        if full != slug && self.by_slug.contains_key(&full) {
            return;
        }
        self.add(slug.clone(), place);
        for alias in [key, full].into_iter().chain(short_name(&slug)) {
            let held = self.by_slug.entry(alias).or_default();
            if !held.contains(&at) {
                held.push(at);
            }
        }
    }

    fn add(&mut self, slug: String, place: Place) {
        let at = self.places.len();
        self.slugs.push((slug.clone(), at));
        self.by_slug.entry(slug).or_default().push(at);
        self.places.push(place);
    }

    fn named(&self, slug: &str) -> Vec<&Place> {
        let also = ALSO.iter().find(|(said, _)| *said == slug).map(|(_, name)| *name);
        let held = self.by_slug.get(slug).or_else(|| self.by_slug.get(also?));
        held.into_iter().flatten().filter_map(|at| self.places.get(*at)).collect()
    }

    fn near(&self, slug: &str) -> Found {
        if slug.is_empty() {
            return Found::Nothing;
        }
        let allowed = if slug.chars().count() < 6 { 1 } else { 2 };
        let length = slug.chars().count();
        let own = letters(slug);
        let close = self.slugs.iter().filter(|(name, _)| name.len().abs_diff(length) <= allowed);
        // An edit changes two letters at most: this rules nearly all out at a hundredth of the cost of comparing them.
        let close = close.filter(|(name, _)| (letters(name) ^ own).count_ones() as usize <= 2 * allowed);
        let mut found: Vec<(usize, &Place)> = close
            .map(|(name, at)| (strsim::osa_distance(name, slug), at))
            .filter(|(edits, _)| *edits <= allowed)
            .filter_map(|(edits, at)| Some((edits, self.places.get(*at)?)))
            .collect();
        found.sort_by_key(|(edits, place)| (*edits, std::cmp::Reverse(place.population)));
        found.truncate(5);
        match found.is_empty() {
            true => Found::Nothing,
            false => Found::Near(found.into_iter().map(|(_, place)| place.clone()).collect()),
        }
    }
}

/// Which letters a slug has.
fn letters(slug: &str) -> u32 {
    slug.bytes().filter(u8::is_ascii_lowercase).fold(0, |letters, byte| letters | 1 << (byte - b'a'))
}

/// The populations of the towns that go by a name, biggest first.
struct Shared(HashMap<String, Vec<u32>>);

impl Shared {
    fn read(biggest_first: &[&Town]) -> Shared {
        let mut shared: HashMap<String, Vec<u32>> = HashMap::new();
        for town in biggest_first {
            let slug = slug_of(town.name);
            for name in short_name(&slug).into_iter().chain([slug]) {
                shared.entry(name).or_default().push(town.population.max(UNKNOWN_POPULATION));
            }
        }
        Shared(shared)
    }

    /// Whether the bare name means this town.
    fn owns_bare_name(&self, slug: &str, town: &Town) -> bool {
        match self.0.get(slug).map(Vec::as_slice) {
            Some([first, second, ..]) => {
                *first == town.population && *first >= second.saturating_mul(DOMINATES)
            }
            _ => true,
        }
    }
}

fn choose(mut matches: Vec<&Place>) -> Found {
    matches.sort_by_key(|place| std::cmp::Reverse(place.population));
    let people = |place: &Place| place.population.max(UNKNOWN_POPULATION);
    match matches.as_slice() {
        [one] => Found::One((*one).clone()),
        [first, second, ..] if people(first) >= people(second).saturating_mul(DOMINATES) => {
            Found::One((*first).clone())
        }
        _ => Found::Several(matches.into_iter().cloned().collect()),
    }
}

fn town_place(town: &Town, owns_bare_name: bool) -> Place {
    let within = within(town);
    let label = match within == town.name {
        true => town.name.to_owned(),
        false => format!("{}, {within}", town.name),
    };
    Place {
        name: town.name.to_owned(),
        key: if owns_bare_name { slug_of(town.name) } else { slug_of(&format!("{} {within}", town.name)) },
        label,
        kind: Kind::Town,
        lat: town.lat,
        lon: town.lon,
        region: region_code(town.region),
        population: town.population,
        area: None,
    }
}

fn within(town: &Town) -> &'static str {
    if town.authority.is_empty() { town.region } else { authority_label(town.authority) }
}

/// "newcastle" of "newcastle-upon-tyne".
fn short_name(slug: &str) -> Option<String> {
    let joints = ["-upon-", "-under-", "-on-", "-le-"];
    joints.iter().find_map(|joint| slug.split_once(joint)).map(|(short, _)| short.to_owned())
}

/// A name as a slug: without apostrophes, "saint" as "st".
fn slug_of(text: &str) -> String {
    let cut: String = text.chars().take(LONGEST).filter(|c| !matches!(c, '\'' | '’' | '.')).collect();
    let slug = slug(&cut);
    match slug.strip_prefix("saint-") {
        Some(rest) => format!("st-{rest}"),
        None => slug,
    }
}

fn districts_beginning(prefix: &str, most: usize) -> Vec<Place> {
    let prefix: String = prefix.trim().to_ascii_uppercase();
    if !prefix.is_ascii() || prefix.len() > 4 || !prefix.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let districts = gazetteer().districts.iter().filter(|district| district.code.starts_with(&prefix));
    let found = districts.take(most).filter_map(|district| Postcode::parse(district.code));
    found.filter_map(|code| if let Found::One(place) = code.find() { Some(place) } else { None }).collect()
}
