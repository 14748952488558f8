//! Moderators approve what waits, or send it back with reasons.

use crate::world::journey;
use rounds::listings::ListingKind;

journey!(a_moderator_approves_from_the_queue_and_the_provider_is_told, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets("/moderation").await;
    page.is(200).shows("Theatre nurse").shows("Larkfield Surgical");
    let page = maya.follows(&page, "Theatre nurse").await;
    page.shows("You will see people from first visit to discharge.").shows("£36,000");
    maya.presses(&page, "Approve and publish", &[])
        .await
        .shows("“Theatre nurse” is live")
        .shows("Nothing waits");
    world.visitor("Zoe Quill").gets(&role.path).await.is(200).shows("Theatre nurse");
    world.settles().await;
    world.letter(&larkfield.owner, "Live: Theatre nurse").await;
});

journey!(a_return_needs_reasons_and_they_reach_the_provider, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let maya = world.moderator("Maya Moss").await;
    let desk = format!("/moderation/listings/{}", role.id);
    let page = maya.submits(&desk, "Return with reasons", &[]).await;
    page.is(422).shows("Choose a reason, or say in words what to correct");
    let words = [("In your own words", "Please name the theatres.")];
    maya.presses(&page, "Return with reasons", &words).await.shows("“Theatre nurse” is returned");
    world.settles().await;
    let letter = world.letter(&larkfield.owner, "Please correct: Theatre nurse").await;
    assert!(letter.text_body.contains("Please name the theatres."), "{}", letter.text_body);
});

journey!(the_second_of_two_moderators_is_told_who_was_first, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    let desk = format!("/moderation/listings/{}", role.id);
    let (first, second) = (maya.gets(&desk).await, noor.gets(&desk).await);
    maya.presses(&first, "Approve and publish", &[]).await.is(200);
    let words = [("In your own words", "No.")];
    let page = noor.presses(&second, "Return with reasons", &words).await;
    page.is(409).shows("This is settled already").shows("Approved a listing, by Maya Moss");
    world.visitor("Zoe Quill").gets(&role.path).await.is(200);
});

journey!(nobody_approves_what_they_have_not_read, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let maya = world.moderator("Maya Moss").await;
    let desk = format!("/moderation/listings/{}", role.id);
    let read = maya.gets(&desk).await;
    let page = larkfield.owner.gets(&role.desk).await;
    larkfield.owner.presses(&page, "Withdraw it from review", &[]).await.is(200);
    let other = [("Title", "Pay us 500 pounds")];
    larkfield.owner.submits(&format!("{}/title", role.desk), "Save and continue", &other).await.is(200);
    larkfield.owner.submits(&format!("{}/check", role.desk), "Submit this role", &[]).await.is(200);
    let page = maya.presses(&read, "Approve and publish", &[]).await;
    page.is(409).shows("It has changed since you opened it");
    world.visitor("Zoe Quill").gets(&role.path).await.is(404);
    let page = maya.follows(&page, "Read it as it is now").await;
    page.shows("Pay us 500 pounds");
    maya.tries("POST", &format!("{desk}/approval"), &[]).await.is(409);
    maya.presses(&page, "Approve and publish", &[]).await.shows("is live");
});
