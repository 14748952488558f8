//! The SQL of the response ledger, and of who is reminded that answers are due.

use chrono::{Duration, NaiveDate};
use diesel::dsl::{exists, min};
use diesel::prelude::*;
use quick_cache::sync::Cache;

use crate::applications::model::{ApplicationId, Due, EventKind, LOOKS_BACK, Ledger, State};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::listings::ListingId;
use crate::providers::ProviderId;
use crate::schema::{answer_reminders, application_events, applications, listings};

/// Applications looked at for one provider's page: the newest, so that the page of a large one stays quick.
const MOST: i64 = 2000;
/// Listings that are reminded of in one turn.
const AT_ONCE: i64 = 200;

/// How long a ledger is shown before it is made anew.
const KEPT_MS: i64 = 60_000;
const MOST_KEPT: usize = 1000;

/// The ledgers that were asked for a moment ago: each is made of up to two thousand rows, and the page that shows it
/// is public. None names anybody.
pub struct Ledgers(Cache<ProviderId, (Moment, Option<Ledger>)>);

impl Default for Ledgers {
    fn default() -> Self {
        Self(Cache::new(MOST_KEPT))
    }
}

impl Ledgers {
    /// `None` when it has to be made.
    pub(in crate::applications) fn find(&self, provider: ProviderId, now: Moment) -> Option<Option<Ledger>> {
        let (made, ledger) = self.0.get(&provider)?;
        let age_ms = now.unix_ms() - made.unix_ms();
        (0..KEPT_MS).contains(&age_ms).then_some(ledger)
    }

    pub(in crate::applications) fn keep(&self, provider: ProviderId, ledger: Option<Ledger>, now: Moment) {
        self.0.insert(provider, (now, ledger));
    }
}

/// The latest of a provider's applications that the ledger may count.
pub(in crate::applications) fn dues(
    conn: &mut Conn,
    provider: ProviderId,
    today: NaiveDate,
) -> QueryResult<Vec<Due>> {
    type Row = (ApplicationId, Option<Moment>, Option<NaiveDate>, State);
    let rows: Vec<Row> = applications::table
        .inner_join(listings::table)
        .filter(listings::provider_id.eq(provider))
        .filter(listings::decide_by.ge(today - Duration::days(2 * LOOKS_BACK)))
        .filter(applications::submitted_at.is_not_null())
        .filter(applications::state.ne(State::Draft))
        .order(applications::id.desc())
        .limit(MOST)
        .select((applications::id, applications::submitted_at, listings::decide_by, applications::state))
        .load(conn)?;
    let ids: Vec<ApplicationId> = rows.iter().map(|row| row.0).collect();
    // Somebody may have been answered, have withdrawn and have applied once more.
    let answers: Vec<(ApplicationId, Option<Moment>)> = application_events::table
        .inner_join(applications::table)
        .filter(application_events::application_id.eq_any(ids))
        .filter(application_events::at.nullable().ge(applications::submitted_at))
        .filter(application_events::state.eq_any([EventKind::Offered, EventKind::Rejected]))
        .group_by(application_events::application_id)
        .select((application_events::application_id, min(application_events::at)))
        .load(conn)?;
    let answers: std::collections::HashMap<_, _> = answers.into_iter().collect();
    let due = |(id, submitted_at, decide_by, state): Row| {
        Some(Due {
            submitted_at: submitted_at?,
            decide_by: decide_by?,
            answered_at: answers.get(&id).copied().flatten(),
            has_left: state == State::Withdrawn,
        })
    };
    Ok(rows.into_iter().filter_map(due).collect())
}

/// Listings that are to answer by one of these days, where somebody still waits and nobody has been reminded of that,
/// each with its day.
pub(in crate::applications) fn to_remind(
    conn: &mut Conn,
    (first, last): (NaiveDate, NaiveDate),
    is_late: bool,
) -> QueryResult<Vec<(ListingId, NaiveDate)>> {
    let waiting = applications::table
        .filter(applications::listing_id.eq(listings::id))
        .filter(applications::state.eq_any(State::AWAITING));
    let reminded = answer_reminders::table
        .filter(answer_reminders::listing_id.eq(listings::id))
        .filter(answer_reminders::decide_by.nullable().eq(listings::decide_by))
        .filter(answer_reminders::is_late.eq(is_late));
    listings::table
        .filter(listings::decide_by.between(first, last))
        .filter(exists(waiting))
        .filter(diesel::dsl::not(exists(reminded)))
        .order((listings::decide_by, listings::id))
        .limit(AT_ONCE)
        .select((listings::id, listings::decide_by.assume_not_null()))
        .load(conn)
}

/// False when it was noted before.
pub(in crate::applications) fn note_reminder(
    conn: &mut Conn,
    (listing, decide_by, is_late): (ListingId, NaiveDate, bool),
    now: Moment,
) -> QueryResult<bool> {
    let row = (
        answer_reminders::listing_id.eq(listing),
        answer_reminders::decide_by.eq(decide_by),
        answer_reminders::is_late.eq(is_late),
        answer_reminders::at.eq(now),
    );
    let added = on_each!(conn => diesel::insert_into(answer_reminders::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// How many wait for this listing's answer.
pub(in crate::applications) fn count_waiting(conn: &mut Conn, listing: ListingId) -> QueryResult<i64> {
    applications::table
        .filter(applications::listing_id.eq(listing))
        .filter(applications::state.eq_any(State::AWAITING))
        .count()
        .get_result(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_is_made_anew_after_a_minute() {
        let made = Moment::from_utc("2026-11-22T10:00:00".parse().unwrap());
        let ledger = Some(Ledger { applications: 5, in_time: 4, median_days: None });
        let ledgers = Ledgers::default();
        ledgers.keep(ProviderId(3), ledger, made);
        for (provider, seconds, want) in
            [(3, 0, Some(ledger)), (3, 59, Some(ledger)), (3, 60, None), (3, -1, None), (4, 0, None)]
        {
            let now = made + Duration::seconds(seconds);
            assert_eq!(ledgers.find(ProviderId(provider), now), want, "{provider} after {seconds} s");
        }
    }
}
