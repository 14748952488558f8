//! Interviews as calendars read them.

use super::{Interview, Invitation, InvitationState};
use crate::kit::calendar::Event;

/// The entry of one interview; `None` when no time was ever agreed. Its number stays the same whatever changes, and its
/// sequence grows with each change, so that a calendar moves what it has. Who is invited anew and has chosen nothing yet
/// has no time: what was agreed last stays cancelled.
pub fn calendar_event<'a>(
    (interview, invitation): (&Interview, &Invitation),
    title: String,
    url: &'a str,
    mail_domain: &str,
) -> Option<Event<'a>> {
    Some(Event {
        uid: format!("interview-{}@{mail_domain}", invitation.id),
        at: invitation.was_at?,
        minutes: invitation.was_minutes.into(),
        title,
        words: interview.words.clone(),
        url,
        made: invitation.updated_at,
        place: interview.where_words(),
        sequence: invitation.sequence,
        is_busy: true,
        is_cancelled: invitation.state != InvitationState::Booked,
    })
}
