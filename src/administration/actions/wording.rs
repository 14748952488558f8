//! What administrators do to the words of letters. Each act leaves an audit line.

use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::letters::{self, KeptWording, Wording, WordingId};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum WordingError {
    /// Another administrator was quicker with this kind of letter.
    Changed(String),
}

impl Refusal for WordingError {
    fn refused(&self) -> Error {
        let Self::Changed(about) = self;
        Error::refused(
            "Somebody else has changed this",
            "It was changed after you opened the page. Look at the words as they are now, and change them again if you \
             still want to.",
            Link::to(format!("/administration/letters/wording/{about}"), "See the wording"),
        )
    }
}

/// A kind of letter whose words are changed.
pub struct Worded<'a> {
    pub about: &'a str,
    /// What the kind is called.
    pub name: &'a str,
    /// Ours when nothing is in it.
    pub wording: &'a Wording,
    /// The version that the form was filled in from, 0 before the first change.
    pub seen: i64,
}

/// Sets what is added to a kind of letter. What is so already stays so, whatever was seen.
pub fn change_wording(
    conn: &mut Conn,
    actor: &Actor,
    worded: &Worded<'_>,
    now: Moment,
) -> Outcome<(), WordingError> {
    let kept = letters::wording_of(conn, worded.about)?;
    let before = kept.as_ref().map(KeptWording::wording).unwrap_or_default();
    if before == *worded.wording {
        return Ok(());
    }
    let version = kept.as_ref().map_or(0, |kept| kept.version);
    if version != worded.seen {
        return refuse(WordingError::Changed(worded.about.into()));
    }
    let Wording { subject, opening, closing } = worded.wording.clone();
    let next = KeptWording {
        id: kept.as_ref().map_or_else(WordingId::new, |kept| kept.id),
        about: worded.about.into(),
        subject,
        opening,
        closing,
        version: version + 1,
        changed_at: now,
        changed_by: actor.name.clone(),
    };
    match kept {
        Some(_) => letters::update_wording(conn, &next)?,
        None => letters::insert_wording(conn, &next)?,
    }
    let act = if worded.wording.is_ours() { "wording.default" } else { "wording.change" };
    let subject = Subject::new("wording", next.id.0, worded.name);
    Ok(audit::note(conn, actor, act, subject, &changes(&before, worded.wording), now)?)
}

/// `Subject: ours → “News: {subject}”. Words before: …`
fn changes(before: &Wording, after: &Wording) -> String {
    let shown = |words: &str, none: &str| {
        if words.is_empty() { none.to_string() } else { format!("“{}”", words.replace('\n', " / ")) }
    };
    let parts = [
        ("Subject", "ours", &before.subject, &after.subject),
        ("Words before", "none", &before.opening, &after.opening),
        ("Words after", "none", &before.closing, &after.closing),
    ];
    let changed = parts.iter().filter(|(_, _, before, after)| before != after);
    let line = |(label, none, before, after): &(&str, &str, &String, &String)| {
        format!("{label}: {} → {}", shown(before, none), shown(after, none))
    };
    changed.map(line).collect::<Vec<_>>().join(". ")
}
