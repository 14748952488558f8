//! Interviews that the owner of the demonstration holds: times of the last days and of the next, who has one, and who has still
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
    let chosen = chosen(conn, row)?;
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

/// The last three working days and two of the days to come.
fn slots(interview_id: i64, now: Moment) -> Vec<SlotRow> {
    let today = now.london_day();
    let works = |day: &chrono::NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let past = (1..8).map(|days| today - Duration::days(days)).filter(works).take(3);
    let ahead = (2..8).map(|days| today + Duration::days(days)).filter(works).take(2);
    let on = |day| {
        HOURS.iter().filter_map(move |hour| {
            let starts_at = clock::london_time(day, NaiveTime::from_hms_opt(*hour, 0, 0)?);
            Some(SlotRow { id: id::next(), interview_id, starts_at, minutes: MINUTES })
        })
    };
    past.chain(ahead).flat_map(on).collect()
}

/// Somebody who was put on the shortlist of a listing.
struct Chosen {
    id: i64,
    shortlisted_at: Moment,
    offered_at: Option<Moment>,
}

fn chosen(conn: &mut Conn, listing: i64) -> QueryResult<Vec<Chosen>> {
    let rows: Vec<(i64, String, Moment)> = application_events::table
        .inner_join(applications::table)
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.eq_any(["shortlisted", "offered", "accepted"]))
        .filter(application_events::state.eq_any(["shortlisted", "offered"]))
        .order((applications::id, application_events::at))
        .select((applications::id, application_events::state, application_events::at))
        .load(conn)?;
    let mut all: Vec<Chosen> = Vec::new();
    for (id, state, at) in rows {
        match all.last_mut() {
            Some(last) if last.id == id && state == "offered" => last.offered_at = Some(at),
            _ => all.push(Chosen { id, shortlisted_at: at, offered_at: None }),
        }
    }
    Ok(all)
}

/// Who has an offer was there between being shortlisted and the offer, if there was a time; of those on the shortlist
/// some have a time to come, some have to choose one, and some are not invited yet.
fn invitations(chosen: &[Chosen], slots: &[SlotRow], now: Moment) -> (Vec<InvitationRow>, Vec<EventRow>) {
    let (mut rows, mut events) = (Vec::new(), Vec::new());
    let mut free: Vec<&SlotRow> = slots.iter().collect();
    for (turn, one) in chosen.iter().enumerate() {
        let is_on_shortlist = one.offered_at.is_none();
        // Somebody is still to be invited.
        if is_on_shortlist && turn % 4 == 3 {
            continue;
        }
        let from = if is_on_shortlist { now } else { one.shortlisted_at };
        let is_before_offer = |slot: &SlotRow| one.offered_at.is_none_or(|offered| slot.starts_at < offered);
        let fits = |slot: &&SlotRow| slot.starts_at > from && is_before_offer(slot);
        let slot = match is_on_shortlist && turn % 2 == 1 {
            true => None,
            false => free.iter().position(fits).map(|at| free.remove(at)),
        };
        if slot.is_none() && !is_on_shortlist {
            continue;
        }
        let latest = slot.map_or(now, |slot| slot.starts_at.min(now));
        let invited_at = one.shortlisted_at + (latest - one.shortlisted_at) / 3;
        let mut event = |state, note: String, at| {
            events.push(EventRow { id: id::next(), application_id: one.id, state, note, at });
        };
        event("interview-invited", "Interview".to_owned(), invited_at);
        if let Some(slot) = slot {
            let words = crate::applications::model::span_words(slot.starts_at, slot.minutes);
            event("interview-booked", words, invited_at + (latest - invited_at) / 2);
        }
        rows.push(InvitationRow {
            id: id::next(),
            interview_id: slots.first().map_or(0, |slot| slot.interview_id),
            application_id: one.id,
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
