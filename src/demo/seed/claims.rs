//! What the providers say of working there: most of it public, some old, some on its way to a moderator.

use chrono::{Duration, Months};
use diesel::prelude::*;

use super::Stage;
use super::ground::OWNERS;
use super::rows::ClaimRow;
use crate::demo::{DemoClaim, DemoProvider};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::claims;

/// The provider whose newest claim waits for a moderator besides those of the demonstration's owner.
const ANOTHER: usize = 3;
const EVIDENCE: &str = "The staff handbook has it on page 14, under “Time to learn”.";

pub(super) fn say(
    conn: &mut Conn,
    stage: &Stage,
    (provider, number): (i64, usize),
    of: &DemoProvider,
) -> QueryResult<()> {
    let source = format!("{} staff report", of.short);
    let row = |claim: &DemoClaim| row(stage, (provider, of.is_verified), claim, &source);
    let mut rows: Vec<ClaimRow> = of.claims.iter().map(row).collect();
    if number == OWNERS {
        let changed = of.claims.first().map(|claim| waiting(stage, row(claim)));
        let sent_back = rows.pop().map(|claim| returned(stage, claim));
        if let Some(last) = rows.last_mut() {
            last.stated_on = last.stated_on.and_then(|day| day.checked_sub_months(Months::new(30)));
        }
        rows.extend(changed.into_iter().chain(sent_back));
    }
    if number == ANOTHER {
        let last = rows.pop().map(|claim| waiting(stage, claim));
        rows.extend(last);
    }
    on_each!(conn => diesel::insert_into(claims::table).values(&rows).execute(conn)).map(drop)
}

fn row(stage: &Stage, (provider_id, is_public): (i64, bool), claim: &DemoClaim, source: &str) -> ClaimRow {
    let written = stage.now - Duration::days(19);
    ClaimRow {
        id: id::next(),
        provider_id,
        claim: claim.claim,
        state: if is_public { "approved" } else { "submitted" },
        figures: serde_json::to_string(&claim.figures).unwrap_or_default(),
        detail: claim.words.clone(),
        source: source.into(),
        stated_on: Some(claim.as_of),
        evidence: EVIDENCE,
        returned_because: None,
        created_at: written,
        updated_at: written,
        submitted_at: Some(written),
    }
}

fn waiting(stage: &Stage, claim: ClaimRow) -> ClaimRow {
    let sent = stage.now - Duration::hours(20);
    ClaimRow {
        id: id::next(),
        state: "submitted",
        detail: format!("{} From the first day", claim.detail).trim().into(),
        stated_on: Some(sent.london_day()),
        updated_at: sent,
        submitted_at: Some(sent),
        ..claim
    }
}

fn returned(stage: &Stage, claim: ClaimRow) -> ClaimRow {
    ClaimRow {
        state: "returned",
        returned_because: Some(
            "The evidence does not show the figure. Please quote the page, or add it as a file.",
        ),
        updated_at: stage.now - Duration::hours(44),
        submitted_at: None,
        ..claim
    }
}
