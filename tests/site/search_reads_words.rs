//! Words that name a filter become it, visibly and removably.

use crate::world::{World, journey};
use rounds::listings::ListingKind;

journey!(words_become_filters_that_can_be_undone, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let part_time = |full: &mut rounds::listings::Full| {
        full.tags.patterns = vec!["part-time".into()];
        full.terms.comparable_band = Some("band-6".into());
    };
    world.publishes(&larch, ListingKind::Role, "Senior physiotherapist", part_time).await;
    world.role(&larch, "Full-time physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    let page = ada.submits("/", "Search", &[("q", "band 6 physio leeds part time")]).await;
    page.is(200).shows("1 listing within 25 miles of Leeds").shows("Senior physiotherapist");
    page.shows("We read “band 6” as Band 6, “physio” as Physiotherapist, “leeds” as Leeds and “part time” as Part time.");
    assert_eq!(page.attributes("#q", "value"), [""]);
    assert_eq!(page.attributes("#place", "value"), ["Leeds"]);
    let again =
        ada.gets(page.url.as_str().trim_start_matches(world.site.as_str().trim_end_matches('/'))).await;
    assert_eq!(again.url, page.url, "the address is canonical and can be shared");

    let unticked = ada.follows(&page, "Band 6").await;
    let unticked = ada.follows(&unticked, "Part time").await;
    unticked.shows("2 listings within 25 miles of Leeds").lacks("“part time” as Part time");
    let kept = ada.presses(&unticked, "Show results", &[]).await;
    kept.shows("2 listings within 25 miles of Leeds").shows("We read “physio” as Physiotherapist");

    let typed = ada.follows(&page, "Search for the words as typed instead").await;
    typed.shows("for “band 6 physio leeds part time”").lacks("We read");
    let sent = ada.presses(&typed, "Show results", &[]).await;
    sent.lacks("We read").shows("for “band 6 physio leeds part time”");
    ada.presses(&typed, "Show results", &[("What", "odp")]).await.shows("We read “odp”");
});

journey!(an_alert_keeps_what_was_read_and_not_the_words, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets("/listings?q=nurse+nights&place=").await;
    let page = ada.follows(&page, "Email me new ones").await;
    page.is(200).shows("Nurse, Nights");
    assert!(!page.url.as_str().contains("typed"), "{}", page.url);
});

#[tokio::test]
async fn each_search_of_the_issue_is_read() {
    let world = World::demo().await;
    let ada = world.visitor("Ada Marsh");
    for (typed, said) in [
        ("st4 orthopaedics placement", "“st4” as ST4, “orthopaedics” as Trauma and orthopaedics"),
        (
            "visa sponsored nurse kent",
            "“visa sponsored” as Visa sponsorship, “nurse” as Nurse and “kent” as Kent",
        ),
        (
            "£40k theatre nurse nights",
            "“£40k” as £40,000 a year or more, “nurse” as Nurse and “nights” as Nights",
        ),
    ] {
        let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        ada.gets(&format!("/listings?q={query}")).await.is(200).shows(said);
    }
}
