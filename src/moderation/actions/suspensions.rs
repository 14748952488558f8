//! Taking something out of the public's sight, and letting it be seen again: one moderator proposes, another decides.

mod appeals;
mod refusals;
mod thing;

pub use appeals::*;
pub use refusals::SuspensionError;

use super::{DeskError, already, decide_alone, decided};
use crate::accounts::actions::Here;
use crate::audit::Actor;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::moderation::mails::SuspensionNews;
use crate::moderation::model::{
    About, HIDE_AGAIN_DAYS, HIDE_HOURS, Kind, SuspensionId, SuspensionState, is_another,
};
use crate::moderation::store::{self, Suspension};
use thing::{Thing, no_member, wrap};

fn not_found<T>() -> Outcome<T, SuspensionError> {
    refuse(SuspensionError::Desk(DeskError::NotFound))
}

/// Why it should be out of sight, and whether at once.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What its people will read.
    pub because: String,
    /// Somebody could come to harm before a second moderator has read it.
    pub at_once: bool,
}

/// Proposes to take something public out of sight. Nothing changes for the public before somebody else confirms, unless
/// it is hidden at once; then for [`HIDE_HOURS`] at most. Pressed twice it is proposed once.
pub fn propose(
    conn: &mut Conn,
    actor: &Actor,
    about: About,
    proposal: &Proposal,
    here: &Here,
) -> Outcome<SuspensionId, SuspensionError> {
    let Some(thing) = Thing::find(conn, about)? else { return not_found() };
    no_member(conn, actor, &about)?;
    let before = store::suspensions_of(conn, &about)?;
    if let Some(open) = before.iter().find(|one| one.state.is_open()) {
        let is_mine = actor.id.is_some() && open.proposed_by == actor.id;
        return match is_mine && open.state == SuspensionState::Proposed && open.because == proposal.because {
            true => Ok(open.id),
            false => refuse(SuspensionError::Proposed(Kind::Suspension.path(open.id.0))),
        };
    }
    if !thing.is_public(here.now) {
        return refuse(SuspensionError::NotPublic(about.review_path()));
    }
    let mut new = proposed(actor, about, &proposal.because, here.now);
    if proposal.at_once {
        if before.iter().any(|one| was_hidden_lately(one, here.now)) {
            return refuse(SuspensionError::HiddenLately(about.review_path()));
        }
        new.hidden_until = Some(here.now + chrono::Duration::hours(HIDE_HOURS));
        new.was = thing.hide(conn, here)?;
    }
    store::insert_suspension(conn, &new)?;
    let act = if proposal.at_once { "hide" } else { "propose" };
    thing.note(conn, actor, act, &proposal.because, here.now)?;
    if let Some(until) = new.hidden_until {
        thing.tell(conn, SuspensionNews::Hidden { because: &new.because, until }, here)?;
    }
    Ok(new.id)
}

fn was_hidden_lately(one: &Suspension, now: Moment) -> bool {
    let lately = now - chrono::Duration::days(HIDE_AGAIN_DAYS);
    one.shown_again_at.is_some_and(|at| at > lately)
}

fn proposed(actor: &Actor, about: About, because: &str, now: Moment) -> Suspension {
    Suspension {
        id: SuspensionId::new(),
        provider_id: about.provider,
        listing_id: about.listing,
        state: SuspensionState::Proposed,
        because: because.into(),
        was: None,
        hidden_until: None,
        shown_again_at: None,
        proposed_by: actor.id,
        proposed_name: actor.name.clone(),
        proposed_at: now,
        decided_by: None,
        decided_name: String::new(),
        decided_at: None,
        appeal: None,
        appealed_name: String::new(),
        appealed_at: None,
        settled_by: None,
        settled_name: String::new(),
        settled_at: None,
        verdict: None,
    }
}

/// What a second moderator says of a proposal.
#[derive(Clone, Debug)]
pub enum Second {
    Confirm,
    /// With what the first one reads; may be empty.
    Decline(String),
}

/// Decides what somebody else proposed; gives its name.
pub fn decide_suspension(
    conn: &mut Conn,
    actor: &Actor,
    id: SuspensionId,
    second: &Second,
    here: &Here,
) -> Outcome<String, SuspensionError> {
    let (suspension, thing) = waiting(conn, id, SuspensionState::Proposed)?;
    no_member(conn, actor, &suspension.about())?;
    if !is_another(actor.id, &[suspension.proposed_by]) {
        return refuse(SuspensionError::Desk(DeskError::Another(Kind::Suspension.path(id.0))));
    }
    decide_alone(conn, actor, Kind::Suspension, id.0, here.now)
        .map_err(|failed| wrap(failed, std::convert::identity))?;
    match second {
        Second::Confirm => confirm(conn, actor, (suspension, &thing), here)?,
        Second::Decline(words) => {
            let end = (SuspensionState::Declined, "decline", words.as_str());
            drop_proposal(conn, actor, (suspension, &thing), end, here)?;
        }
    }
    decided(conn, Kind::Suspension, id.0)?;
    Ok(thing.name().to_string())
}

fn confirm(
    conn: &mut Conn,
    actor: &Actor,
    (before, thing): (Suspension, &Thing),
    here: &Here,
) -> Outcome<(), SuspensionError> {
    let was = match before.is_hidden_for_now() {
        true => before.was,
        false => thing.hide(conn, here)?,
    };
    let standing = Suspension {
        state: SuspensionState::Standing,
        was,
        decided_by: actor.id,
        decided_name: actor.name.clone(),
        decided_at: Some(here.now),
        ..before
    };
    step(conn, SuspensionState::Proposed, &standing, thing)?;
    thing.note(conn, actor, "confirm", &standing.because, here.now)?;
    Ok(thing.tell(conn, SuspensionNews::Confirmed { because: &standing.because, at: here.now }, here)?)
}

/// Whoever proposed it takes it back; gives its name. Pressed twice it is done once.
pub fn take_back_suspension(
    conn: &mut Conn,
    actor: &Actor,
    id: SuspensionId,
    here: &Here,
) -> Outcome<String, SuspensionError> {
    let (suspension, thing) = waiting(conn, id, SuspensionState::Proposed)?;
    if suspension.proposed_by != actor.id {
        return refuse(SuspensionError::Desk(DeskError::Another(Kind::Suspension.path(id.0))));
    }
    drop_proposal(conn, actor, (suspension, &thing), (SuspensionState::Withdrawn, "withdraw", ""), here)?;
    decided(conn, Kind::Suspension, id.0)?;
    Ok(thing.name().to_string())
}

/// Ends a proposal that is not confirmed; what was hidden at once is seen again.
fn drop_proposal(
    conn: &mut Conn,
    actor: &Actor,
    (before, thing): (Suspension, &Thing),
    (state, act, words): (SuspensionState, &str, &str),
    here: &Here,
) -> Outcome<(), SuspensionError> {
    let was_hidden = before.is_hidden_for_now();
    let ended = Suspension {
        state,
        decided_by: actor.id,
        decided_name: actor.name.clone(),
        decided_at: Some(here.now),
        verdict: Some(words.to_string()).filter(|words| !words.is_empty()),
        shown_again_at: if was_hidden { Some(here.now) } else { before.shown_again_at },
        ..before
    };
    step(conn, SuspensionState::Proposed, &ended, thing)?;
    thing.note(conn, actor, act, words, here.now)?;
    if was_hidden {
        thing.show(conn, ended.was, here)?;
        thing.tell(conn, SuspensionNews::ShownAgain, here)?;
    }
    Ok(())
}

/// Ends a suspension, which any one moderator may; gives its name. `words` are what its people read; may be empty.
pub fn restore(
    conn: &mut Conn,
    actor: &Actor,
    id: SuspensionId,
    words: &str,
    here: &Here,
) -> Outcome<String, SuspensionError> {
    let Some(suspension) = store::suspension(conn, id)? else { return not_found() };
    let Some(thing) = Thing::find(conn, suspension.about())? else { return not_found() };
    no_member(conn, actor, &suspension.about())?;
    match suspension.state {
        SuspensionState::Standing | SuspensionState::Upheld => {}
        SuspensionState::Appealed => return refuse(SuspensionError::Appealed(Kind::Appeal.path(id.0))),
        other => return refuse(settled_before(conn, &thing, other)?),
    }
    end(conn, actor, (suspension, &thing), words, here)?;
    thing.tell(conn, SuspensionNews::Restored { words }, here)?;
    Ok(thing.name().to_string())
}

/// What is suspended can be seen again, as before.
fn end(
    conn: &mut Conn,
    actor: &Actor,
    (before, thing): (Suspension, &Thing),
    words: &str,
    here: &Here,
) -> Outcome<(), SuspensionError> {
    let from = before.state;
    let ended = Suspension {
        state: SuspensionState::Restored,
        settled_by: actor.id,
        settled_name: actor.name.clone(),
        settled_at: Some(here.now),
        verdict: Some(words.to_string()).filter(|words| !words.is_empty()),
        ..before
    };
    step(conn, from, &ended, thing)?;
    thing.show(conn, ended.was, here)?;
    Ok(thing.note(conn, actor, "restore", words, here.now)?)
}

/// Lets be seen again what was hidden at once and nobody confirmed in time. True while there may be more.
pub fn lapse(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let Some(due) = store::lapsed(conn, here.now)? else { return Ok(false) };
    let Some(thing) = Thing::find(conn, due.about())? else { return Ok(false) };
    let shown = Suspension { shown_again_at: Some(here.now), ..due };
    if !store::move_suspension(conn, SuspensionState::Proposed, &shown)? {
        return Ok(true);
    }
    thing.show(conn, shown.was, here).map_err(broken)?;
    let words = format!("It was hidden until {}", clock::moment_words(here.now));
    thing.note(conn, &Actor::site(), "lapse", &words, here.now)?;
    thing.tell(conn, SuspensionNews::ShownAgain, here)?;
    Ok(true)
}

/// The clock has nobody to refuse anything to.
fn broken(failed: Failed<SuspensionError>) -> Failed<std::convert::Infallible> {
    match failed {
        Failed::Refused(why) => Failed::Broken(anyhow::anyhow!("what was hidden cannot be shown: {why:?}")),
        Failed::Broken(error) => Failed::Broken(error),
    }
}

/// What waits for a decision, and what it is about; told who was first when somebody was.
fn waiting(
    conn: &mut Conn,
    id: SuspensionId,
    state: SuspensionState,
) -> Outcome<(Suspension, Thing), SuspensionError> {
    let Some(suspension) = store::suspension(conn, id)? else { return not_found() };
    let Some(thing) = Thing::find(conn, suspension.about())? else { return not_found() };
    if suspension.state != state {
        return refuse(settled_before(conn, &thing, suspension.state)?);
    }
    Ok((suspension, thing))
}

fn settled_before(
    conn: &mut Conn,
    thing: &Thing,
    state: SuspensionState,
) -> diesel::QueryResult<SuspensionError> {
    let subject = thing.subject();
    Ok(SuspensionError::Desk(already(conn, subject.kind, subject.id, &state.label().to_lowercase())?))
}

fn step(
    conn: &mut Conn,
    from: SuspensionState,
    next: &Suspension,
    thing: &Thing,
) -> Outcome<(), SuspensionError> {
    match from.may_become(next.state) && store::move_suspension(conn, from, next)? {
        true => Ok(()),
        false => refuse(settled_before(conn, thing, next.state)?),
    }
}
