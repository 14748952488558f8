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
use tokio::task::{JoinHandle, JoinSet};

use super::LOOK_EVERY;
use crate::app::App;
use crate::kit::db::Conn;
use crate::kit::letters::queue::{self, Claimed, SenderId, Urgency, Wanted};
use crate::kit::letters::{self, Note, Noted, Posted, Words, quiet};
use crate::kit::mailer::{Ready, SendError};
use looks::{Found, Looks};
use notes::Notes;
use pace::Pace;
use pulse::Pulse;

/// Letters on the wire may take so long to end when the program is told to stop.
const FINISH_WITHIN: Duration = Duration::from_secs(20);
/// Soon enough for a domain whose rate lets the next letter go.
const SHORTLY: Duration = Duration::from_millis(20);

/// Sends until `stop` says so, and finishes what is on the wire then.
pub async fn run(app: &App, mut stop: Receiver<bool>) {
    let (mut changes, mut pace) = (app.db.changes(), pace_of(app));
    while !*stop.borrow() {
        changes.mark_unchanged();
        if let Err(error) = turn_if_due(app, &mut pace, &stop).await {
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
    let (_keep, stop) = channel(false);
    turn_if_due(app, &mut pace_of(app), &stop).await
}

fn pace_of(app: &App) -> Pace {
    Pace::new(app.config.mail_at_once, app.config.mail_per_domain, app.config.mail_domain_rate)
}

async fn turn_if_due(app: &App, pace: &mut Pace, stop: &Receiver<bool>) -> anyhow::Result<usize> {
    let now = app.clock.now();
    let (dead, is_due) =
        app.read(move |conn| Ok((queue::dead_senders(conn)?, queue::any_due(conn, now)?))).await?;
    let are_dead = !dead.is_empty();
    if are_dead {
        tracing::warn!(count = dead.len(), "senders of letters have died: what they had in hand is free");
        app.write_each(move |conn| queue::bury(conn, &dead)).await?;
    }
    if !is_due && !are_dead {
        return Ok(0);
    }
    let (mut turn, mut stop) = (Turn::begin(app, pace).await?, stop.clone());
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
    sending: JoinSet<(Claimed, Ended)>,
    looks: Looks,
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
    Answered(Result<String, SendError>, Option<Box<Words>>),
}

impl<'a> Turn<'a> {
    async fn begin(app: &'a App, pace: &'a mut Pace) -> anyhow::Result<Self> {
        let since = Instant::now();
        let sender = app.write_each(queue::sign_on).await?;
        let (pulse, beating) = Pulse::of(app.clone(), sender, since);
        let notes = Notes::open(app.clone(), sender);
        let (in_hand, sending) = (Vec::new(), JoinSet::new());
        Ok(Self {
            app,
            pace,
            sender,
            pulse,
            beating,
            notes,
            in_hand,
            sending,
            looks: Looks::default(),
            tried: 0,
        })
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
                    Found::Some | Found::NotLooked => self.looks.is_dry = false,
                }
                continue;
            }
            let soon = if self.in_hand.is_empty() { LOOK_EVERY } else { SHORTLY };
            tokio::select! {
                Some(ended) = self.sending.join_next() => self.take(ended),
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
        let (most, room) = (self.pace.in_hand(), self.pace.in_hand().saturating_sub(self.in_hand.len()));
        let is_wide = !self.looks.is_dry && room >= most / 2;
        if !is_wide && !self.looks.is_urgent {
            return Ok(Found::NotLooked);
        }
        // What somebody waits for is taken in hand however much there is already.
        let (most, at_most) = if is_wide { (room, Urgency::Bulk) } else { (most, Urgency::Awaited) };
        let full = self.full();
        let wanted = Wanted { most, at_most, full: full.clone(), of_a_domain: self.pace.of_a_domain() };
        let (sender, now, began) = (self.sender, self.app.clock.now(), Instant::now());
        let found = self.app.write_each(move |conn| queue::claim(conn, sender, &wanted, now)).await?;
        self.looks.looked(is_wide, found.is_empty(), began, full);
        let result = match (found.is_empty(), is_wide) {
            (false, _) => Found::Some,
            (true, true) => Found::Nothing,
            (true, false) => Found::NotLooked,
        };
        self.in_hand.extend(found);
        self.in_hand.sort_by_key(|letter| (letter.priority, letter.id));
        Ok(result)
    }

    /// Domains of which there is enough in hand.
    fn full(&self) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for letter in &self.in_hand {
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
            self.sending.spawn(async move {
                let ended = send(&app, letter.clone(), sender, pulse).await;
                (letter, ended)
            });
        }
        self.in_hand = waits;
    }

    fn take(&mut self, ended: Result<(Claimed, Ended), tokio::task::JoinError>) {
        let now = Instant::now();
        let (letter, ended) = match ended {
            Ok(ended) => ended,
            Err(error) => return tracing::error!("the sending of a letter was broken off: {error}"),
        };
        self.pace.ended(&letter.domain, now);
        if self.looks.full.contains(&letter.domain) && !self.full().contains(&letter.domain) {
            self.looks.is_dry = false;
        }
        let what = match ended {
            Ended::Lost => return,
            Ended::Needless => Noted::Needless,
            Ended::Quiet(because) => Noted::Quiet(because),
            Ended::Broken(error) => {
                tracing::error!(letter = %letter.id, "a letter cannot be made ready: {error:#}");
                Noted::Broken("It could not be written; the log of the program says why".into())
            }
            Ended::Answered(answer, words) => self.weigh(answer, words),
        };
        let note = Note { letter: letter.id, domain: letter.domain, at: self.app.clock.now(), what };
        self.notes.take(note, now);
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
        while let Ok(Some(ended)) = tokio::time::timeout_at(finish_by, self.sending.join_next()).await {
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

async fn send(app: &App, letter: Claimed, sender: SenderId, pulse: Pulse) -> Ended {
    if pulse.is_lost() {
        return Ended::Lost;
    }
    let asked = app.clone();
    let step = match app.read(move |conn| make_ready(conn, &asked, letter.id, sender)).await {
        Ok(step) => step,
        Err(error) => return Ended::Broken(error),
    };
    let (ready, words) = match step {
        Step::Lost => return Ended::Lost,
        Step::Needless => return Ended::Needless,
        Step::Impossible(error) => return Ended::Answered(Err(error), None),
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
fn make_ready(conn: &mut Conn, app: &App, letter: letters::LetterId, sender: SenderId) -> QueryResult<Step> {
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
