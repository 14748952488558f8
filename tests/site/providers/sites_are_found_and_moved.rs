//! A group with hundreds of sites finds each of them; an editor moves a site to where its door is.

use super::SITE;
use crate::world::{Organisation, World, journey};
use rounds::audit::Actor;
use rounds::listings::ListingKind;
use rounds::providers::{self, model::NewSite};

/// Clinics in turn in Leeds and York, besides the first site.
async fn opens(world: &World, of: &Organisation, count: usize) {
    let (id, now) = (of.id, world.app.clock.now());
    let added = world.app.db.write(move |conn| {
        for number in 0..count {
            let (town, postcode) = [("Leeds", "LS2 9JT"), ("York", "YO1 7HH")][number % 2];
            let at = rounds::kit::places::postcode(postcode).expect("a postcode");
            let site = NewSite {
                name: format!("Clinic {number:03}"),
                address: "1 High Street".into(),
                town: town.into(),
                postcode: postcode.into(),
                region: at.region.into(),
                latitude: at.lat,
                longitude: at.lon,
                sector: "acute".into(),
                funding: "private".into(),
                ..NewSite::default()
            };
            providers::actions::add_site(conn, &Actor::site(), id, &site, now)?;
        }
        Ok(())
    });
    added.await.unwrap_or_else(|failed: rounds::kit::db::Failed<std::convert::Infallible>| {
        panic!("sites are added: {failed:?}")
    });
}

journey!(many_sites_are_paged_and_found_by_name_town_and_postcode, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let (owner, path) = (&larch.owner, format!("/desk/{}/sites", larch.id));
    owner.gets(&path).await.lacks("Find a site");
    opens(&world, &larch, 120).await;
    let page = owner.gets(&path).await;
    page.shows("121 sites");
    assert_eq!(page.all(".govuk-summary-card").len(), 50);
    assert_eq!(owner.gets(&format!("{path}?page=3")).await.all(".govuk-summary-card").len(), 21);
    for (words, shown) in
        [("clinic 007", 1), ("york", 50), ("yo17hh", 50), ("YO1", 50), ("100%", 0), ("ls1 4ap", 1)]
    {
        let page = owner.submits(&path, "Find", &[("Find a site", words)]).await;
        assert_eq!(page.all(".govuk-summary-card").len(), shown, "{words}");
    }
    owner.gets(&format!("{path}?q=york")).await.shows("60 sites with “york”");
});

journey!(an_editor_looks_for_sites_and_what_is_ticked_stays, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let owner = &larch.owner;
    let draft = world.submitted(&larch, ListingKind::Role, "Ward nurse", |_| {}).await;
    opens(&world, &larch, 120).await;
    let listing = format!("/desk/{}/listings/{}", larch.id, draft.id);
    let open = owner.gets(&listing).await;
    owner.presses(&open, "Withdraw it from review", &[]).await.is(200);
    let places = format!("{listing}/places");
    let before = owner.gets(&places).await;
    before.is(200).shows("120 sites match. The first fifty are shown");
    let first = before.attributes("input[name=sites][checked]", "value");
    assert_eq!(first.len(), 1, "its site");

    let found = owner.presses(&before, "Find sites", &[("Find a site", "clinic 119")]).await;
    found.is(200).shows("1 site matches");
    assert_eq!(found.attributes("input[name=sites][checked]", "value"), first, "what is ticked stays ticked");
    let both = [("Where is it?", "Clinic 119, York, YO1 7HH")];
    let found = owner.presses(&found, "Find sites", &[both[0], ("Find a site", "nowhere")]).await;
    found.is(200).shows("No other site matches");
    let ticked = found.attributes("input[name=sites][checked]", "value").len();
    let saved = owner.presses(&found, "Save and continue", &[]).await;
    saved.is(200);
    let page = owner.gets(&places).await;
    assert_eq!(page.attributes("input[name=sites][checked]", "value").len(), ticked);
    page.shows("Clinic 119");
});

journey!(a_site_is_moved_without_a_script_and_follows_its_postcode, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    let owner = &larch.owner;
    let page = owner.submits(&format!("/desk/{}/sites/new", larch.id), "Save the site", &SITE).await;
    let site = page.link("Change Main hospital");
    let page = owner.gets(&site).await;
    let page = owner.follows(&page, "Move its point on the map").await;
    page.is(200).shows("At the point of LS1 4AP");
    let path = page.path().to_string();
    let first = page.attributes("#latitude", "value");

    // Each step draws the map anew; nothing is kept until it is saved.
    let page = owner.presses(&page, "100 m north", &[]).await;
    page.is(200).shows("About 100 metres from the point of LS1 4AP").shows("Not saved yet");
    let page = owner.presses(&page, "100 m east", &[]).await;
    page.shows("About 140 metres from the point of LS1 4AP");
    let moved = page.attributes("#latitude", "value");
    assert_ne!(moved, first);
    assert_eq!(owner.gets(&path).await.attributes("#latitude", "value"), first);
    let stale = owner.gets(&path).await;
    owner.presses(&page, "Save the point", &[]).await.is(200).shows("The point on the map is saved");
    owner.presses(&page, "Save the point", &[]).await.is(200);
    assert_eq!(owner.gets(&path).await.attributes("#latitude", "value"), moved);

    // Whoever chose from an older page is told, and nothing is overwritten.
    let page = owner.presses(&stale, "Save the point", &[("Latitude", "53.79")]).await;
    page.is(409).shows("Somebody else has changed this site");

    // What cannot be is said beside its field, and what was typed stays.
    let far = [("Latitude", "51.5"), ("Longitude", "-0.12")];
    let page = owner.submits(&path, "Save the point", &far).await;
    page.is(422).shows("miles from LS1 4AP").shows("Keep it within 5 miles");
    assert_eq!(page.attributes("#latitude", "value"), ["51.5"]);
    let page = owner.submits(&path, "Save the point", &[("Longitude", "west")]).await;
    page.is(422).shows("Enter a longitude");

    // A postcode nearby leaves it where it was put; one far away takes it along.
    let change = |postcode: &'static str| [("Postcode", postcode)];
    owner.submits(&site, "Save the site", &change("LS1 5AA")).await.is(200);
    assert_eq!(owner.gets(&path).await.attributes("#latitude", "value"), moved);
    owner.submits(&site, "Save the site", &change("YO1 7HH")).await.is(200);
    let page = owner.gets(&path).await;
    page.shows("At the point of YO1 7HH");

    let page = owner.presses(&page, "100 m south", &[]).await;
    let page = owner.presses(&page, "Back to the postcode’s point", &[]).await;
    page.is(200).shows("At the point of YO1 7HH").lacks("Not saved yet");
    alder.owner.gets(&path).await.is(404);
    owner
        .gets(&format!("/desk/{}/activity", larch.id))
        .await
        .shows("moved the site Main hospital on the map");
});
