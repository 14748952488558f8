//! A message to the other side of an application.

use serde::Deserialize;

use crate::applications::model::{LONGEST_MESSAGE, MessageId, NewMessage};
use crate::kit::text;
use crate::web::form::Problems;
use crate::web::pages::page_number;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessageForm {
    pub words: String,
    /// The number that the message will have.
    pub number: String,
}

impl MessageForm {
    /// An empty form, for one more message.
    pub fn fresh() -> Self {
        Self { number: MessageId::new().to_string(), ..Self::default() }
    }

    pub fn check(&self) -> Result<NewMessage, Problems> {
        let mut problems = Problems::none();
        let words = problems.keep("words", message_words(&self.words)).unwrap_or_default();
        let number = self.number.parse().ok().filter(|number| *number > 0).unwrap_or(MessageId::new().0);
        problems.done(NewMessage { number, words })
    }
}

/// What somebody writes to somebody else.
///
/// # Errors
/// A sentence for its writer.
pub fn message_words(typed: &str) -> Result<String, String> {
    let words = text::lines(typed);
    let length = words.chars().count();
    match length {
        0 => Err("Write your message".into()),
        _ if length > LONGEST_MESSAGE => Err(format!(
            "Your message has {} characters. It must have {} or fewer",
            text::thousands(length as u32),
            text::thousands(LONGEST_MESSAGE as u32)
        )),
        _ => Ok(words),
    }
}

/// Which page of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    pub page: String,
}

impl PageQuery {
    pub fn page(&self) -> i64 {
        page_number(&self.page)
    }
}
