//! Diagnostics: versions, database, disk, queues, the lag of the search, and a test email.

use crate::world::{Engine, SmtpSink, World, journey};
use rounds::listings::ListingKind;

journey!(diagnostics_say_what_the_site_runs_on, |world| {
    let alex = world.administrator("Alex Ash").await;
    let larkfield = world.organisation("Larkfield Surgical").await;
    world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    world.app.clock.move_by(chrono::Duration::hours(3));
    let page = alex.gets("/administration/diagnostics").await;
    page.is(200).shows(env!("CARGO_PKG_VERSION")).shows(world.app.db.engine());
    page.shows("have run, the last is").shows("free of").shows("1, the oldest for 3 hours").shows("Lag");
    world.moderator("Maya Moss").await.gets("/administration/diagnostics").await.is(403);
});

journey!(the_lag_of_the_search_is_told, |world| {
    let alex = world.administrator("Alex Ash").await;
    let larkfield = world.organisation("Larkfield Surgical").await;
    world.role(&larkfield, "Theatre nurse").await;
    alex.gets("/administration/diagnostics").await.shows("Up to date");
    let (id, now) = (larkfield.id, world.app.clock.now());
    let noted = world.app.write(move |conn| rounds::listings::note_provider_change(conn, id, now)).await;
    noted.expect("a change");
    alex.gets("/administration/diagnostics").await.shows("One change behind").lacks("Up to date");
});

async fn a_test_letter_goes_through_the_queue(engine: Engine) {
    let sink = SmtpSink::start().await;
    let url = sink.url();
    let world = World::with(engine, |config| config.smtp_url = Some(url)).await;
    let alex = world.administrator("Alex Ash").await;
    let page = alex.submits("/administration/diagnostics", "Send me a test email", &[]).await;
    page.is(200).shows("is in the queue").shows("Waiting").shows("Look again");
    alex.gets("/administration/diagnostics").await.shows("Your last test email").shows("Waiting");
    sink.refuses_the_next(1);
    world.settles().await;
    alex.gets("/administration/diagnostics").await.shows("What the mail server said").shows("Waiting");
    world.passes(chrono::Duration::minutes(5)).await;
    sink.waits_for(1).await;
    let page = alex.gets(page.path()).await;
    page.shows("Sent").shows("What the mail server said").shows("250");
    alex.gets("/administration/diagnostics").await.shows("Sent").shows("250");
}

#[tokio::test]
async fn a_test_letter_tells_what_the_server_said_on_sqlite() {
    a_test_letter_goes_through_the_queue(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_test_letter_tells_what_the_server_said_on_postgres() {
    a_test_letter_goes_through_the_queue(Engine::Postgres).await;
}
