//! Looking around: by profession, specialty, place and provider, by name, and by all values of a filter.

use crate::world::{Engine, JavaScript, World, journey};
use rounds::listings::ListingKind;

journey!(a_profession_in_a_place_has_a_page, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let elm = world.organisation_at("Elm Clinic", "M1 1DX").await;
    world.role(&larch, "Physiotherapist (hands)").await;
    world.role(&elm, "Physiotherapist (hips)").await;
    let nobody = world.visitor("Nobody Here");

    let browse = nobody.gets("/browse").await;
    browse.shows("2 roles are open now.");
    assert_eq!(browse.all(".country__count"), ["1", "1"], "two regions on the map");
    assert_eq!(browse.all(".country__table td"), ["1", "1"], "and in the table beside it");
    let trade = nobody.follows(&browse, "Physiotherapist").await;
    trade
        .is_at("/browse/physiotherapist")
        .shows("must be registered with the Health and Care Professions Council");
    let there = nobody.follows(&trade, "North West").await;
    there.is_at("/browse/physiotherapist/north-west").shows("1 role is open now.");
    assert_eq!(there.heading(), "Physiotherapists in the North West");
    there.shows("Physiotherapist (hips)").lacks("Physiotherapist (hands)");
    let canonical = there.attributes("link[rel=canonical]", "href");
    assert_eq!(canonical, [world.app.site.url("/browse/physiotherapist/north-west")]);
    let elsewhere = nobody.follows(&there, "North East and Yorkshire").await;
    elsewhere.is_at("/browse/physiotherapist/north-east-and-yorkshire").shows("Physiotherapist (hands)");
    nobody.follows(&elsewhere, "West Yorkshire").await.is_at("/browse/physiotherapist/west-yorkshire");
});

journey!(a_place_has_one_page_and_leads_to_others, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Physiotherapist").await;
    let nobody = world.visitor("Nobody Here");

    let moved = nobody.asks("/browse/place/Leeds").await;
    assert_eq!((moved.status, moved.header("location")), (308, "/browse/place/leeds"));
    let leeds = nobody.gets("/browse/place/leeds").await;
    leeds.shows("1 role is open now.").shows("Contains Royal Mail data");
    let county = nobody.follows(&leeds, "West Yorkshire").await;
    county.is_at("/browse/place/west-yorkshire").shows("Independent healthcare in West Yorkshire");
    let region = nobody.follows(&county, "North East and Yorkshire").await;
    nobody.follows(&region, "Leeds").await.is_at("/browse/place/leeds");

    let empty = nobody.gets("/browse/place/cornwall").await;
    empty.is(200).shows("Nothing is open here at the moment");
    assert_eq!(empty.attributes("meta[name=robots]", "content"), ["noindex"]);
    for nowhere in [
        "/browse/place/xqzzwv",
        "/browse/place/ls1",
        "/browse/nobody",
        "/browse/specialty/none",
        "/browse/nurse/nowhere",
    ] {
        nobody.gets(nowhere).await.is(404);
    }
});

journey!(what_has_something_open_is_in_the_sitemap, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world
        .publishes(&larch, ListingKind::Role, "Hand therapist", |full| {
            full.tags.specialties = vec!["trauma-and-orthopaedics".into()];
        })
        .await;
    let nobody = world.visitor("Nobody Here");
    let map = nobody.gets("/sitemap.xml").await.source();
    for path in [
        "/browse/physiotherapist",
        "/browse/physiotherapist/north-east-and-yorkshire",
        "/browse/place/north-east-and-yorkshire",
        "/browse/specialty/trauma-and-orthopaedics",
        "/providers/larch-surgical",
    ] {
        assert!(map.contains(&format!("<loc>{}</loc>", world.app.site.url(path))), "{path} is not in {map}");
        nobody.gets(path).await.is(200);
    }
    assert!(!map.contains("/browse/nurse"), "{map}");
    let providers = nobody.gets("/browse/providers").await;
    nobody
        .follows(&providers, "Larch Surgical")
        .await
        .is_at("/providers/larch-surgical")
        .shows("Hand therapist");
});

journey!(names_are_found_by_their_beginning, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Senior hand therapist").await;
    let nobody = world.visitor("Nobody Here");
    let browse = nobody.gets("/browse").await;
    let found = nobody.presses(&browse, "Find", &[("Find by name", "physio")]).await;
    found.shows("Names that begin with “physio”");
    nobody.follows(&found, "Physiotherapist").await.is_at("/browse/physiotherapist");
    let found = nobody.presses(&found, "Find", &[("The beginning of a name", "hand")]).await;
    nobody.follows(&found, "Senior hand therapist").await.is_at("/listings").shows("1 listing for");
    nobody.gets("/browse/find?q=leeds").await.shows("town");
    nobody.gets("/browse/find?q=zzzz").await.shows("No name with anything open begins like that");
    let answer = nobody.gets("/suggestions?q=larch&place=lee").await.source();
    assert!(answer.contains(r#"{"label":"Larch Surgical","kind":"provider"}"#), "{answer}");
    assert!(answer.contains(r#"{"label":"Leeds","kind":"town"}"#), "{answer}");
    world.passes(chrono::Duration::days(30)).await;
    let answer = nobody.gets("/suggestions?q=hand").await.source();
    assert_eq!(answer, "[]", "what has closed is not suggested");
});

journey!(what_a_provider_says_of_working_there_can_be_filtered_by, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let elm = world.organisation("Elm Clinic").await;
    world.role(&larch, "Hand therapist").await;
    world.role(&elm, "Hip therapist").await;
    world.says(&larch, "self-rostering", &[("teams", "On every ward")], "2026-01-05").await;
    world.settles().await;
    let nobody = world.visitor("Nobody Here");
    let all = nobody.gets("/listings").await;
    all.shows("Hand therapist").shows("Hip therapist").shows("Self-rostering , 1");
    let some = nobody.gets("/listings?control=self-rostering").await;
    some.shows("Hand therapist").lacks("Hip therapist");
    nobody.follows(&some, "Remove Self-rostering").await.shows("Hip therapist");
});

journey!(long_filters_are_searched_without_a_script, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world
        .publishes(&larch, ListingKind::Role, "Hand therapist", |full| {
            full.tags.specialties = vec!["trauma-and-orthopaedics".into()];
        })
        .await;
    let nobody = world.visitor("Nobody Here");
    let page = nobody.gets("/filters/specialty?kind=role").await;
    page.shows("Cardiology");
    let some = nobody.presses(&page, "Look", &[("Find in this list", "ORTHO")]).await;
    some.shows("Trauma and orthopaedics").lacks("Cardiology");
});

/// Typing, choosing with the arrow keys, and searching, with keys alone.
#[tokio::test]
async fn a_search_box_suggests_while_one_types() {
    const DOWN: &str = "\u{e015}";
    const ESCAPE: &str = "\u{e00c}";
    const ENTER: &str = "\u{e007}";
    let world = World::on(Engine::Sqlite).await;
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Senior hand therapist").await;
    let browser = world.browser(JavaScript::On, 1280).await;
    browser.goes_to("/listings").await;
    browser.fills("What", "han").await;
    browser.shows("Senior hand therapist title").await;
    let state = "const q = document.getElementById('q'); \
         return [q.role, q.getAttribute('aria-expanded'), q.getAttribute('aria-activedescendant')].join()";
    assert_eq!(browser.script(state, serde_json::json!([])).await, "combobox,true,");
    assert_eq!(browser.axe(&[]).await, Vec::<String>::new());
    browser.types(DOWN).await;
    assert_eq!(browser.script(state, serde_json::json!([])).await, "combobox,true,q-suggestions-0");
    browser.types(ESCAPE).await;
    assert_eq!(browser.script(state, serde_json::json!([])).await, "combobox,false,");
    browser.types("d").await;
    browser.shows("Senior hand therapist title").await;
    browser.types(DOWN).await;
    browser.types(ENTER).await;
    let filled = browser.script("return document.getElementById('q').value", serde_json::json!([])).await;
    assert_eq!(filled, "Senior hand therapist", "Enter on a suggestion fills the box and sends nothing");
    browser.types(ENTER).await;
    browser.shows("1 listing for").await;
}
