//! Tables of what people type and what is found.

use super::*;

fn said(text: &str) -> String {
    let labels = |places: &[Place]| places.iter().map(|p| p.label.as_str()).collect::<Vec<_>>().join(" | ");
    match find(text) {
        Found::One(place) => place.label,
        Found::Several(places) => format!("several: {}", labels(&places)),
        Found::Near(places) => format!("near: {}", labels(&places)),
        Found::Outside => "outside".to_owned(),
        Found::Nothing => "nothing".to_owned(),
    }
}

#[test]
fn names_postcodes_and_keys_are_understood() {
    for (typed, expected) in [
        ("ls14ap", "LS1 4AP"),
        ("LS1 4ap", "LS1 4AP"),
        ("ls1-4ap", "LS1 4AP"),
        ("ls1 4", "LS1 4"),
        ("LS1", "LS1"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("Leeds", "Leeds"),
        (" leeds ", "Leeds"),
        ("London", "London"),
        ("greater london", "London"),
        ("Kent", "Kent"),
        ("county durham", "County Durham"),
        ("north west", "North West"),
        ("North East", "North East"),
        ("West Yorkshire", "West Yorkshire"),
        ("Wiltshire", "Wiltshire"),
        ("hull", "Kingston upon Hull"),
        ("Preston", "Preston"),
        ("newport, isle of wight", "Newport, Isle of Wight"),
        ("newport-isle-of-wight", "Newport, Isle of Wight"),
        ("st. albans", "St Albans"),
        ("Saint Albans", "St Albans"),
        ("king’s lynn", "King's Lynn, King's Lynn and West Norfolk"),
        ("JE2 3AB", "outside"),
        ("isle of man", "outside"),
        ("ZZ9 9ZZ", "nothing"),
        ("", "nothing"),
        ("!!!", "nothing"),
        ("xqzzwv", "nothing"),
    ] {
        assert_eq!(said(typed), expected, "{typed}");
    }
}

#[test]
fn a_shared_name_offers_the_biggest_first() {
    assert!(said("newport").starts_with("several: Newport | Newport, Isle of Wight | Newport, Telford"));
    assert!(said("newcastle").starts_with("several: Newcastle upon Tyne"));
    assert!(said("richmond").starts_with("several: Richmond, Richmond upon Thames"));
}

#[test]
fn a_misspelt_name_offers_near_ones() {
    assert!(said("lieds").starts_with("near: Leeds"), "{}", said("lieds"));
    assert!(said("manchestr").starts_with("near: Manchester"));
    assert!(said("birmingam").starts_with("near: Birmingham"));
}

#[test]
fn every_key_finds_its_own_place() {
    for prefix in ["a", "b", "ch", "ne", "st", "w"] {
        for place in suggest(prefix, 10_000) {
            assert_eq!(find(&place.key), Found::One(place.clone()), "{}", place.key);
            assert!(place.region.is_empty() == (place.key == "england"), "{} has no region", place.label);
        }
    }
}

#[test]
fn a_postcode_is_located() {
    let leeds = postcode("ls1 4ap").unwrap();
    assert_eq!((leeds.postcode.as_str(), leeds.region), ("LS1 4AP", "north-east-and-yorkshire"));
    assert_eq!((leeds.town.as_str(), leeds.authority.as_str()), ("Leeds", "Leeds"));
    for area in [
        "england",
        "leeds",
        "north-east-and-yorkshire",
        "west-yorkshire",
        "yorkshire",
        "yorkshire-and-the-humber",
    ] {
        assert!(leeds.areas.iter().any(|key| key == area), "{area} of {:?}", leeds.areas);
    }
    assert_eq!(postcode("BT1 5GS").unwrap().region, "northern-ireland");
    assert!(postcode("LS1").is_none() && postcode("GY1 1AA").is_none() && postcode("£$%").is_none());
}

#[test]
fn every_area_found_is_an_area_of_some_postcode() {
    let gazetteer = read::gazetteer();
    let held: std::collections::HashSet<String> = gazetteer
        .districts
        .iter()
        .flat_map(|d| areas::keys_of(if d.authority_code.is_empty() { "" } else { d.authority }, d.region))
        .collect();
    for letter in 'a'..='z' {
        for place in suggest(&letter.to_string(), 10_000) {
            assert!(place.area.as_ref().is_none_or(|area| held.contains(area)), "{}", place.label);
        }
    }
}

#[test]
fn distance_is_right() {
    // Leeds to Manchester, centre to centre, is 35.6 miles.
    assert!((miles_between(53.79648, -1.54785, 53.48095, -2.23743) - 35.6).abs() < 0.3);
    assert_eq!(miles_between(51.5, -0.1, 51.5, -0.1), 0.0);
    assert_eq!(region_at(51.5074, -0.1278), "london");
}

#[test]
fn suggestions_begin_with_the_best_known() {
    assert_eq!(suggest("birm", 3)[0].label, "Birmingham");
    assert_eq!(suggest("ls1", 2)[0].label, "LS1");
    assert!(suggest("", 5).is_empty());
}
