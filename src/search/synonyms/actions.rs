//! What administrators do to synonyms. Each act leaves an audit line.

use super::{Alike, SynonymGroup, SynonymGroupId, store};
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

/// Groups that may be added: each costs every document of the index a look.
const MOST: usize = 1_000;

#[derive(Debug)]
pub enum SynonymsError {
    Gone,
    TooMany,
}

impl Refusal for SynonymsError {
    fn refused(&self) -> Error {
        let back = Link::to("/administration/synonyms", "Back to the synonyms");
        match self {
            Self::Gone => {
                Error::refused("This group is gone", "Somebody may have removed it before you.", back)
            }
            Self::TooMany => {
                Error::refused("There are too many groups", "Remove one that is not needed first.", back)
            }
        }
    }
}

/// Adds a group; one that is there already stays the only one.
pub fn add(conn: &mut Conn, actor: &Actor, group: &Alike, now: Moment) -> Outcome<(), SynonymsError> {
    let groups = store::all(conn)?;
    if groups.iter().any(|other| other.alike() == *group) {
        return Ok(());
    }
    if groups.len() >= MOST {
        return refuse(SynonymsError::TooMany);
    }
    let row = SynonymGroup { id: SynonymGroupId::new(), ..row(group, now) };
    store::insert(conn, row.clone())?;
    Ok(audit::note(conn, actor, "synonyms.add", subject(&row), &finds_words(group), now)?)
}

pub fn change(
    conn: &mut Conn,
    actor: &Actor,
    id: SynonymGroupId,
    group: &Alike,
    now: Moment,
) -> Outcome<(), SynonymsError> {
    let Some(before) = store::find(conn, id)? else { return refuse(SynonymsError::Gone) };
    let row = SynonymGroup { id, ..row(group, now) };
    store::update(conn, &row)?;
    let note = format!("before: {}. {}", label(&before.alike()), finds_words(group));
    Ok(audit::note(conn, actor, "synonyms.change", subject(&row), note.trim(), now)?)
}

pub fn remove(conn: &mut Conn, actor: &Actor, id: SynonymGroupId, now: Moment) -> Outcome<(), SynonymsError> {
    let Some(group) = store::find(conn, id)? else { return refuse(SynonymsError::Gone) };
    store::remove(conn, id)?;
    Ok(audit::note(conn, actor, "synonyms.remove", subject(&group), "", now)?)
}

fn row(group: &Alike, now: Moment) -> SynonymGroup {
    let (words, finds) = (group.words.join("|"), group.finds.join("|"));
    SynonymGroup { id: SynonymGroupId(0), words, finds, changed_at: now }
}

fn subject(group: &SynonymGroup) -> Subject {
    Subject::new("synonyms", group.id.0, label(&group.alike()))
}

/// "Mako = robotic arm".
pub fn label(group: &Alike) -> String {
    group.words.join(" = ")
}

fn finds_words(group: &Alike) -> String {
    match group.finds.is_empty() {
        true => String::new(),
        false => format!("also finds: {}", group.finds.join(", ")),
    }
}
