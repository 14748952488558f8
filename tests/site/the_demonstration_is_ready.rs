//! Somebody tries the site out with demonstration data.

use crate::world::journey;
use diesel::prelude::*;
use rounds::demo::seed;
use rounds::listings::{self as listing_face, ListingId};
use rounds::schema::{alerts, application_events, applications, listings, providers};

journey!(a_demonstration_is_filled_once_and_everybody_can_sign_in, |world| {
    assert_eq!(seed::fill(&world.app, 60).await.unwrap(), 60);
    assert_eq!(seed::fill(&world.app, 60).await.unwrap(), 0);
    assert_eq!(seed::fill(&world.app, 75).await.unwrap(), 15);
    for one in &seed::SIGN_INS {
        let person = world.visitor(one.name);
        let page = person.gets("/sign-in").await;
        let fields = [("Email address", one.email), ("Password", seed::PASSWORD)];
        person.presses(&page, "Sign in", &fields).await;
        assert!(person.is_known().await, "{}", one.email);
    }
});

journey!(a_demonstration_shows_every_state, |world| {
    seed::fill(&world.app, seed::LISTINGS).await.unwrap();
    let (of_listings, of_applications, verified, events, alerts) = world
        .app
        .read(|conn| {
            let of_listings: Vec<(String, i64)> = listings::table
                .group_by(listings::state)
                .select((listings::state, diesel::dsl::count_star()))
                .load(conn)?;
            let of_applications: Vec<(String, i64)> = applications::table
                .group_by(applications::state)
                .select((applications::state, diesel::dsl::count_star()))
                .load(conn)?;
            let verified: i64 =
                providers::table.filter(providers::state.eq("verified")).count().get_result(conn)?;
            let events: i64 = application_events::table.count().get_result(conn)?;
            let alerts: i64 = alerts::table.count().get_result(conn)?;
            Ok((of_listings, of_applications, verified, events, alerts))
        })
        .await
        .unwrap();
    assert_eq!(of_listings.len(), 6, "{of_listings:?}");
    assert!(of_listings.contains(&("live".into(), seed::LISTINGS as i64)), "{of_listings:?}");
    assert_eq!(of_applications.len(), 8, "{of_applications:?}");
    assert_eq!(of_applications.iter().map(|(_, count)| count).sum::<i64>(), 53);
    assert_eq!(verified, 40);
    assert!(events > 60 && alerts > 30, "{events} {alerts}");
});

journey!(every_invented_live_listing_could_have_been_submitted, |world| {
    seed::fill(&world.app, 120).await.unwrap();
    let today = world.app.clock.today();
    let fulls = world
        .app
        .read(|conn| {
            let ids: Vec<ListingId> =
                listings::table.filter(listings::state.eq("live")).select(listings::id).load(conn)?;
            listing_face::fulls(conn, &ids)
        })
        .await
        .unwrap();
    assert_eq!(fulls.len(), 120);
    for full in fulls {
        let missing = listing_face::missing(&full, today);
        assert!(missing.is_empty(), "{}: {missing:?}", full.listing.title);
    }
});
