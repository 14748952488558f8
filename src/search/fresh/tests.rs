//! What is found clause by clause is what the search itself finds.

use super::*;
use crate::search::criteria::Criteria;
use crate::search::index::{Query, Site, Sort};
use chrono::Duration;
use proptest::prelude::*;
use std::collections::BTreeSet;

const WORDS: [&str; 12] = [
    "theatre",
    "nurse",
    "physiotherapist",
    "registered",
    "nights",
    "clinic",
    "anaesthetic",
    "practitioner",
    "leeds",
    "community",
    "part",
    "time",
];
const TOWNS: [(&str, f64, f64, &str); 5] = [
    ("Leeds", 53.797, -1.549, "leeds"),
    ("Bradford", 53.794, -1.751, "bradford"),
    ("London", 51.507, -0.128, "london"),
    ("Truro", 50.263, -5.051, "cornwall"),
    ("Edinburgh", 55.953, -3.189, "scotland"),
];
const PAIRS: [&str; 44] = [
    "q=theatre+nurse",
    "q=nurse",
    "q=rgn",
    "q=physio",
    "q=%22part+time%22",
    "q=theatre+-nights",
    "q=odp",
    "q=in+the",
    "q=",
    "q=nurs",
    "what=community+nurse",
    "place=Leeds",
    "place=London",
    "place=leeds",
    "where=Truro",
    "place=Kent",
    "place=Cornwall",
    "place=LS1",
    "place=Nowhereville",
    "place=Paris",
    "place=",
    "within=5",
    "within=50",
    "within=any",
    "within=500",
    "within=nonsense",
    "kind=role",
    "kind=placement",
    "pattern=full-time",
    "pattern=part-time",
    "pattern=nonsense",
    "contract=permanent",
    "region=london",
    "profession=nurse",
    "profession=physiotherapist",
    "starts=31",
    "starts=183",
    "starts=7",
    "pay=30000",
    "pay=18",
    "per=hour",
    "per=year",
    "posted=1",
    "sort=newest",
];

fn now() -> Moment {
    Moment("2026-11-23T12:00:30".parse().unwrap())
}

prop_compose! {
    fn document()(
        words in prop::collection::vec(0..WORDS.len(), 1..7),
        town in 0..TOWNS.len(),
        second in prop::option::of(0..TOWNS.len()),
        patterns in prop::collection::btree_set(0..2usize, 0..3),
        (kind, profession) in (0..2usize, 0..2usize),
        closes in prop::option::of(-10i64..200_000),
        starts in prop::option::of(-10i64..300),
        pays in prop::option::of(20_000u32..60_000),
        posted in 0i64..200_000,
    ) -> Document {
        let site = |at: usize| TOWNS.get(at).map(|(_, lat, lon, area)| {
            Site { lat: *lat, lon: *lon, areas: vec![(*area).into()] }
        });
        let word = |at: &usize| WORDS[*at];
        let mut codes = vec![
            (Group::Kind, ["role", "placement"][kind].to_owned()),
            (Group::Profession, ["nurse", "physiotherapist"][profession].to_owned()),
            (Group::Region, "london".to_owned()),
        ];
        codes.extend(patterns.iter().map(|at| (Group::Pattern, ["full-time", "part-time"][*at].to_owned())));
        Document {
            title: words.iter().take(3).map(word).collect::<Vec<_>>().join(" "),
            text: words.iter().skip(3).map(word).collect::<Vec<_>>().join(" "),
            places: vec![TOWNS[town].0.into()],
            sites: site(town).into_iter().chain(second.and_then(site)).collect(),
            codes,
            posted_at: now().0 - Duration::minutes(posted),
            closes_at: closes.map(|minutes| now().0 + Duration::minutes(minutes)),
            starts_on: starts.map(|days| now().0.date() + Duration::days(days)),
            pays,
            ..Document::default()
        }
    }
}

/// The ordinary search, as a page asks it.
fn slow(index: &Index, search: &str) -> BTreeSet<i64> {
    let criteria = Criteria { as_typed: true, posted: None, page: 1, ..Criteria::read(search) };
    let located = criteria.locate();
    if matches!(located, Located::Unknown(_) | Located::Outside) {
        return BTreeSet::new();
    }
    let query = Query { take: 1_000, sort: Sort::Newest, ..criteria.query(&located) };
    index.search(&query, now().0).unwrap().hits.iter().map(|hit| hit.listing).collect()
}

fn quick(fresh: &mut Fresh, search: &str) -> BTreeSet<i64> {
    let found = fresh.find(search).unwrap();
    let mut listings = BTreeSet::new();
    found.for_each(|document| {
        listings.insert(fresh.listing(document).0);
    });
    assert_eq!(found.is_empty(), listings.is_empty());
    listings
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn finds_what_the_search_finds(
        documents in prop::collection::vec(document(), 1..300),
        searches in prop::collection::vec(prop::collection::vec(0..PAIRS.len(), 0..6), 1..60),
    ) {
        let documents: Vec<Document> = (1i64..).zip(documents).map(|(listing, document)| {
            Document { listing, ..document }
        }).collect();
        let index = index_of(Arc::new(Synonyms::delivered()), &documents).unwrap();
        let mut fresh = Fresh::over(&index, now());
        for pairs in searches {
            let search = pairs.iter().map(|at| PAIRS[*at]).collect::<Vec<_>>().join("&");
            prop_assert_eq!(quick(&mut fresh, &search), slow(&index, &search), "{}", search);
            // As it is kept in an alert, and once more.
            let kept = Criteria::read(&search).address();
            prop_assert_eq!(quick(&mut fresh, &kept), slow(&index, &search), "{} as {}", search, kept);
            prop_assert_eq!(quick(&mut fresh, &search), slow(&index, &search), "{} again", search);
        }
    }
}

#[test]
fn each_pair_finds_something_in_some_search() {
    let places = PAIRS.iter().filter(|pair| pair.starts_with("place=") || pair.starts_with("where="));
    let located: Vec<bool> = places.map(|pair| Criteria::read(pair).locate().place().is_some()).collect();
    assert!(located.iter().filter(|found| **found).count() >= 6, "{located:?}");
}
