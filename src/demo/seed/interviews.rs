//! Interviews that the owner of the demonstration holds: last week's and next week's times, who has one, and who has still
//! to choose.

use chrono::{Datelike, Duration, NaiveTime, Weekday};
use diesel::prelude::*;

use super::Stage;
use super::listings::reference;
use super::people::Cast;
use super::rows::EventRow;
use crate::demo::listings::DemoListing;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::listings as listing_rows;
use crate::schema::{
    application_events, applications, interview_invitations, interview_panel, interview_slots, interviews,
};
use crate::web::session::AccountId;

/// Hours of the day at which one begins, in London.
const HOURS: [u32; 4] = [9, 10, 11, 14];
const MINUTES: i32 = 45;

/// For a listing whose provider has somebody on the shortlist, or had.
pub(super) fn insert(
    conn: &mut Conn,
    stage: &Stage,
    cast: &Cast,
    (number, listing): &(usize, DemoListing),
) -> QueryResult<()> {
    let of_listing = listing_rows::table.filter(listing_rows::internal_reference.eq(reference(*number)));
    let Some(row) = of_listing.select(listing_rows::id).first::<i64>(conn).optional()? else { return Ok(()) };
    let chosen: Vec<(i64, String)> = applications::table
        .filter(applications::listing_id.eq(row))
        .filter(applications::state.eq_any(["shortlisted", "offered", "accepted"]))
        .order(applications::id)
        .select((applications::id, applications::state))
        .load(conn)?;
    if chosen.is_empty() {
        return Ok(());
    }
    let interview = id::next();
    let place = listing
        .site()
        .map_or_else(|| "The main reception".into(), |site| format!("{}, main reception", site.name));
    diesel::insert_into(interviews::table)
        .values((
            interviews::id.eq(interview),
            interviews::listing_id.eq(row),
            interviews::title.eq("Interview"),
            interviews::manner.eq("place"),
            interviews::place.eq(place),
            interviews::words.eq("Please bring your registration certificate and photographic identity."),
            interviews::created_at.eq(stage.now - Duration::days(10)),
        ))
        .execute(conn)?;
    let slots = slots(interview, stage.now);
    let (invitations, events) = invitations(&chosen, &slots, stage.now);
    let panel =
        [(Some(cast.owner), "Owen Pargeter"), (Some(cast.colleague), "Ines Harrow"), (None, "Dr Ruth Amery")];
    let panel: Vec<PanelRow> = panel
        .into_iter()
        .enumerate()
        .map(|(at, (account_id, name))| PanelRow {
            interview_id: interview,
            position: at as i32,
            account_id,
            name,
        })
        .collect();
    on_each!(conn => {
        diesel::insert_into(interview_panel::table).values(&panel).execute(conn)?;
        diesel::insert_into(interview_slots::table).values(&slots).execute(conn)?;
        diesel::insert_into(interview_invitations::table).values(&invitations).execute(conn)?;
        diesel::insert_into(application_events::table).values(&events).execute(conn)
    })
    .map(drop)
}

/// Two working days of last week and two of the days to come.
fn slots(interview_id: i64, now: Moment) -> Vec<SlotRow> {
    let today = now.london_day();
    let works = |day: &chrono::NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let past = (4..9).map(|days| today - Duration::days(days)).filter(works).take(2);
    let ahead = (2..8).map(|days| today + Duration::days(days)).filter(works).take(2);
    let on = |day| {
        HOURS.iter().filter_map(move |hour| {
            let starts_at = clock::london_time(day, NaiveTime::from_hms_opt(*hour, 0, 0)?);
            Some(SlotRow { id: id::next(), interview_id, starts_at, minutes: MINUTES })
        })
    };
    past.chain(ahead).flat_map(on).collect()
}

/// Who has an offer was there last week; of those on the shortlist some have a time to come, some have to
/// choose one, and some are not invited yet.
fn invitations(
    chosen: &[(i64, String)],
    slots: &[SlotRow],
    now: Moment,
) -> (Vec<InvitationRow>, Vec<EventRow>) {
    let (mut rows, mut events) = (Vec::new(), Vec::new());
    let (mut past, mut ahead) =
        (slots.iter().filter(|slot| slot.starts_at < now), slots.iter().filter(|slot| slot.starts_at > now));
    for (turn, (application_id, state)) in chosen.iter().enumerate() {
        // Somebody is still to be invited.
        if state == "shortlisted" && turn % 4 == 3 {
            continue;
        }
        let slot = match state.as_str() {
            "shortlisted" if turn % 2 == 1 => None,
            "shortlisted" => ahead.next(),
            _ => past.next(),
        };
        let invited_at = now - Duration::days(9) + Duration::minutes(turn as i64);
        let mut event = |state, note: String, at| {
            events.push(EventRow { id: id::next(), application_id: *application_id, state, note, at });
        };
        event("interview-invited", "Interview".to_owned(), invited_at);
        if let Some(slot) = slot {
            let words = crate::applications::model::span_words(slot.starts_at, slot.minutes);
            event("interview-booked", words, invited_at + Duration::hours(5));
        }
        rows.push(InvitationRow {
            id: id::next(),
            interview_id: slots.first().map_or(0, |slot| slot.interview_id),
            application_id: *application_id,
            slot_id: slot.map(|slot| slot.id),
            state: if slot.is_some() { "booked" } else { "invited" },
            sequence: i32::from(slot.is_some()),
            invited_at,
            updated_at: invited_at,
            reminded: slot.is_some_and(|slot| slot.starts_at < now),
            was_at: slot.map(|slot| slot.starts_at),
            was_minutes: MINUTES,
        });
    }
    (rows, events)
}

#[derive(Insertable)]
#[diesel(table_name = interview_panel, treat_none_as_default_value = false)]
struct PanelRow {
    interview_id: i64,
    position: i32,
    account_id: Option<AccountId>,
    name: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = interview_slots)]
struct SlotRow {
    id: i64,
    interview_id: i64,
    starts_at: Moment,
    minutes: i32,
}

#[derive(Insertable)]
#[diesel(table_name = interview_invitations, treat_none_as_default_value = false)]
struct InvitationRow {
    id: i64,
    interview_id: i64,
    application_id: i64,
    slot_id: Option<i64>,
    state: &'static str,
    sequence: i32,
    invited_at: Moment,
    updated_at: Moment,
    reminded: bool,
    was_at: Option<Moment>,
    was_minutes: i32,
}
