//! One moderator at a time: what somebody has taken is theirs until they decide, give it back or let it lie.

use crate::world::{Organisation, World, journey};
use chrono::Duration;
use rounds::kit::db::Outcome;
use rounds::listings::{self, Full, Listing, ListingId, ListingKind};
use std::time::Instant;

async fn waits(world: &World, of: &Organisation, title: &str) -> String {
    let thing = world.submitted(of, ListingKind::Role, title, |_| {}).await;
    world.app.clock.move_by(Duration::minutes(1));
    format!("/moderation/listings/{}", thing.id)
}

journey!(what_somebody_has_taken_nobody_else_decides, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let desk = waits(&world, &larkfield, "Theatre nurse").await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    let open_before = noor.gets(&desk).await;
    maya.submits(&desk, "Take it", &[]).await.is(200).shows("You have this");

    noor.gets("/moderation").await.shows("Maya Moss, until").lacks("Take the next");
    let theirs = noor.gets(&desk).await;
    theirs.shows("Maya Moss has this until").lacks("Approve and publish").lacks("Return with reasons");
    let page = noor.presses(&open_before, "Approve and publish", &[]).await;
    page.is(409).shows("Maya Moss has this").shows("Nothing was changed");
    noor.tries("POST", &format!("{desk}/hold"), &[]).await.is(409);
    noor.tries("POST", &format!("{desk}/release"), &[]).await;
    noor.gets(&desk).await.shows("Maya Moss has this until");
    let words = [("In your own words", "No.")];
    noor.presses(&open_before, "Return with reasons", &words).await.is(409);

    world.app.clock.move_by(Duration::minutes(31));
    noor.gets(&desk).await.shows("Nobody has taken this");
    noor.submits(&desk, "Approve and publish", &[]).await.is(200).shows("is live");
});

journey!(what_is_given_back_is_free, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let desk = waits(&world, &larkfield, "Theatre nurse").await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    let page = maya.submits("/moderation", "Take the next", &[]).await;
    page.is(200).is_at(&desk).shows("You have this");
    let page = maya.presses(&page, "Give it back", &[]).await;
    page.is(200).is_at("/moderation").shows("Given back").shows("nobody");
    noor.submits(&desk, "Take it", &[]).await.shows("You have this");
    noor.submits(&desk, "Approve and publish", &[]).await.shows("Nothing else waits");
    noor.tries("POST", &format!("{desk}/hold"), &[]).await.is(409).shows("It waits no more");
    noor.tries("POST", "/moderation/nonsense/12/hold", &[]).await.is(404);
});

journey!(the_next_is_the_next_of_what_one_looks_through, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let first = waits(&world, &larkfield, "Theatre nurse").await;
    let second = waits(&world, &larkfield, "Ward nurse").await;
    let third = waits(&world, &larkfield, "Physiotherapist").await;
    let fourth = waits(&world, &larkfield, "Scrub nurse").await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    noor.submits(&first, "Take it", &[]).await.is(200);

    let page = maya.gets("/moderation?q=nurse").await;
    page.shows("Listings (3)").lacks("Physiotherapist");
    let page = maya.presses(&page, "Take the next", &[]).await;
    page.is_at(&second);
    let neighbours = (page.link("Sent before this"), page.link("Sent after this"));
    assert_eq!(neighbours, (format!("{first}?q=nurse"), format!("{fourth}?q=nurse")));
    let page = maya.presses(&page, "Return with reasons", &[]).await;
    page.is(422);
    let page = maya.presses(&page, "Approve and publish", &[]).await;
    page.is_at(&fourth).shows("“Ward nurse” is live. 2 more wait").shows("You have this");
    let page = maya.presses(&page, "Approve and publish", &[]).await;
    page.is_at("/moderation").shows("One more waits").shows("Noor Penn, until");
    maya.gets("/moderation?whose=nobodys").await.shows("Physiotherapist").lacks("Theatre nurse");
    maya.gets("/moderation?whose=mine").await.shows("Nothing fits");
    noor.gets("/moderation?whose=mine").await.shows("Theatre nurse").lacks("Physiotherapist");
    noor.gets(&third).await.shows("Nobody has taken this");
});

journey!(what_is_late_is_listed_by_itself, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    waits(&world, &larkfield, "Theatre nurse").await;
    world.app.clock.move_by(Duration::days(6));
    waits(&world, &larkfield, "Ward nurse").await;
    let maya = world.moderator("Maya Moss").await;
    maya.gets("/moderation").await.shows("One of these is late").shows("Ward nurse");
    maya.gets("/moderation?late=yes").await.shows("Theatre nurse").lacks("Ward nurse");
    maya.gets("/moderation?late=yes&kind=reports&whose=x&q=%25%5F&page=-1")
        .await
        .is(200)
        .shows("Nothing fits");
});

journey!(two_who_take_the_next_at_once_get_different_things, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    waits(&world, &larkfield, "Theatre nurse").await;
    waits(&world, &larkfield, "Ward nurse").await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    let (hers, his) = (maya.gets("/moderation").await, noor.gets("/moderation").await);
    let (one, other) =
        tokio::join!(maya.presses(&hers, "Take the next", &[]), noor.presses(&his, "Take the next", &[]));
    one.is(200).shows("You have this");
    other.is(200).shows("You have this");
    assert_ne!(one.path(), other.path());
});

fn another(of: &Full, title: String) -> Full {
    let id = ListingId::new();
    let mut full = of.clone();
    full.listing = Listing { id, title, ..full.listing };
    full.terms.listing_id = id;
    full
}

journey!(two_thousand_that_wait_are_no_burden, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let first = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let insert = move |conn: &mut rounds::kit::db::Conn| -> Outcome<()> {
        let Some(full) = listings::full(conn, first.id)? else { return Ok(()) };
        for number in 1..2_000 {
            listings::insert(conn, &another(&full, format!("Theatre nurse {number}")))?;
        }
        Ok(())
    };
    world.app.db.write(insert).await.expect("two thousand listings");
    let maya = world.moderator("Maya Moss").await;
    for path in ["/moderation", "/moderation?page=80", "/moderation?q=nurse+1999&late=yes"] {
        maya.gets(path).await.is(200);
        let started = Instant::now();
        for _ in 0..5 {
            maya.gets(path).await.is(200).shows("Everything (");
        }
        let each = started.elapsed().as_millis() / 5;
        println!("{} answers {path} in {each} ms", world.app.db.engine());
        // Unoptimised, on a busy machine, with the way there and back.
        assert!(each < 500, "{path} took {each} ms");
    }
});
