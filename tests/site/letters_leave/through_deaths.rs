//! Ten thousand letters leave while their workers are killed, one each second: every letter arrives, and what arrives
//! twice is explained by the moment between the server's yes and our note of it.

use super::{bulk, count, ordinary, posts, world_with};
use crate::world::{Engine, Process, SmtpSink, World};
use diesel::RunQueryDsl;
use diesel::sql_types::BigInt;
use rounds::kit::letters::LetterState;
use std::collections::HashMap;
use std::time::{Duration, Instant};

const LETTERS: usize = 10_000;
/// A letter that arrived longer before a kill was noted long since.
const WINDOW_AT_MOST: Duration = Duration::from_secs(2);

/// Copies a letter in the table: writing so many would take longer than sending them.
async fn ten_thousand(world: &World) {
    posts(world, vec![bulk("n0@0.example")]).await;
    let copied = world.app.write(|conn| {
        diesel::sql_query(
            "INSERT INTO letters (id, about, to_address, to_name, subject, text_body, html_body, unsubscribe_url, \
             message_id, state, attempts, created_at, priority, due_at, domain) \
             WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $1) \
             SELECT id + n, about, 'n' || n || '@' || (n % 200) || '.example', to_name, subject, text_body, html_body, \
             unsubscribe_url, '<n' || n || '.' || substr(message_id, 2), state, attempts, created_at, priority, due_at, \
             (n % 200) || '.example' FROM letters, numbers WHERE about = 'tests.ordinary'",
        )
        .bind::<BigInt, _>(LETTERS as i64)
        .execute(conn)
    });
    copied.await.expect("ten thousand letters");
    assert_eq!(count(world, LetterState::Waiting).await, LETTERS);
}

fn begins(world: &World, sink: &SmtpSink) -> Process {
    Process::begins(world, &["--smtp-url", &sink.url(), "--mail-domain-rate", "10000"])
}

/// What happened to the workers.
#[derive(Default)]
struct Deaths {
    at: Vec<Instant>,
    in_flight_at_most: usize,
}

/// Kills the oldest worker each second in which letters left, as long as more than a tenth of the letters waits.
async fn letters_leave_through_deaths(workers: usize) {
    let sink = SmtpSink::start().await;
    let world = world_with(&sink, Engine::Postgres, |_| {}).await;
    ten_thousand(&world).await;
    let started = Instant::now();
    let mut running: Vec<Process> = (0..workers).map(|_| begins(&world, &sink)).collect();
    let mut deaths = Deaths { in_flight_at_most: 16, ..Deaths::default() };
    let (mut password, mut arrived) = (None, 0);
    while sink.count() < LETTERS * 9 / 10 && started.elapsed() < Duration::from_secs(45) {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if deaths.at.len() >= 3 && password.is_none() {
            let letter = ordinary("waits@for.example").awaited();
            posts(&world, vec![letter]).await;
            password = Some((Instant::now(), sink.count()));
        }
        // A worker that is killed before it sends would prove nothing.
        if sink.count() >= arrived + 100 {
            arrived = sink.count();
            let mut killed = running.remove(0);
            deaths.at.push(Instant::now());
            killed.dies();
            running.push(begins(&world, &sink));
        }
    }
    let all = LETTERS + usize::from(password.is_some());
    while count(&world, LetterState::Sent).await < all {
        assert!(started.elapsed() < Duration::from_secs(120), "{} have arrived", sink.count());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let seconds = started.elapsed().as_secs_f64();
    let last_log = running.pop().map(Process::stops).unwrap_or_default();
    explain(&world, &sink, &deaths, all).await;
    println!("{workers} workers: {all} letters in {seconds:.1} s");
    if let Some((posted, before)) = password {
        let received = sink.received();
        let place = received.iter().position(|one| one.to[0] == "waits@for.example").expect("it arrived");
        let (took, others) = (received[place].at - posted, place.saturating_sub(before));
        println!("what somebody waited for took {took:.2?}, {others} others came before it");
    }
    println!("{}", last_log.lines().last().unwrap_or("(no log)"));
}

/// The server may read what a worker wrote a moment before it died.
fn apart(one: Instant, other: Instant) -> Duration {
    one.saturating_duration_since(other).max(other.saturating_duration_since(one))
}

async fn explain(world: &World, sink: &SmtpSink, deaths: &Deaths, all: usize) {
    let mut arrivals: HashMap<String, Vec<Instant>> = HashMap::new();
    for received in sink.received() {
        arrivals.entry(received.message_id()).or_default().push(received.at);
    }
    assert_eq!(arrivals.len(), all, "every letter arrived");
    assert_eq!(count(world, LetterState::Waiting).await + count(world, LetterState::Dead).await, 0);
    let twice: Vec<&Vec<Instant>> = arrivals.values().filter(|at| at.len() > 1).collect();
    for times in &twice {
        for first in &times[..times.len() - 1] {
            let apart = deaths.at.iter().map(|death| apart(*death, *first)).min().unwrap_or(Duration::MAX);
            assert!(apart < WINDOW_AT_MOST, "a letter arrived twice, though no worker died within {apart:?}");
        }
    }
    let duplicates: usize = twice.iter().map(|times| times.len() - 1).sum();
    println!(
        "{} workers were killed; {duplicates} letters arrived twice, of at most {} on the wire at those moments",
        deaths.at.len(),
        deaths.at.len() * deaths.in_flight_at_most,
    );
    assert!(deaths.at.len() >= 3, "workers were killed");
    assert!(duplicates <= deaths.at.len() * deaths.in_flight_at_most * 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_workers_one_killed_each_second() {
    letters_leave_through_deaths(2).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_workers_one_killed_each_second() {
    letters_leave_through_deaths(4).await;
}

/// SQLite has one process, which is killed as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_process_on_sqlite_is_killed_and_started_again() {
    let sink = SmtpSink::start().await;
    let world = world_with(&sink, Engine::Sqlite, |_| {}).await;
    ten_thousand(&world).await;
    let (started, mut deaths) = (Instant::now(), Deaths { in_flight_at_most: 16, ..Deaths::default() });
    let mut process = begins(&world, &sink);
    for part in 1..=3 {
        while sink.count() < LETTERS * part / 8 {
            assert!(started.elapsed() < Duration::from_secs(120), "{} have arrived", sink.count());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        deaths.at.push(Instant::now());
        process.dies();
        process = begins(&world, &sink);
    }
    while count(&world, LetterState::Sent).await < LETTERS {
        assert!(started.elapsed() < Duration::from_secs(180), "{} have arrived", sink.count());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let seconds = started.elapsed().as_secs_f64();
    let (arrived, last) = (sink.received(), deaths.at[deaths.at.len() - 1]);
    let after: Vec<Instant> =
        arrived.iter().map(|one| one.at).filter(|at| *at > last + WINDOW_AT_MOST).collect();
    if let (Some(first), Some(last)) = (after.first(), after.last()) {
        let rate = after.len() as f64 / (*last - *first).as_secs_f64();
        println!("{rate:.0} letters a second while nobody died");
    }
    let log = process.stops();
    explain(&world, &sink, &deaths, LETTERS).await;
    println!("one process on SQLite: {LETTERS} letters in {seconds:.1} s");
    println!("{}", log.lines().last().unwrap_or("(no log)"));
}
