//! How long things may get. The aims are printed when passed (`cargo test --test site limits -- --nocapture`); only
//! the hard limits fail.

use super::tree::{File, files, no_breaches};

struct Limit {
    what: &'static str,
    aim: usize,
    most: usize,
}

const FILE: Limit = Limit { what: "file", aim: 300, most: 400 };
const TEMPLATE: Limit = Limit { what: "template", aim: 120, most: 160 };
const FUNCTION: Limit = Limit { what: "function", aim: 40, most: 60 };
const HANDLER: Limit = Limit { what: "handler", aim: 15, most: 30 };

#[test]
fn nothing_has_outgrown_its_room() {
    let code = files("src", ".rs");
    let mut breaches = Vec::new();
    // A table and an address take lines of their own, however many there are.
    for file in code.iter().filter(|file| !["schema.rs", "routes.rs"].contains(&file.name())) {
        FILE.check(file.text.lines().count(), &file.path, &mut breaches);
        let limit = if file.path.contains("/pages") { &HANDLER } else { &FUNCTION };
        for (name, lines) in functions(file) {
            let limit = if limit.what == HANDLER.what && name.starts_with("pub async") {
                &HANDLER
            } else {
                &FUNCTION
            };
            limit.check(lines, &format!("{}: {name}", file.path), &mut breaches);
        }
    }
    for file in files("templates", ".html").iter().chain(&files("templates", ".txt")) {
        TEMPLATE.check(file.text.lines().count(), &file.path, &mut breaches);
    }
    for file in files("tests/site", ".rs") {
        FILE.check(file.text.lines().count(), &file.path, &mut breaches);
    }
    no_breaches("too long", breaches);
}

impl Limit {
    fn check(&self, lines: usize, place: &str, breaches: &mut Vec<String>) {
        let said =
            format!("{place}: a {} of {lines} lines (aim {}, most {})", self.what, self.aim, self.most);
        if lines > self.most {
            breaches.push(said);
        } else if lines > self.aim {
            println!("{said}");
        }
    }
}

/// Every function with its length from signature to closing brace, told by rustfmt's indentation.
fn functions(file: &File) -> Vec<(String, usize)> {
    let lines: Vec<_> = file.code().collect();
    let starts = lines.iter().enumerate().filter(|(_, (_, line))| is_function(line));
    let measured = starts.filter_map(|(at, (_, line))| {
        let indent = line.len() - line.trim_start().len();
        let close = format!("{}}}", " ".repeat(indent));
        let length = lines[at..].iter().position(|(_, line)| *line == close || is_one_line(line))?;
        let name = line.split('(').next().unwrap_or_default().trim();
        Some((name.to_owned(), length + 1))
    });
    measured.collect()
}

fn is_function(line: &str) -> bool {
    let words = line.trim_start();
    let starts =
        ["fn ", "pub fn ", "pub async fn ", "async fn ", "pub(crate) fn ", "pub(super) fn ", "const fn "];
    // What ends like this is only declared: a trait's.
    starts.iter().any(|start| words.starts_with(start)) && !words.ends_with(';')
}

fn is_one_line(line: &str) -> bool {
    is_function(line) && line.ends_with('}')
}
