//! Stories that staff tell, with their recorded consent, and partnerships with the NHS. A story is read by a moderator
//! before the public does; a version on its way does not touch the public one. Withdrawn consent removes all of it.

use diesel::QueryResult;

use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::providers::actions::{ProviderError, SayingError};
use crate::providers::mails::{ReviewMail, Reviewed};
use crate::providers::model::{Deed, Done, NewPartnership, NewStory, SayingState, Thing};
use crate::providers::store::{self, Partnership, Story, note_deed};
use crate::providers::{PartnershipId, ProviderId, StoryId};

/// What a form brings: the words, the mark of what it was filled in from, and whether it goes to a moderator.
pub struct StoryWriting<'a> {
    pub told: &'a NewStory,
    pub seen: &'a str,
    pub send: bool,
    /// Who writes it down, and with it the consent.
    pub by: &'a Actor,
}

/// A mark of the versions that a form was filled in from.
pub fn story_seen(versions: &[Story]) -> String {
    let mark = |story: &Story| format!("{}.{}", story.id, story.updated_at.unix_ms());
    versions.iter().map(mark).collect::<Vec<_>>().join("-")
}

/// Saves the version that is on its way, or begins one; gives where it stands. A form that is sent twice leaves what it
/// left the first time: a new story brings its number.
pub fn write_story(
    conn: &mut Conn,
    (provider, id): (ProviderId, StoryId),
    writing: &StoryWriting<'_>,
    now: Moment,
) -> Outcome<SayingState, SayingError> {
    let versions = store::versions_of(conn, provider, id)?;
    let open = versions.iter().find(|story| story.is_open());
    let is_same = open.or(versions.first()).is_some_and(|story| story.content() == *writing.told);
    if story_seen(&versions) != writing.seen && !is_same {
        return refuse(SayingError::Changed(format!("/desk/{provider}/stories/{id}")));
    }
    if is_same && open.is_none() {
        return Ok(SayingState::Approved);
    }
    // A number that another organisation's story has is nobody's to take.
    let is_free = versions.is_empty() && store::is_free(conn, id)?;
    let key = if versions.is_empty() && !is_free { StoryId::new() } else { id };
    let next = next_version((provider, key, is_free), open, writing, now);
    let stood = open.map(|story| story.state);
    store::put_story(conn, &next)?;
    if !is_same || stood != Some(next.state) {
        let deed = if writing.send { Deed::SendStory } else { Deed::DraftStory };
        let quote = quoted(&next);
        let done = Done::new(deed, next.story_id.0, &quote);
        note_deed(conn, (provider, writing.by), done, now)?;
    }
    Ok(next.state)
}

/// A story as the log names it.
fn quoted(story: &Story) -> String {
    format!("“{}”", story.title)
}

fn next_version(
    (provider, key, is_first): (ProviderId, StoryId, bool),
    open: Option<&Story>,
    writing: &StoryWriting<'_>,
    now: Moment,
) -> Story {
    let told = writing.told;
    let before = open.map(|story| story.state);
    let waits_since =
        open.and_then(|story| story.submitted_at).filter(|_| before == Some(SayingState::Submitted));
    Story {
        id: open.map_or_else(|| if is_first { key } else { StoryId::new() }, |story| story.id),
        provider_id: provider,
        story_id: key,
        state: SayingState::after_saving(before, writing.send),
        title: told.title.clone(),
        words: told.words.clone(),
        shown_name: told.shown_name.clone(),
        shown_role: told.shown_role.clone(),
        consent_how: told.consent_how.clone(),
        consent_by: if told.agreed { writing.by.name.clone() } else { String::new() },
        consent_at: told.agreed.then_some(now),
        returned_because: open.and_then(|story| story.returned_because.clone()).filter(|_| !writing.send),
        created_at: open.map_or(now, |story| story.created_at),
        updated_at: now,
        submitted_at: writing.send.then(|| waits_since.unwrap_or(now)),
    }
}

/// Throws away the version that is on its way. One that is gone already is no error.
pub fn discard_story(
    conn: &mut Conn,
    by: &Actor,
    (provider, id): (ProviderId, StoryId),
    now: Moment,
) -> QueryResult<()> {
    let versions = store::versions_of(conn, provider, id)?;
    for story in versions.iter().filter(|story| story.is_open()) {
        store::delete_story(conn, story.id)?;
        note_deed(conn, (provider, by), Done::gone(Deed::DiscardStory, &quoted(story)), now)?;
    }
    match versions.iter().all(Story::is_open) {
        true => store::unlink_deeds(conn, provider, Thing::Story, id.0),
        false => Ok(()),
    }
}

/// The person does not agree any more, or it is to go for another reason: every version goes at once. The log keeps
/// that there was one, and who took it away.
pub fn withdraw_story(
    conn: &mut Conn,
    by: &Actor,
    (provider, id): (ProviderId, StoryId),
    now: Moment,
) -> QueryResult<()> {
    let versions = store::versions_of(conn, provider, id)?;
    let Some(last) = versions.last() else { return Ok(()) };
    let subject = Subject::new("story", last.id.0, last.title.as_str());
    for story in &versions {
        store::delete_story(conn, story.id)?;
    }
    store::unlink_deeds(conn, provider, Thing::Story, id.0)?;
    note_deed(conn, (provider, by), Done::gone(Deed::WithdrawStory, &quoted(last)), now)?;
    audit::note(conn, by, "story.withdraw", subject, "", now)
}

/// Makes a version public in the place of the one before.
pub fn approve_story(conn: &mut Conn, actor: &Actor, id: StoryId, here: &Here) -> Outcome<(), SayingError> {
    let story = waiting(conn, id, SayingState::Approved)?;
    if let Some(before) = store::public_story(conn, &story)? {
        store::delete_story(conn, before.id)?;
    }
    let approved = Story { state: SayingState::Approved, updated_at: here.now, ..story };
    store::put_story(conn, &approved)?;
    Ok(tell(conn, actor, &approved, "", here)?)
}

/// `because` is what the provider reads: one or more lines.
pub fn return_story(
    conn: &mut Conn,
    actor: &Actor,
    id: StoryId,
    because: &str,
    here: &Here,
) -> Outcome<(), SayingError> {
    let story = waiting(conn, id, SayingState::Returned)?;
    let returned = Story {
        state: SayingState::Returned,
        returned_because: Some(because.into()),
        updated_at: here.now,
        ..story
    };
    store::put_story(conn, &returned)?;
    Ok(tell(conn, actor, &returned, because, here)?)
}

fn waiting(conn: &mut Conn, id: StoryId, next: SayingState) -> Outcome<Story, SayingError> {
    let Some(story) = store::story(conn, id)? else { return refuse(SayingError::Gone) };
    if !story.state.may_become(next) {
        return refuse(SayingError::NotThere(story.state));
    }
    Ok(story)
}

/// Leaves the audit line and one in the organisation's log, and writes to owners and editors.
fn tell(conn: &mut Conn, actor: &Actor, story: &Story, because: &str, here: &Here) -> QueryResult<()> {
    let Some(provider) = store::find(conn, story.provider_id)? else { return Ok(()) };
    let (act, deed, reviewed) = match story.state {
        SayingState::Approved => ("story.approve", Deed::ApproveStory, Reviewed::Approved),
        _ => ("story.return", Deed::ReturnStory, Reviewed::Returned(because)),
    };
    let label = format!("{}: {}", provider.name, story.title);
    let quote = quoted(story);
    let done = Done::new(deed, story.story_id.0, &quote);
    note_deed(conn, (provider.id, &Actor::site()), done, here.now)?;
    audit::note(conn, actor, act, Subject::new("story", story.id.0, label), because, here.now)?;
    for (email, name) in store::members_to_tell(conn, provider.id)? {
        let mail = ReviewMail {
            email: &email,
            name: &name,
            provider: &provider,
            what: &story.title,
            page: &format!("/stories/{}", story.story_id),
            reviewed,
        };
        mail.letter(&here.site).post(conn, here.now, &here.site)?;
    }
    Ok(())
}

/// Adds a partnership. The same one is the same: a button may be pressed twice.
pub fn add_partnership(
    conn: &mut Conn,
    by: &Actor,
    provider: ProviderId,
    new: &NewPartnership,
    now: Moment,
) -> QueryResult<()> {
    let row = partnership(provider, PartnershipId::new(), new, now);
    let is_there = store::partnerships(conn, provider)?
        .iter()
        .any(|one| (&one.partner, &one.what, one.since_on) == (&row.partner, &row.what, row.since_on));
    if is_there {
        return Ok(());
    }
    store::insert_partnership(conn, &row)?;
    note_deed(conn, (provider, by), Done::new(Deed::AddPartnership, row.id.0, &row.partner), now)
}

fn partnership(provider: ProviderId, id: PartnershipId, new: &NewPartnership, now: Moment) -> Partnership {
    let NewPartnership { partner, what, since_on } = new.clone();
    Partnership { id, provider_id: provider, partner, what, since_on, created_at: now }
}

pub fn change_partnership(
    conn: &mut Conn,
    by: &Actor,
    (provider, id): (ProviderId, PartnershipId),
    new: &NewPartnership,
    now: Moment,
) -> Outcome<(), ProviderError> {
    let row = partnership(provider, id, new, now);
    let before = store::partnerships(conn, provider)?.into_iter().find(|one| one.id == id);
    let Some(before) = before else { return refuse(ProviderError::Gone) };
    store::put_partnership(conn, &row)?;
    if (&before.partner, &before.what, before.since_on) != (&row.partner, &row.what, row.since_on) {
        note_deed(conn, (provider, by), Done::new(Deed::ChangePartnership, id.0, &row.partner), now)?;
    }
    Ok(())
}

/// One that is gone already is no error.
pub fn remove_partnership(
    conn: &mut Conn,
    by: &Actor,
    (provider, id): (ProviderId, PartnershipId),
    now: Moment,
) -> QueryResult<()> {
    let row = store::partnerships(conn, provider)?.into_iter().find(|one| one.id == id);
    let Some(row) = row else { return Ok(()) };
    store::delete_partnership(conn, provider, id)?;
    store::unlink_deeds(conn, provider, Thing::Partnership, id.0)?;
    note_deed(conn, (provider, by), Done::gone(Deed::RemovePartnership, &row.partner), now)
}
