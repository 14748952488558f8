//! The provider's verbs: look, shortlist, reject. Each leaves a line in the audit log; the candidate is written
//! to about each but the look.

use super::ending::advance;
use super::{DeskError, Here, vacancy_of};
use crate::applications::mails::{RejectedMail, ShortlistedMail};
use crate::applications::model::{
    Application, ApplicationId, EventKind, Party, State, Vacancy, is_hidden, was_viewed,
};
use crate::applications::store::{self, Opening};
use crate::audit::{self, Actor, Subject};
use crate::codes;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, StoredFile};
use crate::listings::QuestionId;
use crate::providers::{Deed, Done, Scope, note_deed};

pub(super) fn found(
    conn: &mut Conn,
    scope: &Scope,
    id: ApplicationId,
    now: Moment,
) -> Outcome<(Application, Vacancy), DeskError> {
    let Some(application) = store::owned_by_provider(conn, scope, id)? else {
        return refuse(DeskError::NotFound);
    };
    let vacancy = vacancy_of(conn, &application, now, DeskError::NotFound)?;
    Ok((application, vacancy))
}

/// The audit log outlives the person's data, so that it names the listing and the number, not the person.
pub(super) fn note(
    conn: &mut Conn,
    actor: &Actor,
    act: &str,
    (application, vacancy): (&Application, &Vacancy),
    now: Moment,
) -> diesel::QueryResult<()> {
    let subject = Subject::new("application", application.id.0, vacancy.title.clone());
    if let Some(deed) = deed_of(act) {
        let done = Done::new(deed, application.id.0, &vacancy.title);
        note_deed(conn, (vacancy.provider, actor), done, now)?;
    }
    audit::note(conn, actor, act, subject, &vacancy.provider_name, now)
}

/// What the log of the provider's people tells of it: decisions, not looks. Like the audit log it names no applicant,
/// who may be hidden, and whose data may go before the line does.
fn deed_of(act: &str) -> Option<Deed> {
    let told = match act {
        "application.shortlist" => Deed::Shortlist,
        "application.reject" => Deed::Reject,
        "application.offer" => Deed::Offer,
        "application.withdraw-offer" => Deed::WithdrawOffer,
        "interview.arrange" => Deed::ArrangeInterview,
        "interview.change" => Deed::ChangeInterview,
        "interview.invite" => Deed::InviteToInterview,
        "interview.move" => Deed::MoveInterview,
        "interview.cancel" => Deed::CancelInterview,
        _ => return None,
    };
    Some(told)
}

/// What was done for a listing, and concerns no application yet.
pub(super) fn audit_listing(
    conn: &mut Conn,
    actor: &Actor,
    act: &str,
    vacancy: &Vacancy,
    now: Moment,
) -> diesel::QueryResult<()> {
    let subject = Subject::new("listing", vacancy.listing.0, vacancy.title.clone());
    if let Some(deed) = deed_of(act) {
        let done = Done::new(deed, vacancy.listing.0, &vacancy.title);
        note_deed(conn, (vacancy.provider, actor), done, now)?;
    }
    audit::note(conn, actor, act, subject, &vacancy.provider_name, now)
}

/// Opens an application for a member. The first look after each submission is told to the candidate.
pub(in crate::applications) fn look(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Opening, DeskError> {
    let (application, vacancy) = found(conn, scope, id, now)?;
    note(conn, actor, "application.look", (&application, &vacancy), now)?;
    if application.state.awaits_provider() {
        note_looks(conn, &[id], now)?;
    }
    match store::open_for_provider(conn, application, now)? {
        Some(opening) => Ok(opening),
        None => refuse(DeskError::NotFound),
    }
}

/// The first look after each submission, of applications that wait for an answer.
pub(in crate::applications) fn note_looks(
    conn: &mut Conn,
    ids: &[ApplicationId],
    now: Moment,
) -> diesel::QueryResult<()> {
    let events = store::events_of(conn, ids)?;
    for id in ids.iter().filter(|id| !events.get(id).is_some_and(|events| was_viewed(events))) {
        store::add_event(conn, *id, EventKind::Viewed, "", now)?;
    }
    Ok(())
}

/// The CV, for a member; not found while whose it is is hidden, since it says so.
pub fn open_cv(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    id: ApplicationId,
    now: Moment,
) -> Outcome<StoredFile, DeskError> {
    let (application, vacancy) = found(conn, scope, id, now)?;
    let file = match application.cv_id {
        Some(cv) if !is_hidden(vacancy.blind, application.revealed_at) => files::find(conn, cv)?,
        _ => None,
    };
    let Some(file) = file else { return refuse(DeskError::NotFound) };
    note(conn, actor, "application.look-at-cv", (&application, &vacancy), now)?;
    Ok(file)
}

/// A document besides the CV, on the same terms.
pub fn open_document(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, question): (ApplicationId, QuestionId),
    now: Moment,
) -> Outcome<StoredFile, DeskError> {
    let (application, vacancy) = found(conn, scope, id, now)?;
    if is_hidden(vacancy.blind, application.revealed_at) {
        return refuse(DeskError::NotFound);
    }
    let Some(file) = store::documents(conn, id)?.remove(&question) else {
        return refuse(DeskError::NotFound);
    };
    note(conn, actor, "application.look-at-document", (&application, &vacancy), now)?;
    Ok(file)
}

/// Moves an application on. `None` when it is there already: the button was pressed twice.
pub(super) fn go(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, to): (ApplicationId, State),
    here: &Here,
) -> Outcome<Option<(Application, Vacancy)>, DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    let has_moved = go_one(conn, actor, (&application, &vacancy), to, here)?;
    Ok(has_moved.then_some((application, vacancy)))
}

/// An application of this provider's with its vacancy, as it was read in this transaction.
pub(super) type Of<'a> = (&'a Application, &'a Vacancy);

/// The same with what was read already. False when it is there.
fn go_one(
    conn: &mut Conn,
    actor: &Actor,
    (application, vacancy): Of<'_>,
    to: State,
    here: &Here,
) -> Outcome<bool, DeskError> {
    let (id, from) = (application.id, application.state);
    if from == to {
        return Ok(false);
    }
    if !from.may_become(to, Party::Provider) || !advance(conn, application, (to, Some(actor)), here)? {
        return refuse(DeskError::MovedOn(vacancy.provider, id, from));
    }
    Ok(true)
}

/// Nothing to do when the same was said before; other words from somebody who came second were not sent, and must not
/// seem to be.
fn same(
    conn: &mut Conn,
    (application, vacancy): Of<'_>,
    (kind, words): (EventKind, &str),
) -> Outcome<(), DeskError> {
    let events = store::events(conn, application.id)?;
    match events.iter().rfind(|event| event.kind == kind) {
        Some(event) if event.note == words => Ok(()),
        _ => refuse(DeskError::MovedOn(vacancy.provider, application.id, application.state)),
    }
}

/// What a timeline tells, a line for each part that says something.
pub(super) fn told(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join("\n")
}

pub fn shortlist(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    id: ApplicationId,
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    shortlist_one(conn, actor, (&application, &vacancy), here)
}

/// The same for an application that is at hand.
pub(super) fn shortlist_one(
    conn: &mut Conn,
    actor: &Actor,
    of: Of<'_>,
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = of;
    if !go_one(conn, actor, of, State::Shortlisted, here)? {
        return Ok(());
    }
    note(conn, actor, "application.shortlist", of, here.now)?;
    store::reveal(conn, application.id, here.now)?;
    store::add_event(conn, application.id, EventKind::Shortlisted, "", here.now)?;
    let mail = ShortlistedMail { application, vacancy };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    Ok(())
}

/// A reason from the list, and words if there are any.
#[derive(Clone, Debug)]
pub struct Rejection {
    pub reason: String,
    pub words: String,
}

pub fn reject(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, rejection): (ApplicationId, &Rejection),
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    reject_one(conn, actor, (&application, &vacancy), rejection, here)
}

/// The same for an application that is at hand.
pub(super) fn reject_one(
    conn: &mut Conn,
    actor: &Actor,
    of: Of<'_>,
    rejection: &Rejection,
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = of;
    let reason = codes::rejection_reasons().label(&rejection.reason);
    let told = told(&[reason, &rejection.words]);
    if !go_one(conn, actor, of, State::Rejected, here)? {
        return same(conn, of, (EventKind::Rejected, &told));
    }
    note(conn, actor, "application.reject", of, here.now)?;
    store::set_reason(conn, application.id, Some(&rejection.reason), &rejection.words)?;
    store::add_event(conn, application.id, EventKind::Rejected, &told, here.now)?;
    let mail = RejectedMail { application, vacancy, reason, words: &rejection.words };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    Ok(())
}
