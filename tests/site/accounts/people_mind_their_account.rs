//! People look after their own account.

use crate::world::{PASSWORD, journey};

const NEW: &str = "eleven loud geese at dusk";

journey!(somebody_changes_her_name, |world| {
    let ada = world.candidate("Ada Marsh").await;
    ada.submits("/account/name", "Save", &[("Your name", "  ")]).await.is(422).shows("Enter your name");
    let page = ada.submits("/account/name", "Save", &[("Your name", "Ada <b>Holt</b>")]).await;
    page.is_at("/account").shows("Your name is changed").shows("Ada <b>Holt</b>");
    ada.gets("/account").await.lacks("Your name is changed");
});

journey!(a_new_address_is_used_once_its_letter_was_answered, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let wrong =
        [("New email address", "ada@elsewhere.example"), ("Your current password", "wrong words altogether")];
    let button = "Email the new address";
    ada.submits("/account/email", button, &wrong).await.is(422).shows("That is not your current password");
    let right = [("New email address", "Ada@Elsewhere.example"), ("Your current password", PASSWORD)];
    ada.submits("/account/email", button, &right)
        .await
        .is(200)
        .shows("We have sent an email to the new address");
    ada.gets("/account").await.shows("ada.marsh@example.org");

    world.settles().await;
    let letters = world.letters_at("ada@elsewhere.example").await;
    let page = ada.gets(&world.link_in(&letters[0])).await;
    ada.presses(&page, "Use this address", &[]).await.shows("ada@elsewhere.example");
    ada.presses(&page, "Use this address", &[]).await.is(409);
    world.letter(&ada, "Your email address was changed").await;
    ada.elsewhere().signs_in().await.is(422);
});

journey!(an_address_in_use_cannot_be_taken, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let bea = world.candidate("Bea Holt").await;
    let before = world.letters_to(&bea).await.len();
    let fields = [("New email address", bea.email.as_str()), ("Your current password", PASSWORD)];
    let page = ada.submits("/account/email", "Email the new address", &fields).await;
    page.is(200).shows("We have sent an email to the new address");
    assert_eq!(world.letters_to(&bea).await.len(), before);
});

journey!(a_new_password_signs_other_devices_out, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let phone = ada.elsewhere();
    phone.signs_in().await;
    let fields = [("Current password", "wrong words altogether"), ("New password", "short")];
    let page = ada.submits("/account/password", "Change my password", &fields).await;
    page.is(422).shows("That is not your current password").shows("at least 12 characters");
    let fields = [("Current password", PASSWORD), ("New password", NEW)];
    ada.submits("/account/password", "Change my password", &fields)
        .await
        .is(200)
        .shows("Your password is changed");
    assert!(ada.is_known().await);
    assert!(!phone.is_known().await);
    phone.signs_in_with(PASSWORD).await.is(422);
    phone.signs_in_with(NEW).await;
});

journey!(sessions_are_listed_and_ended_by_their_owner_alone, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let phone = ada.elsewhere();
    phone.signs_in().await;
    let page = ada.gets("/account").await;
    page.shows("(this one)");
    let ends = page.attributes("form[action^='/account/sessions/']", "action");
    assert_eq!(ends.len(), 1, "one other device");

    let mallory = world.candidate("Mallory Dunn").await;
    mallory.tries("POST", &ends[0], &[]).await;
    assert!(phone.is_known().await, "another's session cannot be ended");
    ada.tries("POST", &ends[0], &[]).await.is(303);
    assert!(!phone.is_known().await);
    assert!(ada.is_known().await);
});
