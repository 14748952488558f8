//! Every node follows the listings into an index of its own.

use crate::world::{Organisation, Thing, World, journey};
use rounds::app::App;
use rounds::audit::Actor;
use rounds::config::Config;
use rounds::kit::db::Failed;
use rounds::listings::{self, actions::DeskError};
use rounds::search::index::Query;
use rounds::search::{self, index};

/// Another process of the same site: the same database, and a folder of its own.
fn another_node(world: &World, folder: &std::path::Path) -> App {
    let config = Config { data_dir: folder.to_owned(), ..world.app.config.clone() };
    App::open(config, world.app.clock.clone()).expect("another node opens")
}

async fn finds(node: &App, words: &str) -> Vec<i64> {
    search::catch_up(node).await.expect("the node catches up");
    let query = Query { words: words.into(), as_typed: true, take: 20, ..Query::default() };
    let answer: index::Answer = node.search.index().search(&query, node.clock.now().0).expect("an answer");
    answer.hits.iter().map(|hit| hit.listing).collect()
}

async fn closes(world: &World, of: &Organisation, thing: &Thing) {
    let (provider, id, here) = (of.id, thing.id, world.here());
    let closed = world
        .app
        .db
        .write(move |conn| {
            let scope = rounds::providers::Scope::whole(provider);
            listings::actions::close(conn, &Actor::site(), (&scope, id), "filled", &here).map(drop)
        })
        .await;
    let closed: Result<(), Failed<DeskError>> = closed;
    assert!(closed.is_ok(), "“{}” closes", thing.path);
}

journey!(two_nodes_follow_one_database, |world| {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let nodes = [another_node(&world, one.path()), another_node(&world, two.path())];
    let larkfield = world.organisation("Larkfield Surgical").await;
    let first = world.role(&larkfield, "Lithotripsy physiotherapist").await;
    for node in &nodes {
        assert_eq!(finds(node, "lithotripsy").await, [first.id.0]);
    }
    let second = world.role(&larkfield, "Senior lithotripsy physiotherapist").await;
    closes(&world, &larkfield, &first).await;
    for node in &nodes {
        assert_eq!(finds(node, "lithotripsy").await, [second.id.0]);
        assert!(!node.search.is_rebuilding());
    }
});

journey!(a_node_that_was_away_goes_on_where_it_was, |world| {
    let folder = tempfile::tempdir().expect("a folder");
    let larkfield = world.organisation("Larkfield Surgical").await;
    let first = world.role(&larkfield, "Lithotripsy physiotherapist").await;
    let node = another_node(&world, folder.path());
    assert_eq!(finds(&node, "lithotripsy").await, [first.id.0]);
    drop(node);
    closes(&world, &larkfield, &first).await;
    let second = world.role(&larkfield, "Lithotripsy radiographer").await;
    let node = another_node(&world, folder.path());
    assert!(!node.search.is_rebuilding(), "its index is whole");
    assert_eq!(finds(&node, "lithotripsy").await, [second.id.0]);
});
