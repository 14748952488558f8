//! The map of the country with how many listings each region has, and a pin for one place on it.

use super::browse::Line;
use crate::codes;
use crate::kit::places::{isle_of_man, on_outline, outline};
use crate::kit::text::thousands;
use crate::search::index::{Counts, Group};
use crate::search::spots::Spot;

/// The map and, beside it, the same as a table.
pub struct Country {
    pub land: [&'static str; 2],
    pub regions: Vec<Bubble>,
    pub lines: Vec<Line>,
}

/// A region on the map, as large as its share.
pub struct Bubble {
    pub href: String,
    pub count: String,
    pub x: f64,
    pub y: f64,
    pub radius: f64,
    /// The name in one or two lines, each with its place on the map.
    pub words: Vec<(f64, f64, &'static str)>,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// Where a region's circle is, and its name: latitude and longitude where circles do not touch, the side of the
/// circle that the name stands on, and the name in lines short enough for a map.
struct Drawn {
    code: &'static str,
    lat: f64,
    lon: f64,
    side: Side,
    words: &'static [&'static str],
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
    Above,
    Below,
}

const fn drawn(
    code: &'static str,
    (lat, lon): (f64, f64),
    side: Side,
    words: &'static [&'static str],
) -> Drawn {
    Drawn { code, lat, lon, side, words }
}

const DRAWN: [Drawn; 11] = [
    drawn("scotland", (56.75, -4.1), Side::Below, &["Scotland"]),
    drawn("northern-ireland", (54.62, -6.75), Side::Above, &["Northern", "Ireland"]),
    drawn("north-east-and-yorkshire", (54.3, -1.35), Side::Right, &["North East", "and Yorkshire"]),
    drawn("north-west", (53.75, -2.75), Side::Below, &["North West"]),
    drawn("midlands", (52.5, -1.65), Side::Below, &["Midlands"]),
    drawn("wales", (52.25, -3.7), Side::Left, &["Wales"]),
    drawn("east-of-england", (52.45, 0.75), Side::Right, &["East of", "England"]),
    drawn("london", (51.62, 0.1), Side::Right, &["London"]),
    drawn("south-east", (50.9, -1.0), Side::Below, &["South East"]),
    drawn("south-west", (50.85, -3.55), Side::Left, &["South", "West"]),
    drawn("channel-islands-and-isle-of-man", (54.2, -4.7), Side::Left, &["Islands"]),
];

const SMALLEST: f64 = 17.0;
const LARGEST: f64 = 27.0;
const LINE: f64 = 16.0;
/// From the circle to its name.
const GAP: f64 = 6.0;

impl Country {
    /// Regions without a listing are left out.
    pub fn of(counts: &Counts) -> Country {
        let most = codes::regions().all().iter().map(|region| counts.of(Group::Region, &region.code)).max();
        let most = f64::from(most.unwrap_or(0).max(1));
        let found = DRAWN.iter().filter_map(|drawn| {
            let count = Some(counts.of(Group::Region, drawn.code)).filter(|count| *count > 0)?;
            let radius = SMALLEST + (LARGEST - SMALLEST) * (f64::from(count) / most).sqrt();
            Some(bubble(drawn, count, radius))
        });
        let lines = codes::regions().all().iter().filter_map(|region| {
            let count = Some(counts.of(Group::Region, &region.code)).filter(|count| *count > 0)?;
            Some(Line::new(format!("/browse/place/{}", region.code), region.label.clone(), count))
        });
        Country { land: [outline(), isle_of_man()], regions: found.collect(), lines: lines.collect() }
    }
}

fn bubble(drawn: &Drawn, count: u32, radius: f64) -> Bubble {
    let (x, y) = on_outline(drawn.lat, drawn.lon);
    let rows = drawn.words.len() as f64;
    let (anchor, left, top) = match drawn.side {
        Side::Left => ("end", x - radius - GAP, y - (rows - 1.0) * LINE / 2.0 + 5.0),
        Side::Right => ("start", x + radius + GAP, y - (rows - 1.0) * LINE / 2.0 + 5.0),
        Side::Above => ("middle", x, y - radius - GAP - (rows - 1.0) * LINE),
        Side::Below => ("middle", x, y + radius + LINE),
    };
    let words = drawn
        .words
        .iter()
        .enumerate()
        .map(|(row, word)| (tenth(left), tenth(top + row as f64 * LINE), *word));
    Bubble {
        href: format!("/browse/place/{}", drawn.code),
        count: thousands(count),
        x,
        y,
        radius: tenth(radius),
        words: words.collect(),
        anchor,
    }
}

fn tenth(units: f64) -> f64 {
    (units * 10.0).round() / 10.0
}

/// One place on the outline.
pub struct Pin {
    pub land: &'static str,
    pub label: String,
    pub x: f64,
    pub y: f64,
}

impl Pin {
    /// The islands outside of the outline have none.
    pub fn of(spot: &Spot) -> Option<Pin> {
        let (lat, lon) = spot.point()?;
        let (x, y) = on_outline(lat, lon);
        Some(Pin { land: outline(), label: spot.label().to_owned(), x, y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_is_on_the_map_and_no_circle_covers_another() {
        for region in codes::regions().all() {
            assert!(DRAWN.iter().any(|drawn| drawn.code == region.code), "{}", region.code);
        }
        for (at, a) in DRAWN.iter().enumerate() {
            for b in &DRAWN[at + 1..] {
                let ((ax, ay), (bx, by)) = (on_outline(a.lat, a.lon), on_outline(b.lat, b.lon));
                let apart = ((ax - bx).powi(2) + (ay - by).powi(2)).sqrt();
                assert!(apart > 2.0 * SMALLEST + 4.0, "{} and {}: {apart}", a.code, b.code);
            }
        }
    }
}
