//! The pages on which a candidate applies, step by step.

use askama::Template;

use super::{Head, Written};
use crate::applications::forms::{DetailsForm, StatementForm};
use crate::applications::model::{ApplicationId, Door, Lack, Step, Vacancy, Wants};
use crate::applications::store::Opened;
use crate::kit::clock;
use crate::listings::Question;
use crate::listings::model::Source;
use crate::web::form::Problems;
use crate::web::page::Page;

/// Before beginning: what will be asked for.
#[derive(Template)]
#[template(path = "applications/start.html")]
pub struct StartPage {
    pub page: Page,
    pub head: Head,
    pub asks: Vec<String>,
    pub again: bool,
    /// The word of the way that led here, or none.
    pub from: &'static str,
}

impl StartPage {
    pub fn new(page: Page, vacancy: &Vacancy, again: bool, from: Option<Source>) -> Self {
        let from = from.map_or("", |source| source.as_str());
        let asks = vacancy.wants.steps().into_iter().map(|step| match step {
            Step::Details if vacancy.wants.register.is_some() => {
                "your name, how to reach you, and your registration number".into()
            }
            Step::Details => "your name and how to reach you".into(),
            Step::Statement => "a supporting statement of up to 1,500 words".into(),
            Step::Answers => "answers to a few questions from the provider".into(),
            Step::Cv => "your CV as a PDF, DOCX, ODT or RTF file of up to 10 MB".into(),
            Step::Documents => format!("documents: {}", documents(&vacancy.wants)),
        });
        Self { page, head: Head::of(vacancy), asks: asks.collect(), again, from }
    }
}

/// By the names that the provider gave them.
fn documents(wants: &Wants) -> String {
    let name = |question: &Question| match question.required {
        true => question.excerpt(),
        false => format!("{} (if you have it)", question.excerpt()),
    };
    wants.documents.iter().map(name).collect::<Vec<_>>().join("; ")
}

pub struct Task {
    pub id: &'static str,
    pub label: &'static str,
    pub href: String,
    pub hint: String,
    pub is_done: bool,
    pub is_begun: bool,
}

/// The steps of a draft.
#[derive(Template)]
#[template(path = "applications/tasks.html")]
pub struct TasksPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub tasks: Vec<Task>,
    pub done: usize,
    pub saved: String,
    /// Closed before its day: the words that say until when a draft is still taken.
    pub grace: bool,
    pub may_submit: bool,
}

impl TasksPage {
    pub fn new(page: Page, opened: &Opened) -> Self {
        let application = &opened.application;
        let lacks = opened.lacks();
        let task = |step: Step| Task {
            id: step.path(),
            label: step.label(),
            href: format!("/applications/{}/{}", application.id, step.path()),
            hint: hint(step, opened),
            is_done: !lacks.iter().any(|lack| lack.step == step),
            is_begun: match step {
                Step::Answers => !opened.answers.is_empty(),
                Step::Documents => !opened.documents.is_empty(),
                _ => false,
            },
        };
        let tasks: Vec<_> = opened.vacancy.wants.steps().into_iter().map(task).collect();
        Self {
            page,
            id: application.id,
            head: Head::of(&opened.vacancy),
            done: tasks.iter().filter(|task| task.is_done).count(),
            tasks,
            saved: clock::moment_words(application.updated_at),
            grace: matches!(opened.vacancy.door, Door::Grace(_)),
            may_submit: opened.vacancy.door.takes_drafts(),
        }
    }
}

/// What is there already, in short: much of it may come from the last application.
fn hint(step: Step, opened: &Opened) -> String {
    match step {
        Step::Details => opened.application.name.clone(),
        Step::Statement => match crate::kit::text::word_count(&opened.application.statement) {
            0 => String::new(),
            1 => "1 word".into(),
            words => format!("{words} words"),
        },
        Step::Answers => {
            format!("{} of {} answered", opened.answers.len(), opened.vacancy.wants.questions.len())
        }
        Step::Documents => {
            format!("{} of {} added", opened.documents.len(), opened.vacancy.wants.documents.len())
        }
        Step::Cv => opened.cv.as_ref().map(|cv| cv.name.clone()).unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "applications/details.html")]
pub struct DetailsPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub form: DetailsForm,
    pub problems: Problems,
    pub email: String,
    /// The number's name and an example, when the profession has a register.
    pub register: Option<(String, String)>,
}

impl DetailsPage {
    pub fn new(page: Page, opened: &Opened, form: DetailsForm, problems: Problems) -> Self {
        let named = |code: &crate::codes::Code| {
            (code.fact("number").to_string(), format!("{}. For example {}", code.hint, code.fact("example")))
        };
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            form,
            problems,
            email: opened.application.email.clone(),
            register: opened.vacancy.wants.register.map(named),
        }
    }
}

#[derive(Template)]
#[template(path = "applications/statement.html")]
pub struct StatementPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub form: StatementForm,
    pub problems: Problems,
    /// Words that are saved.
    pub saved: usize,
}

impl StatementPage {
    pub fn new(page: Page, opened: &Opened, form: StatementForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            form,
            problems,
            saved: crate::kit::text::word_count(&opened.application.statement),
        }
    }
}

pub struct LackLine {
    pub href: String,
    pub words: String,
}

/// All of it once more, and the button.
#[derive(Template)]
#[template(path = "applications/review.html")]
pub struct ReviewPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub written: Written,
    pub lacks: Vec<LackLine>,
    /// When the listing changed, if it did after this was begun.
    pub changed: Option<String>,
    /// The version of the listing that this page speaks of.
    pub seen: i32,
    pub sends_profile: bool,
    pub grace: bool,
    pub may_submit: bool,
}

impl ReviewPage {
    pub fn new(page: Page, opened: &Opened) -> Self {
        let id = opened.application.id;
        let base = format!("/applications/{id}");
        let line = |lack: Lack| LackLine { href: format!("{base}/{}", lack.step.path()), words: lack.words };
        let lacks = opened.lacks();
        let changed = opened.vacancy.has_changed_since(&opened.application);
        Self {
            page,
            id,
            head: Head::of(&opened.vacancy),
            written: Written::of(opened, &base, "cv/file", base.clone()),
            lacks: lacks.into_iter().map(line).collect(),
            changed: changed.then(|| clock::moment_words(opened.vacancy.changed_at)),
            seen: opened.vacancy.version,
            sends_profile: opened.application.sends_profile,
            grace: matches!(opened.vacancy.door, Door::Grace(_)),
            may_submit: opened.vacancy.door.takes_drafts(),
        }
    }
}
