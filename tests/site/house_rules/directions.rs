//! Who may use whom. Arrows point at what may be used, and nothing points back.

use super::tree::{File, files, lines_where, no_breaches};
use std::collections::BTreeSet;

/// The App holds whatever the site is made of, and is given to everybody from `web` upwards. Nobody may use more for it.
const APP: &str = "app";

/// Each other module of `src/` with what it may use; a module may also use what those may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("schema", &[]),
    ("kit", &["schema"]),
    ("codes", &["kit"]),
    ("config", &["kit"]),
    ("web", &["config", "codes"]),
    ("audit", &["web"]),
    ("settings", &["audit"]),
    ("statistics", &["web"]),
    ("accounts", &["settings"]),
    ("providers", &["accounts"]),
    ("listings", &["providers"]),
    ("imports", &["listings"]),
    ("search", &["listings"]),
    ("profiles", &["accounts"]),
    ("equality", &["providers"]),
    ("applications", &["listings", "profiles", "equality"]),
    ("passports", &["applications"]),
    ("placements", &["listings"]),
    ("moderation", &["listings", "statistics"]),
    ("alerts", &["search"]),
    ("administration", &["applications", "passports", "alerts", "moderation"]),
    ("resources", &["listings"]),
    ("feeds", &["search"]),
    ("privacy", &["applications", "alerts", "moderation"]),
    ("site", &["search", "demo"]),
    ("demo", &["applications", "passports", "imports", "alerts", "moderation"]),
    ("bench", &["search", "placements", "demo", "worker"]),
    ("worker", &["applications", "passports", "imports", "alerts", "moderation", "placements", "site"]),
    (
        "routes",
        &["administration", "passports", "imports", "placements", "resources", "feeds", "privacy", "site"],
    ),
    ("server", &["routes"]),
    ("lib", &["server", "worker", "demo", "bench"]),
    ("main", &["lib", "accounts"]),
];

#[test]
fn features_use_only_what_lies_below_them() {
    let breaches = files("src", ".rs").iter().flat_map(breaches_of).collect();
    no_breaches(
        "a module uses what it may not (tests/site/house_rules/directions.rs has the table)",
        breaches,
    );
}

fn breaches_of(file: &File) -> Vec<String> {
    if file.module() == APP {
        return Vec::new();
    }
    let mut allowed = reachable(file.module());
    if allowed.contains("web") {
        allowed.insert(APP);
    }
    let mut breaches = Vec::new();
    for (at, line) in file.code() {
        let used = line.split("crate::").skip(1).filter(|_| !line.trim_start().starts_with("mod "));
        for name in used.flat_map(first_names) {
            if known(&name) && !allowed.contains(name.as_str()) {
                breaches.push(format!("{}:{at}: {} uses {name}", file.path, file.module()));
            }
        }
    }
    breaches
}

fn known(module: &str) -> bool {
    module == APP || MAY_USE.iter().any(|(name, _)| *name == module)
}

fn reachable(module: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::from([module]);
    let mut waiting = vec![module];
    while let Some(next) = waiting.pop() {
        let below = MAY_USE.iter().find(|(name, _)| *name == next).map_or(&[][..], |(_, below)| below);
        waiting.extend(below.iter().filter(|name| found.insert(name)));
    }
    found
}

/// `accounts` from `accounts::Account;`, and both from `{accounts::Account, kit::id}`.
fn first_names(after: &str) -> Vec<String> {
    let name = |part: &str| {
        part.trim()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect::<String>()
    };
    match after.strip_prefix('{') {
        Some(group) => group.split(',').map(name).collect(),
        None => vec![name(after)],
    }
}

#[test]
fn every_module_has_its_place_in_the_table() {
    let modules: BTreeSet<_> = files("src", ".rs").iter().map(|file| file.module().to_owned()).collect();
    let missing = modules.into_iter().filter(|module| !known(module)).collect();
    no_breaches("a module has no place in MAY_USE", missing);
}

#[test]
fn no_feature_reaches_into_the_tables_of_another() {
    let breaks = |file: &File, line: &str| {
        line.contains("pub mod store") || line.contains("pub(crate) mod store") || {
            let other = line.split("::store").next().filter(|before| before.len() < line.len());
            let owner = other.and_then(|before| before.rsplit("crate::").next());
            line.contains("crate::") && owner.is_some_and(|owner| owner != file.module())
        }
    };
    no_breaches("a store is private to its feature", lines_where(&files("src", ".rs"), breaks));
}

#[test]
fn only_one_file_names_a_database_engine() {
    let names = [
        "PgConnection",
        "SqliteConnection",
        "Conn::Postgres",
        "Conn::Sqlite",
        "diesel::pg",
        "diesel::sqlite",
    ];
    let breaks = |file: &File, line: &str| {
        file.path != "src/kit/db.rs" && names.iter().any(|name| line.contains(name))
    };
    no_breaches("kit/db.rs is the only file that names an engine", lines_where(&files("src", ".rs"), breaks));
}

/// Sessions belong to `web`, which every feature needs to know who asks.
const OTHER_STORES: &[&str] = &["src/web/session.rs"];

#[test]
fn tables_are_touched_only_in_stores() {
    let breaks = |file: &File, line: &str| {
        let may = ["kit", "schema", "demo"].contains(&file.module()) || file.path.contains("/store");
        !may && !OTHER_STORES.contains(&file.path.as_str()) && line.contains("crate::schema")
    };
    no_breaches("SQL lives in store.rs (and in kit)", lines_where(&files("src", ".rs"), breaks));
}
