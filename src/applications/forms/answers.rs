//! Answers to a provider's questions. They come as `answer-{number of the question}`, because each listing asks its own.

use std::collections::HashMap;

use serde::Deserialize;

use crate::applications::model::{Answers, Wants};
use crate::kit::text;
use crate::listings::{Question, QuestionKind};
use crate::web::form::Problems;

/// Digits before the point of a number; more are a slip.
const MOST_DIGITS: usize = 9;

#[derive(Default, Deserialize)]
#[serde(transparent)]
pub struct AnswersForm {
    fields: HashMap<String, Vec<String>>,
}

impl AnswersForm {
    pub fn of(answers: &Answers) -> Self {
        let field = |(question, answer): (&_, &String)| (format!("answer-{question}"), vec![answer.clone()]);
        Self { fields: answers.iter().map(field).collect() }
    }

    pub fn is_later(&self) -> bool {
        self.fields.get("then").is_some_and(|then| then.iter().any(|then| then == "later"))
    }

    pub fn typed(&self, question: &Question) -> &str {
        let all = self.fields.get(&field(question));
        all.and_then(|all| all.first()).map_or("", String::as_str)
    }

    /// The codes of what is chosen. A browser sends codes; what is kept is the words, one choice a line.
    pub fn chosen(&self, question: &Question) -> Vec<String> {
        let sent = self.fields.get(&field(question)).map_or(&[][..], Vec::as_slice);
        let sent = sent.iter().flat_map(|one| one.lines()).filter(|one| !one.is_empty());
        let code = |sent: &str| question.options().find(|(_, words)| *words == sent).map(|(code, _)| code);
        sent.map(|one| code(one).unwrap_or_else(|| one.to_string())).collect()
    }

    pub fn check(&self, wants: &Wants) -> Result<Answers, Problems> {
        let mut problems = Problems::none();
        let mut answers = Answers::new();
        for question in &wants.questions {
            let field = field(question);
            let about = question.excerpt();
            let Some(answer) = self.answer(question) else {
                problems.add(&field, format!("{}: {about}", ask(question.kind)));
                continue;
            };
            if answer.is_empty() && question.required && !self.is_later() {
                problems.add(&field, format!("{}: {about}", ask(question.kind)));
            }
            if question.kind == QuestionKind::Text {
                problems.not_longer(&field, &answer, question.longest.max(0) as usize);
            }
            if !answer.is_empty() {
                answers.insert(question.id, answer);
            }
        }
        problems.done(answers)
    }

    /// As it is kept; nothing given is empty. `None` when it does not answer the question.
    fn answer(&self, question: &Question) -> Option<String> {
        let typed = text::lines(self.typed(question));
        match question.kind {
            QuestionKind::Text => Some(typed),
            QuestionKind::YesNo => ["", "yes", "no"].contains(&typed.as_str()).then_some(typed),
            QuestionKind::OneOf => words(question, &self.chosen(question), 1),
            QuestionKind::SeveralOf => words(question, &self.chosen(question), usize::MAX),
            QuestionKind::Number => number(&typed),
            QuestionKind::File => Some(String::new()),
        }
    }
}

/// What somebody is asked to do who has not answered.
fn ask(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::YesNo => "Choose yes or no",
        QuestionKind::OneOf => "Choose one of the answers",
        QuestionKind::SeveralOf => "Choose at least one of the answers",
        QuestionKind::Number => "Enter a number in digits, like 12 or 7.5",
        QuestionKind::Text => "Enter an answer",
        QuestionKind::File => "Choose a file",
    }
}

/// The words of what is chosen, in the order of the question; `None` for what it does not offer, or too many.
fn words(question: &Question, chosen: &[String], most: usize) -> Option<String> {
    let offered = question.options().filter(|(code, _)| chosen.contains(code));
    let words: Vec<&str> = offered.map(|(_, words)| words).collect();
    (words.len() == chosen.len() && words.len() <= most).then(|| words.join("\n"))
}

/// Without spaces and commas between thousands: `1,200` is 1200.
fn number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let fits = digits(whole) && digits(part) && whole.len() <= MOST_DIGITS && part.len() <= 2;
    (plain.is_empty() || fits).then_some(plain)
}

/// The name of a question's field.
pub fn field(question: &Question) -> String {
    format!("answer-{}", question.id)
}

/// The name of a document's field.
pub fn document_field(question: &Question) -> String {
    format!("document-{}", question.id)
}
