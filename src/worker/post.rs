//! The post: sends the letters that wait, beside the jobs, so that a slow mail server delays nothing else. A turn begins
//! when a letter is due and ends when none is; what it has in hand is its own for as long as it lives.

mod looks;
mod notes;
mod pace;
mod pulse;

use std::collections::HashMap;
use std::time::{Duration, Instant};

use diesel::QueryResult;
use tokio::sync::watch::{Receiver, channel};
use tokio::task::{Id, JoinError, JoinHandle, JoinSet};

use super::LOOK_EVERY;
use crate::app::App;
use crate::kit::db::Conn;
use crate::kit::letters::queue::{self, Claimed, SenderId, Urgency, Wanted};
use crate::kit::letters::{LetterId, Note, Noted, Posted, Words, quiet};
use crate::kit::mailer::{Ready, SendError};
use looks::{Found, Looks};
use notes::Notes;
use pace::Pace;
use pulse::Pulse;

/// Letters on the wire may take so long to end when the program is told to stop.
const FINISH_WITHIN: Duration = Duration::from_secs(20);
/// So many times what is worth having in hand may be there of what somebody waits for.
const MOST_AWAITED: usize = 8;
/// Soon enough for a domain whose rate lets the next letter go.
const SHORTLY: Duration = Duration::from_millis(20);

/// Sends until `stop` says so, and finishes what is on the wire then.
pub async fn run(app: &App, mut stop: Receiver<bool>) {
    let (mut changes, mut pace, mut looks) = (app.db.changes(), pace_of(app), Looks::default());
    while !*stop.borrow() {
        changes.mark_unchanged();
        if let Err(error) = turn_if_due(app, (&mut pace, &mut looks), &stop).await {
            tracing::error!("letters cannot be sent: {error:#}");
        }
        let left_alone = pace.pause_left(Instant::now());
        tokio::select! {
            _ = stop.changed() => {}
            _ = changes.changed(), if left_alone.is_zero() => {}
            () = tokio::time::sleep(if left_alone.is_zero() { LOOK_EVERY } else { left_alone }) => {}
        }
    }
    app.mailer.hang_up().await;
    if let Some((median, longest)) = app.mailer.standing.windows() {
        tracing::info!(?median, ?longest, "from the mail server's yes to our note of it");
    }
}

/// Sends what is due, for tests: until nothing is, or the server takes nothing. Gives how many letters it tried.
pub async fn run_due(app: &App) -> anyhow::Result<usize> {
    let ((_keep, stop), mut pace, mut all) = (channel(false), pace_of(app), 0);
    loop {
        // However dear the looks of the last turn were.
        match turn_if_due(app, (&mut pace, &mut Looks::default()), &stop).await? {
            0 => return Ok(all),
            tried => all += tried,
        }
    }
}

fn pace_of(app: &App) -> Pace {
    Pace::new(app.config.mail_at_once, app.config.mail_per_domain, app.config.mail_domain_rate)
}

async fn turn_if_due(
    app: &App,
    (pace, looks): (&mut Pace, &mut Looks),
    stop: &Receiver<bool>,
) -> anyhow::Result<usize> {
    let (now, is_wide) = (app.clock.now(), looks.may_be_wide());
    let at_most = if is_wide { Urgency::Bulk } else { Urgency::Awaited };
    let dead = app.read(queue::dead_senders).await?;
    let began = Instant::now();
    let is_due = app.read(move |conn| queue::any_due(conn, at_most, now)).await?;
    looks.looked(is_wide, !is_due, began);
    let are_dead = !dead.is_empty();
    if are_dead {
        tracing::warn!(count = dead.len(), "senders of letters have died: what they had in hand is free");
        app.write_each(move |conn| queue::bury(conn, &dead)).await?;
    }
    if !is_due && !are_dead {
        return Ok(0);
    }
    looks.is_urgent = true;
    looks.is_dry &= !are_dead;
    let (mut turn, mut stop) = (Turn::begin(app, (pace, looks)).await?, stop.clone());
    let worked = turn.work(&mut stop).await;
    let tried = turn.tried;
    turn.end().await?;
    worked.map(|()| tried)
}

/// One sender, from signing on to signing off.
struct Turn<'a> {
    app: &'a App,
    pace: &'a mut Pace,
    sender: SenderId,
    pulse: Pulse,
    beating: JoinHandle<()>,
    notes: Notes,
    /// Claimed and not yet begun, most urgent first.
    in_hand: Vec<Claimed>,
    sending: JoinSet<Ended>,
    on_wire: HashMap<Id, Claimed>,
    looks: &'a mut Looks,
    tried: usize,
}

/// How the sending of a letter ended.
enum Ended {
    Needless,
    /// Its address is quiet, for this reason.
    Quiet(String),
    /// It is not ours any more.
    Lost,
    /// Something of our own broke.
    Broken(anyhow::Error),
    /// It can never be sent as it is, for this reason.
    Impossible(String),
    Answered(Result<String, SendError>, Option<Box<Words>>),
}

impl<'a> Turn<'a> {
    async fn begin(app: &'a App, how: (&'a mut Pace, &'a mut Looks)) -> anyhow::Result<Self> {
        let (pace, looks) = how;
        let since = Instant::now();
        let sender = app.write_each(queue::sign_on).await?;
        let (pulse, beating) = Pulse::of(app.clone(), sender, since);
        let notes = Notes::open(app.clone(), sender);
        let (in_hand, sending, on_wire) = (Vec::new(), JoinSet::new(), HashMap::new());
        Ok(Self { app, pace, sender, pulse, beating, notes, in_hand, sending, on_wire, looks, tried: 0 })
    }

    /// Until nothing is due, the server takes nothing, or this turn is to stop.
    async fn work(&mut self, stop: &mut Receiver<bool>) -> anyhow::Result<()> {
        let mut changes = self.app.db.changes();
        while !(*stop.borrow() || self.pulse.is_lost() || self.pace.is_paused(Instant::now())) {
            changes.mark_unchanged();
            let found = self.look().await?;
            self.start();
            if self.sending.is_empty() && self.in_hand.is_empty() {
                match found {
                    Found::Nothing => return Ok(()),
                    Found::NotLooked if !self.looks.may_be_wide() => return Ok(()),
                    Found::Some | Found::NotLooked => self.looks.is_dry = false,
                }
                continue;
            }
            let soon = if self.in_hand.is_empty() { LOOK_EVERY } else { SHORTLY };
            tokio::select! {
                Some(ended) = self.sending.join_next_with_id() => self.take(ended),
                _ = changes.changed() => self.looks.after_a_change(),
                () = tokio::time::sleep(soon) => {}
                _ = stop.changed() => {}
            }
            self.looks.after_a_while();
        }
        Ok(())
    }

    /// Claims what there is room for.
    async fn look(&mut self) -> anyhow::Result<Found> {
        // What somebody waits for takes no room from others, however long it waits for its domain.
        let others = self.in_hand.iter().filter(|letter| letter.urgency() != Urgency::Awaited).count();
        let (most, room) = (self.pace.in_hand(), self.pace.in_hand().saturating_sub(others));
        let is_wide = !self.looks.is_dry && room >= most / 2;
        let has_enough = self.in_hand.len() >= most * MOST_AWAITED;
        if has_enough || (!is_wide && !self.looks.is_urgent) {
            return Ok(Found::NotLooked);
        }
        // What somebody waits for is taken in hand however much there is already.
        let (most, at_most) = if is_wide { (room, Urgency::Bulk) } else { (most, Urgency::Awaited) };
        let (full, crowded, of_a_domain) = (self.full(false), self.full(true), self.pace.of_a_domain());
        let wanted = Wanted { most, at_most, full: full.clone(), crowded: crowded.clone(), of_a_domain };
        let (sender, now, began) = (self.sender, self.app.clock.now(), Instant::now());
        let found = self.app.write_each(move |conn| queue::claim(conn, sender, &wanted, now)).await?;
        self.looks.looked(is_wide, found.is_empty(), began);
        self.looks.crowded = crowded;
        if is_wide {
            self.looks.full = full;
        }
        let result = match (found.is_empty(), is_wide) {
            (false, _) => Found::Some,
            (true, true) => Found::Nothing,
            (true, false) => Found::NotLooked,
        };
        self.in_hand.extend(found);
        self.in_hand.sort_by_key(|letter| (letter.priority, letter.id));
        Ok(result)
    }

    /// Domains of which there is enough in hand: of what somebody waits for, or of all else.
    fn full(&self, of_awaited: bool) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let is_meant = |letter: &&Claimed| (letter.urgency() == Urgency::Awaited) == of_awaited;
        for letter in self.in_hand.iter().filter(is_meant) {
            *counts.entry(&letter.domain).or_default() += 1;
        }
        let enough = self.pace.of_a_domain() / 2;
        counts
            .into_iter()
            .filter(|(_, count)| *count >= enough)
            .map(|(domain, _)| domain.to_owned())
            .collect()
    }

    fn start(&mut self) {
        let now = Instant::now();
        let mut waits = Vec::with_capacity(self.in_hand.len());
        for letter in std::mem::take(&mut self.in_hand) {
            if !self.pace.may_start(&letter, now) {
                waits.push(letter);
                continue;
            }
            self.pace.started(&letter.domain, now);
            self.tried += 1;
            let (app, sender, pulse) = (self.app.clone(), self.sender, self.pulse.clone());
            let id = letter.id;
            let task = self.sending.spawn(async move { send(&app, id, sender, pulse).await });
            self.on_wire.insert(task.id(), letter);
        }
        self.in_hand = waits;
    }

    fn take(&mut self, ended: Result<(Id, Ended), JoinError>) {
        let now = Instant::now();
        let (id, ended) = match ended {
            Ok(ended) => ended,
            Err(error) => (error.id(), Ended::Broken(error.into())),
        };
        let Some(letter) = self.on_wire.remove(&id) else { return };
        self.pace.ended(&letter.domain, now);
        self.make_room(&letter.domain);
        let what = match ended {
            Ended::Lost => return,
            Ended::Needless => Noted::Needless,
            Ended::Quiet(because) => Noted::Quiet(because),
            Ended::Broken(error) => {
                tracing::error!(letter = %letter.id, "a letter cannot be sent for a fault of ours: {error:#}");
                Noted::Broken("A fault of ours kept it back; the log of the program says which".into())
            }
            Ended::Impossible(because) => Noted::Refused(because),
            Ended::Answered(answer, words) => self.weigh(answer, words),
        };
        let note = Note { letter: letter.id, domain: letter.domain, at: self.app.clock.now(), what };
        self.notes.take(note, now);
    }

    /// A domain that was passed over is looked for again when there is room for it.
    fn make_room(&mut self, domain: &str) {
        let has_it = |domains: &[String]| domains.iter().any(|one| one == domain);
        if has_it(&self.looks.full) && !has_it(&self.full(false)) {
            self.looks.is_dry = false;
        }
        if has_it(&self.looks.crowded) && !has_it(&self.full(true)) {
            self.looks.is_urgent = true;
        }
    }

    /// What the server said, about the letter and about itself.
    fn weigh(&mut self, answer: Result<String, SendError>, words: Option<Box<Words>>) -> Noted {
        let now = Instant::now();
        if let Err(SendError::Away(said)) = answer {
            tracing::warn!("the mail server takes no letters: {said}");
            self.app.mailer.standing.note_trouble(self.app.clock.now(), &said);
            self.pace.server_failed(now, rand::random());
            return Noted::Back;
        }
        self.app.mailer.standing.note_success();
        self.pace.server_worked(now);
        match answer {
            Ok(said) => Noted::Taken { said, words },
            Err(SendError::Refused(said)) => Noted::Refused(said),
            Err(SendError::Later(said) | SendError::Away(said)) => Noted::Later(said),
        }
    }

    /// Finishes what is on the wire, notes it, and lets go of the rest.
    async fn end(mut self) -> anyhow::Result<()> {
        let finish_by = tokio::time::Instant::now() + FINISH_WITHIN;
        while let Ok(Some(ended)) = tokio::time::timeout_at(finish_by, self.sending.join_next_with_id()).await
        {
            self.take(ended);
        }
        self.sending.abort_all();
        while self.sending.join_next().await.is_some() {}
        self.pace.all_ended();
        self.notes.close().await;
        self.beating.abort();
        let sender = self.sender;
        self.app.write_each(move |conn| queue::sign_off(conn, sender)).await
    }
}

async fn send(app: &App, letter: LetterId, sender: SenderId, pulse: Pulse) -> Ended {
    if pulse.is_lost() {
        return Ended::Lost;
    }
    let asked = app.clone();
    let step = match app.read(move |conn| make_ready(conn, &asked, letter, sender)).await {
        Ok(step) => step,
        Err(error) => return Ended::Broken(error),
    };
    let (ready, words) = match step {
        Step::Lost => return Ended::Lost,
        Step::Needless => return Ended::Needless,
        Step::Impossible(error) => return Ended::Impossible(error.to_string()),
        Step::Quiet(because) => return Ended::Quiet(because),
        Step::Send(ready, words) => (ready, words),
    };
    tokio::select! {
        answer = app.mailer.send(&ready) => Ended::Answered(answer, words),
        () = pulse.lost() => Ended::Lost,
    }
}

enum Step {
    /// Somebody else has it, or it has left.
    Lost,
    Needless,
    /// Nothing of this kind goes to its address, for this reason.
    Quiet(String),
    Impossible(SendError),
    Send(Box<Ready>, Option<Box<Words>>),
}

/// Everything that is asked at the last moment before a letter leaves: is it still this sender's, may it leave, has it
/// still something to tell. Then it gets its form.
fn make_ready(conn: &mut Conn, app: &App, letter: LetterId, sender: SenderId) -> QueryResult<Step> {
    let Some(posted) = queue::in_hand(conn, letter, sender)? else { return Ok(Step::Lost) };
    let Some(posted) = written(conn, app, posted)? else { return Ok(Step::Needless) };
    if let Some(because) = quiet::why_not(conn, &posted)? {
        return Ok(Step::Quiet(because));
    }
    Ok(match app.mailer.ready(&posted) {
        Ok(ready) => {
            Step::Send(Box::new(ready), Words::of(&posted, app.config.demo || app.config.keep_texts))
        }
        Err(error) => Step::Impossible(error),
    })
}

/// The letter with its words, some of them written only now; `None` when it has nothing left to tell.
fn written(conn: &mut Conn, app: &App, posted: Posted) -> QueryResult<Option<Posted>> {
    if posted.payload.is_none() {
        return Ok(Some(posted));
    }
    match super::write(conn, &posted, app.clock.now(), &app.site)? {
        Some(written) => posted.written(conn, written, &app.site).map(Some),
        None => Ok(None),
    }
}
