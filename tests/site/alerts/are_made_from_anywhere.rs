//! An alert comes from a search, a listing or a provider, and writes when its owner likes.

use super::{PHYSIO_IN_LEEDS, keeps, rows};
use crate::world::{JavaScript, journey};

journey!(a_search_with_all_its_filters_becomes_an_alert, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page =
        ada.gets("/listings?q=physiotherapist&place=Leeds&contract=permanent&pay=30000&sort=closing").await;
    let page = ada.follows(&page, "Email me new ones").await;
    page.shows("within 25 miles of Leeds").shows("Permanent").shows("£30,000");
    ada.presses(&page, "Create the alert", &[]).await.is_at("/alerts").shows("Your alert is on");
    let search = &rows(&world).await[0].search;
    assert!(search.contains("contract=permanent") && !search.contains("sort="), "{search}");
});

journey!(more_like_this_takes_its_search_from_the_listing, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    let page = ada.follows(&ada.gets(&role.path).await, "Email me more like this").await;
    page.is(200).shows("Roles within 25 miles of Leeds").shows("Physiotherapist");
    // The search can be changed where everybody searches, and comes back.
    let search = ada.follows(&page, "Change what it looks for").await;
    search.is(200).shows("1 role");
    ada.follows(&search, "Email me new ones").await.shows("Roles within 25 miles of Leeds");
    let fields = [("Email address", ada.email.as_str())];
    ada.presses(&page, "Create the alert", &fields)
        .await
        .shows("Check your email")
        .shows("The first email may come");
    ada.gets("/listings/1/alert").await.is(404);
});

journey!(a_provider_page_offers_its_new_listings, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.follows(&ada.gets(&role.path).await, "Larkfield Surgical").await;
    let page = ada.follows(&page, "Email me this provider’s new listings").await;
    page.shows("Larkfield Surgical");
    ada.presses(
        &page,
        "Create the alert",
        &[("How often should we email you?", "As soon as something new fits")],
    )
    .await
    .shows("Finds now 1 listing");
});

journey!(the_hour_and_the_day_are_chosen_and_said, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let monday = "2026-11-23T08:00:00".parse().expect("a moment");
    world.app.clock.move_to(rounds::kit::clock::Moment(monday));
    ada.signs_in().await;
    let page = ada.gets(PHYSIO_IN_LEEDS).await;
    page.shows("The first may come tomorrow at 7am")
        .shows("The first may come on Monday 30 November 2026 at 7am");
    let fields = [
        ("How often should we email you?", "Once a week"),
        ("At what hour?", "6pm"),
        ("On which day?", "Friday"),
    ];
    let page = ada.presses(&page, "Create the alert", &fields).await;
    page.is_at("/alerts").shows("The first email may come on Friday 27 November 2026 at 6pm");
    page.shows("Once a week, on Fridays at 6pm").shows("Last email Not yet");
});

journey!(what_is_wrong_in_the_form_is_said_beside_its_field, |world| {
    let ada = world.visitor("Ada Marsh");
    let wrong = [("search", "q=nurse"), ("email", "ada at example"), ("frequency", "daily"), ("hour", "25")];
    let page = ada.tries("POST", "/alerts", &wrong).await;
    page.is(422).shows("Enter an email address in the right form").shows("Choose an hour");
    let wrong = [("search", "q=nurse"), ("email", &ada.email), ("frequency", "hourly")];
    ada.tries("POST", "/alerts", &wrong).await.is(422).shows("Choose how often we should write");
    assert!(rows(&world).await.is_empty());
});

journey!(as_many_as_allowed_and_no_more, |world| {
    let ada = world.candidate("Ada Marsh").await;
    for number in 0..20 {
        keeps(&ada, &format!("/alerts/new?q=nurse+{number}"), "Once a day").await;
    }
    ada.gets("/alerts").await.shows("You have 20 of up to 20 alerts");
    ada.submits("/alerts/new?q=midwife", "Create the alert", &[])
        .await
        .is(409)
        .shows("as many alerts as you can");
    assert_eq!(rows(&world).await.len(), 20);
});

#[tokio::test]
async fn an_alert_is_made_on_a_phone_without_javascript() {
    let world = crate::world::World::on(crate::world::Engine::Sqlite).await;
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let phone = world.browser(JavaScript::Off, 375).await;
    phone.goes_to(&role.path).await;
    phone.follows("Email me more like this").await;
    phone.shows("Create an alert").await;
    assert!(phone.sticks_out().await.is_none(), "nothing scrolls sideways");
    phone.fills("Email address", "ada.marsh@example.org").await;
    phone.presses("Create the alert").await;
    phone.shows("Check your email").await;
}
