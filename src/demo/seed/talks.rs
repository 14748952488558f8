//! What the owner of the demonstration and those who apply for her listings write to one another.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use super::listings::reference;
use super::people::Cast;
use super::rows::{MessageRow, ReadRow};
use crate::demo::applications::{Sender, application};
use crate::demo::listings::DemoListing;
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::listings as listing_rows;
use crate::schema::{application_message_reads, application_messages, applications};
use crate::web::session::AccountId;

/// For everybody whom this listing's provider took further: what it wrote, and what two of three answered; of these every
/// second is not read yet.
pub(super) fn insert(
    conn: &mut Conn,
    stage: &Stage,
    cast: &Cast,
    (number, listing): &(usize, DemoListing),
) -> QueryResult<()> {
    let chosen: Vec<(i64, AccountId)> = applications::table
        .inner_join(listing_rows::table)
        .filter(listing_rows::internal_reference.eq(reference(*number)))
        .filter(applications::state.eq_any(["shortlisted", "offered", "accepted"]))
        .order(applications::id)
        .select((applications::id, applications::candidate_id))
        .load(conn)?;
    let (mut messages, mut reads) = (Vec::new(), Vec::new());
    for (turn, (application_id, candidate)) in chosen.into_iter().enumerate() {
        let read = |account_id, seen_id| ReadRow { application_id, account_id, seen_id };
        for (sender, words) in application(turn, listing).messages {
            let is_theirs = sender == Sender::Candidate;
            if is_theirs && turn % 3 == 2 {
                continue;
            }
            let id = id::next();
            messages.push(MessageRow {
                id,
                application_id,
                side: if is_theirs { "candidate" } else { "provider" },
                author_id: if is_theirs { candidate } else { cast.owner },
                number: id,
                words,
                at: stage.now - Duration::hours(if is_theirs { 5 } else { 29 } + turn as i64 % 7),
            });
            match is_theirs {
                true if turn % 2 == 1 => reads.push(read(cast.owner, id)),
                false if turn % 3 != 2 => reads.push(read(candidate, id)),
                _ => {}
            }
        }
    }
    on_each!(conn => {
        diesel::insert_into(application_messages::table).values(&messages).execute(conn)?;
        diesel::insert_into(application_message_reads::table).values(&reads).execute(conn)
    })
    .map(drop)
}
