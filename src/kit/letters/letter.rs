//! A letter as a value, and its twins in text and HTML.

use askama::Template;

use super::Site;

/// A part of a letter, in the order it was added.
#[derive(Debug, Clone)]
pub enum Part {
    Para(String),
    Quote(String),
    Facts(Vec<(String, String)>),
    Button { label: String, url: String },
    Item(Item),
}

/// One thing a letter lists: a title that is a link, with lines under it.
#[derive(Debug, Clone)]
pub struct Item {
    pub title: String,
    pub url: String,
    pub lines: Vec<String>,
    /// What can be done about it, each with its address.
    pub links: Vec<(String, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct Letter {
    pub(super) about: &'static str,
    pub(super) to_address: String,
    pub(super) to_name: String,
    pub(super) subject: String,
    pub(super) parts: Vec<Part>,
    pub(super) because: String,
    pub(super) leave: Option<Leave>,
    pub(super) is_awaited: bool,
}

/// The way out of letters that are not strictly needed.
#[derive(Debug, Clone)]
pub struct Leave {
    /// A page that asks before it ends anything.
    pub page_url: String,
    /// Takes the one-click POST of RFC 8058.
    pub one_click_url: String,
}

#[derive(Template)]
#[template(path = "mails/letter.txt")]
struct TextTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct HtmlTwin<'a> {
    letter: &'a Letter,
    site: &'a Site,
}

impl Letter {
    /// `about` names the kind of letter for logs and statistics, such as `accounts.confirm`.
    pub fn to(address: &str, name: &str, about: &'static str) -> Self {
        Self { about, to_address: address.into(), to_name: name.into(), ..Self::default() }
    }

    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = crate::kit::text::line(&subject.into());
        self
    }

    fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    pub fn para(self, words: impl Into<String>) -> Self {
        self.part(Part::Para(words.into()))
    }

    /// Words of another person, set apart; nothing when there are none.
    pub fn quote(self, words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { self } else { self.part(Part::Quote(words)) }
    }

    pub fn facts<N: Into<String>, V: Into<String>>(self, facts: impl IntoIterator<Item = (N, V)>) -> Self {
        self.part(Part::Facts(facts.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }

    pub fn button(self, label: impl Into<String>, url: impl Into<String>) -> Self {
        self.part(Part::Button { label: label.into(), url: url.into() })
    }

    pub fn item(self, title: impl Into<String>, url: impl Into<String>, lines: Vec<String>) -> Self {
        self.item_with_links(title, url, lines, Vec::new())
    }

    /// An item with what can be done about it: labels and their addresses.
    pub fn item_with_links(
        self,
        title: impl Into<String>,
        url: impl Into<String>,
        lines: Vec<String>,
        links: Vec<(String, String)>,
    ) -> Self {
        self.part(Part::Item(Item { title: title.into(), url: url.into(), lines, links }))
    }

    /// Why this person gets this letter: "You get this because …"
    pub fn because(mut self, because: impl Into<String>) -> Self {
        self.because = because.into();
        self
    }

    /// Marks a letter that its reader can end, with the addresses that do so.
    pub fn leave(mut self, leave: Leave) -> Self {
        self.leave = Some(leave);
        self
    }

    /// What its reader sees before they open it.
    pub fn subject_line(&self) -> &str {
        &self.subject
    }

    /// The plain text twin, as it is sent.
    pub fn text(&self, site: &Site) -> Result<String, askama::Error> {
        let rendered = TextTwin { letter: self, site }.render()?;
        Ok(rendered.trim().to_string() + "\n")
    }

    pub fn html(&self, site: &Site) -> Result<String, askama::Error> {
        HtmlTwin { letter: self, site }.render()
    }
}
