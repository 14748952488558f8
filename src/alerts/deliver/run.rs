//! A run: everybody with alerts in one slot, against the news that the slot has not told. It goes through the people by
//! address, some thousands at a time, each time in one transaction with the letters that it puts into the outbox and with
//! how far it has come: whatever stops it, it goes on there, and nobody is told twice.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::Context;
use diesel::QueryResult;
use serde::{Deserialize, Serialize};

use super::matched::News;
use super::store::{self, Asking, SlotRow};
use crate::alerts::mails::MATCHES;
use crate::alerts::model::AlertId;
use crate::alerts::model::Slot;
use crate::alerts::payload::Told;
use crate::app::App;
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, Failed};
use crate::kit::jobs::{self, Job};
use crate::kit::letters::queue::Urgency;
use crate::kit::letters::{self, Unwritten};

/// Alerts of one transaction. Nobody else writes meanwhile for about a quarter of a second.
pub const BATCH: usize = 5_000;
/// News of one run; more goes on in another. So much in memory is about 100 MB.
pub(super) const MOST_NEWS: i64 = 50_000;
/// Instant alerts rest for as long as their last run took, if that was long.
const SHORTEST_REST: chrono::Duration = chrono::Duration::seconds(2);
/// What goes up just after a run began waits for that run, the rest and the next run, which together take no longer: a
/// listing is told within two minutes.
const TOLD_WITHIN: chrono::Duration = chrono::Duration::seconds(85);
/// A run that has not moved for so long has lost its job: it was killed, or has failed and waits.
const STUCK_AFTER: chrono::Duration = chrono::Duration::seconds(60);

/// A run of a slot has begun, or goes on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunSlot {
    pub slot: String,
    pub run_key: String,
}

impl Job for RunSlot {
    const NAME: &'static str = "alerts.slot";
    const PRIORITY: i32 = 8;
}

/// Each slot's moment is on an hour, so that nothing is looked for in between.
const TICK: &str = "alerts.slots";

fn hour(now: Moment) -> Moment {
    Moment(now.0 - chrono::Duration::milliseconds(now.unix_ms().rem_euclid(3_600_000)))
}

/// Has an hour begun whose runs nobody has started, or does a run wait that nobody goes on with?
pub fn is_due(conn: &mut Conn, now: Moment) -> QueryResult<bool> {
    Ok(!jobs::has_ticked(conn, TICK, hour(now))?
        || !store::stuck(conn, now - STUCK_AFTER)?.is_empty()
        || instant_waits(conn)?)
}

/// Is there news that nobody has begun to tell at once? Only after something else than news moved the slot or its clock.
fn instant_waits(conn: &mut Conn) -> QueryResult<bool> {
    let Some(row) = store::slot_row(conn, Slot::Instant)? else { return Ok(false) };
    Ok(row.ended_at.is_some() && row.told_to < store::news_seq(conn)?)
}

/// Goes on with the runs that have lost their jobs. Two jobs on one run take turns, so that one too many does no harm.
fn go_on(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    for row in store::stuck(conn, now - STUCK_AFTER)? {
        tracing::warn!(
            slot = row.slot,
            run = row.run_key,
            "a run of alerts has not moved: another job goes on with it"
        );
        store::note_moved(conn, &row, now)?;
        jobs::enqueue(conn, &RunSlot { slot: row.slot, run_key: row.run_key }, now)?;
    }
    start_instant(conn, now)
}

/// Starts the runs whose moment has come, each on one node, and goes on with those that stand still. Slots without
/// alerts are only noted.
pub fn start_due(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    go_on(conn, now)?;
    if !jobs::take_tick(conn, TICK, hour(now))? {
        return Ok(());
    }
    let rows = store::slot_rows(conn)?;
    let due: Vec<(Slot, SlotRow, String)> = rows
        .into_iter()
        .filter_map(|row| {
            let slot = Slot::parse(&row.slot)?;
            let key = slot.due(&row.run_key, now)?;
            Some((slot, row, key))
        })
        .collect();
    if due.is_empty() {
        return Ok(());
    }
    let seq = store::news_seq(conn)?;
    let (mut first, mut idle): (HashMap<String, Vec<String>>, HashMap<String, Vec<String>>) =
        Default::default();
    for (slot, row, key) in due {
        if row.run_key.is_empty() {
            first.entry(key).or_default().push(row.slot);
        } else if row.ended_at.is_none() {
            // It goes on, though its job may have been given up; and it may be run for this moment at the next look.
            jobs::enqueue(conn, &RunSlot { slot: row.slot, run_key: row.run_key }, now)?;
        } else if store::any_on(conn, slot)? {
            begin(conn, slot, &row, &key, seq, now)?;
        } else {
            idle.entry(key).or_default().push(row.slot);
        }
    }
    for (key, slots) in idle {
        store::skip(conn, &slots, &key, seq, now)?;
    }
    for (key, slots) in first {
        store::first_key(conn, &slots, &key)?;
    }
    Ok(())
}

/// Starts a run of a slot over all the news there is, for whoever measures.
pub fn start_again(conn: &mut Conn, due: &RunSlot, now: Moment) -> QueryResult<()> {
    let Some(slot) = Slot::parse(&due.slot) else { return Ok(()) };
    let seq = store::news_seq(conn)?;
    store::forget_told(conn, slot)?;
    store::start(conn, slot, &due.run_key, seq, now)
}

/// Tells those who want to hear at once, unless that is going on: then it goes on with what is new now.
pub(super) fn start_instant(conn: &mut Conn, now: Moment) -> QueryResult<()> {
    let Some(row) = store::slot_row(conn, Slot::Instant)? else { return Ok(()) };
    let seq = store::news_seq(conn)?;
    if row.ended_at.is_none() || seq <= row.told_to {
        return Ok(());
    }
    if !store::any_on(conn, Slot::Instant)? {
        return store::skip(conn, &[row.slot], &seq.to_string(), seq, now);
    }
    begin(conn, Slot::Instant, &row, &seq.to_string(), seq, now)
}

fn begin(conn: &mut Conn, slot: Slot, row: &SlotRow, key: &str, seq: i64, now: Moment) -> QueryResult<()> {
    let to = seq.min(row.told_to + MOST_NEWS);
    // Instant alerts of a large site are gone through again and again while news comes: half of the time at most.
    let took = row.ended_at.map_or(chrono::Duration::zero(), |ended| ended - row.started_at);
    let rest = took.min(TOLD_WITHIN - took * 2).max(chrono::Duration::zero());
    let rested = row.ended_at.unwrap_or(now) + rest;
    let rests = slot == Slot::Instant && !row.run_key.is_empty() && took > SHORTEST_REST;
    let run_at = if rests { rested.max(now) } else { now };
    store::start(conn, slot, key, to, run_at)?;
    jobs::enqueue_for(conn, &RunSlot { slot: slot.to_string(), run_key: key.to_owned() }, run_at, now)
}

/// Goes on with a run for as long as one job may take.
pub async fn run(app: &App, due: RunSlot) -> anyhow::Result<()> {
    let app = app.clone();
    let done = tokio::task::spawn_blocking(move || {
        let (started, now) = (Instant::now(), app.clock.now());
        let mut run = Run::of(&app, &due)?;
        while run.step(BATCH)? {
            if started.elapsed() > jobs::LONGEST {
                return write(&app, |conn| jobs::enqueue(conn, &due, now));
            }
        }
        Ok(())
    });
    done.await.context("a run of alerts ended early")?
}

/// A run that goes on in this process.
pub struct Run<'a> {
    app: &'a App,
    slot: Slot,
    run_key: String,
    news: Option<News>,
    pub spent: Spent,
}

/// What a run took in this process.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// Reading the news and making their index.
    pub opening: Duration,
    /// Reading alerts.
    pub reading: Duration,
    pub matching: Duration,
    /// Writing the letters and how far it has come.
    pub queueing: Duration,
    pub alerts: u64,
    /// Searches that were answered; others were written alike.
    pub answered: u64,
    pub letters: u64,
}

/// What some people are told.
#[derive(Default)]
struct Matched {
    people: usize,
    /// One for each of them for whom there is anything.
    letters: Vec<Unwritten>,
    /// The alerts of these letters.
    told: Vec<AlertId>,
}

impl<'a> Run<'a> {
    pub fn of(app: &'a App, due: &RunSlot) -> anyhow::Result<Run<'a>> {
        let slot = Slot::parse(&due.slot).with_context(|| format!("no slot is called {}", due.slot))?;
        Ok(Run { app, slot, run_key: due.run_key.clone(), news: None, spent: Spent::default() })
    }

    /// Goes through the people of about so many alerts; false when nothing is left to do.
    pub fn step(&mut self, alerts: usize) -> anyhow::Result<bool> {
        let slot = self.slot;
        let Some(row) = read(self.app, |conn| store::slot_row(conn, slot))? else { return Ok(false) };
        if row.ended_at.is_some() || row.run_key != self.run_key {
            return Ok(false);
        }
        if self.news.is_none() {
            let (began, now) = (Instant::now(), self.app.clock.now());
            if row.after_email.is_empty() && now > row.started_at {
                write(self.app, |conn| store::begins(conn, &row, now))?;
            }
            self.news = News::read(self.app, slot, &row)?;
            self.spent.opening += began.elapsed();
        }
        if self.news.is_none() {
            return self.finish(&row);
        }
        let began = Instant::now();
        let asking = next_people(self.app, slot, &row.after_email, alerts)?;
        self.spent.reading += began.elapsed();
        let Some(last) = asking.last().map(|asking| asking.email.clone()) else { return self.finish(&row) };
        let matched = self.matched(&row, &asking)?;
        self.queue(&row, (&last, &asking), matched)
    }

    fn matched(&mut self, row: &SlotRow, asking: &[Asking]) -> anyhow::Result<Matched> {
        let (began, mut matched) = (Instant::now(), Matched::default());
        let urgency = if self.slot == Slot::Instant { Urgency::Prompt } else { Urgency::Bulk };
        let Some(news) = &mut self.news else { return Ok(matched) };
        for person in asking.chunk_by(|one, other| one.email == other.email) {
            matched.people += 1;
            let payload = news.for_person(row, person)?;
            if let (Some(payload), Some(first)) = (payload, person.first()) {
                matched.told.extend(payload.alerts.iter().map(|Told(alert, _)| *alert));
                let payload = payload.text().context("what a letter is written from")?;
                let to_address = first.email.clone();
                matched.letters.push(Unwritten { about: MATCHES, urgency, to_address, payload });
            }
        }
        self.spent.matching += began.elapsed();
        self.spent.alerts += asking.len() as u64;
        self.spent.answered = news.answered();
        Ok(matched)
    }

    fn queue(
        &mut self,
        row: &SlotRow,
        (last, asking): (&str, &[Asking]),
        Matched { people, letters, told }: Matched,
    ) -> anyhow::Result<bool> {
        let (began, now, to) = (Instant::now(), self.app.clock.now(), row.running_to);
        let elsewhere = asking.iter().filter(|asking| asking.from_news.is_some_and(|from| from <= to));
        let elsewhere: Vec<AlertId> = elsewhere.map(|asking| asking.id).collect();
        let moved = write(self.app, |conn| {
            if !store::advance(conn, row, last, (people, letters.len()), now)? {
                return Ok(false);
            }
            letters::post_unwritten(conn, &letters, now, &self.app.site)?;
            store::note_wrote(conn, &told, now)?;
            store::go_with_slot(conn, &elsewhere, to)?;
            Ok(true)
        })?;
        self.spent.queueing += began.elapsed();
        self.spent.letters += if moved { letters.len() as u64 } else { 0 };
        Ok(moved)
    }

    /// Everybody was looked at. What is news since then is for the next run: of instant alerts at once.
    fn finish(&self, row: &SlotRow) -> anyhow::Result<bool> {
        let (slot, now) = (self.slot, self.app.clock.now());
        write(self.app, |conn| {
            if !store::advance(conn, row, &row.after_email, (0, 0), now)? {
                return Ok(());
            }
            store::end(conn, row, now)?;
            if slot == Slot::Instant {
                return start_instant(conn, now);
            }
            if row.running_to - row.told_to >= MOST_NEWS {
                let (ended, seq) = (store::slot_row(conn, slot)?, store::news_seq(conn)?);
                ended.map_or(Ok(()), |ended| begin(conn, slot, &ended, &row.run_key, seq, now))?;
            }
            Ok(())
        })?;
        Ok(false)
    }
}

/// All alerts of the next people: the last of those that were read may have more than were.
fn next_people(app: &App, slot: Slot, after: &str, most: usize) -> anyhow::Result<Vec<Asking>> {
    let mut most = most.max(1);
    loop {
        let mut asking = read(app, |conn| store::asking_after(conn, slot, after, most as i64))?;
        if asking.len() < most {
            return Ok(asking);
        }
        let last = asking.last().map(|asking| asking.email.clone()).unwrap_or_default();
        let whole = asking.iter().take_while(|asking| asking.email != last).count();
        if whole > 0 {
            asking.truncate(whole);
            return Ok(asking);
        }
        most *= 2;
    }
}

pub(super) fn read<T>(app: &App, ask: impl FnOnce(&mut Conn) -> QueryResult<T>) -> anyhow::Result<T> {
    app.db.read_blocking(|conn| Ok(ask(conn)?)).map_err(Failed::into_error)
}

fn write<T>(app: &App, change: impl Fn(&mut Conn) -> QueryResult<T>) -> anyhow::Result<T> {
    app.db.write_blocking(|conn| Ok(change(conn)?)).map_err(Failed::into_error)
}
