//! Ten thousand rows with planted faults, stopped half-way and gone on with.

use super::*;
use crate::world::Process;
use std::time::Duration as Wait;

const ROWS: usize = 10_000;

fn row(number: usize, closes: &str) -> String {
    let reference = if number % 250 == 11 { number - 1 } else { number };
    let row = good(&format!("R-{reference}"), &format!("Nurse {number}")).replace("2026-12-24", closes);
    match number {
        n if n % 100 == 7 => row.replace("£36,000", "36k"),
        n if n % 500 == 13 => row.replace(closes, "24/12/2020"),
        _ => row,
    }
}

async fn is_past(person: &Person, path: &str, rows: i64) {
    loop {
        tokio::time::sleep(Wait::from_millis(50)).await;
        let done = person.gets(path).await.attributes("progress", "value").first().cloned();
        if done.is_some_and(|done| done.parse::<i64>().expect("a number") >= rows) {
            return;
        }
    }
}

/// The worker of this process dies as soon as so many rows are done.
async fn worker_is_dropped(world: &World, person: &Person, path: &str, rows: i64) {
    tokio::select! {
        _ = rounds::worker::run_all_due(&world.app) => panic!("the worker was not stopped"),
        () = is_past(person, path, rows) => {}
    }
}

/// Another finds the job when its claim has ended. What the dead one had begun to write ends first.
async fn another_goes_on(world: &World, person: &Person, path: &str) {
    person.gets(path).await.shows("rows so far");
    tokio::time::sleep(Wait::from_secs(3)).await;
    world.passes(Duration::minutes(6)).await;
    person.gets(path).await.lacks("rows so far");
}

journey!(ten_thousand_rows_are_imported_once_though_two_workers_die, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    let closes = (world.app.clock.today() + Duration::days(30)).to_string();
    let rows: Vec<String> = (1..=ROWS).map(|number| row(number, &closes)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = brings(owner, &larch, csv(&rows)).await;
    let page = owner.presses(&page, "Check the rows", &[]).await;
    let path = page.path().to_owned();
    worker_is_dropped(&world, owner, &path, 3_000).await;
    another_goes_on(&world, owner, &path).await;
    let page = owner.gets(&path).await;
    for (label, number) in [("New drafts", "9,960"), ("With mistakes", "120"), ("Cannot be imported", "40")] {
        assert_eq!(figure(&page, label), number, "{label}");
    }
    // The clock of another process was not moved.
    world.app.clock.move_by(Duration::minutes(-6));
    owner.presses(&page, "Import", &[("Which rows do you want?", "good")]).await.is(200);
    let mut process = Process::starts(&world).await;
    is_past(owner, &path, 4_000).await;
    process.dies();
    another_goes_on(&world, owner, &path).await;
    let page = owner.gets(&path).await;
    page.shows("The import is done.");
    for (label, number) in [("Drafts made", "9,840"), ("Left out", "120"), ("Could not be imported", "40")] {
        assert_eq!(figure(&page, label), number, "{label}");
    }
    assert_eq!(count(&world, &larch, ListingState::Draft).await, 9_840);
    let mistakes = owner.follows(&page, "Fetch all of them as CSV").await;
    assert_eq!(mistakes.source().lines().count(), 1 + 120 + 40);
});
