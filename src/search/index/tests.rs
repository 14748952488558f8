//! Tables over a handful of listings. `against_slow` compares with a slow, obvious reference, `durable` kills and opens,
//! `order` compares a page with the whole.

mod against_slow;
mod durable;
mod order;

use super::*;
use crate::search::words::Alike;
use chrono::{Duration, NaiveDate};

pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 30).unwrap()
}

fn doc(listing: i64, title: &str, town: &str, text: &str) -> Document {
    let place = match crate::kit::places::find(town) {
        crate::kit::places::Found::One(place) => place,
        other => panic!("{other:?}"),
    };
    Document {
        listing,
        title: title.into(),
        provider_name: "Fernbank Care".into(),
        places: vec![town.into()],
        text: text.into(),
        sites: vec![Site { lat: place.lat, lon: place.lon, areas: vec![place.region.into()] }],
        posted_at: now() - Duration::days(10 - listing),
        ..Document::default()
    }
}

fn filled(documents: &[Document]) -> Index {
    let index = Index::in_memory(Arc::new(Synonyms::delivered())).unwrap();
    let mut writer = index.writer(1).unwrap();
    for document in documents {
        writer.put(document).unwrap();
    }
    writer.now_whole();
    writer.commit("").unwrap();
    index
}

fn ward() -> Index {
    filled(&[
        doc(1, "Theatre Nurse", "Leeds", "Registered nurses for our operating suite. Full time, nights."),
        doc(2, "Senior Physiotherapist", "Manchester", "Outpatient musculoskeletal clinic, part time."),
        doc(3, "Diagnostic Radiographer", "London", "MRI and CT. No nights."),
        doc(4, "ODP", "Leeds", "Anaesthetics and recovery practitioner in theatre."),
        doc(5, "Resident Doctor in T&O", "Bristol", "ST3 placement with two arthroplasty lists a week."),
        doc(6, "Healthcare Assistant", "Cardiff", "A pinch of salt and time to care. Job share welcome."),
    ])
}

fn found(index: &Index, words: &str) -> Vec<i64> {
    let query = Query { words: words.into(), take: 20, ..Query::default() };
    let answer = index.search(&query, now()).unwrap();
    assert_eq!(answer.total as usize, answer.hits.len());
    let mut listings: Vec<i64> = answer.hits.iter().map(|hit| hit.listing).collect();
    listings.sort();
    listings
}

#[test]
fn words_find_what_they_mean() {
    let index = ward();
    for (words, expected) in [
        ("nurse", vec![1]),
        ("nursing NURSES", vec![1]),
        ("theatre nurse", vec![1]),
        ("theatre", vec![1, 4]),
        ("physio", vec![2]),
        ("physiotherapy part-time", vec![2]),
        ("\"part time\"", vec![2]),
        ("\"time part\"", vec![]),
        ("RGN", vec![1]),
        ("rn leeds", vec![1]),
        ("operating department practitioner", vec![4]),
        ("imaging", vec![3]),
        ("junior doctor", vec![5]),
        ("orthopaedics", vec![5]),
        ("t & o", vec![5]),
        ("hip replacement", vec![5]),
        ("registrar", vec![5]),
        ("AHP", vec![2, 3, 4]),
        ("hcsw", vec![6]),
        ("SALT", vec![]),
        ("job share", vec![6]),
        ("nights -radiographer", vec![1]),
        ("-leeds", vec![2, 3, 5, 6]),
        ("-theatre -\"part time\" -rmn", vec![3, 5, 6]),
        ("the and of", vec![1, 2, 3, 4, 5, 6]),
        ("", vec![1, 2, 3, 4, 5, 6]),
        ("!!! \" - ", vec![1, 2, 3, 4, 5, 6]),
        ("fernbank", vec![1, 2, 3, 4, 5, 6]),
        ("xyzzyplugh", vec![]),
    ] {
        assert_eq!(found(&index, words), expected, "{words}");
    }
}

#[test]
fn misspelt_words_are_corrected_and_said() {
    let index = ward();
    for (words, expected, listings) in [
        ("radiograper", Some("radiographer"), vec![3]),
        ("theater nurze", Some("theatre nurse"), vec![1]),
        ("fysiotherapist", Some("physiotherapist"), vec![2]),
        ("muskuloskeletal", Some("musculoskeletal"), vec![2]),
        ("\"part tiem\"", Some("\"part time\""), vec![2]),
        ("leedsmanchester", Some("leeds manchester"), vec![]),
        ("st9", None, vec![]),
        ("zzz", None, vec![]),
        ("nurse", None, vec![1]),
    ] {
        let query = Query { words: words.into(), take: 9, ..Query::default() };
        let answer = index.search(&query, now()).unwrap();
        assert_eq!(answer.corrected.map(|correction| correction.words).as_deref(), expected, "{words}");
        assert_eq!(answer.hits.iter().map(|hit| hit.listing).collect::<Vec<_>>(), listings, "{words}");
    }
    let query = Query { words: "radiograper".into(), as_typed: true, take: 9, ..Query::default() };
    assert_eq!(index.search(&query, now()).unwrap().total, 0);
}

#[test]
fn the_title_weighs_most_and_the_new_are_lifted() {
    let index = filled(&[
        doc(1, "Nurse", "Leeds", "Ward work."),
        doc(2, "Receptionist", "Leeds", "You greet for nurse and nurse and nurse."),
        doc(3, "Nurse", "Leeds", "Ward work."),
    ]);
    let query = Query { words: "nurse".into(), take: 9, ..Query::default() };
    let hits = index.search(&query, now()).unwrap().hits;
    assert_eq!(hits.iter().map(|hit| hit.listing).collect::<Vec<_>>(), [3, 1, 2]);
}

#[test]
fn places_are_circles_or_areas() {
    let index = ward();
    let leeds = |miles| Some(Where::Round { lat: 53.79648, lon: -1.54785, miles });
    for (place, expected) in [
        (leeds(Some(5.0)), vec![4, 1]),
        (leeds(Some(50.0)), vec![4, 1, 2]),
        (leeds(None), vec![4, 1, 2, 5, 3, 6]),
        (Some(Where::Inside("london".into())), vec![3]),
        (Some(Where::Inside("nowhere".into())), vec![]),
        (Some(Where::Round { lat: 1e99, lon: -1e99, miles: Some(5.0) }), vec![]),
    ] {
        let query = Query { place: place.clone(), sort: Sort::Nearest, take: 9, ..Query::default() };
        let hits = index.search(&query, now()).unwrap().hits;
        assert_eq!(hits.iter().map(|hit| hit.listing).collect::<Vec<_>>(), expected, "{place:?}");
    }
    let odd = Where::Round { lat: f64::NAN, lon: f64::INFINITY, miles: Some(f64::NAN) };
    index.search(&Query { place: Some(odd), ..Query::default() }, now()).unwrap();
    let query = Query { place: leeds(Some(50.0)), words: "physio".into(), take: 9, ..Query::default() };
    let hit = index.search(&query, now()).unwrap().hits[0];
    assert!((hit.miles.unwrap() - 35.6).abs() < 0.3);
}

#[test]
fn closed_removed_and_changed_listings_are_not_found() {
    let mut soon = doc(1, "Nurse", "Leeds", "");
    soon.closes_at = Some(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 1, 0).unwrap());
    let index = filled(&[soon, doc(2, "Nurse", "Leeds", ""), doc(3, "Nurse", "Leeds", "")]);
    assert_eq!(found(&index, "nurse"), [1, 2, 3]);
    let query = Query { words: "nurse".into(), take: 9, ..Query::default() };
    assert_eq!(index.search(&query, now() + Duration::seconds(30)).unwrap().total, 2);
    let mut writer = index.writer(1).unwrap();
    writer.remove(2);
    writer.put(&doc(3, "Midwife", "Leeds", "")).unwrap();
    writer.commit("").unwrap();
    assert_eq!(found(&index, "nurse"), [1]);
    assert_eq!(found(&index, "midwife"), [3]);
    assert_eq!(index.listings(), HashSet::from([1, 3]));
}

#[test]
fn new_synonyms_work_at_once_on_an_old_index() {
    let index = ward();
    assert_eq!(found(&index, "bonesetter"), [] as [i64; 0]);
    index
        .replace_synonyms(Synonyms::of(&[Alike {
            words: vec!["bonesetter".into()],
            finds: vec!["resident doctor".into()],
        }]))
        .unwrap();
    assert_eq!(found(&index, "bonesetter"), [5]);
    assert_eq!(found(&index, "physio"), [] as [i64; 0]);
}

#[test]
fn a_group_that_was_dropped_and_comes_back_is_new() {
    let group =
        || Synonyms::of(&[Alike { words: vec!["bonesetter".into(), "osteopath".into()], finds: vec![] }]);
    let index = Index::in_memory(Arc::new(group())).unwrap();
    let mut writer = index.writer(1).unwrap();
    writer.now_whole();
    writer.commit("").unwrap();
    assert!(index.was_built_with(&group()));
    index.replace_synonyms(Synonyms::of(&[])).unwrap();
    writer.put(&doc(1, "Osteopath", "Leeds", "")).unwrap();
    writer.commit("").unwrap();
    index.replace_synonyms(group()).unwrap();
    assert!(!index.was_built_with(&group()), "the listing has no token of the group");
    assert_eq!(found(&index, "bonesetter"), [1], "and is found by its word until it is read again");
}

#[test]
fn suggestions_come_from_every_word() {
    let index = ward();
    let names = |prefix: &str| -> Vec<String> {
        index.suggest(prefix, 5).unwrap().into_iter().map(|suggestion| suggestion.name).collect()
    };
    assert_eq!(names("thea"), ["Theatre Nurse"]);
    assert_eq!(names("NURSE"), ["Theatre Nurse"]);
    assert_eq!(names("fern"), ["Fernbank Care"]);
    assert!(names("").is_empty() && names("\u{1}").is_empty());
}
