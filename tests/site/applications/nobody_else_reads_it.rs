//! Every address of an application, tried by everybody whom it does not concern.

use super::*;
use crate::world::journey;

/// Every address of one application that its candidate has.
const OWN: [(&str, &str); 24] = [
    ("GET", ""),
    ("GET", "/details"),
    ("POST", "/details"),
    ("GET", "/statement"),
    ("POST", "/statement"),
    ("GET", "/answers"),
    ("POST", "/answers"),
    ("GET", "/cv"),
    ("GET", "/cv/file"),
    ("POST", "/cv/removal"),
    ("POST", "/cv/choice"),
    ("GET", "/documents"),
    ("POST", "/documents"),
    ("GET", "/documents/1"),
    ("POST", "/documents/1/removal"),
    ("POST", "/profile"),
    ("GET", "/review"),
    ("POST", "/submission"),
    ("GET", "/receipt"),
    ("GET", "/equality"),
    ("POST", "/equality"),
    ("GET", "/offer"),
    ("GET", "/withdrawal"),
    ("POST", "/withdrawal"),
];

/// And every one that the provider has.
const DESK: [(&str, &str); 9] = [
    ("GET", ""),
    ("GET", "/cv"),
    ("GET", "/documents/1"),
    ("POST", "/notes"),
    ("POST", "/shortlisting"),
    ("GET", "/rejection"),
    ("POST", "/rejection"),
    ("GET", "/offer"),
    ("POST", "/offer"),
];

const FIELDS: [(&str, &str); 5] = [
    ("name", "Mallory"),
    ("statement", "Mine"),
    ("reason", "interview"),
    ("words", "No"),
    ("answer", "accept"),
];

journey!(another_candidate_finds_nothing, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let draft = begins(&ada, &cast).await;
    for application in [draft.clone(), {
        fills_in(&ada, &draft).await;
        applies(&ada, &cast).await
    }] {
        for (method, step) in OWN {
            eve.tries(method, &format!("{application}{step}"), &FIELDS).await.is(404);
        }
        eve.tries("POST", &format!("{application}/offer/acceptance"), &FIELDS).await.is(404);
    }
    ada.gets(&draft).await.is(200).shows("I do it well.").lacks("Mallory");
});

journey!(another_provider_and_a_former_member_find_nothing, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    for (method, act) in DESK {
        let path = format!("{application}{act}");
        for person in [&mallory, &cast.ed] {
            person.tries(method, &cast.desk(&path), &FIELDS).await.is(404);
        }
        // Through their own desk, too.
        mallory.tries(method, &format!("/desk/{other}{path}"), &FIELDS).await.is(404);
    }
    for path in [cast.table(), cast.desk("/applications")] {
        mallory.gets(&path).await.is(404);
        cast.ed.gets(&path).await.is(404);
    }
    mallory.gets(&format!("/desk/{other}/listings/{}/applications", cast.listing)).await.is(404);
    mallory.gets(&format!("/desk/{other}/applications")).await.is(200).lacks("Ada");
    ada.gets(&application).await.lacks("Opened by the provider");
});

journey!(who_has_not_signed_in_is_asked_to_and_the_wrong_role_is_turned_away, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let nobody = world.visitor("Nobody Here");
    for (method, step) in OWN {
        let path = format!("{application}{step}");
        let page = nobody.tries(method, &path, &FIELDS).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
        cast.bea.tries(method, &path, &FIELDS).await.is(403);
    }
    for (method, act) in DESK {
        let path = cast.desk(&format!("{application}{act}"));
        let page = nobody.tries(method, &path, &FIELDS).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
        ada.tries(method, &path, &FIELDS).await.is(403);
    }
});

journey!(a_provider_does_not_see_a_draft, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let draft = begins(&ada, &cast).await;
    fills_in(&ada, &draft).await.is(200);
    cast.bea.gets(&cast.table()).await.shows("No applications yet").lacks("Ada");
    for (method, act) in DESK {
        cast.bea.tries(method, &cast.desk(&format!("{draft}{act}")), &FIELDS).await.is(404);
    }
});
