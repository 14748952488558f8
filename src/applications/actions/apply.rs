//! Applying: begin, save each step, throw away, submit.

use std::collections::HashSet;

use super::cv::release;
use super::{ApplyError, Here, public_vacancy, vacancy_of};
use crate::accounts::{Account, AccountId};
use crate::applications::mails::{ProviderMail, ReceiptMail, Told};
use crate::applications::model::{
    Answers, Application, ApplicationId, Door, EventKind, MOST_TIMES, Party, State, Step, Vacancy,
    times_submitted,
};
use crate::applications::store::{self, Details};
use crate::codes::registrations;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::kit::files::{FileId, StoredFile};
use crate::listings::model::Source;
use crate::listings::{self, ListingId};
use crate::profiles::{self, Profile};

/// What somebody who opens a listing's apply page may do.
pub enum Start {
    /// Begin; `again` after having withdrawn.
    Begin { vacancy: Box<Vacancy>, again: bool },
    /// There is one already.
    Resume(ApplicationId),
}

/// Looks what is there, and changes nothing.
pub fn look_before(
    conn: &mut Conn,
    candidate: AccountId,
    listing: ListingId,
    now: Moment,
) -> Outcome<Start, ApplyError> {
    let vacancy = public_vacancy(conn, listing, now)?;
    let again = match store::of_listing(conn, candidate, listing)? {
        None => false,
        Some(found) if may_restart(conn, &found, &vacancy)? => true,
        Some(found) => return Ok(Start::Resume(found.id)),
    };
    if vacancy.door != Door::Open {
        return refuse(ApplyError::shut(vacancy));
    }
    Ok(Start::Begin { vacancy: Box::new(vacancy), again })
}

fn may_restart(conn: &mut Conn, found: &Application, vacancy: &Vacancy) -> diesel::QueryResult<bool> {
    let withdrawn = found.state == State::Withdrawn && vacancy.door == Door::Open;
    Ok(withdrawn && times_submitted(&store::events(conn, found.id)?) < MOST_TIMES)
}

/// Begins an application, or finds the one that was begun. Pressed twice it ends in the same draft; one that was
/// withdrawn is begun again only when `again` says that this is meant.
pub fn start(
    conn: &mut Conn,
    candidate: &Account,
    (listing, from): (ListingId, Option<Source>),
    again: bool,
    now: Moment,
) -> Outcome<ApplicationId, ApplyError> {
    let vacancy = public_vacancy(conn, listing, now)?;
    if let Some(found) = store::of_listing(conn, candidate.id, listing)? {
        if again && found.state == State::Withdrawn {
            restart(conn, &found, vacancy, now)?;
        }
        return Ok(found.id);
    }
    if vacancy.door != Door::Open {
        return refuse(ApplyError::shut(vacancy));
    }
    let last = store::last_submitted(conn, candidate.id)?;
    let profile = profiles::open(conn, candidate.id)?;
    let draft = prefilled(candidate, &vacancy, (&profile, last.as_ref()), now);
    let draft = Application { source: from, ..draft };
    if store::insert(conn, &draft)? {
        listings::count_in(conn, listing, (1, 0))?;
        if let Some(last) = &last {
            super::documents::carry_over(conn, &vacancy, (last.id, draft.id), now)?;
        }
        return Ok(draft.id);
    }
    match store::of_listing(conn, candidate.id, listing)? {
        Some(found) => Ok(found.id),
        None => refuse(ApplyError::NotFound),
    }
}

fn restart(conn: &mut Conn, found: &Application, vacancy: Vacancy, now: Moment) -> Outcome<(), ApplyError> {
    if vacancy.door != Door::Open {
        return refuse(ApplyError::shut(vacancy));
    }
    if !may_restart(conn, found, &vacancy)? {
        return refuse(ApplyError::NoMoreTries { title: vacancy.title });
    }
    move_on(conn, found, State::Draft, now)?;
    store::set_submitted(conn, found.id, &found.email, None)?;
    store::set_reason(conn, found.id, None, "")?;
    store::set_version(conn, found.id, vacancy.version)?;
    Ok(store::add_event(conn, found.id, EventKind::Restarted, "", now)?)
}

/// A draft with what the profile says, else with what the person gave last time; never the statement, which belongs to
/// one listing.
fn prefilled(
    candidate: &Account,
    vacancy: &Vacancy,
    (profile, last): (&Profile, Option<&Application>),
    now: Moment,
) -> Application {
    let register = vacancy.wants.register;
    let fits = |number: &&str| register.is_some_and(|register| registrations::fits(&register.code, number));
    let number = register.and_then(|register| profile.registration(&register.code));
    let number = number.or(last.map(|last| last.registration.as_str()).filter(fits));
    let said = |said: &'_ str| Some(said.to_string()).filter(|said| !said.is_empty());
    let preferred = profile.preferred_cv().and_then(|cv| cv.file);
    Application {
        id: ApplicationId::new(),
        listing_id: vacancy.listing,
        candidate_id: candidate.id,
        state: State::Draft,
        name: said(&profile.contact.name)
            .or(last.map(|last| last.name.clone()))
            .unwrap_or_else(|| candidate.name.clone()),
        email: candidate.email.clone(),
        phone: said(&profile.contact.phone).or(last.map(|last| last.phone.clone())).unwrap_or_default(),
        registration: number.unwrap_or_default().to_string(),
        statement: String::new(),
        cv_id: preferred.or(last.and_then(|last| last.cv_id)).filter(|_| vacancy.wants.cv),
        reason: None,
        reason_words: String::new(),
        created_at: now,
        updated_at: now,
        submitted_at: None,
        revealed_at: None,
        listing_version: vacancy.version,
        sends_profile: true,
        source: None,
    }
}

/// This person's application, if it may still be changed.
pub(super) fn own_draft(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
) -> Outcome<Application, ApplyError> {
    match store::own(conn, candidate, id)? {
        None => refuse(ApplyError::NotFound),
        Some(found) if found.state != State::Draft => refuse(ApplyError::Sent(id)),
        Some(found) => Ok(found),
    }
}

pub fn save_details(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    details: &Details,
    now: Moment,
) -> Outcome<(), ApplyError> {
    own_draft(conn, candidate, id)?;
    store::forget_form(conn, (id, Step::Details))?;
    Ok(store::set_details(conn, id, details, now)?)
}

pub fn save_statement(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    statement: &str,
    now: Moment,
) -> Outcome<(), ApplyError> {
    own_draft(conn, candidate, id)?;
    store::forget_form(conn, (id, Step::Statement))?;
    Ok(store::set_statement(conn, id, statement, now)?)
}

pub fn save_answers(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    answers: &Answers,
    now: Moment,
) -> Outcome<(), ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    // A question that was taken away while the page was open is passed over.
    let vacancy = vacancy_of(conn, &draft, now, ApplyError::NotFound)?;
    let asked = |question| vacancy.wants.questions.iter().any(|asked| asked.id == question);
    let kept = answers.iter().filter(|(question, _)| asked(**question));
    let kept: Answers = kept.map(|(question, answer)| (*question, answer.clone())).collect();
    store::forget_form(conn, (id, Step::Answers))?;
    Ok(store::set_answers(conn, id, &kept, now)?)
}

/// Throws a draft away, and gives the files that went with it. One that was never submitted leaves nothing; one that was
/// is withdrawn again.
pub fn discard(
    conn: &mut Conn,
    candidate: AccountId,
    id: ApplicationId,
    now: Moment,
) -> Outcome<Vec<StoredFile>, ApplyError> {
    let draft = own_draft(conn, candidate, id)?;
    if times_submitted(&store::events(conn, id)?) > 0 {
        move_on(conn, &draft, State::Withdrawn, now)?;
        store::add_event(conn, id, EventKind::Withdrawn, "", now)?;
        return Ok(Vec::new());
    }
    let documents = store::documents(conn, id)?.into_values().map(|file| file.id);
    let held: HashSet<FileId> = documents.chain(draft.cv_id).collect();
    store::delete_draft(conn, id)?;
    listings::count_in(conn, draft.listing_id, (-1, 0))?;
    let mut released = Vec::new();
    for file in held {
        released.extend(release(conn, Some(file))?);
    }
    Ok(released)
}

/// Hands an application in. Whoever comes second finds it submitted, and nothing is written twice. `seen` is the
/// version of the listing that the page showed; without it, nothing is asked about changes.
pub fn submit(
    conn: &mut Conn,
    candidate: &Account,
    (id, seen): (ApplicationId, Option<i32>),
    here: &Here,
) -> Outcome<(), ApplyError> {
    let Some(application) = store::own(conn, candidate.id, id)? else { return refuse(ApplyError::NotFound) };
    if application.state != State::Draft {
        return match application.submitted_at {
            Some(_) => Ok(()),
            None => refuse(ApplyError::MovedOn(id, application.state)),
        };
    }
    let vacancy = vacancy_of(conn, &application, here.now, ApplyError::NotFound)?;
    if !vacancy.door.takes_drafts() {
        return refuse(ApplyError::shut(vacancy));
    }
    let (answers, documents) = (store::answers(conn, id)?, store::documents(conn, id)?);
    if !vacancy.wants.lacks(&application, &answers, &documents).is_empty() {
        return refuse(ApplyError::Incomplete);
    }
    if seen.is_some_and(|seen| seen != vacancy.version) {
        return refuse(ApplyError::Changed);
    }
    let profile = if application.sends_profile { store::to_send(conn, candidate.id)? } else { None };
    store::keep_profile(conn, id, profile.as_ref())?;
    let is_first = times_submitted(&store::events(conn, id)?) == 0;
    if is_first {
        listings::count_in(conn, vacancy.listing, (0, 1))?;
    }
    move_on(conn, &application, State::Submitted, here.now)?;
    store::set_submitted(conn, id, &candidate.email, Some(here.now))?;
    store::add_event(conn, id, EventKind::Submitted, "", here.now)?;
    let receipt = ReceiptMail { candidate, vacancy: &vacancy, application: id, now: here.now };
    receipt.letter(&here.site).post(conn, here.now, &here.site)?;
    tell_provider(conn, Told::Submitted, &vacancy, id, here)?;
    match listings::actions::close_when_full(conn, vacancy.listing, here) {
        Err(Failed::Broken(error)) => Err(Failed::Broken(error)),
        // Somebody closed it at the same moment: it takes no more either way.
        Ok(()) | Err(Failed::Refused(_)) => Ok(()),
    }
}

fn move_on(conn: &mut Conn, from: &Application, to: State, now: Moment) -> Outcome<(), ApplyError> {
    let may = from.state.may_become(to, Party::Candidate);
    if may && store::transition(conn, from.id, from.state, to, now)? {
        return Ok(());
    }
    refuse(ApplyError::MovedOn(from.id, from.state))
}

/// Writes to everybody who acts for the provider.
pub(super) fn tell_provider(
    conn: &mut Conn,
    told: Told,
    vacancy: &Vacancy,
    application: ApplicationId,
    here: &Here,
) -> Outcome<(), ApplyError> {
    for (email, name) in listings::readers(conn, vacancy.listing)? {
        let mail = ProviderMail { email: &email, name: &name, told, vacancy, application };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
