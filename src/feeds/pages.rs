//! The feeds of searches and of providers.

use actix_web::http::header::{
    AcceptEncoding, CACHE_CONTROL, ContentEncoding, ETAG, Encoding, EntityTag, Header, IF_MODIFIED_SINCE,
    IfNoneMatch, LAST_MODIFIED,
};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};
use chrono::DateTime;
use diesel::QueryResult;
use sha2::{Digest, Sha256};

use super::model::{About, Item, MOST, xml};
use crate::app::App;
use crate::kit::clock::{self, Moment};
use crate::kit::db::Conn;
use crate::listings::{self, ListingId};
use crate::providers;
use crate::search;
use crate::web::error::Error;
use crate::web::reply::Reply;

const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";
/// Whoever reads along hears of a change within this, in seconds, and of one that closed.
const KEPT_FOR: &str = "public, max-age=60";
/// A search follows a change within this; until then a feed may be without it.
const FOLLOWED_MS: i64 = 5_000;

/// `/listings.atom?q=nurse`: what the page of the same search finds, the newest first.
pub async fn of_search(request: HttpRequest, app: App) -> Reply {
    let asked = search::asked(&app, request.query_string());
    let criteria = asked.criteria.in_any_order();
    let about = About {
        key: format!("search/{}", criteria.plain().address()),
        title: format!("Rounds: {}", criteria.label()),
        subtitle: asked.trouble,
        feed: criteria.feed_href(),
        page: criteria.href(),
    };
    let (ids, now) = (search::newest(&app, &criteria, MOST)?, app.clock.now());
    // What was posted in the last week is another each day.
    let today = clock::london_time(now.london_day(), Default::default());
    let floor = (criteria.posted.is_some() || criteria.starts.is_some()).then_some(today);
    let found = app.read(move |conn| Found::of(conn, ids, now)).await?;
    answer(&request, &app, &about, found, floor)
}

/// `/providers/larch-surgical/feed.atom`
pub async fn of_provider(request: HttpRequest, slug: Path<String>, app: App) -> Reply {
    let (slug, now) = (slug.into_inner(), app.clock.now());
    let found = app.read(move |conn| {
        let found = providers::find_by_slug(conn, &slug)?.filter(|provider| provider.state.is_public());
        let Some(provider) = found else { return Ok(None) };
        let ids = listings::newest_of_provider(conn, provider.id, MOST as i64, now)?;
        Ok(Some((Found::of(conn, ids, now)?, provider)))
    });
    let (found, provider) = found.await?.ok_or(Error::NotFound)?;
    let about = About {
        key: format!("provider/{}", provider.id),
        title: format!("Rounds: {}", provider.name),
        subtitle: format!("What {} has open", provider.name),
        feed: provider.feed_href(),
        page: provider.href(),
    };
    answer(&request, &app, &about, found, None)
}

struct Found {
    items: Vec<Item>,
    /// When something that the public sees of any listing changed last.
    changed: Option<Moment>,
}

impl Found {
    fn of(conn: &mut Conn, ids: Vec<ListingId>, now: Moment) -> QueryResult<Self> {
        let mut amended = listings::last_amended(conn, &ids)?;
        let live = listings::documents(conn, &ids, now)?;
        let items = live.into_iter().map(|full| Item { amended: amended.remove(&full.listing.id), full });
        Ok(Self { items: items.collect(), changed: listings::last_changed(conn)? })
    }
}

/// The feed, unless whoever asks has it already.
fn answer(request: &HttpRequest, app: &App, about: &About, found: Found, floor: Option<Moment>) -> Reply {
    let never = Moment::from_utc(DateTime::UNIX_EPOCH.naive_utc());
    let changed = found.changed.max(floor).unwrap_or(never);
    let body = xml(about, &found.items, never, &app.site);
    let tag = tag(&body, request);
    let is_known = is_known(request, &tag, changed);
    let mut response = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((ETAG, tag.to_string()))
        .insert_header((LAST_MODIFIED, last_modified(changed, app.clock.now())))
        .insert_header((CACHE_CONTROL, KEPT_FOR))
        .content_type(MEDIA_TYPE);
    Ok(if is_known { response.finish() } else { response.body(body) })
}

/// Made from the bytes as they go out, so that it is another for each way of pressing them together.
fn tag(body: &str, request: &HttpRequest) -> EntityTag {
    let hash: String = Sha256::digest(body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let offered =
        [ContentEncoding::Identity, ContentEncoding::Brotli, ContentEncoding::Gzip, ContentEncoding::Deflate];
    let offered = offered.map(Encoding::Known);
    let accepted = AcceptEncoding::parse(request).ok();
    match accepted.and_then(|accepted| accepted.negotiate(offered.iter())) {
        Some(Encoding::Known(ContentEncoding::Identity)) | None => EntityTag::new_strong(hash),
        Some(pressed) => EntityTag::new_strong(format!("{hash}-{pressed}")),
    }
}

/// `If-None-Match` counts alone where it is sent (RFC 9110 13.1.3).
fn is_known(request: &HttpRequest, tag: &EntityTag, changed: Moment) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => return true,
        Ok(IfNoneMatch::Items(known)) if !known.is_empty() => {
            return known.iter().any(|one| one.weak_eq(tag));
        }
        _ => {}
    }
    let since = request.headers().get(IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok());
    let since = since.and_then(|since| DateTime::parse_from_rfc2822(since).ok());
    since.is_some_and(|since| changed.0.and_utc().timestamp() <= since.timestamp())
}

/// The second of the last change. Just after one the second before it, since the search may not have followed yet, and
/// more may happen in the same second: whoever asks again then gets the whole.
fn last_modified(changed: Moment, now: Moment) -> String {
    let is_fresh = (0..FOLLOWED_MS).contains(&(now.unix_ms() - changed.unix_ms()));
    let said = if is_fresh { changed - chrono::Duration::seconds(1) } else { changed };
    said.0.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::IF_NONE_MATCH;
    use actix_web::test::TestRequest;

    #[test]
    fn what_is_known_is_not_sent_again() {
        let changed = Moment("2026-11-23T10:00:00.5".parse().unwrap());
        let tag = EntityTag::new_strong("abc".into());
        for (headers, known) in [
            (vec![], false),
            (vec![(IF_NONE_MATCH, "\"abc\"")], true),
            (vec![(IF_NONE_MATCH, "W/\"abc\", \"x\"")], true),
            (vec![(IF_NONE_MATCH, "*")], true),
            (vec![(IF_NONE_MATCH, "\"x\"")], false),
            (vec![(IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 10:00:00 GMT")], true),
            (vec![(IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 09:59:59 GMT")], false),
            (vec![(IF_MODIFIED_SINCE, "yesterday")], false),
            // The tag counts, not the day.
            (vec![(IF_NONE_MATCH, "\"x\""), (IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 12:00:00 GMT")], false),
        ] {
            let said = format!("{headers:?}");
            let mut request = TestRequest::default();
            for header in headers {
                request = request.insert_header(header);
            }
            assert_eq!(is_known(&request.to_http_request(), &tag, changed), known, "{said}");
        }
    }

    #[test]
    fn a_change_of_this_moment_is_asked_for_again() {
        let at = |second: u32| Moment(format!("2026-11-23T10:00:{second:02}").parse().unwrap());
        assert_eq!(last_modified(at(10), at(11)), "Mon, 23 Nov 2026 10:00:09 GMT");
        assert_eq!(last_modified(at(10), at(20)), "Mon, 23 Nov 2026 10:00:10 GMT");
    }
}
