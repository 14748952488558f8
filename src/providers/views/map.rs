//! A sketch of where in the country a listing or a site is.

use crate::codes;
use crate::kit::places::{on_outline, outline};
use crate::providers::Site;

/// The outline and a point for each site, in the outline's own units.
pub struct Sketch {
    pub land: &'static str,
    pub points: Vec<(f64, f64)>,
    /// "Leeds, in North East and Yorkshire"
    pub words: String,
}

impl Sketch {
    /// `None` without a site, and for the islands that the outline does not have.
    pub fn of(sites: &[Site]) -> Option<Self> {
        let points: Vec<_> = sites.iter().map(|site| on_outline(site.latitude, site.longitude)).collect();
        let mut named: Vec<String> = Vec::new();
        for site in sites {
            let words = format!("{} in {}", site.town, codes::regions().label(&site.region));
            if !named.contains(&words) {
                named.push(words);
            }
        }
        (!points.is_empty()).then(|| Self { land: outline(), points, words: named.join(", ") })
    }
}
