//! Narrowing an alert by a listing that its owner did not want: too far, the wrong kind, too little pay.

use std::collections::BTreeSet;

use crate::kit::places::miles_between;
use crate::listings::Full;
use crate::search::index::{Document, Group};
use crate::search::{Criteria, Filter, PayFloor, RADII, Within, annual, document, filter_of};

crate::kit::words::words! {
    /// What was wrong with a listing.
    pub enum Why { Far = "far", Kind = "kind", Pay = "pay" }
}

/// What would leave the listing out.
pub enum Proposal {
    /// Miles to choose from, the largest first, and how far away the listing is.
    Nearer {
        radii: Vec<u16>,
        away: f64,
    },
    Without(Vec<Leaving>),
    /// The least pay to ask for; no amount when the listing states none and any would do.
    Pays {
        floor: Option<u32>,
        per: String,
        pays: Option<u32>,
    },
    /// Nothing, and why.
    Nothing(&'static str),
}

/// Values of a filter that the alert would do without.
pub struct Leaving {
    pub filter: &'static Filter,
    pub gone: BTreeSet<String>,
    pub kept: BTreeSet<String>,
}

/// What says of what kind a listing is, in the order of the search page.
const KINDS: [Group; 9] = [
    Group::Kind,
    Group::Profession,
    Group::Specialty,
    Group::Pattern,
    Group::Contract,
    Group::Grade,
    Group::Band,
    Group::Sector,
    Group::Funding,
];
/// A filter that the alert has not is added only when all of its other values can be said in a line or two.
const MOST_ADDED: usize = 9;

pub fn propose(criteria: &Criteria, listing: &Full, why: Why) -> Proposal {
    let found = document(listing, &[]);
    match why {
        Why::Far => nearer(criteria, &found),
        Why::Kind => match without(criteria, &found) {
            leavings if leavings.is_empty() => Proposal::Nothing(
                "Nothing that this listing says of its kind could be left out and anything else kept.",
            ),
            leavings => Proposal::Without(leavings),
        },
        Why::Pay if criteria.pay.as_ref().is_some_and(|floor| leaves_out(floor, found.pays)) => {
            Proposal::Nothing("This alert leaves the listing out already: it asks for more pay.")
        }
        Why::Pay => pays(listing, &found),
    }
}

fn nearer(criteria: &Criteria, found: &Document) -> Proposal {
    let located = criteria.locate();
    let Some(place) = located.place() else {
        return Proposal::Nothing(
            "This alert looks everywhere: it names no place to measure a distance from.",
        );
    };
    if place.area.is_some() {
        return Proposal::Nothing("This alert looks in a whole area, which has no distance to make smaller.");
    }
    let miles = found.sites.iter().map(|site| miles_between(place.lat, place.lon, site.lat, site.lon));
    let Some(away) = miles.min_by(f64::total_cmp) else {
        return Proposal::Nothing("This listing names no place to measure a distance to.");
    };
    let now = criteria.within.miles().unwrap_or(u16::MAX);
    if away > f64::from(now) {
        return Proposal::Nothing(
            "This alert leaves the listing out already: it is further away than it looks.",
        );
    }
    let leaves_out = |radius: &u16| f64::from(*radius) < away && *radius < now;
    let radii: Vec<u16> = RADII.into_iter().rev().filter(leaves_out).collect();
    if radii.is_empty() {
        return Proposal::Nothing("No smaller distance that we offer would leave this listing out.");
    }
    Proposal::Nearer { radii, away }
}

fn without(criteria: &Criteria, found: &Document) -> Vec<Leaving> {
    let leaving = |group: &Group| {
        let filter = filter_of(*group)?;
        let has: BTreeSet<String> =
            found.codes.iter().filter(|(of, _)| of == group).map(|(_, code)| code.clone()).collect();
        let wanted = match criteria.chosen.get(group) {
            Some(chosen) => chosen.clone(),
            None => {
                let current = filter.choices().into_iter().filter(|choice| !choice.is_retired);
                let all: BTreeSet<String> = current.map(|choice| choice.code.to_owned()).collect();
                if all.len() > MOST_ADDED {
                    return None;
                }
                all
            }
        };
        let gone: BTreeSet<String> = wanted.intersection(&has).cloned().collect();
        let kept: BTreeSet<String> = wanted.difference(&has).cloned().collect();
        (!gone.is_empty() && !kept.is_empty()).then_some(Leaving { filter, gone, kept })
    };
    KINDS.iter().filter_map(leaving).collect()
}

fn pays(listing: &Full, found: &Document) -> Proposal {
    let terms = &listing.terms;
    let stated = terms.pay_max_pence.or(terms.pay_min_pence).zip(terms.pay_period.clone());
    let Some((pence, per)) = stated.filter(|(_, per)| annual(1, per).is_some()) else {
        return Proposal::Pays { floor: None, per: "year".into(), pays: found.pays };
    };
    let step = match per.as_str() {
        "year" => 1000,
        "month" => 50,
        "day" | "session" => 10,
        _ => 1,
    };
    let most = u32::try_from(pence / 100).unwrap_or(u32::MAX / 2);
    let next = (most / step).saturating_add(1).saturating_mul(step);
    let floors = (0..50).map(|steps| next.saturating_add(steps * step));
    let floor = floors
        .into_iter()
        .find(|pounds| leaves_out(&PayFloor { pounds: *pounds, per: per.clone() }, found.pays));
    Proposal::Pays { floor, per, pays: found.pays }
}

/// Would it leave out a listing that pays so many pounds a full-time year at most? None: it states no pay. The search
/// compares by the hundred.
pub fn leaves_out(floor: &PayFloor, pays: Option<u32>) -> bool {
    floor.a_year().is_some_and(|floor| floor.div_ceil(100) > pays.unwrap_or(0) / 100)
}

impl Leaving {
    /// The search that keeps only the rest.
    pub fn applied(&self, criteria: &Criteria) -> Criteria {
        criteria.with(|other| drop(other.chosen.insert(self.filter.group, self.kept.clone())))
    }
}

pub fn within(criteria: &Criteria, miles: u16) -> Criteria {
    criteria.with(|other| other.within = Within::of(miles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_floor_leaves_out_what_the_search_would_not_find_with_it() {
        for (pounds, per, pays, out) in [
            (43_000, "year", Some(42_000), true),
            (42_000, "year", Some(42_000), false),
            // The search compares by the hundred.
            (42_001, "year", Some(42_050), true),
            (42_100, "year", Some(42_050), true),
            (19, "hour", Some(18 * 1950), true),
            (18, "hour", Some(18 * 1950), false),
            (1, "year", None, true),
            (50_000, "fortnight", Some(10_000), false),
        ] {
            let floor = PayFloor { pounds, per: per.into() };
            assert_eq!(leaves_out(&floor, pays), out, "{pounds} {per} {pays:?}");
        }
    }
}
