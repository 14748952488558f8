//! What a listing asks of those who apply, and how it is answered.

use super::Question;

pub const MOST_QUESTIONS: usize = 10;
/// Of these, so that they fit one form of files.
pub const MOST_DOCUMENTS: usize = 5;
/// More are refused.
pub const MOST_CHOICES: usize = 12;
/// Characters.
pub const LONGEST_CHOICE: usize = 100;
/// Characters that an answer in words may have, when the provider says nothing.
pub const USUAL_CHARACTERS: i32 = 2000;
/// And when it says something.
pub const MOST_CHARACTERS: i32 = 5000;

crate::kit::words::words! {
    /// What a screening question takes for an answer.
    pub enum QuestionKind {
        YesNo = "yes-no",
        OneOf = "one-of",
        SeveralOf = "several-of",
        Number = "number",
        Text = "text",
        File = "file",
    }
}

impl QuestionKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::YesNo => "Yes or no",
            Self::OneOf => "One of several choices",
            Self::SeveralOf => "Any of several choices",
            Self::Number => "A number",
            Self::Text => "In words",
            Self::File => "A document (a file)",
        }
    }

    /// A document besides the CV: it is uploaded, and kept apart from what is answered in words.
    pub fn is_document(self) -> bool {
        self == Self::File
    }

    pub fn has_choices(self) -> bool {
        matches!(self, Self::OneOf | Self::SeveralOf)
    }
}

impl Question {
    /// Its beginning, for a sentence about it.
    pub fn excerpt(&self) -> String {
        crate::kit::text::excerpt(&self.prompt, 80)
    }

    /// What is chosen from, each with a code that is fit for a form; in the order of the provider.
    pub fn options(&self) -> impl Iterator<Item = (String, &str)> {
        let choices = self.choices.lines().filter(|_| self.kind.has_choices());
        choices.enumerate().map(|(at, choice)| (format!("choice-{}", at + 1), choice))
    }
}
