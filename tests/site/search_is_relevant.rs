//! Judged queries over the demonstration (`judged_queries.csv`): what a nurse, a physiotherapist, a resident doctor, a
//! radiographer or a manager expects of the first five. Where no more than five listings are right, they are named by the
//! numbers of their references (`DEMO-0000012` is 12), and all of them must be there; else their titles are. Judged by what the words mean in the trade, not by what we
//! return: `cargo test --test site search_is_relevant -- --nocapture` prints the figures and what disappoints.

use crate::world::World;
use diesel::prelude::*;
use rounds::schema::listings;
use std::collections::{BTreeSet, HashMap};

const JUDGED: &str = include_str!("judged_queries.csv");
const FIRST: usize = 5;
/// Of the first five, or of as many as there are in all, those that are wanted; on average.
const LEAST_PRECISION: f64 = 0.95;
/// One over the rank of the first that is wanted, on average.
const LEAST_RECIPROCAL_RANK: f64 = 0.97;

struct Judged {
    words: String,
    /// Numbers of the listings that must be among the first five.
    must: Vec<String>,
    /// What titles of wanted listings have in them.
    wanted: Vec<String>,
    never: Vec<String>,
}

fn judged() -> Vec<Judged> {
    let parts =
        |field: &str| field.split('|').map(str::to_lowercase).filter(|part| !part.is_empty()).collect();
    let rows = JUDGED.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let [words, must, wanted, never] = fields[..] else { panic!("four fields: {line}") };
        Judged { words: words.into(), must: parts(must), wanted: parts(wanted), never: parts(never) }
    });
    rows.collect()
}

#[test]
fn there_are_enough_judgements() {
    let words: BTreeSet<String> = judged().into_iter().map(|one| one.words).collect();
    assert!(words.len() >= 150 && words.len() == judged().len(), "{} of {}", words.len(), judged().len());
}

#[tokio::test]
async fn the_first_five_are_what_people_of_the_trade_expect() {
    let world = World::demo().await;
    let ada = world.visitor("Ada Marsh");
    let (mut precision, mut reciprocal, mut never) = (0.0, 0.0, Vec::new());
    let (judged, all, numbers) = (judged(), titles(&world).await, numbers(&world).await);
    let mut missing = Vec::new();
    for one in &judged {
        let query: String = url::form_urlencoded::byte_serialize(one.words.as_bytes()).collect();
        let page = ada.gets(&format!("/listings?q={query}&place=")).await;
        let titles: Vec<String> = page.is(200).all(".card__title").into_iter().take(FIRST).collect();
        let links = page.attributes(".card__title a", "href").into_iter().take(FIRST);
        let shown: Vec<&str> =
            links.filter_map(|href| numbers.get(id_of(&href)).map(String::as_str)).collect();
        let missed: Vec<&str> =
            one.must.iter().map(String::as_str).filter(|number| !shown.contains(number)).collect();
        if !missed.is_empty() {
            missing.push(format!("“{}” lacks {missed:?} and has {shown:?}", one.words));
        }
        let has =
            |title: &str, parts: &[String]| parts.iter().any(|part| title.to_lowercase().contains(part));
        let wanted: Vec<bool> = titles.iter().map(|title| has(title, &one.wanted)).collect();
        let good = wanted.iter().filter(|wanted| **wanted).count();
        let could = all.iter().filter(|title| has(title, &one.wanted)).count().min(titles.len());
        precision += good as f64 / could.max(1) as f64;
        reciprocal += wanted.iter().position(|wanted| *wanted).map_or(0.0, |at| 1.0 / (at + 1) as f64);
        if good < could || titles.is_empty() {
            println!("“{}” ({}): {titles:?}", one.words, page.url.query().unwrap_or_default());
        }
        let bad = titles.iter().filter(|title| has(title, &one.never) && !has(title, &one.wanted));
        never.extend(bad.map(|title| format!("“{}” finds {title}", one.words)));
    }
    let (precision, reciprocal) = (precision / judged.len() as f64, reciprocal / judged.len() as f64);
    println!(
        "{} queries: precision at {FIRST} {precision:.3}, mean reciprocal rank {reciprocal:.3}",
        judged.len()
    );
    assert!(missing.is_empty(), "what must be among the first {FIRST}:\n{}", missing.join("\n"));
    assert!(never.is_empty(), "what must not appear:\n{}", never.join("\n"));
    assert!(precision >= LEAST_PRECISION && reciprocal >= LEAST_RECIPROCAL_RANK);
}

/// `/listings/123-theatre-nurse?…` names 123.
fn id_of(href: &str) -> &str {
    let rest = href.trim_start_matches("/listings/");
    rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
}

/// The number of each listing's reference, by its id.
async fn numbers(world: &World) -> HashMap<String, String> {
    let rows = |conn: &mut rounds::kit::db::Conn| {
        listings::table
            .select((listings::id, listings::internal_reference))
            .load::<(rounds::listings::ListingId, String)>(conn)
    };
    let rows = world.app.read(rows).await.expect("the listings");
    let number = |reference: &str| reference.trim_start_matches("DEMO-").trim_start_matches('0').to_owned();
    let named = |(id, reference): (rounds::listings::ListingId, String)| {
        let number = number(&reference);
        (id.to_string(), if number.is_empty() { "0".into() } else { number })
    };
    rows.into_iter().map(named).collect()
}

/// Of every live listing.
async fn titles(world: &World) -> Vec<String> {
    let now = world.app.clock.now();
    let documents = world.app.read(move |conn| {
        let ids = rounds::listings::every_live(conn, rounds::listings::ListingId(0), 10_000, now)?;
        rounds::search::documents(conn, &ids, now)
    });
    documents.await.expect("the listings").into_iter().map(|document| document.title).collect()
}
