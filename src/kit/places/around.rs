//! What lies inside an area or near a town: for pages that lead from one place to others.

use super::areas::{self, keys_of};
use super::distance::miles_between;
use super::names::every;
use super::read::gazetteer;
use super::{Kind, Place};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

struct Known {
    place: Place,
    /// The keys of the areas that it lies in.
    areas: Vec<String>,
}

/// Every town, the biggest first, with its areas: reckoned once, because it takes some hundredths of a second.
static TOWNS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let gazetteer = gazetteer();
    let point = |lat: f64, lon: f64| (lat.to_bits(), lon.to_bits());
    let towns: HashMap<_, _> = gazetteer.towns.iter().map(|town| (point(town.lat, town.lon), town)).collect();
    let known = every().iter().filter(|place| place.kind == Kind::Town).filter_map(|place| {
        let town = towns.get(&point(place.lat, place.lon))?;
        Some(Known { place: place.clone(), areas: keys_of(town.authority, town.region) })
    });
    let mut known: Vec<Known> = known.collect();
    known.sort_by_key(|known| std::cmp::Reverse(known.place.population));
    known
});

/// The counties of a region, by name. Where there are none (London, Scotland, Wales) its local authorities; those of
/// England that no county has stand among the counties.
pub fn counties_of(region: &str) -> Vec<Place> {
    COUNTIES.iter().filter(|county| county.region == region).cloned().collect()
}

static COUNTIES: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let gazetteer = gazetteer();
    let within = |list: &'static str| list.split('|').collect::<HashSet<_>>();
    let named: Vec<(&str, HashSet<&str>)> =
        gazetteer.counties.iter().map(|(name, list)| (*name, within(list))).collect();
    // Yorkshire, Sussex and East Anglia hold other counties, which say more.
    let smallest = named.iter().filter(|(name, own)| {
        !named.iter().any(|(other, part)| other != name && part.len() < own.len() && part.is_subset(own))
    });
    let (names, covered): (HashSet<String>, Vec<&HashSet<&str>>) =
        smallest.map(|(name, own)| (areas::slug(name), own)).unzip();
    let covered: HashSet<&str> = covered.into_iter().flatten().copied().collect();
    let free: HashSet<String> = gazetteer
        .authorities
        .values()
        .filter(|authority| !covered.contains(*authority))
        .map(|authority| areas::slug(areas::authority_label(authority)))
        .collect();
    let mut found: Vec<Place> = every()
        .iter()
        .filter(|place| place.kind == Kind::County)
        .filter(|place| names.contains(&place.key) || free.contains(&place.key))
        .cloned()
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
});

/// The county that a place lies in, as [`counties_of`] has them; none for what is larger, or in Northern Ireland.
pub fn county_of(place: &Place) -> Option<&'static Place> {
    let known = TOWNS.iter().find(|known| known.place.key == place.key)?;
    COUNTIES.iter().find(|county| known.areas.contains(&county.key))
}

/// The biggest towns inside a region or county, by its key.
pub fn towns_in(area: &str, most: usize) -> Vec<Place> {
    let inside = TOWNS.iter().filter(|known| known.areas.iter().any(|key| key == area));
    inside.take(most).map(|known| known.place.clone()).collect()
}

/// The biggest towns within so many miles of a place, without itself.
pub fn towns_near(place: &Place, miles: f64, most: usize) -> Vec<Place> {
    let near = |known: &&Known| {
        known.place.key != place.key
            && miles_between(place.lat, place.lon, known.place.lat, known.place.lon) <= miles
    };
    TOWNS.iter().filter(near).take(most).map(|known| known.place.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(places: &[Place]) -> Vec<&str> {
        places.iter().map(|place| place.label.as_str()).collect()
    }

    #[test]
    fn regions_have_counties_and_counties_have_towns() {
        let north_west = counties_of("north-west");
        assert_eq!(
            labels(&north_west),
            ["Cheshire", "Cumbria", "Greater Manchester", "Lancashire", "Merseyside"]
        );
        let north_east = counties_of("north-east-and-yorkshire");
        let names = labels(&north_east);
        assert!(
            names.contains(&"West Yorkshire") && names.contains(&"East Riding of Yorkshire"),
            "{names:?}"
        );
        assert!(!names.contains(&"Yorkshire"), "{names:?}");
        assert!(labels(&counties_of("london")).contains(&"Camden"));
        assert!(labels(&counties_of("scotland")).contains(&"Fife"));
        assert!(labels(&towns_in("west-yorkshire", 3)).contains(&"Leeds"));
        assert!(labels(&towns_in("northern-ireland", 2)).contains(&"Belfast, Northern Ireland"));
        assert!(towns_in("nowhere", 3).is_empty());
    }

    #[test]
    fn a_town_has_a_county_and_neighbours() {
        let super::super::Found::One(leeds) = super::super::find("leeds") else { panic!("Leeds is one") };
        assert_eq!(county_of(&leeds).map(|county| county.key.as_str()), Some("west-yorkshire"));
        let near = towns_near(&leeds, 15.0, 4);
        assert!(labels(&near).contains(&"Bradford") && !labels(&near).contains(&"Leeds"), "{near:?}");
    }
}
