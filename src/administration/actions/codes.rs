//! What administrators do to the code lists. Each act leaves an audit line; nothing is ever removed.

mod order;

pub use order::{To, place};

use diesel::QueryResult;

use crate::audit::{self, Actor, Subject};
use crate::codes::policy::Policy;
use crate::codes::{self, Change, List, Overlay, Words};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::{id, text};
use crate::search::FILTERS;
use crate::search::index::MOST_CODES;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// Codes of one list, retired ones included: each is a line of some form.
const MOST: usize = 200;
/// Values of filters that a row of the index keeps free for a later version's own.
const SPARE: usize = 24;
/// Letters of a code that is made from a label.
const LONGEST_CODE: usize = 40;
/// What stands in addresses where a profession's code does.
const RESERVED: [&str; 4] = ["find", "place", "providers", "specialty"];
/// Lists whose codes stand side by side in one filter or field.
const TOGETHER: [&str; 3] = ["grades", "learners", "pay_bands"];
/// The filters of the search, by the list that their values are of.
pub const FILTERED: [(&str, &str); 9] = [
    ("professions", "profession"),
    ("specialties", "specialty"),
    ("patterns", "pattern"),
    ("contracts", "contract"),
    ("grades", "grade"),
    ("learners", "grade"),
    ("stages", "stage"),
    ("sectors", "sector"),
    ("fundings", "funding"),
];

#[derive(Debug)]
pub enum CodesError {
    Gone,
    /// By its policy.
    Fixed(&'static Policy),
    /// The program itself gives or asks for it.
    Kept(String),
    Last(String),
    TooMany(String),
    LabelTaken(String),
    /// Somebody else changed it meanwhile; with its page.
    Changed(String),
}

impl Refusal for CodesError {
    fn refused(&self) -> Error {
        let say = |heading: &str, message: &str, href: &str| {
            Error::refused(heading, message, Link::to(href, "Back to it, as it is now"))
        };
        match self {
            Self::Gone => Error::NotFound,
            Self::Fixed(policy) => {
                say("This list does not change by hand", policy.why, &list_href(policy.list))
            }
            Self::Kept(href) => say(
                "This code stays",
                "The program itself gives or asks for it. Its words may be changed.",
                href,
            ),
            Self::Last(href) => {
                say("This is the last one", "A list offers at least one. Add another one before.", href)
            }
            Self::TooMany(href) => say(
                "There is no room for another one",
                "Bring back one that was retired and change its words, or ask who looks after the program.",
                href,
            ),
            Self::LabelTaken(href) => {
                say("There is one with this label", "Somebody may have added it before you.", href)
            }
            Self::Changed(href) => say(
                "Somebody else changed this meanwhile",
                "Nothing of theirs was overwritten, and yours was not saved. Look at it as it is now.",
                href,
            ),
        }
    }
}

pub fn list_href(list: &str) -> String {
    format!("/administration/codes/{list}")
}

pub fn code_href(list: &str, code: &str) -> String {
    format!("/administration/codes/{list}/{code}")
}

/// A list with what was changed in it.
struct Found {
    overlay: Overlay,
    list: List,
}

fn find(conn: &mut Conn, policy: &Policy) -> QueryResult<Option<Found>> {
    let overlay = codes::overlay(conn)?;
    Ok(codes::under(&overlay, policy.list).map(|list| Found { overlay, list }))
}

impl Found {
    /// What was changed in a code so far; a change of version 0 when nothing was.
    fn change(&self, policy: &Policy, code: &str) -> Change {
        let new = Change {
            id: id::next(),
            list: policy.list.into(),
            code: code.into(),
            words: Words::new(),
            is_added: false,
            retired_at: None,
            version: 0,
        };
        self.overlay.change(policy.list, code).cloned().unwrap_or(new)
    }

    fn has_label(&self, label: &str, own: &str) -> bool {
        self.list.known().any(|code| code.code != own && code.label.to_lowercase() == label.to_lowercase())
    }
}

/// Adds a code; gives it. One that is there already with the same words stays the only one.
pub fn add(
    conn: &mut Conn,
    actor: &Actor,
    policy: &'static Policy,
    words: &Words,
    now: Moment,
) -> Outcome<String, CodesError> {
    let Some(found) = find(conn, policy)? else { return refuse(CodesError::Gone) };
    if !policy.may_add() {
        return refuse(CodesError::Fixed(policy));
    }
    if let Some(same) = same_as(&found.list, words) {
        return Ok(same);
    }
    let label = words.get("label").map(String::as_str).unwrap_or_default();
    if found.has_label(label, "") {
        return refuse(CodesError::LabelTaken(list_href(policy.list)));
    }
    if found.list.known().count() >= MOST || !has_room(policy) {
        return refuse(CodesError::TooMany(list_href(policy.list)));
    }
    let code = new_code(&found, policy, label);
    let change = Change { words: words.clone(), is_added: true, ..found.change(policy, &code) };
    codes::save_change(conn, &change, now)?;
    let note =
        words.iter().filter(|(_, word)| !word.is_empty()).map(|(column, word)| format!("{column}: “{word}”"));
    let note = note.collect::<Vec<_>>().join("; ");
    audit::note(conn, actor, "code.add", subject(policy, &change, label), &note, now)?;
    Ok(code)
}

/// The code that is offered with exactly these words, when there is one.
pub fn same_as(list: &List, words: &Words) -> Option<String> {
    let same = list.all().iter().find(|code| words.iter().all(|(column, word)| code.word(column) == word));
    same.map(|code| code.code.clone())
}

/// Whether a row of the search index has a bit left for another value.
fn has_room(policy: &Policy) -> bool {
    let is_filter = FILTERED.iter().any(|(list, _)| *list == policy.list);
    let values: usize = FILTERS.iter().map(|filter| filter.choices().len()).sum();
    !is_filter || values + SPARE < MOST_CODES
}

/// Made from the label, and no other code's, retired or not.
fn new_code(found: &Found, policy: &Policy, label: &str) -> String {
    let mut slug: String = text::slug(label).chars().take(LONGEST_CODE).collect();
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        slug.push_str("code");
    }
    let is_taken = |code: &str| {
        let beside = TOGETHER.iter().filter(|list| TOGETHER.contains(&policy.list) && **list != policy.list);
        let mut beside = beside.filter_map(|list| codes::under(&found.overlay, list));
        RESERVED.contains(&code) || found.list.contains(code) || beside.any(|list| list.contains(code))
    };
    let mut code = slug.clone();
    let mut number = 2;
    while is_taken(&code) {
        code = format!("{slug}-{number}");
        number += 1;
    }
    code
}

/// Gives a code other words; the same once more are no change.
pub fn reword(
    conn: &mut Conn,
    actor: &Actor,
    (policy, code, version): (&'static Policy, &str, i64),
    words: &Words,
    now: Moment,
) -> Outcome<(), CodesError> {
    let Some(found) = find(conn, policy)? else { return refuse(CodesError::Gone) };
    let Some(before) = found.list.get(code) else { return refuse(CodesError::Gone) };
    if !policy.may_reword() {
        return refuse(CodesError::Fixed(policy));
    }
    let differing: Vec<(&String, &String)> =
        words.iter().filter(|(column, word)| before.word(column) != word.as_str()).collect();
    if differing.is_empty() {
        return Ok(());
    }
    let change = found.change(policy, code);
    if change.version != version {
        return refuse(CodesError::Changed(code_href(policy.list, code)));
    }
    if words.get("label").is_some_and(|label| found.has_label(label, code)) {
        return refuse(CodesError::LabelTaken(list_href(policy.list)));
    }
    let note =
        differing.iter().map(|(column, word)| format!("{column}: “{}” → “{word}”", before.word(column)));
    let note = note.collect::<Vec<_>>().join("; ");
    let label = before.label.clone();
    let change = Change { words: kept_words(policy, &change, words), ..change };
    if !codes::save_change(conn, &change, now)? {
        return refuse(CodesError::Changed(code_href(policy.list, code)));
    }
    Ok(audit::note(conn, actor, "code.change", subject(policy, &change, label), &note, now)?)
}

/// Only what differs from the file; all of it for what is in no file.
fn kept_words(policy: &Policy, change: &Change, words: &Words) -> Words {
    let delivered = codes::delivered(policy.list).iter().find(|code| code.code == change.code);
    let mut kept = change.words.clone();
    kept.extend(words.iter().map(|(column, word)| (column.clone(), word.clone())));
    if let Some(delivered) = delivered {
        kept.retain(|column, word| delivered.word(column) != word);
    }
    kept
}

/// Takes a code out of use, or brings it back: it stays wherever it was chosen.
pub fn retire(
    conn: &mut Conn,
    actor: &Actor,
    (policy, code, version): (&'static Policy, &str, i64),
    retires: bool,
    now: Moment,
) -> Outcome<(), CodesError> {
    let Some(found) = find(conn, policy)? else { return refuse(CodesError::Gone) };
    let Some(known) = found.list.get(code) else { return refuse(CodesError::Gone) };
    let href = code_href(policy.list, code);
    if !policy.may_retire() {
        return refuse(CodesError::Fixed(policy));
    }
    if found.list.offers(code) != retires {
        return Ok(());
    }
    if retires && policy.keeps(code) {
        return refuse(CodesError::Kept(href));
    }
    if retires && found.list.all().len() == 1 {
        return refuse(CodesError::Last(href));
    }
    let change = found.change(policy, code);
    if change.version != version {
        return refuse(CodesError::Changed(href));
    }
    let change = Change { retired_at: retires.then_some(now), ..change };
    if !codes::save_change(conn, &change, now)? {
        return refuse(CodesError::Changed(href));
    }
    let act = if retires { "code.retire" } else { "code.return" };
    Ok(audit::note(conn, actor, act, subject(policy, &change, known.label.as_str()), "", now)?)
}

fn subject(policy: &Policy, change: &Change, label: impl Into<String>) -> Subject {
    Subject::new("code", change.id, format!("{}: {}", policy.title, label.into()))
}
