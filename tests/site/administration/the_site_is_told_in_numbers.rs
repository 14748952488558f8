//! Administrators see what there was over time, as charts, tables and a file; only totals.

use crate::world::{Page, journey};
use chrono::Duration;
use rounds::listings::ListingKind;

/// The number of a step in the table of a chart.
fn number(page: &Page, chart: &str, last: usize) -> String {
    let cells = page.all(&format!("#{chart} tbody td"));
    cells.iter().rev().nth(last).cloned().unwrap_or_default()
}

journey!(a_day_is_counted_when_it_is_over, |world| {
    let alex = world.administrator("Alex Ash").await;
    let maya = world.moderator("Maya Moss").await;
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Theatre nurse").await;
    let waiting = world.submitted(&larch, ListingKind::Role, "Ward nurse", |_| {}).await;
    world.candidate("Ada Marsh").await;
    world.app.clock.move_by(Duration::hours(3));
    maya.signs_in().await;
    let path = format!("/moderation/listings/{}", waiting.id);
    let page = maya.gets(&path).await;
    maya.presses(&page, "Approve and publish", &[]).await.is(200);

    let statistics = "/administration/statistics?by=month&months=12";
    world.passes(Duration::days(1)).await;
    alex.signs_in().await;
    let page = alex.gets("/administration").await;
    let page = alex.follows(&page, "Statistics").await;
    page.is(200).is_at("/administration/statistics").shows("Weeks").shows("24 months");
    let page = alex.gets(statistics).await;
    let sum =
        |chart: &str| (0..2).map(|last| number(&page, chart, last).parse::<i64>().unwrap_or(0)).sum::<i64>();
    assert_eq!((sum("candidates"), sum("members"), sum("staff")), (1, 1, 2));
    assert_eq!((sum("verified"), sum("published")), (1, 2));
    assert_eq!(sum("review-hours"), 3, "the one decision that a moderator made");
    assert_eq!(sum("review-share"), 100);
    assert_eq!(sum("submitted"), 0);
    page.lacks("Larch Surgical").lacks("Ada Marsh");

    // Counted once, however often the clock comes by.
    world.passes(Duration::days(1)).await;
    alex.signs_in().await;
    let again = alex.gets(statistics).await;
    assert_eq!(again.all("#published tbody td").iter().filter(|one| *one == "2").count(), 1);

    let file = alex.gets(&again.link("Take all of it away as CSV")).await;
    file.is(200);
    assert!(file.header("content-type").starts_with("text/csv"));
    let text = file.source();
    let mut sheet = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let place = sheet.headers().expect("heads").iter().position(|head| head == "Listings published");
    let place = place.expect("a column");
    let total: i64 =
        sheet.records().map(|row| row.expect("a row")[place].parse::<i64>().expect("a number")).sum();
    assert_eq!(total, 2);
    maya.signs_in().await;
    maya.gets("/administration/statistics").await.is(403);
});
