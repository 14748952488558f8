//! What the answers of one application say to the questions of the next.

use crate::kit::files::FileId;
use crate::listings::{Question, QuestionKind};

/// A question that was asked before, with what it got.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub question: Question,
    /// Empty for one that a document answers.
    pub answer: String,
    pub document: Option<FileId>,
}

/// What was answered to the same question: asked in the same words, and answered in the same way.
pub fn earlier<'a>(question: &Question, before: &'a [Earlier]) -> Option<&'a Earlier> {
    let same = |old: &&Earlier| {
        old.question.kind == question.kind && plain(&old.question.prompt) == plain(&question.prompt)
    };
    before.iter().find(same)
}

/// Letters and digits: a question mark more is no other question.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The answer that a new question starts with; `None` when what was said does not fit what is offered or asked now.
pub fn carried(question: &Question, before: &[Earlier]) -> Option<String> {
    let answer = earlier(question, before)?.answer.as_str();
    let fits = match question.kind {
        QuestionKind::OneOf | QuestionKind::SeveralOf => {
            answer.lines().all(|line| question.choices.lines().any(|choice| choice == line))
        }
        QuestionKind::Text => answer.chars().count() <= question.longest.max(0) as usize,
        QuestionKind::YesNo | QuestionKind::Number => true,
        QuestionKind::File => false,
    };
    (fits && !answer.is_empty()).then(|| answer.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::{ListingId, QuestionId};

    fn question(kind: QuestionKind, prompt: &str) -> Question {
        Question {
            id: QuestionId(1),
            listing_id: ListingId(1),
            position: 0,
            kind,
            prompt: prompt.into(),
            required: true,
            choices: "Days\nNights\nWeekends".into(),
            longest: 12,
        }
    }

    #[test]
    fn the_same_question_starts_with_the_same_answer() {
        use QuestionKind::{File, Number, OneOf, SeveralOf, Text, YesNo};
        for (kind, asked, before, answer, carried_over) in [
            (YesNo, "Do you drive?", (YesNo, "Do you drive?"), "yes", Some("yes")),
            (YesNo, "Do you drive?", (YesNo, "do you  drive"), "no", Some("no")),
            (YesNo, "Do you drive?", (Text, "Do you drive?"), "yes", None),
            (YesNo, "Do you drive?", (YesNo, "Can you drive?"), "yes", None),
            (Number, "Years?", (Number, "Years?"), "7.5", Some("7.5")),
            (OneOf, "Shifts?", (OneOf, "Shifts?"), "Nights", Some("Nights")),
            (OneOf, "Shifts?", (OneOf, "Shifts?"), "Evenings", None),
            (SeveralOf, "Shifts?", (SeveralOf, "Shifts?"), "Days\nNights", Some("Days\nNights")),
            (SeveralOf, "Shifts?", (SeveralOf, "Shifts?"), "Days\nEvenings", None),
            (Text, "Why?", (Text, "Why?"), "The people", Some("The people")),
            (Text, "Why?", (Text, "Why?"), "The people and the place", None),
            (Text, "Why?", (Text, "Why?"), "", None),
            (File, "Certificate", (File, "Certificate"), "", None),
        ] {
            let old = question(before.0, before.1);
            let before = [Earlier { question: old, answer: answer.into(), document: None }];
            let got = carried(&question(kind, asked), &before);
            assert_eq!(got.as_deref(), carried_over, "{kind} {asked} {answer}");
        }
    }
}
