//! What is said of working there: written by members, read by a moderator, and public once it is approved. A version
//! that is on its way does not touch the public one.

use diesel::QueryResult;

use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::kit::files::{self, StoredFile};
use crate::kit::jobs;
use crate::providers::actions::ProviderChanged;
use crate::providers::mails::{ReviewMail, Reviewed};
use crate::providers::model::{Deed, Done, NewClaim, SayingState};
use crate::providers::store::{self, Claim, note_deed};
use crate::providers::{ClaimId, ProviderId};
use crate::web::error::{Error, Refusal};
use crate::web::page::Link;

#[derive(Debug, PartialEq, Eq)]
pub enum SayingError {
    Gone,
    /// A colleague or a moderator was quicker; the page of the claim.
    Changed(String),
    /// It does not wait for a moderator.
    NotThere(SayingState),
}

impl Refusal for SayingError {
    fn refused(&self) -> Error {
        match self {
            Self::Gone => Error::not_found(),
            Self::Changed(page) => Error::refused(
                "Somebody else changed this",
                "A colleague or a moderator changed it while your page was open. Nothing of yours was saved.",
                Link::to(page.as_str(), "See it as it is now"),
            ),
            Self::NotThere(state) => Error::refused(
                "Somebody was quicker",
                format!("This is in another state by now: {}.", state.label().to_lowercase()),
                Link::to("/moderation", "Go to the queue"),
            ),
        }
    }
}

/// What a form brings: the words, the mark of what it was filled in from, and whether it goes to a moderator.
pub struct Writing<'a> {
    pub said: &'a NewClaim,
    pub file: Option<&'a StoredFile>,
    pub seen: &'a str,
    pub send: bool,
    pub by: &'a Actor,
}

/// What came of saving a claim, with evidence that is not needed any more.
#[derive(Debug)]
pub struct Written {
    pub state: SayingState,
    pub released: Option<StoredFile>,
}

/// A mark of the versions that a form was filled in from.
pub fn claim_seen(versions: &[Claim]) -> String {
    let mark = |claim: &Claim| format!("{}.{}", claim.id, claim.updated_at.unix_ms());
    versions.iter().map(mark).collect::<Vec<_>>().join("-")
}

/// Saves the version that is on its way, or begins one. A form that is sent twice leaves what it left the first time.
pub fn write_claim(
    conn: &mut Conn,
    provider: ProviderId,
    writing: &Writing<'_>,
    now: Moment,
) -> Outcome<Written, SayingError> {
    let versions = store::of_code(conn, provider, &writing.said.claim)?;
    let open = versions.iter().find(|claim| claim.is_open());
    let latest = open.or(versions.first());
    let again = is_there(conn, latest, writing.file)?;
    let file = writing.file.filter(|_| !again);
    let is_same = latest.is_some_and(|claim| claim.content() == *writing.said) && file.is_none();
    if claim_seen(&versions) != writing.seen && !is_same {
        return refuse(SayingError::Changed(format!("/desk/{provider}/claims/{}", writing.said.claim)));
    }
    if is_same && open.is_none() {
        return Ok(Written { state: SayingState::Approved, released: writing.file.cloned() });
    }
    if let Some(file) = file {
        files::insert(conn, file)?;
    }
    let next = next_version(provider, (open, latest), &Writing { file, ..*writing }, now);
    match open {
        Some(_) => store::put_claim(conn, &next)?,
        None => store::insert_claim(conn, &next)?,
    }
    let released = match latest.and_then(|claim| claim.file_id) {
        Some(old) if file.is_some() => release(conn, old)?,
        _ => writing.file.filter(|_| again).cloned(),
    };
    if !is_same || open.map(|claim| claim.state) != Some(next.state) {
        let deed = if writing.send { Deed::SendClaim } else { Deed::DraftClaim };
        note_deed(conn, (provider, writing.by), Done::new(deed, next.id.0, &quoted(&next)), now)?;
    }
    Ok(Written { state: next.state, released })
}

/// A fact as the log names it.
fn quoted(claim: &Claim) -> String {
    format!("“{}”", claim.label())
}

/// Is this the file that the version has? A form that is sent twice brings it twice.
fn is_there(conn: &mut Conn, latest: Option<&Claim>, file: Option<&StoredFile>) -> QueryResult<bool> {
    let (Some(old), Some(new)) = (latest.and_then(|claim| claim.file_id), file) else { return Ok(false) };
    let old = files::find(conn, old)?;
    Ok(old.is_some_and(|old| old.is_same_as(new)))
}

fn next_version(
    provider: ProviderId,
    (open, latest): (Option<&Claim>, Option<&Claim>),
    writing: &Writing<'_>,
    now: Moment,
) -> Claim {
    let said = writing.said;
    let before = open.map(|claim| claim.state);
    // What is changed while it waits keeps its place in the queue.
    let waits_since =
        open.and_then(|claim| claim.submitted_at).filter(|_| before == Some(SayingState::Submitted));
    Claim {
        id: open.map_or_else(ClaimId::new, |claim| claim.id),
        provider_id: provider,
        claim: said.claim.clone(),
        state: SayingState::after_saving(before, writing.send),
        figures: serde_json::to_string(&said.figures).unwrap_or_default(),
        detail: said.detail.clone(),
        source: said.source.clone(),
        stated_on: said.stated_on,
        evidence: said.evidence.clone(),
        file_id: writing.file.map(|file| file.id).or(latest.and_then(|claim| claim.file_id)),
        returned_because: open.and_then(|claim| claim.returned_because.clone()).filter(|_| !writing.send),
        created_at: open.map_or(now, |claim| claim.created_at),
        updated_at: now,
        submitted_at: writing.send.then(|| waits_since.unwrap_or(now)),
    }
}

/// Forgets a file that no version holds any more, and gives it.
fn release(conn: &mut Conn, file: files::FileId) -> QueryResult<Option<StoredFile>> {
    if store::holds_file(conn, file)? {
        return Ok(None);
    }
    let row = files::find(conn, file)?;
    files::forget(conn, file)?;
    Ok(row)
}

fn remove(conn: &mut Conn, claim: &Claim) -> QueryResult<Option<StoredFile>> {
    store::delete_claim(conn, claim.id)?;
    claim.file_id.map(|file| release(conn, file)).transpose().map(Option::flatten)
}

/// Throws away the version that is on its way; what is public stays. One that is gone already is no error.
pub fn discard_claim(
    conn: &mut Conn,
    actor: &Actor,
    (provider, code): (ProviderId, &str),
    now: Moment,
) -> QueryResult<Vec<StoredFile>> {
    let mut released = Vec::new();
    for claim in store::of_code(conn, provider, code)?.iter().filter(|claim| claim.is_open()) {
        released.extend(remove(conn, claim)?);
        let quote = quoted(claim);
        let done = Done::gone(Deed::DiscardClaim, &quote);
        note_deed(conn, (provider, actor), done, now)?;
    }
    Ok(released)
}

/// Says it no longer, from this moment.
pub fn withdraw_claim(
    conn: &mut Conn,
    actor: &Actor,
    (provider, code): (ProviderId, &str),
    now: Moment,
) -> QueryResult<Vec<StoredFile>> {
    let mut released = Vec::new();
    let versions = store::of_code(conn, provider, code)?;
    for claim in &versions {
        released.extend(remove(conn, claim)?);
    }
    if let Some(claim) = versions.first() {
        let quote = quoted(claim);
        let done = Done::gone(Deed::WithdrawClaim, &quote);
        note_deed(conn, (provider, actor), done, now)?;
    }
    jobs::enqueue(conn, &ProviderChanged { provider }, now)?;
    Ok(released)
}

/// Makes a version public in the place of the one before.
pub fn approve_claim(conn: &mut Conn, actor: &Actor, id: ClaimId, here: &Here) -> Outcome<(), SayingError> {
    let claim = waiting(conn, id, SayingState::Approved)?;
    if let Some(before) = store::public_claim(conn, claim.provider_id, &claim.claim)? {
        remove(conn, &before)?;
    }
    let approved = Claim { state: SayingState::Approved, updated_at: here.now, ..claim };
    store::put_claim(conn, &approved)?;
    jobs::enqueue(conn, &ProviderChanged { provider: approved.provider_id }, here.now)?;
    Ok(tell(conn, actor, &approved, "", here)?)
}

/// `because` is what the provider reads: one or more lines.
pub fn return_claim(
    conn: &mut Conn,
    actor: &Actor,
    id: ClaimId,
    because: &str,
    here: &Here,
) -> Outcome<(), SayingError> {
    let claim = waiting(conn, id, SayingState::Returned)?;
    let returned = Claim {
        state: SayingState::Returned,
        returned_because: Some(because.into()),
        updated_at: here.now,
        ..claim
    };
    store::put_claim(conn, &returned)?;
    Ok(tell(conn, actor, &returned, because, here)?)
}

fn waiting(conn: &mut Conn, id: ClaimId, next: SayingState) -> Outcome<Claim, SayingError> {
    let Some(claim) = store::claim(conn, id)? else { return refuse(SayingError::Gone) };
    if !claim.state.may_become(next) {
        return refuse(SayingError::NotThere(claim.state));
    }
    Ok(claim)
}

/// Leaves the audit line and one in the organisation's log, and writes to owners and editors.
fn tell(conn: &mut Conn, actor: &Actor, claim: &Claim, because: &str, here: &Here) -> QueryResult<()> {
    let Some(provider) = store::find(conn, claim.provider_id)? else { return Ok(()) };
    let (act, deed, reviewed) = match claim.state {
        SayingState::Approved => ("claim.approve", Deed::ApproveClaim, Reviewed::Approved),
        _ => ("claim.return", Deed::ReturnClaim, Reviewed::Returned(because)),
    };
    let label = format!("{}: {}", provider.name, claim.label());
    let quote = quoted(claim);
    let done = Done::new(deed, claim.id.0, &quote);
    note_deed(conn, (provider.id, &Actor::site()), done, here.now)?;
    audit::note(conn, actor, act, Subject::new("claim", claim.id.0, label), because, here.now)?;
    for (email, name) in store::members_to_tell(conn, provider.id)? {
        let mail = ReviewMail {
            email: &email,
            name: &name,
            provider: &provider,
            what: claim.label(),
            page: &format!("/claims/{}", claim.claim),
            reviewed,
        };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}
