//! A feed as a value, and its XML. Escaping is the crate's; what XML cannot hold at all is left out here.

use atom_syndication as atom;
use chrono::{DateTime, FixedOffset};

use crate::codes;
use crate::kit::clock::{Moment, day_words};
use crate::kit::letters::Site;
use crate::listings::Full;
use crate::listings::model::{Source, card_pay, place_words};

/// Entries of a feed.
pub const MOST: usize = 50;
/// When the domain of the ids was the site's, as RFC 4151 wants it said. It never changes: the ids hold it.
const SINCE: &str = "2026";
const RIGHTS: &str = "What a listing says belongs to the provider that wrote it. You may show it with a link to its page. \
     Rounds is an independent service, not part of the NHS or GOV.UK.";

/// What a feed says of itself.
pub struct About {
    /// What its id is made from: the same for as long as it is a feed of the same thing.
    pub key: String,
    pub title: String,
    pub subtitle: String,
    /// Paths of the feed and of the page it is of.
    pub feed: String,
    pub page: String,
}

/// A live listing, and when something changed that people decide by.
pub struct Item {
    pub full: Full,
    pub amended: Option<Moment>,
}

impl Item {
    fn published(&self) -> Moment {
        self.full.listing.published_at.unwrap_or(self.full.listing.created_at)
    }

    fn updated(&self) -> Moment {
        self.amended.map_or(self.published(), |amended| amended.max(self.published()))
    }
}

/// The XML of a feed. An empty one was last updated when it is asked for by `never`: Atom wants a moment.
pub fn xml(about: &About, items: &[Item], never: Moment, site: &Site) -> String {
    let updated = items.iter().map(Item::updated).max().unwrap_or(never);
    let feed = atom::Feed {
        title: plain(&about.title),
        subtitle: Some(plain(&about.subtitle)).filter(|subtitle| !subtitle.value.is_empty()),
        id: tag(site, &about.key),
        updated: moment(updated),
        authors: vec![person("Rounds", site.public_url.clone())],
        generator: Some(atom::Generator { value: "Rounds".into(), ..Default::default() }),
        rights: Some(plain(RIGHTS)),
        links: vec![
            link("self", site.url(&about.feed), "application/atom+xml"),
            link("alternate", site.url(&about.page), "text/html"),
        ],
        entries: items.iter().map(|item| entry(item, site)).collect(),
        lang: Some("en-GB".into()),
        ..Default::default()
    };
    feed.to_string()
}

fn entry(item: &Item, site: &Site) -> atom::Entry {
    let (listing, provider) = (&item.full.listing, &item.full.provider);
    atom::Entry {
        title: plain(listing.name()),
        id: tag(site, &format!("listing/{}", listing.id)),
        updated: moment(item.updated()),
        published: Some(moment(item.published())),
        authors: vec![person(&provider.name, site.url(&provider.href()))],
        categories: categories(item),
        links: vec![link("alternate", site.url(&Source::Feed.mark(&listing.path())), "text/html")],
        summary: Some(plain(&summary(&item.full))),
        ..Default::default()
    }
}

/// `Larch Surgical, Leeds. £36,000 to £42,000 a year. Closes 2 December 2026.` It speaks of no “today”: whoever reads
/// along keeps it for weeks.
fn summary(full: &Full) -> String {
    let closes = full.listing.closes_on.map(|day| format!("Closes {}.", day_words(day))).unwrap_or_default();
    let where_ = format!("{}, {}.", full.provider.name, place_words(&full.sites));
    let pay = format!("{}.", card_pay(&full.listing, &full.terms).trim_end_matches('.'));
    [where_, pay, closes, full.listing.summary.clone()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn categories(item: &Item) -> Vec<atom::Category> {
    let listing = &item.full.listing;
    let category = |term: &str, label: &str| atom::Category {
        term: possible(term),
        label: Some(possible(label)),
        scheme: None,
    };
    let mut categories = vec![category(listing.kind.as_str(), listing.kind.label())];
    if !listing.profession.is_empty() {
        categories.push(category(&listing.profession, codes::professions().label(&listing.profession)));
    }
    categories
}

/// `tag:rounds.example,2026:listing/1`: the domain is that of the site's letters, which stays when its host moves.
fn tag(site: &Site, key: &str) -> String {
    format!("tag:{},{SINCE}:{key}", site.mail_domain)
}

fn moment(moment: Moment) -> DateTime<FixedOffset> {
    // Whole seconds, as HTTP and most readers count.
    let seconds = moment.0.and_utc().timestamp();
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset()
}

fn person(name: &str, uri: String) -> atom::Person {
    atom::Person { name: possible(name), uri: Some(uri), email: None, ..Default::default() }
}

fn link(rel: &str, href: String, media_type: &str) -> atom::Link {
    atom::Link { href, rel: rel.into(), mime_type: Some(media_type.into()), ..Default::default() }
}

fn plain(words: &str) -> atom::Text {
    atom::Text::plain(possible(words))
}

/// Without the characters that XML 1.0 has no way to write, such as a form feed.
fn possible(words: &str) -> String {
    let is_possible = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    words.chars().filter(is_possible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site { public_url: "https://rounds.example".into(), mail_domain: "post.example".into() }
    }

    #[test]
    fn a_feed_without_entries_is_one() {
        let about = About {
            key: "search/q=nurse%20%26%20co".into(),
            title: "“<Nurse> & co”\u{c}\u{fffe}".into(),
            subtitle: String::new(),
            feed: "/listings.atom?q=nurse+%26+co&place=leeds".into(),
            page: "/listings?q=nurse+%26+co&place=leeds".into(),
        };
        let never = Moment("2026-11-23T10:00:00".parse().unwrap());
        let xml = xml(&about, &[], never, &site());
        let read = feed_rs::parser::parse(xml.as_bytes()).unwrap();
        assert_eq!(read.id, "tag:post.example,2026:search/q=nurse%20%26%20co");
        assert_eq!(read.title.unwrap().content, "“<Nurse> & co”");
        assert_eq!(read.updated.unwrap().to_rfc3339(), "2026-11-23T10:00:00+00:00");
        assert!(read.entries.is_empty() && read.description.is_none());
        let own = read.links.iter().find(|link| link.rel.as_deref() == Some("self")).unwrap();
        assert_eq!(own.href, "https://rounds.example/listings.atom?q=nurse+%26+co&place=leeds");
    }
}
