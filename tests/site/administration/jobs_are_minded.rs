//! Administrators look at jobs that failed, run them again, or drop them; the same of dead emails.

use crate::world::{JavaScript, World, journey};
use rounds::kit::jobs::{self, Job};
use rounds::kit::letters::{Letter, LetterId, Noted};
use serde::{Deserialize, Serialize};

/// Nobody knows how to do it.
#[derive(Serialize, Deserialize)]
struct Nonsense {
    listing: i64,
}

impl Job for Nonsense {
    const NAME: &'static str = "tests.nonsense";
}

async fn gives_up(world: &World, number: i64) {
    let now = world.app.clock.now();
    let put = world.app.write(move |conn| jobs::enqueue(conn, &Nonsense { listing: number }, now)).await;
    put.expect("a job");
    world.settles().await;
}

journey!(a_dead_job_is_looked_at_run_again_and_dropped, |world| {
    let alex = world.administrator("Alex Ash").await;
    gives_up(&world, 12).await;
    alex.gets("/administration").await.shows("1 job was given up");
    let page = alex.gets("/administration/jobs?state=dead&name=tests.nonsense").await;
    page.shows("1 job").shows("no job is called tests.nonsense").shows("Given up");
    let page = alex.follows(&page, "tests.nonsense").await;
    page.is(200).shows("See the listing");
    let browser = world.browser(JavaScript::Off, 375).await;
    browser.signs_in(&alex).await;
    browser.goes_to(page.path()).await;
    assert_eq!(browser.axe(&[]).await, Vec::<String>::new());
    assert_eq!(browser.sticks_out().await, None);

    alex.presses(&page, "Run it again", &[]).await.is(200).shows("in the queue again");
    alex.presses(&page, "Run it again", &[]).await.is(409).shows("This job was not given up");
    world.settles().await;
    let page = alex.gets(page.path()).await;
    alex.presses(&page, "Drop the job", &[]).await.is(422).shows("Say why; the log keeps it");
    let why = [("Why?", "Nobody knows what it is")];
    alex.presses(&page, "Drop the job", &why)
        .await
        .is(200)
        .shows("The job is dropped")
        .lacks("tests.nonsense");
    alex.presses(&page, "Drop the job", &why).await.is(409);
    alex.gets(page.path()).await.is(404);
    let log = alex.gets("/administration/audit?subject=nonsense").await;
    log.shows("Ran a job again").shows("Dropped a job").shows("Nobody knows what it is");
});

journey!(jobs_are_paged_and_filtered, |world| {
    let alex = world.administrator("Alex Ash").await;
    for number in 0..31 {
        gives_up(&world, number).await;
    }
    let page = alex.gets("/administration/jobs?state=dead").await;
    page.shows("31 jobs");
    assert_eq!(page.all("tbody tr").len(), 30);
    let page = alex.follows(&page, "Next page").await;
    assert_eq!(page.all("tbody tr").len(), 1);
    alex.gets("/administration/jobs?state=failing").await.shows("No jobs match");
    alex.gets("/administration/jobs?state=nonsense&page=-7").await.is(200).shows("31 jobs");
});

async fn posts(world: &World) -> LetterId {
    let here = world.here();
    let posted = world.app.write(move |conn| {
        let letter =
            Letter::to("lost@example.org", "Lost", "tests.lost").subject("A lost letter").para("Words.");
        letter.post(conn, here.now, &here.site)
    });
    posted.await.expect("a letter")
}

journey!(a_letter_that_fails_is_tried_at_once_and_dropped, |world| {
    let alex = world.administrator("Alex Ash").await;
    world.settles().await;
    let id = posts(&world).await;
    world.hears(id, Noted::Later("451 the mailbox is busy".into())).await;
    let path = format!("/administration/letters/{id}");
    let page = alex.gets(&path).await;
    page.shows("451 the mailbox is busy").shows("Put off").shows("Next try");
    alex.presses(&page, "Try it now", &[]).await.is(200).shows("in the queue again");
    alex.presses(&page, "Try it now", &[]).await.is(409).shows("This email was not given up");
    world.hears(id, Noted::Later("452 it is full".into())).await;

    let page = alex.gets(&path).await;
    page.shows("451 the mailbox is busy").shows("452 it is full");
    alex.presses(&page, "Drop the email", &[]).await.is(422).shows("Say why; the log keeps it");
    let why = [("Why?", "Too late")];
    alex.presses(&page, "Drop the email", &why).await.is(200).shows("The email is dropped");
    alex.presses(&page, "Drop the email", &why).await.is(404);
    alex.gets("/administration/audit?act=letter.drop").await.shows("A lost letter to lost@example.org");
});

journey!(a_sent_letter_cannot_be_dropped, |world| {
    let alex = world.administrator("Alex Ash").await;
    let id = posts(&world).await;
    world.settles().await;
    let path = format!("/administration/letters/{id}");
    alex.gets(&path).await.shows("Written to the folder of emails").lacks("Drop it");
    alex.tries("POST", &format!("{path}/drop"), &[("because", "No")]).await.is(409);
    alex.gets(&path).await.is(200);
});
