//! What somebody means by a cell: the words of the lists become codes, the names of sites their numbers. What is not
//! understood goes to the form as it is, which says what is wrong with it.

use std::collections::HashMap;

use super::columns::{COLUMNS, Column, Holds, plain};
use crate::codes::{Code, Derived, List};
use crate::providers::Site;

/// What the field of the form is given.
///
/// # Errors
/// A sentence for the visitor, where the form has none: its boxes cannot be filled in wrongly.
pub fn meaning(column: &Column, cell: &str, sites: &[Site]) -> Result<Vec<String>, String> {
    match column.holds {
        Holds::Words | Holds::Money | Holds::Own => Ok(vec![cell.to_string()]),
        // A time of midnight is what programs write beside a day.
        Holds::Day => {
            Ok(vec![cell.split([' ', 'T']).next().filter(|_| has_midnight(cell)).unwrap_or(cell).into()])
        }
        Holds::Points => Ok(vec![cell.replace('|', "\n")]),
        Holds::YesNo => Ok(vec![yes_no(cell).unwrap_or(cell).to_string()]),
        Holds::Tick => match yes_no(cell) {
            Some("yes") => Ok(vec!["yes".into()]),
            Some(_) => Ok(Vec::new()),
            None => Err("Write yes or no".into()),
        },
        Holds::One(_) => Ok(vec![code(column, cell)]),
        Holds::Several(_) => Ok(several(column, cell)),
        Holds::Sites => parts(cell).map(|name| site(sites, name)).collect(),
    }
}

fn has_midnight(cell: &str) -> bool {
    let rest = cell.split_once([' ', 'T']).map_or("", |(_, rest)| rest);
    ["00:00", "00:00:00", "00:00:00Z"].contains(&rest)
}

fn yes_no(cell: &str) -> Option<&'static str> {
    match plain(cell).as_str() {
        "yes" | "y" | "true" | "1" | "x" => Some("yes"),
        "no" | "n" | "false" | "0" => Some("no"),
        _ => None,
    }
}

/// Divided by `;`, `|` or lines.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Labels may have commas in them, so that only what is no label is divided at them.
fn several(column: &Column, cell: &str) -> Vec<String> {
    let mut codes = Vec::new();
    for part in parts(cell) {
        match known(column, part) {
            Some(code) => codes.push(code.to_string()),
            None => codes.extend(part.split(',').map(|one| code(column, one.trim()))),
        }
    }
    codes
}

/// The code, or what is typed when there is none for it.
fn code(column: &Column, typed: &str) -> String {
    known(column, typed).unwrap_or(typed).to_string()
}

/// The codes of each column by every word for them: thousands of rows ask.
static WORDS: Derived<Words> = Derived::new(|| {
    let lists = COLUMNS.iter().filter_map(|column| Some((column.field, column.list()?)));
    lists.map(|(field, list)| (field, words_of(list))).collect()
});

type Words = HashMap<&'static str, HashMap<String, &'static str>>;

fn words_of(list: &'static List) -> HashMap<String, &'static str> {
    let mut words = HashMap::new();
    // What a code is called itself wins over what another is called also.
    for name in
        [|one: &Code| one.code.clone(), |one: &Code| one.label.clone(), |one: &Code| one.plural().into()]
    {
        for one in list.known() {
            words.entry(plain(&name(one))).or_insert(one.code.as_str());
        }
    }
    words
}

fn known(column: &Column, typed: &str) -> Option<&'static str> {
    let held = WORDS.get();
    let (words, word) = (held.get(column.field)?, plain(typed));
    let found = words.get(&word).copied();
    if found.is_some() || column.field != "pay_period" {
        return found;
    }
    match word.as_str() {
        "annum" | "perannum" | "pa" | "annual" | "yearly" => Some("year"),
        other => words.get(other.strip_prefix("per")?).copied(),
    }
}

fn site(sites: &[Site], name: &str) -> Result<String, String> {
    let word = plain(name);
    let fits = |site: &&Site| {
        let codes = [&site.ods_code, &site.cqc_code].into_iter().flatten().map(String::as_str);
        codes.chain([site.name.as_str()]).any(|one| plain(one) == word)
    };
    let found = sites.iter().find(fits).map(|site| site.id.to_string());
    found.ok_or_else(|| format!("No site of yours is called “{name}” or has that code"))
}
