//! A sketch of where in the country a listing is.

use std::sync::LazyLock;

use crate::providers::Site;

static OUTLINE: LazyLock<String> = LazyLock::new(|| {
    let shapes: std::collections::HashMap<String, String> =
        serde_json::from_str(include_str!("../../../data/places/uk_outline.json")).unwrap_or_default();
    shapes.get("United Kingdom").cloned().unwrap_or_default()
});

/// The outline and a point for each site, in the outline's own units.
pub struct Sketch {
    pub outline: &'static str,
    pub points: Vec<(f64, f64)>,
}

impl Sketch {
    pub fn of(sites: &[Site]) -> Option<Self> {
        let points: Vec<_> = sites.iter().map(|site| point(site.latitude, site.longitude)).collect();
        (!points.is_empty()).then_some(Self { outline: &OUTLINE, points })
    }
}

/// The outline is drawn with 60 units a degree of latitude, from 61 degrees north and 8.7 degrees west, and with
/// the width that a degree has at 54.5 degrees north.
fn point(latitude: f64, longitude: f64) -> (f64, f64) {
    let tenth = |units: f64| (units * 10.0).round() / 10.0;
    (tenth((longitude + 8.7) * 60.0 * 54.5_f64.to_radians().cos()), tenth((61.0 - latitude) * 60.0))
}

#[cfg(test)]
mod tests {
    use super::{OUTLINE, point};

    #[test]
    fn the_corners_of_the_country_are_where_the_outline_has_them() {
        assert!(OUTLINE.starts_with('M'));
        // Lizard Point, Lowestoft Ness and Out Stack, as the outline draws them.
        for (latitude, longitude, x, y) in
            [(49.96, -5.2, 122.3, 662.5), (52.48, 1.763, 364.8, 510.8), (60.85, -0.87, 274.5, 9.1)]
        {
            let (px, py) = point(latitude, longitude);
            assert!((px - x).abs() < 3.0 && (py - y).abs() < 3.0, "{px} {py} is not {x} {y}");
        }
    }
}
