//! What a candidate shares with one application, and what its provider said of it.

use askama::Template;
use chrono::NaiveDate;

use super::ItemLine;
use crate::applications::Standing;
use crate::kit::clock::moment_words;
use crate::passports::model::{ItemId, Kept, Mark, Marks};
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

/// An item that is shared, with its mark.
pub struct SharedLine {
    pub line: ItemLine,
    pub mark: String,
    pub colour: &'static str,
    pub when: String,
}

impl SharedLine {
    fn new(kept: &Kept, marks: &Marks, today: NaiveDate) -> Self {
        let mark = marks.get(&(kept.item.id, kept.item.version));
        Self {
            line: ItemLine::new(kept, today),
            mark: mark.map(Mark::words).unwrap_or_default(),
            colour: mark.map(Mark::colour).unwrap_or_default(),
            when: mark.map(|mark| moment_words(mark.at)).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "passports/share.html")]
pub struct SharePage {
    pub page: Page,
    pub title: String,
    pub provider: String,
    /// The application.
    pub base: String,
    /// The provider may not know yet whose they are.
    pub is_hidden: bool,
    pub choices: Vec<Choice>,
    pub chosen: Vec<String>,
    pub shared: Vec<SharedLine>,
    pub problems: Problems,
}

impl SharePage {
    pub fn new(
        page: Page,
        standing: &Standing,
        (all, shared): (&[Kept], &[Kept]),
        marks: &Marks,
        today: NaiveDate,
    ) -> Self {
        let ids: Vec<ItemId> = shared.iter().map(|kept| kept.item.id).collect();
        Self {
            page,
            title: standing.title.clone(),
            provider: standing.provider_name.clone(),
            base: format!("/applications/{}", standing.id),
            is_hidden: standing.is_hidden,
            choices: all.iter().map(|kept| choice(kept, today)).collect(),
            chosen: ids.iter().map(ToString::to_string).collect(),
            shared: shared.iter().map(|kept| SharedLine::new(kept, marks, today)).collect(),
            problems: Problems::none(),
        }
    }

    /// The same with what was ticked and what is wrong with it.
    pub fn with(mut self, chosen: Vec<String>, problems: Problems) -> Self {
        self.page = self.page.with_problems(&problems);
        (self.chosen, self.problems) = (chosen, problems);
        self
    }
}

fn choice(kept: &Kept, today: NaiveDate) -> Choice {
    let line = ItemLine::new(kept, today);
    let said = if line.words.is_empty() { String::new() } else { format!(", {}", line.words) };
    let file = if line.file.is_some() { "" } else { ", without a file" };
    // In the middle of a sentence.
    let expires = line.expires.replacen("Expire", "expire", 1).replacen("Does", "does", 1);
    Choice::new(line.id.to_string(), format!("{}{said} ({expires}{file})", line.title))
}
