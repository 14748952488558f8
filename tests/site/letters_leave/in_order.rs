//! What somebody waits for leaves first, and thousands of others do not hold it up.

use super::{bulk, count, ordinary, posts, until, world_with};
use crate::world::{Engine, Manner, SmtpSink, Step, journey};
use rounds::kit::letters::queue::Urgency;
use rounds::kit::letters::{self, LetterState, Unwritten};
use std::time::{Duration, Instant};

#[tokio::test]
async fn the_most_urgent_leaves_first() {
    let sink = SmtpSink::start().await;
    let world = world_with(&sink, Engine::Postgres, |config| config.mail_at_once = 1).await;
    let letters = vec![
        bulk("bulk@a.example"),
        ordinary("ordinary@b.example"),
        ordinary("awaited@c.example").awaited(),
        bulk("awaited-too@d.example").awaited(),
    ];
    posts(&world, letters).await;
    world.settles().await;
    let order: Vec<String> = sink.received().into_iter().map(|one| one.to[0].clone()).collect();
    assert_eq!(order, ["awaited@c.example", "awaited-too@d.example", "ordinary@b.example", "bulk@a.example"]);
}

#[tokio::test]
async fn a_new_password_passes_thousands_that_are_in_hand() {
    let sink = SmtpSink::minded(|asked| match asked.step {
        Step::Content => Manner::Slow(Duration::from_millis(100)),
        _ => Manner::Well,
    })
    .await;
    let mut world = world_with(&sink, Engine::Postgres, |config| config.mail_at_once = 4).await;
    let ada = world.candidate("Ada Marsh").await;
    world.settles().await;
    let before = sink.count();
    posts(&world, (0..400).map(|number| bulk(&format!("n@{number}.example"))).collect()).await;
    world.works_by_itself();
    until(20, "they go out", async || sink.count() > before + 8).await;
    let asked = sink.count();
    let anyone = world.visitor("Ada Marsh");
    anyone.submits("/reset", "Send me a link", &[("Email address", ada.email.as_str())]).await.is(200);
    let place = || sink.received().iter().position(|one| one.subject() == "Choose a new password");
    until(20, "the password arrives", async || place().is_some()).await;
    let passed = place().expect("it arrived") - asked;
    assert!(passed <= 80, "{passed} others came before it");
    println!("{passed} of 400 bulk letters arrived between the request for a password and its letter");
}

journey!(many_are_queued_at_once, |world| {
    const MANY: usize = 20_000;
    let here = world.here();
    let unwritten: Vec<Unwritten> = (0..MANY)
        .map(|number| Unwritten {
            about: "tests.nobody-writes-it",
            urgency: if number == 7 { Urgency::Prompt } else { Urgency::Bulk },
            to_address: format!("n{number}@{}.example", number % 100),
            payload: r#"{"a":[[1,[[2,3]]],"ä"]}"#.into(),
        })
        .collect();
    let started = Instant::now();
    let (some, site) = (unwritten.clone(), here.site.clone());
    let posted = world.app.write(move |conn| letters::post_unwritten(conn, &some, here.now, &site));
    posted.await.expect("they are posted");
    println!("{:.0} letters a second are queued", MANY as f64 / started.elapsed().as_secs_f64());
    assert_eq!(count(&world, LetterState::Waiting).await, MANY);
    let kept = world.app.read(|conn| letters::to_address(conn, "n7@7.example")).await.expect("letters");
    assert_eq!(kept[0].payload.as_deref(), Some(unwritten[7].payload.as_str()));
    assert_eq!((kept[0].due_at, kept[0].created_at), (Some(here.now), here.now));

    let alex = world.administrator("Alex Ash").await;
    let path = format!("/administration/letters/{}", kept[0].id);
    let page = alex.gets(&path).await;
    page.is(200).shows("Not written yet: tests.nobody-writes-it").shows("its text is not kept");
    alex.gets("/administration/diagnostics").await.shows("Emails that many get").shows("19999");

    world
        .app
        .write(move |conn| letters::post_unwritten(conn, &unwritten[..1], here.now, &here.site))
        .await
        .expect("one more");
});
