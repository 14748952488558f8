//! Listings that may be like another, before anybody compares them closely: of the same specialty, and near it.

use crate::kit::clock::Moment;
use crate::listings::{Full, ListingId};
use crate::search::engine::Search;
use crate::search::index::{Group, Query, Sort, Where};
use std::collections::{BTreeMap, BTreeSet};

/// Of each sort: enough to choose from, few enough for a page.
const LOOKED_AT: usize = 20;
/// Miles within which another of its specialty comes before those that are elsewhere.
const REACH: f64 = 60.0;

impl Search {
    /// Live listings of the same profession and kind, the likeliest first; itself is not among them.
    pub fn alike(&self, to: &Full, now: Moment) -> anyhow::Result<Vec<ListingId>> {
        let near = to.sites.first().map(|site| Where::Round {
            lat: site.latitude,
            lon: site.longitude,
            miles: Some(REACH),
        });
        let asked = Query {
            sort: Sort::Newest,
            take: LOOKED_AT,
            uncounted: true,
            chosen: trade(to),
            ..Query::default()
        };
        let mut of_its_specialty = asked.clone();
        if !to.tags.specialties.is_empty() {
            let specialties = to.tags.specialties.iter().cloned().collect();
            of_its_specialty.chosen.insert(Group::Specialty, specialties);
        }
        let mut found = Vec::new();
        for query in [
            Query { place: near.clone(), sort: Sort::Nearest, ..of_its_specialty.clone() },
            of_its_specialty,
            Query { place: near, sort: Sort::Nearest, ..asked },
        ] {
            let hits = self.index().search(&query, now.0)?.hits;
            found.extend(hits.iter().map(|hit| ListingId(hit.listing)));
        }
        let mut seen = BTreeSet::from([to.listing.id]);
        found.retain(|id| seen.insert(*id));
        Ok(found)
    }
}

/// What it must share.
fn trade(to: &Full) -> BTreeMap<Group, BTreeSet<String>> {
    let kind = to.listing.kind.as_str().to_owned();
    [(Group::Profession, to.listing.profession.clone()), (Group::Kind, kind)]
        .into_iter()
        .map(|(group, code)| (group, BTreeSet::from([code])))
        .collect()
}
