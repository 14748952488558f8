//! Walks through the site as one person, link by link, so that no page can be forgotten and no link can be dead.

use super::{Page, Person};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one kind are alike: after this many, further ones are not opened.
const MOST_OF_A_KIND: usize = 12;

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
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let Some(kind) = kind_of(path) else {
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
        let new = links(&page).into_iter().filter(|link| seen.insert(link.clone()));
        waiting.extend(new.map(|link| (link, address.clone())));
    }
    found
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
