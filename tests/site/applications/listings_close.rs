//! A listing closes while somebody is still writing.

use super::*;
use crate::world::journey;

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
