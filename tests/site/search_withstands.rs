//! Whatever is sent to the search, it answers: never a broken page. How fast is measured by
//! `cargo bench --bench hostile`.

#[path = "search_withstands/hostile.rs"]
mod hostile;

use crate::world::{Engine, World};
use rounds::listings::ListingKind;

/// At once.
const ABREAST: usize = 8;

#[tokio::test]
async fn ten_thousand_hostile_queries_break_nothing() {
    let world = World::on(Engine::Sqlite).await;
    let larch = world.organisation("Larch Surgical").await;
    world.publishes(&larch, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let queries = hostile::queries(10_000);
    let pages = ["/listings", "/listings", "/listings", "/filters/profession", "/suggestions", "/alerts/new"];
    // A connection for each: one that is kept may be closed by the site just as it is used again.
    let http = reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("a client");
    let mut broken = Vec::new();
    for (turn, some) in queries.chunks(ABREAST).enumerate() {
        let page = pages[turn % pages.len()].trim_start_matches('/');
        let asked = some.iter().map(|query| status(&http, format!("{}{page}?{query}", world.site)));
        broken.extend(futures_util::future::join_all(asked).await.into_iter().flatten());
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What is wrong with the answer, if anything.
async fn status(http: &reqwest::Client, address: String) -> Option<String> {
    let said: String = address.chars().take(300).collect();
    match http.get(address).send().await {
        Ok(answer) if answer.status().as_u16() < 500 => None,
        Ok(answer) => Some(format!("{} for {said}", answer.status())),
        Err(error) => Some(format!("{error:?} for {said}")),
    }
}
