//! People ask to be told, are told once and with a reason, and leave with one click.

use crate::letters_read_well::reads;
use crate::world::{Engine, Organisation, Page, Person, World, journey};
use chrono::Duration;
use rounds::listings::ListingKind;

const PHYSIO_IN_LEEDS: &str = "/alerts/new?q=physiotherapist&place=Leeds&within=20";

/// Asks for an alert without an account, and follows the letter's link.
async fn asks_and_confirms(world: &World, person: &Person, search: &str, often: &str) -> Page {
    let fields = [("Email address", person.email.as_str()), ("How often should we email you?", often)];
    person.submits(search, "Create the alert", &fields).await.is(200).shows("Check your email");
    let page = world.follows_letter(person, "Confirm your alert").await;
    person.presses(&page, "Confirm this alert", &[]).await
}

async fn alert_letters(world: &World, person: &Person) -> usize {
    world.settles().await;
    world.letters_to(person).await.iter().filter(|letter| letter.about == "alerts.matches").count()
}

async fn scene(world: &World) -> (Organisation, Person) {
    (world.organisation("Larkfield Surgical").await, world.visitor("Ada Marsh"))
}

journey!(somebody_without_an_account_is_told_of_a_new_listing_at_once, |world| {
    let (larkfield, ada) = scene(&world).await;
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "As soon as something new fits")
        .await
        .shows("Your alert is on");
    world.role(&larkfield, "Senior physiotherapist").await;
    let letter = world.letter(&ada, "1 new listing").await;
    assert!(letter.text_body.contains("Senior physiotherapist"), "{}", letter.text_body);
    assert!(letter.text_body.contains("Why: "), "{}", letter.text_body);
    assert!(letter.html_body.contains(&larkfield.name), "{}", letter.html_body);
    world.settles().await;
    assert_eq!(alert_letters(&world, &ada).await, 1, "never twice");
});

journey!(an_alert_that_nobody_confirmed_never_writes, |world| {
    let (larkfield, ada) = scene(&world).await;
    let fields = [
        ("Email address", ada.email.as_str()),
        ("How often should we email you?", "As soon as something new fits"),
    ];
    ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &fields).await.is(200);
    world.role(&larkfield, "Senior physiotherapist").await;
    assert_eq!(alert_letters(&world, &ada).await, 0);
});

journey!(what_does_not_fit_is_not_told, |world| {
    let (larkfield, ada) = scene(&world).await;
    let far = world.organisation_at("Harbour Clinic", "TR1 2HE").await;
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "As soon as something new fits").await;
    world
        .publishes(&larkfield, ListingKind::Role, "Theatre nurse", |full| {
            full.listing.profession = "nurse".into();
        })
        .await;
    world.role(&far, "Senior physiotherapist").await;
    assert_eq!(alert_letters(&world, &ada).await, 0);
});

journey!(a_daily_alert_writes_one_letter_at_seven_with_what_is_still_live, |world| {
    let (larkfield, ada) = scene(&world).await;
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "Once a day").await;
    world.settles().await;
    world.role(&larkfield, "Senior physiotherapist").await;
    world.role(&larkfield, "Physiotherapist, hands").await;
    world
        .publishes(&larkfield, ListingKind::Role, "Physiotherapist for a day", |full| {
            let soon = full.listing.created_at + Duration::minutes(5);
            full.listing.closes_at = Some(soon);
        })
        .await;
    assert_eq!(alert_letters(&world, &ada).await, 0, "not before the morning");
    world.passes(Duration::hours(25)).await;
    let letter = world.letter(&ada, "2 new listings").await;
    assert!(!letter.text_body.contains("for a day"), "closed meanwhile: {}", letter.text_body);
    world.passes(Duration::hours(24)).await;
    assert_eq!(alert_letters(&world, &ada).await, 1, "nothing new, no letter");
});

journey!(a_letter_can_be_left_with_one_click_and_a_look_changes_nothing, |world| {
    let (larkfield, ada) = scene(&world).await;
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "As soon as something new fits").await;
    world.role(&larkfield, "Senior physiotherapist").await;
    let letter = world.letter(&ada, "1 new listing").await;
    let one_click = letter.unsubscribe_url.clone().expect("RFC 8058");
    let path =
        one_click.strip_prefix(world.app.site.public_url.as_str()).expect("an address of ours").to_string();

    ada.gets(&path).await.is(200).shows("Stop these emails");
    world.role(&larkfield, "Physiotherapist, knees").await;
    assert_eq!(alert_letters(&world, &ada).await, 2, "a look changes nothing");

    // As a mail program posts it: no cookie, no page of ours, from nowhere.
    let sent = reqwest::Client::new()
        .post(one_click)
        .header("content-type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .send()
        .await
        .expect("an answer");
    assert_eq!(sent.status(), 200);
    world.role(&larkfield, "Physiotherapist, feet").await;
    assert_eq!(alert_letters(&world, &ada).await, 2);
    ada.gets(&path).await.is(200);
});

journey!(the_page_of_a_letter_ends_one_alert_or_all, |world| {
    let (larkfield, ada) = scene(&world).await;
    let instant = "As soon as something new fits";
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, instant).await;
    asks_and_confirms(&world, &ada, "/alerts/new?q=senior", instant).await;
    world.role(&larkfield, "Senior physiotherapist").await;
    assert_eq!(alert_letters(&world, &ada).await, 1, "one letter for both");
    let link = world.letter(&ada, "1 new listing").await.unsubscribe_url.expect("a way out");
    let page = ada.gets(link.strip_prefix(world.app.site.public_url.as_str()).expect("ours")).await;
    ada.presses(&page, "Stop all my alerts", &[]).await.shows("All alerts for this address have ended");
    world.role(&larkfield, "Senior physiotherapist, hips").await;
    assert_eq!(alert_letters(&world, &ada).await, 1);
});

journey!(a_candidate_keeps_alerts_in_the_account, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let ada = world.candidate("Ada Marsh").await;
    let page = ada
        .submits(PHYSIO_IN_LEEDS, "Create the alert", &[("How often should we email you?", "Once a week")])
        .await;
    page.is_at("/alerts").shows("Your alert is on").shows("Once a week");
    let page = ada.presses(&page, "Pause", &[]).await;
    page.shows("This alert is paused");
    world.role(&larkfield, "Senior physiotherapist").await;
    world.passes(Duration::days(8)).await;
    assert_eq!(alert_letters(&world, &ada).await, 0);
    let page = ada.presses(&ada.gets("/alerts").await, "Switch on", &[]).await;
    ada.presses(&page, "End this alert", &[]).await.shows("You have no alerts yet");
});

journey!(the_same_search_again_is_the_same_alert, |world| {
    let ada = world.candidate("Ada Marsh").await;
    for often in ["Once a week", "Once a day"] {
        ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &[("How often should we email you?", often)]).await;
    }
    let page = ada.gets("/alerts").await;
    assert_eq!(page.all(".govuk-summary-card").len(), 1);
    page.shows("Once a day").lacks("Once a week");
});

journey!(mistakes_are_told_beside_their_fields, |world| {
    let ada = world.visitor("Ada Marsh");
    let page = ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &[("Email address", "ada at example")]).await;
    page.is(422).shows("Enter an email address in the right form");
    assert_eq!(page.form("Create the alert").value("Email address").as_deref(), Some("ada at example"));
    ada.gets("/alerts/confirm?token=wrong").await.is(409).shows("This link no longer works");
    ada.tries("POST", "/alerts/confirm", &[("token", "wrong")]).await.shows("This link no longer works");
    ada.gets("/alerts/manage/nobody").await.is(404);
    ada.gets("/unsubscribe/nobody").await.is(404);
});

journey!(a_link_that_was_not_followed_for_a_week_is_gone, |world| {
    let ada = world.visitor("Ada Marsh");
    let fields = [("Email address", ada.email.as_str()), ("How often should we email you?", "Once a day")];
    ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &fields).await.is(200);
    let link = world.link_in(&world.letter(&ada, "Confirm your alert").await);
    let page = ada.gets(&link).await;
    world.passes(Duration::days(8)).await;
    ada.gets(&link).await.is(409).shows("This link no longer works");
    ada.presses(&page, "Confirm this alert", &[]).await.shows("This link no longer works");
});

#[tokio::test]
async fn the_letters_of_alerts() {
    let world = World::on(Engine::Sqlite).await;
    let ada = world.visitor("Ada Marsh");
    let fields = [("Email address", ada.email.as_str()), ("How often should we email you?", "Once a day")];
    ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &fields).await.is(200);
    insta::assert_snapshot!("alerts_confirm", reads(&world, &ada.email, "Confirm your alert").await);
}
