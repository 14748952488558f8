//! Where a site is on the map, as it is typed or stepped to.

use serde::Deserialize;

use crate::kit::places::{self, Located};
use crate::providers::model::{Direction, FARTHEST_MILES, Point, PointFault};
use crate::providers::store::Site;
use crate::web::form::Problems;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PointForm {
    pub latitude: String,
    pub longitude: String,
    /// A mark of the site that the page was made from.
    pub seen: String,
    /// A direction, or `postcode`; empty saves.
    pub then: String,
}

/// Which button was pressed.
pub enum Pressed {
    Save,
    Step(Direction),
    ToPostcode,
}

impl PointForm {
    pub fn of(site: &Site) -> Self {
        Self { seen: site.seen(), ..Self::default() }.at(site.point())
    }

    /// The same with another point.
    pub fn at(self, point: Point) -> Self {
        let point = point.rounded();
        Self { latitude: format!("{:.5}", point.lat), longitude: format!("{:.5}", point.lon), ..self }
    }

    pub fn pressed(&self) -> Pressed {
        match (self.then.as_str(), Direction::parse(&self.then)) {
            (_, Some(direction)) => Pressed::Step(direction),
            ("postcode", None) => Pressed::ToPostcode,
            _ => Pressed::Save,
        }
    }

    /// What was typed, if a site of this postcode may be there.
    pub fn check(&self, postcode: &str, base: Point) -> Result<Point, Problems> {
        let mut problems = Problems::none();
        let latitude = problems.keep("latitude", degrees(&self.latitude, "a latitude, like 53.79712"));
        let longitude = problems.keep("longitude", degrees(&self.longitude, "a longitude, like -1.55093"));
        let Some((lat, lon)) = latitude.zip(longitude) else { return Err(problems) };
        check_point(Point { lat, lon }, postcode, base)
    }
}

/// The same for a point at hand, with a sentence beside the field.
pub fn check_point(point: Point, postcode: &str, base: Point) -> Result<Point, Problems> {
    let mut problems = Problems::none();
    match point.rounded().check(base) {
        Ok(point) => return Ok(point),
        Err(PointFault::Latitude) => {
            problems.add("latitude", "The latitude must be within the United Kingdom, between 49.8 and 60.9");
        }
        Err(PointFault::Longitude) => {
            problems.add("longitude", "The longitude must be within the United Kingdom, between -8.7 and 1.8");
        }
        Err(PointFault::TooFar(miles)) => problems.add(
            "latitude",
            format!(
                "This is {miles:.0} miles from {postcode}. Keep it within {FARTHEST_MILES} miles, or change the \
                 postcode of the site"
            ),
        ),
    }
    Err(problems)
}

fn degrees(typed: &str, like: &str) -> Result<f64, String> {
    // A minus as word processors write it is meant as one.
    let typed = typed.trim().replace('−', "-");
    let number = typed.parse::<f64>().ok().filter(|number| number.is_finite() && typed.len() <= 20);
    number.ok_or_else(|| format!("Enter {like}"))
}

impl Site {
    pub fn point(&self) -> Point {
        Point { lat: self.latitude, lon: self.longitude }
    }

    /// The point of its postcode; its own, when the postcode is not known any more.
    pub fn base(&self) -> Point {
        let located: Option<Located> = places::postcode(&self.postcode);
        located.map_or(self.point(), |at| Point::from(&at))
    }

    /// A mark of what decides where it is.
    pub fn seen(&self) -> String {
        format!("{} {:.6} {:.6}", self.postcode, self.latitude, self.longitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_two_numbers() {
        let base = Point { lat: 53.798, lon: -1.551 };
        for (latitude, longitude, wrong) in [
            ("53.8", "-1.55", None),
            (" 53.8 ", "−1.55", None),
            ("", "-1.55", Some("latitude")),
            ("53.8", "west", Some("longitude")),
            ("NaN", "-1.55", Some("latitude")),
            ("inf", "-1.55", Some("latitude")),
            ("0", "0", Some("latitude")),
            ("53.8", "170", Some("longitude")),
            ("51.5", "-0.12", Some("latitude")),
        ] {
            let form =
                PointForm { latitude: latitude.into(), longitude: longitude.into(), ..PointForm::default() };
            let told = form.check("LS1 4AP", base);
            match wrong {
                None => assert!(told.is_ok(), "{latitude} {longitude}"),
                Some(field) => {
                    assert!(told.unwrap_err().of(field).is_some(), "{latitude} {longitude}");
                }
            }
        }
    }
}
