//! The three ways a request can fail: a rule said no (a page that says what to do next), there is nothing here, or
//! something broke (logged with a reference, never quoted). These pages need no database; the shield draws them again
//! for whoever is signed in.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{LOCATION, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use askama::Template;

use crate::kit::db::Failed;
use crate::kit::id;
use crate::web::page::{Link, Page};

#[derive(Debug)]
pub enum Error {
    /// Nothing here, or nothing of yours.
    NotFound,
    /// A rule said no.
    Refused(Box<Refused>),
    /// Only for people who signed in; they come back to `next`.
    SignInFirst {
        next: String,
    },
    /// Signed in, but as somebody this page is not for.
    WrongRole {
        audience: &'static str,
    },
    /// Too many tries.
    TooMany {
        wait_seconds: u64,
    },
    /// The request itself makes no sense.
    BadRequest(&'static str),
    /// It came from another site.
    CrossSite,
    Broken(anyhow::Error),
}

/// A refusal, as its page says it.
#[derive(Debug, Clone)]
pub struct Refused {
    pub status: StatusCode,
    pub heading: String,
    pub message: String,
    pub next: Link,
}

/// A reason why an action said no, which knows how to say so on a page.
pub trait Refusal: fmt::Debug {
    fn refused(&self) -> Error;
}

impl Refusal for std::convert::Infallible {
    fn refused(&self) -> Error {
        match *self {}
    }
}

/// What a page about breakage asks its reader to quote, kept beside the answer so that the page can be drawn again.
#[derive(Clone, Debug)]
pub struct Reference(pub String);

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    words: String,
    next: Link,
    reference: Option<String>,
    /// Another account could see the page.
    may_sign_out: bool,
}

impl Error {
    pub fn not_found() -> Self {
        Self::NotFound
    }

    /// A rule said no: a heading, a sentence and a next step.
    pub fn refused(heading: impl Into<String>, message: impl Into<String>, next: Link) -> Self {
        Self::Refused(Box::new(Refused {
            status: StatusCode::CONFLICT,
            heading: heading.into(),
            message: message.into(),
            next,
        }))
    }

    /// False for what goes elsewhere, and for breakage: when something is broken, asking who reads may break too.
    pub fn greets_its_reader(&self) -> bool {
        !matches!(self, Self::SignInFirst { .. } | Self::Broken(_))
    }

    /// The answer with `page` around its words.
    pub fn drawn(&self, page: Page, reference: Option<String>) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Self::TooMany { wait_seconds } = self {
            response.insert_header((RETRY_AFTER, wait_seconds.to_string()));
        }
        let (title, words, next) = self.words();
        let page = Page { title, noindex: true, ..page };
        let may_sign_out = matches!(self, Self::WrongRole { .. });
        let view = ErrorPage { page, words, next, reference, may_sign_out };
        match view.render() {
            Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
            Err(_) => response.content_type("text/plain; charset=utf-8").body(view.words),
        }
    }

    fn words(&self) -> (String, String, Link) {
        let (heading, message, next) = match self {
            Self::NotFound => (
                "Page not found",
                "If you typed the address, check that it is right. If you followed a link, what it led to may have \
                 been closed or moved, or you may need to sign in with another account."
                    .to_string(),
                Link::to("/listings", "Search roles and placements"),
            ),
            Self::Refused(refused) => {
                return (refused.heading.clone(), refused.message.clone(), refused.next.clone());
            }
            Self::WrongRole { audience } => (
                "This page is for somebody else",
                format!("It is for {audience}. You are signed in with an account of another kind."),
                Link::to("/", "Go to the home page"),
            ),
            Self::TooMany { wait_seconds } => (
                "Too many tries",
                format!(
                    "To keep accounts safe, this can be done only so often. Try again in {}.",
                    wait_words(*wait_seconds)
                ),
                Link::to("/", "Go to the home page"),
            ),
            Self::BadRequest(why) => ("That did not arrive as it should", (*why).to_string(), Link::to("/", "Go to the home page")),
            Self::CrossSite => (
                "That came from another site",
                "For your safety, forms are taken only from our own pages. Open the page here and try again."
                    .to_string(),
                Link::to("/", "Go to the home page"),
            ),
            Self::SignInFirst { next } => {
                ("Sign in first", "This page is for people who have signed in.".into(), Link::to(sign_in(next), "Sign in"))
            }
            Self::Broken(_) => (
                "Sorry, something went wrong",
                "It is our fault, not yours, and it has been noted. What you had saved before is safe. Try again in \
                 a few minutes."
                    .to_string(),
                Link::to("/", "Go to the home page"),
            ),
        };
        (heading.to_string(), message, next)
    }
}

fn sign_in(next: &str) -> String {
    let query: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
    format!("/sign-in?{query}")
}

fn wait_words(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".into(),
        2..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(error) => write!(f, "{error:#}"),
            other => f.write_str(&other.words().0),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(refused) => refused.status,
            Self::SignInFirst { .. } => StatusCode::SEE_OTHER,
            Self::WrongRole { .. } | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::SignInFirst { next } = self {
            return HttpResponse::build(self.status_code()).insert_header((LOCATION, sign_in(next))).finish();
        }
        let mut reference = None;
        if let Self::Broken(error) = self {
            let number = format!("{:x}", id::next());
            tracing::error!(reference = %number, "{error:#}");
            reference = Some(number);
        }
        let mut response = self.drawn(Page::bare(), reference.clone());
        if let Some(reference) = reference {
            response.extensions_mut().insert(Reference(reference));
        }
        response
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl<R: Refusal> From<Failed<R>> for Error {
    fn from(failed: Failed<R>) -> Self {
        match failed {
            Failed::Refused(reason) => reason.refused(),
            Failed::Broken(error) => Self::Broken(error),
        }
    }
}
