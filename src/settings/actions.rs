//! What administrators do to settings. Each act leaves an audit line.

use anyhow::Context;

use super::store::{self, Kept, SettingId};
use super::{Name, Values};
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum SettingError {
    /// Another administrator was quicker.
    Changed(Name),
}

impl Refusal for SettingError {
    fn refused(&self) -> Error {
        let Self::Changed(name) = self;
        Error::refused(
            "Somebody else has changed this",
            "It was changed after you opened the page. Look at what it is now, and change it again if you still want to.",
            Link::to(format!("/administration/settings/{name}"), "See the setting"),
        )
    }
}

/// Sets one setting as it is in `wanted`. `seen` is the version that its form was filled in from, 0 before the first
/// change. What is so already stays so, whatever was seen.
pub fn change(
    conn: &mut Conn,
    actor: &Actor,
    name: Name,
    (wanted, seen): (&Values, i64),
    now: Moment,
) -> Outcome<(), SettingError> {
    let value = wanted.stored(name).context("a setting cannot be stored")?;
    put(conn, actor, name, (Some(value), seen), now)
}

/// Takes one setting back to its default.
pub fn back_to_default(
    conn: &mut Conn,
    actor: &Actor,
    name: Name,
    seen: i64,
    now: Moment,
) -> Outcome<(), SettingError> {
    put(conn, actor, name, (None, seen), now)
}

fn put(
    conn: &mut Conn,
    actor: &Actor,
    name: Name,
    (value, seen): (Option<String>, i64),
    now: Moment,
) -> Outcome<(), SettingError> {
    let (kept, before) = (store::find(conn, name)?, store::in_force(conn)?);
    let is_so = match &value {
        Some(value) => before.stored(name).is_ok_and(|stored| stored == *value),
        None => kept.as_ref().is_none_or(|kept| kept.value.is_none()),
    };
    if is_so {
        return Ok(());
    }
    let version = kept.as_ref().map_or(0, |kept| kept.version);
    if version != seen {
        return refuse(SettingError::Changed(name));
    }
    let next = Kept {
        id: kept.as_ref().map_or_else(SettingId::new, |kept| kept.id),
        name: name.as_str().into(),
        value,
        version: version + 1,
        changed_at: now,
        changed_by: actor.name.clone(),
    };
    match kept {
        Some(_) => store::update(conn, &next)?,
        None => store::insert(conn, &next)?,
    }
    let act = if next.value.is_some() { "setting.change" } else { "setting.default" };
    let note = format!("{} → {}", before.words(name), store::in_force(conn)?.words(name));
    Ok(audit::note(conn, actor, act, Subject::new("setting", next.id.0, name.label()), &note, now)?)
}
