//! What mail servers report of our letters, brought by a program that has the secret.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use actix_web::web::Payload;
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::kit::db::Failed;
use crate::kit::letters::quiet;
use crate::web::error::Error;
use crate::web::reply::Reply;

/// Bytes of a report. The letter that it is about may be attached to it.
const MOST_BYTES: usize = 512 * 1024;

/// Takes a report as the mail that it came as. Whoever asks is a program: the answer is a line of text.
pub async fn deliveries(request: HttpRequest, body: Payload, app: App) -> Reply {
    let Some(secret) = &app.config.deliveries_secret else { return Err(Error::NotFound) };
    if !bears(&request, secret) {
        let mut refused =
            said(StatusCode::UNAUTHORIZED, "Authorization: Bearer and the right secret, please.");
        refused.headers_mut().insert(WWW_AUTHENTICATE, "Bearer".parse().map_err(anyhow::Error::from)?);
        return Ok(refused);
    }
    let Ok(Ok(mail)) = body.to_bytes_limited(MOST_BYTES).await else {
        return Ok(said(StatusCode::PAYLOAD_TOO_LARGE, "A report has at most 512 KiB."));
    };
    let now = app.clock.now();
    match app.db.write(move |conn| quiet::take_in(conn, &mail, now)).await {
        Ok(taken) => Ok(said(StatusCode::OK, taken.words())),
        Err(Failed::Refused(because)) => Ok(said(StatusCode::UNPROCESSABLE_ENTITY, because.words())),
        Err(Failed::Broken(error)) => Err(Error::Broken(error)),
    }
}

fn said(status: StatusCode, words: impl Into<String>) -> HttpResponse {
    let words = words.into() + "\n";
    HttpResponse::build(status).insert_header((CONTENT_TYPE, "text/plain; charset=utf-8")).body(words)
}

fn bears(request: &HttpRequest, secret: &str) -> bool {
    let value =
        request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, given) = value.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer") && is_same(given.trim(), secret)
}

/// Takes as long whatever is given: of hashes, every byte is looked at.
fn is_same(given: &str, secret: &str) -> bool {
    let (given, secret) = (Sha256::digest(given), Sha256::digest(secret));
    given.iter().zip(&secret).fold(0, |differ, (one, other)| differ | (one ^ other)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_the_secret_opens() {
        for (value, opens) in [
            ("Bearer a long secret of ours", true),
            ("bearer  a long secret of ours", true),
            ("Bearer a long secret of our", false),
            ("Basic a long secret of ours", false),
            ("Bearer", false),
            ("", false),
        ] {
            let request = TestRequest::default().insert_header((AUTHORIZATION, value)).to_http_request();
            assert_eq!(bears(&request, "a long secret of ours"), opens, "{value:?}");
        }
    }
}
