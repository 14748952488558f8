//! A listing closes while somebody is still writing.

use super::*;
use crate::world::journey;
use rounds::applications::actions::tell_closed_early;

journey!(a_listing_that_closes_by_the_clock_takes_no_draft_a_minute_later, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let review = fills_in(&ada, &application).await;
    world.passes(Duration::days(11)).await;
    let ada = ada.elsewhere();
    ada.signs_in().await;
    let page = ada.presses(&review, "Submit application", &[]).await;
    page.is(409).shows("This listing has closed").shows("Find similar roles and placements");
    ada.gets(&application).await.shows("can no longer be submitted");
    ada.gets("/applications").await.shows("Finished").shows("The listing closed before you submitted it");
    assert_eq!(letters(&world, &ada, "We have your application").await, 0);
    let bob = world.candidate("Bob Pike").await;
    bob.gets(&cast.apply()).await.is(409).shows("This listing has closed");
    bob.tries("POST", &cast.apply(), &[]).await.is(409);
});

journey!(a_draft_is_honoured_for_a_day_after_an_early_closing, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let (hers, his) = (begins(&ada, &cast).await, begins(&bob, &cast).await);
    let (early, late) = (fills_in(&ada, &hers).await, fills_in(&bob, &his).await);
    closes_early(&world, cast.listing).await;
    ada.gets(&hers).await.shows("closed this listing early").shows("You can still submit until");
    world.passes(Duration::hours(23)).await;
    ada.presses(&early, "Submit application", &[]).await.shows("Application submitted");
    world.passes(Duration::hours(1)).await;
    bob.presses(&late, "Submit application", &[]).await.is(409).shows("This listing has closed");
    let zoe = world.candidate("Zoe Quill").await;
    zoe.gets(&cast.apply()).await.is(409).shows("This listing has closed");
});

journey!(who_meant_to_apply_is_reminded_three_days_before_once, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob, zoe) = (
        world.candidate("Ada Marsh").await,
        world.candidate("Bob Pike").await,
        world.candidate("Zoe Quill").await,
    );
    begins(&ada, &cast).await;
    for person in [&ada, &bob] {
        let page = person.gets(&format!("/listings/{}", cast.listing)).await;
        person.presses(&page, "Save", &[]).await.is(200);
    }
    let saved = bob.gets("/saved").await;
    let page = bob.follows(&saved, "Add a note on Theatre nurse").await;
    let long = "x".repeat(1001);
    let page = bob.presses(&page, "Save note", &[("What do you want to remember?", &long)]).await;
    page.is(422).shows("This must be 1000 characters or fewer");
    let note = [("What do you want to remember?", "Ask about parking")];
    bob.presses(&page, "Save note", &note).await.is_at("/saved").shows("Ask about parking");
    zoe.gets(&format!("/saved/{}/note", cast.listing)).await.is(404);

    world.passes(Duration::days(6)).await;
    assert_eq!(letters(&world, &ada, "Closes").await + letters(&world, &bob, "Closes").await, 0);
    for _ in 0..6 {
        world.passes(Duration::hours(12)).await;
    }
    assert_eq!(letters(&world, &ada, "Closes").await, 1, "one letter for a draft and a saved listing");
    assert!(world.letter(&ada, "Closes").await.text_body.contains("Go on with your application"));
    assert!(world.letter(&bob, "Closes").await.text_body.contains("Ask about parking"));
    assert_eq!(letters(&world, &bob, "Closes").await, 1);
    assert_eq!(letters(&world, &zoe, "Closes").await, 0);
});

journey!(an_early_closing_is_told_to_drafts_with_the_hours_they_have, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    begins(&ada, &cast).await;
    let closing = format!("/desk/{}/listings/{}/closing", cast.provider, cast.listing);
    let foreseen = cast.bea.gets(&closing).await;
    foreseen.shows("One person who has begun to apply").shows("Dear (their name)").lacks("Ada Marsh");
    let reason = [("Why do you close it?", "The position has been filled")];
    cast.bea.submits(&closing, "Close it now", &reason).await.is(200);
    world.settles().await;
    let letter = world.letter(&ada, "Closed early, but yours is still taken").await;
    assert!(letter.text_body.contains("you can still submit"), "{}", letter.text_body);

    // A job may run twice: its worker can die between its work and saying so.
    let (listing, here) = (cast.listing, world.here());
    let again = world.app.db.write(move |conn| tell_closed_early(conn, listing, &here)).await;
    assert!(again.is_ok());
    assert_eq!(letters(&world, &ada, "Closed early").await, 1);
});

journey!(nobody_is_reminded_of_what_is_hidden, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    begins(&ada, &cast).await;
    let maya = world.moderator("Maya Moss").await;
    let suspension = world.suspends(cast.provider).await;
    world.passes(Duration::days(8)).await;
    let now = world.app.clock.now();
    let due = world.app.read(move |conn| rounds::listings::actions::closing_soon(conn, now)).await;
    assert!(due.expect("an answer").is_empty(), "nothing waits that cannot be done");
    assert_eq!(letters(&world, &ada, "Closes").await, 0);
    maya.signs_in().await;
    maya.submits(&suspension, "End the suspension", &[]).await.is(200);
    world.settles().await;
    assert_eq!(letters(&world, &ada, "Closes").await, 1);
});
