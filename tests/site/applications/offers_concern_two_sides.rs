//! Nobody else sees an offer, or answers it.

use super::offers_are_made_and_answered::{offered, state_of};
use super::*;
use crate::world::journey;
use rounds::applications::State;

journey!(an_offer_concerns_two_sides, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let application = offered(&world, &cast, &ada).await;
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    let nobody = world.visitor("Nobody Here");
    let fields = [("reason", "other"), ("words", "No")];
    for (method, part) in [
        ("GET", "/offer"),
        ("GET", "/offer/acceptance"),
        ("POST", "/offer/acceptance"),
        ("GET", "/offer/refusal"),
        ("POST", "/offer/refusal"),
    ] {
        let path = format!("{application}{part}");
        eve.tries(method, &path, &fields).await.is(404);
        cast.bea.tries(method, &path, &fields).await.is(403);
        let page = nobody.tries(method, &path, &fields).await;
        assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
    }
    for method in ["GET", "POST"] {
        let path = format!("{application}/offer/withdrawal");
        cast.vi.tries(method, &cast.desk(&path), &fields).await.is(409).shows("You may look");
        for person in [&mallory, &cast.ed] {
            person.tries(method, &cast.desk(&path), &fields).await.is(404);
        }
        mallory.tries(method, &format!("/desk/{other}{path}"), &fields).await.is(404);
        ada.tries(method, &cast.desk(&path), &fields).await.is(403);
        nobody.tries(method, &cast.desk(&path), &fields).await.is(303);
    }
    assert_eq!(state_of(&world).await, State::Offered);
});
