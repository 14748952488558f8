//! The verbs of imports: each is one transaction. The job's own steps are in `rows`.

mod rows;

use serde::{Deserialize, Serialize};

pub(super) use rows::{check_some, make_some};

use crate::audit::{self, Actor, Subject};
use crate::imports::model::{
    Column, Import, ImportId, ImportState, KEPT_DAYS, MOST_OPEN, Row, Takes, guess, plain, stored,
};
use crate::imports::reading::Sheet;
use crate::imports::store;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs::{self, Job};
use crate::listings::ListingKind;
use crate::providers::{Deed, Desk, Done, ProviderId, note_deed};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// The same file that comes again within as many seconds is a button pressed twice.
const PRESSED_TWICE_SECONDS: i64 = 60;

/// An import has rows to check or to make.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WorkOnImport {
    pub import: ImportId,
}

impl Job for WorkOnImport {
    const NAME: &'static str = "imports.work";
    const PRIORITY: i32 = 7;
}

#[derive(Debug)]
pub enum ImportError {
    NotFound,
    TooMany(ProviderId),
    /// It has gone on meanwhile.
    NotNow(Box<Import>),
}

impl Refusal for ImportError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::NotFound,
            Self::TooMany(provider) => Error::refused(
                "There are too many imports that nobody has finished",
                format!("You may have {MOST_OPEN} at once. Finish or cancel one of them first."),
                Link::to(format!("/desk/{provider}/imports"), "See the imports"),
            ),
            Self::NotNow(import) => Error::refused(
                "This import has gone on meanwhile",
                format!("It is now: {}.", import.state.label().to_lowercase()),
                Link::to(import.path(), "See the import"),
            ),
        }
    }
}

impl Import {
    pub fn path(&self) -> String {
        format!("/desk/{}/imports/{}", self.provider_id, self.id)
    }
}

/// Keeps the rows of a file, with what its columns probably mean.
pub(super) fn begin(
    conn: &mut Conn,
    (desk, actor): (&Desk, &Actor),
    (name, sheet): (&str, &Sheet),
    now: Moment,
) -> Outcome<ImportId, ImportError> {
    let provider = desk.provider.id;
    let Some(account_id) = actor.id else { return refuse(ImportError::NotFound) };
    if store::count_open(conn, provider)? >= MOST_OPEN {
        return refuse(ImportError::TooMany(provider));
    }
    let fields = fields_of(&sheet.headers, &store::remembered(conn, provider)?);
    if let Some(same) = begun_just_now(conn, desk, (name, sheet), now)? {
        return Ok(same);
    }
    let import = Import {
        id: ImportId::new(),
        provider_id: provider,
        account_id,
        file_name: short(name),
        state: ImportState::Matching,
        kind: ListingKind::Role,
        headers: stored(&sheet.headers),
        fields: stored(&fields),
        takes: Takes::Good,
        submits: false,
        total: sheet.rows.len() as i32,
        done: 0,
        reached: 0,
        created_at: now,
        finished_at: None,
    };
    store::insert(conn, &import)?;
    let rows: Vec<Row> = sheet.rows.iter().map(|(line, cells)| row(import.id, *line, cells)).collect();
    store::insert_rows(conn, &rows)?;
    let subject = Subject::new("provider", provider.0, desk.provider.name.clone());
    let rows = format!("{} rows", import.total);
    let done = Done::new(Deed::BeginImport, import.id.0, &import.file_name).with(&rows);
    note_deed(conn, (provider, actor), done, now)?;
    audit::note(conn, actor, "import.begin", subject, &rows, now)?;
    Ok(import.id)
}

/// The import that a button pressed twice has begun already: of the same file, some moments ago.
fn begun_just_now(
    conn: &mut Conn,
    desk: &Desk,
    (name, sheet): (&str, &Sheet),
    now: Moment,
) -> diesel::QueryResult<Option<ImportId>> {
    let Some(last) = store::of_provider(conn, desk.provider.id, 1)?.pop() else { return Ok(None) };
    let is_alike = last.state == ImportState::Matching
        && last.created_at > now - chrono::Duration::seconds(PRESSED_TWICE_SECONDS)
        && (last.file_name.as_str(), last.headers()) == (short(name).as_str(), sheet.headers.clone());
    if !is_alike {
        return Ok(None);
    }
    let rows = store::rows_after(conn, last.id, 0, i64::from(i32::MAX))?;
    let is_same = rows.len() == sheet.rows.len()
        && rows
            .iter()
            .zip(&sheet.rows)
            .all(|(row, (line, cells))| row.line == *line && row.cells() == *cells);
    Ok(is_same.then_some(last.id))
}

fn short(name: &str) -> String {
    name.chars().take(200).collect()
}

fn row(import_id: ImportId, line: i32, cells: &[String]) -> Row {
    Row {
        import_id,
        line,
        cells: stored(&cells),
        reference: String::new(),
        verdict: None,
        title: String::new(),
        faults: "[]".into(),
        lacks: String::new(),
        became: None,
        listing_id: None,
    }
}

/// What this provider said the last time, else what the word sounds like; each field once.
fn fields_of(headers: &[String], remembered: &[(String, String)]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for header in headers {
        let word = plain(header);
        let said = remembered.iter().find(|(known, _)| *known == word).map(|(_, field)| field.clone());
        let field = said.or_else(|| guess(header).map(|column| column.field.to_string())).unwrap_or_default();
        let taken = fields.contains(&field);
        fields.push(if taken { String::new() } else { field });
    }
    fields
}

fn mine(conn: &mut Conn, provider: ProviderId, id: ImportId) -> Outcome<Import, ImportError> {
    match store::owned(conn, provider, id)? {
        Some(import) => Ok(import),
        None => refuse(ImportError::NotFound),
    }
}

/// Moves it on, and lets the job go to work on it from the first row.
fn send_to_work(
    conn: &mut Conn,
    import: &Import,
    next: ImportState,
    now: Moment,
) -> Outcome<(), ImportError> {
    let from_the_start = Import { done: 0, reached: 0, ..import.clone() };
    if !import.state.may_become(next) || !store::step_on(conn, &from_the_start, next, None)? {
        return refuse(ImportError::NotNow(Box::new(import.clone())));
    }
    jobs::enqueue(conn, &WorkOnImport { import: import.id }, now)?;
    Ok(())
}

/// Says what the columns mean, remembers it for the provider's next file, and has the rows checked.
pub(super) fn match_columns(
    conn: &mut Conn,
    (provider, id): (ProviderId, ImportId),
    (kind, columns): (ListingKind, &[Option<&'static Column>]),
    now: Moment,
) -> Outcome<(), ImportError> {
    let import = mine(conn, provider, id)?;
    let field = |column: &Option<&Column>| column.map_or("", |column| column.field).to_string();
    let fields: Vec<String> = columns.iter().map(field).collect();
    for (header, field) in import.headers().iter().zip(&fields) {
        let word = plain(header);
        if !word.is_empty() {
            store::remember(conn, provider, &word, field)?;
        }
    }
    store::forget_verdicts(conn, id)?;
    let matched = Import { kind, fields: stored(&fields), ..import };
    send_to_work(conn, &matched, ImportState::Checking, now)
}

/// Makes drafts of the rows. Pressed twice it is one wish.
pub(super) fn start(
    conn: &mut Conn,
    (provider, id): (ProviderId, ImportId),
    (takes, submits): (Takes, bool),
    actor: &Actor,
    now: Moment,
) -> Outcome<(), ImportError> {
    let import = mine(conn, provider, id)?;
    if matches!(import.state, ImportState::Running | ImportState::Done) {
        return Ok(());
    }
    // What is made belongs to whoever wants it made, and stops when they may not.
    let account_id = actor.id.unwrap_or(import.account_id);
    let wanted = Import { takes, submits, account_id, ..import };
    send_to_work(conn, &wanted, ImportState::Running, now)?;
    let subject = Subject::new("import", id.0, wanted.file_name.clone());
    let done = Done::new(Deed::RunImport, id.0, &wanted.file_name);
    note_deed(conn, (provider, actor), done, now)?;
    audit::note(conn, actor, "import.run", subject, takes.as_str(), now)?;
    Ok(())
}

/// Nothing more is made of it; what is made stays.
pub(super) fn cancel(
    conn: &mut Conn,
    actor: &Actor,
    (provider, id): (ProviderId, ImportId),
    now: Moment,
) -> Outcome<(), ImportError> {
    let import = mine(conn, provider, id)?;
    if import.state.has_ended() {
        return Ok(());
    }
    match store::step_on(conn, &import, ImportState::Cancelled, Some(now))? {
        true => {
            let done = Done::new(Deed::CancelImport, id.0, &import.file_name);
            Ok(note_deed(conn, (provider, actor), done, now)?)
        }
        false => refuse(ImportError::NotNow(Box::new(import))),
    }
}

/// Forgets the rows of imports that are kept no longer.
pub fn forget_old(conn: &mut Conn, now: Moment) -> diesel::QueryResult<()> {
    store::forget_before(conn, now - chrono::Duration::days(KEPT_DAYS))
}
