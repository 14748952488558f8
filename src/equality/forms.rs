//! What people answer about themselves, if they do.

use std::collections::HashMap;

use serde::Deserialize;

use super::model::{Answers, QUESTIONS, Question, UNSAID, UNSAID_WORDS};
use crate::web::form::{Choice, Problems};

/// The code of an answer by the code of its question.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub struct EqualityForm {
    fields: HashMap<String, String>,
}

/// A question as its form shows it.
pub struct Asked {
    pub name: &'static str,
    pub words: &'static str,
    pub hint: &'static str,
    pub typed: String,
    options: Vec<Choice>,
}

impl Asked {
    pub fn options(&self) -> &[Choice] {
        &self.options
    }
}

impl EqualityForm {
    fn typed(&self, question: &Question) -> &str {
        self.fields.get(question.code).map_or("", String::as_str)
    }

    pub fn asked(&self) -> Vec<Asked> {
        let asked = |question: &Question| {
            let mut options: Vec<Choice> =
                (question.answers)().all().iter().map(|code| Choice::new(&code.code, &code.label)).collect();
            options.push(Choice::new(UNSAID, UNSAID_WORDS));
            Asked {
                name: question.code,
                words: question.words,
                hint: question.hint,
                typed: self.typed(question).to_string(),
                options,
            }
        };
        QUESTIONS.iter().map(asked).collect()
    }

    /// `None` when nothing is answered, or the button said to skip it all.
    pub fn check(&self) -> Result<Option<Answers>, Problems> {
        let is_skipped = self.fields.get("then").is_some_and(|then| then == "skip");
        let mut problems = Problems::none();
        let mut answers = Answers::new();
        for question in &QUESTIONS {
            let typed = self.typed(question);
            if !["", UNSAID].contains(&typed) && !(question.answers)().contains(typed) {
                problems.add(question.code, "Choose one of the answers, or leave it out");
            }
            answers.insert(question.code, if typed.is_empty() { UNSAID } else { typed }.to_string());
        }
        let is_blank = QUESTIONS.iter().all(|question| self.typed(question).is_empty());
        match is_skipped || is_blank {
            true => Ok(None),
            false => problems.done(Some(answers)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_of_those_there_are_and_a_blank_is_unsaid() {
        for (sent, sex, age) in [
            ("sex=female", Some("female"), Some(UNSAID)),
            ("sex=prefer-not-to-say&age=25-to-34", Some(UNSAID), Some("25-to-34")),
            ("", None, None),
            ("sex=&age=", None, None),
            ("sex=female&then=skip", None, None),
        ] {
            let form: EqualityForm = crate::web::form::parse(sent.as_bytes()).unwrap();
            let answers = form.check().unwrap().unwrap_or_default();
            let of = |code| answers.get(code).map(String::as_str);
            assert_eq!((of("sex"), of("age")), (sex, age), "{sent}");
            assert!(answers.is_empty() || answers.len() == QUESTIONS.len());
        }
        let form: EqualityForm = crate::web::form::parse(b"sex=teapot").unwrap();
        assert!(form.check().unwrap_err().of("sex").is_some());
    }
}
