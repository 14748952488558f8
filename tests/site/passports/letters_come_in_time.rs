//! Candidates are told eight weeks and two weeks before an item expires, once each.

use super::*;
use crate::applications::letters;
use crate::world::{World, journey};
use chrono::Duration;

async fn adds_for(world: &World, ada: &Person, kind: &str, days: i64) -> String {
    let expires = (world.app.clock.today() + Duration::days(days)).to_string();
    adds(ada, kind, &[("Issued or done on", "2025-05-01"), ("Valid until", &expires)]).await
}

journey!(a_letter_comes_at_eight_weeks_and_at_two, |world| {
    let ada = world.candidate("Ada Marsh").await;
    adds_for(&world, &ada, "fire-safety", 60).await;
    world.settles().await;
    assert_eq!(letters(&world, &ada, "Expires").await, 0);
    world.passes(Duration::days(4)).await;
    assert_eq!(letters(&world, &ada, "Expires in 8 weeks: Fire safety").await, 1);
    for _ in 0..3 {
        world.passes(Duration::days(7)).await;
    }
    assert_eq!(letters(&world, &ada, "Expires in").await, 1, "once");
    world.passes(Duration::days(21)).await;
    assert_eq!(letters(&world, &ada, "Expires in 2 weeks: Fire safety").await, 1);
    world.passes(Duration::days(3)).await;
    world.passes(Duration::days(20)).await;
    assert_eq!(letters(&world, &ada, "Expire").await, 2, "and no more when it has expired");
    ada.signs_in().await;
    ada.gets("/passport").await.shows("Expired");
});

journey!(one_letter_tells_of_all_that_is_due_and_not_of_what_was_replaced, |world| {
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let fire = adds_for(&world, &ada, "fire-safety", 60).await;
    adds_for(&world, &ada, "resuscitation", 59).await;
    adds_for(&world, &ada, "safeguarding-adults", 58).await;
    // Whoever writes that it expires soon need not be told at once; two weeks before, they are.
    adds_for(&world, &eve, "fire-safety", 30).await;
    let later = (world.app.clock.today() + Duration::days(400)).to_string();
    ada.submits(&fire, "Save", &[("Valid until", &later)]).await.is(200);
    world.passes(Duration::days(5)).await;
    let letter = world.letter(&ada, "2 items of your checks passport expire soon").await;
    assert!(letter.text_body.contains("Resuscitation") && !letter.text_body.contains("Fire safety"));
    assert_eq!(letters(&world, &eve, "Expires").await, 0);
    world.passes(Duration::days(11)).await;
    assert_eq!(letters(&world, &eve, "Expires in 2 weeks: Fire safety").await, 1);
    assert_eq!(letters(&world, &ada, "expire soon").await, 1);
});
