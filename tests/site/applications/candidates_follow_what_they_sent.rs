//! A candidate sees whose turn it is, how far each application came, and what is late; and what became of what they saved.

use super::*;
use crate::world::journey;

/// The words of the section with this heading.
fn section(page: &Page, heading: &str) -> String {
    let (headings, lists) = (page.all("main h2"), page.all("main .govuk-task-list"));
    let at = headings
        .iter()
        .position(|words| words == heading)
        .unwrap_or_else(|| panic!("{heading} is not there"));
    lists[at].clone()
}

journey!(applications_stand_where_it_is_somebodys_turn, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    ada.gets("/applications").await.shows("Nothing here yet");
    let sent = applies(&ada, &cast).await;
    let other = listing(&world, cast.provider, "Recovery nurse").await;
    ada.submits(&format!("/listings/{other}/apply"), "Start now", &[]).await.is(200);

    let page = ada.gets("/applications").await;
    assert!(section(&page, "Needs you").contains("Recovery nurse"));
    let theirs = section(&page, "With the provider");
    assert!(
        theirs.contains("Theatre nurse") && theirs.contains("Submitted") && theirs.contains("Not opened yet"),
        "{theirs}"
    );
    ada.gets(&sent).await.shows("Not opened yet").shows("Decision due").lacks("Opened by the provider");

    cast.bea.gets(&cast.desk(&sent)).await.is(200);
    let page = ada.gets("/applications").await;
    let theirs = section(&page, "With the provider");
    assert!(theirs.contains("Opened") && !theirs.contains("Not opened"), "{theirs}");
    ada.gets(&sent).await.shows("Opened by the provider").lacks("Not opened yet").lacks("days late");

    // Ten days open, four weeks to decide, and three more.
    world.passes(Duration::days(10 + 28 + 3)).await;
    ada.signs_in().await;
    let page = ada.gets("/applications").await;
    assert!(section(&page, "With the provider").contains("3 days late"));
    assert!(section(&page, "Finished").contains("Recovery nurse"), "a draft of a closed listing is over");
    ada.gets(&sent).await.shows("3 days late").shows("you may ask how it stands");

    cast.bea.signs_in().await;
    cast.bea.tries("POST", &cast.desk(&format!("{sent}/shortlisting")), &[]).await.is(303);
    let until = (world.app.clock.today() + Duration::days(7)).to_string();
    let offer = [("Pay", "Band 6"), ("The offer can be answered until the end of", until.as_str())];
    let page = cast.bea.gets(&cast.desk(&format!("{sent}/offer"))).await;
    let page = cast.bea.presses(&page, "See the offer and the letter", &offer).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is(200).shows("Offer made");
    let page = ada.gets("/applications").await;
    let hers = section(&page, "Needs you");
    assert!(
        hers.contains("Theatre nurse") && hers.contains("Offer") && !hers.contains("days late"),
        "{hers}"
    );
    let page = ada.gets(&format!("{sent}/offer")).await;
    let page = ada.follows(&page, "Decline it").await;
    ada.presses(&page, "Yes, decline the offer", &[]).await.is(200);
    assert!(section(&ada.gets("/applications").await, "Finished").contains("Theatre nurse"));
});

journey!(an_answer_without_a_look_is_not_called_one, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let sent = applies(&ada, &cast).await;
    let rejection = [("reason", "registration-missing"), ("words", "")];
    cast.bea.tries("POST", &cast.desk(&format!("{sent}/rejection")), &rejection).await.is(303);
    ada.gets(&sent).await.shows("Answered without being opened").lacks("Opened by the provider");
    ada.gets("/applications").await.shows("Answered without being opened");
});

journey!(what_was_saved_says_what_became_of_it, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let filled = listing(&world, cast.provider, "Ward nurse").await;
    let other = provider(&world, "Otherwood Clinic").await;
    let hidden = listing(&world, other, "Clinic nurse").await;
    for id in [cast.listing, filled, hidden] {
        let page = ada.gets(&format!("/listings/{id}")).await;
        ada.presses(&page, "Save", &[]).await.is(200);
    }
    let note = [("What do you want to remember?", "Ask about parking")];
    ada.submits(&format!("/saved/{hidden}/note"), "Save note", &note).await.is(200);
    let sent = applies(&ada, &cast).await;
    let saved = ada.gets("/saved").await;
    saved.shows("You applied").lacks("What became of the others");
    assert!(saved.attributes("main a", "href").contains(&sent));

    closes_early(&world, filled).await;
    write(&world, move |conn| {
        diesel::update(provider_rows::table.find(other))
            .set(provider_rows::state.eq("suspended"))
            .execute(conn)
    })
    .await;
    let saved = ada.gets("/saved").await;
    saved
        .shows("What became of the others")
        .shows("Ward nurse")
        .shows("Filled")
        .shows("Clinic nurse")
        .shows("No longer shown");
    saved.shows("Ask about parking");
    let links = saved.attributes("main a", "href");
    assert!(!links.iter().any(|href| href.starts_with(&format!("/listings/{hidden}"))), "its page is gone");
    ada.gets(&format!("/saved/{hidden}/note")).await.is(200);
    eve.gets(&format!("/saved/{hidden}/note")).await.is(404);
    eve.gets("/saved").await.shows("Nothing saved yet");
    world.passes(Duration::days(11)).await;
    ada.signs_in().await;
    ada.gets("/saved").await.shows("Closed on").shows("You applied");
});
