//! What a person searches for: read from an address, written as one address only, and said in words.

mod pay;
mod place;
pub mod said;
#[cfg(test)]
mod tests;

pub use pay::{MOST_PAY, PayFloor, annual};
pub use place::{Located, RADII, Within};

use crate::kit::places::{self, Place};
use crate::search::filters::{FILTERS, filter};
use crate::search::index::{Group, POSTED_WITHIN, Query, STARTS_WITHIN, Sort, Where};
use std::collections::{BTreeMap, BTreeSet};
use url::form_urlencoded;

pub const PER_PAGE: usize = 20;
/// In characters.
const LONGEST_WORDS: usize = 200;
const LONGEST_PLACE: usize = 60;
pub(super) const MOST_PAIRS: usize = 300;
const DEEPEST_PAGE: usize = 50_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    pub words: String,
    /// All that was typed, where some of it was read as filters or as a place and is not among `words` any more.
    pub typed: String,
    /// The words were read before: they are not read again until they change, so that what is unticked stays so.
    pub is_read: bool,
    /// Search for the words as they stand, misspelt or not, and read nothing in them.
    pub as_typed: bool,
    /// As typed, or the key of a place.
    pub place: String,
    pub within: Within,
    pub chosen: BTreeMap<Group, BTreeSet<String>>,
    /// In the last so many days.
    pub posted: Option<u16>,
    /// In so many days from now.
    pub starts: Option<u16>,
    pub pay: Option<PayFloor>,
    pub sort: Sort,
    /// From 1.
    pub page: usize,
    /// The key of an alert that is to have this search; its pages lie with the alert.
    pub changing: Option<String>,
}

impl Criteria {
    /// Reads the query of an address. What makes no sense is passed over, so that any address is a search.
    pub fn read(query: &str) -> Criteria {
        let mut criteria = Criteria { page: 1, ..Criteria::default() };
        let (mut pounds, mut per, mut words_of_page) = (None, "year".to_owned(), None);
        for (name, value) in form_urlencoded::parse(query.as_bytes()).take(MOST_PAIRS) {
            let value = value.trim();
            match &*name {
                "q" | "what" => criteria.words = line(value, LONGEST_WORDS),
                "place" | "where" => criteria.place = line(value, LONGEST_PLACE),
                "typed" => criteria.typed = line(value, LONGEST_WORDS),
                "read" => words_of_page = Some(line(value, LONGEST_WORDS)),
                "exact" => criteria.as_typed = value == "yes",
                "within" => criteria.within = Within::read(value),
                "posted" => criteria.posted = one_of(value, &POSTED_WITHIN),
                "starts" => criteria.starts = one_of(value, &STARTS_WITHIN),
                "pay" => pounds = pay::amount(value),
                "per" if annual(1, value).is_some() => value.clone_into(&mut per),
                "sort" => criteria.sort = sort(value),
                "alert" => criteria.changing = Some(key(value)).filter(|key| !key.is_empty()),
                "page" => criteria.page = value.parse().unwrap_or(1).clamp(1, DEEPEST_PAGE),
                other => criteria.choose(other, value),
            }
        }
        criteria.pay = pounds.map(|pounds| PayFloor { pounds, per });
        if criteria.place.is_empty() {
            criteria.within = Within::Usual;
        }
        criteria.notice_new_words(words_of_page);
        criteria
    }

    /// A form says which words its page was for: other words are a new wish.
    fn notice_new_words(&mut self, words_of_page: Option<String>) {
        let same = words_of_page.as_ref().is_none_or(|words| *words == self.words);
        self.is_read = same && (words_of_page.is_some() || !self.typed.is_empty());
        self.as_typed &= same && !self.words.is_empty();
        if !same {
            self.typed.clear();
        }
    }

    fn choose(&mut self, name: &str, code: &str) {
        if let Some(filter) = filter(name).filter(|filter| filter.accepts(code)) {
            self.chosen.entry(filter.group).or_default().insert(code.to_owned());
        }
    }

    /// The one query for this search, without its page: equal searches have equal addresses.
    pub fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut add = |name: &str, value: &str| {
            query.append_pair(name, value);
        };
        if !self.words.is_empty() {
            add("q", &self.words);
            if self.as_typed {
                add("exact", "yes");
            }
        }
        if !self.place.is_empty() {
            add("place", &self.place);
            if let Some(within) = self.within.code() {
                add("within", &within);
            }
        }
        for filter in &FILTERS {
            for code in self.chosen.get(&filter.group).into_iter().flatten() {
                add(filter.name, code);
            }
        }
        self.posted.inspect(|days| add("posted", &days.to_string()));
        self.starts.inspect(|days| add("starts", &days.to_string()));
        if let Some(pay) = &self.pay {
            add("pay", &pay.pounds.to_string());
            add("per", &pay.per);
        }
        if self.sort != Sort::Best {
            add("sort", sort_code(self.sort));
        }
        if !self.typed.is_empty() {
            add("typed", &self.typed);
        }
        query.finish()
    }

    /// Where its page is.
    pub fn href(&self) -> String {
        let (place, address, page) = (self.home(), self.address(), self.page.max(1));
        match (address.is_empty(), page) {
            (true, 1) => place,
            (true, page) => format!("{place}?page={page}"),
            (false, 1) => format!("{place}?{address}"),
            (false, page) => format!("{place}?{address}&page={page}"),
        }
    }

    /// Where searches of its kind are: where everybody searches, or with the alert that it is for.
    pub fn home(&self) -> String {
        match &self.changing {
            None => "/listings".into(),
            Some(key) => format!("/alerts/manage/{key}/search"),
        }
    }

    /// The query for another page of the same search, which leads back.
    pub fn carried(&self) -> String {
        match &self.changing {
            None => self.address(),
            Some(key) => format!("{}&alert={key}", self.address()).trim_start_matches('&').into(),
        }
    }

    /// Where its feed is: the same for each of its pages and orders.
    pub fn feed_href(&self) -> String {
        match self.in_any_order().address() {
            address if address.is_empty() => "/listings.atom".into(),
            address => format!("/listings.atom?{address}"),
        }
    }

    /// The same search from its first page, in the usual order.
    pub fn in_any_order(&self) -> Criteria {
        self.with(|other| other.sort = Sort::Best)
    }

    pub fn on_page(&self, page: usize) -> Criteria {
        Criteria { page, ..self.clone() }
    }

    /// The same search with something else changed, from its first page.
    pub fn with(&self, change: impl FnOnce(&mut Criteria)) -> Criteria {
        let mut other = self.on_page(1);
        change(&mut other);
        other
    }

    /// The same search without what was typed for it: equal results have one address to be found and kept under.
    pub fn plain(&self) -> Criteria {
        let mut other = self.clone();
        other.typed.clear();
        other.changing = None;
        other
    }

    /// What an alert keeps of it: neither its order nor its page.
    pub fn kept(&self) -> Criteria {
        Criteria { sort: Sort::Best, page: 1, ..self.plain() }
    }

    /// Whether its address is read as what it is: an address has room for so many choices, and says no amount of any size.
    pub fn can_be_kept(&self) -> bool {
        let kept = Criteria { is_read: false, ..self.kept() };
        Criteria::read(&kept.address()) == kept
    }

    pub fn anywhere(&self) -> Criteria {
        self.with(|other| {
            other.place.clear();
            other.within = Within::Usual;
        })
    }

    pub fn has(&self, group: Group, code: &str) -> bool {
        self.chosen.get(&group).is_some_and(|codes| codes.contains(code))
    }

    pub fn without(&self, group: Group, code: &str) -> Criteria {
        self.with(|criteria| {
            if let Some(codes) = criteria.chosen.get_mut(&group) {
                codes.remove(code);
                if codes.is_empty() {
                    criteria.chosen.remove(&group);
                }
            }
        })
    }

    /// How many filters hold.
    pub fn filters(&self) -> usize {
        let codes: usize = self.chosen.values().map(BTreeSet::len).sum();
        let others = [self.posted.is_some(), self.starts.is_some(), self.pay.is_some()];
        codes + others.iter().filter(|holds| **holds).count()
    }

    pub fn locate(&self) -> Located {
        if self.place.is_empty() {
            return Located::Nowhere;
        }
        match places::find(&self.place) {
            places::Found::One(place) => Located::At(place),
            places::Found::Several(places) => Located::Several(places),
            places::Found::Near(places) => Located::Unknown(places),
            places::Found::Nothing => Located::Unknown(Vec::new()),
            places::Found::Outside => Located::Outside,
        }
    }

    /// What to ask of the index, for one page.
    pub fn query(&self, located: &Located) -> Query {
        Query {
            words: self.words.clone(),
            as_typed: self.as_typed,
            place: located.place().map(|place| self.round(place)),
            chosen: self.chosen.clone(),
            posted_within: self.posted,
            starts_within: self.starts,
            pays_from: self.pay.as_ref().and_then(PayFloor::a_year),
            sort: self.sort,
            skip: (self.page.max(1) - 1) * PER_PAGE,
            take: PER_PAGE,
            uncounted: false,
            every_provider: false,
        }
    }

    fn round(&self, place: &Place) -> Where {
        match &place.area {
            Some(area) => Where::Inside(area.clone()),
            None => {
                Where::Round { lat: place.lat, lon: place.lon, miles: self.within.miles().map(f64::from) }
            }
        }
    }
}

pub const SORTS: [(Sort, &str, &str); 5] = [
    (Sort::Best, "best", "Best match"),
    (Sort::Newest, "newest", "Newest"),
    (Sort::ClosingSoonest, "closing", "Closing soonest"),
    (Sort::Nearest, "nearest", "Nearest"),
    (Sort::HighestPay, "pay", "Highest pay"),
];

fn sort(code: &str) -> Sort {
    SORTS.iter().find(|(_, other, _)| *other == code).map_or(Sort::Best, |(sort, ..)| *sort)
}

fn sort_code(sort: Sort) -> &'static str {
    SORTS.iter().find(|(other, ..)| *other == sort).map_or("best", |(_, code, _)| code)
}

fn line(typed: &str, longest: usize) -> String {
    let cut: String = typed.chars().take(longest * 2).collect();
    crate::kit::text::line(&cut).chars().take(longest).collect::<String>().trim().to_owned()
}

/// Only what can stand in an address as it is.
fn key(typed: &str) -> String {
    typed.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(100).collect()
}

fn one_of(typed: &str, offered: &[u16]) -> Option<u16> {
    typed.parse().ok().filter(|days| offered.contains(days))
}
