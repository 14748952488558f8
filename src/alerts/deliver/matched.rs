//! What is news in a run, and to whom of the people that the run comes to.

use std::collections::{HashMap, HashSet};

use super::run::{MOST_NEWS, read};
use super::store::{self, Asking, SlotRow};
use crate::alerts::model::Slot;
use crate::alerts::payload::{Payload, Told, fingerprint};
use crate::app::App;
use crate::kit::clock::Moment;
use crate::listings::ListingId;
use crate::listings::model::CLOSES_SOON_DAYS;
use crate::search::index::Document;
use crate::search::{self, Found, Fresh};

/// Listings that a letter remembers of each alert: it shows fewer, and says how many more there are.
const MOST_KEPT: usize = 40;
/// Listings read from the database at once.
const READ_AT_ONCE: usize = 500;

/// The news of a run, ready to be asked.
pub(super) struct News {
    fresh: Fresh,
    /// By document: its listing, the number of its newest news, and its place in a letter.
    documents: Vec<(ListingId, i64, u32)>,
}

impl News {
    /// `None` when there is nothing to tell.
    pub(super) fn read(app: &App, slot: Slot, row: &SlotRow) -> anyhow::Result<Option<News>> {
        let first = read(app, |conn| store::first_beginning(conn, slot))?.unwrap_or(row.told_to);
        let after = first.min(row.told_to).max(row.running_to - 2 * MOST_NEWS);
        let news = read(app, |conn| store::news_between(conn, after, row.running_to))?;
        let (now, mut documents): (Moment, Vec<Document>) = (app.clock.now(), Vec::new());
        let ids: Vec<ListingId> = news.iter().map(|(listing, _)| *listing).collect();
        for some in ids.chunks(READ_AT_ONCE) {
            documents.extend(read(app, |conn| search::documents(conn, some, now))?);
        }
        let Some(fresh) = Fresh::of(app.search.index().synonyms(), &documents, now)? else { return Ok(None) };
        let seqs: HashMap<ListingId, i64> = news.into_iter().collect();
        let places: HashMap<ListingId, u32> = in_order(documents, now).into_iter().zip(0..).collect();
        let documents = (0..fresh.most()).map(|document| {
            let listing = fresh.listing(document);
            let (seq, place) = (seqs.get(&listing), places.get(&listing));
            (listing, seq.copied().unwrap_or(0), place.copied().unwrap_or(u32::MAX))
        });
        Ok(Some(News { documents: documents.collect(), fresh }))
    }

    /// How many searches were answered; others were written alike.
    pub(super) fn answered(&self) -> u64 {
        self.fresh.answered()
    }

    /// `None` when there is nothing for any of a person's alerts.
    pub(super) fn for_person(&mut self, row: &SlotRow, person: &[Asking]) -> anyhow::Result<Option<Payload>> {
        let mut payload = Payload::default();
        for asking in person {
            let after = asking.from_news.unwrap_or(row.told_to);
            if after >= row.running_to {
                continue;
            }
            let found = self.fresh.find(&asking.search)?;
            let (told, more) = self.told(&found, after);
            if !told.is_empty() {
                payload.alerts.push(Told(asking.id, told));
                payload.searches.push(fingerprint(&asking.search));
                payload.more += more;
            }
        }
        if payload.alerts.len() > 1 && payload.more > 0 {
            payload.more = self.more(row, person, &payload)?;
        }
        Ok((!payload.alerts.is_empty()).then_some(payload))
    }

    /// How many listings of a person's alerts are not among those that the letter remembers, each counted once.
    fn more(&mut self, row: &SlotRow, person: &[Asking], payload: &Payload) -> anyhow::Result<usize> {
        let mut all: HashSet<u32> = HashSet::new();
        for asking in person {
            let (after, found) = (asking.from_news.unwrap_or(row.told_to), self.fresh.find(&asking.search)?);
            found.for_each(|document| {
                let new = self.documents.get(document as usize).is_some_and(|(_, seq, _)| *seq > after);
                all.extend(new.then_some(document));
            });
        }
        let kept = payload.alerts.iter().flat_map(|Told(_, told)| told).map(|(listing, _)| *listing);
        let kept: HashSet<ListingId> = kept.collect();
        Ok(all.len().saturating_sub(kept.len()))
    }

    /// What is found and is news after a number, the first of them in the order of letters, and how many more there are.
    fn told(&self, found: &Found, after: i64) -> (Vec<(ListingId, i64)>, usize) {
        let mut told: Vec<(ListingId, i64, u32)> = Vec::new();
        found.for_each(|document| {
            let new = self.documents.get(document as usize).filter(|(_, seq, _)| *seq > after);
            told.extend(new);
        });
        let all = told.len();
        if all > MOST_KEPT {
            told.select_nth_unstable_by_key(MOST_KEPT, |(_, _, place)| *place);
            told.truncate(MOST_KEPT);
        }
        told.sort_unstable_by_key(|(_, _, place)| *place);
        (told.into_iter().map(|(listing, seq, _)| (listing, seq)).collect(), all.saturating_sub(MOST_KEPT))
    }
}

/// What closes within days first, the soonest before the others; then the newest.
fn in_order(mut documents: Vec<Document>, now: Moment) -> Vec<ListingId> {
    let soon = Moment(now.0 + chrono::Duration::days(CLOSES_SOON_DAYS + 1)).london_day();
    documents.sort_by_key(|document| {
        let closes = document.closes_at.filter(|closes| Moment(*closes).london_day() < soon);
        let closes = closes.unwrap_or(chrono::NaiveDateTime::MAX);
        (closes, std::cmp::Reverse(document.posted_at), std::cmp::Reverse(document.listing))
    });
    documents.into_iter().map(|document| ListingId(document.listing)).collect()
}
