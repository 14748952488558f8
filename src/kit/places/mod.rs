//! Places: the gazetteer of the United Kingdom. Turns what a person types (a postcode or part of one, a town, a
//! county, a region) into a point or an area, and says when a name is ambiguous, unknown or not covered.
//!
//! The data (`data/places`) is inside the binary and is read once, when it is first asked for.

mod areas;
mod around;
mod distance;
mod names;
mod outline;
mod postcode;
mod read;
#[cfg(test)]
mod tests;

pub use areas::{REGIONS, Region, region};
pub use around::{counties_of, county_of, towns_in, towns_near};
pub use distance::{EARTH_MILES, miles_between};
pub use names::{find, known, suggest};
pub use outline::{SIZE, isle_of_man, on_outline, outline};
pub use postcode::{Located, Postcode, areas_of, postcode};

/// What a place is, from the smallest to the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Postcode,
    Sector,
    District,
    Town,
    County,
    Region,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub name: String,
    /// Tells it from others of the same name: "Newport, Isle of Wight".
    pub label: String,
    /// Stable and fit for an address: "newport-isle-of-wight", "ls1-4ap". `find` understands it.
    pub key: String,
    pub kind: Kind,
    pub lat: f64,
    pub lon: f64,
    /// The code of its region, one of [`REGIONS`].
    pub region: &'static str,
    pub population: u32,
    /// Set for a county or a region, which is searched *inside*, never as a circle round its middle. It is one of
    /// the keys that [`Located::areas`] lists for a site.
    pub area: Option<String>,
}

/// What `find` made of the words.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    One(Place),
    /// The name is shared and none of its places dominates; the biggest comes first.
    Several(Vec<Place>),
    /// Nothing has that name; these are spelled much like it, nearest first.
    Near(Vec<Place>),
    /// The Channel Islands and the Isle of Man, which the data does not cover.
    Outside,
    Nothing,
}

/// The region of the postcode district nearest to a point.
pub fn region_at(lat: f64, lon: f64) -> &'static str {
    let nearest = read::gazetteer().districts.iter().min_by(|a, b| {
        let miles = |d: &read::District| miles_between(lat, lon, d.lat, d.lon);
        miles(a).total_cmp(&miles(b))
    });
    nearest.map(|district| areas::region_code(district.region)).unwrap_or("")
}
