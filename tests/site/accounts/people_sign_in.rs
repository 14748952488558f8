//! People sign in and out.

use crate::world::journey;
use chrono::Duration;

const WRONG: &str = "Email address or password is wrong";

journey!(somebody_signs_out_and_in_again, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let home = ada.gets("/account").await;
    ada.presses(&home, "Sign out", &[]).await;
    assert!(!ada.is_known().await);
    ada.signs_in().await;
    assert!(ada.is_known().await);
});

journey!(a_wrong_password_and_an_unknown_address_are_answered_alike, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let known = ada.elsewhere().signs_in_with("not the right words at all").await;
    known.is(422).shows(WRONG);
    let unknown = world.visitor("Nobody Here").signs_in_with("not the right words at all").await;
    unknown.is(422).shows(WRONG);
    assert_eq!(known.form("Sign in").value("Email address").as_deref(), Some("ada.marsh@example.org"));
});

journey!(an_empty_form_says_what_is_missing, |world| {
    let ada = world.visitor("Ada Marsh");
    ada.submits("/sign-in", "Sign in", &[])
        .await
        .is(422)
        .shows("Enter your password")
        .shows("There is a problem");
});

journey!(an_unconfirmed_account_cannot_sign_in, |world| {
    let ada = world.visitor("Ada Marsh");
    ada.sends_sign_up("I look for work or training").await;
    ada.signs_in().await.is(422).shows("Confirm your address first");
    assert!(!ada.is_known().await);
});

journey!(signing_in_goes_on_to_where_one_wanted_to_go_on_this_site_only, |world| {
    let ada = world.candidate("Ada Marsh").await;
    for (next, arrives) in
        [("/account/email", "/account/email"), ("//evil.example/", "/"), ("https://evil.example", "/")]
    {
        let elsewhere = ada.elsewhere();
        let page = elsewhere.gets(&format!("/sign-in?next={next}")).await;
        let fields = [("Email address", ada.email.as_str()), ("Password", crate::world::PASSWORD)];
        let arrived = elsewhere.presses(&page, "Sign in", &fields).await;
        assert_eq!(arrived.url.origin(), world.site.origin());
        assert!(arrived.path().starts_with(arrives), "{next} leads to {}", arrived.url);
    }
});

journey!(the_session_cookie_is_out_of_reach_of_scripts_and_other_sites, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.elsewhere().gets("/sign-in").await;
    let mut form = page.form("Sign in");
    form.fill("Email address", &ada.email);
    form.fill("Password", crate::world::PASSWORD);
    let answer = ada.elsewhere().sends_once(&page, &form, "Sign in").await;
    answer.is(303);
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert!(!cookie.contains("Domain"), "{cookie}");
});

journey!(a_session_that_is_not_used_ends_by_itself, |world| {
    let ada = world.candidate("Ada Marsh").await;
    world.passes(Duration::days(10)).await;
    assert!(ada.is_known().await, "used within two weeks, it lives on");
    world.passes(Duration::days(10)).await;
    assert!(ada.is_known().await, "counted from its last use");
    world.passes(Duration::days(15)).await;
    assert!(!ada.is_known().await);

    let grace = world.moderator("Grace Pell").await;
    world.passes(Duration::hours(13)).await;
    assert!(!grace.is_known().await, "staff are signed out the same day");
});

mod https {
    use crate::world::{Engine, PASSWORD, World};

    #[tokio::test]
    async fn over_https_the_cookie_is_bound_to_the_host() {
        let secure =
            |config: &mut rounds::config::Config| config.public_url = Some("https://rounds.example".into());
        let world = World::with(Engine::Sqlite, secure).await;
        let ada = world.makes_staff("Ada Marsh", rounds::accounts::Role::Moderator).await;
        let page = ada.gets("/sign-in").await;
        let mut form = page.form("Sign in");
        form.fill("Email address", &ada.email);
        form.fill("Password", PASSWORD);
        let answer = ada.sends_once(&page, &form, "Sign in").await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-") && cookie.contains("Secure"), "{cookie}");
    }
}
