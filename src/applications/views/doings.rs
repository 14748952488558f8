//! What waits on a desk, each with where it is done.

use chrono::NaiveDate;

use crate::applications::store::{Awaiting, Unbooked};
use crate::kit::clock::day_words;
use crate::listings::{Listing, ListingId};
use crate::providers::Doing;

/// Closing listings that are named one by one.
const MOST_NAMED: usize = 5;

/// What waits for a member, each list as long as is named one by one.
pub(in crate::applications) struct Waits {
    /// Live listings that moderators keep out of sight.
    pub suspended: Vec<Listing>,
    pub returned: Vec<Listing>,
    /// Live listings of which a moderator sent changes back, by their titles.
    pub returned_changes: Vec<(ListingId, String)>,
    pub unsent_changes: Vec<(ListingId, String)>,
    pub awaiting: Vec<Awaiting>,
    /// All who wait, also those for listings that are not named.
    pub all_awaiting: i64,
    pub unread: i64,
    pub unbooked: Vec<Unbooked>,
    pub offers: i64,
    pub expiring: Vec<Listing>,
    pub drafts: i64,
}

pub(super) fn several(number: i64, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}

/// What is to be done today, the most urgent first; `own` is what the organisation itself has to do. A viewer is told of
/// what waits, and of nothing that is not theirs to do.
pub(in crate::applications) fn doings(
    desk: &str,
    waits: &Waits,
    own: Vec<Doing>,
    may_edit: bool,
    today: NaiveDate,
) -> Vec<Doing> {
    let (late, due): (Vec<Doing>, Vec<Doing>) =
        answers(desk, waits, today).into_iter().partition(|doing| doing.mark == "Late");
    let (back, unsent) =
        if may_edit { (returned(desk, waits), unfinished(desk, waits)) } else { Default::default() };
    let parts =
        [suspended(waits), late, back, own, due, people(desk, waits), expiring(desk, waits, today), unsent];
    parts.into_iter().flatten().collect()
}

fn suspended(waits: &Waits) -> Vec<Doing> {
    let line = |one: &Listing| {
        let label = format!("Read why “{}” is out of the public’s sight", one.name());
        Doing::marked(format!("{}/suspension", one.desk_path()), label, "Suspended")
    };
    waits.suspended.iter().map(line).collect()
}

fn returned(desk: &str, waits: &Waits) -> Vec<Doing> {
    let listing = |one: &Listing| {
        let label = format!("Correct “{}”, which was sent back to you", one.name());
        Doing::marked(one.desk_path(), label, "Sent back")
    };
    let changes = |(id, title): &(ListingId, String)| {
        let label = format!("Correct your changes to “{title}”, which were sent back to you");
        Doing::marked(format!("{desk}/listings/{id}/changes"), label, "Sent back")
    };
    waits.returned.iter().map(listing).chain(waits.returned_changes.iter().map(changes)).collect()
}

fn answers(desk: &str, waits: &Waits, today: NaiveDate) -> Vec<Doing> {
    let line = |one: &Awaiting| {
        let people = several(one.many, "application", "applications");
        let (by, mark) = match one.decide_by {
            Some(day) if day < today => (format!("the answers were due on {}", day_words(day)), "Late"),
            Some(day) if day == today => ("answers are due today".into(), "Today"),
            Some(day) => (format!("answers are due by {}", day_words(day)), ""),
            None => ("no day is named".into(), ""),
        };
        let label = format!("{people} to answer for “{}”: {by}", one.title);
        Doing::marked(format!("{desk}/listings/{}/applications", one.listing), label, mark)
    };
    let mut lines: Vec<Doing> = waits.awaiting.iter().map(line).collect();
    let more = waits.all_awaiting - waits.awaiting.iter().map(|one| one.many).sum::<i64>();
    if more > 0 {
        let label = several(more, "more application to answer", "more applications to answer");
        lines.push(Doing::new(format!("{desk}/applications"), label));
    }
    lines
}

fn people(desk: &str, waits: &Waits) -> Vec<Doing> {
    let mut lines = Vec::new();
    if waits.unread > 0 {
        let label = several(waits.unread, "person has written to you", "people have written to you");
        lines.push(Doing::new(format!("{desk}/messages"), label));
    }
    for one in &waits.unbooked {
        let people = several(one.many, "person has no time yet", "people have no time yet");
        let label = format!("Interviews for “{}”: {people}", one.title);
        lines.push(Doing::new(format!("{desk}/interviews/{}", one.interview), label));
    }
    if waits.offers > 0 {
        let label =
            several(waits.offers, "offer waits for its candidate", "offers wait for their candidates");
        lines.push(Doing::new(format!("{desk}/applications?state=offered"), label));
    }
    lines
}

fn expiring(desk: &str, waits: &Waits, today: NaiveDate) -> Vec<Doing> {
    let line = |one: &Listing| {
        let left = one.closes_on.map_or(0, |day| (day - today).num_days());
        let (words, mark) = match left {
            ..=0 => ("today".into(), "Today"),
            1 => ("tomorrow".into(), ""),
            days => (format!("in {days} days"), ""),
        };
        Doing::marked(one.desk_path(), format!("“{}” closes {words}", one.name()), mark)
    };
    let mut lines: Vec<Doing> = waits.expiring.iter().take(MOST_NAMED).map(line).collect();
    if waits.expiring.len() > MOST_NAMED {
        let more = (waits.expiring.len() - MOST_NAMED) as i64;
        let label = several(more, "more listing closes within a week", "more listings close within a week");
        lines.push(Doing::new(format!("{desk}/listings?state=live"), label));
    }
    lines
}

fn unfinished(desk: &str, waits: &Waits) -> Vec<Doing> {
    let changes = |(id, title): &(ListingId, String)| {
        let label = format!("Send your changes to “{title}”, or drop them");
        Doing::new(format!("{desk}/listings/{id}/changes"), label)
    };
    let mut lines: Vec<Doing> = waits.unsent_changes.iter().map(changes).collect();
    if waits.drafts > 0 {
        let label = several(waits.drafts, "draft to finish and submit", "drafts to finish and submit");
        lines.push(Doing::new(format!("{desk}/listings?state=draft"), label));
    }
    lines
}
