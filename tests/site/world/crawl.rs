//! Walks through the site as one person, link by link, so that no page can be forgotten and no link can be dead.

use super::{Page, Person};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one kind are alike: after this many, further ones are not opened.
const MOST_OF_A_KIND: usize = 16;
/// Of one kind from one page: the first rows of a table are in one state, and the rest is to be opened too.
const MOST_FROM_A_PAGE: usize = 4;

/// What somebody found by following links.
#[derive(Default)]
pub struct Walk {
    /// For each kind of page, the addresses that were opened, in the order they were found.
    pub opened: BTreeMap<String, Vec<String>>,
    /// Links that lead nowhere, with the page that has them.
    pub dead: Vec<String>,
}

/// Opens `starts` and whatever they lead to on this site. `kind_of` names the kind of page that a path is;
/// a path of no kind is a dead end in itself.
pub async fn walk(person: &Person, starts: &[&str], kind_of: impl Fn(&str) -> Option<String>) -> Walk {
    let mut found = Walk::default();
    let mut seen: BTreeSet<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let mut waiting: VecDeque<_> =
        starts.iter().map(|start| ((*start).to_owned(), "the start".to_owned())).collect();
    while let Some((address, from)) = waiting.pop_front() {
        let Some(kind) = kind_of(path_of(&address)) else {
            found.dead.push(format!("{address} on {from}: no such page"));
            continue;
        };
        let alike = found.opened.entry(kind).or_default();
        if alike.len() >= MOST_OF_A_KIND {
            continue;
        }
        alike.push(address.clone());
        let page = person.gets(&address).await;
        // Refusals say what to do next: a made-up link of a letter (409), a page for people of another kind (403).
        if page.status >= 400 && !matches!(page.status, 403 | 409) {
            found.dead.push(format!("{address} on {from}: {}", page.status));
        }
        let mut from_here: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for link in links(&page) {
            let alike = from_here.entry(kind_of(path_of(&link))).or_default();
            if *alike < MOST_FROM_A_PAGE && seen.insert(link.clone()) {
                *alike += 1;
                waiting.push_back((link, address.clone()));
            }
        }
    }
    found
}

fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Every address of this site that a page links to, without what comes after `#`.
fn links(page: &Page) -> Vec<String> {
    if !page.header("content-type").starts_with("text/html") {
        return Vec::new();
    }
    let joined = page.attributes("a[href]", "href").into_iter().filter_map(|href| page.url.join(&href).ok());
    let inside = joined.filter(|url| url.origin() == page.url.origin());
    inside.map(|url| url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()).collect()
}
