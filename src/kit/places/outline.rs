//! The outline of the United Kingdom as a path of SVG, and where a point of the globe lies on it.
//! Made with Natural Earth, which each page that shows it says.

use std::sync::LazyLock;

/// What the outline fills: width and height in its own units.
pub const SIZE: (f64, f64) = (372.0, 668.0);

static SHAPES: LazyLock<std::collections::HashMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/places/uk_outline.json")).unwrap_or_default()
});

/// The United Kingdom.
pub fn outline() -> &'static str {
    SHAPES.get("United Kingdom").map(String::as_str).unwrap_or_default()
}

/// The Isle of Man, which is not of the United Kingdom and has listings too.
pub fn isle_of_man() -> &'static str {
    SHAPES.get("Isle of Man").map(String::as_str).unwrap_or_default()
}

/// The outline is drawn with 60 units a degree of latitude, from 61 degrees north and 8.7 degrees west, and with
/// the width that a degree has at 54.5 degrees north.
pub fn on_outline(lat: f64, lon: f64) -> (f64, f64) {
    let tenth = |units: f64| (units * 10.0).round() / 10.0;
    (tenth((lon + 8.7) * 60.0 * 54.5_f64.to_radians().cos()), tenth((61.0 - lat) * 60.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_the_country_are_where_the_outline_has_them() {
        assert!(outline().starts_with('M') && isle_of_man().starts_with('M'));
        // Lizard Point, Lowestoft Ness and Out Stack, as the outline draws them.
        for (lat, lon, x, y) in
            [(49.96, -5.2, 122.3, 662.5), (52.48, 1.763, 364.8, 510.8), (60.85, -0.87, 274.5, 9.1)]
        {
            let (px, py) = on_outline(lat, lon);
            assert!((px - x).abs() < 3.0 && (py - y).abs() < 3.0, "{px} {py} is not {x} {y}");
        }
    }
}
