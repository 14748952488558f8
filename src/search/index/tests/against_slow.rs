//! Totals, counts and order are those of a reference that looks at every document for every count.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Words that are their own stems and in no synonym group.
const WORDS: [&str; 8] = ["ward", "clinic", "lamp", "kind", "bright", "garden", "river", "boat"];
const GROUPS: [Group; 4] = [Group::Kind, Group::Pattern, Group::Region, Group::Provider];

/// The index counts whole minutes.
fn noon() -> NaiveDateTime {
    now() - Duration::seconds(30)
}

#[derive(Debug, Clone)]
struct Case {
    words: Vec<usize>,
    codes: BTreeSet<(usize, u8)>,
    provider: u8,
    /// Minutes ago.
    posted: i64,
    closes: Option<i64>,
    starts: Option<i64>,
    pays: Option<u32>,
    sites: Vec<(f64, f64)>,
}

fn case() -> impl Strategy<Value = Case> {
    (
        prop::collection::vec(0..WORDS.len(), 0..7),
        prop::collection::btree_set((0..3usize, 0..4u8), 0..5),
        0..4u8,
        0..60_000i64,
        prop::option::of(-10..50i64),
        prop::option::of(-100..500i64),
        prop::option::of(10_000..120_000u32),
        prop::collection::vec((50.0..58.0, -5.0..1.0), 0..3),
    )
        .prop_map(|(words, codes, provider, posted, closes, starts, pays, sites)| Case {
            words,
            codes,
            provider,
            posted,
            closes,
            starts,
            pays,
            sites,
        })
}

fn query() -> impl Strategy<Value = Query> {
    (
        prop::collection::vec((0..WORDS.len(), 0..4u8), 0..4),
        prop::option::of((50.0..58.0, -5.0..1.0, prop::option::of(1.0..300.0))),
        prop::collection::btree_set((0..GROUPS.len(), 0..5u8), 0..5),
        prop::option::of(prop::sample::select(POSTED_WITHIN.to_vec())),
        prop::option::of(prop::sample::select(STARTS_WITHIN.to_vec())),
        prop::option::of(prop::sample::select(PAYS_FROM.to_vec())),
        prop::sample::select(vec![
            Sort::Best,
            Sort::Newest,
            Sort::ClosingSoonest,
            Sort::Nearest,
            Sort::HighestPay,
        ]),
    )
        .prop_map(|(words, place, chosen, posted_within, starts_within, pays_from, sort)| {
            let mut groups: BTreeMap<Group, BTreeSet<String>> = BTreeMap::new();
            for (group, code) in chosen {
                groups.entry(GROUPS[group]).or_default().insert(format!("c{code}"));
            }
            let spoken = words.iter().map(|(word, sign)| match sign {
                0 => format!("-{}", WORDS[*word]),
                1 => format!("\"{} {}\"", WORDS[*word], WORDS[(*word + 1) % WORDS.len()]),
                _ => WORDS[*word].to_owned(),
            });
            Query {
                words: spoken.collect::<Vec<_>>().join(" "),
                as_typed: true,
                place: place.map(|(lat, lon, miles)| Where::Round { lat, lon, miles }),
                chosen: groups,
                posted_within,
                starts_within,
                pays_from,
                sort,
                skip: 0,
                take: 1000,
                uncounted: false,
                every_provider: false,
            }
        })
}

impl Case {
    fn document(&self, listing: i64) -> Document {
        let mut codes: Vec<(Group, String)> =
            self.codes.iter().map(|(group, code)| (GROUPS[*group], format!("c{code}"))).collect();
        codes.push((Group::Provider, format!("c{}", self.provider)));
        Document {
            listing,
            text: self.words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" "),
            codes,
            sites: self.sites.iter().map(|(lat, lon)| Site { lat: *lat, lon: *lon, areas: vec![] }).collect(),
            posted_at: noon() - Duration::minutes(self.posted),
            closes_at: self.closes.map(|minutes| noon() + Duration::minutes(minutes)),
            starts_on: self.starts.map(|days| noon().date() + Duration::days(days)),
            pays: self.pays,
            ..Document::default()
        }
    }

    fn miles(&self, lat: f64, lon: f64) -> Option<f64> {
        let miles = self.sites.iter().map(|(a, b)| crate::kit::places::miles_between(lat, lon, *a, *b));
        miles.min_by(f64::total_cmp)
    }

    fn has(&self, group: Group, code: &str) -> bool {
        let is = |number: u8| code.strip_prefix('c').and_then(|digit| digit.parse().ok()) == Some(number);
        match group {
            Group::Provider => is(self.provider),
            _ => self.codes.iter().any(|(at, number)| GROUPS.get(*at) == Some(&group) && is(*number)),
        }
    }

    /// Words, place and time; not the choices.
    fn is_asked(&self, query: &Query) -> bool {
        let text = self.words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ");
        let says = |words: &str| format!(" {text} ").contains(&format!(" {words} "));
        let clauses = crate::search::words::parse(&query.words);
        let words_fit = clauses.iter().all(|clause| match (clause.unwanted, clause.phrase) {
            (true, _) => !says(&clause.words.join(" ")),
            (false, true) => says(&clause.words.join(" ")),
            (false, false) => clause.words.iter().all(|word| says(word)),
        });
        let place_fits = match query.place {
            Some(Where::Round { lat, lon, miles: Some(limit) }) => {
                self.miles(lat, lon).is_some_and(|miles| miles <= limit)
            }
            _ => true,
        };
        words_fit && place_fits && self.closes.is_none_or(|minutes| minutes > 0)
    }
}

/// A choice by the name of its group, and whether a case fits it.
fn failed(case: &Case, query: &Query) -> Vec<String> {
    let mut failed = Vec::new();
    for (group, codes) in &query.chosen {
        if !codes.iter().any(|code| case.has(*group, code)) {
            failed.push(format!("{group:?}"));
        }
    }
    let fits = |limit: Option<bool>, name: &str| (limit == Some(false)).then(|| name.to_owned());
    failed.extend(fits(query.posted_within.map(|days| case.posted <= i64::from(days) * 1440), "posted"));
    let starts = |days: u16| case.starts.is_some_and(|starts| starts <= i64::from(days));
    failed.extend(fits(query.starts_within.map(starts), "starts"));
    let pays = |least: u32| case.pays.is_some_and(|pays| pays >= least);
    failed.extend(fits(query.pays_from.map(pays), "pays"));
    failed
}

/// A case that is asked for, with the choices that it fails.
type Asked<'a> = (&'a Case, Vec<String>);

fn counted<'a>(asked: &'a [Asked<'a>], group: &'a str) -> impl Iterator<Item = &'a Case> {
    let counts = asked.iter().filter(move |(_, failed)| failed.iter().all(|failed| failed == group));
    counts.map(|(case, _)| *case)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn agrees_with_the_reference(
        cases in prop::collection::vec(case(), 1..120),
        queries in prop::collection::vec(query(), 64),
        changed in prop::collection::vec(0..120usize, 0..10),
    ) {
        let index = Index::in_memory(Arc::new(Synonyms::delivered())).unwrap();
        let mut writer = index.writer(1).unwrap();
        // Some are first something else, and some are removed and come back.
        for at in &changed {
            writer.put(&Document { listing: *at as i64, text: "ward lamp".into(), ..Document::default() }).unwrap();
        }
        writer.commit("").unwrap();
        changed.iter().filter(|at| **at >= cases.len()).for_each(|at| writer.remove(*at as i64));
        for (at, case) in cases.iter().enumerate() {
            writer.put(&case.document(at as i64)).unwrap();
            if at % 50 == 49 {
                writer.commit("").unwrap();
            }
        }
        writer.now_whole();
        writer.commit("").unwrap();
        for query in &queries {
            agree(&index, &cases, query)?;
        }
    }
}

fn agree(index: &Index, cases: &[Case], query: &Query) -> Result<(), TestCaseError> {
    let answer = index.search(query, noon()).unwrap();
    let fit: BTreeSet<i64> = cases
        .iter()
        .enumerate()
        .filter(|(_, case)| case.is_asked(query) && failed(case, query).is_empty())
        .map(|(at, _)| at as i64)
        .collect();
    let wanted = cases.iter().filter(|case| case.is_asked(query));
    let asked: Vec<Asked<'_>> = wanted.map(|case| (case, failed(case, query))).collect();
    let found: BTreeSet<i64> = answer.hits.iter().map(|hit| hit.listing).collect();
    prop_assert_eq!(&found, &fit);
    prop_assert_eq!(answer.total as usize, fit.len());
    prop_assert_eq!(answer.hits.len(), fit.len());
    let uncounted = index.search(&Query { uncounted: true, ..query.clone() }, noon()).unwrap();
    prop_assert_eq!((uncounted.hits, uncounted.total), (answer.hits.clone(), answer.total));
    for group in GROUPS {
        for code in ["c0", "c1", "c2", "c3", "c4"] {
            let name = format!("{group:?}");
            let slow = counted(&asked, &name).filter(|case| case.has(group, code)).count();
            prop_assert_eq!(answer.counts.of(group, code) as usize, slow, "{:?} {}", group, code);
        }
    }
    for (days, count) in &answer.counts.posted_within {
        let slow = counted(&asked, "posted").filter(|case| case.posted <= i64::from(*days) * 1440).count();
        prop_assert_eq!(*count as usize, slow, "posted within {}", days);
    }
    for (days, count) in &answer.counts.starts_within {
        let starts = |case: &&Case| case.starts.is_some_and(|starts| starts <= i64::from(*days));
        prop_assert_eq!(
            *count as usize,
            counted(&asked, "starts").filter(starts).count(),
            "starts in {}",
            days
        );
    }
    for (pounds, count) in &answer.counts.pays_from {
        let pays = |case: &&Case| case.pays.is_some_and(|pays| pays >= *pounds);
        prop_assert_eq!(*count as usize, counted(&asked, "pays").filter(pays).count(), "pays {}", pounds);
    }
    in_order(cases, query, &answer)
}

fn in_order(cases: &[Case], query: &Query, answer: &Answer) -> Result<(), TestCaseError> {
    let key = |hit: &Hit| -> f64 {
        let case = &cases[hit.listing as usize];
        match (query.sort, &query.place) {
            (Sort::Newest, _) => case.posted as f64,
            (Sort::ClosingSoonest, _) => case.closes.map_or(f64::MAX, |minutes| minutes as f64),
            (Sort::HighestPay, _) => -f64::from(case.pays.unwrap_or(0) / 100),
            (Sort::Nearest, Some(Where::Round { lat, lon, .. })) => {
                // Single precision.
                case.miles(*lat, *lon).map_or(f64::MAX, |miles| (miles * 20.0).round())
            }
            _ => 0.0,
        }
    };
    let keys: Vec<f64> = answer.hits.iter().map(key).collect();
    prop_assert!(keys.windows(2).all(|pair| pair[0] <= pair[1] + 1.0), "{:?}", keys);
    Ok(())
}
