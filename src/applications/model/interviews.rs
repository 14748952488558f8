//! Interviews: rounds of them for one listing, the times that candidates choose from, and what was agreed with whom.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Application, ApplicationId, State};
use crate::accounts::AccountId;
use crate::kit::clock::{self, Moment};
use crate::listings::ListingId;

crate::kit::id::id_type!(InterviewId);
crate::kit::id::id_type!(SlotId);
crate::kit::id::id_type!(InvitationId);

/// Times that one form adds at the most.
pub const MOST_SLOTS: usize = 200;
/// People that one form invites at the most: each is written to in one transaction.
pub const MOST_INVITED: usize = 200;
pub const MOST_PANEL: usize = 12;
/// The time of day, in London, from which people are reminded of what is tomorrow.
pub const REMIND_FROM_HOUR: u32 = 9;

crate::kit::words::words! {
    pub enum Manner {
        Place = "place",
        Video = "video",
        Phone = "phone",
    }
}

impl Manner {
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "In person",
            Self::Video => "By video",
            Self::Phone => "By telephone",
        }
    }
}

crate::kit::words::words! {
    pub enum InvitationState {
        /// No time is chosen yet.
        Invited = "invited",
        Booked = "booked",
        Cancelled = "cancelled",
    }
}

impl InvitationState {
    pub fn label(self) -> &'static str {
        match self {
            Self::Invited => "To choose a time",
            Self::Booked => "Arranged",
            Self::Cancelled => "Cancelled",
        }
    }

    pub fn colour(self) -> &'static str {
        match self {
            Self::Invited => "yellow",
            Self::Booked => "green",
            Self::Cancelled => "grey",
        }
    }
}

/// A round of interviews.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Interview {
    pub id: InterviewId,
    pub listing_id: ListingId,
    pub title: String,
    pub manner: Manner,
    /// The address, the link of the video call, or who rings whom.
    pub place: String,
    /// What to bring or prepare; may be empty.
    pub words: String,
    pub created_at: Moment,
}

impl Interview {
    /// Where it is, for those who have a time.
    pub fn where_words(&self) -> String {
        format!("{}: {}", self.manner.label(), self.place)
    }
}

/// Somebody who interviews; no account when they are not a member, or have left.
#[derive(Clone, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Panelist {
    pub account: Option<AccountId>,
    pub name: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Slot {
    pub id: SlotId,
    pub interview_id: InterviewId,
    pub starts_at: Moment,
    pub minutes: i32,
}

impl Slot {
    /// Is there a moment that belongs to both?
    pub fn overlaps(&self, starts_at: Moment, minutes: i32) -> bool {
        let ends = |from: Moment, minutes: i32| from + Duration::minutes(minutes.into());
        self.starts_at < ends(starts_at, minutes) && starts_at < ends(self.starts_at, self.minutes)
    }

    pub fn words(&self) -> String {
        span_words(self.starts_at, self.minutes)
    }

    /// Without the day.
    pub fn hours(&self) -> String {
        hours_words(self.starts_at, self.minutes)
    }
}

/// One person's invitation to one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::Queryable)]
pub struct Invitation {
    pub id: InvitationId,
    pub interview_id: InterviewId,
    pub application_id: ApplicationId,
    pub slot_id: Option<SlotId>,
    pub state: InvitationState,
    /// Grows with each change of what is agreed.
    pub sequence: i32,
    pub invited_at: Moment,
    pub updated_at: Moment,
    pub reminded: bool,
    /// When it was to be, as agreed last.
    pub was_at: Option<Moment>,
    pub was_minutes: i32,
}

/// An invitation with what its two sides need to know.
#[derive(Clone, Debug)]
pub struct Arranged {
    pub interview: Interview,
    pub panel: Vec<Panelist>,
    pub invitation: Invitation,
    pub slot: Option<Slot>,
}

impl Arranged {
    /// The word that says how it stands, and its colour: what was agreed and is over is past.
    pub fn tag(&self, now: Moment) -> (&'static str, &'static str) {
        match (self.invitation.state, self.slot) {
            (InvitationState::Booked, Some(slot)) if slot.starts_at <= now => ("Past", "grey"),
            (state, _) => (state.label(), state.colour()),
        }
    }

    /// Can its time still be chosen, changed or cancelled? With an offer too: a second interview may follow it, and what
    /// is agreed can be put off.
    pub fn is_open(&self, application: &Application, now: Moment) -> bool {
        matches!(application.state, State::Shortlisted | State::Offered)
            && self.invitation.state != InvitationState::Cancelled
            && self.slot.is_none_or(|slot| slot.starts_at > now)
    }
}

/// `Thursday 3 December 2026, 10:00am to 10:30am`, London time.
pub fn span_words(at: Moment, minutes: i32) -> String {
    format!("{}, {}", weekday_words(at.london_day()), hours_words(at, minutes))
}

/// `10:00am to 10:30am`, London time.
pub fn hours_words(at: Moment, minutes: i32) -> String {
    format!("{} to {}", clock::time_words(at), clock::time_words(at + Duration::minutes(minutes.into())))
}

/// `Thursday 3 December 2026`
pub fn weekday_words(day: NaiveDate) -> String {
    format!("{} {}", day.format("%A"), clock::day_words(day))
}

/// Names as a sentence has them: `Bea Holt, Ed Lowe and Vi Crane`.
pub fn named(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Times on several days, as a person thinks of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub weekdays: Vec<Weekday>,
    pub from: NaiveTime,
    /// The last one has ended by then.
    pub until: NaiveTime,
    pub minutes: i64,
    /// Between two.
    pub pause: i64,
}

impl Series {
    /// When each begins, by the clock on a wall in London, whatever that clock does between two days. One more than
    /// [`MOST_SLOTS`] says that there are too many.
    pub fn starts(&self) -> Vec<Moment> {
        let days = self.first.iter_days().take_while(|day| *day <= self.last);
        let chosen = days.filter(|day| self.weekdays.contains(&day.weekday()));
        chosen
            .flat_map(|day| self.times().into_iter().map(move |time| clock::london_time(day, time)))
            .take(MOST_SLOTS + 1)
            .collect()
    }

    fn times(&self) -> Vec<NaiveTime> {
        let minute = |time: NaiveTime| i64::from(time.num_seconds_from_midnight()) / 60;
        let (from, until) = (minute(self.from), minute(self.until));
        let step = (self.minutes + self.pause).max(1);
        let starts = (0..).map(|turn| from + turn * step).take_while(|start| start + self.minutes <= until);
        starts
            .filter_map(|start| NaiveTime::from_num_seconds_from_midnight_opt((start * 60) as u32, 0))
            .collect()
    }
}

/// What begins before this moment is reminded of by now: the rest of today, and from nine in the morning tomorrow too.
pub fn remind_until(now: Moment) -> Moment {
    let days = if now.london().hour() < REMIND_FROM_HOUR { 1 } else { 2 };
    clock::london_time(now.london_day() + Duration::days(days), NaiveTime::MIN)
}

/// Is it time to remind somebody of what begins at `starts_at`? From nine in the morning of the day before.
pub fn is_reminder_due(starts_at: Moment, now: Moment) -> bool {
    now < starts_at && starts_at < remind_until(now)
}

#[cfg(test)]
mod tests;
