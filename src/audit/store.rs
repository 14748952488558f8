//! The SQL of the audit log.

use diesel::prelude::*;

use super::{Actor, LineId, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, lower};
use crate::kit::text::like;
use crate::schema::audit_lines;
use crate::web::session::AccountId;

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_lines)]
pub struct Line {
    pub id: LineId,
    pub at: Moment,
    pub actor_id: Option<AccountId>,
    pub actor_name: String,
    pub act: String,
    pub subject_kind: String,
    pub subject_id: i64,
    pub subject_label: String,
    pub note: String,
}

/// Writes a line in the caller's transaction. `act` is `listing.approve`, `account.lock` …; `note` may be empty.
pub fn note(
    conn: &mut Conn,
    actor: &Actor,
    act: &str,
    subject: Subject,
    note: &str,
    now: Moment,
) -> QueryResult<()> {
    diesel::insert_into(audit_lines::table)
        .values((
            audit_lines::id.eq(LineId::new()),
            audit_lines::at.eq(now),
            audit_lines::actor_id.eq(actor.id),
            audit_lines::actor_name.eq(&actor.name),
            audit_lines::act.eq(act),
            audit_lines::subject_kind.eq(subject.kind),
            audit_lines::subject_id.eq(subject.id),
            audit_lines::subject_label.eq(&subject.label),
            audit_lines::note.eq(note),
        ))
        .execute(conn)
        .map(drop)
}

/// What to look for; empty fields ask for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// An act as a whole: `listing.approve`.
    pub act: String,
    /// A part of the actor's name.
    pub actor: String,
    /// A part of the subject's label, or its number.
    pub subject: String,
    /// Exactly this person.
    pub by: Option<AccountId>,
    /// Not before this moment.
    pub since: Option<Moment>,
    /// Before this moment.
    pub before: Option<Moment>,
}

/// The lines that fit, newest first, and how many there are in all.
pub fn find(conn: &mut Conn, filter: &Filter, offset: i64, limit: i64) -> QueryResult<(Vec<Line>, i64)> {
    let total = fitting(filter).count().get_result(conn)?;
    let lines = fitting(filter)
        .order(audit_lines::id.desc())
        .offset(offset)
        .limit(limit)
        .select(Line::as_select())
        .load(conn)?;
    Ok((lines, total))
}

/// The next lines that fit below one, newest first: for going through them all, however many come meanwhile.
pub fn find_below(conn: &mut Conn, filter: &Filter, last: LineId, limit: i64) -> QueryResult<Vec<Line>> {
    fitting(filter)
        .filter(audit_lines::id.lt(last))
        .order(audit_lines::id.desc())
        .limit(limit)
        .select(Line::as_select())
        .load(conn)
}

type Lines<'a> = audit_lines::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

fn fitting(filter: &Filter) -> Lines<'_> {
    let mut lines = audit_lines::table.into_boxed();
    if !filter.act.is_empty() {
        lines = lines.filter(audit_lines::act.eq(&filter.act));
    }
    if !filter.actor.is_empty() {
        lines = lines.filter(lower(audit_lines::actor_name).like(like(&filter.actor)).escape('\\'));
    }
    if let Some(by) = filter.by {
        lines = lines.filter(audit_lines::actor_id.eq(by));
    }
    if let Some(since) = filter.since {
        lines = lines.filter(audit_lines::at.ge(since));
    }
    if let Some(before) = filter.before {
        lines = lines.filter(audit_lines::at.lt(before));
    }
    if !filter.subject.is_empty() {
        let number = filter.subject.parse::<i64>().unwrap_or_default();
        let named = lower(audit_lines::subject_label).like(like(&filter.subject)).escape('\\');
        lines = lines.filter(named.or(audit_lines::subject_id.eq(number)));
    }
    lines
}

/// The history of one thing, newest first.
pub fn of_subject(conn: &mut Conn, kind: &str, id: i64, limit: i64) -> QueryResult<Vec<Line>> {
    audit_lines::table
        .filter(audit_lines::subject_kind.eq(kind))
        .filter(audit_lines::subject_id.eq(id))
        .order(audit_lines::id.desc())
        .limit(limit)
        .select(Line::as_select())
        .load(conn)
}

/// How many lines somebody has left.
pub fn count_by(conn: &mut Conn, actor: AccountId) -> QueryResult<i64> {
    audit_lines::table.filter(audit_lines::actor_id.eq(actor)).count().get_result(conn)
}

/// The history of several things of a kind, newest first.
pub fn of_subjects(conn: &mut Conn, kind: &str, ids: &[i64], limit: i64) -> QueryResult<Vec<Line>> {
    audit_lines::table
        .filter(audit_lines::subject_kind.eq(kind))
        .filter(audit_lines::subject_id.eq_any(ids.to_vec()))
        .order(audit_lines::id.desc())
        .limit(limit)
        .select(Line::as_select())
        .load(conn)
}

/// The kinds of act that have happened, for the filter.
pub fn acts(conn: &mut Conn) -> QueryResult<Vec<String>> {
    audit_lines::table.select(audit_lines::act).distinct().order(audit_lines::act).load(conn)
}
