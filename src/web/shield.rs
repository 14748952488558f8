//! Around every request: forms are taken only from our own pages, and every answer carries the headers that protect
//! its reader.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, Uri};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse};

use crate::app::App;
use crate::web::error::{Error, Reference};
use crate::web::guards::visitor;
use crate::web::page::Page;
use crate::web::reply::NOTICE_COOKIE;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for a page with frames, and what may be in them.
const FRAMES_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const LETTER_CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'; sandbox";

/// Mail programs post here without cookies and from nowhere (RFC 8058); what else is taken cross-site has a name here.
pub const ONE_CLICK: &str = "/unsubscribe/";
/// Programs post here from nowhere as well; what opens it is a secret, and no cookie.
pub const DELIVERIES: &str = "/deliveries";

pub async fn shield(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    if !is_safe(request.method())
        && !request.path().starts_with(ONE_CLICK)
        && request.path() != DELIVERIES
        && !is_same_origin(request.headers())
    {
        let page = bare(request.request());
        let mut refused = request.into_response(Error::CrossSite.drawn(page, None));
        protect(refused.headers_mut());
        return Ok(refused.map_into_right_body());
    }
    if holds_nul(request.uri()) {
        let page = bare(request.request());
        let mut nowhere = request.into_response(Error::not_found().drawn(page, None));
        protect(nowhere.headers_mut());
        return Ok(nowhere.map_into_right_body());
    }
    let told = request.cookie(NOTICE_COOKIE).is_some() && request.method() == Method::GET;
    let is_asset = request.path().starts_with("/static/");
    let response = next.call(request).await?;
    let page = if is_asset { None } else { for_its_reader(&response).await };
    let mut response = match page {
        Some(page) => response.into_response(page).map_into_right_body(),
        _ => response.map_into_left_body(),
    };
    if told && !is_asset && !response.status().is_redirection() {
        let mut gone = actix_web::cookie::Cookie::build(NOTICE_COOKIE, "").path("/").finish();
        gone.make_removal();
        response.response_mut().add_cookie(&gone)?;
    }
    let policy = response.response().extensions().get::<Policy>().copied();
    protect(response.headers_mut());
    if let Some(policy) = policy {
        policy.put(response.headers_mut());
    }
    Ok(response)
}

/// Marks an answer that needs another content policy than pages have.
#[derive(Clone, Copy, Debug)]
pub enum Policy {
    /// A page with frames that show answers of this site.
    Frames,
    /// A whole letter, with the styles that mail programs need, in a frame of one of our pages. It can do nothing there.
    Letter,
}

impl Policy {
    fn put(self, headers: &mut HeaderMap) {
        match self {
            Self::Frames => {
                let policy = HeaderValue::from_static(FRAMES_CSP);
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            Self::Letter => {
                let policy = HeaderValue::from_static(LETTER_CSP);
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
            }
        }
    }
}

/// An error's page once more, with the header of whoever is signed in: an error is made without knowing who asks.
async fn for_its_reader<B>(response: &ServiceResponse<B>) -> Option<HttpResponse> {
    let error = response.response().error()?.as_error::<Error>()?;
    if !error.greets_its_reader() {
        let reference = response.response().extensions().get::<Reference>().cloned()?;
        let page = bare(response.request());
        return page.banner.is_some().then(|| error.drawn(page, Some(reference.0)));
    }
    let visitor = visitor(response.request()).await.ok()?;
    Some(error.drawn(Page::new(&visitor, ""), None))
}

/// A page for whoever asks, with what every page says; it needs no database.
fn bare(request: &HttpRequest) -> Page {
    let banner = App::of(request).ok().and_then(|app| app.banner());
    Page { banner, ..Page::bare() }
}

/// Adds the headers; also to answers that are errors.
pub fn protect(headers: &mut HeaderMap) {
    let fixed: [(HeaderName, &'static str); 6] = [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Pages hold what is only for this reader; those that do not say otherwise themselves.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// No text of ours holds the character NUL, and PostgreSQL takes none.
fn holds_nul(uri: &Uri) -> bool {
    uri.path_and_query().is_some_and(|address| address.as_str().contains("%00"))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// By `Sec-Fetch-Site`, which a page cannot forge; lacking it (plain http, old browsers), by `Origin` and `Host`.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_post() {
        for (sent, taken) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("origin", "http://localhost:8080"), ("host", "localhost:8080")], true),
            (vec![("origin", "http://evil.example"), ("host", "localhost:8080")], false),
            (vec![("origin", "null"), ("host", "localhost:8080")], false),
            (vec![("host", "localhost:8080")], false),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in &sent {
                headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            assert_eq!(is_same_origin(&headers), taken, "{sent:?}");
        }
    }
}
