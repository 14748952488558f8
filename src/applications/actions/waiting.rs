//! While some are invited, the others hear how they stand: an outcome, or the day by which there is one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::desk::{Of, reject_one};
use super::{Here, Rejection};
use crate::accounts::AccountId;
use crate::applications::mails::WaitMail;
use crate::applications::model::{Application, ApplicationId, EventKind};
use crate::applications::store;
use crate::audit::Actor;
use crate::kit::clock::{self, Moment};
use crate::kit::db::{Conn, Failed, Outcome};
use crate::kit::jobs::{self, Job};
use crate::listings::ListingId;
use crate::providers::{ProviderId, Scope};

/// People told in one transaction.
const AT_ONCE: i64 = 100;

/// What those hear who are not invited and have no answer.
#[derive(Clone, Debug)]
pub enum Meanwhile {
    HearBy(NaiveDate),
    NotSuccessful(Rejection),
}

/// Tells everybody who waits for an answer of this listing how they stand, some at a time.
#[derive(Serialize, Deserialize)]
pub struct TellWaiting {
    provider: ProviderId,
    listing: ListingId,
    /// None: they are not successful.
    hear_by: Option<NaiveDate>,
    reason: String,
    words: String,
    by: Option<AccountId>,
    by_name: String,
    /// Those with a higher number are still to be told.
    after: ApplicationId,
    /// Who applied later was not meant.
    asked_at: Moment,
}

impl Job for TellWaiting {
    const NAME: &'static str = "applications.tell-waiting";
}

impl TellWaiting {
    pub(super) fn new(
        (provider, listing): (ProviderId, ListingId),
        meanwhile: &Meanwhile,
        actor: &Actor,
        asked_at: Moment,
    ) -> Self {
        let (hear_by, reason, words) = match meanwhile {
            Meanwhile::HearBy(day) => (Some(*day), String::new(), String::new()),
            Meanwhile::NotSuccessful(Rejection { reason, words }) => (None, reason.clone(), words.clone()),
        };
        let (by, by_name) = (actor.id, actor.name.clone());
        Self { provider, listing, hear_by, reason, words, by, by_name, after: ApplicationId(0), asked_at }
    }
}

/// Tells some of them, and puts the rest into the queue. Who has moved on meanwhile is left alone.
pub fn tell_waiting(conn: &mut Conn, job: &TellWaiting, here: &Here) -> Outcome<()> {
    let page = (job.after, AT_ONCE);
    let waiting = store::left_waiting(conn, job.listing, here.now.london_day(), page)?;
    let Some(vacancy) = store::vacancy(conn, job.listing, here.now)? else { return Ok(()) };
    let was_there = |one: &Application| one.submitted_at.is_none_or(|at| at <= job.asked_at);
    let chosen = store::several(conn, &Scope::whole(job.provider), job.listing, &waiting)?;
    for application in chosen.iter().filter(|one| was_there(one)) {
        match job.hear_by {
            Some(day) => hear_by(conn, (application, &vacancy), day, here)?,
            None => not_successful(conn, job, (application, &vacancy), here)?,
        }
    }
    match waiting.last() {
        Some(last) if waiting.len() as i64 == AT_ONCE => {
            let rest = TellWaiting {
                after: *last,
                reason: job.reason.clone(),
                words: job.words.clone(),
                by_name: job.by_name.clone(),
                ..*job
            };
            Ok(jobs::enqueue(conn, &rest, here.now)?)
        }
        _ => Ok(()),
    }
}

fn hear_by(
    conn: &mut Conn,
    (application, vacancy): Of<'_>,
    day: NaiveDate,
    here: &Here,
) -> diesel::QueryResult<()> {
    store::promise(conn, application.id, day, here.now)?;
    let told = format!("An answer by {}", clock::day_words(day));
    store::add_event(conn, application.id, EventKind::Promised, &told, here.now)?;
    WaitMail { application, vacancy, day }.letter(&here.site).post(conn, here.now, &here.site).map(drop)
}

fn not_successful(conn: &mut Conn, job: &TellWaiting, of: Of<'_>, here: &Here) -> Outcome<()> {
    let actor = Actor { id: job.by, name: job.by_name.clone() };
    let rejection = Rejection { reason: job.reason.clone(), words: job.words.clone() };
    match reject_one(conn, &actor, of, &rejection, here) {
        Err(Failed::Broken(error)) => Err(Failed::Broken(error)),
        _ => Ok(()),
    }
}
