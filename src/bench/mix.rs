//! The fixed mix of queries: common and rare words, phrases, typos, synonyms, many filters, places, deep pages.

use crate::search::index::{Group, Query, Sort, Where};
use std::collections::{BTreeMap, BTreeSet};

pub fn queries() -> Vec<(&'static str, Query)> {
    [unworded(), worded(), placed(), filtered()].concat()
}

fn words(words: &str) -> Query {
    Query { words: words.to_owned(), take: 20, ..Query::default() }
}

fn leeds(miles: f64) -> Option<Where> {
    Some(Where::Round { lat: 53.7965, lon: -1.5478, miles: Some(miles) })
}

fn london(miles: Option<f64>) -> Option<Where> {
    Some(Where::Round { lat: 51.5085, lon: -0.1257, miles })
}

fn unworded() -> Vec<(&'static str, Query)> {
    vec![
        ("nothing typed", words("")),
        ("nothing typed, page 500 of newest", Query { sort: Sort::Newest, skip: 10_000, ..words("") }),
        ("nothing typed, highest pay", Query { sort: Sort::HighestPay, ..words("") }),
        ("nothing typed, closing soonest", Query { sort: Sort::ClosingSoonest, ..words("") }),
    ]
}

fn worded() -> Vec<(&'static str, Query)> {
    vec![
        ("a common word", words("nurse")),
        ("a common word, newest", Query { sort: Sort::Newest, ..words("nurse") }),
        ("two common words", words("theatre nurse")),
        ("five common words", words("patients care team theatre ward")),
        ("dense words", words("patients team work")),
        ("common words, page 250", Query { skip: 5_000, ..words("patients team") }),
        ("a title", words("clinical nurse specialist urology")),
        ("a profession", words("pharmacist")),
        ("a rare word", words("wesvinquin")),
        ("a common and a rare word", words("nurse wesvinquin")),
        ("a provider by name", words("aldermoor hospital")),
        ("a synonym", words("physio")),
        ("a wide synonym", words("AHP")),
        ("several synonyms", words("ODP T&O theatre")),
        ("a phrase", words("\"mental health nurse\"")),
        ("a dense phrase", words("\"the theatre team\"")),
        ("a phrase and words", words("\"day surgery\" nurse leeds")),
        ("without some words", words("nurse -bank -\"night shift\"")),
        ("a typo", words("radiograper")),
        ("two typos", words("pharmasist opthalmology")),
        ("nothing found", words("xylophone zeppelin")),
    ]
}

fn placed() -> Vec<(&'static str, Query)> {
    vec![
        ("within 5 miles", Query { place: leeds(5.0), ..words("") }),
        ("within 100 miles, nearest", Query { place: london(Some(100.0)), sort: Sort::Nearest, ..words("") }),
        ("words within 25 miles", Query { place: leeds(25.0), ..words("theatre nurse") }),
        ("words anywhere, nearest", Query { place: london(None), sort: Sort::Nearest, ..words("physio") }),
        ("inside a region", Query { place: Some(Where::Inside("north-west".into())), ..words("") }),
    ]
}

fn filtered() -> Vec<(&'static str, Query)> {
    let everything = Query {
        place: london(Some(50.0)),
        posted_within: Some(30),
        pays_from: Some(30_000),
        chosen: many(),
        ..words("care")
    };
    vec![
        ("one filter", Query { chosen: chosen(&[(Group::Profession, "nurse")]), ..words("") }),
        ("many filters", Query { chosen: many(), ..words("") }),
        ("many filters and words", Query { chosen: many(), ..words("theatre care") }),
        ("many filters, a place, pay and time", everything),
        ("a provider chosen", Query { chosen: chosen(&[(Group::Provider, "aldermoor-7")]), ..words("") }),
    ]
}

fn many() -> BTreeMap<Group, BTreeSet<String>> {
    chosen(&[
        (Group::Kind, "role"),
        (Group::Profession, "nurse"),
        (Group::Profession, "physiotherapist"),
        (Group::Pattern, "part-time"),
        (Group::Pattern, "nights"),
        (Group::Contract, "permanent"),
        (Group::Region, "london"),
        (Group::Region, "south-east"),
    ])
}

fn chosen(codes: &[(Group, &str)]) -> BTreeMap<Group, BTreeSet<String>> {
    let mut chosen: BTreeMap<Group, BTreeSet<String>> = BTreeMap::new();
    for (group, code) in codes {
        chosen.entry(*group).or_default().insert((*code).to_owned());
    }
    chosen
}
