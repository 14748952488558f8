//! Where a listing is, in words.

use crate::kit::places::Postcode;
use crate::providers::Site;

/// "Leeds", "Leeds and York", "Leeds and 2 more places". Several sites of one town are one place.
pub fn place_words(sites: &[Site]) -> String {
    let mut towns: Vec<&str> = Vec::new();
    for site in sites {
        if !towns.contains(&site.town.as_str()) {
            towns.push(&site.town);
        }
    }
    match towns.as_slice() {
        [] => "Place to be confirmed".into(),
        [one] => (*one).to_string(),
        [one, other] => format!("{one} and {other}"),
        [one, others @ ..] => format!("{one} and {} more places", others.len()),
    }
}

/// "Less than a mile", "1 mile", "12 miles".
pub fn miles_words(miles: f32) -> String {
    match miles.round() {
        _ if miles < 0.75 => "Less than a mile".into(),
        1.0 => "1 mile".into(),
        miles => format!("{miles:.0} miles"),
    }
}

/// The first half of a postcode; the whole text when it is none.
pub fn district(postcode: &str) -> String {
    Postcode::parse(postcode).map_or_else(|| postcode.to_string(), |parsed| parsed.district)
}
