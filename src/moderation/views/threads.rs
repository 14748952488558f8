//! What the two sides of the review desk write to one another.

use super::*;
use crate::moderation::forms::MessageForm;
use crate::moderation::store::Message;
use crate::providers::DeskNav;

pub struct ThreadLine {
    pub who: String,
    pub when: String,
    pub words: String,
    pub is_own: bool,
}

/// A thread with its form, for `moderation/thread.html`.
pub struct ThreadShown {
    pub lines: Vec<ThreadLine>,
    /// Where the form posts to; `None` for those who may only read.
    pub action: Option<String>,
    pub label: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    pub form: MessageForm,
    pub problems: Problems,
}

impl ThreadShown {
    /// For moderators, who see each other’s names.
    pub fn of_desk(messages: &[Message], action: String, (form, problems): (MessageForm, Problems)) -> Self {
        Self {
            lines: messages.iter().map(|one| line(one, one.from_desk, one.author_name.clone())).collect(),
            action: Some(action),
            label: "Your message to the organisation",
            hint: "Its owners and editors get it by email and answer on their desk.",
            button: "Send the message",
            form,
            problems,
        }
    }

    /// For the people of the organisation, to whom the review desk is one.
    pub fn of_provider(
        messages: &[Message],
        action: Option<String>,
        (form, problems): (MessageForm, Problems),
    ) -> Self {
        let who = |one: &Message| match one.from_desk {
            true => "A moderator at Rounds".to_string(),
            false => one.author_name.clone(),
        };
        Self {
            lines: messages.iter().map(|one| line(one, !one.from_desk, who(one))).collect(),
            action,
            label: "Your message",
            hint: "It goes to the people at Rounds who review organisations and listings.",
            button: "Send",
            form,
            problems,
        }
    }

    // Templates would move a field out of a borrowed value; they borrow from a method.
    pub fn href(&self) -> Option<&str> {
        self.action.as_deref()
    }
}

fn line(message: &Message, is_own: bool, who: String) -> ThreadLine {
    let when = clock::moment_words(message.written_at);
    ThreadLine { who, when, words: message.words.clone(), is_own }
}

/// A thread that waits for a moderator.
#[derive(Template)]
#[template(path = "moderation/answer.html")]
pub struct ThreadPage {
    pub page: Page,
    pub standing: Standing,
    /// What it is about.
    pub about: Link,
    pub provider: Link,
    /// Without its form while somebody else has it.
    pub thread: ThreadShown,
}

/// The same on the organisation's desk.
#[derive(Template)]
#[template(path = "moderation/talk.html")]
pub struct TalkPage {
    pub page: Page,
    pub nav: DeskNav,
    pub back: Link,
    pub thread: ThreadShown,
}
