//! What an organisation says of itself, on the review desk.

use super::*;

/// A line that the public would read, and what stands there now when it is something else.
pub struct Part {
    pub label: &'static str,
    pub before: Option<String>,
    pub now: String,
}

impl Part {
    pub fn new(label: &'static str, before: Option<String>, now: String) -> Self {
        Self { label, before: before.filter(|before| *before != now), now }
    }
}

#[derive(Template)]
#[template(path = "moderation/saying.html")]
pub struct SayingPage {
    pub page: Page,
    /// What it belongs to; may be empty.
    pub group: &'static str,
    pub state: (&'static str, &'static str),
    pub provider: Link,
    pub provider_state: (&'static str, &'static str),
    pub waiting: Option<Waiting>,
    pub standing: Standing,
    pub parts: Vec<Part>,
    /// Safe HTML of a longer text; may be empty.
    pub prose: String,
    /// What is not public: evidence, or consent.
    pub shown_title: &'static str,
    pub shown: Vec<String>,
    pub file: Option<(Link, String)>,
    pub history: Vec<Event>,
    /// There while it waits for a decision, and nobody else has it.
    pub verdict: Option<Verdict>,
}
