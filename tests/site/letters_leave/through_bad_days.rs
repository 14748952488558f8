//! Whatever the mail server does, nothing is lost, and a letter is tried no oftener than it should be.

use super::{bulk, count, ordinary, posts, tries, until, world_with};
use crate::world::{Engine, Manner, SmtpSink, Step, World};
use rounds::kit::jobs::{self, Job};
use rounds::kit::letters::{LetterState, TryOutcome};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

const LETTERS: usize = 200;
const GONE: usize = 5;

/// Answers to letters that come, in turn: most well, some not.
fn of_a_bad_day(number: usize) -> Manner {
    match number {
        number if number % 7 == 6 => Manner::Says("451 4.7.1 try again later"),
        number if number % 11 == 10 => Manner::HangsUp,
        number if number % 13 == 12 => Manner::Says("%&$ what"),
        number if number % 17 == 16 => Manner::KeepsAndHangsUp,
        number if number % 19 == 18 => Manner::Slow(Duration::from_millis(50)),
        _ => Manner::Well,
    }
}

async fn nothing_is_lost(engine: Engine) {
    let (came, kept) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counts, keeps) = (came.clone(), kept.clone());
    let sink = SmtpSink::minded(move |asked| match asked.step {
        Step::To if asked.to.starts_with("gone") => Manner::Says("550 5.1.1 no such mailbox"),
        Step::Content => {
            let manner = of_a_bad_day(counts.fetch_add(1, Ordering::SeqCst));
            if matches!(manner, Manner::KeepsAndHangsUp) {
                keeps.fetch_add(1, Ordering::SeqCst);
            }
            manner
        }
        _ => Manner::Well,
    })
    .await;
    let world = world_with(&sink, engine, |_| {}).await;
    let domain = |number: usize| format!("{}.example", number % 20);
    let letters = (0..LETTERS).map(|number| bulk(&format!("n{number}@{}", domain(number))));
    let gone = (0..GONE).map(|number| ordinary(&format!("gone{number}@{}", domain(number))));
    let ids = posts(&world, gone.chain(letters).collect()).await;

    for _ in 0..60 {
        world.passes(chrono::Duration::minutes(30)).await;
        if count(&world, LetterState::Waiting).await == 0 {
            break;
        }
    }
    assert_eq!(count(&world, LetterState::Waiting).await, 0, "all have left or are dead");
    assert_eq!(count(&world, LetterState::Dead).await, GONE);
    let mut arrivals: HashMap<String, usize> = HashMap::new();
    for received in sink.received() {
        *arrivals.entry(received.to[0].clone()).or_default() += 1;
    }
    assert_eq!(arrivals.len(), LETTERS, "each arrived");
    let twice = arrivals.values().sum::<usize>() - LETTERS;
    assert_eq!(twice, kept.load(Ordering::SeqCst), "only what was kept without a word came again");
    let (mut taken, mut all) = (0, 0);
    for id in &ids[..GONE] {
        let tries = tries(&world, *id).await;
        assert_eq!(tries.len(), 1, "a refused letter is not tried again");
        assert!(tries[0].said.starts_with("550 5.1.1 no such mailbox"), "{}", tries[0].said);
    }
    for id in &ids[GONE..] {
        let tries = tries(&world, *id).await;
        taken += tries.iter().filter(|one| one.outcome == TryOutcome::Taken).count();
        all += tries.len();
    }
    assert_eq!(taken, LETTERS, "each was noted once");
    assert_eq!(all, came.load(Ordering::SeqCst), "each try is in the log");
}

#[tokio::test]
async fn nothing_is_lost_from_sqlite() {
    nothing_is_lost(Engine::Sqlite).await;
}

#[tokio::test]
async fn nothing_is_lost_from_postgres() {
    nothing_is_lost(Engine::Postgres).await;
}

#[derive(Serialize, Deserialize)]
struct Nonsense {}

impl Job for Nonsense {
    const NAME: &'static str = "tests.nonsense";
}

async fn dead_jobs(world: &World) -> i64 {
    world.app.read(jobs::count_dead).await.expect("a count")
}

/// A server that is in trouble as long as it is told so.
async fn troubled(manner: Manner) -> (SmtpSink, Arc<AtomicBool>) {
    let is_well = Arc::new(AtomicBool::new(false));
    let asked_well = is_well.clone();
    let sink = SmtpSink::minded(move |asked| match asked.step {
        Step::Greeting if !asked_well.load(Ordering::SeqCst) => manner,
        _ => Manner::Well,
    })
    .await;
    (sink, is_well)
}

async fn a_troubled_server_costs_nothing(manner: Manner) {
    let (sink, is_well) = troubled(manner).await;
    let mut world = world_with(&sink, Engine::Sqlite, |config| config.mail_timeout = 1).await;
    let ids = posts(&world, (0..50).map(|number| ordinary(&format!("n@{number}.example"))).collect()).await;
    world.works_by_itself();
    let now = world.app.clock.now();
    world.app.write(move |conn| jobs::enqueue(conn, &Nonsense {}, now)).await.expect("a job");
    until(5, "a job waits for no mail server", async || dead_jobs(&world).await == 1).await;
    until(10, "administrators hear of it", async || world.app.mailer.standing.trouble().is_some()).await;
    is_well.store(true, Ordering::SeqCst);
    until(30, "all leave", async || count(&world, LetterState::Sent).await == 50).await;
    assert_eq!(sink.count(), 50);
    for id in ids {
        assert_eq!(tries(&world, id).await.len(), 1, "no try was wasted on a server that took nothing");
    }
    assert!(world.app.mailer.standing.trouble().is_none());
}

#[tokio::test]
async fn a_silent_server_ties_up_nothing() {
    a_troubled_server_costs_nothing(Manner::Silent).await;
}

#[tokio::test]
async fn a_server_that_is_busy_burns_no_tries() {
    a_troubled_server_costs_nothing(Manner::Says("421 4.3.2 not now")).await;
}

#[tokio::test]
async fn a_server_that_speaks_garbage_burns_no_tries() {
    a_troubled_server_costs_nothing(Manner::Says("\u{1}\u{2} SSH-2.0-not-mail")).await;
}

#[tokio::test]
async fn a_server_that_hangs_up_burns_no_tries() {
    a_troubled_server_costs_nothing(Manner::HangsUp).await;
}

#[tokio::test]
async fn one_connection_is_enough() {
    let sink = SmtpSink::with_one_connection().await;
    let mut world = world_with(&sink, Engine::Sqlite, |_| {}).await;
    let ids =
        posts(&world, (0..60).map(|number| bulk(&format!("n{number}@{}.example", number % 10))).collect());
    let ids = ids.await;
    world.works_by_itself();
    until(30, "all leave", async || count(&world, LetterState::Sent).await == 60).await;
    assert_eq!(sink.count(), 60, "each once");
    for id in ids {
        assert_eq!(tries(&world, id).await.len(), 1);
    }
}

#[tokio::test]
async fn a_slow_domain_delays_no_other() {
    let sink = SmtpSink::minded(|asked| match asked.step {
        Step::To if asked.to.ends_with("@slow.example") => Manner::Slow(Duration::from_millis(800)),
        _ => Manner::Well,
    })
    .await;
    let mut world = world_with(&sink, Engine::Postgres, |_| {}).await;
    let slow = (0..40).map(|number| bulk(&format!("n{number}@slow.example")));
    let others = (0..60).map(|number| bulk(&format!("n@{number}.example")));
    posts(&world, slow.chain(others).collect()).await;
    world.works_by_itself();
    let arrived = |is_slow: bool| {
        let received = sink.received();
        received.iter().filter(|one| one.to[0].ends_with("@slow.example") == is_slow).count()
    };
    until(20, "the others arrive", async || arrived(false) == 60).await;
    assert!(arrived(true) <= 20, "{} letters to the slow domain came first", arrived(true));
    until(30, "the slow ones as well", async || count(&world, LetterState::Sent).await == 100).await;
    assert!(sink.most_open() <= 16, "{} connections", sink.most_open());
}

#[tokio::test]
async fn a_domain_that_puts_letters_off_is_left_alone_for_a_while() {
    let sink = SmtpSink::minded(|asked| match asked.step {
        Step::To if asked.to.ends_with("@full.example") => Manner::Says("452 4.2.2 full"),
        _ => Manner::Well,
    })
    .await;
    let world = world_with(&sink, Engine::Sqlite, |config| config.mail_at_once = 1).await;
    let alex = world.administrator("Alex Ash").await;
    let letters = (0..10)
        .flat_map(|number| [bulk(&format!("n{number}@full.example")), bulk(&format!("n@{number}.example"))]);
    let ids = posts(&world, letters.collect()).await;
    world.settles().await;
    let to_others = sink.received().iter().filter(|one| !one.to[0].contains("alex")).count();
    assert_eq!(to_others, 10, "others go on");
    let mut tried = 0;
    for id in &ids {
        tried += tries(&world, *id).await.iter().filter(|one| one.outcome == TryOutcome::Later).count();
    }
    assert!((1..=4).contains(&tried), "{tried} letters were tried in vain");
    alex.gets("/administration/diagnostics").await.shows("full.example until").shows("452 4.2.2 full");
}
