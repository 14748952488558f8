//! The queue as administrators look at it: what waits, what fails, what was given up.

use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::schema::jobs;

crate::kit::words::words! {
    /// How a job stands.
    pub enum JobState {
        /// It will not be tried again by itself.
        Dead = "dead",
        /// It failed, and is tried again.
        Failing = "failing",
        Waiting = "waiting",
    }
}

impl JobState {
    pub fn label(self) -> &'static str {
        match self {
            Self::Dead => "Given up",
            Self::Failing => "Failed, tried again",
            Self::Waiting => "Waiting",
        }
    }
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
pub struct Queued {
    pub id: i64,
    pub name: String,
    pub payload: String,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub run_at: Moment,
    pub dead_at: Option<Moment>,
    pub created_at: Moment,
}

impl Queued {
    pub fn state(&self) -> JobState {
        match (self.dead_at, &self.last_error) {
            (Some(_), _) => JobState::Dead,
            (None, Some(_)) => JobState::Failing,
            (None, None) => JobState::Waiting,
        }
    }
}

/// Which jobs are wanted; what is empty asks for nothing.
#[derive(Clone, Debug, Default)]
pub struct JobFilter {
    pub state: Option<JobState>,
    /// As a whole: `imports.work`.
    pub name: String,
}

type Jobs<'a> = jobs::BoxedQuery<'a, <Conn as diesel::connection::Connection>::Backend>;

/// A page of the jobs that fit, newest first, and how many there are in all.
pub fn page(conn: &mut Conn, filter: &JobFilter, offset: i64, limit: i64) -> QueryResult<(Vec<Queued>, i64)> {
    let total = fitting(filter).count().get_result(conn)?;
    let found = fitting(filter)
        .order(jobs::id.desc())
        .offset(offset)
        .limit(limit)
        .select(Queued::as_select())
        .load(conn)?;
    Ok((found, total))
}

fn fitting(filter: &JobFilter) -> Jobs<'_> {
    let mut fitting = jobs::table.into_boxed();
    if !filter.name.is_empty() {
        fitting = fitting.filter(jobs::name.eq(&filter.name));
    }
    match filter.state {
        None => fitting,
        Some(JobState::Dead) => fitting.filter(jobs::dead_at.is_not_null()),
        Some(JobState::Failing) => {
            fitting.filter(jobs::dead_at.is_null()).filter(jobs::last_error.is_not_null())
        }
        Some(JobState::Waiting) => fitting.filter(jobs::dead_at.is_null()).filter(jobs::last_error.is_null()),
    }
}

/// `None` when it is done, or never was.
pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Queued>> {
    jobs::table.find(id).select(Queued::as_select()).first(conn).optional()
}

/// The names of all that is in the queue.
pub fn names(conn: &mut Conn) -> QueryResult<Vec<String>> {
    jobs::table.select(jobs::name).distinct().order(jobs::name).load(conn)
}

/// Lets a job that failed run at once instead of at its next time; false when it is not there, has not failed, or runs.
pub fn hurry(conn: &mut Conn, id: i64, now: Moment) -> QueryResult<bool> {
    let failed = jobs::table
        .find(id)
        .filter(jobs::dead_at.is_null())
        .filter(jobs::last_error.is_not_null())
        .filter(jobs::claimed_until.is_null().or(jobs::claimed_until.le(now)));
    Ok(diesel::update(failed).set(jobs::run_at.eq(now)).execute(conn)? == 1)
}

/// Removes a given-up job for good; false when it runs again, or is gone.
pub fn drop_dead(conn: &mut Conn, id: i64) -> QueryResult<bool> {
    let dead = jobs::table.find(id).filter(jobs::dead_at.is_not_null());
    Ok(diesel::delete(dead).execute(conn)? == 1)
}
