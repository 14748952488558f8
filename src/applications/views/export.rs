//! Exports: the pages that offer them, and what stands in a spreadsheet of applicants, which are the words of the page.

use askama::Template;

use super::{answer_lines, registration};
use crate::applications::forms::ExportForm;
use crate::applications::model::{
    Export, ExportKind, ExportState, State, Vacancy, entry_name, points, reference, total,
};
use crate::applications::store::Exported;
use crate::kit::clock::{Moment, moment_words};
use crate::kit::files::StoredFile;
use crate::kit::sheets::cell;
use crate::listings::{Listing, Question};
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// The columns that every export has, in their order.
const COLUMNS: [&str; 12] = [
    "Reference",
    "Name",
    "Email address",
    "Phone number",
    "Registration",
    "State",
    "Listing",
    "Submitted (London time)",
    "Last change (London time)",
    "Score",
    "CV",
    "Statement",
];

/// The heads of all columns. The questions of one listing have a column each; those of several listings differ, and
/// stand in one.
pub fn columns(of_one: Option<&Vacancy>) -> Vec<String> {
    let mut columns: Vec<String> = COLUMNS.iter().map(ToString::to_string).collect();
    match of_one {
        Some(vacancy) => {
            let asked = vacancy.wants.questions.iter().chain(&vacancy.wants.documents);
            columns.extend(asked.map(|question| cell(&question.prompt)));
        }
        None => columns.push("Answers".into()),
    }
    columns
}

/// The cells of one application, as many as there are columns.
pub fn cells(exported: &Exported, vacancy: &Vacancy, is_of_one: bool) -> Vec<String> {
    let application = &exported.application;
    let answers = answer_lines(&exported.answers, &vacancy.wants).into_iter();
    let answers = answers.map(|line| (line.prompt, line.answer)).chain(document_names(exported, vacancy));
    let mut cells = vec![
        reference(application.id),
        application.name.clone(),
        application.email.clone(),
        application.phone.clone(),
        registration(application, &vacancy.wants).map(|(_, number)| number).unwrap_or_default(),
        application.state.label().to_string(),
        exported.title.clone(),
        application.submitted_at.map(london).unwrap_or_default(),
        london(application.updated_at),
        total(&exported.scores).map(points).unwrap_or_default(),
        exported.cv.as_ref().map(|file| name_of(exported, file)).unwrap_or_default(),
        application.statement.clone(),
    ];
    match is_of_one {
        true => cells.extend(answers.map(|(_, answer)| answer)),
        false => {
            let lines: Vec<String> = answers.map(|(prompt, answer)| format!("{prompt}: {answer}")).collect();
            cells.push(lines.join("\n"));
        }
    }
    cells.iter().map(|text| cell(text)).collect()
}

/// What each document that was asked for is called in an archive; empty where there is none that may be in it.
fn document_names(exported: &Exported, vacancy: &Vacancy) -> impl Iterator<Item = (String, String)> {
    let name = |question: &Question| {
        let file = exported.documents.get(&question.id);
        (question.prompt.clone(), file.map(|file| name_of(exported, file)).unwrap_or_default())
    };
    vacancy.wants.documents.iter().map(name).collect::<Vec<_>>().into_iter()
}

/// The files of an application with what they are called in an archive, the CV first.
pub fn named_files<'a>(exported: &'a Exported, vacancy: &Vacancy) -> Vec<(String, &'a StoredFile)> {
    let asked = vacancy.wants.documents.iter();
    let documents = asked.filter_map(|question| exported.documents.get(&question.id));
    exported.cv.iter().chain(documents).map(|file| (name_of(exported, file), file)).collect()
}

fn name_of(exported: &Exported, file: &StoredFile) -> String {
    entry_name(exported.application.id, &exported.application.name, &file.name)
}

/// `2026-11-22 09:30`, which spreadsheets sort as it is.
fn london(at: Moment) -> String {
    at.london().format("%Y-%m-%d %H:%M").to_string()
}

/// An export that was asked for.
pub struct ExportLine {
    pub href: String,
    pub label: &'static str,
    /// What the table was filtered by; empty for everybody.
    pub only: String,
    pub asked: String,
    pub state: String,
}

/// Asks what is wanted, and lists what there is.
#[derive(Template)]
#[template(path = "applications/export.html")]
pub struct ExportPage {
    pub page: Page,
    pub nav: DeskNav,
    /// The table that is exported.
    pub back: String,
    /// What it was filtered by, as words; empty for everybody.
    pub only: String,
    /// The same page for everybody.
    pub everybody: String,
    /// The listing's title; empty for all of a provider's.
    pub title: String,
    pub kinds: Vec<Choice>,
    pub form: ExportForm,
    pub problems: Problems,
    pub kept: Vec<ExportLine>,
}

impl ExportPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        listing: Option<&Listing>,
        kept: Vec<Export>,
        (form, problems): (ExportForm, Problems),
    ) -> Self {
        let kinds = ExportKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind.label()));
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: form.table().address(&table(desk, listing)),
            only: only(form.table().state(), &form.table().words()),
            everybody: format!("{}/export", table(desk, listing)),
            title: listing.map(|listing| listing.name().to_string()).unwrap_or_default(),
            kinds: kinds.collect(),
            form,
            problems,
            kept: kept.iter().map(|export| line(desk, export)).collect(),
        }
    }
}

fn table(desk: &Desk, listing: Option<&Listing>) -> String {
    match listing {
        Some(listing) => format!("{}/applications", listing.desk_path()),
        None => format!("/desk/{}/applications", desk.provider.id),
    }
}

/// The filters of a table: `“Submitted”, with “marsh” in the name or reference`.
fn only(state: Option<State>, words: &str) -> String {
    let state = state.map(|state| format!("“{}”", state.label()));
    let words = (!words.is_empty()).then(|| format!("with “{words}” in the name or reference"));
    state.into_iter().chain(words).collect::<Vec<_>>().join(", ")
}

fn line(desk: &Desk, export: &Export) -> ExportLine {
    ExportLine {
        href: format!("/desk/{}/exports/{}", desk.provider.id, export.id),
        label: export.kind.label(),
        only: only(export.of_state, &export.words),
        asked: moment_words(export.created_at),
        state: match export.state {
            ExportState::Waiting => progress(export),
            ExportState::Done => "Ready".into(),
            ExportState::TooLarge => "Too large".into(),
        },
    }
}

fn progress(export: &Export) -> String {
    format!("{} of {} applications so far", export.done, export.total)
}

/// How far an export is, and where it can be fetched.
#[derive(Template)]
#[template(path = "applications/exported.html")]
pub struct ExportedPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub back: String,
    pub title: String,
    pub only: String,
    pub state: ExportState,
    pub progress: String,
    /// Applications so far, and in all, for the bar.
    pub done: i32,
    pub total: i32,
    /// It takes longer than it should.
    pub is_slow: bool,
    pub kept_until: String,
}

impl ExportedPage {
    pub fn new(page: Page, desk: &Desk, listing: Option<&Listing>, export: &Export, now: Moment) -> Self {
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/exports/{}", desk.provider.id, export.id),
            back: table(desk, listing),
            title: listing.map_or("All listings".into(), |listing| listing.name().to_string()),
            only: only(export.of_state, &export.words),
            state: export.state,
            progress: progress(export),
            done: export.done,
            total: export.total,
            is_slow: now - export.created_at > chrono::Duration::minutes(5),
            kept_until: moment_words(export.kept_until()),
        }
    }
}
