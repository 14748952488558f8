//! "More like this": the search that an alert has which is made from a listing.

use crate::kit::places::{Found, Place, find, miles_between};
use crate::listings::Full;
use crate::search::index::Group;
use crate::search::{Criteria, Within};

/// What an alert finds that is made from a listing: its trade, its kind, and what is near it.
pub fn like(listing: &Full) -> Criteria {
    let mut criteria = Criteria::default();
    let mut choose = |group, code: &str| {
        if !code.is_empty() {
            criteria.chosen.entry(group).or_default().insert(code.to_owned());
        }
    };
    choose(Group::Kind, listing.listing.kind.as_str());
    choose(Group::Profession, &listing.listing.profession);
    let grades = listing.tags.grades.iter().chain(&listing.tags.learners);
    grades.for_each(|grade| choose(Group::Grade, grade));
    if listing.tags.grades.is_empty() && listing.tags.learners.is_empty() {
        choose(Group::Band, listing.terms.comparable_band.as_deref().unwrap_or_default());
    }
    if let Some(site) = listing.sites.first() {
        criteria.place = place_of(&site.town, &site.postcode, (site.latitude, site.longitude));
        if site.region == "london" {
            criteria.within = Within::of(IN_LONDON);
        }
    }
    criteria
}

/// Miles that are far in London; elsewhere the usual distance is near enough.
const IN_LONDON: u16 = 10;
/// Miles within which a town of this name is the one.
const SAME_TOWN: f64 = 15.0;

/// The town when the gazetteer knows it there, else the postcode.
fn place_of(town: &str, postcode: &str, at: (f64, f64)) -> String {
    let named = match find(town) {
        Found::One(place) => vec![place],
        Found::Several(places) => places,
        _ => Vec::new(),
    };
    let away = |place: &Place| miles_between(place.lat, place.lon, at.0, at.1);
    let there = named.into_iter().filter(|place| place.area.is_none() && away(place) < SAME_TOWN);
    there.min_by(|a, b| away(a).total_cmp(&away(b))).map_or_else(|| postcode.to_owned(), |place| place.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_said_by_its_name_where_it_is_and_else_by_its_postcode() {
        let (leeds, truro) = ((53.796, -1.548), (50.264, -5.051));
        for (town, postcode, at, place) in [
            ("Leeds", "LS1 4AP", leeds, "leeds"),
            ("Leeds", "TR1 2HE", truro, "TR1 2HE"),
            ("Nowhere-under-Lyne", "TR1 2HE", truro, "TR1 2HE"),
        ] {
            assert_eq!(place_of(town, postcode, at), place, "{town}");
        }
    }
}
