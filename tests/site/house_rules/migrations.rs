//! One portable set of migrations, up and down, for both engines.
#![allow(clippy::disallowed_methods, reason = "these databases are not the site's")]

use super::tree::{files, no_breaches};
use crate::world::Cluster;
use diesel::Connection;
use diesel::backend::Backend;
use diesel_migrations::MigrationHarness;
use rounds::kit::db::MIGRATIONS;

/// Words that only one of the engines understands, or that they understand differently.
const ENGINE_WORDS: &[&str] = &[
    "SERIAL",
    "AUTOINCREMENT",
    "JSONB",
    "TIMESTAMPTZ",
    "BYTEA",
    "BLOB",
    "UUID",
    "PRAGMA",
    "ILIKE",
    "NOW(",
    "CURRENT_TIMESTAMP",
    "WITHOUT ROWID",
    "STRICT",
    "USING GIN",
    "CREATE EXTENSION",
    "CREATE TYPE",
    "::",
];

#[test]
fn every_migration_goes_up_and_down() {
    let up: Vec<_> =
        files("migrations", "up.sql").into_iter().map(|file| file.path.replace("up.sql", "")).collect();
    let down: Vec<_> =
        files("migrations", "down.sql").into_iter().map(|file| file.path.replace("down.sql", "")).collect();
    assert_eq!(up, down);
    let empty = files("migrations", ".sql").into_iter().filter(|file| file.text.trim().is_empty());
    no_breaches("an empty migration", empty.map(|file| file.path).collect());
}

#[test]
fn migrations_name_no_engine() {
    let mut breaches = Vec::new();
    for file in files("migrations", ".sql") {
        for (at, line) in
            file.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("--"))
        {
            let words = format!(" {} ", line.to_uppercase().replace([',', ';'], " "));
            let found = ENGINE_WORDS
                .iter()
                .find(|word| words.contains(&format!(" {word}")) || (**word == "::" && words.contains("::")));
            breaches.extend(found.map(|word| format!("{}:{}: {word}", file.path, at + 1)));
        }
    }
    no_breaches("one set of migrations serves both engines", breaches);
}

#[test]
fn they_run_up_down_and_up_again_on_sqlite() {
    up_down_and_up_again(diesel::SqliteConnection::establish(":memory:").expect("a database in memory"));
}

#[test]
fn they_run_up_down_and_up_again_on_postgres() {
    let cluster = Cluster::get();
    let url = cluster.url(&cluster.create(None));
    up_down_and_up_again(diesel::PgConnection::establish(&url).expect("an empty database"));
}

fn up_down_and_up_again<B: Backend>(mut connection: impl MigrationHarness<B>) {
    let count = connection.run_pending_migrations(MIGRATIONS).expect("every migration goes up").len();
    let undone = connection.revert_all_migrations(MIGRATIONS).expect("every migration goes down").len();
    let again = connection.run_pending_migrations(MIGRATIONS).expect("and up again").len();
    assert_eq!((count, count), (undone, again));
}
