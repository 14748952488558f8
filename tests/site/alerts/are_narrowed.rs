//! "Too far", "wrong kind", "pay too low": the alert proposes what would leave the listing out, and a button does it.

use super::{asks_and_confirms, rows};
use crate::world::{Page, Person, Thing, World, journey};
use rounds::listings::ListingKind;

async fn opens(world: &World, ada: &Person, thing: &Thing, why: &str) -> Page {
    let key = rows(world).await[0].key.clone();
    ada.gets(&format!("/alerts/manage/{key}/narrow?listing={}&why={why}", thing.id)).await
}

journey!(too_far_makes_the_distance_smaller, |world| {
    // York is about 22 miles from Leeds.
    let larkfield = world.organisation_at("Larkfield Surgical", "YO1 7HH").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?q=physiotherapist&place=Leeds&within=50", "Once a day")
        .await
        .shows("1 listing");
    let page = opens(&world, &ada, &role, "far").await;
    page.is(200).shows("Too far away").shows("Senior physiotherapist").shows("miles away").lacks("25 miles");
    assert_eq!(page.form("Look only so far").value("How far would you go?").as_deref(), Some("15"));
    assert!(rows(&world).await[0].search.contains("within=50"), "a look changes nothing");
    let done = ada.presses(&page, "Look only so far", &[]).await;
    done.shows("This alert now looks for: “physiotherapist” within 15 miles of Leeds").shows("0 listings");
    // Pressed twice: the first press did it.
    ada.presses(&page, "Look only so far", &[]).await.is(200).shows("within 15 miles");
    opens(&world, &ada, &role, "far").await.shows("leaves the listing out already");
    let path = format!("/alerts/manage/{}/narrow", rows(&world).await[0].key);
    let (id, was) = (role.id.to_string(), rows(&world).await[0].search.clone());
    let was = was.replace("within=15", "within=50");
    let wrong = [("listing", id.as_str()), ("why", "far"), ("miles", "75"), ("was", was.as_str())];
    ada.tries("POST", &path, &wrong).await.is(422).shows("Choose a distance");
});

journey!(where_no_distance_can_be_smaller_the_page_says_so, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?q=physiotherapist", "Once a day").await;
    let page = opens(&world, &ada, &role, "far").await;
    page.is(200).shows("There is nothing here to narrow").shows("names no place");
    ada.follows(&page, "change anything about this alert").await.is(200);
    opens(&world, &ada, &role, "nonsense").await.is(404);
    let key = rows(&world).await[0].key.clone();
    ada.gets(&format!("/alerts/manage/{key}/narrow?listing=1&why=far")).await.is(404);
    ada.gets("/alerts/manage/nobody/narrow?listing=1&why=far").await.is(404);
});

journey!(the_wrong_kind_is_left_out_and_the_rest_stays, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let change = |full: &mut rounds::listings::Full| full.listing.contract = "locum".into();
    let role = world.publishes(&larkfield, ListingKind::Role, "Physiotherapist for August", change).await;
    world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    let search = "/alerts/new?place=Leeds&profession=physiotherapist&profession=nurse";
    asks_and_confirms(&world, &ada, search, "Once a day").await.shows("2 listings");
    let page = opens(&world, &ada, &role, "kind").await;
    page.is(200).shows("Profession: leave out Physiotherapist").shows("It goes on finding: Nurse");
    page.shows("Contract: leave out Locum");
    ada.presses(&page, "Leave it out", &[]).await.is(422).shows("Choose what to leave out");
    let fields = [("What should your alert leave out?", "Contract: leave out Locum")];
    ada.presses(&page, "Leave it out", &fields).await.shows("This alert now looks for").shows("1 listing");
    let search = &rows(&world).await[0].search;
    assert!(search.contains("contract=permanent") && !search.contains("contract=locum"), "{search}");
});

journey!(pay_too_low_asks_for_more, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?place=Leeds", "Once a day").await.shows("1 listing");
    let page = opens(&world, &ada, &role, "pay").await;
    page.is(200).shows("It pays up to £42,000 a year");
    assert_eq!(page.form("Ask for more").value("The least pay you look for").as_deref(), Some("43000"));
    let again = ada.presses(&page, "Ask for more", &[("The least pay you look for", "42,000")]).await;
    again.is(422).shows("this listing would still fit");
    ada.presses(&page, "Ask for more", &[("The least pay you look for", "lots")])
        .await
        .is(422)
        .shows("in pounds");
    let fields = [("The least pay you look for", "23"), ("For", "an hour")];
    ada.presses(&again, "Ask for more", &fields).await.shows("£23 an hour or more").shows("0 listings");
});
