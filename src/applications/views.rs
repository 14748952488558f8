//! What the pages of applications show. The provider's are in [`desk`].

mod desk;
mod own;

use askama::Template;

pub use desk::*;
pub use own::*;

use crate::applications::forms::{AnswersForm, DetailsForm, StatementForm, field};
use crate::applications::model::{AWAITED, Answers, Application, ApplicationId, Event, Lack, Vacancy, Wants};
use crate::applications::model::{Door, Step};
use crate::applications::store::Opened;
use crate::codes::registrations;
use crate::kit::clock;
use crate::kit::files::StoredFile;
use crate::listings::{Question, QuestionKind};
use crate::web::form::Problems;
use crate::web::page::Page;

/// What an application is for, at the head of each of its pages.
pub struct Head {
    pub title: String,
    pub provider: String,
    pub href: String,
    /// `role` or `placement`
    pub noun: &'static str,
    /// Until when it can be submitted; empty when it cannot.
    pub until: String,
    pub decides: String,
}

impl Head {
    pub fn of(vacancy: &Vacancy) -> Self {
        let until = match vacancy.door {
            Door::Open => vacancy.closes_at.map(clock::moment_words).unwrap_or_default(),
            Door::Grace(until) => clock::moment_words(until),
            Door::Closed => String::new(),
        };
        Self {
            title: vacancy.title.clone(),
            provider: vacancy.provider_name.clone(),
            href: format!("/listings/{}", vacancy.listing),
            noun: if vacancy.is_placement { "placement" } else { "role" },
            until,
            decides: vacancy.decide_by.map(clock::day_words).unwrap_or_default(),
        }
    }
}

pub struct CvLine {
    pub name: String,
    pub size: String,
    pub href: String,
}

impl CvLine {
    pub fn new(file: &StoredFile, href: String) -> Self {
        Self { name: file.name.clone(), size: file.size_words(), href }
    }
}

pub struct AnswerLine {
    pub prompt: String,
    pub answer: String,
}

/// All that the candidate wrote, as both sides read it.
pub struct Written {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// What the number is called, and the number with what was checked of it.
    pub registration: Option<(String, String)>,
    /// Paragraph by paragraph.
    pub statement: Option<Vec<String>>,
    pub answers: Vec<AnswerLine>,
    pub wants_cv: bool,
    pub cv: Option<CvLine>,
    /// Where the steps are, while they can be changed; else empty.
    pub change: String,
}

impl Written {
    /// `cv_href` is where this reader gets the CV.
    pub fn of(opened: &Opened, cv_href: String, change: String) -> Self {
        let (application, wants) = (&opened.application, &opened.vacancy.wants);
        Self {
            name: application.name.clone(),
            email: application.email.clone(),
            phone: application.phone.clone(),
            registration: registration(application, wants),
            statement: wants.statement.then(|| paragraphs(&application.statement)),
            answers: answer_lines(&opened.answers, wants),
            wants_cv: wants.cv,
            cv: opened.cv.as_ref().map(|file| CvLine::new(file, cv_href)),
            change,
        }
    }
}

/// An empty line parts two paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(String::from).collect()
}

fn registration(application: &Application, wants: &Wants) -> Option<(String, String)> {
    let register = wants.register?;
    let number = match application.registration.as_str() {
        "" => String::new(),
        AWAITED => format!("Not registered yet with the {}", register.label),
        number => format!("{number} ({})", registrations::CHECKED),
    };
    Some((register.fact("number").to_string(), number))
}

fn answer_lines(answers: &Answers, wants: &Wants) -> Vec<AnswerLine> {
    let line = |question: &Question| AnswerLine {
        prompt: question.prompt.clone(),
        answer: match (question.kind, answers.get(&question.id).map_or("", String::as_str)) {
            (QuestionKind::YesNo, "yes") => "Yes".into(),
            (QuestionKind::YesNo, "no") => "No".into(),
            (_, answer) => answer.to_string(),
        },
    };
    wants.questions.iter().map(line).collect()
}

/// A line of a timeline.
pub struct Happened {
    pub label: &'static str,
    pub when: String,
    pub detail: String,
}

pub fn timeline(events: &[Event]) -> Vec<Happened> {
    let happened = |event: &Event| Happened {
        label: event.kind.label(),
        when: clock::moment_words(event.at),
        detail: event.note.clone(),
    };
    events.iter().map(happened).collect()
}

/// Before beginning: what will be asked for.
#[derive(Template)]
#[template(path = "applications/start.html")]
pub struct StartPage {
    pub page: Page,
    pub head: Head,
    pub asks: Vec<&'static str>,
    pub again: bool,
}

impl StartPage {
    pub fn new(page: Page, vacancy: &Vacancy, again: bool) -> Self {
        let asks = vacancy.wants.steps().into_iter().map(|step| match step {
            Step::Details if vacancy.wants.register.is_some() => {
                "your name, how to reach you, and your registration number"
            }
            Step::Details => "your name and how to reach you",
            Step::Statement => "a supporting statement of up to 1,500 words",
            Step::Answers => "answers to a few questions from the provider",
            Step::Cv => "your CV as a PDF, DOCX, ODT or RTF file of up to 10 MB",
        });
        Self { page, head: Head::of(vacancy), asks: asks.collect(), again }
    }
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
        let lacks = opened.vacancy.wants.lacks(application, &opened.answers);
        let task = |step: Step| Task {
            id: step.path(),
            label: step.label(),
            href: format!("/applications/{}/{}", application.id, step.path()),
            hint: hint(step, opened),
            is_done: !lacks.iter().any(|lack| lack.step == step),
            is_begun: step == Step::Answers && !opened.answers.is_empty(),
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

pub struct Asked {
    pub name: String,
    pub prompt: String,
    pub is_yes_no: bool,
    pub is_optional: bool,
    pub typed: String,
}

#[derive(Template)]
#[template(path = "applications/answers.html")]
pub struct AnswersPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub problems: Problems,
    pub questions: Vec<Asked>,
}

impl AnswersPage {
    pub fn new(page: Page, opened: &Opened, form: &AnswersForm, problems: Problems) -> Self {
        let asked = |question: &Question| Asked {
            name: field(question),
            prompt: question.prompt.clone(),
            is_yes_no: question.kind == QuestionKind::YesNo,
            is_optional: !question.required,
            typed: form.typed(question).to_string(),
        };
        Self {
            page: page.with_problems(&problems),
            id: opened.application.id,
            head: Head::of(&opened.vacancy),
            problems,
            questions: opened.vacancy.wants.questions.iter().map(asked).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "applications/cv.html")]
pub struct CvPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub problems: Problems,
    pub cv: Option<CvLine>,
}

impl CvPage {
    pub fn new(page: Page, opened: &Opened, problems: Problems) -> Self {
        let id = opened.application.id;
        let line = |file: &StoredFile| CvLine::new(file, format!("/applications/{id}/cv/file"));
        Self {
            page: page.with_problems(&problems),
            id,
            head: Head::of(&opened.vacancy),
            problems,
            cv: opened.cv.as_ref().map(line),
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
    pub grace: bool,
    pub may_submit: bool,
}

impl ReviewPage {
    pub fn new(page: Page, opened: &Opened) -> Self {
        let id = opened.application.id;
        let base = format!("/applications/{id}");
        let line = |lack: Lack| LackLine { href: format!("{base}/{}", lack.step.path()), words: lack.words };
        let lacks = opened.vacancy.wants.lacks(&opened.application, &opened.answers);
        Self {
            page,
            id,
            head: Head::of(&opened.vacancy),
            written: Written::of(opened, format!("{base}/cv/file"), base.clone()),
            lacks: lacks.into_iter().map(line).collect(),
            grace: matches!(opened.vacancy.door, Door::Grace(_)),
            may_submit: opened.vacancy.door.takes_drafts(),
        }
    }
}
