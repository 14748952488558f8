//! The SQL of an organisation's own log.

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::kit::id;
use crate::providers::ProviderId;
use crate::providers::model::{DEEDS_KEPT_DAYS, Deed, Done, Thing};
use crate::schema::provider_deeds;

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = provider_deeds)]
pub struct DeedLine {
    pub id: i64,
    pub at: Moment,
    pub name: String,
    pub deed: Deed,
    pub subject_kind: Thing,
    /// `None` when the thing has no page, or is gone.
    pub subject_id: Option<i64>,
    pub label: String,
    pub words: String,
}

/// Writes a line in the caller's transaction. What no member did, Rounds did, whoever of us it was.
pub fn note_deed(
    conn: &mut Conn,
    (provider, actor): (ProviderId, &Actor),
    done: Done<'_>,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(provider_deeds::table)
        .values((
            provider_deeds::id.eq(id::next()),
            provider_deeds::provider_id.eq(provider),
            provider_deeds::at.eq(now),
            provider_deeds::account_id.eq(actor.id),
            provider_deeds::name.eq(&actor.name),
            provider_deeds::deed.eq(done.deed),
            provider_deeds::subject_kind.eq(done.deed.thing()),
            provider_deeds::subject_id.eq(done.subject),
            provider_deeds::label.eq(done.label),
            provider_deeds::words.eq(done.words),
        ))
        .execute(conn)
        .map(drop)
}

/// The thing is gone: its lines stay, and lead nowhere any more.
pub fn unlink_deeds(conn: &mut Conn, provider: ProviderId, thing: Thing, id: i64) -> QueryResult<()> {
    let of_thing = provider_deeds::table
        .filter(provider_deeds::provider_id.eq(provider))
        .filter(provider_deeds::subject_kind.eq(thing))
        .filter(provider_deeds::subject_id.eq(id));
    diesel::update(of_thing).set(provider_deeds::subject_id.eq(None::<i64>)).execute(conn).map(drop)
}

/// Whose deeds are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    Account(AccountId),
    /// Somebody without an account, by the name as it was: Rounds, or who has gone for good.
    Named(String),
}

/// What to look for; `None` asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct DeedFilter {
    pub whose: Option<Whose>,
    pub thing: Option<Thing>,
    /// Not before this moment.
    pub since: Option<Moment>,
    /// Before this moment.
    pub before: Option<Moment>,
}

type Deeds<'a> = provider_deeds::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

fn fitting(provider: ProviderId, filter: &DeedFilter) -> Deeds<'_> {
    let mut deeds = provider_deeds::table.filter(provider_deeds::provider_id.eq(provider)).into_boxed();
    match &filter.whose {
        Some(Whose::Account(account)) => deeds = deeds.filter(provider_deeds::account_id.eq(*account)),
        Some(Whose::Named(name)) => {
            deeds = deeds.filter(provider_deeds::account_id.is_null()).filter(provider_deeds::name.eq(name));
        }
        None => {}
    }
    if let Some(thing) = filter.thing {
        deeds = deeds.filter(provider_deeds::subject_kind.eq(thing));
    }
    if let Some(since) = filter.since {
        deeds = deeds.filter(provider_deeds::at.ge(since));
    }
    if let Some(before) = filter.before {
        deeds = deeds.filter(provider_deeds::at.lt(before));
    }
    deeds
}

/// The lines that fit, newest first, and how many there are in all.
pub fn find_deeds(
    conn: &mut Conn,
    (provider, filter): (ProviderId, &DeedFilter),
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<DeedLine>, i64)> {
    let total = fitting(provider, filter).count().get_result(conn)?;
    let lines = fitting(provider, filter)
        .order((provider_deeds::at.desc(), provider_deeds::id.desc()))
        .offset(offset)
        .limit(limit)
        .select(DeedLine::as_select())
        .load(conn)?;
    Ok((lines, total))
}

/// The next lines that fit below one, newest first: for going through them all, however many come meanwhile.
pub fn deeds_below(
    conn: &mut Conn,
    (provider, filter): (ProviderId, &DeedFilter),
    last: Option<(Moment, i64)>,
    limit: i64,
) -> QueryResult<Vec<DeedLine>> {
    let mut deeds = fitting(provider, filter);
    if let Some((at, id)) = last {
        let same = provider_deeds::at.eq(at).and(provider_deeds::id.lt(id));
        deeds = deeds.filter(provider_deeds::at.lt(at).or(same));
    }
    deeds
        .order((provider_deeds::at.desc(), provider_deeds::id.desc()))
        .limit(limit)
        .select(DeedLine::as_select())
        .load(conn)
}

/// Everybody who has left a line, by name; one who changed their name comes with each.
pub fn doers(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<(Option<AccountId>, String)>> {
    provider_deeds::table
        .filter(provider_deeds::provider_id.eq(provider))
        .select((provider_deeds::account_id, provider_deeds::name))
        .distinct()
        .order((provider_deeds::name, provider_deeds::account_id))
        .load(conn)
}

/// Forgets lines that are older than the log goes back.
pub fn forget_deeds(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    let before = now - chrono::Duration::days(DEEDS_KEPT_DAYS);
    diesel::delete(provider_deeds::table.filter(provider_deeds::at.lt(before))).execute(conn).map(drop)
}
