//! Real addresses for the patterns of the route table: what somebody finds by following links and reading forms.

use super::table::Row;
use crate::world::{Page, Person};
use rounds::routes::ROUTES;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one kind that are opened: enough to meet things in several states.
const MOST_OF_A_KIND: usize = 6;

/// Addresses that were seen, by method and pattern.
#[derive(Default)]
pub struct Finds(BTreeMap<(String, String), Vec<String>>);

impl Finds {
    /// Follows links from `starts` on, without pressing anything.
    pub async fn looks_around(&mut self, person: &Person, starts: &[String], within: &str) {
        let mut waiting: VecDeque<String> = starts.iter().cloned().collect();
        let mut seen: BTreeSet<String> = starts.iter().cloned().collect();
        let mut opened: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(address) = waiting.pop_front() {
            let Some(kind) = pattern_of("get", &address) else { continue };
            self.keep("get", &kind, &address);
            let times = opened.entry(kind).or_default();
            if *times >= MOST_OF_A_KIND {
                continue;
            }
            *times += 1;
            let page = person.asks(&address).await;
            if !page.header("content-type").starts_with("text/html") {
                continue;
            }
            for form in page.attributes("form[method=post]", "action") {
                let action = path_of(&form);
                if let Some(kind) = pattern_of("post", &action) {
                    self.keep("post", &kind, &action);
                }
            }
            let sources = page.attributes("img, iframe", "src");
            for href in page.attributes("a[href]", "href").into_iter().chain(sources) {
                let path = path_of(&href);
                if path.starts_with(within) && seen.insert(path.clone()) {
                    waiting.push_back(path);
                }
            }
        }
    }

    pub fn keep(&mut self, method: &str, pattern: &str, address: &str) {
        let known = self.0.entry((method.into(), pattern.into())).or_default();
        if !known.contains(&address.to_owned()) {
            known.push(address.into());
        }
    }

    /// What is seen under one pattern is there under another that ends otherwise.
    pub fn keep_beside(&mut self, seen: &str, (end, other): (&str, &str)) {
        let known = self.0.get(&("post".to_owned(), seen.to_owned())).cloned().unwrap_or_default();
        for address in known {
            self.keep("post", &seen.replace(end, other), &address.replace(end, other));
        }
    }

    /// Where whoever made something was sent.
    pub fn keep_made(&mut self, made: &Page) {
        let address = path_of(made.header("location"));
        if let Some(kind) = pattern_of("get", &address) {
            self.keep("get", &kind, &address);
        }
    }

    /// Addresses for a route: those that were seen, then the same things under another page of theirs.
    pub fn addresses(&self, row: &Row) -> Vec<String> {
        if !row.path.contains('{') {
            return vec![row.path.clone()];
        }
        let mut found = Vec::new();
        for method in [row.method.as_str(), "get", "post"] {
            found.extend(self.0.get(&(method.to_owned(), row.path.clone())).into_iter().flatten().cloned());
        }
        let wanted: Vec<&str> = row.path.split('/').collect();
        let last = wanted.iter().rposition(|part| part.starts_with('{')).unwrap_or_default();
        let fits = |address: &&String| {
            let given: Vec<&str> = address.split('/').collect();
            given.len() > last
                && wanted[..=last].iter().zip(&given).all(|(want, got)| {
                    if want.starts_with('{') {
                        got.bytes().all(|byte| byte.is_ascii_digit())
                    } else {
                        want == got
                    }
                })
        };
        for address in self.0.values().flatten().filter(fits) {
            let known = address.split('/').take(last + 1).chain(wanted[last + 1..].iter().copied());
            found.push(known.collect::<Vec<_>>().join("/"));
        }
        let mut met = BTreeSet::new();
        found.retain(|address| met.insert(address.clone()));
        found
    }
}

fn path_of(href: &str) -> String {
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The pattern that answers; a written-out address wins over one with a parameter.
fn pattern_of(method: &str, path: &str) -> Option<String> {
    let given: Vec<_> = path_of(path).split('/').map(str::to_owned).collect();
    let fits = |pattern: &str| {
        let wanted: Vec<_> = pattern.split('/').collect();
        wanted.len() == given.len()
            && wanted.iter().zip(&given).all(|(want, got)| want.starts_with('{') || want == got)
    };
    let fitting = ROUTES.iter().filter(|route| route.method == method && fits(route.path));
    fitting.min_by_key(|route| route.path.matches('{').count()).map(|route| route.path.to_owned())
}
