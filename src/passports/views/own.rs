//! A candidate's own passport: all of it, one item, the log, and a sheet of paper.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use super::ItemLine;
use crate::applications::{ApplicationId, Standing};
use crate::codes::{self, Code};
use crate::kit::clock::{day_words, moment_words};
use crate::passports::forms::ItemForm;
use crate::passports::model::{CRIMINAL_RECORD, ItemId, Kept, LOG_LINES, Line, MOST_ITEMS, groups};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::Pages;

/// A part of the passport.
pub struct Group {
    pub title: &'static str,
    /// For the table's caption.
    pub anchor: &'static str,
    pub items: Vec<ItemLine>,
    /// Kinds of which there is nothing.
    pub missing: Vec<&'static Code>,
}

fn grouped(items: &[Kept], today: NaiveDate) -> Vec<Group> {
    let group = |(title, kinds): (&'static str, &'static [Code])| {
        let of = |code: &str| items.iter().filter(move |kept| kept.item.kind == code).collect::<Vec<_>>();
        let lines = kinds.iter().flat_map(|kind| of(&kind.code));
        Group {
            title,
            anchor: if title.starts_with("Employment") { "checks" } else { "skills" },
            items: lines.map(|kept| ItemLine::new(kept, today)).collect(),
            missing: kinds.iter().filter(|kind| of(&kind.code).is_empty()).collect(),
        }
    };
    groups().into_iter().map(group).collect()
}

/// An application with which items can be shared.
pub struct ShareLine {
    pub href: String,
    pub title: String,
    pub provider: String,
    /// How much of it is shared.
    pub shared: String,
}

fn share_line(standing: &Standing, counts: &HashMap<ApplicationId, usize>) -> ShareLine {
    ShareLine {
        href: format!("/applications/{}/passport", standing.id),
        title: standing.title.clone(),
        provider: standing.provider_name.clone(),
        shared: match counts.get(&standing.id) {
            None => "Nothing shared".into(),
            Some(1) => "1 item shared".into(),
            Some(many) => format!("{many} items shared"),
        },
    }
}

#[derive(Template)]
#[template(path = "passports/passport.html")]
pub struct PassportPage {
    pub page: Page,
    pub groups: Vec<Group>,
    pub shares: Vec<ShareLine>,
    pub is_empty: bool,
    pub may_add: bool,
}

impl PassportPage {
    pub fn new(
        page: Page,
        items: &[Kept],
        (standings, counts): (&[Standing], &HashMap<ApplicationId, usize>),
        today: NaiveDate,
    ) -> Self {
        let open = standings.iter().filter(|standing| standing.state.goes_on());
        Self {
            page,
            groups: grouped(items, today),
            shares: open.map(|standing| share_line(standing, counts)).collect(),
            is_empty: items.is_empty(),
            may_add: items.len() < MOST_ITEMS,
        }
    }
}

/// On paper.
#[derive(Template)]
#[template(path = "passports/print.html")]
pub struct PrintPage {
    pub page: Page,
    pub name: String,
    pub groups: Vec<Group>,
    pub made: String,
}

impl PrintPage {
    pub fn new(page: Page, name: String, items: &[Kept], today: NaiveDate) -> Self {
        let groups = grouped(items, today).into_iter().filter(|group| !group.items.is_empty()).collect();
        Self { page, name, groups, made: day_words(today) }
    }
}

/// Which kind of item is to be added.
#[derive(Template)]
#[template(path = "passports/kinds.html")]
pub struct KindsPage {
    pub page: Page,
    pub groups: [(&'static str, &'static [Code]); 2],
}

impl KindsPage {
    pub fn new(page: Page) -> Self {
        Self { page, groups: groups() }
    }
}

/// A new item, or one that is there.
#[derive(Template)]
#[template(path = "passports/item.html")]
pub struct ItemPage {
    pub page: Page,
    pub kind: &'static Code,
    /// What is there, when it is changed.
    pub now: Option<ItemLine>,
    /// The providers who see it.
    pub seen_by: String,
    pub form: ItemForm,
    pub problems: Problems,
}

impl ItemPage {
    pub fn new(page: Page, kind: &'static Code, form: ItemForm, problems: Problems) -> Self {
        let page = page.with_problems(&problems);
        Self { page, kind, now: None, seen_by: String::new(), form, problems }
    }

    /// Of an item that is there, and shared with these.
    pub fn of(mut self, kept: &Kept, shared_with: &[Standing], today: NaiveDate) -> Self {
        let mut names: Vec<&str> =
            shared_with.iter().map(|standing| standing.provider_name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        self.seen_by = names.join(", ");
        self.now = Some(ItemLine::new(kept, today));
        self
    }

    pub fn levels(&self) -> Vec<&'static Code> {
        match self.kind.code.as_str() {
            CRIMINAL_RECORD => {
                codes::dbs_levels().all().iter().filter(|level| level.code != "none").collect()
            }
            _ => Vec::new(),
        }
    }

    pub fn id(&self) -> Option<ItemId> {
        self.now.as_ref().map(|line| line.id)
    }
}

pub struct LogLine {
    pub when: String,
    pub who: String,
    pub what: &'static str,
    pub items: String,
    pub about: String,
}

/// Who opened what, and when.
#[derive(Template)]
#[template(path = "passports/log.html")]
pub struct LogPage {
    pub page: Page,
    pub lines: Vec<LogLine>,
    pub pages: Pages,
}

impl LogPage {
    pub fn new(page: Page, number: i64, (lines, total): (Vec<Line>, i64)) -> Self {
        let line = |line: Line| LogLine {
            when: moment_words(line.at),
            who: line.who,
            what: line.act.label(),
            items: line.items,
            about: format!("{}, {}", line.listing, line.provider),
        };
        Self {
            page,
            lines: lines.into_iter().map(line).collect(),
            pages: Pages::new(number, total, LOG_LINES, |page| format!("/passport/log?page={page}")),
        }
    }
}
