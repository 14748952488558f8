//! What an administrator of the demonstration has set: one setting, and words of their own in one kind of email.

use chrono::Duration;
use diesel::prelude::*;

use super::Stage;
use crate::audit::{self, AccountId, Actor, Subject};
use crate::kit::db::Conn;
use crate::kit::letters::{self, KeptWording, WordingId};
use crate::schema::{accounts, settings};
use crate::settings::{Kept, Name, SettingId};
use crate::web::session::Role;

const ALERTS: &str = "25";
const KIND: (&str, &str) = ("applications.receipt", "Receipt for an application");
const CLOSING: &str = "Questions about the work itself go to the contact that the listing names. Questions about Rounds go to us.";

pub(super) fn insert(conn: &mut Conn, stage: &Stage) -> QueryResult<()> {
    let (id, name): (AccountId, String) = accounts::table
        .filter(accounts::role.eq(Role::Administrator))
        .order(accounts::id)
        .select((accounts::id, accounts::name))
        .first(conn)?;
    let actor = Actor { id: Some(id), name };
    sets(conn, stage, &actor)?;
    words(conn, stage, &actor)
}

fn sets(conn: &mut Conn, stage: &Stage, actor: &Actor) -> QueryResult<()> {
    let kept = Kept {
        id: SettingId::new(),
        name: Name::Alerts.as_str().into(),
        value: Some(ALERTS.into()),
        version: 1,
        changed_at: stage.now - Duration::days(12),
        changed_by: actor.name.clone(),
    };
    let subject = Subject::new("setting", kept.id.0, Name::Alerts.label());
    let note = format!("20 alerts → {ALERTS} alerts");
    audit::note(conn, actor, "setting.change", subject, &note, kept.changed_at)?;
    diesel::insert_into(settings::table).values(kept).execute(conn).map(drop)
}

fn words(conn: &mut Conn, stage: &Stage, actor: &Actor) -> QueryResult<()> {
    let kept = KeptWording {
        id: WordingId::new(),
        about: KIND.0.into(),
        subject: String::new(),
        opening: String::new(),
        closing: CLOSING.into(),
        version: 1,
        changed_at: stage.now - Duration::days(5),
        changed_by: actor.name.clone(),
    };
    let subject = Subject::new("wording", kept.id.0, KIND.1);
    let note = format!("Words after: none → “{CLOSING}”");
    audit::note(conn, actor, "wording.change", subject, &note, kept.changed_at)?;
    letters::insert_wording(conn, &kept)
}
