//! The questions of a listing, and the documents that it asks for.

use super::{Around, Keeper, StepForm, shared, step_form};
use crate::kit::text;
use crate::listings::model::{
    Full, LONGEST_CHOICE, ListingId, MOST_CHARACTERS, MOST_CHOICES, MOST_DOCUMENTS, MOST_QUESTIONS, Question,
    QuestionId, QuestionKind, Step, USUAL_CHARACTERS,
};

step_form!(
    /// One of each for each question; the last row is for a new one. Rows without words go.
    QuestionsForm {} [id, prompt, kind, required, choices, longest]
);

/// One row of the form.
pub struct QuestionRow {
    /// From 1.
    pub number: usize,
    /// The id of its first field.
    pub field: String,
    /// Of the question that this row was before; empty for a new one.
    pub id: String,
    pub prompt: String,
    pub kind: String,
    pub required: String,
    /// One a line.
    pub choices: String,
    /// Characters.
    pub longest: String,
    pub is_new: bool,
}

impl QuestionRow {
    /// Each once; what is typed for a kind that has none is kept, in case that was a slip.
    fn choices(&self, kind: QuestionKind, keep: &mut Keeper) -> String {
        let mut choices: Vec<String> = Vec::new();
        for choice in self.choices.lines().map(text::line).filter(|choice| !choice.is_empty()) {
            if !choices.contains(&choice) {
                choices.push(choice);
            }
        }
        let is_long = |choice: &String| choice.chars().count() > LONGEST_CHOICE;
        let wrong = match choices.len() {
            _ if !kind.has_choices() => None,
            ..2 => Some("Write at least two choices, one on each line".to_string()),
            many if many > MOST_CHOICES => Some(format!("Write at most {MOST_CHOICES} choices")),
            _ => choices
                .iter()
                .any(is_long)
                .then(|| format!("Each choice must have {LONGEST_CHOICE} characters or fewer")),
        };
        if let Some(wrong) = wrong {
            keep.problems.add(&format!("choices-{}", self.number), wrong);
        }
        choices.join("\n")
    }

    fn characters(&self, kind: QuestionKind, keep: &mut Keeper) -> i32 {
        let typed = self.longest.trim();
        if typed.is_empty() || kind != QuestionKind::Text {
            return USUAL_CHARACTERS;
        }
        let number = typed.parse().ok().filter(|number| (1..=MOST_CHARACTERS).contains(number));
        if number.is_none() {
            let wrong = format!("Enter a number of characters from 1 to {MOST_CHARACTERS}");
            keep.problems.add(&format!("longest-{}", self.number), wrong);
        }
        number.unwrap_or(USUAL_CHARACTERS)
    }

    pub fn has_more(&self) -> bool {
        !self.choices.is_empty() || !self.longest.is_empty()
    }
}

impl QuestionsForm {
    /// The rows to show: those there are, and one to fill in while there is room.
    pub fn rows(&self) -> Vec<QuestionRow> {
        let value = |list: &[String], at: usize, or: &str| list.get(at).cloned().unwrap_or_else(|| or.into());
        let mut prompts: Vec<(usize, String)> = self.prompt.iter().cloned().enumerate().collect();
        prompts.retain(|(_, prompt)| !prompt.trim().is_empty());
        let mut rows: Vec<QuestionRow> = prompts
            .into_iter()
            .enumerate()
            .map(|(row, (at, prompt))| QuestionRow {
                number: row + 1,
                field: format!("prompt-{}", row + 1),
                id: value(&self.id, at, ""),
                prompt,
                kind: value(&self.kind, at, "yes-no"),
                required: value(&self.required, at, "yes"),
                choices: value(&self.choices, at, ""),
                longest: value(&self.longest, at, ""),
                is_new: false,
            })
            .collect();
        if rows.len() < MOST_QUESTIONS {
            let number = rows.len() + 1;
            rows.push(QuestionRow {
                number,
                field: format!("prompt-{number}"),
                id: String::new(),
                prompt: String::new(),
                kind: "yes-no".into(),
                required: "yes".into(),
                choices: String::new(),
                longest: String::new(),
                is_new: true,
            });
        }
        rows
    }

    fn question(row: &QuestionRow, listing_id: ListingId, keep: &mut Keeper) -> Option<Question> {
        let mut prompt = String::new();
        keep.line(&row.field, &text::line(&row.prompt), 300, &mut prompt);
        let kind = QuestionKind::parse(&row.kind).unwrap_or(QuestionKind::YesNo);
        let (choices, longest) = (row.choices(kind, keep), row.characters(kind, keep));
        (!prompt.is_empty()).then(|| Question {
            id: QuestionId::new(),
            listing_id,
            position: 0,
            kind,
            prompt,
            required: row.required == "yes",
            choices,
            longest,
        })
    }

    /// Moves or removes as the pressed button says: `up-2`, `down-2`, `remove-2`.
    fn rearrange(&self, questions: &mut Vec<Question>) {
        let Some((act, number)) = self.then.split_once('-') else { return };
        let Some(at) = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)) else { return };
        match act {
            "up" if at > 0 && at < questions.len() => questions.swap(at - 1, at),
            "down" if at + 1 < questions.len() => questions.swap(at, at + 1),
            "remove" if at < questions.len() => drop(questions.remove(at)),
            _ => {}
        }
    }
}

/// A question that is still the same one keeps its number, and with it the answers that it got. One that is answered
/// in another way is another question: what was answered does not fit it.
fn same_ids(questions: &mut [Question], rows: &[QuestionRow], before: &[Question]) {
    let mut left: Vec<&Question> = before.iter().collect();
    for (question, row) in questions.iter_mut().zip(rows) {
        let is_same = |old: &&&Question| {
            old.id.to_string() == row.id || (row.id.is_empty() && old.prompt == question.prompt)
        };
        let same = left.iter().filter(|old| old.kind == question.kind).find(is_same).copied();
        if let Some(same) = same {
            question.id = same.id;
            left.retain(|old| old.id != same.id);
        }
    }
}

/// Only where it matters, and is not the usual.
fn characters_shown(question: &Question) -> String {
    let said = question.kind == QuestionKind::Text && question.longest != USUAL_CHARACTERS;
    if said { question.longest.to_string() } else { String::new() }
}

impl StepForm for QuestionsForm {
    const STEP: Step = Step::Questions;
    shared!();

    fn of(full: &Full) -> Self {
        let questions = || full.questions.iter();
        let word = |required: bool| if required { "yes" } else { "no" };
        Self {
            id: questions().map(|question| question.id.to_string()).collect(),
            prompt: questions().map(|question| question.prompt.clone()).collect(),
            kind: questions().map(|question| question.kind.to_string()).collect(),
            required: questions().map(|question| word(question.required).to_string()).collect(),
            choices: questions().map(|question| question.choices.clone()).collect(),
            longest: questions().map(characters_shown).collect(),
            ..Self::default()
        }
    }

    fn apply(&self, full: &mut Full, _: &Around, keep: &mut Keeper) {
        let rows = self.rows();
        let id = full.listing.id;
        let mut questions: Vec<Question> =
            rows.iter().filter_map(|row| Self::question(row, id, keep)).collect();
        let documents = questions.iter().filter(|question| question.kind.is_document()).count();
        if questions.len() > MOST_QUESTIONS {
            keep.problems.add("prompt-1", format!("Ask at most {MOST_QUESTIONS} questions"));
        } else if documents > MOST_DOCUMENTS {
            keep.problems.add("prompt-1", format!("Ask for at most {MOST_DOCUMENTS} documents"));
        }
        if keep.problems.any() {
            return;
        }
        same_ids(&mut questions, &rows, &full.questions);
        self.rearrange(&mut questions);
        for (position, question) in questions.iter_mut().enumerate() {
            question.position = position as i32;
        }
        full.questions = questions;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: i64, kind: QuestionKind, prompt: &str) -> Question {
        Question {
            id: QuestionId(id),
            listing_id: ListingId(1),
            position: 0,
            kind,
            prompt: prompt.into(),
            required: true,
            choices: String::new(),
            longest: USUAL_CHARACTERS,
        }
    }

    #[test]
    fn a_question_that_is_still_the_same_one_keeps_its_number() {
        use QuestionKind::{Number, Text, YesNo};
        let before = [question(1, YesNo, "Drive?"), question(2, Text, "Why?"), question(3, Text, "Where?")];
        let rows = |typed: &[(&str, &str, QuestionKind)]| QuestionsForm {
            id: typed.iter().map(|row| row.0.to_string()).collect(),
            prompt: typed.iter().map(|row| row.1.to_string()).collect(),
            kind: typed.iter().map(|row| row.2.to_string()).collect(),
            ..QuestionsForm::default()
        };
        for (typed, kept) in [
            // In another order, and in better words.
            (vec![("2", "Why here?", Text), ("1", "Drive?", YesNo)], vec![Some(2), Some(1)]),
            // Answered in another way.
            (vec![("1", "Drive?", Number)], vec![None]),
            // Without a number, by its words.
            (vec![("", "Why?", Text), ("", "When?", Text)], vec![Some(2), None]),
            // Not twice, and not somebody else's.
            (vec![("3", "Where?", Text), ("3", "Where?", Text)], vec![Some(3), None]),
            (vec![("99", "Drive?", YesNo)], vec![None]),
        ] {
            let rows = rows(&typed).rows();
            let mut keep = Keeper::default();
            let new = rows.iter().filter_map(|row| QuestionsForm::question(row, ListingId(1), &mut keep));
            let mut questions: Vec<Question> = new.collect();
            same_ids(&mut questions, &rows, &before);
            for (question, kept) in questions.iter().zip(kept) {
                let old = before.iter().map(|old| old.id).find(|id| *id == question.id);
                assert_eq!(old, kept.map(QuestionId), "{}", question.prompt);
            }
        }
    }
}
