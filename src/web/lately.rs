//! Public pages that were made a moment ago, for visitors of whom nothing is known: a crowd that opens one page costs
//! little more than one of them. A page is kept for a second at the most, not beyond the minute, and not beyond the next
//! write of this process or the next turn of its search; a write of another node shows within that second.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpResponse};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::app::App;
use crate::kit::clock::Moment;

const KEPT_FOR_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60_000;
/// Bytes of pages that are kept.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
const USUAL_BYTES: usize = 32 * 1024;

/// Marks an answer that is the same for everybody who is not signed in.
#[derive(Clone, Copy, Debug)]
pub struct ForEverybody;

/// What such an answer depends on besides its address; a layer outside of this one puts it into the request.
#[derive(Clone, Copy, Debug)]
pub struct Depends(pub &'static str);

#[derive(Clone)]
struct Kept {
    body: Bytes,
    content_type: HeaderValue,
    made: Moment,
    stamp: Stamp,
}

/// Writes of this process and turns of its search: a page made under another stamp may be out of date.
type Stamp = (u64, u64);

#[derive(Clone)]
struct Size;

impl Weighter<String, Kept> for Size {
    fn weight(&self, address: &String, kept: &Kept) -> u64 {
        (address.len() + kept.body.len()) as u64
    }
}

/// The pages, by their path with query and what else they depend on.
pub struct Lately {
    pages: Cache<String, Kept, Size>,
    turns: AtomicU64,
}

impl Default for Lately {
    fn default() -> Self {
        let pages = Cache::with_weighter(MOST_BYTES as usize / USUAL_BYTES, MOST_BYTES, Size);
        Self { pages, turns: AtomicU64::new(0) }
    }
}

impl Lately {
    /// The search finds something else now.
    pub fn turn(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
    }

    fn stamp(&self, app: &App) -> Stamp {
        (app.db.writes(), self.turns.load(Ordering::Relaxed))
    }

    fn find(&self, address: &str, stamp: Stamp, now: Moment) -> Option<HttpResponse> {
        let kept = self.pages.get(address)?;
        let fresh = kept.stamp == stamp && is_fresh(kept.made, now);
        fresh.then(|| {
            HttpResponse::Ok().insert_header((header::CONTENT_TYPE, kept.content_type)).body(kept.body)
        })
    }
}

/// Listings close on the minute.
fn is_fresh(made: Moment, now: Moment) -> bool {
    let (made, now) = (made.unix_ms(), now.unix_ms());
    (0..KEPT_FOR_MS).contains(&(now - made)) && made.div_euclid(MINUTE_MS) == now.div_euclid(MINUTE_MS)
}

pub async fn lately(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let unknown = request.method() == Method::GET && !request.headers().contains_key(header::COOKIE);
    let Some(app) = App::of(request.request()).ok().filter(|_| unknown) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let depends = request.extensions().get::<Depends>().map_or("", |depends| depends.0);
    let address = format!("{} {depends}", request.uri());
    let (stamp, made) = (app.lately.stamp(&app), app.clock.now());
    if let Some(response) = app.lately.find(&address, stamp, made) {
        return Ok(request.into_response(response));
    }
    let response = next.call(request).await?.map_into_boxed_body();
    if response.status() != StatusCode::OK || response.response().extensions().get::<ForEverybody>().is_none()
    {
        return Ok(response);
    }
    Ok(response.map_body(|head, body| match body.try_into_bytes() {
        Ok(body) => {
            let content_type = head.headers().get(header::CONTENT_TYPE).cloned();
            if let Some(content_type) = content_type {
                app.lately.pages.insert(address, Kept { body: body.clone(), content_type, made, stamp });
            }
            BoxBody::new(body)
        }
        Err(body) => body,
    }))
}
