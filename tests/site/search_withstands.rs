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
    let mut broken = Vec::new();
    for (turn, some) in queries.chunks(ABREAST).enumerate() {
        let ada = world.visitor("Ada Marsh");
        let page = pages[turn % pages.len()];
        let asked = some.iter().map(|query| {
            let (ada, path) = (ada.clone(), format!("{page}?{query}"));
            async move {
                let page = ada.gets(&path).await;
                (page.status >= 500)
                    .then(|| format!("{} for {}", page.status, path.chars().take(300).collect::<String>()))
            }
        });
        broken.extend(futures_util::future::join_all(asked).await.into_iter().flatten());
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
