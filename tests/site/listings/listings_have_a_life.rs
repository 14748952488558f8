//! Approved, returned, mended, withdrawn, closed by hand and by the clock.

use super::{state, takes_step};
use crate::world::{Thing, World, journey};
use chrono::Duration;
use rounds::audit::Actor;
use rounds::kit::db::Failed;
use rounds::listings::actions::{self, ReviewError};
use rounds::listings::{self, ListingKind};

async fn approves(world: &World, thing: &Thing) -> Result<(), Failed<ReviewError>> {
    let (id, here) = (thing.id, world.here());
    world.app.db.write(move |conn| actions::approve(conn, &Actor::site(), id, &here)).await.map(drop)
}

async fn returns(world: &World, thing: &Thing, because: &'static str) {
    let (id, here) = (thing.id, world.here());
    let returned =
        world.app.db.write(move |conn| actions::return_(conn, &Actor::site(), id, because, &here)).await;
    returned.unwrap_or_else(|_| panic!("it is returned"));
}

journey!(an_approved_listing_is_public_and_closes_on_the_minute, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.submitted(&larch, ListingKind::Role, "Physiotherapist", |_| {}).await;
    let visitor = world.visitor("Nobody Here");
    visitor.gets(&role.path).await.is(404);
    approves(&world, &role).await.unwrap_or_else(|_| panic!("it is approved"));
    approves(&world, &role).await.unwrap_or_else(|_| panic!("approving twice does no harm"));
    visitor.gets(&role.path).await.is(200).shows("Physiotherapist").shows("£36,000 to £42,000 a year");
    assert_eq!(state(&larch.owner, &role.desk).await, "Live");
    world.settles().await;
    let letters = world.letters_to(&larch.owner).await;
    assert_eq!(letters.iter().filter(|letter| letter.subject.starts_with("Live")).count(), 1);

    let id = role.id;
    let full =
        world.app.read(move |conn| listings::full(conn, id)).await.expect("a read").expect("a listing");
    let closes_at = full.listing.closes_at.expect("a closing minute");
    world.app.clock.move_to(closes_at - Duration::seconds(5));
    visitor.gets(&role.path).await.is(200).shows("Closes today").lacks("has closed");
    // Nothing has run yet, and the public is told all the same.
    world.app.clock.move_to(closes_at);
    visitor.gets(&role.path).await.is(200).shows("This role has closed");
    world.settles().await;
    world.settles().await;
    larch.owner.signs_in().await;
    assert_eq!(state(&larch.owner, &role.desk).await, "Closed");
    let letters = world.letters_to(&larch.owner).await;
    assert_eq!(letters.iter().filter(|letter| letter.subject.starts_with("Closed")).count(), 1);
});

journey!(a_returned_listing_is_mended_and_submitted_again, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.submitted(&larch, ListingKind::Role, "Physiotherapist", |_| {}).await;
    returns(&world, &role, "Please say what the person will do.").await;
    let letter = world.letter(&larch.owner, "Please correct").await;
    assert!(letter.text_body.contains("> Please say what the person will do."), "{}", letter.text_body);
    let page = world.follows_letter(&larch.owner, "Please correct").await;
    page.is_at(&role.desk).shows("What we ask you to change").shows("Please say what the person will do.");
    let fields = [("Description", "You will treat people after operations.")];
    takes_step(&larch.owner, &role.desk, "work", &fields).await.is(200);
    larch.owner.submits(&format!("{}/check", role.desk), "Submit this role", &[]).await.shows("In review");
    approves(&world, &role).await.unwrap_or_else(|_| panic!("it is approved"));
    world.visitor("Nobody").gets(&role.path).await.is(200).shows("treat people after operations");
});

journey!(a_listing_whose_day_has_passed_is_not_approved, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.submitted(&larch, ListingKind::Role, "Physiotherapist", |_| {}).await;
    world.passes(Duration::days(30)).await;
    let refused = approves(&world, &role).await;
    assert!(matches!(refused, Err(Failed::Refused(ReviewError::ClosingDayPassed(_)))), "{refused:?}");
    world.visitor("Nobody").gets(&role.path).await.is(404);
});

journey!(a_listing_is_withdrawn_from_review_and_changed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.submitted(&larch, ListingKind::Role, "Physiotherapist", |_| {}).await;
    let page = larch.owner.gets(&role.desk).await;
    larch.owner.presses(&page, "Withdraw it from review", &[]).await.shows("Withdrawn from review");
    larch.owner.presses(&page, "Withdraw it from review", &[]).await.is(200);
    let refused = approves(&world, &role).await;
    assert!(matches!(refused, Err(Failed::Refused(ReviewError::NotWaiting(_)))), "{refused:?}");
    takes_step(&larch.owner, &role.desk, "title", &[("Title", "Senior physiotherapist")]).await.is(200);
    larch.owner.submits(&format!("{}/check", role.desk), "Submit this role", &[]).await.is(200);
    assert_eq!(state(&larch.owner, &role.desk).await, "In review");
});

journey!(a_live_listing_is_closed_early_and_listed_again, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets(&role.path).await;
    ada.presses(&page, "Save", &[]).await.is(200);
    let closing = format!("{}/closing", role.desk);
    larch.owner.submits(&closing, "Close it now", &[]).await.is(422).shows("Choose why you close it");
    let reason = [("Why do you close it?", "The position has been filled")];
    let page = larch.owner.submits(&closing, "Close it now", &reason).await;
    page.is_at(&role.desk).shows("The position has been filled");
    world.visitor("Nobody").gets(&role.path).await.is(200).shows("This role has closed");
    world.follows_letter(&ada, "Closed early").await.is_at(&role.path);
    larch.owner.tries("POST", &format!("{}/submission", role.desk), &[]).await.is(409);

    let draft = larch.owner.presses(&page, "List it again", &[]).await;
    assert_ne!(draft.path(), role.desk);
    assert_eq!(state(&larch.owner, draft.path()).await, "Draft");
    draft.shows("Physiotherapist").shows("missing before it can be submitted");
});
