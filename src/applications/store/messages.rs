//! The SQL of messages. Whoever asks for those of one application has found it as theirs before.

use std::collections::HashMap;

use diesel::dsl::{count, count_star, exists, max, not};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, MessageId, NewMessage, Side, State, called, is_hidden};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::within;
use crate::providers::Scope;
use crate::schema::{accounts, application_message_reads, application_messages, applications, listings};

/// Conversations on one page of a desk.
pub(in crate::applications) const THREADS: i64 = 30;

#[derive(Clone, Debug, Queryable)]
pub(in crate::applications) struct Message {
    pub id: MessageId,
    pub side: Side,
    /// `None` when their account is gone.
    pub author: Option<String>,
    pub words: String,
    pub at: Moment,
}

/// Oldest first.
pub(in crate::applications) fn messages(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<Vec<Message>> {
    application_messages::table
        .left_join(accounts::table)
        .filter(application_messages::application_id.eq(application))
        .order(application_messages::id)
        .select((
            application_messages::id,
            application_messages::side,
            accounts::name.nullable(),
            application_messages::words,
            application_messages::at,
        ))
        .load(conn)
}

/// Adds a message; false when it is there already. One in other words is another one, though its form be the same.
pub(in crate::applications) fn add_message(
    conn: &mut Conn,
    application: ApplicationId,
    (side, author): (Side, AccountId),
    message: &NewMessage,
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        application_messages::id.eq(MessageId::new()),
        application_messages::application_id.eq(application),
        application_messages::side.eq(side),
        application_messages::author_id.eq(author),
        application_messages::number.eq(message.kept_as(side, author)),
        application_messages::words.eq(&message.words),
        application_messages::at.eq(now),
    );
    let added = on_each!(conn => diesel::insert_into(application_messages::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Up to which message each reader has read.
pub(in crate::applications) fn read_by(
    conn: &mut Conn,
    application: ApplicationId,
) -> QueryResult<HashMap<AccountId, MessageId>> {
    let rows: Vec<(AccountId, MessageId)> = application_message_reads::table
        .filter(application_message_reads::application_id.eq(application))
        .select((application_message_reads::account_id, application_message_reads::seen_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Somebody has read up to this message.
pub(in crate::applications) fn see(
    conn: &mut Conn,
    application: ApplicationId,
    reader: AccountId,
    up_to: MessageId,
) -> QueryResult<()> {
    let own = application_message_reads::table.find((application, reader));
    diesel::delete(own).execute(conn)?;
    diesel::insert_into(application_message_reads::table)
        .values((
            application_message_reads::application_id.eq(application),
            application_message_reads::account_id.eq(reader),
            application_message_reads::seen_id.eq(up_to),
        ))
        .execute(conn)
        .map(drop)
}

type Db = <Conn as diesel::connection::Connection>::Backend;
/// Which messages are meant. Boxed, so that one list of conditions serves those who count by application too.
type Condition = Box<dyn BoxableExpression<application_messages::table, Db, SqlType = Bool>>;

/// Written by this side, and not read by the reader, who is on the other.
fn unread(reader: AccountId, from: Side) -> Condition {
    let seen = application_message_reads::table
        .filter(application_message_reads::application_id.eq(application_messages::application_id))
        .filter(application_message_reads::account_id.eq(reader))
        .filter(application_message_reads::seen_id.ge(application_messages::id));
    Box::new(application_messages::side.eq(from).and(not(exists(seen))))
}

/// About an application within reach that its provider has got.
fn within_scope(scope: &Scope) -> Condition {
    let got = applications::table
        .inner_join(listings::table)
        .filter(within(scope))
        .filter(applications::state.ne(State::Draft))
        .select(applications::id);
    Box::new(application_messages::application_id.eq_any(got))
}

/// Is there a message from this side that the reader, who is on the other, has not read?
pub(in crate::applications) fn has_unread(
    conn: &mut Conn,
    application: ApplicationId,
    from: Side,
    reader: AccountId,
) -> QueryResult<bool> {
    Ok(unread_of(conn, application, from, reader)? > 0)
}

/// How many there are in one conversation.
pub(in crate::applications) fn unread_of(
    conn: &mut Conn,
    application: ApplicationId,
    from: Side,
    reader: AccountId,
) -> QueryResult<i64> {
    let here = application_messages::table.filter(application_messages::application_id.eq(application));
    here.filter(unread(reader, from)).count().get_result(conn)
}

/// From how many of a provider's candidates there is something that a member has not read.
pub(in crate::applications) fn unread_people(
    conn: &mut Conn,
    scope: &Scope,
    member: AccountId,
) -> QueryResult<i64> {
    application_messages::table
        .filter(within_scope(scope))
        .filter(unread(member, Side::Candidate))
        .select(count(application_messages::application_id).aggregate_distinct())
        .get_result(conn)
}

/// A conversation in a provider's list of them.
#[derive(Clone, Debug)]
pub(in crate::applications) struct Talk {
    pub id: ApplicationId,
    /// As the provider may name them.
    pub who: String,
    pub title: String,
    pub last_at: Moment,
    pub last_from: Side,
    /// Messages that the member who asks has not read.
    pub unread: i64,
}

/// Conversations of a provider, last written first: a page of them, and how many there are.
pub(in crate::applications) fn talks(
    conn: &mut Conn,
    scope: &Scope,
    member: AccountId,
    page: i64,
) -> QueryResult<(Vec<Talk>, i64)> {
    let (ids, total) = last_written(conn, scope, page)?;
    type Row = (ApplicationId, String, Option<Moment>, bool, String, Side, Moment);
    let rows: Vec<Row> = application_messages::table
        .inner_join(applications::table.inner_join(listings::table))
        .filter(application_messages::id.eq_any(ids))
        .order(application_messages::id.desc())
        .select((
            applications::id,
            applications::name,
            applications::revealed_at,
            listings::blind,
            listings::title,
            application_messages::side,
            application_messages::at,
        ))
        .load(conn)?;
    let unread = unread_in(conn, rows.iter().map(|row| row.0).collect(), member)?;
    let talk = |(id, name, revealed_at, blind, title, last_from, last_at): Row| Talk {
        who: called(id, &name, is_hidden(blind, revealed_at)),
        unread: unread.get(&id).copied().unwrap_or_default(),
        id,
        title,
        last_at,
        last_from,
    };
    Ok((rows.into_iter().map(talk).collect(), total))
}

/// The last message of each conversation on a page, and how many conversations there are.
fn last_written(conn: &mut Conn, scope: &Scope, page: i64) -> QueryResult<(Vec<MessageId>, i64)> {
    let total = application_messages::table
        .filter(within_scope(scope))
        .select(count(application_messages::application_id).aggregate_distinct())
        .get_result(conn)?;
    let last: Vec<Option<MessageId>> = application_messages::table
        .filter(within_scope(scope))
        .group_by(application_messages::application_id)
        .order(max(application_messages::id).desc())
        .select(max(application_messages::id))
        .limit(THREADS)
        .offset((page.max(1) - 1).saturating_mul(THREADS))
        .load(conn)?;
    Ok((last.into_iter().flatten().collect(), total))
}

/// How many messages of candidates a member has not read in each of these conversations; those without are left out.
fn unread_in(
    conn: &mut Conn,
    ids: Vec<ApplicationId>,
    member: AccountId,
) -> QueryResult<HashMap<ApplicationId, i64>> {
    let counts: Vec<(ApplicationId, i64)> = application_messages::table
        .filter(application_messages::application_id.eq_any(ids))
        .filter(unread(member, Side::Candidate))
        .group_by(application_messages::application_id)
        .select((application_messages::application_id, count_star()))
        .load(conn)?;
    Ok(counts.into_iter().collect())
}
