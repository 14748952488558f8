//! Spots: the regions, counties and towns that have a page of their own.

use crate::codes::{self, Code};
use crate::kit::places::{self, Found, Kind, Place};
use crate::search::criteria::{Criteria, Within};
use crate::search::index::Group;

/// Miles that a town's page reaches.
pub const TOWN_MILES: u16 = 10;

/// A place with a page.
#[derive(Clone, Debug)]
pub enum Spot {
    /// A region as filters have it.
    Region(&'static Code),
    /// A county, or another area that is searched inside.
    Area(Place),
    Town(Place),
}

impl Spot {
    /// The place with this key, or with this name; `None` for postcodes, for what is unknown and for what is shared.
    pub fn find(key: &str) -> Option<Spot> {
        if let Some(region) = codes::regions().get(key) {
            return Some(Spot::Region(region));
        }
        match places::known(key) {
            Found::One(place) => Spot::of(place),
            _ => None,
        }
    }

    pub fn of(place: Place) -> Option<Spot> {
        match place.kind {
            Kind::Region | Kind::County => {
                Some(codes::regions().get(&place.key).map_or(Spot::Area(place), Spot::Region))
            }
            Kind::Town => Some(Spot::Town(place)),
            Kind::Postcode | Kind::Sector | Kind::District => None,
        }
    }

    /// Its one place in an address.
    pub fn key(&self) -> &str {
        match self {
            Spot::Region(region) => &region.code,
            Spot::Area(place) | Spot::Town(place) => &place.key,
        }
    }

    pub fn label(&self) -> &str {
        match self {
            Spot::Region(region) => &region.label,
            Spot::Area(place) | Spot::Town(place) => &place.label,
        }
    }

    pub fn href(&self) -> String {
        format!("/browse/place/{}", self.key())
    }

    /// "in the North West", "in Kent", "in and near Leeds".
    pub fn words(&self) -> String {
        match self {
            Spot::Region(region) => format!("in {}", with_article(&region.label)),
            Spot::Area(place) if place.kind == Kind::Region => format!("in {}", with_article(&place.label)),
            Spot::Area(place) => format!("in {}", place.label),
            Spot::Town(place) => format!("in and near {}", place.label),
        }
    }

    /// Narrows a search to it.
    pub fn narrow(&self, criteria: &mut Criteria) {
        match self {
            Spot::Region(region) => {
                criteria.chosen.insert(Group::Region, [region.code.clone()].into());
            }
            Spot::Area(place) => place.key.clone_into(&mut criteria.place),
            Spot::Town(place) => {
                place.key.clone_into(&mut criteria.place);
                criteria.within = Within::Miles(TOWN_MILES);
            }
        }
    }

    /// What it lies in, from the largest.
    pub fn parents(&self) -> Vec<Spot> {
        let region = |place: &Place| codes::regions().get(place.region).map(Spot::Region);
        match self {
            Spot::Region(_) => Vec::new(),
            Spot::Area(place) => {
                region(place).filter(|other| other.key() != self.key()).into_iter().collect()
            }
            Spot::Town(place) => {
                let county = places::county_of(place).cloned().map(Spot::Area);
                region(place).into_iter().chain(county).collect()
            }
        }
    }

    /// What lies in it, worth a look: counties, then towns.
    pub fn parts(&self) -> (Vec<Place>, Vec<Place>) {
        match self {
            Spot::Region(region) => {
                (places::counties_of(&region.code), places::towns_in(&region.code, MOST_TOWNS))
            }
            Spot::Area(place) => (Vec::new(), places::towns_in(&place.key, MOST_TOWNS)),
            Spot::Town(_) => (Vec::new(), Vec::new()),
        }
    }

    /// Others of its kind near by, itself not among them.
    pub fn neighbours(&self) -> Vec<Place> {
        match self {
            Spot::Region(_) => Vec::new(),
            Spot::Area(place) => {
                let mut counties = places::counties_of(place.region);
                counties.retain(|other| other.key != place.key);
                counties
            }
            Spot::Town(place) => places::towns_near(place, 30.0, MOST_TOWNS),
        }
    }

    /// Where a map has it.
    pub fn point(&self) -> Option<(f64, f64)> {
        match self {
            Spot::Region(region) => places::region(&region.code).map(|region| (region.lat, region.lon)),
            Spot::Area(place) | Spot::Town(place) => Some((place.lat, place.lon)),
        }
    }
}

/// Towns that a page looks at: each costs a count.
const MOST_TOWNS: usize = 16;

/// As a sentence has it: "the North West", "London".
pub fn with_article(region: &str) -> String {
    let directions = ["North", "South", "East", "West"];
    let has_article = directions.iter().any(|word| region.starts_with(word))
        || region.ends_with("Midlands")
        || region.starts_with("Channel");
    match has_article {
        true => format!("the {region}"),
        false => region.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_one_key_and_their_words() {
        for (key, expected) in [
            ("north-west", "north-west in the North West, within "),
            ("london", "london in London, within "),
            ("east-of-england", "east-of-england in the East of England, within "),
            ("midlands", "midlands in the Midlands, within "),
            ("kent", "kent in Kent, within South East"),
            ("Kent", "kent in Kent, within South East"),
            ("leeds", "leeds in and near Leeds, within North East and Yorkshire West Yorkshire"),
            (
                "channel-islands-and-isle-of-man",
                "channel-islands-and-isle-of-man in the Channel Islands and Isle of Man, within ",
            ),
        ] {
            let spot = Spot::find(key).expect(key);
            let parents = spot.parents();
            let within: Vec<&str> = parents.iter().map(Spot::label).collect();
            assert_eq!(format!("{} {}, within {}", spot.key(), spot.words(), within.join(" ")), expected);
        }
        for nowhere in ["ls1", "ls1-4ap", "newport", "xqzzwv", ""] {
            assert!(Spot::find(nowhere).is_none(), "{nowhere}");
        }
    }
}
