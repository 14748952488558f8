//! A listing goes live on its day, closes when as many have applied as it takes, and is written about to those it names.

use super::takes_step;
use crate::world::{Organisation, Person, Thing, World, journey};
use chrono::{Duration, NaiveDate};
use rounds::listings::{Full, ListingKind};

async fn planned(world: &World, of: &Organisation, change: impl Fn(&mut Full)) -> Thing {
    world.submitted(of, ListingKind::Role, "Physiotherapist", change).await
}

async fn approves(world: &World, role: &Thing) -> Person {
    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets(&format!("/moderation/listings/{}", role.id)).await;
    maya.presses(&page, "Approve and publish", &[]).await.is(200);
    world.settles().await;
    maya
}

fn in_days(world: &World, days: i64) -> NaiveDate {
    world.app.clock.today() + Duration::days(days)
}

async fn applies(person: &Person, role: &Thing) {
    let page = person.submits(&role.at("apply"), "Start now", &[]).await;
    let application = page.path().to_owned();
    person.submits(&format!("{application}/review"), "Submit application", &[]).await.is(200);
}

/// Nothing but a name is asked for.
fn asks_little(full: &mut Full) {
    (full.listing.wants_cv, full.listing.wants_statement) = (false, false);
    full.listing.profession = "administration".into();
}

async fn count(world: &World, person: &Person, subject: &str) -> usize {
    world.letters_to(person).await.iter().filter(|letter| letter.subject.starts_with(subject)).count()
}

journey!(an_approved_listing_goes_live_on_its_day, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let day = in_days(&world, 3);
    let role = planned(&world, &larch, |full| full.plan.publish_on = Some(day)).await;
    let maya = approves(&world, &role).await;
    maya.gets("/moderation").await.shows("Everything (0)");
    let visitor = world.visitor("Nobody");
    visitor.gets(&role.path).await.is(404);
    assert_eq!(
        (count(&world, &larch.owner, "Approved, live on").await, count(&world, &larch.owner, "Live").await),
        (1, 0)
    );
    larch.owner.gets(&role.desk).await.shows("Approved").shows("It goes live by itself on");
    let list = format!("/desk/{}/listings?state=submitted", larch.id);
    larch.owner.gets(&list).await.shows("Approved: goes live on");
    world.passes(Duration::days(2)).await;
    visitor.gets(&role.path).await.is(404);
    world.passes(Duration::days(1)).await;
    world.settles().await;
    visitor.gets(&role.path).await.is(200);
    visitor.gets("/listings?q=physiotherapist").await.shows("Physiotherapist");
    assert_eq!(count(&world, &larch.owner, "Live").await, 1);
});

journey!(an_approval_ends_when_the_listing_is_withdrawn_and_changed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let day = in_days(&world, 3);
    let role = planned(&world, &larch, |full| full.plan.publish_on = Some(day)).await;
    approves(&world, &role).await;
    let page = larch.owner.gets(&role.desk).await;
    larch.owner.presses(&page, "Withdraw it", &[]).await.is(200);
    let late = in_days(&world, 40).to_string();
    let wrong = takes_step(&larch.owner, &role.desk, "dates", &[("Goes live", &late)]).await;
    wrong.is(422).shows("It must go live on or before its closing day");
    let past = in_days(&world, -2).to_string();
    takes_step(&larch.owner, &role.desk, "dates", &[("Goes live", &past)])
        .await
        .is(422)
        .shows("Choose a later day");
    world.passes(Duration::days(4)).await;
    world.visitor("Nobody").gets(&role.path).await.is(404);
});

journey!(a_listing_closes_when_as_many_have_applied_as_it_takes, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = planned(&world, &larch, |full| {
        asks_little(full);
        full.plan.cap = Some(2);
    })
    .await;
    approves(&world, &role).await;
    let visitor = world.visitor("Nobody");
    visitor.gets(&role.path).await.shows("0 of 2 applications so far");
    let (ada, bob, zoe) = (
        world.candidate("Ada Marsh").await,
        world.candidate("Bob Pike").await,
        world.candidate("Zoe Quill").await,
    );
    let begun = zoe.submits(&role.at("apply"), "Start now", &[]).await;
    applies(&ada, &role).await;
    visitor.gets(&role.path).await.shows("1 of 2 applications so far");
    applies(&bob, &role).await;
    visitor.gets(&role.path).await.shows("This role has closed");
    larch.owner.gets(&role.desk).await.shows("Enough applications have come in");
    world.settles().await;
    assert_eq!(count(&world, &zoe, "Closed early, but yours is still taken").await, 1);
    let review = format!("{}/review", begun.path());
    zoe.submits(&review, "Submit application", &[]).await.is(200).shows("Application submitted");
    world.candidate("Eve Lark").await.gets(&role.at("apply")).await.is(409);
});

journey!(those_whom_a_listing_names_are_written_to, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = planned(&world, &larch, asks_little).await;
    let ed = world.member("Ed Lowe").await;
    crate::applications::joins(&world, &ed, larch.id, "editor").await;
    let page = larch.owner.gets(&role.desk).await;
    larch.owner.presses(&page, "Withdraw it from review", &[]).await.is(200);
    let names = [("readers", "Ed Lowe (editor)")];
    takes_step(&larch.owner, &role.desk, "applying", &names).await.is(200);
    larch.owner.submits(&format!("{}/check", role.desk), "Submit this role", &[]).await.is(200);
    approves(&world, &role).await;
    applies(&world.candidate("Ada Marsh").await, &role).await;
    world.settles().await;
    assert_eq!((count(&world, &ed, "Live").await, count(&world, &larch.owner, "Live").await), (1, 0));
    assert_eq!(
        (count(&world, &ed, "New application").await, count(&world, &larch.owner, "New application").await),
        (1, 0)
    );
});

journey!(a_listing_is_kept_as_a_template_and_others_start_from_it, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist").await;
    let owner = &larch.owner;
    let form = format!("{}/template", role.desk);
    owner
        .submits(&form, "Keep it", &[("Name of the template", " ")])
        .await
        .is(422)
        .shows("Give the template a name");
    let name = [("Name of the template", "Any physiotherapist")];
    owner.submits(&form, "Keep it", &name).await.is(200).shows("Any physiotherapist");
    let kept = owner.submits(&form, "Keep it", &name).await;
    assert_eq!(kept.attributes("form[action$='/removal']", "action").len(), 1, "the same name twice is one");

    let draft = owner.presses(&kept, "Start a listing from Any physiotherapist", &[]).await;
    draft.is(200).shows("A new draft");
    owner.presses(&kept, "Start a listing from Any physiotherapist", &[]).await.is_at(draft.path());
    owner
        .gets(&format!("{}/check", draft.path()))
        .await
        .shows("£36,000 to £42,000 a year")
        .shows("Still missing");
    let other = world.organisation("Birch Clinic").await;
    let start = kept.attributes("form[action$='/listing']", "action").remove(0);
    other.owner.tries("POST", &start, &[]).await.is(404);
    let own = start.replace(&larch.id.to_string(), &other.id.to_string());
    other.owner.tries("POST", &own, &[]).await.is(404);
    owner.presses(&kept, "Remove Any physiotherapist", &[]).await.is(200).shows("No templates yet");
    owner.presses(&kept, "Remove Any physiotherapist", &[]).await.is(200);
});
