//! A provider arranges interviews: a round with its panel, and the times that candidates choose from.

use super::desk::audit_listing;
use super::{Here, telling::tell_changed};
use crate::applications::model::{Interview, InterviewId, Manner, Panelist, SlotId, Vacancy};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::ListingId;
use crate::providers::Scope;
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug)]
pub enum InterviewError {
    NotFound,
    /// Somebody else has this time, or it has passed. Where others can be chosen.
    SlotGone(String),
    /// They have this time already, given with other words. Where it stands.
    AlreadyTheirs(String),
    /// Nothing about it can be changed any more. Where it stands.
    Over(String),
    /// Nobody was chosen. Where they can be.
    NobodyChosen(String),
}

impl Refusal for InterviewError {
    fn refused(&self) -> Error {
        match self {
            Self::NotFound => Error::not_found(),
            Self::SlotGone(href) => Error::refused(
                "This time has gone",
                "Somebody else has it now, or it has passed.",
                Link::to(href, "See the times that are left"),
            ),
            Self::AlreadyTheirs(href) => Error::refused(
                "They have this time already",
                "A colleague gave it to them, or they chose it themselves. What you wrote was not sent.",
                Link::to(href, "See how it stands"),
            ),
            Self::Over(href) => Error::refused(
                "This can no longer be changed",
                "The interview was cancelled, its time has come, or the application has moved on.",
                Link::to(href, "See how it stands"),
            ),
            Self::NobodyChosen(href) => Error::refused(
                "Nobody is ticked",
                "Tick the people whom you want to invite.",
                Link::to(href, "Choose whom you invite"),
            ),
        }
    }
}

/// A round as it is written. Its number is made with the form, so that a form sent twice makes one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInterview {
    pub id: InterviewId,
    pub title: String,
    pub manner: Manner,
    pub place: String,
    pub words: String,
    pub panel: Vec<Panelist>,
}

impl NewInterview {
    fn is_as(&self, found: &Interview, panel: &[Panelist]) -> bool {
        let written = (&self.title, self.manner, &self.place, &self.words);
        (&found.title, found.manner, &found.place, &found.words) == written && self.panel == panel
    }
}

/// A round within reach, with what it is for.
pub(in crate::applications) fn round(
    conn: &mut Conn,
    scope: &Scope,
    id: InterviewId,
    now: Moment,
) -> Outcome<(Interview, Vacancy), InterviewError> {
    let Some(interview) = store::owned_interview(conn, scope, id)? else {
        return refuse(InterviewError::NotFound);
    };
    match store::vacancy(conn, interview.listing_id, now)? {
        Some(vacancy) => Ok((interview, vacancy)),
        None => refuse(InterviewError::NotFound),
    }
}

/// Gives the number of the round. Sent twice it is one round; sent with other words, from a page that somebody went back
/// to, it changes that round.
pub fn arrange(
    conn: &mut Conn,
    (scope, listing): (&Scope, ListingId),
    actor: &Actor,
    new: &NewInterview,
    here: &Here,
) -> Outcome<InterviewId, InterviewError> {
    let Some(vacancy) = store::vacancy_within(conn, scope, listing, here.now)? else {
        return refuse(InterviewError::NotFound);
    };
    let interview = Interview {
        id: new.id,
        listing_id: listing,
        title: new.title.clone(),
        manner: new.manner,
        place: new.place.clone(),
        words: new.words.clone(),
        created_at: here.now,
    };
    if store::insert_interview(conn, &interview)? {
        store::set_panel(conn, new.id, &new.panel)?;
        audit_listing(conn, actor, "interview.arrange", &vacancy, here.now)?;
        return Ok(new.id);
    }
    match store::owned_interview(conn, scope, new.id)?.filter(|found| found.listing_id == listing) {
        Some(found) if new.is_as(&found, &store::panel(conn, new.id)?) => Ok(new.id),
        Some(_) => change_interview(conn, scope, actor, new, here).map(|()| new.id),
        // The number is somebody else's.
        None => {
            let fresh = NewInterview { id: InterviewId::new(), ..new.clone() };
            arrange(conn, (scope, listing), actor, &fresh, here)
        }
    }
}

/// Changes what it is, where, or who sits there. Everybody who has a time is told when they must know of it.
pub fn change_interview(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    new: &NewInterview,
    here: &Here,
) -> Outcome<(), InterviewError> {
    let (before, vacancy) = round(conn, scope, new.id, here.now)?;
    if new.is_as(&before, &store::panel(conn, new.id)?) {
        return Ok(());
    }
    store::set_interview(conn, new.id, (&new.title, new.manner, &new.place, &new.words))?;
    store::set_panel(conn, new.id, &new.panel)?;
    audit_listing(conn, actor, "interview.change", &vacancy, here.now)?;
    let same = (before.manner, &before.place, &before.words) == (new.manner, &new.place, &new.words);
    if !same {
        store::touch(conn, new.id, here.now)?;
        tell_changed(conn, new.id, &vacancy, actor, here)?;
    }
    Ok(())
}

/// What became of the times of a form.
pub struct Added {
    pub added: usize,
    /// They overlap times that are there: nobody sits in two interviews of one round.
    pub left_out: usize,
}

/// Adds those that are not there yet: sent twice, it adds nothing the second time.
pub fn add_slots(
    conn: &mut Conn,
    scope: &Scope,
    (id, starts, minutes): (InterviewId, &[Moment], i32),
    here: &Here,
) -> Outcome<Added, InterviewError> {
    round(conn, scope, id, here.now)?;
    let there = store::slots(conn, id)?;
    let is_taken = |start: &Moment| there.iter().any(|slot| slot.overlaps(*start, minutes));
    let is_there =
        |start: &Moment| there.iter().any(|slot| (slot.starts_at, slot.minutes) == (*start, minutes));
    let free: Vec<Moment> = starts.iter().copied().filter(|start| !is_taken(start)).collect();
    let left_out = starts.iter().filter(|start| is_taken(start) && !is_there(start)).count();
    Ok(Added { added: store::add_slots(conn, id, &free, minutes)?, left_out })
}

/// Takes a time away that nobody has.
pub fn remove_slot(
    conn: &mut Conn,
    scope: &Scope,
    (id, slot): (InterviewId, SlotId),
    here: &Here,
) -> Outcome<(), InterviewError> {
    round(conn, scope, id, here.now)?;
    match store::remove_slot(conn, id, slot)? {
        true => Ok(()),
        false => refuse(InterviewError::SlotGone(format!("/desk/{}/interviews/{id}", scope.provider))),
    }
}
