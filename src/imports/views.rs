//! What the pages of imports show, and the files that they give.

mod files;

use askama::Template;

pub(super) use files::{Mistakes, template_csv, template_xlsx};

use crate::imports::forms::{ColumnsForm, StartForm};
use crate::imports::model::{
    Became, COLUMNS, Column, Fault, Import, ImportState, KEPT_DAYS, Row, Takes, Verdict,
};
use crate::imports::store::Counts;
use crate::kit::clock::{day_words, moment_words};
use crate::kit::text;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

pub struct ImportLine {
    pub href: String,
    pub name: String,
    pub when: String,
    pub rows: String,
    pub state: &'static str,
    pub colour: &'static str,
}

/// A column with what it takes, for the explanation on the page.
pub struct ColumnLine {
    pub label: &'static str,
    pub hint: &'static str,
    /// The words of its list; empty when it takes any.
    pub words: String,
}

#[derive(Template)]
#[template(path = "imports/list.html")]
pub struct ImportsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub listings: String,
    pub lines: Vec<ImportLine>,
    pub columns: Vec<ColumnLine>,
    pub kept_days: i64,
    pub problems: Problems,
}

impl ImportsPage {
    pub fn new(page: Page, desk: &Desk, imports: &[Import], problems: Problems) -> Self {
        let base = format!("/desk/{}/imports", desk.provider.id);
        let line = |import: &Import| ImportLine {
            href: import.path(),
            name: import.file_name.clone(),
            when: moment_words(import.created_at),
            rows: number(i64::from(import.total)),
            state: import.state.label(),
            colour: import.state.colour(),
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            base,
            listings: format!("/desk/{}/listings", desk.provider.id),
            lines: imports.iter().map(line).collect(),
            columns: COLUMNS.iter().map(column_line).collect(),
            kept_days: KEPT_DAYS,
            problems,
        }
    }
}

fn column_line(column: &'static Column) -> ColumnLine {
    ColumnLine { label: column.label, hint: column.hint, words: words_of(column) }
}

/// `Permanent; Fixed term; Bank`
fn words_of(column: &Column) -> String {
    use crate::imports::model::Holds::{Tick, YesNo};
    match (column.list(), column.holds) {
        (Some(list), _) => list.all().iter().map(|one| one.label.as_str()).collect::<Vec<_>>().join("; "),
        (None, YesNo | Tick) => "Yes; No".into(),
        _ => String::new(),
    }
}

fn number(count: i64) -> String {
    text::thousands(count.clamp(0, i64::from(u32::MAX)) as u32)
}

/// A column of the file, and what it may be.
pub struct FileColumn {
    pub id: String,
    pub header: String,
    /// What the first rows have in it.
    pub samples: Vec<String>,
    pub chosen: String,
}

/// The columns under the heading of their part.
pub struct ColumnGroup {
    pub label: &'static str,
    pub columns: Vec<&'static Column>,
}

#[derive(Template)]
#[template(path = "imports/columns.html")]
pub struct ColumnsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub file_name: String,
    pub rows: String,
    pub columns: Vec<FileColumn>,
    pub groups: Vec<ColumnGroup>,
    pub kinds: [Choice; 2],
    pub kind: String,
    pub problems: Problems,
}

impl ColumnsPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        import: &Import,
        first: &[Row],
        (form, problems): (ColumnsForm, Problems),
    ) -> Self {
        let first: Vec<Vec<String>> = first.iter().map(Row::cells).collect();
        let sample = |place: usize| {
            let cells = first.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.trim().is_empty());
            cells.map(|cell| text::excerpt(&text::line(cell), 60)).collect()
        };
        let column = |(place, header): (usize, String)| FileColumn {
            id: format!("column-{}", place + 1),
            header: if header.is_empty() { format!("Column {}", place + 1) } else { header },
            samples: sample(place),
            chosen: form.column.get(place).cloned().unwrap_or_default(),
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            base: import.path(),
            file_name: import.file_name.clone(),
            rows: number(i64::from(import.total)),
            columns: import.headers().into_iter().enumerate().map(column).collect(),
            groups: groups(),
            kinds: [Choice::new("role", "Roles"), Choice::new("placement", "Training placements")],
            kind: form.kind.clone(),
            problems,
        }
    }
}

fn groups() -> Vec<ColumnGroup> {
    let mut groups: Vec<ColumnGroup> = Vec::new();
    for column in COLUMNS {
        let label = column.step.label();
        match groups.iter_mut().find(|group| group.label == label) {
            Some(group) => group.columns.push(column),
            None => groups.push(ColumnGroup { label, columns: vec![column] }),
        }
    }
    groups
}

/// What was read of an import's rows.
pub struct Looked {
    pub counts: Counts,
    pub faulty: Vec<Row>,
    pub first: Vec<Row>,
}

/// A row as the page tells of it.
pub struct RowLine {
    pub line: i32,
    pub title: String,
    /// The draft that it made; empty without one.
    pub href: String,
    pub outcome: String,
    pub lacks: String,
    pub faults: Vec<Fault>,
}

impl RowLine {
    fn of(row: &Row, desk: &Desk) -> Self {
        let outcome = match (row.became, row.verdict) {
            (Some(became), _) => became_words(became),
            (None, Some(verdict)) => verdict_words(verdict),
            (None, None) => "Not checked",
        };
        let desk = desk.provider.desk_href();
        Self {
            line: row.line,
            title: row.title.clone(),
            href: row.listing_id.map(|id| format!("{desk}/listings/{id}")).unwrap_or_default(),
            outcome: outcome.into(),
            lacks: row.lacks.clone(),
            faults: row.faults().into_iter().map(shortened).collect(),
        }
    }
}

fn shortened(fault: Fault) -> Fault {
    Fault { value: text::excerpt(&text::line(&fault.value), 60), ..fault }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "A new draft",
        Verdict::Update => "Changes a draft",
        Verdict::Same => "There already",
        Verdict::Refused => "Cannot be imported",
    }
}

fn became_words(became: Became) -> &'static str {
    match became {
        Became::Made => "Made a draft",
        Became::Updated => "Changed a draft",
        Became::Submitted => "Submitted for review",
        Became::Same => "Was there already",
        Became::LeftOut => "Left out",
        Became::Refused => "Could not be imported",
    }
}

/// A number with what it counts.
pub struct Figure {
    pub number: String,
    pub label: &'static str,
}

#[derive(Template)]
#[template(path = "imports/show.html")]
pub struct ImportPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub all: String,
    pub drafts: String,
    pub state: ImportState,
    pub done: i32,
    pub total: i32,
    pub progress: String,
    pub figures: Vec<Figure>,
    /// Rows with something wrong, and the first of them.
    pub wrong: i64,
    pub faulty: Vec<RowLine>,
    pub first: Vec<RowLine>,
    /// Rows that would make or change something, with or without mistakes.
    pub useful: i64,
    pub has_faulty: bool,
    pub may_submit: bool,
    pub takes: Vec<Choice>,
    pub form: StartForm,
    pub kept_until: String,
    pub problems: Problems,
}

impl ImportPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        import: &Import,
        looked: Looked,
        (form, problems): (StartForm, Problems),
    ) -> Self {
        let counts = looked.counts;
        let good = counts.new + counts.update - counts.faulty;
        let takes = |one: &Takes| match one {
            Takes::Good => Choice::new("good", format!("Only the {} without mistakes", number(good))),
            Takes::All => Choice::new(
                "all",
                format!(
                    "All {}: what is wrong in a row is left out of its draft",
                    number(good + counts.faulty)
                ),
            ),
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            base: import.path(),
            all: format!("/desk/{}/imports", desk.provider.id),
            drafts: format!("/desk/{}/listings?state=draft", desk.provider.id),
            state: import.state,
            done: import.done,
            total: import.total,
            progress: progress(import),
            figures: figures(import.state, &counts),
            wrong: counts.faulty + counts.refused,
            faulty: looked.faulty.iter().map(|row| RowLine::of(row, desk)).collect(),
            first: looked.first.iter().map(|row| RowLine::of(row, desk)).collect(),
            useful: good + counts.faulty,
            has_faulty: counts.faulty > 0,
            may_submit: desk.provider.state.is_public() && counts.complete > 0,
            takes: Takes::ALL.iter().map(takes).collect(),
            form,
            kept_until: day_words(import.kept_until().london_day()),
            problems,
        }
    }
}

fn progress(import: &Import) -> String {
    format!("{} of {} rows so far", number(import.done.into()), number(import.total.into()))
}

fn figures(state: ImportState, counts: &Counts) -> Vec<Figure> {
    let checked = [
        (counts.new, "New drafts"),
        (counts.update, "Drafts to change"),
        (counts.same, "There already"),
        (counts.faulty, "With mistakes"),
        (counts.refused, "Cannot be imported"),
        (counts.complete, "Complete for review"),
    ];
    let made = [
        (counts.made, "Drafts made"),
        (counts.updated, "Drafts changed"),
        (counts.submitted, "Submitted for review"),
        (counts.same, "There already"),
        (counts.left_out, "Left out"),
        (counts.refused, "Could not be imported"),
    ];
    let figure = |(count, label): (i64, &'static str)| Figure { number: number(count), label };
    match state {
        ImportState::Checked => checked.map(figure).into(),
        ImportState::Running | ImportState::Done => made.map(figure).into(),
        ImportState::Cancelled if counts.made + counts.updated + counts.submitted > 0 => {
            made.into_iter().chain([(counts.not_reached, "Not looked at")]).map(figure).collect()
        }
        _ => Vec::new(),
    }
}
