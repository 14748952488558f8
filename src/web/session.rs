//! Who is signed in. A session is a row; its cookie holds a random token of which only the hash is stored.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time};
use chrono::Duration;
use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::tokens::{self, Token};
use crate::schema::{accounts, sessions};

crate::kit::id::id_type!(AccountId);
crate::kit::id::id_type!(SessionId);

crate::kit::words::words! {
    /// What an account is for.
    pub enum Role {
        Candidate = "candidate",
        /// Belongs to providers; what it may do there is its membership's role.
        Member = "member",
        Moderator = "moderator",
        Administrator = "administrator",
    }
}

impl Role {
    /// Moderators and administrators: an administrator moderates too.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Moderator | Self::Administrator)
    }

    /// How long a session lives without being used.
    fn idle(self) -> Duration {
        if self.is_staff() { Duration::hours(12) } else { Duration::days(14) }
    }

    /// Where a person lands after signing in.
    pub fn home(self) -> &'static str {
        match self {
            Self::Candidate => "/applications",
            Self::Member => "/desk",
            Self::Moderator => "/moderation",
            Self::Administrator => "/administration",
        }
    }

    /// As it stands by itself; in a sentence it is [`Role::label`].
    pub fn title(self) -> &'static str {
        match self {
            Self::Candidate => "Candidate",
            Self::Member => "Provider member",
            Self::Moderator => "Moderator",
            Self::Administrator => "Administrator",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Member => "provider member",
            Self::Moderator => "moderator",
            Self::Administrator => "administrator",
        }
    }
}

/// The signed-in person, as every page may know them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub role: Role,
}

/// A session as its owner sees it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: SessionId,
    pub device: String,
    pub created_at: Moment,
    pub seen_at: Moment,
    pub expires_at: Moment,
}

/// Seen times are written at most this often.
const SEEN_EVERY_MINUTES: i64 = 5;

/// Cookies of the `__Host-` kind need https; over plain http (a first try at home) the name says so.
pub fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-rounds" } else { "rounds-session" }
}

pub fn cookie(token: &Token, https: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(https), token.reveal().to_string())
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .max_age(time::Duration::days(30))
        .finish()
}

pub fn expired_cookie(https: bool) -> Cookie<'static> {
    let mut cookie = Cookie::build(cookie_name(https), "")
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .finish();
    cookie.make_removal();
    cookie
}

/// The hash of the token that a request carries.
pub fn token_hash_of(request: &HttpRequest, https: bool) -> Option<String> {
    request.cookie(cookie_name(https)).map(|cookie| tokens::hash(cookie.value()))
}

/// A short name of the device that asks: `Firefox on Linux`.
pub fn device_of(request: &HttpRequest) -> String {
    let agent = request.headers().get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |names: &[(&str, &str)], or: &str| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map_or(or.to_string(), |(_, name)| (*name).to_string())
    };
    let browser = first(
        &[
            ("Edg/", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ],
        "A browser",
    );
    let system = first(
        &[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ],
        "an unknown device",
    );
    format!("{browser} on {system}")
}

/// Opens a session and gives the token for its cookie.
pub fn open(conn: &mut Conn, account: &Account, device: &str, token: &Token, now: Moment) -> QueryResult<()> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(SessionId::new()),
            sessions::account_id.eq(account.id),
            sessions::token_hash.eq(token.hash()),
            sessions::device.eq(device),
            sessions::created_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::expires_at.eq(now + account.role.idle()),
        ))
        .execute(conn)
        .map(drop)
}

/// The person and session of a token; `None` when it ended, or its account is locked or unconfirmed.
pub fn find(conn: &mut Conn, token_hash: &str, now: Moment) -> QueryResult<Option<(Account, Session)>> {
    sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(accounts::locked_at.is_null())
        .filter(accounts::confirmed_at.is_not_null())
        .select((Account::as_select(), Session::as_select()))
        .first(conn)
        .optional()
}

/// Is it time to note that a session is in use?
pub fn wants_touch(session: &Session, now: Moment) -> bool {
    now - session.seen_at > Duration::minutes(SEEN_EVERY_MINUTES)
}

/// Notes that a session is in use, which lengthens it.
pub fn touch(conn: &mut Conn, session: SessionId, role: Role, now: Moment) -> QueryResult<()> {
    diesel::update(sessions::table.find(session))
        .set((sessions::seen_at.eq(now), sessions::expires_at.eq(now + role.idle())))
        .execute(conn)
        .map(drop)
}

/// The open sessions of a person, latest used first.
pub fn of_account(conn: &mut Conn, account: AccountId, now: Moment) -> QueryResult<Vec<Session>> {
    sessions::table
        .filter(sessions::account_id.eq(account))
        .filter(sessions::expires_at.gt(now))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select(Session::as_select())
        .load(conn)
}

/// Ends one session of a person; false when it is not theirs or has ended.
pub fn end(conn: &mut Conn, account: AccountId, session: SessionId) -> QueryResult<bool> {
    let ended = diesel::delete(sessions::table.find(session).filter(sessions::account_id.eq(account)))
        .execute(conn)?;
    Ok(ended == 1)
}

/// Ends all sessions of a person but, if given, the present one.
pub fn end_all(conn: &mut Conn, account: AccountId, but: Option<SessionId>) -> QueryResult<usize> {
    diesel::delete(
        sessions::table
            .filter(sessions::account_id.eq(account))
            .filter(sessions::id.ne(but.unwrap_or(SessionId(0)))),
    )
    .execute(conn)
}

/// Removes sessions that ended.
pub fn tidy(conn: &mut Conn, now: Moment) -> QueryResult<usize> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(conn)
}
