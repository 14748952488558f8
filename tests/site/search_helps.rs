//! A search that finds nothing, or not where it was asked to, says what would find something.

use crate::world::{World, journey};
use rounds::listings::ListingKind;

journey!(a_place_is_understood_or_asked_about, |world| {
    let larch = world.organisation_at("Larch Surgical", "LS1 4AP").await;
    world.role(&larch, "Physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    for inside in
        ["LS1 4AP", "ls1 4", "LS1", "Leeds", "West Yorkshire", "North East and Yorkshire", "england"]
    {
        let query: String = url::form_urlencoded::byte_serialize(inside.as_bytes()).collect();
        ada.gets(&format!("/listings?place={query}")).await.is(200).shows("1 listing");
    }
    for outside in ["London", "Kent", "SW1A 1AA", "scotland"] {
        let query: String = url::form_urlencoded::byte_serialize(outside.as_bytes()).collect();
        ada.gets(&format!("/listings?place={query}")).await.is(200).shows("No listings");
    }
    ada.gets("/listings?place=leeds").await.shows("Less than a mile");
    let page = ada.gets("/listings?place=newport").await;
    page.shows("There is more than one newport").shows("Newport, Isle of Wight");
    let page = ada.gets("/listings?place=lieds").await;
    page.shows("We do not know a place called “lieds”").shows("Did you mean");
    ada.follows(&page, "Leeds").await.shows("1 listing within 25 miles of Leeds");
    ada.gets("/listings?place=xqzzwv").await.shows("Try a town, a postcode or a region");
    ada.gets("/listings?place=jersey").await.shows("Channel Islands");
});

journey!(a_listing_with_several_sites_is_as_near_as_its_nearest, |world| {
    let larch = world.organisation_at("Larch Surgical", "LS1 4AP").await;
    let elm = world.organisation_at("Elm Clinics", "BS1 5TR").await;
    let bristol = world.app.read({
        let id = elm.id;
        move |conn| rounds::providers::sites(conn, id)
    });
    let bristol = bristol.await.expect("the other site");
    let both = |full: &mut rounds::listings::Full| full.sites.extend(bristol.clone());
    world.publishes(&larch, ListingKind::Role, "Travelling physiotherapist", both).await;
    let ada = world.visitor("Ada Marsh");
    for place in ["leeds", "bristol"] {
        let page = ada.gets(&format!("/listings?place={place}&within=10")).await;
        page.shows("1 listing").shows("Travelling physiotherapist");
    }
    ada.gets("/listings?place=london&within=10").await.shows("No listings");
});

journey!(nothing_found_says_what_would_be, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Nurse-led hydrotherapy physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    let page = ada
        .gets("/listings?q=hydrotherapy&place=manchester&within=10&contract=permanent&pattern=nights")
        .await;
    page.shows("Nothing fits all of that yet").shows("Email me when something fits");
    let page = ada.gets("/listings?q=hydrotherapy&place=manchester&within=10").await;
    page.shows("Search within 50 miles 1");
    ada.follows(&page, "Search within 50 miles").await.shows("Nurse-led hydrotherapy physiotherapist");
    let page = ada.gets("/listings?pattern=nights&contract=permanent").await;
    ada.follows(&page, "Without “Nights”").await.shows("1 listing");
    let page = ada.gets("/listings?q=hydrotherapy+nurse").await;
    page.shows("Without “Nurse” 1").shows("Search for “hydrotherapy nurse” as typed 1");
    let page = ada.gets("/listings?q=physiotherapist+hydrotherapist+xqzzwv&exact=yes").await;
    page.shows("Search for “physiotherapist” 1");
    let page = ada.gets("/listings?q=xqzzwv&exact=yes&contract=permanent").await;
    page.shows("Without “xqzzwv” 1");
});

journey!(a_page_beyond_the_end_leads_to_the_last, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Physiotherapist").await;
    let ada = world.visitor("Ada Marsh");
    let page = ada.gets("/listings?page=9").await;
    page.is(200).shows("There is no page 9").shows("1 listing");
    ada.gets("/listings?page=99999999999").await.is(200);
    ada.gets("/listings?sort=pay").await.shows("compared by the full-time year");
});

#[tokio::test]
async fn each_typing_error_is_corrected_and_said() {
    let world = World::demo().await;
    let ada = world.visitor("Ada Marsh");
    // A letter left out, too many, wrong, swapped; two in a long word; two words run together.
    for (typed, meant) in [
        ("radiograper", "radiographer"),
        ("physsio", "physio"),
        ("mammagrapher", "mammographer"),
        ("enodscopy", "endoscopy"),
        ("echocardiografer", "echocardiographer"),
        ("talkingtherapies", "talking therapies"),
    ] {
        let page = ada.gets(&format!("/listings?q={typed}")).await;
        page.shows(&format!("Showing results for {meant}. Search for “{typed}” instead"));
        let typed_page = ada.follows(&page, "instead").await;
        typed_page.shows(&format!("No listings for “{typed}”"));
        ada.presses(&typed_page, "Show results", &[]).await.shows(&format!("No listings for “{typed}”"));
    }
    // Short words and numbers are not guessed at.
    for typed in ["zzz", "st3x"] {
        ada.gets(&format!("/listings?q={typed}")).await.lacks("Showing results for");
    }
}
