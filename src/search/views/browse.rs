//! The pages for looking around: by profession, by specialty, by place, by provider, by name.

use super::country::{Country, Pin};
use crate::kit::text;
use crate::kit::text::thousands;
use crate::listings::Card;
use crate::search::filters::filter_of;
use crate::search::index::{Counts, Group};
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;
use askama::Template;

/// Everything there is, by profession, specialty and place.
#[derive(Template)]
#[template(path = "search/browse.html")]
pub struct BrowsePage {
    pub page: Page,
    pub lead: String,
    pub country: Country,
    /// How many have something open.
    pub providers: String,
    pub sections: Vec<Section>,
}

/// One profession, one specialty, one place, or one profession in one place.
#[derive(Template)]
#[template(path = "search/browse_trade.html")]
pub struct BrowseTrade {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub lead: String,
    /// What is known of these listings, a paragraph each.
    pub told: Vec<String>,
    pub all_href: String,
    pub alert_href: String,
    pub is_empty: bool,
    pub sections: Vec<Section>,
    pub cards: Vec<Card>,
    /// Where it is; only places have one.
    pub pin: Option<Pin>,
}

/// Every provider with something open.
#[derive(Template)]
#[template(path = "search/browse_providers.html")]
pub struct BrowseProviders {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub lead: String,
    pub lines: Vec<Line>,
    pub pages: Pages,
}

/// What has a name that begins as somebody typed.
#[derive(Template)]
#[template(path = "search/browse_find.html")]
pub struct FindPage {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub typed: String,
    pub found: Vec<Named>,
}

pub struct Named {
    pub href: String,
    pub label: String,
    /// "Profession"
    pub kind: &'static str,
}

pub struct Section {
    pub id: &'static str,
    pub title: String,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub href: String,
    pub label: String,
    pub count: String,
}

impl Line {
    pub fn new(href: impl Into<String>, label: impl Into<String>, count: u32) -> Line {
        Line { href: href.into(), label: label.into(), count: thousands(count) }
    }
}

impl Section {
    /// The values of a group that any listing has, in the order of their list.
    pub fn of(
        id: &'static str,
        title: impl Into<String>,
        counts: &Counts,
        group: Group,
        href: impl Fn(&str) -> String,
    ) -> Section {
        Section::some_of(id, title, counts, group, |_| true, href)
    }

    /// The same, of the values that are wanted.
    pub fn some_of(
        id: &'static str,
        title: impl Into<String>,
        counts: &Counts,
        group: Group,
        wanted: impl Fn(&str) -> bool,
        href: impl Fn(&str) -> String,
    ) -> Section {
        let choices = filter_of(group).map(|filter| filter.choices()).unwrap_or_default();
        let lines = choices.iter().filter(|choice| wanted(choice.code));
        let lines = lines.map(|choice| (choice, counts.of(group, choice.code)));
        let lines = lines
            .filter(|(_, count)| *count > 0)
            .map(|(choice, count)| Line::new(href(choice.code), choice.label, count));
        Section { id, title: title.into(), lines: lines.collect() }
    }

    /// Without the line that leads to this page itself.
    pub fn without(mut self, href: &str) -> Section {
        self.lines.retain(|line| line.href != href);
        self
    }
}

/// As much as search engines show.
pub fn first_words(said: &str) -> String {
    text::excerpt(said, 155)
}
