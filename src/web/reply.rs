//! What a handler gives back.

use actix_web::body::SizedStream;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, LOCATION};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::kit::files::{Pieces, StoredFile};
use crate::web::error::Error;
use crate::web::lately::ForEverybody;

pub type Reply = Result<HttpResponse, Error>;

/// Says once, on the next page, what was done.
pub const NOTICE_COOKIE: &str = "rounds-notice";
const LONGEST_NOTICE: usize = 300;

pub fn page(view: impl Template) -> Reply {
    page_with(StatusCode::OK, view)
}

/// A page that looks the same to everybody who is not signed in; it may be given again for a second.
pub fn public_page(view: impl Template) -> Reply {
    let mut response = page(view)?;
    response.extensions_mut().insert(ForEverybody);
    Ok(response)
}

/// A page with another status: 422 for a form with problems.
pub fn page_with(status: StatusCode, view: impl Template) -> Reply {
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(view.render()?))
}

/// The form again, with what is to be mended.
pub fn form_again(view: impl Template) -> Reply {
    page_with(StatusCode::UNPROCESSABLE_ENTITY, view)
}

/// After a write: go and look. `see_other("/applications").with_notice("Application withdrawn")`, then `.into()`.
pub fn see_other(path: impl Into<String>) -> Onward {
    Onward { path: path.into(), notice: None, cookies: Vec::new() }
}

pub struct Onward {
    path: String,
    notice: Option<String>,
    cookies: Vec<Cookie<'static>>,
}

impl Onward {
    pub fn with_notice(mut self, notice: impl Into<String>) -> Self {
        self.notice = Some(notice.into());
        self
    }

    pub fn with_cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }

    pub fn reply(self) -> Reply {
        Ok(self.response())
    }

    fn response(self) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((LOCATION, self.path));
        if let Some(notice) = self.notice {
            set_cookie(&mut response, notice_cookie(&notice));
        }
        for cookie in self.cookies {
            set_cookie(&mut response, cookie);
        }
        response.finish()
    }
}

impl From<Onward> for Reply {
    fn from(onward: Onward) -> Self {
        onward.reply()
    }
}

impl Responder for Onward {
    type Body = actix_web::body::BoxBody;
    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.response()
    }
}

fn set_cookie(response: &mut HttpResponseBuilder, cookie: Cookie<'static>) {
    response.cookie(cookie);
}

fn notice_cookie(notice: &str) -> Cookie<'static> {
    Cookie::build(NOTICE_COOKIE, URL_SAFE_NO_PAD.encode(notice))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::minutes(5))
        .finish()
}

/// The notice that came with a request. It is the visitor's own cookie, so it is only ever shown as text.
pub fn notice_of(request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(NOTICE_COOKIE)?;
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cookie.value()).ok()?).ok()?;
    (text.chars().count() <= LONGEST_NOTICE && !text.is_empty()).then_some(text)
}

/// A stored file, always as an attachment.
pub fn attachment(file: &StoredFile, bytes: Vec<u8>) -> Reply {
    Ok(download(&file.name, &file.media_type, bytes))
}

/// The same for a file that may be large: it goes out as it is read.
pub fn stream(file: &StoredFile, pieces: Pieces) -> Reply {
    let body = SizedStream::new(file.bytes as u64, pieces);
    Ok(download(&file.name, &file.media_type, body))
}

/// Bytes to keep under a name.
pub fn download(
    name: &str,
    media_type: &str,
    bytes: impl actix_web::body::MessageBody + 'static,
) -> HttpResponse {
    let ascii: String =
        name.chars().map(|c| if c.is_ascii_graphic() && c != '"' || c == ' ' { c } else { '_' }).collect();
    let encoded: String =
        url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"),
        ))
        .body(actix_web::body::BoxBody::new(bytes))
}
