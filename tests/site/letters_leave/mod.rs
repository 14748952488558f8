//! Letters leave: by a server that has a bad day, from several workers, and through their deaths.

mod in_order;
mod one_at_a_time;
mod signed;
mod through_bad_days;
mod through_deaths;

use crate::world::{Engine, SmtpSink, World};
use rounds::config::Config;
use rounds::kit::letters::{self, Leave, Letter, LetterId, LetterState, Try};
use std::time::{Duration, Instant};

async fn world_with(sink: &SmtpSink, engine: Engine, change: impl FnOnce(&mut Config)) -> World {
    let url = sink.url();
    World::with(engine, move |config| {
        config.smtp_url = Some(url);
        config.mail_timeout = 5;
        change(config);
    })
    .await
}

fn ordinary(to: &str) -> Letter {
    Letter::to(to, "Somebody", "tests.ordinary")
        .subject(format!("To {to}"))
        .para("Words that are long enough to be worth a letter.")
        .because("You get this because it is a test.")
}

fn bulk(to: &str) -> Letter {
    let url = "https://rounds.example/unsubscribe/1".to_owned();
    ordinary(to).leave(Leave { page_url: url.clone(), one_click_url: url })
}

async fn posts(world: &World, letters: Vec<Letter>) -> Vec<LetterId> {
    let here = world.here();
    let posted = world
        .app
        .write(move |conn| letters.iter().map(|letter| letter.post(conn, here.now, &here.site)).collect());
    posted.await.expect("they are posted")
}

/// How many letters are in a state.
async fn count(world: &World, state: LetterState) -> usize {
    let counts = world.app.read(letters::count_by_state).await.expect("counts");
    counts.into_iter().find(|(one, _)| *one == state).map_or(0, |(_, count)| count as usize)
}

async fn tries(world: &World, id: LetterId) -> Vec<Try> {
    world.app.read(move |conn| letters::tries(conn, id)).await.expect("tries")
}

/// Waits until something holds, at most for so long.
async fn until(seconds: u64, what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(started.elapsed() < Duration::from_secs(seconds), "{what}: not within {seconds} s");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
