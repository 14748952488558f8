//! What the job does with some rows at a time: it judges them anew each time, since the listings that they speak of may
//! have changed, and notes in the same transaction what has come of each. So a job that was killed leaves nothing half
//! done, and whoever goes on with it does nothing twice.

use std::collections::HashMap;

use diesel::QueryResult;

use crate::accounts;
use crate::audit::Actor;
use crate::imports::model::{
    Became, Column, Fault, Import, ImportId, ImportState, Row, Said, Takes, Verdict, apply, stored,
};
use crate::imports::store::{self, Reference};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome};
use crate::listings::actions::{blank, edit, submit};
use crate::listings::forms::Around;
use crate::listings::{self, Full, ListingId, ListingState, missing};
use crate::providers::{self, Needs, Provider};

/// Rows in one transaction: judging reads little, making writes a dozen rows for each.
const CHECKED_AT_ONCE: i64 = 200;
const MADE_AT_ONCE: i64 = 50;

/// What the rows of an import are judged by.
struct Bench {
    import: Import,
    provider: Provider,
    around: Around,
    columns: Vec<Option<&'static Column>>,
    /// Who brings the file, by name and address.
    by: (String, String),
    now: Moment,
}

impl Bench {
    /// `None` when the import does not wait in this state, or its organisation may not be changed (any more) by whoever
    /// wants it made.
    fn set(conn: &mut Conn, id: ImportId, state: ImportState, now: Moment) -> QueryResult<Option<Self>> {
        let Some(import) = store::find(conn, id)?.filter(|import| import.state == state) else {
            return Ok(None);
        };
        let provider = providers::find(conn, import.provider_id)?;
        let desk = providers::desk(conn, import.account_id, import.provider_id)?;
        let may = desk.is_some_and(|desk| desk.may(Needs::EditAll));
        let Some(provider) = provider.filter(|provider| may && provider.state.may_be_edited()) else {
            store::step_on(conn, &import, ImportState::Cancelled, Some(now))?;
            return Ok(None);
        };
        let by = accounts::find(conn, import.account_id)?;
        let around = Around {
            sites: providers::sites(conn, provider.id)?,
            members: providers::members(conn, provider.id)?,
            today: now.london_day(),
            scope: providers::Scope::whole(provider.id),
        };
        Ok(Some(Self {
            columns: import.columns(),
            by: by.map(|account| (account.name, account.email)).unwrap_or_default(),
            import,
            provider,
            around,
            now,
        }))
    }

    fn actor(&self) -> Actor {
        Actor { id: Some(self.import.account_id), name: self.by.0.clone() }
    }

    fn blank(&self, said: &Said) -> Result<Full, String> {
        let kind = said.kind(self.import.kind)?;
        let by = (self.import.account_id, self.by.0.as_str(), self.by.1.as_str());
        Ok(blank(&self.provider, kind, by, self.now))
    }
}

/// Of some rows: what each says, what was made of it, and which line said it first.
struct Known {
    said: Vec<Said>,
    references: HashMap<String, Reference>,
    first_lines: HashMap<String, i32>,
}

impl Known {
    fn of(conn: &mut Conn, bench: &Bench, rows: &[Row]) -> QueryResult<Self> {
        let said: Vec<Said> = rows.iter().map(|row| Said::of(&row.cells(), &bench.columns)).collect();
        let keys: Vec<String> = said.iter().map(Said::key).collect();
        let first = rows.first().map_or(0, |row| row.line);
        let mut first_lines = store::first_lines(conn, bench.import.id, &keys, first)?;
        for (row, key) in rows.iter().zip(&keys) {
            first_lines.entry(key.clone()).or_insert(row.line);
        }
        Ok(Self { references: store::references(conn, bench.provider.id, &keys)?, said, first_lines })
    }
}

/// What a row comes to.
struct Judged {
    verdict: Verdict,
    faults: Vec<Fault>,
    /// The listing as the row would have it, where it would make or change one.
    full: Option<Full>,
    /// What an earlier import made of it.
    listing: Option<ListingId>,
}

impl Judged {
    fn refused(column: &str, value: &str, reason: impl Into<String>) -> Self {
        let fault = Fault { column: column.into(), value: value.into(), reason: reason.into() };
        Self { verdict: Verdict::Refused, faults: vec![fault], full: None, listing: None }
    }

    fn same(listing: Option<ListingId>) -> Self {
        Self { verdict: Verdict::Same, faults: Vec::new(), full: None, listing }
    }

    fn note(&self, row: &mut Row, bench: &Bench, key: String) {
        let lacks = self.full.as_ref().map(|full| missing(full, bench.around.today)).unwrap_or_default();
        let lacks: Vec<String> = lacks.into_iter().map(|one| one.words).collect();
        row.reference = key;
        row.verdict = Some(self.verdict);
        row.faults = stored(&self.faults);
        row.lacks = lacks.join(". ");
        row.listing_id = self.listing;
    }
}

fn judge(conn: &mut Conn, bench: &Bench, known: &Known, row: &Row, said: &Said) -> QueryResult<Judged> {
    let (key, reference) = (said.key(), said.reference());
    let value = reference.clone().unwrap_or_default();
    if said.has_long_reference() {
        return Ok(Judged::refused("Reference", &value, "This must be 100 characters or fewer"));
    }
    let first = known.first_lines.get(&key).copied().unwrap_or(row.line);
    if first < row.line {
        let told = match reference {
            Some(_) => format!("Line {first} has the same reference"),
            None => format!("Line {first} says the same"),
        };
        return Ok(Judged::refused("Reference", &value, told));
    }
    let blank = match bench.blank(said) {
        Ok(blank) => blank,
        Err(told) => return Ok(Judged::refused("Kind", said.value("kind"), told)),
    };
    match known.references.get(&key) {
        Some(made) if made.fingerprint == said.fingerprint() => Ok(Judged::same(Some(made.listing))),
        Some(made) => judge_again(conn, bench, made, &blank, said),
        None => {
            let mut full = blank;
            let faults = apply(said, &mut full, &bench.around);
            Ok(Judged { verdict: Verdict::New, faults, full: Some(full), listing: None })
        }
    }
}

/// A row that says something else than the last time.
fn judge_again(
    conn: &mut Conn,
    bench: &Bench,
    made: &Reference,
    blank: &Full,
    said: &Said,
) -> QueryResult<Judged> {
    let value = said.value("reference");
    let Some(mut full) = listings::full(conn, made.listing)? else {
        return Ok(Judged::refused("Reference", value, "What this row made is gone"));
    };
    if full.listing.state != ListingState::Draft {
        let told = format!(
            "The listing with this reference is no draft any more ({}): change it on its own page",
            full.listing.state.label().to_lowercase()
        );
        return Ok(Judged { listing: Some(made.listing), ..Judged::refused("Reference", value, told) });
    }
    if full.listing.kind != blank.listing.kind {
        let told = format!("The draft with this reference is a {}", full.listing.kind.noun());
        return Ok(Judged {
            listing: Some(made.listing),
            ..Judged::refused("Kind", said.value("kind"), told)
        });
    }
    let faults = apply(said, &mut full, &bench.around);
    Ok(Judged { verdict: Verdict::Update, faults, full: Some(full), listing: Some(made.listing) })
}

fn title_of(judged: &Judged, said: &Said) -> String {
    let full = judged.full.as_ref().map(|full| full.listing.name().to_string());
    full.unwrap_or_else(|| crate::kit::text::excerpt(said.value("title"), 120))
}

/// Finds out what some rows would do; false when all are checked.
pub(in crate::imports) fn check_some(conn: &mut Conn, id: ImportId, now: Moment) -> Outcome<bool> {
    let Some(bench) = Bench::set(conn, id, ImportState::Checking, now)? else { return Ok(false) };
    let mut rows = store::rows_after(conn, id, bench.import.reached, CHECKED_AT_ONCE)?;
    let known = Known::of(conn, &bench, &rows)?;
    for (row, said) in rows.iter_mut().zip(&known.said) {
        let judged = judge(conn, &bench, &known, row, said)?;
        judged.note(row, &bench, said.key());
        row.title = title_of(&judged, said);
        store::save_row(conn, row)?;
    }
    go_on(conn, &bench, &rows, ImportState::Checked, None)
}

/// Makes what some rows say; false when all are made.
pub(in crate::imports) fn make_some(conn: &mut Conn, id: ImportId, now: Moment) -> Outcome<bool> {
    let Some(bench) = Bench::set(conn, id, ImportState::Running, now)? else { return Ok(false) };
    let mut rows = store::rows_after(conn, id, bench.import.reached, MADE_AT_ONCE)?;
    let known = Known::of(conn, &bench, &rows)?;
    for (row, said) in rows.iter_mut().zip(&known.said) {
        let judged = judge(conn, &bench, &known, row, said)?;
        judged.note(row, &bench, said.key());
        row.title = title_of(&judged, said);
        let is_complete = judged.faults.is_empty() && row.lacks.is_empty();
        let (mut became, listing) = make(conn, &bench, said, judged)?;
        let is_wanted = bench.import.submits && is_complete && bench.provider.state.is_public();
        if let Some(listing) = listing.filter(|_| is_wanted && is_written(became)) {
            submit(conn, &bench.actor(), (&bench.around.scope, listing), now).map_err(broken)?;
            became = Became::Submitted;
        }
        (row.became, row.listing_id) = (Some(became), listing);
        store::save_row(conn, row)?;
    }
    go_on(conn, &bench, &rows, ImportState::Done, Some(now))
}

fn is_written(became: Became) -> bool {
    matches!(became, Became::Made | Became::Updated)
}

/// Notes how far the job is; at the end the import moves on.
fn go_on(
    conn: &mut Conn,
    bench: &Bench,
    rows: &[Row],
    next: ImportState,
    ended: Option<Moment>,
) -> Outcome<bool> {
    let Some(last) = rows.last() else {
        store::step_on(conn, &bench.import, next, ended)?;
        return Ok(false);
    };
    store::set_reached(conn, bench.import.id, bench.import.done + rows.len() as i32, last.line)?;
    Ok(true)
}

fn make(conn: &mut Conn, bench: &Bench, said: &Said, judged: Judged) -> Outcome<(Became, Option<ListingId>)> {
    let is_wanted = judged.faults.is_empty() || bench.import.takes == Takes::All;
    let provider = bench.provider.id;
    let reference = |listing| Reference { reference: said.key(), listing, fingerprint: said.fingerprint() };
    match (judged.verdict, judged.full) {
        (Verdict::Refused, _) => Ok((Became::Refused, judged.listing)),
        (Verdict::Same, _) => Ok((Became::Same, judged.listing)),
        (_, Some(_)) if !is_wanted => Ok((Became::LeftOut, judged.listing)),
        (Verdict::New, Some(full)) => {
            listings::insert(conn, &full)?;
            store::insert_reference(conn, provider, &reference(full.listing.id))?;
            Ok((Became::Made, Some(full.listing.id)))
        }
        (Verdict::Update, Some(full)) => {
            let (id, seen) = (full.listing.id, full.listing.version);
            let write = |draft: &mut Full| drop(apply(said, draft, &bench.around));
            edit(conn, (&bench.around.scope, id), seen, write, bench.now).map_err(broken)?;
            store::set_fingerprint(conn, provider, &reference(id))?;
            Ok((Became::Updated, Some(id)))
        }
        (_, None) => Ok((Became::LeftOut, judged.listing)),
    }
}

/// What was found in this transaction cannot be refused in it; if it is, the job tries again.
fn broken<R: std::fmt::Debug>(failed: Failed<R>) -> Failed<std::convert::Infallible> {
    match failed {
        Failed::Refused(because) => Failed::Broken(anyhow::anyhow!("a row could not be made: {because:?}")),
        Failed::Broken(error) => Failed::Broken(error),
    }
}
