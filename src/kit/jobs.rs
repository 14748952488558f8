//! The queue of jobs, kept in the database: put there inside the caller's transaction, so that a consequence happens
//! exactly when its cause did. A job runs at least once; after a failure it waits longer each time, and after the
//! last try it stays where administrators can see it.

mod queue;

pub use queue::{JobFilter, JobState, Queued, drop_dead, find, hurry, names, page};

use chrono::Duration;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::kit::clock::Moment;
use crate::kit::db::{Conn, on_each};
use crate::kit::id;
use crate::schema::{job_ticks, jobs};

/// A worker that dies leaves its job to others after this long.
const CLAIM_MINUTES: i64 = 5;
/// A job that takes longer than this goes on as a new one, or says from time to time with [`prolong`] that it still
/// runs, so that no claim ends before its job.
pub const LONGEST: std::time::Duration = std::time::Duration::from_secs(60);
/// About three days with the delays of [`delay_after`].
const MOST_ATTEMPTS: i32 = 16;

/// A fact that something must follow from. The feature where it happens declares it; `worker.rs` knows who acts on it.
pub trait Job: Serialize + DeserializeOwned {
    /// Stable: it is stored.
    const NAME: &'static str;
    /// Lower runs first: what a person waits for is 1, the ordinary 5, bulk 9.
    const PRIORITY: i32 = 5;
}

/// A job taken by this worker until its claim ends.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = jobs)]
pub struct Claimed {
    pub id: i64,
    pub name: String,
    pub payload: String,
    pub attempts: i32,
}

impl Claimed {
    pub fn read<J: Job>(&self) -> anyhow::Result<J> {
        Ok(serde_json::from_str(&self.payload)?)
    }
}

pub fn enqueue<J: Job>(conn: &mut Conn, job: &J, now: Moment) -> QueryResult<()> {
    enqueue_for(conn, job, now, now)
}

/// Puts a job into the queue that is not to run before `run_at`.
pub fn enqueue_for<J: Job>(conn: &mut Conn, job: &J, run_at: Moment, now: Moment) -> QueryResult<()> {
    let payload = serde_json::to_string(job)
        .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))?;
    diesel::insert_into(jobs::table)
        .values((
            jobs::id.eq(id::next()),
            jobs::name.eq(J::NAME),
            jobs::payload.eq(payload),
            jobs::priority.eq(J::PRIORITY),
            jobs::run_at.eq(run_at),
            jobs::attempts.eq(0),
            jobs::created_at.eq(now),
        ))
        .execute(conn)
        .map(drop)
}

/// Is there a job to [`claim`]?
pub fn any_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    let due = jobs::table
        .filter(jobs::dead_at.is_null())
        .filter(jobs::run_at.le(now))
        .filter(jobs::claimed_until.is_null().or(jobs::claimed_until.le(now)));
    diesel::select(diesel::dsl::exists(due)).get_result(conn)
}

/// Takes the most urgent job that is due; `None` when nothing is.
pub fn claim(conn: &mut Conn, now: Moment) -> QueryResult<Option<Claimed>> {
    let locked = conn.skipping_locked();
    let found = diesel::sql_query(format!(
        "SELECT id, name, payload, attempts FROM jobs \
         WHERE dead_at IS NULL AND run_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $2) \
         ORDER BY priority, run_at, id LIMIT 1 {locked}"
    ))
    .bind::<Timestamp, _>(now)
    .bind::<Timestamp, _>(now)
    .get_result::<Claimed>(conn)
    .optional()?;
    let Some(mut job) = found else { return Ok(None) };
    job.attempts += 1;
    diesel::sql_query("UPDATE jobs SET claimed_until = $1, attempts = attempts + 1 WHERE id = $2")
        .bind::<Timestamp, _>(now + Duration::minutes(CLAIM_MINUTES))
        .bind::<BigInt, _>(job.id)
        .execute(conn)?;
    Ok(Some(job))
}

/// The job still runs: nobody else takes it for as long again.
pub fn prolong(conn: &mut Conn, job: i64, now: Moment) -> QueryResult<()> {
    diesel::update(jobs::table.find(job))
        .set(jobs::claimed_until.eq(now + Duration::minutes(CLAIM_MINUTES)))
        .execute(conn)
        .map(drop)
}

pub fn finish(conn: &mut Conn, job: &Claimed) -> QueryResult<()> {
    diesel::delete(jobs::table.find(job.id)).execute(conn).map(drop)
}

/// Notes a failure and says when to try again; `hopeless` ends the tries at once.
pub fn fail(conn: &mut Conn, job: &Claimed, error: &str, hopeless: bool, now: Moment) -> QueryResult<()> {
    let dead = hopeless || job.attempts >= MOST_ATTEMPTS;
    diesel::update(jobs::table.find(job.id))
        .set((
            jobs::claimed_until.eq(None::<Moment>),
            jobs::run_at.eq(now + delay_after(job.attempts)),
            jobs::dead_at.eq(dead.then_some(now)),
            jobs::last_error.eq(error),
        ))
        .execute(conn)
        .map(drop)
}

/// 30 seconds, doubled with each attempt, at most 6 hours, with up to a quarter more by chance.
fn delay_after(attempts: i32) -> Duration {
    let seconds = 30_i64.saturating_mul(1 << attempts.clamp(1, 12)).min(6 * 3600);
    Duration::seconds(seconds + rand::random_range(0..=seconds / 4))
}

pub fn count_dead(conn: &mut Conn) -> QueryResult<i64> {
    jobs::table.filter(jobs::dead_at.is_not_null()).count().get_result(conn)
}

/// Puts a given-up job back; false when it is not there any more.
pub fn revive(conn: &mut Conn, id: i64, now: Moment) -> QueryResult<bool> {
    let changed = diesel::update(jobs::table.find(id).filter(jobs::dead_at.is_not_null()))
        .set((
            jobs::dead_at.eq(None::<Moment>),
            jobs::attempts.eq(0),
            jobs::run_at.eq(now),
            jobs::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// How many jobs wait, and since when the oldest is due.
pub fn backlog(conn: &mut Conn, now: Moment) -> QueryResult<(i64, Option<Moment>)> {
    jobs::table
        .filter(jobs::dead_at.is_null())
        .filter(jobs::run_at.le(now))
        .select((diesel::dsl::count_star(), diesel::dsl::min(jobs::run_at)))
        .first(conn)
}

/// How many jobs failed and are tried again.
pub fn count_failing(conn: &mut Conn) -> QueryResult<i64> {
    jobs::table
        .filter(jobs::dead_at.is_null())
        .filter(jobs::last_error.is_not_null())
        .count()
        .get_result(conn)
}

/// Has the repeated job `name` run for the moment `due`? Asked before [`take_tick`], so that a clock that has nothing
/// to start writes nothing.
pub fn has_ticked(conn: &mut Conn, name: &str, due: Moment) -> QueryResult<bool> {
    let ran = job_ticks::table.find(name).filter(job_ticks::ran_at.ge(due));
    diesel::select(diesel::dsl::exists(ran)).get_result(conn)
}

/// True for the one caller, among all nodes, that may run the repeated job `name` for the moment `due`.
pub fn take_tick(conn: &mut Conn, name: &str, due: Moment) -> QueryResult<bool> {
    let started = diesel::update(job_ticks::table.find(name).filter(job_ticks::ran_at.lt(due)))
        .set(job_ticks::ran_at.eq(due))
        .execute(conn)?;
    if started == 1 {
        return Ok(true);
    }
    let row = (job_ticks::name.eq(name), job_ticks::ran_at.eq(due));
    let first = on_each!(conn => diesel::insert_into(job_ticks::table).values(row).on_conflict_do_nothing().execute(conn))?;
    Ok(first == 1)
}
