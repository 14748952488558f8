//! Somebody forgot a password.

use crate::world::{PASSWORD, journey};
use chrono::Duration;

const NEW: &str = "eleven loud geese at dusk";

journey!(a_forgotten_password_is_replaced_by_letter_and_every_device_is_signed_out, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let phone = ada.elsewhere();
    let page = phone.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    page.is(200).shows("Check your email");

    let page = world.follows_letter(&ada, "password").await;
    phone.presses(&page, "Change my password", &[("New password", NEW)]).await;
    assert!(phone.is_known().await);
    assert!(!ada.is_known().await, "other devices are signed out");
    ada.signs_in_with(PASSWORD).await.is(422);
    ada.signs_in_with(NEW).await;
    world.letter(&ada, "Your password was changed").await;
});

journey!(an_unknown_address_is_answered_like_a_known_one, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let ask = async |email: &str| {
        let person = ada.elsewhere();
        person.submits("/reset", "Send me a link", &[("Email address", email)]).await.text()
    };
    assert_eq!(ask(&ada.email).await, ask("nobody@example.org").await);
    assert!(world.letters_at("nobody@example.org").await.is_empty());
});

journey!(a_link_works_once_and_for_an_hour, |world| {
    let ada = world.candidate("Ada Marsh").await;
    ada.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    let link = world.link_in(&world.letter(&ada, "password").await);
    let page = ada.gets(&link).await;
    ada.presses(&page, "Change my password", &[("New password", "short")]).await.is(422).shows("at least 12");
    ada.presses(&page, "Change my password", &[("New password", NEW)]).await;
    ada.gets(&link).await.is(409).shows("This link no longer works");
    ada.presses(&page, "Change my password", &[("New password", PASSWORD)]).await.is(409);

    ada.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    let link = world.link_in(&world.letter(&ada, "Choose").await);
    world.passes(Duration::minutes(61)).await;
    ada.gets(&link).await.is(409).shows("This link no longer works");
});

journey!(an_invented_link_leads_nowhere, |world| {
    let mallory = world.visitor("Mallory Dunn");
    mallory.gets("/reset/new?token=abc").await.is(409).shows("This link no longer works");
    mallory.tries("POST", "/reset/new", &[("token", "abc"), ("password", NEW)]).await.is(409);
    mallory.tries("POST", "/confirm", &[("token", ""), ("password", NEW)]).await.is(409);
    mallory.gets("/first-administrator?token=abc").await.is(409);
});

journey!(a_new_password_ends_every_link_that_could_take_the_account_back, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let fields = [("New email address", "evil@example.org"), ("Your current password", PASSWORD)];
    ada.submits("/account/email", "Email the new address", &fields).await.is(200);
    let evil = world.link_in(&world.letters_at("evil@example.org").await[0]);
    let phone = ada.elsewhere();
    phone.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    let page = world.follows_letter(&ada, "new password").await;
    phone.presses(&page, "Change my password", &[("New password", NEW)]).await.is(200);
    let token = evil.split_once("token=").map_or("", |(_, token)| token);
    phone.elsewhere().tries("POST", "/account/email/confirm", &[("token", token)]).await.is(409);
    ada.signs_in_with(NEW).await.is(200);
});
