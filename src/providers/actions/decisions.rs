//! What moderators decide about an organisation. Each act leaves an audit line and tells its owners and editors.

use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::jobs;
use crate::providers::ProviderId;
use crate::providers::actions::ProviderChanged;
use crate::providers::mails::{Decision, DecisionMail};
use crate::providers::model::{Deed, Done, ProviderState};
use crate::providers::store::{self, Provider, note_deed};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug, PartialEq, Eq)]
pub enum DecisionError {
    Gone,
    /// Somebody was quicker, or the organisation was taken back.
    NotThere(ProviderState),
}

impl Refusal for DecisionError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::not_found(),
            Self::NotThere(state) => Error::refused(
                "Somebody was quicker",
                format!("The organisation is in another state by now: {}.", state.label().to_lowercase()),
                Link::to("/moderation", "Go to the queue"),
            ),
        }
    }
}

pub fn verify(conn: &mut Conn, actor: &Actor, id: ProviderId, here: &Here) -> Outcome<(), DecisionError> {
    let provider = about_to_be(conn, id, ProviderState::Verified, &[ProviderState::Submitted])?;
    store::set_verified(conn, &provider, here.now)?;
    note(conn, actor, (Deed::Verify, "verify"), &provider, "", here)?;
    Ok(tell(conn, &provider, Decision::Verified, here)?)
}

/// `reasons` is what the provider reads: one or more lines.
pub fn return_(
    conn: &mut Conn,
    actor: &Actor,
    id: ProviderId,
    reasons: &str,
    here: &Here,
) -> Outcome<(), DecisionError> {
    let provider = about_to_be(conn, id, ProviderState::Returned, &[ProviderState::Submitted])?;
    store::set_state(conn, id, ProviderState::Returned, Some(reasons), here.now)?;
    note(conn, actor, (Deed::Return, "return"), &provider, reasons, here)?;
    Ok(tell(conn, &provider, Decision::Returned(reasons), here)?)
}

/// Takes an organisation and its listings out of sight; gives the state in which it was, to be restored to. Who decides
/// that, and why, is the review desk's.
pub fn suspend(conn: &mut Conn, id: ProviderId, here: &Here) -> Outcome<ProviderState, DecisionError> {
    let provider = about_to_be(conn, id, ProviderState::Suspended, ProviderState::ALL)?;
    store::set_suspended(conn, id, ProviderState::Suspended, here.now)?;
    jobs::enqueue(conn, &ProviderChanged { provider: id }, here.now)?;
    Ok(provider.state)
}

/// Lets a suspended one be what it was.
pub fn restore(
    conn: &mut Conn,
    id: ProviderId,
    was: ProviderState,
    here: &Here,
) -> Outcome<(), DecisionError> {
    about_to_be(conn, id, was, &[ProviderState::Suspended])?;
    store::set_suspended(conn, id, was, here.now)?;
    Ok(jobs::enqueue(conn, &ProviderChanged { provider: id }, here.now)?)
}

/// The organisation, when it is in one of the states that the act starts from and its life allows the step.
fn about_to_be(
    conn: &mut Conn,
    id: ProviderId,
    next: ProviderState,
    from: &[ProviderState],
) -> Outcome<Provider, DecisionError> {
    let Some(provider) = store::find(conn, id)? else { return refuse(DecisionError::Gone) };
    if from.contains(&provider.state) && provider.state.may_become(next) {
        Ok(provider)
    } else {
        refuse(DecisionError::NotThere(provider.state))
    }
}

/// Leaves the audit line and one in the organisation's log, and lets the search hear of it.
fn note(
    conn: &mut Conn,
    actor: &Actor,
    (deed, act): (Deed, &str),
    provider: &Provider,
    words: &str,
    here: &Here,
) -> diesel::QueryResult<()> {
    let subject = Subject::new("provider", provider.id.0, provider.name.as_str());
    jobs::enqueue(conn, &ProviderChanged { provider: provider.id }, here.now)?;
    let done = Done::new(deed, provider.id.0, &provider.name);
    note_deed(conn, (provider.id, &Actor::site()), done, here.now)?;
    audit::note(conn, actor, &format!("provider.{act}"), subject, words, here.now)
}

fn tell(
    conn: &mut Conn,
    provider: &Provider,
    decision: Decision<'_>,
    here: &Here,
) -> diesel::QueryResult<()> {
    for (email, name) in store::members_to_tell(conn, provider.id)? {
        let mail =
            DecisionMail { email: &email, name: &name, provider: &provider.name, id: provider.id, decision };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
