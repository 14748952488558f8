//! How the demonstration's owner and her colleague choose: a person specification, scores, and notes for one another.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use super::listings::reference;
use super::people::Cast;
use super::rows::{CriterionRow, NoteRow, ScoreRow};
use crate::demo::applications::application;
use crate::demo::dice::{Dice, For};
use crate::demo::listings::DemoListing;
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::listings as listing_rows;
use crate::schema::{application_notes, application_scores, applications, listing_criteria};

/// What the listing asks of a person, whatever the work is.
const POINTS: [(&str, &str); 5] = [
    ("essential", "Has done this kind of work, or trained for it"),
    ("essential", "Puts the safety of patients first, with an example"),
    ("essential", "Plans with a team and says when a plan must change"),
    ("desirable", "Has taught or supervised others"),
    ("desirable", "Has improved how something is done"),
];

/// For everybody who applied for a listing of the owner's and was read.
pub(super) fn insert(
    conn: &mut Conn,
    stage: &Stage,
    cast: &Cast,
    of: &(usize, DemoListing),
) -> QueryResult<()> {
    let (number, listing) = of;
    let of_listing = listing_rows::table.filter(listing_rows::internal_reference.eq(reference(*number)));
    let Some(row) = of_listing.select(listing_rows::id).first::<i64>(conn).optional()? else { return Ok(()) };
    let read: Vec<i64> = applications::table
        .filter(applications::listing_id.eq(row))
        .filter(applications::state.ne_all(["draft", "withdrawn"]))
        .order(applications::id)
        .select(applications::id)
        .load(conn)?;
    let criteria: Vec<CriterionRow> = POINTS
        .iter()
        .enumerate()
        .map(|(position, (need, words))| CriterionRow {
            id: id::next(),
            listing_id: row,
            position: position as i32,
            need,
            words,
        })
        .collect();
    let scores = scores(stage, cast, &read, &criteria);
    let notes = notes(stage, cast, &read, listing);
    on_each!(conn => {
        diesel::insert_into(listing_criteria::table).values(&criteria).execute(conn)?;
        diesel::insert_into(application_scores::table).values(&scores).execute(conn)?;
        diesel::insert_into(application_notes::table).values(&notes).execute(conn)
    })
    .map(drop)
}

/// The owner has scored two of three, her colleague every other.
fn scores(stage: &Stage, cast: &Cast, read: &[i64], criteria: &[CriterionRow]) -> Vec<ScoreRow> {
    let mut rows = Vec::new();
    for (turn, application) in read.iter().enumerate() {
        let dice = &mut Dice::new(For::Application, turn);
        for (by, scores) in [(cast.owner, turn % 3 != 2), (cast.colleague, turn % 2 == 0)] {
            for criterion in criteria.iter().filter(|_| scores) {
                rows.push(ScoreRow {
                    application_id: *application,
                    criterion_id: criterion.id,
                    account_id: by,
                    score: 1 + dice.below(3) as i32,
                    at: stage.now - Duration::hours(20),
                });
            }
        }
    }
    rows
}

fn notes(stage: &Stage, cast: &Cast, read: &[i64], listing: &DemoListing) -> Vec<NoteRow> {
    let note = |(turn, of_whom): (usize, &i64)| NoteRow {
        id: id::next(),
        application_id: *of_whom,
        author_id: if turn % 2 == 0 { cast.owner } else { cast.colleague },
        words: application(turn + 1, listing).note,
        at: stage.now - Duration::hours(30 - turn as i64 % 24),
    };
    read.iter().enumerate().filter(|(turn, _)| turn % 3 != 1).map(note).collect()
}
