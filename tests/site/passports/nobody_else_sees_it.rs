//! Every address of a passport, tried by everybody whom it does not concern.

use super::*;
use crate::applications::{Cast, applies, joins, leaves, provider};
use crate::world::{World, journey};

const DONE: [(&str, &str); 1] = [("Issued or done on", "2025-05-01")];
const FIELDS: [(&str, &str); 4] =
    [("issued", "2025-05-02"), ("words", "Mallory"), ("item", "1"), ("mark", "accepted")];

/// A cast, Ada, her item, and her application that is shown it.
async fn shared(world: &World) -> (Cast, Person, String, String) {
    let (cast, ada) = (Cast::of(world).await, world.candidate("Ada Marsh").await);
    let item = adds(&ada, "fire-safety", &DONE).await;
    let application = applies(&ada, &cast).await;
    shares(&ada, &application, &[&item]).await.is(200);
    (cast, ada, item, application)
}

/// Every address of an item and of its sharing that its owner has.
fn own(item: &str, application: &str) -> Vec<(&'static str, String)> {
    vec![
        ("GET", item.to_owned()),
        ("GET", format!("{item}/file")),
        ("GET", sharing(application)),
        ("POST", format!("{}/revocation", sharing(application))),
    ]
}

/// And every one that the provider has.
fn desk(base: &str, item: &str) -> Vec<(&'static str, String)> {
    let number = item.rsplit('/').next().unwrap_or_default();
    vec![("GET", base.to_owned()), ("POST", base.to_owned()), ("GET", format!("{base}/{number}/file"))]
}

journey!(another_candidate_finds_nothing, |world| {
    let (cast, ada, item, application) = shared(&world).await;
    let eve = world.candidate("Eve Sharp").await;
    for (method, path) in own(&item, &application) {
        eve.tries(method, &path, &FIELDS).await.is(404);
    }
    let page = eve.gets("/passport/new/fire-safety").await;
    let mut form = page.form("Save");
    form.action = item.clone();
    form.fill("What it is", "Mallory");
    form.fill("Issued or done on", "2025-05-02");
    eve.sends_once(&page, &form, "Save").await.is(404);
    eve.tries("POST", &format!("{item}/removal"), &[]).await;
    // Nor can she show hers as Ada's, or Ada's as hers.
    let theirs = adds(&eve, "fire-safety", &DONE).await;
    let number = |item: &str| item.rsplit('/').next().unwrap_or_default().to_owned();
    eve.tries("POST", &sharing(&application), &[("item", &number(&theirs))]).await.is(404);
    let eves = applies(&eve, &cast).await;
    eve.tries("POST", &sharing(&eves), &[("item", &number(&item))]).await.is(404);
    ada.gets(&item).await.is(200).lacks("Mallory");
    cast.bea.gets(&cast.desk(&sharing(&application))).await.shows("Fire safety");
});

journey!(another_provider_and_a_former_member_find_nothing, |world| {
    let (cast, ada, item, application) = shared(&world).await;
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    for (method, path) in desk(&cast.desk(&sharing(&application)), &item) {
        mallory.tries(method, &path, &FIELDS).await.is(404);
        cast.ed.tries(method, &path, &FIELDS).await.is(404);
    }
    for (method, path) in desk(&format!("/desk/{other}{}", sharing(&application)), &item) {
        let status =
            mallory.tries(method, &path, &[("item", "1"), ("version", "1"), ("mark", "accepted")]).await;
        status.is(404);
    }
    // Another application to the same provider is not shown what this one is.
    let eve = world.candidate("Eve Sharp").await;
    let eves = applies(&eve, &cast).await;
    let number = item.rsplit('/').next().unwrap_or_default();
    cast.bea.gets(&format!("{}/{number}/file", cast.desk(&sharing(&eves)))).await.is(404);
    cast.bea.gets(&cast.desk(&sharing(&eves))).await.lacks("Fire safety");
    ada.gets("/passport/log").await.lacks("Mallory").lacks("Ed Lowe");
});

journey!(a_viewer_may_look_and_not_mark, |world| {
    let (cast, ada, item, application) = shared(&world).await;
    let base = cast.desk(&sharing(&application));
    let page = cast.vi.gets(&base).await;
    page.is(200).shows("Fire safety").shows("An editor or owner can say");
    assert!(page.attributes("select", "name").is_empty());
    cast.vi.gets(&format!("{base}/{}/file", item.rsplit('/').next().unwrap_or_default())).await.is(200);
    let mark = [("item", "1"), ("version", "1"), ("mark", "accepted")];
    cast.vi.tries("POST", &base, &mark).await.is(409).shows("You may look, but not change this");
    ada.gets(&sharing(&application)).await.shows("Nothing yet");
});

journey!(who_has_not_signed_in_is_asked_to_and_the_wrong_role_is_turned_away, |world| {
    let (cast, ada, item, application) = shared(&world).await;
    let nobody = world.visitor("Nobody Here");
    let moderator = world.moderator("Maya Lind").await;
    for (method, path) in own(&item, &application) {
        let page = nobody.tries(method, &path, &FIELDS).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
        cast.bea.tries(method, &path, &FIELDS).await.is(403);
        moderator.tries(method, &path, &FIELDS).await.is(403);
    }
    for (method, path) in desk(&cast.desk(&sharing(&application)), &item) {
        let page = nobody.tries(method, &path, &FIELDS).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
        ada.tries(method, &path, &FIELDS).await.is(403);
        moderator.tries(method, &path, &FIELDS).await.is(403);
    }
});
