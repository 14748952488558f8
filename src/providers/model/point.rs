//! Where a site is on the map: at the point of its postcode, unless an editor put it nearer to its door.

use crate::kit::places::{Located, miles_between};

/// From the postcode's point; a postcode's own land is rarely wider.
pub const FARTHEST_MILES: f64 = 5.0;
/// Degrees north and east between which the United Kingdom lies.
const SOUTH_TO_NORTH: (f64, f64) = (49.8, 60.9);
const WEST_TO_EAST: (f64, f64) = (-8.7, 1.8);
/// Metres of a step, and of a degree of latitude.
const STEP: f64 = 100.0;
const DEGREE: f64 = 111_320.0;
/// Closer than this two points are the same: what is kept is rounded to a metre.
const SAME_MILES: f64 = 0.002;

crate::kit::words::words! {
    pub enum Direction { North = "north", South = "south", East = "east", West = "west" }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

/// Why a point cannot be that of a site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PointFault {
    Latitude,
    Longitude,
    /// Miles from the postcode's point.
    TooFar(f64),
}

impl From<&Located> for Point {
    fn from(at: &Located) -> Self {
        Self { lat: at.lat, lon: at.lon }
    }
}

impl Point {
    /// To a metre, as it is kept and shown.
    pub fn rounded(self) -> Self {
        let round = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
        Self { lat: round(self.lat), lon: round(self.lon) }
    }

    pub fn miles_to(self, other: Self) -> f64 {
        miles_between(self.lat, self.lon, other.lat, other.lon)
    }

    /// Metres east and north of another that is not far.
    pub fn metres_from(self, other: Self) -> (f64, f64) {
        let east = (self.lon - other.lon) * DEGREE * other.lat.to_radians().cos();
        (east, (self.lat - other.lat) * DEGREE)
    }

    pub fn is_at(self, other: Self) -> bool {
        self.miles_to(other) < SAME_MILES
    }

    /// A hundred metres on.
    pub fn step(self, to: Direction) -> Self {
        let (north, east) = match to {
            Direction::North => (STEP, 0.0),
            Direction::South => (-STEP, 0.0),
            Direction::East => (0.0, STEP),
            Direction::West => (0.0, -STEP),
        };
        let width = DEGREE * self.lat.to_radians().cos();
        Self { lat: self.lat + north / DEGREE, lon: self.lon + east / width }.rounded()
    }

    /// May a site of this postcode be here?
    pub fn check(self, postcode: Self) -> Result<Self, PointFault> {
        let within = |degrees: f64, (from, to): (f64, f64)| (from..=to).contains(&degrees);
        if !within(self.lat, SOUTH_TO_NORTH) {
            return Err(PointFault::Latitude);
        }
        if !within(self.lon, WEST_TO_EAST) {
            return Err(PointFault::Longitude);
        }
        match self.miles_to(postcode) {
            miles if miles > FARTHEST_MILES => Err(PointFault::TooFar(miles)),
            _ => Ok(self),
        }
    }

    /// Where a site is once it has another postcode: there, unless it was moved by hand and is still near. `before` is
    /// the point of the old postcode, as far as it is known.
    pub fn follow(self, before: Option<Self>, next: Self) -> Self {
        let is_moved = before.is_some_and(|before| !self.is_at(before));
        if is_moved && self.check(next).is_ok() { self } else { next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEEDS: Point = Point { lat: 53.798, lon: -1.551 };

    #[test]
    fn a_point_is_in_the_country_and_near_its_postcode() {
        for (lat, lon, want) in [
            (53.798, -1.551, Ok(())),
            (53.86, -1.551, Ok(())),
            (f64::NAN, -1.551, Err("latitude")),
            (49.0, -1.551, Err("latitude")),
            (61.5, -1.551, Err("latitude")),
            (53.798, 2.5, Err("longitude")),
            (53.798, -9.0, Err("longitude")),
            (53.9, -1.551, Err("far")),
            (51.5, -0.12, Err("far")),
        ] {
            let told = Point { lat, lon }.check(LEEDS).map(drop).map_err(|fault| match fault {
                PointFault::Latitude => "latitude",
                PointFault::Longitude => "longitude",
                PointFault::TooFar(_) => "far",
            });
            assert_eq!(told, want, "{lat} {lon}");
        }
    }

    #[test]
    fn a_step_is_a_hundred_metres_and_comes_back() {
        for (to, back, east, north) in [
            (Direction::North, Direction::South, 0.0, 100.0),
            (Direction::South, Direction::North, 0.0, -100.0),
            (Direction::East, Direction::West, 100.0, 0.0),
            (Direction::West, Direction::East, -100.0, 0.0),
        ] {
            let there = LEEDS.step(to);
            let metres = there.metres_from(LEEDS);
            assert!((metres.0 - east).abs() < 2.0 && (metres.1 - north).abs() < 2.0, "{to}: {metres:?}");
            assert!(there.step(back).is_at(LEEDS), "{to}");
        }
    }

    #[test]
    fn a_point_follows_its_postcode_unless_it_was_moved_and_is_near() {
        let (near, far) = (Point { lat: 53.81, ..LEEDS }, Point { lat: 55.0, ..LEEDS });
        let by_hand = LEEDS.step(Direction::North).step(Direction::North);
        for (at, before, next, want) in [
            (LEEDS, Some(LEEDS), near, near),
            (by_hand, Some(LEEDS), LEEDS, by_hand),
            (by_hand, Some(LEEDS), near, by_hand),
            (by_hand, Some(LEEDS), far, far),
            (by_hand, None, near, near),
        ] {
            assert_eq!(at.follow(before, next), want, "{at:?} {next:?}");
        }
    }
}
