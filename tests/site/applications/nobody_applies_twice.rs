//! Whatever is pressed, and however often, there is one of everything.

use super::*;
use crate::world::journey;
use rounds::schema::{application_events, applications};

/// Everything that twenty presses may leave behind, once.
async fn counts(world: &World) -> (i64, i64) {
    let found = world.app.read(|conn| {
        let rows = applications::table.count().get_result::<i64>(conn)?;
        let submitted = application_events::table.filter(application_events::state.eq("submitted"));
        Ok((rows, submitted.count().get_result::<i64>(conn)?))
    });
    found.await.expect("counts")
}

journey!(twenty_presses_of_start_begin_one_application, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let apply = cast.apply();
    let presses = (0..20).map(|_| ada.tries("POST", &apply, &[]));
    let pages = futures_util::future::join_all(presses).await;
    let first = pages[0].header("location").to_owned();
    assert!(pages.iter().all(|page| page.status == 303 && page.header("location") == first));
    assert_eq!(counts(&world).await, (1, 0));
});

journey!(fifty_presses_of_submit_end_in_one_application_and_one_receipt, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    fills_in(&ada, &application).await.is(200);
    let submission = format!("{application}/submission");
    let pages = futures_util::future::join_all((0..50).map(|_| ada.tries("POST", &submission, &[]))).await;
    for page in &pages {
        page.is(303);
        assert_eq!(page.header("location"), format!("{application}/receipt"));
    }
    assert_eq!(counts(&world).await, (1, 1));
    assert_eq!(letters(&world, &ada, "We have your application").await, 1);
    assert_eq!(letters(&world, &cast.bea, "New application").await, 1);
});

journey!(a_resent_submission_shows_the_receipt, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let (one_tab, other_tab) =
        (fills_in(&ada, &application).await, ada.gets(&format!("{application}/review")).await);
    for tab in [&one_tab, &other_tab, &one_tab] {
        let page = ada.presses(tab, "Submit application", &[]).await;
        page.is_at(&format!("{application}/receipt")).shows("Application submitted");
    }
    assert_eq!(counts(&world).await, (1, 1));
    assert_eq!(letters(&world, &ada, "We have your application").await, 1);
});

journey!(a_shortlisting_pressed_twice_is_told_once, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let shortlisting = cast.desk(&format!("{application}/shortlisting"));
    let pages =
        futures_util::future::join_all((0..10).map(|_| cast.bea.tries("POST", &shortlisting, &[]))).await;
    assert!(pages.iter().all(|page| page.status == 303));
    assert_eq!(letters(&world, &ada, "You are on the shortlist").await, 1);
});
