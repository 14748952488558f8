//! Administrators see what staff did, and decide who may do what.

use crate::world::journey;
use rounds::kit::letters::{Letter, Noted};

journey!(a_moderator_may_not_administer, |world| {
    let maya = world.moderator("Maya Moss").await;
    for path in ["", "/audit", "/letters", "/jobs", "/people"] {
        maya.gets(&format!("/administration{path}")).await.is(403).shows("It is for administrators");
    }
});

journey!(an_administrator_locks_and_unlocks_and_the_log_says_so, |world| {
    let alex = world.administrator("Alex Ash").await;
    let ada = world.candidate("Ada Marsh").await;
    let page = alex.gets("/administration/people?q=ada.marsh").await;
    let page = alex.follows(&page, "Ada Marsh").await;
    alex.presses(&page, "Lock the account", &[]).await.is(422).shows("Say why; the log keeps it");
    let page = alex.presses(&page, "Lock the account", &[("Why?", "Spam")]).await;
    page.is(200).shows("The account is locked").shows("Locked");
    assert!(!ada.is_known().await, "a locked person is signed out");
    alex.presses(&page, "Unlock the account", &[]).await.is(422).shows("Say why; the log keeps it");
    let page = alex.presses(&page, "Unlock the account", &[("Why?", "It was a mistake")]).await;
    page.is(200).shows("The account is open again");
    let page = alex.gets("/administration/audit?subject=ada").await;
    page.shows("Locked an account").shows("Unlocked an account").shows("Alex Ash").shows("Spam");
});

journey!(the_site_keeps_an_administrator, |world| {
    let alex = world.administrator("Alex Ash").await;
    let page = alex.gets("/administration/people?q=alex").await;
    alex.follows(&page, "Alex Ash").await.shows("This is your own account").lacks("Lock the account");
});

journey!(a_dead_letter_is_sent_again, |world| {
    let alex = world.administrator("Alex Ash").await;
    let here = world.here();
    let posted = world.app.write(move |conn| {
        let letter =
            Letter::to("lost@example.org", "Lost", "tests.lost").subject("A lost letter").para("Words.");
        letter.post(conn, here.now, &here.site)
    });
    let id = posted.await.expect("a letter");
    world.hears(id, Noted::Refused("550 no such mailbox".into())).await;
    world.settles().await;
    let page = alex.gets("/administration/letters?state=dead").await;
    page.shows("550 no such mailbox");
    let page = alex.follows(&page, "A lost letter").await;
    alex.presses(&page, "Send it again", &[]).await.is(200).shows("in the queue again");
    alex.presses(&page, "Send it again", &[]).await.is(409).shows("This email was not given up");
    world.settles().await;
    alex.gets(&format!("/administration/letters/{id}")).await.shows("Sent");
});

journey!(a_colleague_is_added_and_chooses_a_password, |world| {
    let alex = world.administrator("Alex Ash").await;
    let noor = world.visitor("Noor Penn");
    let fields =
        [("Name", "Noor Penn"), ("Email address", noor.email.as_str()), ("What they do", "Moderator")];
    let page = alex.submits("/administration/people/invite", "Make the account", &fields).await;
    page.is(200).shows("an email is on its way");
    world.settles().await;
    world.letter(&noor, "Your account as moderator at Rounds").await;
});
