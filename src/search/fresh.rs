//! New listings against the searches that people saved, a million of them in seconds: a small index of the new listings
//! only, each clause (words, a filter's value, a place) put to it once and kept as a set, and each search the sets that
//! it asks for. Searches that are written alike are answered once.

mod parts;
#[cfg(test)]
mod tests;

use crate::kit::clock::Moment;
use crate::kit::places::Place;
use crate::listings::ListingId;
use crate::search::criteria::{Located, Within, annual};
use crate::search::index::bitmap::{self, Bitmap};
use crate::search::index::{Circle, Clauses, Document, Group, Index};
use crate::search::words::Synonyms;
use parts::Part;
use std::collections::HashMap;
use std::sync::Arc;
use url::form_urlencoded;

/// Fewer than so many are asked one by one whether they are inside a circle.
const FEW: u32 = 200;
/// More than so many found are kept as bits.
const MOST_LISTED: usize = 128;
/// What may be kept of clauses, and as much again of answers; beyond it all is forgotten and found anew.
const MOST_BYTES: usize = 96 << 20;
/// What a kept answer costs besides its own bytes: its search, its place in the table.
const OVERHEAD: usize = 160;

/// A small index of new listings, and what is known already of the searches put to it.
pub struct Fresh {
    clauses: Clauses,
    open: Bitmap,
    pairs: HashMap<Box<str>, Part>,
    sets: Vec<Bitmap>,
    spots: Vec<Spot>,
    circles: HashMap<(usize, u16), usize>,
    pays: HashMap<u32, usize>,
    found: HashMap<Box<str>, Found>,
    /// Bytes of clauses and of answers.
    bytes: (usize, usize),
    answered: u64,
}

/// Where a search looks.
enum Spot {
    Everywhere,
    /// The place is not known, or not in the country. The page of such a search says so and finds everywhere; a letter
    /// cannot say it, and finds nothing.
    Nowhere,
    Inside(usize),
    Round(f64, f64),
}

/// What a search finds, by the numbers of the documents.
#[derive(Clone, Debug)]
pub enum Found {
    Few(Arc<[u32]>),
    Many(Arc<[u64]>),
}

/// The clauses of one search, by the numbers of their sets.
#[derive(Default)]
struct Asked {
    words: Option<usize>,
    starts: Option<usize>,
    spot: Option<usize>,
    within: Within,
    pounds: Option<u32>,
    /// How many of the period go into a year.
    times: Option<i64>,
    codes: Vec<(Group, usize)>,
}

impl Fresh {
    /// `None` when there is nothing new. At `now` nothing that has closed is found.
    pub fn of(synonyms: Arc<Synonyms>, documents: &[Document], now: Moment) -> anyhow::Result<Option<Fresh>> {
        if documents.is_empty() {
            return Ok(None);
        }
        Ok(Some(Fresh::over(&index_of(synonyms, documents)?, now)))
    }

    fn over(index: &Index, now: Moment) -> Fresh {
        let clauses = index.clauses(now.0);
        Fresh {
            open: clauses.open(),
            clauses,
            pairs: HashMap::new(),
            sets: Vec::new(),
            spots: Vec::new(),
            circles: HashMap::new(),
            pays: HashMap::new(),
            found: HashMap::new(),
            bytes: (0, 0),
            answered: 0,
        }
    }

    /// How many documents there are; they have numbers from nought.
    pub fn most(&self) -> u32 {
        self.clauses.most()
    }

    pub fn listing(&self, document: u32) -> ListingId {
        ListingId(self.clauses.listing(document))
    }

    /// How many searches were answered that had not been put before.
    pub fn answered(&self) -> u64 {
        self.answered
    }

    /// What a search finds, which is given as its address keeps it. When its listings were posted, and in which order it
    /// wants them, is nothing to new ones; and a word that none of them has is not misspelt for that.
    pub fn find(&mut self, search: &str) -> anyhow::Result<Found> {
        if let Some(found) = self.found.get(search) {
            return Ok(found.clone());
        }
        self.make_room();
        let asked = self.read(search)?;
        let found = self.gather(&asked)?;
        self.answered += 1;
        self.bytes.1 += found.bytes() + search.len() + OVERHEAD;
        self.found.insert(search.into(), found.clone());
        Ok(found)
    }

    fn make_room(&mut self) {
        if self.bytes.0 > MOST_BYTES {
            self.pairs.clear();
            (self.sets, self.spots) = (Vec::new(), Vec::new());
            self.circles.clear();
            self.pays.clear();
            self.bytes.0 = 0;
        }
        if self.bytes.1 > MOST_BYTES {
            self.found.clear();
            self.bytes.1 = 0;
        }
    }

    fn keep(&mut self, set: Bitmap) -> usize {
        self.bytes.0 += size_of_val(set.as_slice()) + OVERHEAD;
        self.sets.push(set);
        self.sets.len() - 1
    }

    fn gather(&mut self, asked: &Asked) -> anyhow::Result<Found> {
        let mut left = self.open.clone();
        for set in asked.words.iter().chain(&asked.starts).filter_map(|number| self.sets.get(*number)) {
            bitmap::and(&mut left, set);
        }
        self.leave_chosen(&mut left, asked);
        let a_year = asked.pounds.and_then(|pounds| annual(i64::from(pounds), "year"));
        let a_year = a_year.and_then(|pounds| pounds.checked_mul(asked.times.unwrap_or(1)));
        if let Some(pounds) = a_year.and_then(|pounds| u32::try_from(pounds).ok()) {
            let number = self.paying(pounds);
            bitmap::and(&mut left, self.set(number));
        }
        self.leave_inside(&mut left, asked);
        Ok(Found::of(left))
    }

    /// Of each group, what has any of its values.
    fn leave_chosen(&self, left: &mut [u64], asked: &Asked) {
        let mut codes = asked.codes.clone();
        codes.sort_unstable();
        for group in codes.chunk_by(|(one, _), (other, _)| one == other) {
            if let [(_, only)] = group {
                bitmap::and(left, self.set(*only));
                continue;
            }
            let mut any = bitmap::none(self.clauses.most());
            group.iter().for_each(|(_, number)| bitmap::or(&mut any, self.set(*number)));
            bitmap::and(left, &any);
        }
    }

    fn leave_inside(&mut self, left: &mut [u64], asked: &Asked) {
        let Some((number, spot)) = asked.spot.and_then(|number| Some((number, self.spots.get(number)?)))
        else {
            return;
        };
        let (lat, lon) = match spot {
            Spot::Everywhere => return,
            Spot::Nowhere => return left.fill(0),
            Spot::Inside(area) => return bitmap::and(left, self.set(*area)),
            Spot::Round(lat, lon) => (*lat, *lon),
        };
        let Some(miles) = asked.within.miles() else { return };
        let (circle, many) = (Circle::new(lat, lon, f64::from(miles)), bitmap::count(left));
        if many > FEW {
            let known = self.circles.get(&(number, miles)).copied();
            let known = known.unwrap_or_else(|| {
                let set = self.clauses.round(&circle);
                let kept = self.keep(set);
                self.circles.insert((number, miles), kept);
                kept
            });
            return bitmap::and(left, self.set(known));
        }
        let mut documents = Vec::with_capacity(many as usize);
        bitmap::for_each(left, |document| documents.push(document));
        for document in documents {
            if !self.clauses.is_inside(document, &circle) {
                bitmap::clear(left, document);
            }
        }
    }

    fn set(&self, number: usize) -> &[u64] {
        self.sets.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    fn paying(&mut self, pounds: u32) -> usize {
        if let Some(known) = self.pays.get(&pounds) {
            return *known;
        }
        let set = self.clauses.paying_from(pounds);
        let kept = self.keep(set);
        self.pays.insert(pounds, kept);
        kept
    }

    /// The sets of a search's clauses, pair by pair of its address.
    fn read(&mut self, search: &str) -> anyhow::Result<Asked> {
        let mut asked = Asked::default();
        let pairs = search.split('&').filter(|pair| !pair.is_empty());
        for pair in pairs.take(crate::search::criteria::MOST_PAIRS) {
            let known = self.pairs.get(pair).copied();
            match known.map_or_else(|| self.learn(pair), Ok)? {
                Part::Nothing => {}
                Part::Words(words) => asked.words = words,
                Part::Place(spot) => asked.spot = Some(spot),
                Part::Within(within) => asked.within = within,
                Part::Starts(starts) => asked.starts = starts,
                Part::Pay(pounds) => asked.pounds = pounds,
                Part::Per(times) => asked.times = Some(times),
                Part::Code(group, set) if !asked.codes.contains(&(group, set)) => {
                    asked.codes.push((group, set));
                }
                Part::Code(..) => {}
            }
        }
        Ok(asked)
    }

    fn spot(&mut self, located: &Located) -> anyhow::Result<usize> {
        let spot = match (located, located.place()) {
            (Located::Nowhere, _) => Spot::Everywhere,
            (_, Some(Place { area: Some(area), .. })) => {
                let set = self.clauses.inside(area)?;
                Spot::Inside(self.keep(set))
            }
            (_, Some(place)) => Spot::Round(place.lat, place.lon),
            (_, None) => Spot::Nowhere,
        };
        self.spots.push(spot);
        Ok(self.spots.len() - 1)
    }
}

impl Found {
    fn of(bits: Bitmap) -> Found {
        let mut documents = Vec::new();
        bitmap::for_each(&bits, |document| documents.push(document));
        match documents.len() > MOST_LISTED.max(bits.len()) {
            true => Found::Many(bits.into()),
            false => Found::Few(documents.into()),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Found::Few(documents) => size_of_val(&**documents),
            Found::Many(bits) => size_of_val(&**bits),
        }
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Found::Few(documents) if documents.is_empty())
    }

    /// In the order of their numbers.
    pub fn for_each(&self, each: impl FnMut(u32)) {
        match self {
            Found::Few(documents) => documents.iter().copied().for_each(each),
            Found::Many(bits) => bitmap::for_each(bits, each),
        }
    }
}

fn index_of(synonyms: Arc<Synonyms>, documents: &[Document]) -> anyhow::Result<Index> {
    let index = Index::in_memory(synonyms)?;
    let mut writer = index.writer(1)?;
    for document in documents {
        writer.add(document)?;
    }
    writer.now_whole();
    writer.commit("")?;
    Ok(index)
}

/// The first name and value of a pair of an address.
fn named(pair: &str) -> Option<(String, String)> {
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
}
