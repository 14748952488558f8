//! What letters should say, reckoned slowly: every alert asks the ordinary search, and what each address was told is
//! remembered as it was told.

use rounds::alerts::{AlertId, Slot};
use rounds::kit::clock::Moment;
use rounds::listings::{Full, ListingId};
use rounds::search::index::{Document, Index, Query, Sort, Writer};
use rounds::search::words::Synonyms;
use rounds::search::{Criteria, Located};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

/// What a letter shows of each alert, and what it remembers.
const SHOWN: usize = 20;
const REMEMBERED: usize = 40;

/// An alert.
#[derive(Clone)]
pub struct Wish {
    pub id: AlertId,
    pub email: String,
    pub search: String,
    pub slot: Slot,
    /// The last news that it was told of, or that came before it.
    pub from: i64,
    pub is_on: bool,
}

/// News.
#[derive(Clone, Copy)]
pub struct News {
    pub listing: ListingId,
    pub changed: bool,
    pub seq: i64,
}

/// What a letter says: each listing and whether it is told again, and how its subject begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Expected {
    pub shown: Vec<(ListingId, bool)>,
    pub count: String,
}

#[derive(Debug)]
pub struct Queued {
    pub email: String,
    alerts: Vec<(AlertId, Vec<(ListingId, i64)>)>,
    more: usize,
}

pub struct Reference {
    pub listings: Vec<ListingId>,
    pub wishes: Vec<Wish>,
    /// The number of the newest.
    pub news: i64,
    pub queued: Vec<Queued>,
    pub told_again: usize,
    pub left_out: usize,
    heard: Vec<News>,
    touched: BTreeSet<ListingId>,
    live: HashMap<ListingId, Full>,
    told: HashMap<(String, ListingId), i64>,
    index: Index,
    writer: Writer,
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (alerts, news) = (self.wishes.len(), self.heard.len());
        let (again, out) = (self.told_again, self.left_out);
        write!(f, "{alerts} alerts, {news} news, {again} told again, {out} left out at the last moment")
    }
}

impl Reference {
    pub fn new() -> Reference {
        let index = Index::in_memory(Arc::new(Synonyms::delivered())).expect("an index");
        Reference {
            listings: Vec::new(),
            wishes: Vec::new(),
            news: 0,
            queued: Vec::new(),
            told_again: 0,
            left_out: 0,
            heard: Vec::new(),
            touched: BTreeSet::new(),
            live: HashMap::new(),
            told: HashMap::new(),
            writer: index.writer(1).expect("a writer"),
            index,
        }
    }

    pub fn add(&mut self, listing: ListingId) {
        self.listings.push(listing);
        self.touched.insert(listing);
    }

    pub fn touch(&mut self, listing: ListingId) {
        self.touched.insert(listing);
    }

    /// Those that may have changed since this was asked.
    pub fn changed(&mut self) -> BTreeSet<ListingId> {
        std::mem::take(&mut self.touched)
    }

    pub fn hears(&mut self, news: News) {
        self.heard.push(news);
    }

    pub fn sees(&mut self, documents: &[Document], fulls: &[Full], changed: &BTreeSet<ListingId>) {
        for listing in changed {
            self.writer.remove(listing.0);
            self.live.remove(listing);
        }
        for document in documents {
            self.writer.put(document).expect("a document");
        }
        self.live.extend(fulls.iter().map(|full| (full.listing.id, full.clone())));
        self.writer.now_whole();
        self.writer.commit("").expect("a commit");
    }

    fn finds(&self, search: &str, now: Moment) -> BTreeSet<ListingId> {
        let criteria = Criteria { as_typed: true, posted: None, page: 1, ..Criteria::read(search) };
        let located = criteria.locate();
        if matches!(located, Located::Unknown(_) | Located::Outside) {
            return BTreeSet::new();
        }
        let query = Query { take: 10_000, sort: Sort::Newest, uncounted: true, ..criteria.query(&located) };
        let answer = self.index.search(&query, now.0).expect("an answer");
        answer.hits.iter().map(|hit| ListingId(hit.listing)).collect()
    }

    fn live(&self, listing: &ListingId, now: Moment) -> Option<&Full> {
        self.live.get(listing).filter(|full| full.listing.is_live(now))
    }

    fn place(&self, listing: ListingId, now: Moment) -> impl Ord + use<> {
        let full = self.live(&listing, now).expect("it is live");
        let days = (full.listing.closes_on.expect("a day") - now.london_day()).num_days();
        let closes = full.listing.closes_at.filter(|_| days <= 7);
        (
            closes.is_none(),
            closes.map(|at| at.0),
            Reverse(full.listing.published_at.map(|at| at.0)),
            Reverse(listing),
        )
    }

    /// A run of a slot, up to this news: a letter for each address that has anything.
    pub fn runs(&mut self, slot: Slot, to: i64, now: Moment) {
        let mut letters: BTreeMap<String, Queued> = BTreeMap::new();
        let mut answers: HashMap<String, BTreeSet<ListingId>> = HashMap::new();
        let mut all: HashMap<String, BTreeSet<ListingId>> = HashMap::new();
        let mut wishes = std::mem::take(&mut self.wishes);
        wishes.sort_by_key(|wish| wish.id);
        for wish in wishes.iter_mut().filter(|wish| wish.is_on && wish.slot == slot) {
            let found = answers.entry(wish.search.clone()).or_insert_with(|| self.finds(&wish.search, now));
            let mut told: BTreeMap<ListingId, i64> = BTreeMap::new();
            for news in self.heard.iter().filter(|news| news.seq > wish.from && news.seq <= to) {
                if found.contains(&news.listing) && self.live(&news.listing, now).is_some() {
                    told.insert(news.listing, news.seq);
                }
            }
            wish.from = wish.from.max(to);
            if told.is_empty() {
                continue;
            }
            let mut told: Vec<(ListingId, i64)> = told.into_iter().collect();
            told.sort_by_cached_key(|(listing, _)| self.place(*listing, now));
            let letter = letters.entry(wish.email.clone()).or_insert_with(|| Queued {
                email: wish.email.clone(),
                alerts: Vec::new(),
                more: 0,
            });
            all.entry(wish.email.clone()).or_default().extend(told.iter().map(|(listing, _)| *listing));
            told.truncate(REMEMBERED);
            letter.alerts.push((wish.id, told));
        }
        for (email, letter) in &mut letters {
            let kept: BTreeSet<ListingId> =
                letter.alerts.iter().flat_map(|(_, told)| told).map(|(listing, _)| *listing).collect();
            letter.more = all.get(email).map_or(0, |all| all.len() - kept.len());
        }
        self.wishes = wishes;
        self.queued.extend(letters.into_values());
    }

    /// What a letter says now; nothing when there is nothing left to say, and then nothing was told.
    pub fn writes(&mut self, queued: &Queued, now: Moment) -> Option<Expected> {
        let mut matters: BTreeMap<ListingId, i64> = BTreeMap::new();
        for (alert, told) in &queued.alerts {
            let wish = self.wishes.iter().find(|wish| wish.id == *alert && wish.is_on);
            let Some(wish) = wish else { continue };
            let fits = self.finds(&wish.search, now);
            for (listing, seq) in told {
                if !fits.contains(listing) || self.live(listing, now).is_none() {
                    self.left_out += 1;
                    continue;
                }
                let newest = matters.entry(*listing).or_insert(*seq);
                *newest = (*newest).max(*seq);
            }
        }
        let mut shown: Vec<(ListingId, bool)> = Vec::new();
        for (listing, seq) in matters.clone() {
            let told = self.told.get(&(queued.email.clone(), listing)).copied();
            let since = |told: i64| {
                self.heard
                    .iter()
                    .any(|news| news.listing == listing && news.changed && news.seq > told && news.seq <= seq)
            };
            match told {
                None => shown.push((listing, false)),
                Some(told) if since(told) => shown.push((listing, true)),
                Some(_) => self.left_out += 1,
            }
        }
        if shown.is_empty() {
            return None;
        }
        shown.sort_by_cached_key(|(listing, _)| self.place(*listing, now));
        let changed = shown.iter().filter(|(_, changed)| *changed).count();
        self.told_again += changed;
        let count = match (shown.len() - changed + queued.more, changed) {
            (new, 0) => format!("{new} new"),
            (0, changed) => format!("{changed} changed"),
            (new, changed) => format!("{new} new and {changed} changed"),
        };
        shown.truncate(SHOWN);
        // What the letter leaves out, or only counts, it has not told.
        for (listing, _) in &shown {
            let seq = matters.get(listing).copied().unwrap_or_default();
            let told = self.told.entry((queued.email.clone(), *listing)).or_insert(seq);
            *told = (*told).max(seq);
        }
        Some(Expected { shown, count })
    }
}
