//! An organisation describes itself, is verified and becomes public; or is sent back, mended and sent again.

use super::{SITE, adds_site, begins, id_of, invites, returns, sends, verifies};
use crate::letters_read_well::reads;
use crate::world::{Engine, World, journey};
use chrono::Duration;
use rounds::providers;

const PUBLIC: &str = "/providers/larch-surgical";

journey!(an_organisation_is_described_verified_and_public, |world| {
    let bea = world.member("Bea Holt").await;
    let page = bea.gets("/desk").await;
    page.shows("No organisation yet");
    let page = bea.follows(&page, "Add your organisation").await;
    let profile = [
        ("Name", "Larch Surgical"),
        ("CQC provider number", "1-123456789"),
        ("Sector", "Acute"),
        ("Who pays for the care", "Private"),
        ("Website", "www.larch.example"),
        ("What the organisation does", "A small hospital with **two theatres**."),
    ];
    let page = bea.presses(&page, "Preview", &profile).await;
    page.is(200).shows("Nothing is saved yet");
    assert_eq!(page.one("#preview strong"), "two theatres");
    bea.gets("/desk").await.shows("No organisation yet");
    let overview = bea.presses(&page, "Save and continue", &[]).await;
    overview.is(200).shows("Only you can see it until it is verified").shows("Not sent yet");
    let id = id_of(&overview);

    let page = bea.follows(&overview, "Where it is").await;
    let sites = bea.presses(&page, "Save the site", &SITE).await;
    sites.is(200).shows("1 Station Road, Leeds, LS1 4AP").shows("North East and Yorkshire");
    let page = bea.follows(&overview, "What it is like to work there").await;
    let page = bea.follows(&page, "Study days and budget").await;
    let claim = [
        ("Study days a year", "5"),
        ("Where this can be checked", "Staff handbook"),
        ("True since, or measured on", "2025-03-01"),
        ("What shows that it is so", "Page 14 of the handbook"),
    ];
    bea.presses(&page, "Send for review", &claim).await.is(200).shows("Study days and budget: sent");

    let overview = bea.gets(&format!("/desk/{id}")).await;
    overview.shows("1 site").shows("1 fact");
    bea.presses(&overview, "Send for verification", &[]).await.is(200).shows("Being verified");
    let visitor = world.visitor("Nobody Here");
    for path in [PUBLIC, &format!("/providers/{id}")] {
        visitor.gets(path).await.is(404);
    }
    verifies(&world, id).await;
    let overview = world.follows_letter(&bea, "Larch Surgical is verified").await;
    overview.is_at(&format!("/desk/{id}")).shows("Verified");
    bea.follows(&overview, "See the public page").await.is(200).is_at(PUBLIC);

    let page = visitor.gets(PUBLIC).await;
    page.is(200)
        .shows("Acute · Private · Leeds")
        .lacks("5 study days a year")
        .shows("1 Station Road, Leeds, LS1 4AP")
        .shows("CQC 1-123456789")
        .shows("Verified by Rounds on");
    assert_eq!(
        (page.heading().as_str(), page.one(".prose strong").as_str()),
        ("Larch Surgical", "two theatres")
    );
    assert_eq!(page.link("larch.example"), "https://www.larch.example");
});

journey!(what_is_missing_is_said_before_it_is_sent, |world| {
    let bea = world.member("Bea Holt").await;
    let fields = [("Name", "Larch Surgical"), ("Sector", "Acute"), ("Who pays for the care", "Private")];
    let overview = bea.submits("/desk/new", "Save and continue", &fields).await;
    let id = id_of(&overview);
    let page = bea.presses(&overview, "Send for verification", &[]).await;
    page.is(422).shows("Something is missing").shows("Not sent yet");
    let links = page.all(".govuk-error-summary__list a");
    assert_eq!(links, ["Say what the organisation does", "Add at least one site"]);
    let profile = bea.follows(&page, "Say what the organisation does").await;
    let words = [("What the organisation does", "Two theatres.")];
    bea.presses(&profile, "Save and continue", &words).await.shows("The profile is saved");
    let site = bea.follows(&page, "Add at least one site").await;
    bea.presses(&site, "Save the site", &SITE).await.is(200);
    let page = bea.presses(&page, "Send for verification", &[]).await;
    page.is(200).is_at(&format!("/desk/{id}")).shows("Being verified");
});

journey!(sending_twice_is_harmless, |world| {
    let bea = world.member("Bea Holt").await;
    let id = begins(&bea, "Larch Surgical").await;
    adds_site(&bea, id).await;
    let overview = bea.gets(&format!("/desk/{id}")).await;
    let sent = bea.presses(&overview, "Send for verification", &[]).await;
    sent.is(200).shows("Being verified");
    // Its place in the queue is that of the first time.
    world.app.clock.move_by(Duration::minutes(5));
    let again = bea.presses(&overview, "Send for verification", &[]).await;
    again.is(200).shows("Being verified");
    assert_eq!(sent.one("main .lead"), again.one("main .lead"));
    let waiting = world.app.read(providers::count_waiting).await;
    assert_eq!(waiting.expect("a number"), 1);

    verifies(&world, id).await;
    bea.presses(&overview, "Send for verification", &[]).await.is(200);
    bea.gets(&format!("/desk/{id}")).await.shows("Verified").lacks("Being verified");
    world.visitor("Nobody Here").gets(PUBLIC).await.is(200);
    // A form that was pressed twice begins one organisation, and adds one site.
    let other = begins(&bea, "Alder Clinic").await;
    assert_eq!(begins(&bea, "Alder Clinic").await, other);
    adds_site(&bea, id).await;
    let sites = world.app.read(move |conn| providers::sites(conn, id)).await;
    assert_eq!(sites.expect("sites").len(), 1);
});

journey!(what_is_returned_is_mended_and_sent_again, |world| {
    let bea = world.member("Bea Holt").await;
    let id = sends(&bea, "Larch Surgery").await;
    returns(&world, id, "The register calls you Larch Surgical.").await;
    let overview = world.follows_letter(&bea, "could not be verified yet").await;
    overview
        .is_at(&format!("/desk/{id}"))
        .shows("Sent back to you")
        .shows("The register calls you Larch Surgical.");
    let page = bea.follows(&overview, "What the organisation is").await;
    bea.presses(&page, "Save and continue", &[("Name", "Larch Surgical")]).await.is(200);
    bea.presses(&overview, "Send again", &[]).await.is(200).shows("Being verified");
    // What is being verified stays as it is, until it is taken back.
    let edit = format!("/desk/{id}/profile/edit");
    let page = bea.submits(&edit, "Save and continue", &[("Name", "Larch")]).await;
    page.is(422);
    assert!(page.one("#name-error").contains("are being verified"), "{}", page.one("#name-error"));
    verifies(&world, id).await;
    world.visitor("Nobody Here").gets(PUBLIC).await.is(200).shows("Larch Surgical");
});

journey!(a_new_name_is_verified_again, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let visitor = world.visitor("Nobody Here");
    let edit = format!("/desk/{}/profile/edit", larch.id);
    let words = [("What the organisation does", "Three theatres by now.")];
    larch.owner.submits(&edit, "Save and continue", &words).await.shows("The profile is saved");
    visitor.gets(PUBLIC).await.is(200).shows("Three theatres by now.");

    let page = larch.owner.submits(&edit, "Save and continue", &[("Name", "Larch Hospitals")]).await;
    page.is(422).shows("Confirm that the organisation is to be verified again");
    visitor.gets(PUBLIC).await.is(200).lacks("Larch Hospitals");
    let confirmed = [("Save, and verify the organisation again", "yes")];
    let page = larch.owner.presses(&page, "Save and continue", &confirmed).await;
    page.is(200).is_at(&format!("/desk/{}", larch.id)).shows("Being verified");
    visitor.gets(PUBLIC).await.is(404);
    verifies(&world, larch.id).await;
    let page = visitor.gets(PUBLIC).await;
    assert_eq!(page.is(200).heading(), "Larch Hospitals", "the address stays");
});

#[tokio::test]
async fn the_letters_of_providers() {
    let world = World::on(Engine::Sqlite).await;
    let bea = world.member("Bea Holt").await;
    let id = sends(&bea, "Larch Surgical").await;
    let plain = |words: String| words.replace(&format!("/desk/{id}"), "/desk/…");
    returns(&world, id, "The register calls you Larch Surgery.\nPlease check the number.").await;
    let words = reads(&world, &bea.email, "could not be verified yet").await;
    insta::assert_snapshot!("providers_returned", plain(words));

    bea.submits(&format!("/desk/{id}"), "Send again", &[]).await.is(200);
    verifies(&world, id).await;
    insta::assert_snapshot!("providers_verified", plain(reads(&world, &bea.email, "is verified").await));

    let ivo = "ivo.crane@example.org";
    invites(&bea, id, ivo, "Editor").await.is(200);
    insta::assert_snapshot!("providers_invitation", plain(reads(&world, ivo, "Join Larch Surgical").await));
}
