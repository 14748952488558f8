//! One queue of all that waits. Each kind gives a SELECT of its own; they are united, filtered, ordered and cut by the
//! database, so that a page costs as much as it shows and one look at what waits.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

use crate::accounts::AccountId;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::text::like;
use crate::listings;
use crate::moderation::model::{Filter, Hold, Kind, Place, Whose, late_before};
use crate::providers;
use crate::settings::Target;

/// What waits of a kind: see [`crate::moderation::model::Kind`].
fn source(kind: Kind) -> &'static str {
    match kind {
        Kind::Provider => providers::WAITING,
        Kind::Listing => listings::WAITING,
        Kind::Claim => providers::CLAIMS_WAITING,
        Kind::Story => providers::STORIES_WAITING,
        Kind::Edit => listings::EDITS_WAITING,
        Kind::Report => super::WAITING,
        Kind::Thread => super::WAITING_THREADS,
        Kind::Suspension => super::WAITING_SUSPENSIONS,
        Kind::Appeal => super::WAITING_APPEALS,
    }
}

/// One thing that waits.
#[derive(Clone, Debug, QueryableByName)]
pub struct Row {
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Timestamp)]
    pub sent_at: Moment,
    #[diesel(sql_type = Text)]
    pub title: String,
    /// Who sent it, or whom it is about; may be empty.
    #[diesel(sql_type = Text)]
    pub who: String,
    /// A code that each kind reads in its own way.
    #[diesel(sql_type = Text)]
    pub what: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    holder: Option<AccountId>,
    #[diesel(sql_type = Nullable<Text>)]
    holder_name: Option<String>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    held_until: Option<Moment>,
}

impl Row {
    pub fn place(&self) -> Place {
        Place { sent_at: self.sent_at, id: self.id }
    }

    pub fn hold(&self) -> Option<Hold> {
        Some(Hold { account: self.holder?, name: self.holder_name.clone()?, until: self.held_until? })
    }
}

/// How many of a kind wait, and how many of them are late.
#[derive(Clone, Debug, QueryableByName)]
pub struct Counted {
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    #[diesel(sql_type = BigInt)]
    pub all: i64,
    #[diesel(sql_type = BigInt)]
    pub late: i64,
}

/// Who asks, for what, and when.
pub struct Asked<'a> {
    pub filter: &'a Filter,
    pub me: AccountId,
    pub now: Moment,
    /// Says what is late.
    pub target: Target,
}

/// A page of the queue, oldest first.
pub fn page(conn: &mut Conn, asked: &Asked, offset: i64, n: i64) -> QueryResult<Vec<Row>> {
    rows(
        conn,
        asked,
        asked.filter.kind,
        "1 = 1",
        &format!("sent_at, id LIMIT {n} OFFSET {offset}"),
        asked.now,
    )
}

/// The oldest that nobody else has taken, after a place or of all; `None` when there is none.
pub fn first(conn: &mut Conn, asked: &Asked, place: Option<Place>) -> QueryResult<Option<Row>> {
    let free =
        format!("(holder IS NULL OR holder = {}) AND NOT ({})", asked.me.0, super::decided_before(asked.me));
    let (late_enough, edge) = match place {
        Some(place) => (beyond(">", place), place.sent_at),
        None => ("1 = 1".into(), asked.now),
    };
    let only = format!("{free} AND {late_enough}");
    Ok(rows(conn, asked, asked.filter.kind, &only, "sent_at, id LIMIT 1", edge)?.pop())
}

/// The neighbour that was sent next.
pub fn after(conn: &mut Conn, asked: &Asked, place: Place) -> QueryResult<Option<Row>> {
    let only = beyond(">", place);
    Ok(rows(conn, asked, asked.filter.kind, &only, "sent_at, id LIMIT 1", place.sent_at)?.pop())
}

/// The neighbour that was sent before.
pub fn before(conn: &mut Conn, asked: &Asked, place: Place) -> QueryResult<Option<Row>> {
    let only = beyond("<", place);
    Ok(rows(conn, asked, asked.filter.kind, &only, "sent_at DESC, id DESC LIMIT 1", place.sent_at)?.pop())
}

/// One thing, where it stands; `None` when it does not wait.
pub fn place(conn: &mut Conn, kind: Kind, id: i64, now: Moment) -> QueryResult<Option<Row>> {
    let asked = Asked { filter: &Filter::default(), me: AccountId(0), now, target: Target::default() };
    Ok(rows(conn, &asked, Some(kind), &format!("id = {id}"), "id LIMIT 1", now)?.pop())
}

/// `$4` is bound to the moment of the place.
fn beyond(sign: &str, place: Place) -> String {
    format!("(sent_at {sign} $4 OR (sent_at = $4 AND id {sign} {}))", place.id)
}

fn rows(
    conn: &mut Conn,
    asked: &Asked,
    kind: Option<Kind>,
    only: &str,
    order: &str,
    edge: Moment,
) -> QueryResult<Vec<Row>> {
    // The last binding is always there, whether or not `only` speaks of it.
    let query = format!(
        "SELECT * FROM ({}) AS wanted WHERE {only} AND $4 IS NOT NULL ORDER BY {order}",
        wanted(asked, kind)
    );
    let (pattern, edge_of_late) = bindings(asked);
    sql_query(query)
        .bind::<Timestamp, _>(asked.now)
        .bind::<Timestamp, _>(edge_of_late)
        .bind::<Text, _>(pattern)
        .bind::<Timestamp, _>(edge)
        .load(conn)
}

/// How much waits of each kind, whichever kind the filter names; a kind of which nothing waits has no line.
pub fn count(conn: &mut Conn, asked: &Asked) -> QueryResult<Vec<Counted>> {
    let query = format!(
        "WITH wanted AS ({}) SELECT kind, COUNT(*) AS \"all\", \
         SUM(CASE WHEN sent_at < $4 THEN 1 ELSE 0 END) AS late FROM wanted GROUP BY kind",
        wanted(asked, None)
    );
    let (pattern, edge_of_late) = bindings(asked);
    sql_query(query)
        .bind::<Timestamp, _>(asked.now)
        .bind::<Timestamp, _>(edge_of_late)
        .bind::<Text, _>(pattern)
        .bind::<Timestamp, _>(late_before(asked.now.london_day(), asked.target))
        .load(conn)
}

/// How much waits in all.
pub fn count_waiting(conn: &mut Conn, now: Moment) -> QueryResult<i64> {
    let asked = Asked { filter: &Filter::default(), me: AccountId(0), now, target: Target::default() };
    Ok(count(conn, &asked)?.iter().map(|counted| counted.all).sum())
}

/// When what has waited longest was sent; `None` when nothing waits.
pub fn oldest_waiting(conn: &mut Conn, now: Moment) -> QueryResult<Option<Moment>> {
    let asked = Asked { filter: &Filter::default(), me: AccountId(0), now, target: Target::default() };
    Ok(page(conn, &asked, 0, 1)?.first().map(|row| row.sent_at))
}

/// What the filter asks for, with who has it. SQLite numbers bindings as it meets them, so this comes first in a query.
/// `$1` is the present moment, `$2` what was sent before it is wanted, `$3`
/// the pattern of the words.
fn wanted(asked: &Asked, kind: Option<Kind>) -> String {
    let whose = match asked.filter.whose {
        None => "1 = 1".to_string(),
        Some(Whose::Mine) => format!("held.account_id = {}", asked.me.0),
        Some(Whose::Nobodys) => "held.account_id IS NULL".to_string(),
    };
    format!(
        "SELECT waits.kind, waits.id, waits.sent_at, waits.title, waits.who, waits.what, \
         held.account_id AS holder, held.account_name AS holder_name, held.expires_at AS held_until \
         FROM ({}) AS waits LEFT JOIN review_holds AS held \
         ON held.kind = waits.kind AND held.item_id = waits.id AND held.expires_at > $1 \
         WHERE waits.sent_at < $2 AND {whose} \
         AND ($3 = '%%' OR LOWER(waits.title) LIKE $3 ESCAPE '\\' OR LOWER(waits.who) LIKE $3 ESCAPE '\\')",
        union(kind)
    )
}

fn union(kind: Option<Kind>) -> String {
    let kinds = Kind::ALL.iter().copied().filter(|one| kind.is_none_or(|kind| kind == *one));
    let one = |kind: Kind| format!("SELECT '{kind}' AS kind, one.* FROM ({}) AS one", source(kind));
    kinds.map(one).collect::<Vec<_>>().join(" UNION ALL ")
}

fn bindings(asked: &Asked) -> (String, Moment) {
    let edge = match asked.filter.late {
        true => late_before(asked.now.london_day(), asked.target),
        // Nothing was sent after now; a clock that was put back does no harm.
        false => asked.now + chrono::Duration::days(36_500),
    };
    (like(&asked.filter.words), edge)
}
