//! The steps in which answers and files are given.

use askama::Template;

use super::{CvLine, DocumentLine, Head};
use crate::applications::forms::{AnswersForm, field};
use crate::applications::model::ApplicationId;
use crate::applications::store::Opened;
use crate::kit::files::StoredFile;
use crate::listings::{Question, QuestionKind};
use crate::profiles::model::{Cv, Kept};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

pub struct Asked {
    pub name: String,
    pub prompt: String,
    pub kind: QuestionKind,
    options: Vec<Choice>,
    pub is_optional: bool,
    pub typed: String,
    /// The code of the one choice; empty when there is none.
    pub one: String,
    /// Of several.
    chosen: Vec<String>,
    longest: i32,
}

// A macro of a template takes lists and numbers from functions, not from the fields of a loop's variable.
impl Asked {
    pub fn options(&self) -> &[Choice] {
        &self.options
    }

    pub fn chosen(&self) -> &[String] {
        &self.chosen
    }

    /// Characters of an answer in words.
    pub fn most(&self) -> usize {
        self.longest.max(0) as usize
    }
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
            kind: question.kind,
            options: question.options().map(|(code, words)| Choice::new(code, words)).collect(),
            is_optional: !question.required,
            typed: form.typed(question).to_string(),
            one: form.chosen(question).into_iter().next().unwrap_or_default(),
            chosen: form.chosen(question),
            longest: question.longest,
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
    /// Those of the profile that are not in it already.
    pub own: Vec<Choice>,
}

impl CvPage {
    pub fn new(page: Page, opened: &Opened, own: Vec<Kept<Cv>>, problems: Problems) -> Self {
        let id = opened.application.id;
        let line = |file: &StoredFile| CvLine::new(file, format!("/applications/{id}/cv/file"));
        Self {
            page: page.with_problems(&problems),
            id,
            head: Head::of(&opened.vacancy),
            problems,
            cv: opened.cv.as_ref().map(line),
            own: own
                .iter()
                .filter(|cv| cv.entry.file != opened.application.cv_id)
                .map(|cv| Choice::new(cv.id.to_string(), cv.entry.label.clone()))
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "applications/documents.html")]
pub struct DocumentsPage {
    pub page: Page,
    pub id: ApplicationId,
    pub head: Head,
    pub problems: Problems,
    pub documents: Vec<DocumentLine>,
}

impl DocumentsPage {
    pub fn new(page: Page, opened: &Opened, problems: Problems) -> Self {
        let id = opened.application.id;
        Self {
            page: page.with_problems(&problems),
            id,
            head: Head::of(&opened.vacancy),
            problems,
            documents: DocumentLine::all(opened, &format!("/applications/{id}")),
        }
    }
}
