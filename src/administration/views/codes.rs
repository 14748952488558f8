//! What the pages of the code lists show.

use askama::Template;

use super::{AuditLine, Tab};
use crate::administration::actions::codes::{code_href, list_href};
use crate::administration::forms::{CodeForm, PlaceForm, RetireForm};
use crate::codes::policy::{Column, Holds, Policy};
use crate::codes::{self, Change, Code, List, Overlay};
use crate::kit::clock;
use crate::web::form::{Choice, Problems};
use crate::web::page::Page;

pub struct ListLine {
    pub href: String,
    pub title: &'static str,
    pub purpose: &'static str,
    /// "56, 2 retired"
    pub count: String,
    pub is_fixed: bool,
}

impl ListLine {
    pub fn new(policy: &Policy, list: &List) -> Self {
        let count = match list.retired().len() {
            0 => list.all().len().to_string(),
            retired => format!("{}, {retired} retired", list.all().len()),
        };
        let (href, is_fixed) = (list_href(policy.list), !policy.may_reword());
        Self { href, title: policy.title, purpose: policy.purpose, count, is_fixed }
    }
}

#[derive(Template)]
#[template(path = "administration/code_lists.html")]
pub struct CodeListsPage {
    pub page: Page,
    pub nav: Vec<Tab>,
    /// Under their headings.
    pub areas: Vec<(&'static str, Vec<ListLine>)>,
}

/// A code in its list.
pub struct CodeLine {
    pub href: String,
    pub label: String,
    /// What it has besides: the hint, the sentence.
    pub more: String,
    /// "Added here", "Retired on 2 December 2026"; empty for what is as in the file.
    pub mark: String,
    pub may_rise: bool,
    pub may_sink: bool,
}

impl CodeLine {
    fn new(policy: &Policy, code: &Code, change: Option<&Change>) -> Self {
        let more = policy.columns.iter().map(|column| shown(column, code)).filter(|word| !word.is_empty());
        let mark = match change {
            Some(Change { retired_at: Some(at), .. }) => {
                format!("Retired on {}", clock::day_words(at.london_day()))
            }
            Some(change) if change.is_added => "Added here".into(),
            Some(change) if !change.words.is_empty() => "Changed here".into(),
            _ => String::new(),
        };
        Self {
            href: code_href(policy.list, &code.code),
            label: code.label.clone(),
            more: more.collect::<Vec<_>>().join(" · "),
            mark,
            may_rise: false,
            may_sink: false,
        }
    }
}

/// The word of a column as it is read.
fn shown(column: &Column, code: &Code) -> String {
    let word = code.word(column.name);
    match column.holds {
        Holds::Register => codes::registrations().label(word).to_owned(),
        _ => word.to_owned(),
    }
}

pub struct CodeGroup {
    /// Empty in a list without headings.
    pub title: String,
    pub lines: Vec<CodeLine>,
}

/// What is offered, under its headings.
pub fn code_groups(policy: &Policy, list: &List, overlay: &Overlay) -> Vec<CodeGroup> {
    let group = |group: codes::Group<'_>| {
        let last = group.codes.len() - 1;
        let line = |(at, code): (usize, &&Code)| CodeLine {
            may_rise: policy.may_order() && at > 0,
            may_sink: policy.may_order() && at < last,
            ..CodeLine::new(policy, code, overlay.change(policy.list, &code.code))
        };
        CodeGroup { title: group.label.into(), lines: group.codes.iter().enumerate().map(line).collect() }
    };
    list.groups().into_iter().map(group).collect()
}

pub fn retired_lines(policy: &Policy, list: &List, overlay: &Overlay) -> Vec<CodeLine> {
    let line = |code: &Code| CodeLine::new(policy, code, overlay.change(policy.list, &code.code));
    list.retired().iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "administration/code_list.html")]
pub struct CodeListPage {
    pub page: Page,
    pub policy: &'static Policy,
    pub href: String,
    pub groups: Vec<CodeGroup>,
    pub retired: Vec<CodeLine>,
    /// Of the order.
    pub version: i64,
    pub headings: Vec<Choice>,
    pub registers: Vec<Choice>,
    pub form: CodeForm,
    pub problems: Problems,
    pub history: Vec<AuditLine>,
}

#[derive(Template)]
#[template(path = "administration/code.html")]
pub struct CodePage {
    pub page: Page,
    pub policy: &'static Policy,
    pub href: String,
    pub list_href: String,
    pub line: CodeLine,
    pub code: String,
    pub is_retired: bool,
    pub may_retire: bool,
    /// Where it is used, and how often.
    pub uses: Vec<(&'static str, i64)>,
    /// "12 listings and 3 profiles have it."
    pub used: String,
    pub version: i64,
    /// In its group, and how many are there; nothing where the order is fixed.
    pub place: Option<(usize, usize)>,
    pub order_version: i64,
    pub registers: Vec<Choice>,
    pub form: CodeForm,
    pub retire: RetireForm,
    pub put: PlaceForm,
    pub problems: Problems,
    pub history: Vec<AuditLine>,
}

impl CodePage {
    pub fn line(policy: &Policy, code: &Code, change: Option<&Change>) -> CodeLine {
        CodeLine::new(policy, code, change)
    }
}

/// What a register may be chosen from.
pub fn registers() -> Vec<Choice> {
    codes::registrations().all().iter().map(|code| Choice::new(&code.code, &code.label)).collect()
}

pub fn headings(groups: &[&str]) -> Vec<Choice> {
    groups.iter().map(|group| Choice::new(*group, *group)).collect()
}
