//! The organisation appeals, once; a moderator who was neither of the two decides.

use super::thing::{Thing, no_member, wrap};
use super::{SuspensionError, end, step, waiting};
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, Outcome, refuse};
use crate::moderation::actions::{DeskError, decide_alone, decided};
use crate::moderation::mails::SuspensionNews;
use crate::moderation::model::{APPEAL_DAYS, About, Kind, SuspensionId, SuspensionState, is_another};
use crate::moderation::store::{self, Suspension};
use crate::providers::Deed;
use crate::settings;

/// Until when its people may appeal; `None` when they may not, or not yet.
pub fn appeal_by(suspension: &Suspension) -> Option<Moment> {
    let decided_at = suspension.decided_at.filter(|_| suspension.state == SuspensionState::Standing)?;
    let last = (decided_at + chrono::Duration::days(APPEAL_DAYS)).london_day();
    Some(clock::end_of_london_day(last))
}

/// The last that the people of an organisation were told of; `None` when there is none.
pub fn told(conn: &mut Conn, about: &About) -> diesel::QueryResult<Option<Suspension>> {
    Ok(store::suspensions_of(conn, about)?.into_iter().find(Suspension::is_told))
}

/// Somebody of the organisation appeals. Pressed twice it is done once.
pub fn appeal(
    conn: &mut Conn,
    actor: &Actor,
    about: About,
    words: &str,
    here: &Here,
) -> Outcome<(), SuspensionError> {
    let Some(before) = told(conn, &about)? else { return not_found() };
    let Some(thing) = Thing::find(conn, about)? else { return not_found() };
    if before.state == SuspensionState::Appealed && before.appeal.as_deref() == Some(words) {
        return Ok(());
    }
    let refused = |why| refuse(SuspensionError::NoAppeal(about.suspension_path(), why));
    match appeal_by(&before) {
        None => {
            return refused(
                "It has been appealed already, or it is over, or two moderators have yet to decide.",
            );
        }
        Some(until) if here.now > until => {
            return refused("The time to appeal has passed. You can still write to us.");
        }
        Some(_) => {}
    }
    let appealed = Suspension {
        state: SuspensionState::Appealed,
        appeal: Some(words.into()),
        appealed_name: actor.name.clone(),
        appealed_at: Some(here.now),
        ..before
    };
    step(conn, SuspensionState::Standing, &appealed, &thing)?;
    thing.note(conn, actor, "appeal", words, here.now)?;
    thing.note_deed(conn, actor, (Deed::AppealForListing, Deed::Appeal), here.now)?;
    let target = settings::in_force(conn)?.target;
    Ok(thing.tell(conn, SuspensionNews::Appealed { words, by: &actor.name, target }, here)?)
}

/// What a third moderator decides, and what the organisation reads of it.
#[derive(Clone, Debug)]
pub struct Ruling {
    pub restores: bool,
    pub words: String,
}

/// Decides an appeal; gives the name of what it is about.
pub fn decide_appeal(
    conn: &mut Conn,
    actor: &Actor,
    id: SuspensionId,
    ruling: &Ruling,
    here: &Here,
) -> Outcome<String, SuspensionError> {
    let (before, thing) = waiting(conn, id, SuspensionState::Appealed)?;
    no_member(conn, actor, &before.about())?;
    if !is_another(actor.id, &[before.proposed_by, before.decided_by]) {
        return refuse(SuspensionError::Desk(DeskError::Another(Kind::Appeal.path(id.0))));
    }
    decide_alone(conn, actor, Kind::Appeal, id.0, here.now)
        .map_err(|failed| wrap(failed, std::convert::identity))?;
    match ruling.restores {
        true => end(conn, actor, (before, &thing), &ruling.words, here)?,
        false => uphold(conn, actor, (before, &thing), &ruling.words, here)?,
    }
    let news = SuspensionNews::Decided { restores: ruling.restores, words: &ruling.words };
    thing.tell(conn, news, here)?;
    decided(conn, Kind::Appeal, id.0)?;
    Ok(thing.name().to_string())
}

fn uphold(
    conn: &mut Conn,
    actor: &Actor,
    (before, thing): (Suspension, &Thing),
    words: &str,
    here: &Here,
) -> Outcome<(), SuspensionError> {
    let upheld = Suspension {
        state: SuspensionState::Upheld,
        settled_by: actor.id,
        settled_name: actor.name.clone(),
        settled_at: Some(here.now),
        verdict: Some(words.into()),
        ..before
    };
    step(conn, SuspensionState::Appealed, &upheld, thing)?;
    Ok(thing.note(conn, actor, "uphold", words, here.now)?)
}

fn not_found<T>() -> Outcome<T, SuspensionError> {
    refuse(SuspensionError::Desk(DeskError::NotFound))
}
