//! The log is searched by who, what, to what and when, and taken away as a file that is safe to open.

use crate::world::{World, journey};
use chrono::Duration;
use rounds::audit::{self, Actor, Subject};

async fn notes(world: &World, count: i64, label: &'static str) {
    let now = world.app.clock.now();
    let noted = world.app.write(move |conn| {
        for number in 0..count {
            let subject = Subject::new("tests", number, label);
            audit::note(conn, &Actor::site(), "tests.note", subject, "=1+1", now)?;
        }
        Ok(())
    });
    noted.await.expect("lines");
}

journey!(the_log_is_searched_by_days_and_by_person, |world| {
    let alex = world.administrator("Alex Ash").await;
    notes(&world, 1, "The first").await;
    let first = world.app.clock.now().london_day();
    world.app.clock.move_by(Duration::days(2));
    alex.signs_in().await;
    notes(&world, 1, "The second").await;
    let (path, next) = ("/administration/audit", first + Duration::days(1));
    alex.gets(&format!("{path}?to={first}")).await.shows("The first").lacks("The second");
    alex.gets(&format!("{path}?from={next}")).await.shows("The second").lacks("The first");
    alex.gets(&format!("{path}?from={first}&to={next}&act=tests.note")).await.shows("1 entry");
    let page = alex.gets(&format!("{path}?from=soon")).await;
    page.is(200).shows("Enter a real date").shows("The first");
    alex.gets(&format!("{path}?from={next}&to={first}")).await.shows("not before the first");

    let ada = world.candidate("Ada Marsh").await;
    let page = alex.gets("/administration/people?q=marsh").await;
    let page = alex.follows(&page, "Ada Marsh").await;
    alex.presses(&page, "Lock the account", &[("Why?", "Spam")]).await.is(200);
    let own = alex.gets("/administration/people?q=alex").await;
    let own = alex.follows(&own, "Alex Ash").await;
    let log = alex.follows(&own, "See lines in the log that they left").await;
    log.is(200).shows("1 entry").shows("Locked an account").shows(&ada.name);
});

journey!(the_log_is_taken_away_whole_and_without_formulas, |world| {
    let alex = world.administrator("Alex Ash").await;
    notes(&world, 1203, "+44 a label").await;
    let page = alex.gets("/administration/audit?act=tests.note").await;
    page.shows("1203 entries");
    let file = alex.gets(&page.link("Take them away as CSV")).await;
    file.is(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    assert!(file.header("content-disposition").contains("audit-"));
    let text = file.source();
    let mut sheet = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = sheet.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1203);
    assert!(rows.iter().all(|row| &row[5] == "'+44 a label" && &row[7] == "'=1+1"));
    let numbers: std::collections::BTreeSet<_> = rows.iter().map(|row| row[6].to_string()).collect();
    assert_eq!(numbers.len(), 1203, "each line once");
    alex.gets("/administration/audit?act=audit.export").await.shows("act=tests.note").shows("1 entry");
    // A day that nobody can read is said on the page; no file pretends that there was none.
    let unread = alex.gets("/administration/audit/lines.csv?from=soon").await;
    unread.is_at("/administration/audit").shows("Enter a real date");
    alex.gets("/administration/audit?act=audit.export").await.shows("1 entry");
    world.moderator("Maya Moss").await.gets("/administration/audit/lines.csv").await.is(403);
});
