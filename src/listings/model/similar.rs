//! How like one listing is to another: for those who read one and may want the next.

use std::collections::BTreeSet;

use super::{Tags, miles_words};
use crate::kit::places::miles_between;
use crate::kit::text::capital;
use crate::providers::Site;

/// What is compared of a listing. Profession and kind are the same for all that are compared.
pub struct Trait<'a> {
    pub title: &'a str,
    pub contract: &'a str,
    pub tags: &'a Tags,
    pub sites: &'a [Site],
}

/// How like two are, and why in words.
#[derive(Debug, PartialEq)]
pub struct Likeness {
    pub points: u32,
    pub why: String,
}

/// With fewer points two have little more in common than their profession.
const LEAST: u32 = 3;
/// Miles that many would go to work, that some would, and that a region spans.
const NEAR: [(f64, u32); 3] = [(10.0, 3), (30.0, 2), (60.0, 1)];

/// `None` when they are not like enough to be called similar.
pub fn likeness(one: &Trait<'_>, other: &Trait<'_>) -> Option<Likeness> {
    let shares = |a: &[String], b: &[String]| a.iter().any(|code| b.contains(code));
    let specialty = shares(&one.tags.specialties, &other.tags.specialties);
    let grade =
        shares(&one.tags.grades, &other.tags.grades) || shares(&one.tags.learners, &other.tags.learners);
    let miles = miles_apart(one.sites, other.sites);
    let near = miles
        .and_then(|miles| NEAR.iter().find(|(reach, _)| miles <= *reach))
        .map_or(0, |(_, points)| *points);
    let points = if specialty { 4 } else { 0 }
        + if grade { 1 } else { 0 }
        + near
        + shared_words(one.title, other.title).min(3)
        + u32::from(one.contract == other.contract);
    let mut why: Vec<String> = Vec::new();
    why.extend(specialty.then(|| "Same specialty".to_owned()));
    why.extend(miles.filter(|_| near > 0).map(|miles| match miles {
        ..=0.75 => "in the same place".to_owned(),
        miles => format!("{} from this one", miles_words(miles as f32).to_lowercase()),
    }));
    (points >= LEAST).then(|| Likeness { points, why: capital(&why.join(", ")) })
}

fn miles_apart(ones: &[Site], others: &[Site]) -> Option<f64> {
    let pairs = ones.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let miles = pairs.map(|(a, b)| miles_between(a.latitude, a.longitude, b.latitude, b.longitude));
    miles.min_by(f64::total_cmp)
}

/// Words of four letters and more; shorter ones say little.
fn shared_words(one: &str, other: &str) -> u32 {
    let words = |title: &str| -> BTreeSet<String> {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
        words.map(str::to_lowercase).collect()
    };
    words(one).intersection(&words(other)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::clock::Clock;
    use crate::providers::{ProviderId, SiteId};

    fn site(lat: f64, lon: f64) -> Site {
        let words = String::new;
        Site {
            id: SiteId::new(),
            provider_id: ProviderId::new(),
            name: words(),
            address: words(),
            town: words(),
            postcode: words(),
            region: words(),
            latitude: lat,
            longitude: lon,
            sector: words(),
            funding: words(),
            cqc_code: None,
            ods_code: None,
            created_at: Clock::default().now(),
        }
    }

    #[test]
    fn near_ones_of_the_same_specialty_are_most_alike() {
        let tags = |specialty: &str| Tags { specialties: vec![specialty.into()], ..Tags::default() };
        let (hips, eyes) = (tags("trauma-and-orthopaedics"), tags("ophthalmology"));
        let (leeds, york, truro) = (site(53.8, -1.55), site(53.96, -1.08), site(50.26, -5.05));
        let of = |title, tags, site: &Site| -> Option<Likeness> {
            let one = Trait {
                title: "Theatre nurse",
                contract: "permanent",
                tags: &hips,
                sites: std::slice::from_ref(&leeds),
            };
            likeness(&one, &Trait { title, contract: "permanent", tags, sites: std::slice::from_ref(site) })
        };
        let points = |found: Option<Likeness>| found.map_or(0, |found| found.points);
        let here = of("Theatre nurse", &hips, &leeds);
        assert_eq!(here.as_ref().map(|found| found.why.as_str()), Some("Same specialty, in the same place"));
        let near = of("Senior theatre nurse", &hips, &york);
        assert_eq!(
            near.as_ref().map(|found| found.why.as_str()),
            Some("Same specialty, 22 miles from this one")
        );
        let far = of("Theatre nurse", &hips, &truro);
        assert_eq!(far.as_ref().map(|found| found.why.as_str()), Some("Same specialty"));
        assert!(points(here) > points(near) && points(of("Ward nurse", &eyes, &york)) < points(far));
        assert_eq!(of("Ward sister", &eyes, &truro), None);
    }
}
