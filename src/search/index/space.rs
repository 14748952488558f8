//! Points on the globe as unit vectors, whose straight distance is compared with a radius, and the cells of a grid,
//! from which a search round a point starts.

use crate::kit::places::EARTH_MILES;

/// A point on the unit sphere. Single precision is good to about a metre.
pub type Point = [f32; 3];

/// Cells to a degree, of both latitude and longitude.
const CELLS: f64 = 5.0;
/// Above this many cells a scan of all points is quicker.
const MOST_CELLS: usize = 600;

/// Both coordinates as whole micro-degrees.
pub fn pack(lat: f64, lon: f64) -> u64 {
    let whole = |degrees: f64| (degrees.clamp(-180.0, 180.0) * 1e6).round() as i32 as u32;
    u64::from(whole(lat)) << 32 | u64::from(whole(lon))
}

pub fn unpack(packed: u64) -> Point {
    let degrees = |half: u32| f64::from(half as i32) / 1e6;
    point(degrees((packed >> 32) as u32), degrees(packed as u32))
}

pub fn point(lat: f64, lon: f64) -> Point {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// The square of the straight line between two points of the unit sphere.
pub fn chord(a: &Point, b: &Point) -> f32 {
    let (x, y, z) = (a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    x * x + y * y + z * z
}

pub fn chord_of(miles: f64) -> f32 {
    let half = (miles / EARTH_MILES / 2.0).clamp(0.0, std::f64::consts::FRAC_PI_2);
    (2.0 * half.sin()).powi(2) as f32
}

pub fn miles_of(chord: f32) -> f32 {
    (2.0 * EARTH_MILES * (f64::from(chord).sqrt() / 2.0).clamp(0.0, 1.0).asin()) as f32
}

pub fn cell(lat: f64, lon: f64) -> u64 {
    let row = ((lat.clamp(-90.0, 90.0) + 90.0) * CELLS).floor() as u64;
    let column = ((lon.clamp(-180.0, 180.0) + 180.0) * CELLS).floor() as u64;
    row << 32 | column
}

/// The cells that a circle touches; nothing when they are too many to be worth it.
pub fn cells_round(lat: f64, lon: f64, miles: f64) -> Option<Vec<u64>> {
    // A little more than the radius, for the rounding of coordinates.
    let degrees = (miles * 1.001 / EARTH_MILES).to_degrees() + 1e-4;
    let (south, north) = ((lat - degrees).max(-90.0), (lat + degrees).min(90.0));
    let narrowest = south.abs().max(north.abs()).to_radians().cos().max(0.01);
    let (west, east) = (lon - degrees / narrowest, lon + degrees / narrowest);
    if west < -180.0 || east > 180.0 || !(miles.is_finite() && lat.is_finite() && lon.is_finite()) {
        return None;
    }
    let (low, high) = (cell(south, west), cell(north, east));
    let rows = (low >> 32)..=(high >> 32);
    let columns = (low & 0xffff_ffff)..=(high & 0xffff_ffff);
    let many = (rows.clone().count()).saturating_mul(columns.clone().count());
    (many <= MOST_CELLS)
        .then(|| rows.flat_map(|row| columns.clone().map(move |column| row << 32 | column)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::places::miles_between;
    use proptest::prelude::*;

    proptest! {
        /// The United Kingdom and some way round it.
        #[test]
        fn agrees_with_haversine(lat in 49.0..61.0, lon in -9.0..2.5, other_lat in 49.0..61.0, other_lon in -9.0..2.5) {
            let miles = miles_between(lat, lon, other_lat, other_lon);
            let (a, b) = (unpack(pack(lat, lon)), unpack(pack(other_lat, other_lon)));
            prop_assert!((f64::from(miles_of(chord(&a, &b))) - miles).abs() < 0.002 + miles * 1e-5);
            prop_assert!((f64::from(miles_of(chord_of(miles))) - miles).abs() < 0.001 + miles * 1e-5);
            let cells = cells_round(lat, lon, miles);
            prop_assert!(cells.is_none_or(|cells| cells.contains(&cell(other_lat, other_lon))));
        }
    }

    #[test]
    fn odd_numbers_do_no_harm() {
        for odd in [f64::NAN, f64::INFINITY, -1e300, 1e300] {
            cell(odd, odd);
            pack(odd, odd);
            let _ = cells_round(odd, odd, odd);
            let _ = chord_of(odd);
        }
    }
}
