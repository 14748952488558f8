//! What a provider sees of a passport that is shared with it.

use askama::Template;
use chrono::NaiveDate;

use super::ItemLine;
use crate::codes::{self, Code};
use crate::kit::clock::moment_words;
use crate::passports::actions::Seen;
use crate::passports::forms::{ACCEPTED, MarksForm};
use crate::passports::model::{Kept, Mark, Marks, Verdict};
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;

pub struct MarkLine {
    pub line: ItemLine,
    /// What was said of this version.
    pub mark: String,
    pub colour: &'static str,
    /// Who said so, and when.
    pub by: String,
    /// What the list of marks has chosen.
    pub chosen: String,
    /// The name of its field among the problems.
    pub field: String,
}

impl MarkLine {
    fn new(kept: &Kept, marks: &Marks, form: Option<&MarksForm>, today: NaiveDate) -> Self {
        let mark = marks.get(&(kept.item.id, kept.item.version));
        let said = |mark: &Mark| match mark.verdict {
            Verdict::Accepted => ACCEPTED.to_string(),
            Verdict::Repeat => mark.reason.clone(),
        };
        Self {
            line: ItemLine::new(kept, today),
            mark: mark.map(Mark::words).unwrap_or_default(),
            colour: mark.map(Mark::colour).unwrap_or_default(),
            by: mark.map(|mark| format!("{}, {}", mark.by, moment_words(mark.at))).unwrap_or_default(),
            chosen: match form {
                Some(form) => form.chosen(kept.item.id).to_string(),
                None => mark.map(said).unwrap_or_default(),
            },
            field: format!("mark-{}", kept.item.id),
        }
    }
}

#[derive(Template)]
#[template(path = "passports/desk.html")]
pub struct DeskPage {
    pub page: Page,
    pub nav: DeskNav,
    /// The application.
    pub base: String,
    pub name: String,
    pub title: String,
    pub is_hidden: bool,
    pub may_mark: bool,
    pub lines: Vec<MarkLine>,
    pub reasons: &'static [Code],
    pub problems: Problems,
}

impl DeskPage {
    pub fn new(page: Page, desk: &Desk, seen: &Seen, form: Option<&MarksForm>, today: NaiveDate) -> Self {
        let standing = &seen.standing;
        let line = |kept: &Kept| MarkLine::new(kept, &seen.marks, form, today);
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/applications/{}", desk.provider.id, standing.id),
            name: standing.name.clone(),
            title: standing.title.clone(),
            is_hidden: standing.is_hidden,
            may_mark: desk.role.may_edit(),
            lines: seen.items.iter().map(line).collect(),
            reasons: codes::repeat_reasons().all(),
            problems: Problems::none(),
        }
    }

    pub fn with(mut self, problems: Problems) -> Self {
        self.page = self.page.with_problems(&problems);
        self.problems = problems;
        self
    }
}
