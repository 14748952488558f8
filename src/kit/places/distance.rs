//! Distance over the ground.

/// Mean radius of the Earth, in miles.
pub const EARTH_MILES: f64 = 3958.761;

/// The haversine formula, in miles; within 0.5% of the true distance.
pub fn miles_between(lat: f64, lon: f64, other_lat: f64, other_lon: f64) -> f64 {
    let (from, to) = (lat.to_radians(), other_lat.to_radians());
    let across = ((other_lat - lat).to_radians() / 2.0).sin().powi(2);
    let along = ((other_lon - lon).to_radians() / 2.0).sin().powi(2);
    let chord = across + from.cos() * to.cos() * along;
    2.0 * EARTH_MILES * chord.clamp(0.0, 1.0).sqrt().asin()
}
