//! What a letter of alerts says, at the moment it is sent: what is live then and still fits, and was not told before.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use diesel::QueryResult;
use diesel::result::Error;

use super::store::{self, Kept};
use super::{news, why};
use crate::alerts::mails::{MatchesMail, Matter};
use crate::alerts::model::{AlertId, MOST_IN_LETTER};
use crate::alerts::payload::{Payload, Told, fingerprint};
use crate::alerts::store::told_by_others;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::letters::{Posted, Site, Written};
use crate::listings::{self, Card, Full, ListingId};
use crate::providers::{self, ProviderId};
use crate::search::index::Document;
use crate::search::{self, Criteria, Fresh};

/// Ways in which a listing fits that are told of it.
const MOST_REASONS: usize = 3;

/// A listing as it is now, and as the search knows it.
type Live = HashMap<ListingId, (Full, Document)>;
/// The number of the news of each listing, and the alerts that it fits, by their places.
type Wanted = BTreeMap<ListingId, (i64, Vec<usize>)>;

/// The letter, and of what it was queued to tell what it really tells. `None` when nothing is left to tell. What cannot be
/// read is an error: the letter stays, for a version of the program that can.
pub fn write(conn: &mut Conn, posted: &Posted, now: Moment, site: &Site) -> QueryResult<Option<Written>> {
    let payload = posted.payload.as_deref().and_then(Payload::read).ok_or_else(unreadable)?;
    let ids: Vec<AlertId> = payload.alerts.iter().map(|Told(alert, _)| *alert).collect();
    let kept = store::still_on(conn, &ids, &posted.to_address)?;
    let before = told_before(conn, posted)?;
    let wanted = wanted(&payload, &kept, &before);
    if wanted.is_empty() {
        return Ok(None);
    }
    let ids: Vec<ListingId> = wanted.keys().copied().collect();
    let (live, changes) = (live(conn, &ids, now)?, store::changes_of(conn, &ids)?);
    let unfit = unfit(conn, posted, (&payload, &kept, &live), now)?;
    let mut matters = Vec::new();
    for (listing, (seq, alerts)) in wanted {
        let (Some((full, document)), told) = (live.get(&listing), before.get(&listing)) else { continue };
        let since = changes.iter().filter(|(of, at, _)| *of == listing && Some(at) > told && *at <= seq);
        let changed = match told {
            Some(_) => news::joined(&since.map(|(_, _, words)| words.as_str()).collect::<Vec<_>>()),
            None => Vec::new(),
        };
        let alerts: Vec<&Kept> = alerts
            .iter()
            .filter(|at| !unfit.contains(&(**at, listing)))
            .filter_map(|at| kept.get(*at))
            .collect();
        // Told before, and nothing of it has changed since: it was only out of sight.
        if !alerts.is_empty() && (told.is_none() || !changed.is_empty()) {
            matters.push((order(full, now), matter((full, document), &alerts, changed, now)));
        }
    }
    matters.sort_by_key(|(order, _)| *order);
    let matters: Vec<Matter> = matters.into_iter().map(|(_, matter)| matter).collect();
    let told: HashSet<AlertId> = matters.iter().flat_map(|matter| matter.alerts.iter().copied()).collect();
    let alerts: Vec<&Kept> = kept.iter().filter(|kept| told.contains(&kept.id)).collect();
    if matters.is_empty() {
        return Ok(None);
    }
    let told = really_told(&payload, &told, &matters).text().map_err(unwritable)?;
    let mail =
        MatchesMail { email: &posted.to_address, letter: posted.id, alerts, matters, more: payload.more };
    Ok(Some(Written { letter: mail.letter(site), payload: told }))
}

fn unreadable() -> Error {
    Error::DeserializationError("what a letter of alerts is to be written from cannot be read".into())
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::SerializationError(Box::new(error))
}

/// The listings that the letter shows, and the alerts that it names. What it only counts, it has not told.
fn really_told(payload: &Payload, named: &HashSet<AlertId>, matters: &[Matter]) -> Payload {
    let (shown, counted) = matters.split_at(matters.len().min(MOST_IN_LETTER));
    let shows = |alert: AlertId, listing: ListingId| {
        shown.iter().any(|matter| matter.listing == listing && matter.alerts.contains(&alert))
    };
    let mut told = Payload { more: payload.more + counted.len(), ..Payload::default() };
    for (at, Told(alert, queued)) in payload.alerts.iter().enumerate() {
        if named.contains(alert) {
            let queued = queued.iter().filter(|(listing, _)| shows(*alert, *listing));
            told.alerts.push(Told(*alert, queued.copied().collect()));
            told.searches.extend(payload.searches.get(at));
        }
    }
    told
}

/// Up to which of its news the other letters to this address tell of each listing.
fn told_before(conn: &mut Conn, posted: &Posted) -> QueryResult<HashMap<ListingId, i64>> {
    let mut told: HashMap<ListingId, i64> = HashMap::new();
    let others = told_by_others(conn, &posted.to_address, posted.id)?;
    let waiting = others.iter().filter(|(waits, _)| *waits).flat_map(|(_, payload)| &payload.alerts);
    let waiting: Vec<AlertId> = waiting.map(|Told(alert, _)| *alert).collect();
    let on: HashSet<AlertId> = match waiting.is_empty() {
        true => HashSet::new(),
        false => {
            store::still_on(conn, &waiting, &posted.to_address)?.into_iter().map(|kept| kept.id).collect()
        }
    };
    for (waits, payload) in others {
        // What waits for an alert that is off will not be told.
        let tells = payload.alerts.into_iter().filter(|Told(alert, _)| !waits || on.contains(alert));
        for (listing, seq) in tells.flat_map(|Told(_, told)| told) {
            let newest = told.entry(listing).or_insert(seq);
            *newest = seq.max(*newest);
        }
    }
    Ok(told)
}

/// What the letter was to tell and is still to be told, for the alerts that are still on.
fn wanted(payload: &Payload, kept: &[Kept], before: &HashMap<ListingId, i64>) -> Wanted {
    let mut wanted = Wanted::new();
    for Told(alert, told) in &payload.alerts {
        let Some(at) = kept.iter().position(|kept| kept.id == *alert) else { continue };
        for (listing, seq) in told.iter().filter(|(listing, seq)| before.get(listing) < Some(seq)) {
            let (newest, alerts) = wanted.entry(*listing).or_default();
            *newest = (*newest).max(*seq);
            alerts.push(at);
        }
    }
    wanted
}

fn live(conn: &mut Conn, ids: &[ListingId], now: Moment) -> QueryResult<Live> {
    let fulls = listings::documents(conn, ids, now)?;
    let owners: Vec<ProviderId> = fulls.iter().map(|full| full.provider.id).collect();
    let claims = providers::claims_of(conn, &owners)?;
    let both = fulls.into_iter().map(|full| {
        let said = claims.get(&full.provider.id).map(Vec::as_slice).unwrap_or_default();
        let document = search::document(&full, said);
        (full.listing.id, (full, document))
    });
    Ok(both.collect())
}

/// Which alerts, by their places, a listing does not fit any more. Nothing is asked where neither the listing nor the
/// search has changed since they were matched, which is nearly always.
fn unfit(
    conn: &mut Conn,
    posted: &Posted,
    (payload, kept, live): (&Payload, &[Kept], &Live),
    now: Moment,
) -> QueryResult<HashSet<(usize, ListingId)>> {
    let same_search = |kept: &Kept| {
        let at = payload.alerts.iter().position(|Told(alert, _)| *alert == kept.id);
        at.and_then(|at| payload.searches.get(at)) == Some(&fingerprint(&kept.search))
    };
    let same = |full: &Full| full.listing.updated_at <= posted.created_at;
    if kept.iter().all(same_search) && live.values().all(|(full, _)| same(full)) {
        return Ok(HashSet::new());
    }
    let documents: Vec<Document> = live.values().map(|(_, document)| document.clone()).collect();
    let synonyms = Arc::new(search::synonyms::in_force(conn)?);
    let Some(mut fresh) = Fresh::of(synonyms, &documents, now).map_err(unanswered)? else {
        return Ok(HashSet::new());
    };
    let mut unfit = HashSet::new();
    for (at, kept) in kept.iter().enumerate() {
        let mut fits = HashSet::new();
        fresh.find(&kept.search).map_err(unanswered)?.for_each(|document| {
            fits.insert(fresh.listing(document));
        });
        unfit.extend(live.keys().filter(|listing| !fits.contains(*listing)).map(|listing| (at, *listing)));
    }
    Ok(unfit)
}

fn unanswered(error: anyhow::Error) -> Error {
    Error::QueryBuilderError(error.into())
}

/// What closes within days first, the soonest before the others; then the newest.
fn order(full: &Full, now: Moment) -> (bool, Moment, Reverse<Option<Moment>>, Reverse<ListingId>) {
    let soon = full.listing.closes_soon(now);
    let closes = full.listing.closes_at.filter(|_| soon).unwrap_or(now);
    (!soon, closes, Reverse(full.listing.published_at), Reverse(full.listing.id))
}

fn matter(
    (full, document): (&Full, &Document),
    alerts: &[&Kept],
    changed: Vec<String>,
    now: Moment,
) -> Matter {
    let searches: Vec<Criteria> = alerts.iter().map(|kept| Criteria::read(&kept.search)).collect();
    let mut reasons: Vec<String> = Vec::new();
    for reason in searches.iter().map(|search| why::why(search, full, document)) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let left = reasons.len().saturating_sub(MOST_REASONS);
    reasons.truncate(MOST_REASONS);
    if left > 0 {
        reasons.push(format!("and {left} more of your alerts"));
    }
    let far = searches.iter().position(why::looks_round).and_then(|at| alerts.get(at));
    let first = alerts.first().map(|kept| kept.manage_key.clone()).unwrap_or_default();
    Matter {
        listing: full.listing.id,
        card: Card::of(full, None, now),
        alerts: alerts.iter().map(|kept| kept.id).collect(),
        changed,
        reasons,
        far: far.map(|kept| kept.manage_key.clone()),
        pay: listings::model::pay_words(&full.terms).map(|_| first.clone()),
        kind: first,
    }
}
