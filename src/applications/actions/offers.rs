//! Offers: made, withdrawn, accepted, declined, and what the clock does with those that nobody answers.

use super::apply::tell_provider;
use super::desk::{found, go, note, told};
use super::ending::advance;
use super::{ApplyError, DeskError, Here, vacancy_of};
use crate::accounts::AccountId;
use crate::applications::mails::{OfferEndedMail, OfferEndsSoonMail, OfferMail, OfferWithdrawnMail, Told};
use crate::applications::model::{
    Application, ApplicationId, EventKind, MISTAKE, Offer, OfferId, OfferState, OfferTerms, Party, State,
};
use crate::applications::store;
use crate::audit::Actor;
use crate::codes;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, Failed, Outcome, refuse};
use crate::providers::Scope;

/// Made twice with the same words it is one offer; other words from somebody who came second were not sent, and must not
/// seem to be.
pub fn offer(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, terms): (ApplicationId, &OfferTerms),
    here: &Here,
) -> Outcome<(), DeskError> {
    let Some((application, vacancy)) = go(conn, scope, actor, (id, State::Offered), here)? else {
        return match store::last_offer(conn, id)? {
            Some(last) if last.terms == *terms => Ok(()),
            _ => refuse(DeskError::MovedOn(scope.provider, id, State::Offered)),
        };
    };
    note(conn, actor, "application.offer", (&application, &vacancy), here.now)?;
    store::insert_offer(conn, id, terms, here.now)?;
    let until = terms.expires_on.map(|day| format!("To be answered by {}", clock::day_words(day)));
    store::add_event(conn, id, EventKind::Offered, &until.unwrap_or_default(), here.now)?;
    let mail = OfferMail { application: &application, vacancy: &vacancy, expires_on: terms.expires_on };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    Ok(())
}

/// Why an offer is taken back, or declined.
#[derive(Clone, Debug)]
pub struct OfferEnd {
    /// A code of the list that fits.
    pub reason: Option<String>,
    pub words: String,
}

impl OfferEnd {
    fn told(&self, label: &str) -> String {
        told(&[label, &self.words])
    }

    /// Did this offer end with these words? Others from somebody who came second reached nobody.
    fn is_of(&self, offer: &Offer) -> bool {
        (&offer.reason, &offer.reason_words) == (&self.reason, &self.words)
    }
}

/// Takes an offer back, answered or not. After a mistake the candidate stays on the shortlist, for another offer; for any
/// other reason it ends their application. Sent twice, they are told once; what a second member says of it otherwise is
/// refused. `seen` is the offer that the page was about.
pub fn withdraw_offer(
    conn: &mut Conn,
    scope: &Scope,
    actor: &Actor,
    (id, seen, end): (ApplicationId, Option<OfferId>, &OfferEnd),
    here: &Here,
) -> Outcome<(), DeskError> {
    let (application, vacancy) = found(conn, scope, id, here.now)?;
    let is_mistake = end.reason.as_deref() == Some(MISTAKE);
    let to = if is_mistake { State::Shortlisted } else { State::Rejected };
    let Some(last) = store::last_offer(conn, id)? else {
        return refuse(DeskError::MovedOn(scope.provider, id, application.state));
    };
    if seen != Some(last.id) {
        return refuse(DeskError::OtherOffer(scope.provider, id));
    }
    if application.state == to && last.state == OfferState::Withdrawn && end.is_of(&last) {
        return Ok(());
    }
    let may = application.state.may_become(to, Party::Offer);
    if !may || !advance(conn, &application, (to, Some(actor)), here)? {
        return refuse(DeskError::MovedOn(scope.provider, id, application.state));
    }
    note(conn, actor, "application.withdraw-offer", (&application, &vacancy), here.now)?;
    let reason = end.reason.as_deref().map_or("", |code| codes::offer_withdrawal_reasons().label(code));
    store::end_offer(conn, last.id, OfferState::Withdrawn, (end.reason.as_deref(), &end.words), here.now)?;
    store::add_event(conn, id, EventKind::OfferWithdrawn, &end.told(reason), here.now)?;
    let mail = OfferWithdrawnMail {
        application: &application,
        vacancy: &vacancy,
        reason,
        words: &end.words,
        may_follow: is_mistake,
    };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    Ok(())
}

/// What a candidate says to an offer.
#[derive(Clone, Debug)]
pub enum Answer {
    Accept,
    Decline(OfferEnd),
}

/// The offer that was made last, when it is the one that was read.
fn read_offer(
    conn: &mut Conn,
    application: &Application,
    seen: Option<OfferId>,
    now: Moment,
) -> Outcome<Offer, ApplyError> {
    match store::last_offer(conn, application.id)? {
        Some(last) if seen == Some(last.id) => Ok(last),
        Some(last) if application.state == State::Offered && last.stands(now) => {
            refuse(ApplyError::OtherOffer(application.id))
        }
        _ => refuse(ApplyError::OfferEnded(application.id)),
    }
}

/// Answers the offer that was read, `seen`, and no other. The same answer given twice is one answer; another reason comes
/// too late. An offer whose day has ended cannot be accepted, even before the clock has noticed.
pub fn answer_offer(
    conn: &mut Conn,
    candidate: AccountId,
    (id, seen, answer): (ApplicationId, Option<OfferId>, &Answer),
    here: &Here,
) -> Outcome<(), ApplyError> {
    let Some(application) = store::own(conn, candidate, id)? else { return refuse(ApplyError::NotFound) };
    let last = read_offer(conn, &application, seen, here.now)?;
    let (to, state, kind, told) = match answer {
        Answer::Accept => (State::Accepted, OfferState::Accepted, EventKind::Accepted, Told::Accepted),
        Answer::Decline(_) => (State::Declined, OfferState::Declined, EventKind::Declined, Told::Declined),
    };
    let same = match answer {
        Answer::Accept => true,
        Answer::Decline(end) => end.is_of(&last),
    };
    if application.state == to && same {
        return Ok(());
    }
    if application.state == State::Offered && !last.stands(here.now) {
        return refuse(ApplyError::OfferEnded(id));
    }
    let may = application.state.may_become(to, Party::Candidate);
    if !may || !advance(conn, &application, (to, None), here)? {
        return refuse(ApplyError::MovedOn(id, application.state));
    }
    let (end, words) = match answer {
        Answer::Accept => ((None, ""), String::new()),
        Answer::Decline(end) => {
            let label = end.reason.as_deref().map_or("", |code| codes::offer_decline_reasons().label(code));
            ((end.reason.as_deref(), end.words.as_str()), end.told(label))
        }
    };
    store::end_offer(conn, last.id, state, end, here.now)?;
    store::add_event(conn, id, kind, &words, here.now)?;
    let vacancy = vacancy_of(conn, &application, here.now, ApplyError::NotFound)?;
    tell_provider(conn, told, &vacancy, id, here)
}

/// Offers of one kind that are minded in one transaction.
const AT_ONCE: i64 = 100;

/// Reminds of offers that end soon, and ends those whose day is over, some at a time; each once, however often it is
/// called. True when there may be more to do.
pub fn mind_offers(conn: &mut Conn, here: &Here) -> Outcome<bool> {
    let unanswered = store::unanswered(conn, here.now, AT_ONCE)?;
    let lapsing = store::lapsing(conn, here.now, AT_ONCE)?;
    for offer in &unanswered {
        store::set_offer_reminded(conn, offer.id)?;
        let Some((application, vacancy)) = of_offer(conn, offer, here)? else { continue };
        let Some(expires_at) = offer.terms.expires_at() else { continue };
        OfferEndsSoonMail { application: &application, vacancy: &vacancy, expires_at }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    for offer in &lapsing {
        lapse(conn, offer, here)?;
    }
    Ok([unanswered, lapsing].iter().any(|some| some.len() as i64 == AT_ONCE))
}

fn of_offer(
    conn: &mut Conn,
    offer: &Offer,
    here: &Here,
) -> diesel::QueryResult<Option<(Application, crate::applications::model::Vacancy)>> {
    let Some(application) = store::application(conn, offer.application_id)? else { return Ok(None) };
    let vacancy = store::vacancy(conn, application.listing_id, here.now)?;
    Ok(vacancy.map(|vacancy| (application, vacancy)))
}

/// The candidate is on the shortlist again: the provider may offer once more, or say no.
fn lapse(conn: &mut Conn, offer: &Offer, here: &Here) -> Outcome<()> {
    store::end_offer(conn, offer.id, OfferState::Lapsed, (None, ""), here.now)?;
    let Some((application, vacancy)) = of_offer(conn, offer, here)? else { return Ok(()) };
    let may = application.state.may_become(State::Shortlisted, Party::Offer);
    if !may || !store::transition(conn, application.id, application.state, State::Shortlisted, here.now)? {
        return Ok(());
    }
    store::add_event(conn, application.id, EventKind::Lapsed, "", here.now)?;
    let mail = OfferEndedMail { application: &application, vacancy: &vacancy };
    mail.letter(&here.site).post(conn, here.now, &here.site)?;
    match tell_provider(conn, Told::Lapsed, &vacancy, application.id, here) {
        Err(Failed::Broken(error)) => Err(Failed::Broken(error)),
        _ => Ok(()),
    }
}
