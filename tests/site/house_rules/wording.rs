//! How files and things are named, and what does not belong into code that answers visitors.

use super::tree::{File, files, lines_where, no_breaches};

const BANNED_NAMES: &[&str] =
    &["utils", "util", "helpers", "helper", "common", "manager", "service", "data", "info", "misc"];

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let says_nothing = |file: &File| {
        file.path.trim_end_matches(".rs").split('/').skip(1).any(|part| BANNED_NAMES.contains(&part))
    };
    let breaches = files("src", ".rs").into_iter().filter(says_nothing).map(|file| file.path).collect();
    no_breaches("a name should say what is inside", breaches);
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = files("src", ".rs").into_iter().chain(files("tests/site", ".rs"));
    let silent = all.filter(|file| !file.text.starts_with("//!")).map(|file| file.path);
    no_breaches("a file begins with a line that says what it is for", silent.collect());
}

/// What is compiled in can be read or not before anything is released: the code lists, the sentences of the
/// demonstration, and a constant.
const PROVED_BY_ITS_OWN_TESTS: &[&str] = &[
    "src/codes/list.rs",
    "src/demo/tables.rs",
    "src/search/index/document.rs",
    "src/search/reading/lexicon.rs",
];

#[test]
fn nothing_panics_in_front_of_a_visitor() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("];
    let breaks = |file: &File, line: &str| {
        !PROVED_BY_ITS_OWN_TESTS.contains(&file.path.as_str()) && words.iter().any(|word| line.contains(word))
    };
    no_breaches("a mistake must not end the request", lines_where(&files("src", ".rs"), breaks));
}

#[test]
fn nothing_is_left_for_later() {
    let words = ["TODO", "FIXME", "XXX", "HACK", "lorem ipsum"];
    let mut breaches = Vec::new();
    for file in
        ["src", "templates", "migrations", "static/scss", "static/script"].iter().flat_map(|at| files(at, ""))
    {
        let lines = file.text.lines().enumerate();
        let left = lines.filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        breaches.extend(left.map(|(at, line)| format!("{}:{}: {}", file.path, at + 1, line.trim())));
    }
    no_breaches("unfinished", breaches);
}

#[test]
fn the_crate_documentation_names_every_module() {
    let map = files("src", "lib.rs").remove(0).text;
    let docs: String = map.lines().filter(|line| line.starts_with("//!")).collect();
    let modules = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let named =
        |module: &str| docs.contains(&format!("[`{module}`]")) || docs.contains(&format!("[`mod@{module}`]"));
    let missing = modules.filter(|module| !named(module)).map(str::to_owned);
    no_breaches("lib.rs is the map of the house: a module is not on it", missing.collect());
}
