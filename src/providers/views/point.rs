//! The page on which a site is moved on the map, with a map that the server draws.

use askama::Template;

use super::{DeskNav, DeskPlace, Sketch};
use crate::providers::forms::PointForm;
use crate::providers::model::Point;
use crate::providers::store::{Provider, Site};
use crate::providers::{ProviderId, SiteId};
use crate::web::form::Problems;
use crate::web::page::Page;

/// Half the width of the map in its own units.
const HALF: f64 = 100.0;
/// Metres that half the map may stand for, from the nearest, with what a square of it is.
const SCALES: [(f64, &str); 5] = [
    (500.0, "100 metres"),
    (1_000.0, "200 metres"),
    (2_500.0, "500 metres"),
    (5_000.0, "a kilometre"),
    (10_000.0, "two kilometres"),
];
/// A point may come this near to the edge.
const ROOM: f64 = 0.85;

/// The ground around a postcode: its point in the middle, and that of the site.
pub struct NearMap {
    pub x: f64,
    pub y: f64,
    /// Where the lines of the grid are, on both sides.
    pub lines: Vec<f64>,
    pub square: &'static str,
    /// "About 140 metres from the point of LS1 4AP"
    pub told: String,
}

impl NearMap {
    pub fn new(postcode: &str, base: Point, at: Point) -> Self {
        let (east, north) = at.metres_from(base);
        let farthest = east.abs().max(north.abs());
        let fits = SCALES.iter().find(|(half, _)| farthest <= half * ROOM);
        let (half, square) = fits.copied().unwrap_or(SCALES[SCALES.len() - 1]);
        let units = |metres: f64| (metres / half * HALF * 10.0).round() / 10.0;
        Self {
            x: units(east),
            y: -units(north),
            lines: (-4..=4).map(|line| f64::from(line) * HALF / 5.0).collect(),
            square,
            told: match east.hypot(north) {
                _ if at.is_at(base) => format!("At the point of {postcode}"),
                metres if metres < 1_000.0 => {
                    format!("About {:.0} metres from the point of {postcode}", (metres / 10.0).round() * 10.0)
                }
                metres => format!("About {:.1} kilometres from the point of {postcode}", metres / 1_000.0),
            },
        }
    }
}

#[derive(Template)]
#[template(path = "providers/point.html")]
pub struct PointPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub site: SiteId,
    pub postcode: String,
    pub form: PointForm,
    pub problems: Problems,
    pub map: NearMap,
    pub sketch: Option<Sketch>,
    /// It is drawn elsewhere than it is kept.
    pub is_unsaved: bool,
}

impl PointPage {
    /// Drawn at `at`, wherever it is kept.
    pub fn new(
        page: Page,
        provider: &Provider,
        site: &Site,
        at: Point,
        (form, problems): (PointForm, Problems),
    ) -> Self {
        let drawn = Site { latitude: at.lat, longitude: at.lon, ..site.clone() };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Sites),
            provider_id: provider.id,
            site: site.id,
            map: NearMap::new(&site.postcode, site.base(), at),
            sketch: Sketch::of(&[drawn]),
            is_unsaved: !at.is_at(site.point()),
            postcode: site.postcode.clone(),
            form,
            problems,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_grows_with_the_distance_and_holds_both_points() {
        let base = Point { lat: 53.798, lon: -1.551 };
        for (lat, lon, square, told) in [
            (53.798, -1.551, "100 metres", "At the point of LS1 4AP"),
            (53.799, -1.551, "100 metres", "About 110 metres from the point of LS1 4AP"),
            (53.805, -1.551, "200 metres", "About 780 metres from the point of LS1 4AP"),
            (53.83, -1.53, "a kilometre", "About 3.8 kilometres from the point of LS1 4AP"),
            (53.86, -1.5, "two kilometres", "About 7.7 kilometres from the point of LS1 4AP"),
        ] {
            let map = NearMap::new("LS1 4AP", base, Point { lat, lon });
            assert_eq!((map.square, map.told.as_str()), (square, told), "{lat} {lon}");
            assert!(map.x.abs() <= HALF && map.y.abs() <= HALF, "{} {}", map.x, map.y);
        }
    }
}
