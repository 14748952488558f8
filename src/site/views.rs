//! What the pages around the product show.

use askama::Template;

use crate::demo::seed::SignIn;
use crate::kit::clock;
use crate::kit::letters::{LetterId, Posted};
use crate::listings::Card;
use crate::site::figures::Figure;
use crate::web::form::Choice;
use crate::web::page::{Link, Page};

#[derive(Template)]
#[template(path = "site/home.html")]
pub struct HomePage {
    pub page: Page,
    /// Choices of distance; the front page leaves them to the results.
    pub radii: Vec<Choice>,
    pub live: String,
    pub newest: Vec<Card>,
    pub professions: Vec<IndexLine>,
    pub places: Vec<IndexLine>,
    pub figures: &'static [Figure],
}

/// A way in, with how many listings are behind it.
pub struct IndexLine {
    pub href: String,
    pub label: String,
    pub count: String,
}

#[derive(Template)]
#[template(path = "site/demo.html")]
pub struct DemoPage {
    pub page: Page,
    pub people: Vec<DemoPerson>,
    pub password: &'static str,
    pub candidate: &'static str,
    pub member: &'static str,
    pub moderator: &'static str,
    pub administrator: &'static str,
}

pub struct DemoPerson {
    pub name: &'static str,
    pub role: &'static str,
    pub email: &'static str,
    pub home: &'static str,
}

impl From<&SignIn> for DemoPerson {
    fn from(one: &SignIn) -> Self {
        Self { name: one.name, role: one.role.label(), email: one.email, home: one.role.home() }
    }
}

#[derive(Template)]
#[template(path = "site/about.html")]
pub struct AboutPage {
    pub page: Page,
    pub contact: String,
}

#[derive(Template)]
#[template(path = "site/accessibility.html")]
pub struct AccessibilityPage {
    pub page: Page,
    pub contact: String,
}

#[derive(Template)]
#[template(path = "site/privacy.html")]
pub struct PrivacyPage {
    pub page: Page,
    pub contact: String,
    pub host: String,
    pub letter_days: i64,
    pub told_days: i64,
}

#[derive(Template)]
#[template(path = "site/cookies.html")]
pub struct CookiesPage {
    pub page: Page,
    pub session_cookie: &'static str,
    pub notice_cookie: &'static str,
}

#[derive(Template)]
#[template(path = "site/contact.html")]
pub struct ContactPage {
    pub page: Page,
    pub contact: String,
}

#[derive(Template)]
#[template(path = "site/for_providers.html")]
pub struct ForProvidersPage {
    pub page: Page,
    pub start: Link,
    /// By when we aim to verify an organisation: `two working days`.
    pub target: String,
}

#[derive(Template)]
#[template(path = "site/letters.html")]
pub struct LettersPage {
    pub page: Page,
    pub letters: Vec<LetterLine>,
}

pub struct LetterLine {
    pub id: LetterId,
    pub to: String,
    pub subject: String,
    pub at: String,
}

impl From<Posted> for LetterLine {
    fn from(letter: Posted) -> Self {
        Self {
            id: letter.id,
            at: clock::moment_words(letter.created_at),
            to: letter.to_address,
            subject: letter.subject,
        }
    }
}

#[derive(Template)]
#[template(path = "site/letter.html")]
pub struct LetterPage {
    pub page: Page,
    pub letter: LetterLine,
    /// The text of the letter, cut into words and links.
    pub lines: Vec<TextLine>,
}

/// A line of a letter's text; one that is an address is shown as a link.
pub struct TextLine {
    pub words: String,
    pub href: Option<String>,
}

impl TextLine {
    /// Links of the site itself keep working wherever the demonstration is looked at.
    pub fn read(line: &str, public_url: &str) -> Self {
        let address = line.rsplit(' ').next().unwrap_or_default();
        let href = address
            .strip_prefix(public_url)
            .map(|path| if path.is_empty() { "/".to_string() } else { path.to_string() })
            .filter(|path| path.starts_with('/'));
        Self { words: line.to_string(), href }
    }
}
