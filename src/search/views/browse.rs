//! The pages for looking around: by profession, by place.

use crate::listings::Card;
use crate::search::filters::filter_of;
use crate::search::index::{Counts, Group};
use crate::web::page::{Link, Page};
use askama::Template;

/// Everything there is, by profession, specialty and place.
#[derive(Template)]
#[template(path = "search/browse.html")]
pub struct BrowsePage {
    pub page: Page,
    pub lead: String,
    pub sections: Vec<Section>,
}

/// One profession or one region.
#[derive(Template)]
#[template(path = "search/browse_trade.html")]
pub struct BrowseTrade {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub lead: String,
    pub all_href: String,
    pub alert_href: String,
    pub sections: Vec<Section>,
    pub cards: Vec<Card>,
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

impl Section {
    /// The values of a group that any listing has, in the order of their list.
    pub fn of(
        id: &'static str,
        title: impl Into<String>,
        counts: &Counts,
        group: Group,
        href: impl Fn(&str) -> String,
    ) -> Section {
        let choices = filter_of(group).map(|filter| filter.choices()).unwrap_or_default();
        let lines = choices.iter().map(|choice| (choice, counts.of(group, choice.code)));
        let lines = lines.filter(|(_, count)| *count > 0).map(|(choice, count)| Line {
            href: href(choice.code),
            label: choice.label.to_owned(),
            count: super::parts::thousands(count),
        });
        Section { id, title: title.into(), lines: lines.collect() }
    }
}
