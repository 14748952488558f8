//! Letters leave by real SMTP, and a server that is down loses none.

use crate::world::{Engine, SmtpSink, World};
use chrono::Duration;

async fn world_with(sink: &SmtpSink, engine: Engine) -> World {
    let url = sink.url();
    World::with(engine, move |config| config.smtp_url = Some(url)).await
}

#[tokio::test]
async fn a_letter_arrives_with_a_text_and_an_html_twin() {
    let sink = SmtpSink::start().await;
    let world = world_with(&sink, Engine::Sqlite).await;
    let ada = world.visitor("Ada Marsh");
    ada.sends_sign_up("I look for work or training").await.is(200);
    world.settles().await;

    let letter = &sink.waits_for(1).await[0];
    assert_eq!(letter.subject(), "Confirm your email address");
    assert_eq!(letter.to, ["ada.marsh@example.org"]);
    let link = format!("{}confirm?token=", world.site);
    assert!(letter.text().contains(&link) && letter.html().contains(&link), "{}", letter.text());
    assert!(letter.header("Message-ID").is_some() && letter.header("Date").is_some());
}

#[tokio::test]
async fn a_server_that_is_down_loses_no_letter_and_gets_it_once() {
    let sink = SmtpSink::start().await;
    let world = world_with(&sink, Engine::Postgres).await;
    sink.refuses_the_next(2);
    let ada = world.visitor("Ada Marsh");
    ada.sends_sign_up("I look for work or training").await.is(200);
    world.settles().await;
    assert!(sink.received().is_empty());
    world.passes(Duration::minutes(2)).await;
    assert!(sink.received().is_empty(), "the second try is refused as well");
    world.passes(Duration::minutes(10)).await;
    sink.waits_for(1).await;
    world.passes(Duration::days(1)).await;
    sink.waits_for(1).await;
}
