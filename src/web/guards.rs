//! Who may ask: a handler names its guard, so its signature is the access rule.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::{Method, header};
use actix_web::{FromRequest, HttpRequest};

use crate::app::App;
use crate::web::error::Error;
use crate::web::page::Banner;
use crate::web::reply;
use crate::web::session::{self, Account, Role, SessionId};

type Pending<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// Anybody.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub account: Option<Account>,
    pub session: Option<SessionId>,
    /// Path with query.
    pub path: String,
    pub notice: Option<String>,
    pub banner: Option<Banner>,
    pub demo: bool,
    /// Network address, for limits.
    pub address: String,
    pub device: String,
}

impl AsRef<Visitor> for Visitor {
    fn as_ref(&self) -> &Visitor {
        self
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Pending<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { visitor(&request).await })
    }
}

/// Who asks.
pub async fn visitor(request: &HttpRequest) -> Result<Visitor, Error> {
    let app = App::of(request)?;
    let mut visitor = Visitor {
        path: request.uri().path_and_query().map(ToString::to_string).unwrap_or_else(|| "/".into()),
        notice: reply::notice_of(request),
        banner: app.banner(),
        demo: app.config.demo,
        address: address_of(request, app.config.trust_proxy),
        device: session::device_of(request),
        ..Visitor::default()
    };
    if let Some(hash) = session::token_hash_of(request, app.config.is_https()) {
        let now = app.clock.now();
        let found = app.read(move |conn| session::find(conn, &hash, now)).await?;
        if let Some((account, session)) = found {
            if session::wants_touch(&session, now) {
                let (id, role) = (session.id, account.role);
                app.write(move |conn| session::touch(conn, id, role, now)).await?;
            }
            visitor.session = Some(session.id);
            visitor.account = Some(account);
        }
    }
    Ok(visitor)
}

/// The network address; behind a proxy that is trusted, the one that it names.
pub fn address_of(request: &HttpRequest, trust_proxy: bool) -> String {
    let forwarded = trust_proxy
        .then(|| request.headers().get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next().map(str::trim))
        .flatten();
    match forwarded {
        Some(address) => address.to_string(),
        None => request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default(),
    }
}

/// Where to come back to after signing in: the page itself, or the page that a form was on.
fn way_back(request: &HttpRequest) -> String {
    let own = || request.uri().path_and_query().map(ToString::to_string);
    let before = || {
        let referer = request.headers().get(header::REFERER)?.to_str().ok()?;
        let url = url::Url::parse(referer).ok()?;
        Some(match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_string(),
        })
    };
    let path = if request.method() == Method::GET { own() } else { before() };
    path.unwrap_or_else(|| "/".into())
}

/// A path of this site to go on to, from a query or form; anything else leads nowhere.
pub fn safe_next(next: &str) -> Option<String> {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control());
    (local && next.len() < 1000).then(|| next.to_string())
}

macro_rules! guard {
    ($(#[$meta:meta])* $name:ident, $audience:literal, $fits:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            pub account: Account,
            pub visitor: Visitor,
        }

        impl AsRef<Visitor> for $name {
            fn as_ref(&self) -> &Visitor {
                &self.visitor
            }
        }

        impl FromRequest for $name {
            type Error = Error;
            type Future = Pending<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let visitor = visitor(&request).await?;
                    let Some(account) = visitor.account.clone() else {
                        return Err(Error::SignInFirst { next: way_back(&request) });
                    };
                    let fits: fn(Role) -> bool = $fits;
                    if fits(account.role) {
                        Ok(Self { account, visitor })
                    } else {
                        Err(Error::WrongRole { audience: $audience })
                    }
                })
            }
        }
    };
}

guard!(
    /// Anybody who has signed in.
    SignedIn, "people who have signed in", |_| true
);
guard!(Candidate, "candidates", |role| role == Role::Candidate);
guard!(
    /// Somebody who works for providers; each page still asks for which.
    Member, "members of a provider", |role| role == Role::Member
);
guard!(
    /// Moderators, and administrators, who moderate too.
    Moderator, "moderators", Role::is_staff
);
guard!(Administrator, "administrators", |role| role == Role::Administrator);

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn the_way_on_stays_on_this_site() {
        for (next, safe) in [
            ("/listings?what=nurse", true),
            ("//evil.example/", false),
            ("https://evil.example/", false),
            ("/\\evil.example", false),
            ("listings", false),
            ("", false),
        ] {
            assert_eq!(safe_next(next).is_some(), safe, "{next}");
        }
    }
}
