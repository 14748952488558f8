//! The filters beside the results: each value with how many listings it would leave.

use crate::codes;
use crate::kit::text::thousands;
use crate::search::criteria::said::{posted_words, starts_words};
use crate::search::criteria::{Criteria, PayFloor};
use crate::search::filters::{Choice as Value, FILTERS, Filter};
use crate::search::index::{Counts, Group};
use crate::web::form::Choice;
use crate::web::page::Page;
use askama::Template;
use std::collections::HashMap;

/// Values shown of a long group; the others are on a page of their own.
const SHOWN: usize = 10;
/// Up to this many are shown in full.
const SHORT: usize = 13;

pub struct FilterView {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub open: bool,
    pub options: Vec<OptionView>,
    /// Where all values are, when not all are shown.
    pub more_href: String,
    pub more_label: String,
}

#[derive(Clone)]
pub struct OptionView {
    pub code: String,
    pub label: String,
    pub count: u32,
    pub chosen: bool,
}

/// A filter of which one value can hold.
pub struct OneOf {
    pub name: &'static str,
    pub label: &'static str,
    pub any: &'static str,
    pub options: Vec<OptionView>,
}

pub struct PayView {
    pub pounds: String,
    pub per: String,
    pub periods: Vec<Choice>,
    /// A few floors by the year, with how many listings pay so much.
    pub levels: Vec<Level>,
}

pub struct Level {
    pub href: String,
    pub label: String,
    pub count: String,
}

/// How many values of the longest groups (providers) one page has room for.
const MOST_ON_A_PAGE: usize = 200;

/// All values of one group, for those whom the side of the page has no room for.
#[derive(Template)]
#[template(path = "search/filter.html")]
pub struct FilterPage {
    pub page: Page,
    pub name: &'static str,
    pub label: String,
    pub hint: &'static str,
    pub options: Vec<OptionView>,
    /// Part of a name that was looked for.
    pub find: String,
    /// How many there are that the page has no room for.
    pub left_off: usize,
    /// The rest of the search.
    pub kept: Vec<(String, String)>,
    /// Where its results are.
    pub home: String,
    pub back: String,
}

impl FilterPage {
    /// What is chosen stays, whatever is looked for.
    pub fn new(
        page: Page,
        filter: &Filter,
        criteria: &Criteria,
        options: Vec<OptionView>,
        find: &str,
    ) -> FilterPage {
        let others = criteria.with(|other| drop(other.chosen.remove(&filter.group)));
        let kept = url::form_urlencoded::parse(others.carried().as_bytes()).into_owned().collect();
        let find = crate::kit::text::line(&find.chars().take(100).collect::<String>());
        let mut options: Vec<OptionView> =
            options.into_iter().filter(|option| option.chosen || has_words(&option.label, &find)).collect();
        options.sort_by_key(|option| (!option.chosen, option.count == 0));
        let left_off = options.len().saturating_sub(MOST_ON_A_PAGE);
        options.truncate(MOST_ON_A_PAGE);
        let (label, hint) = (filter.label.to_lowercase(), filter.hint());
        FilterPage {
            page,
            name: filter.name,
            label,
            hint,
            options,
            find,
            left_off,
            kept,
            home: criteria.home(),
            back: criteria.href(),
        }
    }
}

/// Whether every word is somewhere in the label.
fn has_words(label: &str, words: &str) -> bool {
    let label = label.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| label.contains(word))
}

impl PayView {
    pub fn of(criteria: &Criteria, counts: &Counts) -> PayView {
        let periods = codes::pay_periods().all().iter();
        let level = |(pounds, count): &(u32, u32)| {
            let floor = PayFloor { pounds: *pounds, per: "year".into() };
            Level {
                label: floor.words(),
                href: criteria.with(|other| other.pay = Some(floor)).href(),
                count: thousands(*count),
            }
        };
        PayView {
            pounds: criteria.pay.as_ref().map(|pay| pay.pounds.to_string()).unwrap_or_default(),
            per: criteria.pay.as_ref().map_or("year".into(), |pay| pay.per.clone()),
            periods: periods.map(|period| Choice::new(period.code.clone(), period.label.clone())).collect(),
            levels: counts.pays_from.iter().filter(|(_, count)| *count > 0).map(level).collect(),
        }
    }
}

/// Groups that no listing has a value in are left out.
pub fn filter_views(
    criteria: &Criteria,
    counts: &Counts,
    providers: &HashMap<String, String>,
) -> Vec<FilterView> {
    let views = FILTERS.iter().map(|filter| filter_view(filter, criteria, counts, providers));
    views.filter(|view| !view.options.is_empty()).collect()
}

fn filter_view(
    filter: &Filter,
    criteria: &Criteria,
    counts: &Counts,
    providers: &HashMap<String, String>,
) -> FilterView {
    let all = options(filter, criteria, counts, providers);
    let found = match filter.group {
        Group::Provider => counts.providers,
        _ => all.iter().filter(|option| option.count > 0 || option.chosen).count(),
    };
    let short = all.len().max(found) <= SHORT;
    let options = match (found, short) {
        (0, _) => Vec::new(),
        (_, true) => all,
        (_, false) => first_of(all),
    };
    let more = !short && found > SHOWN;
    let address = criteria.carried();
    FilterView {
        name: filter.name,
        label: filter.label,
        hint: filter.hint(),
        open: filter.open || criteria.chosen.contains_key(&filter.group),
        options,
        more_href: if more { format!("/filters/{}?{address}", filter.name) } else { String::new() },
        more_label: format!("All {found}"),
    }
}

/// Of a long group what is chosen, then what most listings have.
fn first_of(all: Vec<OptionView>) -> Vec<OptionView> {
    let mut found: Vec<OptionView> =
        all.into_iter().filter(|option| option.count > 0 || option.chosen).collect();
    found.sort_by_key(|option| (!option.chosen, std::cmp::Reverse(option.count)));
    let chosen = found.iter().filter(|option| option.chosen).count();
    found.truncate(SHOWN.max(chosen));
    found
}

/// Every value: in the order of its list, those that would leave nothing last.
pub fn options(
    filter: &Filter,
    criteria: &Criteria,
    counts: &Counts,
    names: &HashMap<String, String>,
) -> Vec<OptionView> {
    let option = |code: &str, label: String| OptionView {
        code: code.to_owned(),
        label,
        count: counts.of(filter.group, code),
        chosen: criteria.has(filter.group, code),
    };
    let mut options: Vec<OptionView> = match filter.group {
        Group::Provider => {
            let counted = counts.groups.get(&Group::Provider).into_iter().flatten().map(|(code, _)| code);
            let chosen = criteria.chosen.get(&Group::Provider).into_iter().flatten();
            let mut codes: Vec<&String> = counted.collect();
            codes.extend(chosen.filter(|code| counts.of(Group::Provider, code) == 0));
            let label = |code: &str| names.get(code).cloned().unwrap_or_else(|| filter.label_of(code));
            codes.into_iter().map(|code| option(code, label(code))).collect()
        }
        _ => filter.choices().iter().filter_map(|choice| of_list(choice, &option)).collect(),
    };
    options.sort_by_key(|option| option.count == 0 && !option.chosen);
    options
}

/// A retired value is shown while listings have it, and to whoever has chosen it.
fn of_list(choice: &Value, option: &impl Fn(&str, String) -> OptionView) -> Option<OptionView> {
    let mut shown = option(choice.code, choice.label.to_owned());
    if choice.is_retired && shown.chosen {
        shown.label.push_str(" (no longer offered)");
    }
    (!choice.is_retired || shown.chosen || shown.count > 0).then_some(shown)
}

pub fn one_ofs(criteria: &Criteria, counts: &Counts) -> Vec<OneOf> {
    let views = |counts: &[(u16, u32)], chosen: Option<u16>, label: fn(u16) -> String| -> Vec<OptionView> {
        let options = counts.iter().map(|(days, count)| OptionView {
            code: days.to_string(),
            label: label(*days),
            count: *count,
            chosen: chosen == Some(*days),
        });
        options.collect()
    };
    vec![
        OneOf {
            name: "posted",
            label: "Posted",
            any: "At any time",
            options: views(&counts.posted_within, criteria.posted, posted_words),
        },
        OneOf {
            name: "starts",
            label: "Start date",
            any: "Any",
            options: views(&counts.starts_within, criteria.starts, starts_words),
        },
    ]
}
