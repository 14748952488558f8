//! People sign up, and prove by letter that an address is theirs.

use crate::world::{PASSWORD, journey};
use chrono::Duration;

const LOOKS: &str = "I look for work or training";

journey!(a_candidate_signs_up_confirms_and_is_signed_in, |world| {
    let ada = world.visitor("Ada Marsh");
    ada.sends_sign_up(LOOKS).await.is(200).shows("Check your email");
    assert!(!ada.is_known().await);

    let page = world.follows_letter(&ada, "Confirm your email address").await;
    assert!(!ada.is_known().await, "opening a link changes nothing: mail programs open links too");
    ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
    assert!(ada.is_known().await);
    ada.gets("/account").await.shows("Ada Marsh").shows("ada.marsh@example.org").shows("Candidate");
    world.follows_letter(&ada, "Confirm").await.is(409).shows("This link no longer works");
});

journey!(somebody_sent_to_sign_up_comes_back_to_where_they_were, |world| {
    let ada = world.visitor("Ada Marsh");
    let page = ada.gets("/account/name").await;
    page.is_at("/sign-in");
    let page = ada.gets(&page.attributes("main a[href^='/sign-up']", "href")[0]).await;
    assert_eq!(page.form("Sign up").value("role").unwrap_or_default(), "", "nothing is chosen for them");
    let fields = [
        ("What brings you here?", LOOKS),
        ("Your name", "Ada"),
        ("Email address", &ada.email),
        ("Password", PASSWORD),
    ];
    ada.presses(&page, "Sign up", &fields).await.is(200);
    let page = world.follows_letter(&ada, "Confirm").await;
    ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await.is_at("/account/name");
});

journey!(whoever_signs_up_to_apply_is_told_why_and_looks_for_work, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let page = world.visitor("Ada Marsh").gets(&role.at("apply")).await;
    page.is_at("/sign-in").shows("Sign in or sign up to apply").shows("You come back to the listing");
    let page = world.visitor("Ada Marsh").gets(&page.attributes("main a[href^='/sign-up']", "href")[0]).await;
    assert_eq!(page.form("Sign up").value("role").as_deref(), Some("candidate"));
});

journey!(every_mistake_is_told_at_once_and_nothing_typed_is_lost, |world| {
    let ada = world.visitor("Ada Marsh");
    let page = ada
        .submits("/sign-up", "Sign up", &[("Email address", "ada at example"), ("Password", "short")])
        .await;
    page.is(422).shows("There is a problem").shows("Choose whether you look for work or offer it");
    page.shows("Enter your name").shows("Choose a password of at least 12 characters");
    assert_eq!(page.form("Sign up").value("Email address").as_deref(), Some("ada at example"));
    assert_eq!(page.form("Sign up").value("Password").as_deref(), Some(""), "a password is never sent back");
    assert!(page.title().starts_with("Error: "));
    let targets = page.attributes(".govuk-error-summary a", "href");
    assert_eq!(targets, ["#role", "#name", "#email", "#password"]);
    for target in targets {
        assert_eq!(page.attributes(&format!("input{target}"), "id").len(), 1, "{target} is a field");
    }
});

journey!(a_password_that_is_easy_to_guess_is_not_taken, |world| {
    let ada = world.visitor("Ada Marsh");
    let fields = [
        ("What brings you here?", LOOKS),
        ("Your name", "Ada"),
        ("Email address", &ada.email),
        ("Password", "passwordpassword"),
    ];
    ada.submits("/sign-up", "Sign up", &fields).await.is(422).shows("harder to guess");
    assert!(world.letters_to(&ada).await.is_empty());
});

journey!(an_address_that_has_an_account_is_told_by_letter_only, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let before = world.letters_to(&ada).await.len();
    let stranger = ada.elsewhere();
    let fresh = world.visitor("Bea Holt");
    let (taken, free) = (stranger.sends_sign_up(LOOKS).await, fresh.sends_sign_up(LOOKS).await);
    assert_eq!((taken.status, taken.text()), (free.status, free.text()));
    let letters = world.letters_to(&ada).await;
    assert_eq!(letters.len(), before + 1);
    assert!(!letters.last().expect("a letter").text_body.contains("/confirm?"));
});

journey!(a_confirmation_works_once_and_for_three_days, |world| {
    let ada = world.visitor("Ada Marsh");
    ada.sends_sign_up(LOOKS).await.is(200);
    let link = world.link_in(&world.letter(&ada, "Confirm").await);
    let page = ada.gets(&link).await;
    world.passes(Duration::days(3) + Duration::minutes(1)).await;
    ada.gets(&link).await.is(409).shows("This link no longer works");
    let too_late = ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
    too_late.is(409).shows("This link no longer works");
    assert!(!ada.is_known().await);

    ada.sends_sign_up(LOOKS).await.is(200);
    let link = world.link_in(&world.letter(&ada, "Confirm").await);
    let (first, second) = (ada.gets(&link).await, ada.elsewhere());
    ada.presses(&first, "Confirm and sign in", &[("Password", PASSWORD)]).await;
    second.presses(&first, "Confirm and sign in", &[("Password", PASSWORD)]).await.is(409);
    assert!(!second.is_known().await);
});

journey!(signing_up_with_the_address_of_another_gains_nothing, |world| {
    let mallory = world.visitor("Ada Marsh");
    let ada = mallory.elsewhere();
    let theirs = "eleven loud geese at dusk";
    let fields = [
        ("What brings you here?", LOOKS),
        ("Your name", "Mallory"),
        ("Email address", &ada.email),
        ("Password", theirs),
    ];
    mallory.submits("/sign-up", "Sign up", &fields).await.is(200);
    ada.sends_sign_up(LOOKS).await.is(200);
    mallory.submits("/sign-up", "Sign up", &fields).await.is(200);
    for letter in world.letters_to(&ada).await {
        let page = ada.gets(&world.link_in(&letter)).await;
        if page.status == 200 {
            ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
        }
    }
    mallory.signs_in_with(theirs).await.is(422);
    assert!(!mallory.is_known().await && !ada.is_known().await);

    let page = ada.submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    page.is(200);
    let page = world.follows_letter(&ada, "Choose a new password").await;
    ada.presses(&page, "Change my password", &[("New password", PASSWORD)]).await;
    assert!(ada.is_known().await);
    mallory.signs_in_with(theirs).await.is(422);
});
