//! What the pages of the search show.

mod around;
pub mod browse;
mod country;
mod filters;
mod parts;
pub mod told;

pub use around::Around;
pub use browse::{BrowsePage, BrowseProviders, BrowseTrade, FindPage};
pub use country::Country;
pub use filters::{FilterPage, options};
pub use parts::SortLink;

use crate::kit::text::{capital, thousands};
use crate::listings::Card;
use crate::search::criteria::{Criteria, Located, PER_PAGE, RADII, SORTS};
use crate::search::index::Sort;
use crate::search::results::{Results, drop_filters};
use crate::web::form::Choice;
use crate::web::page::{Link, Page};
use crate::web::pages::Pages;
use askama::Template;
use filters::{FilterView, OneOf, PayView, filter_views, one_ofs};

const SOMETHING_NEAR: &str = "The numbers say what you would find instead.";
const NOTHING_NEAR: &str = "Try other words, or fewer filters.";
const BY_PAY: &str = "The most that each listing pays, compared by the full-time year: 52 weeks of 37.5 hours, five days or ten sessions. Listings that name no pay come last.";

#[derive(Template)]
#[template(path = "search/results.html")]
pub struct ResultsPage {
    pub page: Page,
    pub heading: String,
    pub what: String,
    pub place: String,
    pub within: String,
    pub radii: Vec<Choice>,
    pub filters: Vec<FilterView>,
    pub one_ofs: Vec<OneOf>,
    pub pay: PayView,
    pub chosen: usize,
    pub chips: Vec<Link>,
    pub clear: String,
    pub sorts: Vec<SortLink>,
    /// How the order came about, where that needs a word.
    pub order: &'static str,
    pub cards: Vec<Card>,
    pub pages: Pages,
    pub kept: Vec<(&'static str, String)>,
    pub understood: Option<Understood>,
    pub corrected: Option<Corrected>,
    pub trouble: Option<PlaceTrouble>,
    pub alert_href: String,
    /// The alert that is to have this search.
    pub saving: Option<Saving>,
    /// Where the search form leads.
    pub home: String,
    pub instead: Vec<InsteadLine>,
    pub empty_words: &'static str,
    pub is_rebuilding: bool,
    /// What was typed for the pay when it is no amount.
    pub unread_pay: String,
}

/// "You are changing your alert …"
pub struct Saving {
    /// The alert's search as it was, in words and as an address.
    pub label: String,
    pub was: String,
    /// What it would be.
    pub search: String,
    pub action: String,
}

impl Saving {
    /// The alert's own page.
    pub fn cancel(&self) -> &str {
        self.action.strip_suffix("/search").unwrap_or(&self.action)
    }
}

/// "We read “physio” as Physiotherapist. Search for the words as typed instead."
pub struct Understood {
    /// Words, and what they were read as.
    pub parts: Vec<(String, String)>,
    pub as_typed_href: String,
}

/// "Showing results for radiographer. Search for radiograper instead."
pub struct Corrected {
    pub words: String,
    pub typed: String,
    pub as_typed_href: String,
}

/// The place is shared by several, not known, or not covered.
pub struct PlaceTrouble {
    pub words: String,
    pub links: Vec<Link>,
}

pub struct InsteadLine {
    pub href: String,
    pub change: String,
    pub total: String,
}

impl ResultsPage {
    pub fn new(page: Page, criteria: &Criteria, results: Results, is_rebuilding: bool) -> ResultsPage {
        let heading = heading(criteria, &results);
        ResultsPage {
            what: criteria.words.clone(),
            place: place_typed(criteria, &results.located),
            within: criteria.within.choice(),
            radii: radii(),
            filters: filter_views(criteria, &results.answer.counts, &results.providers),
            one_ofs: one_ofs(criteria, &results.answer.counts),
            pay: PayView::of(criteria, &results.answer.counts),
            chosen: criteria.filters(),
            chips: chips(criteria, &results),
            clear: cleared(criteria).href(),
            sorts: sorts(criteria, &results.located),
            order: if criteria.sort == Sort::HighestPay { BY_PAY } else { "" },
            pages: pages(criteria, &results),
            kept: kept(criteria),
            understood: understood(criteria),
            corrected: corrected(criteria, &results),
            trouble: trouble(criteria, &results.located),
            alert_href: alert_href(&shown(criteria, &results)),
            saving: None,
            home: criteria.home(),
            instead: results.instead.iter().map(InsteadLine::of).collect(),
            empty_words: if results.instead.is_empty() { NOTHING_NEAR } else { SOMETHING_NEAR },
            cards: results.cards,
            page: Page { title: heading.clone(), ..page },
            heading,
            is_rebuilding,
            unread_pay: String::new(),
        }
    }

    /// The same where the pay could not be read: it stays in its field, and the page says so.
    pub fn with_unread_pay(mut self, typed: String) -> Self {
        if !typed.is_empty() {
            self.pay.pounds.clone_from(&typed);
        }
        self.unread_pay = typed;
        self
    }
}

impl InsteadLine {
    fn of(instead: &crate::search::results::Instead) -> InsteadLine {
        InsteadLine {
            href: instead.criteria.href(),
            change: instead.change.clone(),
            total: thousands(instead.total),
        }
    }
}

/// "412 roles for “physio” within 10 miles of Leeds".
fn heading(criteria: &Criteria, results: &Results) -> String {
    let one = results.answer.total == 1;
    let noun = match (criteria.subject().as_str(), one) {
        ("Roles", true) => "role",
        ("Roles", false) => "roles",
        ("Training placements", true) => "training placement",
        ("Training placements", false) => "training placements",
        (_, true) => "listing",
        (_, false) => "listings",
    };
    let mut heading = match results.answer.total {
        0 => format!("No {noun}"),
        total => format!("{} {noun}", thousands(total)),
    };
    let words = results.answer.corrected.as_ref().map_or(&criteria.words, |correction| &correction.words);
    if !words.is_empty() {
        heading = format!("{heading} for “{words}”");
    }
    match criteria.place_words(&results.located) {
        Some(place) => format!("{heading} {place}"),
        None => heading,
    }
}

/// The place as its label once it is known, so that a key in an address reads well.
fn place_typed(criteria: &Criteria, located: &Located) -> String {
    match located {
        Located::At(place) => place.label.clone(),
        _ => criteria.place.clone(),
    }
}

fn radii() -> Vec<Choice> {
    let miles = RADII.into_iter().map(|miles| Choice::new(miles.to_string(), format!("{miles} miles")));
    miles.chain([Choice::new("any", "Any distance")]).collect()
}

fn sort_kept(criteria: &Criteria) -> String {
    let kept = SORTS.iter().find(|(sort, ..)| *sort == criteria.sort && *sort != Sort::Best);
    kept.map(|(_, code, _)| (*code).to_owned()).unwrap_or_default()
}

/// Without filters, and without a place that was read in the words.
fn cleared(criteria: &Criteria) -> Criteria {
    let cleared = criteria.with(drop_filters);
    if criteria.has_read_place() { cleared.anywhere() } else { cleared }
}

fn chips(criteria: &Criteria, results: &Results) -> Vec<Link> {
    let mut chips = Vec::new();
    let place = criteria.place_words(&results.located).filter(|_| criteria.has_read_place());
    chips.extend(place.map(|words| Link::to(criteria.anywhere().href(), capital(&words))));
    for filter in &crate::search::filters::FILTERS {
        for code in criteria.chosen.get(&filter.group).into_iter().flatten() {
            let label = results.providers.get(code).cloned().unwrap_or_else(|| filter.chip(code));
            chips.push(Link::to(criteria.without(filter.group, code).href(), label));
        }
    }
    let said = crate::search::criteria::said::posted_words;
    chips.extend(
        criteria.posted.map(|days| Link::to(criteria.with(|other| other.posted = None).href(), said(days))),
    );
    let said = crate::search::criteria::said::starts_words;
    chips.extend(
        criteria.starts.map(|days| Link::to(criteria.with(|other| other.starts = None).href(), said(days))),
    );
    let pay = criteria.pay.as_ref();
    chips.extend(pay.map(|pay| Link::to(criteria.with(|other| other.pay = None).href(), pay.words())));
    chips
}

/// Best match only with words, nearest only round a point.
fn sorts(criteria: &Criteria, located: &Located) -> Vec<SortLink> {
    let has_words = !criteria.words.is_empty();
    let has_point = located.place().is_some_and(|place| place.area.is_none());
    let offered = SORTS.iter().filter(|(sort, ..)| match sort {
        Sort::Best => has_words,
        Sort::Nearest => has_point,
        _ => true,
    });
    let offered = offered.map(|(sort, _, label)| {
        let current =
            criteria.sort == *sort || (*sort == Sort::Newest && criteria.sort == Sort::Best && !has_words);
        SortLink { href: criteria.with(|other| other.sort = *sort).href(), label, current }
    });
    offered.collect()
}

/// What the form sends along: the words of this page, so that only other words are read anew.
fn kept(criteria: &Criteria) -> Vec<(&'static str, String)> {
    let exact = if criteria.as_typed { "yes" } else { "" };
    let kept = [("sort", sort_kept(criteria)), ("exact", exact.into()), ("typed", criteria.typed.clone())];
    kept.into_iter()
        .chain([("read", criteria.words.clone())])
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

fn understood(criteria: &Criteria) -> Option<Understood> {
    let taken = criteria.readings();
    let parts = taken.iter().map(|taken| {
        let meant: Vec<String> = taken.meant.iter().map(|meant| meant.words()).collect();
        (taken.words.clone(), meant.join(", "))
    });
    let as_typed_href = criteria.as_typed_whole().href();
    (!taken.is_empty()).then(|| Understood { parts: parts.collect(), as_typed_href })
}

/// The search whose results are shown: with the words that were taken for those that were typed.
pub fn shown(criteria: &Criteria, results: &Results) -> Criteria {
    match &results.answer.corrected {
        Some(correction) => criteria.with(|other| other.words.clone_from(&correction.words)),
        None => criteria.clone(),
    }
}

fn corrected(criteria: &Criteria, results: &Results) -> Option<Corrected> {
    results.answer.corrected.as_ref().map(|correction| Corrected {
        words: correction.words.clone(),
        typed: criteria.words.clone(),
        as_typed_href: criteria.with(|other| other.as_typed = true).href(),
    })
}

/// What a search's place could not be read as.
pub fn trouble(criteria: &Criteria, located: &Located) -> Option<PlaceTrouble> {
    let typed = &criteria.place;
    let links = |places: &[crate::kit::places::Place]| -> Vec<Link> {
        let link = |place: &crate::kit::places::Place| {
            Link::to(criteria.with(|other| other.place = place.key.clone()).href(), place.label.clone())
        };
        places.iter().map(link).collect()
    };
    match located {
        Located::Nowhere | Located::At(_) => None,
        Located::Several(places) => {
            let first = places.first().map(|place| place.label.as_str()).unwrap_or_default();
            let words = format!("There is more than one {typed}. These are for {first}.");
            Some(PlaceTrouble { words, links: links(places.get(1..).unwrap_or_default()) })
        }
        Located::Unknown(near) if near.is_empty() => Some(PlaceTrouble {
            words: format!("We do not know a place called “{typed}”. Try a town, a postcode or a region. Until then, these are for the whole of the United Kingdom."),
            links: Vec::new(),
        }),
        Located::Unknown(near) => Some(PlaceTrouble {
            words: format!("We do not know a place called “{typed}”. Until you choose one, these are for the whole of the United Kingdom. Did you mean:"),
            links: links(near),
        }),
        Located::Outside => Some(PlaceTrouble {
            words: "We cannot measure distances in the Channel Islands and the Isle of Man yet. These are for the whole of the United Kingdom.".into(),
            links: Vec::new(),
        }),
    }
}

fn pages(criteria: &Criteria, results: &Results) -> Pages {
    let href = |page: i64| criteria.on_page(usize::try_from(page).unwrap_or(1)).href();
    Pages::new(criteria.page as i64, i64::from(results.answer.total), PER_PAGE as i64, href)
}

fn alert_href(criteria: &Criteria) -> String {
    match criteria.kept().address() {
        address if address.is_empty() => "/alerts/new".into(),
        address => format!("/alerts/new?{address}"),
    }
}
