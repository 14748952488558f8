//! What protects every page and every form.

use crate::world::{Engine, PASSWORD, World, journey};

journey!(forms_are_taken_from_our_own_pages_only, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let fields = [("name", "Tricked")];
    ada.is_tricked_into("/account/name", &fields).await.is(403).shows("That came from another site");
    let client = ada.client();
    let bare = client.post(ada.url("/account/name")).form(&fields).send().await.expect("an answer");
    assert_eq!(bare.status().as_u16(), 403, "neither Sec-Fetch-Site nor Origin");
    let origin = world.site.origin().ascii_serialization();
    let old = client.post(ada.url("/account/name")).header("Origin", origin).form(&fields).send().await;
    assert_eq!(old.expect("an answer").status().as_u16(), 303, "a browser without Sec-Fetch-Site");
    ada.gets("/account").await.shows("Tricked");
});

journey!(every_answer_carries_the_headers_that_protect_its_reader, |world| {
    let ada = world.candidate("Ada Marsh").await;
    for path in ["/", "/sign-in", "/account", "/no-such-page", "/account/sessions/1/end"] {
        let page = ada.asks(path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"),
            "{path}: {policy}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "same-origin", "{path}");
    }
    assert!(ada.gets("/account").await.header("cache-control").contains("no-store"));
});

journey!(a_page_that_is_not_there_says_so_kindly, |world| {
    world.visitor("Ada Marsh").gets("/no-such-page").await.is(404).shows("Page not found").shows("Search");
});

#[tokio::test]
async fn guessing_a_password_is_slowed_down() {
    let world = World::with(Engine::Sqlite, |config| config.limit_rates = true).await;
    let ada = world.candidate("Ada Marsh").await;
    let mallory = ada.elsewhere();
    let mut statuses = Vec::new();
    for _ in 0..12 {
        statuses.push(mallory.signs_in_with("a wrong guess every time").await.status);
    }
    let heard = statuses.iter().take_while(|status| **status == 422).count();
    assert!((5..=10).contains(&heard) && statuses.ends_with(&[429]), "{statuses:?}");
    let page = mallory.signs_in().await;
    page.is(429).shows("Too many tries");
    assert!(!page.header("retry-after").is_empty());
}

#[tokio::test]
async fn letters_that_anybody_can_cause_are_counted_by_address() {
    let world = World::with(Engine::Sqlite, |config| config.limit_rates = true).await;
    let ada = world.candidate("Ada Marsh").await;
    let before = world.letters_to(&ada).await.len();
    for _ in 0..8 {
        ada.elsewhere().submits("/reset", "Send me a link", &[("Email address", &ada.email)]).await;
    }
    assert_eq!(world.letters_to(&ada).await.len() - before, 5);
}

journey!(characters_that_nobody_types_break_nothing, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let alex = world.administrator("Alex Reed").await;
    for path in
        ["/providers/%00", "/providers/%00/logo", "/alerts/manage/%00", "/unsubscribe/%00", "/listings?q=%00"]
    {
        ada.asks(path).await.is(404);
    }
    for path in
        ["/administration/people?q=%00", "/administration/audit?act=%00", "/moderation/providers?q=%00"]
    {
        alex.asks(path).await.is(404);
    }
    for next in ["/%01", "/\u{1}", "/x\0z", "/\u{7f}"] {
        let fields = [("email", ada.email.as_str()), ("password", PASSWORD), ("next", next)];
        let page = ada.elsewhere().tries("POST", "/sign-in", &fields).await;
        assert!(page.status < 500, "{next:?}: {}", page.status);
    }
});

journey!(what_can_be_read_can_be_asked_about, |world| {
    let ada = world.candidate("Ada Marsh").await;
    for (path, status) in [("/", 200), ("/listings", 200), ("/health", 200), ("/no-such-page", 404)] {
        let answer = ada.client().head(ada.url(path)).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), status, "{path}");
        assert!(answer.text().await.expect("no body").is_empty(), "{path}");
    }
});
