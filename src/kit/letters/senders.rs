//! Who sends letters now, and whether they live: what the dead had in hand is free again.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::kit::db::Conn;
use crate::schema::{letter_senders, letters};

crate::kit::id::id_type!(
    /// Somebody who sends letters: one turn of one worker.
    SenderId
);

/// A sender that has not said for so long that it lives is taken for dead, and others send what it had in hand. Seconds.
pub const ALIVE_SECONDS: i64 = 15;

/// Seconds since 1970 by the clock of the database.
fn seconds_there(conn: &Conn) -> &'static str {
    conn.asked("CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)", "unixepoch()")
}

/// A new sender, alive for [`ALIVE_SECONDS`].
pub fn sign_on(conn: &mut Conn) -> QueryResult<SenderId> {
    let (id, now) = (SenderId::new(), seconds_there(conn));
    diesel::sql_query(format!("INSERT INTO letter_senders (id, alive_until) VALUES ($1, {now} + $2)"))
        .bind::<BigInt, _>(id)
        .bind::<BigInt, _>(ALIVE_SECONDS)
        .execute(conn)?;
    Ok(id)
}

/// The sender lives for as long again; false when it was taken for dead, and must send nothing more.
pub fn beat(conn: &mut Conn, sender: SenderId) -> QueryResult<bool> {
    let now = seconds_there(conn);
    let beaten =
        diesel::sql_query(format!("UPDATE letter_senders SET alive_until = {now} + $1 WHERE id = $2"))
            .bind::<BigInt, _>(ALIVE_SECONDS)
            .bind::<BigInt, _>(sender)
            .execute(conn)?;
    Ok(beaten == 1)
}

/// The sender goes; what it has in hand is free.
pub fn sign_off(conn: &mut Conn, sender: SenderId) -> QueryResult<()> {
    diesel::delete(letter_senders::table.find(sender.0)).execute(conn)?;
    free(conn, sender)
}

fn free(conn: &mut Conn, sender: SenderId) -> QueryResult<()> {
    diesel::update(letters::table.filter(letters::claimed_by.eq(sender)))
        .set(letters::claimed_by.eq(None::<SenderId>))
        .execute(conn)
        .map(drop)
}

#[derive(QueryableByName)]
#[diesel(table_name = letter_senders)]
struct Sender {
    id: SenderId,
}

/// Is the sender signed on? If so, nobody takes it for dead before this transaction ends.
pub(super) fn is_signed_on(conn: &mut Conn, sender: SenderId) -> QueryResult<bool> {
    let locked = conn.asked("FOR KEY SHARE", "");
    let found: Vec<Sender> =
        diesel::sql_query(format!("SELECT id FROM letter_senders WHERE id = $1 {locked}"))
            .bind::<BigInt, _>(sender)
            .load(conn)?;
    Ok(!found.is_empty())
}

/// Senders that have died: killed, cut off, or stopped for longer than they may; and those that have letters in hand
/// without being signed on.
pub fn dead_senders(conn: &mut Conn) -> QueryResult<Vec<SenderId>> {
    let (now, index) = (seconds_there(conn), conn.asked("", "INDEXED BY letters_in_hand"));
    let dead: Vec<Sender> = diesel::sql_query(format!(
        "SELECT id FROM letter_senders WHERE alive_until < {now} \
         UNION SELECT claimed_by FROM letters {index} \
         WHERE claimed_by IS NOT NULL AND claimed_by NOT IN (SELECT id FROM letter_senders)"
    ))
    .load(conn)?;
    Ok(dead.into_iter().map(|sender| sender.id).collect())
}

/// Frees what dead senders had in hand. One that beat meanwhile keeps it.
pub fn bury(conn: &mut Conn, dead: &[SenderId]) -> QueryResult<()> {
    let now = seconds_there(conn);
    for sender in dead {
        diesel::sql_query(format!("DELETE FROM letter_senders WHERE id = $1 AND alive_until < {now}"))
            .bind::<BigInt, _>(*sender)
            .execute(conn)?;
        if !is_signed_on(conn, *sender)? {
            free(conn, *sender)?;
        }
    }
    Ok(())
}
