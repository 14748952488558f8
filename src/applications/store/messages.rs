//! The SQL of messages. Whoever asks for those of one application has found it as theirs before.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::accounts::AccountId;
use crate::applications::model::{ApplicationId, MessageId, NewMessage, Side, State, called, is_hidden};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::providers::ProviderId;
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

/// Is there a message from this side that the reader, who is on the other, has not read?
pub(in crate::applications) fn has_unread(
    conn: &mut Conn,
    application: ApplicationId,
    from: Side,
    reader: AccountId,
) -> QueryResult<bool> {
    let seen: Option<MessageId> = application_message_reads::table
        .find((application, reader))
        .select(application_message_reads::seen_id)
        .first(conn)
        .optional()?;
    let unread = application_messages::table
        .filter(application_messages::application_id.eq(application))
        .filter(application_messages::side.eq(from))
        .filter(application_messages::id.gt(seen.unwrap_or(MessageId(0))));
    diesel::select(diesel::dsl::exists(unread)).get_result(conn)
}

/// How many messages of this provider's candidates a member has not read, by application.
pub(in crate::applications) fn unread_by_member(
    conn: &mut Conn,
    provider: ProviderId,
    member: AccountId,
) -> QueryResult<HashMap<ApplicationId, usize>> {
    let reads = application_message_reads::table.on(application_message_reads::application_id
        .eq(application_messages::application_id)
        .and(application_message_reads::account_id.eq(member)));
    let unread = application_messages::table
        .inner_join(applications::table.inner_join(listings::table))
        .left_join(reads)
        .filter(listings::provider_id.eq(provider))
        .filter(applications::state.ne(State::Draft))
        .filter(application_messages::side.eq(Side::Candidate))
        .filter(
            application_message_reads::seen_id
                .nullable()
                .is_null()
                .or(application_messages::id.nullable().gt(application_message_reads::seen_id.nullable())),
        )
        .select(application_messages::application_id)
        .load(conn)?;
    Ok(counted(unread))
}

/// How many messages of providers a candidate has not read, by application.
pub(in crate::applications) fn unread_by_candidate(
    conn: &mut Conn,
    candidate: AccountId,
) -> QueryResult<HashMap<ApplicationId, usize>> {
    let reads = application_message_reads::table.on(application_message_reads::application_id
        .eq(application_messages::application_id)
        .and(application_message_reads::account_id.eq(candidate)));
    let unread = application_messages::table
        .inner_join(applications::table)
        .left_join(reads)
        .filter(applications::candidate_id.eq(candidate))
        .filter(application_messages::side.eq(Side::Provider))
        .filter(
            application_message_reads::seen_id
                .nullable()
                .is_null()
                .or(application_messages::id.nullable().gt(application_message_reads::seen_id.nullable())),
        )
        .select(application_messages::application_id)
        .load(conn)?;
    Ok(counted(unread))
}

fn counted(unread: Vec<ApplicationId>) -> HashMap<ApplicationId, usize> {
    let mut counts = HashMap::new();
    unread.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
    counts
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
}

/// Conversations of a provider, last written first: a page of them, and how many there are.
pub(in crate::applications) fn talks(
    conn: &mut Conn,
    provider: ProviderId,
    page: i64,
) -> QueryResult<(Vec<Talk>, i64)> {
    let last: Vec<(ApplicationId, Option<MessageId>)> = application_messages::table
        .inner_join(applications::table.inner_join(listings::table))
        .filter(listings::provider_id.eq(provider))
        .filter(applications::state.ne(State::Draft))
        .group_by(application_messages::application_id)
        .order(diesel::dsl::max(application_messages::id).desc())
        .select((application_messages::application_id, diesel::dsl::max(application_messages::id)))
        .load(conn)?;
    let total = last.len() as i64;
    let shown: Vec<MessageId> = last
        .into_iter()
        .skip((page.max(1) - 1).saturating_mul(THREADS) as usize)
        .take(THREADS as usize)
        .filter_map(|(_, id)| id)
        .collect();
    type Row = (ApplicationId, String, Option<Moment>, bool, String, Side, Moment);
    let rows: Vec<Row> = application_messages::table
        .inner_join(applications::table.inner_join(listings::table))
        .filter(application_messages::id.eq_any(shown))
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
    let talk = |(id, name, revealed_at, blind, title, last_from, last_at): Row| Talk {
        who: called(id, &name, is_hidden(blind, revealed_at)),
        id,
        title,
        last_at,
        last_from,
    };
    Ok((rows.into_iter().map(talk).collect(), total))
}
