//! How often listings are looked at: one number for a listing, a London day and the way that led there, and nothing of
//! who looked. Numbers gather in memory and are written together every few seconds, so that a page waits for nothing.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};
use chrono::NaiveDate;
use itertools::Itertools;
use quick_cache::sync::Cache;

use crate::app::App;
use crate::kit::clock::Moment;
use crate::listings::model::{ListingId, Source, is_program, source_of};
use crate::listings::store;
use crate::web::lately::Depends;
use crate::web::{guards, session};

/// Kinds of numbers that are kept in memory: more are not counted, as nobody writes them down.
const MOST_KEPT: usize = 100_000;
/// Numbers in one transaction, so that nobody waits long for it.
const AT_ONCE: usize = 500;
/// Who opens a page again within this time is counted once.
const AGAIN_MS: i64 = 30 * 60_000;
/// Openings that are remembered for that, of 16 bytes each.
const MOST_REMEMBERED: usize = 200_000;

pub type Look = (ListingId, NaiveDate, Source);

/// What is counted and not yet written, and scrambled numbers of who opened what a moment ago. How they are scrambled is
/// known to this process alone and ends with it; they are never written anywhere.
pub struct Looks {
    counted: Mutex<HashMap<Look, i32>>,
    lately: Cache<u64, i64>,
    scramble: RandomState,
}

impl Default for Looks {
    fn default() -> Self {
        Self { counted: Mutex::default(), lately: Cache::new(MOST_REMEMBERED), scramble: RandomState::new() }
    }
}

impl Looks {
    fn add(&self, look: Look, times: i32) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() < MOST_KEPT || counted.contains_key(&look) {
            *counted.entry(look).or_default() += times;
        }
    }

    /// In order.
    fn take(&self) -> Vec<(Look, i32)> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *counted).into_iter().sorted_unstable().collect()
    }

    /// Is it the first time in a while that this visitor opens this?
    fn is_new(&self, visitor: impl Hash, listing: ListingId, now: Moment) -> bool {
        let (key, now) = (self.scramble.hash_one((visitor, listing)), now.unix_ms());
        let again = self.lately.get(&key).is_some_and(|before| now - before < AGAIN_MS);
        if !again {
            self.lately.insert(key, now);
        }
        !again
    }
}

/// Writes down what was counted; what cannot be written is kept for the next time.
pub async fn write_looks(app: &App) -> anyhow::Result<()> {
    let counted = app.looks.take();
    for (place, some) in counted.chunks(AT_ONCE).enumerate() {
        let rows = some.to_vec();
        if let Err(error) = app.write(move |conn| store::add_looks(conn, &rows)).await {
            let left = counted.iter().skip(place * AT_ONCE);
            left.for_each(|(look, times)| app.looks.add(*look, *times));
            return Err(error);
        }
    }
    Ok(())
}

/// Marks the answer to somebody whose opening of a page says nothing about how many are drawn to it.
#[derive(Clone, Copy, Debug)]
pub(in crate::listings) struct NotCounted;

/// Which way led to the page that is asked for, as [`counted`] saw it.
pub(in crate::listings) fn led_by(request: &HttpRequest) -> Source {
    request.extensions().get::<Source>().copied().unwrap_or(Source::Direct)
}

/// Counts who opens a listing's public page. It stands before the pages that are kept for a moment, or those who are
/// given one would not be counted.
pub async fn counted<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let listing = (request.method() == Method::GET).then(|| listing_of(request.path())).flatten();
    if listing.is_some()
        && let Ok(app) = App::of(request.request())
    {
        let source = source(request.request(), &app);
        request.extensions_mut().insert(source);
        request.extensions_mut().insert(Depends(source.as_str()));
    }
    let response = next.call(request).await?;
    if let Some(listing) = listing.filter(|_| response.status() == StatusCode::OK)
        && response.response().extensions().get::<NotCounted>().is_none()
        && let Ok(app) = App::of(response.request())
    {
        count(&app, response.request(), listing);
    }
    Ok(response)
}

fn count(app: &App, request: &HttpRequest, listing: ListingId) {
    let visitor = (
        guards::address_of(request, app.config.trust_proxy),
        text(request, &header::USER_AGENT),
        session::token_hash_of(request, app.config.is_https()),
    );
    if is_a_person(request) && app.looks.is_new(visitor, listing, app.clock.now()) {
        app.looks.add((listing, app.clock.today(), source(request, app)), 1);
    }
}

/// The listing whose page has this address.
fn listing_of(path: &str) -> Option<ListingId> {
    let mut parts = path.strip_prefix("/listings/")?.split('/');
    let (id, slug, rest) = (parts.next()?.parse().ok()?, parts.next()?, parts.next());
    let is_page = rest.is_none() && !["apply", "calendar.ics", "report", "save", "unsave"].contains(&slug);
    is_page.then_some(id)
}

fn text<'a>(request: &'a HttpRequest, name: &HeaderName) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Neither a program nor a browser that fetches ahead.
fn is_a_person(request: &HttpRequest) -> bool {
    let named = |name: &'static str| text(request, &HeaderName::from_static(name));
    let dest = named("sec-fetch-dest");
    !is_program(text(request, &header::USER_AGENT))
        && !named("sec-purpose").contains("prefetch")
        && (dest.is_empty() || dest == "document")
}

fn source(request: &HttpRequest, app: &App) -> Source {
    source_of(request.query_string(), text(request, &header::REFERER), &app.site.public_url)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::kit::clock::Clock;

    #[test]
    fn who_comes_back_at_once_is_one_visitor() {
        let (looks, start) = (Looks::default(), Clock::default().now());
        let (ada, bo) = (("192.0.2.1", "Firefox"), ("192.0.2.2", "Firefox"));
        for (visitor, listing, minutes, is_new) in [
            (ada, 1, 0, true),
            (ada, 1, 1, false),
            (ada, 2, 1, true),
            (bo, 1, 1, true),
            (ada, 1, 29, false),
            (ada, 1, 31, true),
            (ada, 1, 32, false),
        ] {
            let now = start + Duration::minutes(minutes);
            assert_eq!(
                looks.is_new(visitor, ListingId(listing), now),
                is_new,
                "{visitor:?} {listing} {minutes}"
            );
        }
    }

    #[test]
    fn numbers_leave_in_one_order_and_once() {
        let (looks, day) = (Looks::default(), Clock::default().today());
        for (listing, source) in
            [(3, Source::Direct), (1, Source::Search), (3, Source::Alert), (1, Source::Search)]
        {
            looks.add((ListingId(listing), day, source), 1);
        }
        let taken = looks.take();
        assert!(taken.is_sorted());
        assert_eq!(taken.iter().map(|(_, times)| times).sum::<i32>(), 4);
        assert_eq!((taken.len(), looks.take().len()), (3, 0));
    }

    #[test]
    fn only_the_page_itself_is_counted() {
        for (path, counted) in [
            ("/listings/12/nurse", true),
            ("/listings/12", false),
            ("/listings/12/apply", false),
            ("/listings/12/calendar.ics", false),
            ("/listings/x/nurse", false),
            ("/listings/12/nurse/more", false),
            ("/desk/12/nurse", false),
        ] {
            assert_eq!(listing_of(path).is_some(), counted, "{path}");
        }
    }
}
