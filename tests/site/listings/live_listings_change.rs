//! A live listing is changed: slips at once, what people decide by after review, and whoever has begun to apply is told.

use super::{on, takes_step};
use crate::letters_read_well::reads;
use crate::world::{Engine, Organisation, Person, Thing, World, journey};
use chrono::Duration;
use rounds::audit::Actor;
use rounds::listings::actions;

struct Cast {
    larch: Organisation,
    role: Thing,
}

impl Cast {
    async fn of(world: &World) -> Self {
        let larch = world.organisation("Larch Surgical").await;
        let role = world.role(&larch, "Physiotherapist").await;
        Self { larch, role }
    }

    fn at(&self, address: &str) -> String {
        format!("{}/{address}", self.role.desk)
    }

    async fn asks_for_more_pay(&self) {
        let page = takes_step(&self.larch.owner, &self.role.desk, "pay", &[("Highest", "45,000")]).await;
        page.is_at(&self.at("changes")).shows("Nothing of it is public yet");
    }

    async fn sends(&self) {
        let page = self.larch.owner.gets(&self.at("changes")).await;
        let page = self.larch.owner.presses(&page, "Send these changes to review", &[]).await;
        page.is(200).shows("In review");
    }
}

async fn approves(world: &World, role: &Thing) {
    let (id, here) = (role.id, world.here());
    let approved =
        world.app.db.write(move |conn| actions::approve_changes(conn, &Actor::site(), id, &here)).await;
    approved.unwrap_or_else(|_| panic!("the changes are approved"));
    world.settles().await;
}

async fn begins(person: &Person, role: &Thing) -> String {
    let page = person.gets(&role.at("apply")).await;
    let page = person.presses(&page, "Start now", &[]).await;
    page.is(200).path().to_owned()
}

async fn told(world: &World, person: &Person) -> usize {
    let letters = world.letters_to(person).await;
    letters.iter().filter(|letter| letter.subject.starts_with("Changed:")).count()
}

journey!(a_slip_is_mended_at_once_and_nobody_is_written_to, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    begins(&ada, &cast.role).await;
    let owner = &cast.larch.owner;
    owner.gets(&cast.role.desk).await.shows("Change it");
    let fields = [("In a sentence", "Work in a smal team that has time for each patient.")];
    takes_step(owner, &cast.role.desk, "work", &fields).await.shows("Slight");
    takes_step(owner, &cast.role.desk, "applying", &[("Name", "Iris Hale")]).await.shows("Iris Hale");
    let page = owner.gets(&cast.at("changes")).await;
    owner
        .presses(&page, "Publish these changes", &[])
        .await
        .is_at(&cast.role.desk)
        .shows("Your changes are live");
    owner.presses(&page, "Publish these changes", &[]).await.shows("nothing was sent");
    world.settles().await;
    world
        .visitor("Nobody")
        .gets(&cast.role.path)
        .await
        .shows("Iris Hale")
        .shows("smal team")
        .lacks("Changed on");
    owner.gets(&cast.role.desk).await.shows("Changed: Summary, Contact");
    assert_eq!(told(&world, &ada).await, 0);
});

journey!(what_people_decide_by_is_reviewed_while_the_approved_version_stays, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let draft = begins(&ada, &cast.role).await;
    cast.asks_for_more_pay().await;
    let owner = &cast.larch.owner;
    let page = owner.gets(&cast.at("changes")).await;
    page.shows("Reviewed first").shows("£36,000 to £42,000 a year").shows("£36,000 to £45,000 a year");
    owner.gets(&cast.at("preview")).await.shows("£36,000 to £45,000 a year");
    let visitor = world.visitor("Nobody");
    cast.sends().await;
    owner.presses(&page, "Send these changes to review", &[]).await.is(200).shows("In review");
    owner.gets(&cast.at("pay")).await.is(409).shows("cannot be changed now");
    visitor.gets(&cast.role.path).await.shows("£42,000").lacks("£45,000");

    approves(&world, &cast.role).await;
    let public = visitor.gets(&cast.role.path).await;
    public.shows("£36,000 to £45,000 a year").shows("Changed on").shows(": Pay");
    assert_eq!((told(&world, &ada).await, told(&world, &bob).await), (1, 0));
    let letter = world.letter(&ada, "Changed:").await;
    assert!(letter.text_body.contains("Pay: £36,000 to £45,000 a year (before: £36,000 to £42,000 a year)"));
    world.follows_letter(&ada, "Changed:").await.is_at(&draft);
    world.settles().await;
    assert_eq!(told(&world, &ada).await, 1, "once");
    owner.gets(&cast.role.desk).await.shows("Changed: Pay").lacks("In review");
    let found = ada.gets("/listings?q=physiotherapist").await;
    found.shows("£36,000 to £45,000 a year");
});

journey!(changes_are_returned_taken_back_and_thrown_away, |world| {
    let cast = Cast::of(&world).await;
    cast.asks_for_more_pay().await;
    cast.sends().await;
    let (id, here) = (cast.role.id, world.here());
    let because = "Please say why the pay has changed.";
    let returned = world
        .app
        .db
        .write(move |conn| actions::return_changes(conn, &Actor::site(), id, because, &here))
        .await;
    returned.unwrap_or_else(|_| panic!("they are returned"));
    let owner = &cast.larch.owner;
    let page = world.follows_letter(owner, "Please correct your changes").await;
    page.is_at(&cast.at("changes")).shows("Returned to you").shows(because);
    cast.sends().await;
    let page = owner.gets(&cast.at("changes")).await;
    let page = owner.presses(&page, "Take them out of review", &[]).await;
    page.shows("Not sent yet");
    owner.presses(&page, "Throw them away", &[]).await.is_at(&cast.role.desk).shows("thrown away");
    owner.presses(&page, "Throw them away", &[]).await.is(200);
    owner.gets(&cast.at("changes")).await.shows("What do you want to change?").lacks("£45,000");
    world.visitor("Nobody").gets(&cast.role.path).await.shows("£42,000");
});

journey!(a_second_editor_is_told_and_nothing_is_overwritten, |world| {
    let cast = Cast::of(&world).await;
    let owner = &cast.larch.owner;
    let page = owner.gets(&cast.at("pay")).await;
    cast.asks_for_more_pay().await;
    let page = owner.presses(&page, "Save and continue", &[("Highest", "50,000")]).await;
    page.is(409).shows("Somebody else has saved this listing");
    owner.gets(&cast.at("changes")).await.shows("£45,000").lacks("£50,000");
});

journey!(questions_stand_once_somebody_has_begun, |world| {
    let cast = Cast::of(&world).await;
    let owner = &cast.larch.owner;
    let asks = [("prompt", "Do you drive?")];
    owner.submits(&cast.at("questions"), "Save and continue", &asks).await.is(200).shows("Do you drive?");
    let form = owner.gets(&cast.at("questions")).await;
    owner.presses(&form, "Save and add another question", &[]).await.is_at(&cast.at("questions"));
    let ada = world.candidate("Ada Marsh").await;
    begins(&ada, &cast.role).await;
    let page = owner.gets(&cast.at("changes")).await;
    page.shows("the questions and documents stay as they are");
    let page = owner.presses(&page, "Send these changes to review", &[]).await;
    page.is(409).shows("The questions cannot be changed now").shows("What else you changed is kept");
});

journey!(who_is_written_to_changes_at_once, |world| {
    let cast = Cast::of(&world).await;
    let owner = &cast.larch.owner;
    let me = format!("{} (owner)", owner.name);
    let page = takes_step(owner, &cast.role.desk, "applying", &[("readers", me.as_str())]).await;
    page.shows("Who we write to").shows("One member");
    owner.presses(&page, "Publish these changes", &[]).await.shows("Your changes are live");
    owner.gets(&cast.role.desk).await.shows("Changed: Who we write to");
    owner.gets(&cast.at("changes")).await.shows("What do you want to change?");
});

journey!(a_later_closing_day_is_public_at_once, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    begins(&ada, &cast.role).await;
    cast.asks_for_more_pay().await;
    let owner = &cast.larch.owner;
    let today = world.app.clock.today();
    let (before, later) = (today + Duration::days(20), today + Duration::days(40));
    let form = cast.at("extension");
    let wrong = [("New closing day", before.to_string())];
    let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    owner.submits(&form, "Move the closing day", &wrong).await.is(422).shows("or a later day");
    let later = later.to_string();
    let fields = [("New closing day", later.as_str()), ("People hear by", "")];
    owner.submits(&form, "Move the closing day", &fields).await.is_at(&cast.role.desk).shows("It closes on");
    world.settles().await;
    assert_eq!(told(&world, &ada).await, 1);
    world.passes(Duration::days(25)).await;
    world.visitor("Nobody").gets(&cast.role.path).await.lacks("has closed").lacks("£45,000");
    owner.signs_in().await;
    // What is being changed besides goes on, and knows the new day.
    owner.gets(&cast.at("changes")).await.shows("£45,000").lacks("Closing day</th>");
});

journey!(what_was_being_changed_is_a_draft_when_the_listing_closes, |world| {
    let cast = Cast::of(&world).await;
    cast.asks_for_more_pay().await;
    world.passes(Duration::days(22)).await;
    let owner = &cast.larch.owner;
    owner.signs_in().await;
    owner.gets(&cast.at("changes")).await.is_at(&cast.role.desk);
    let drafts = owner.gets(&format!("/desk/{}/listings?state=draft", cast.larch.id)).await;
    let draft = owner.follows(&drafts, "Physiotherapist").await;
    owner.gets(&format!("{}/check", draft.path())).await.shows("£36,000 to £45,000 a year");
});

journey!(nobody_else_changes_it, |world| {
    let cast = Cast::of(&world).await;
    let other = world.organisation("Birch Clinic").await;
    for address in ["changes", "extension", "pay", "preview"] {
        other.owner.gets(&cast.at(address)).await.is(404);
        let own = format!("/desk/{}/listings/{}/{address}", other.id, cast.role.id);
        other.owner.gets(&own).await.is(404);
    }
    for address in ["changes/submission", "changes/recall", "changes/removal", "extension"] {
        let own = format!("/desk/{}/listings/{}/{address}", other.id, cast.role.id);
        other.owner.tries("POST", &own, &[("closes_on", "2027-01-15")]).await.is(404);
    }
});

#[tokio::test]
async fn the_letters_of_changes() {
    let world = World::on(Engine::Sqlite).await;
    world.app.clock.move_to(on("2026-11-22"));
    let cast = Cast::of(&world).await;
    let (ada, owner) = (world.candidate("Ada Marsh").await, &cast.larch.owner);
    let draft = begins(&ada, &cast.role).await;
    cast.asks_for_more_pay().await;
    cast.sends().await;
    approves(&world, &cast.role).await;
    let plain = |words: String| {
        let words = words.replace(&cast.role.desk, "/desk/…").replace(&cast.role.path, "/listings/…");
        words.replace(&draft, "/applications/…")
    };
    insta::assert_snapshot!(
        "changes_approved",
        plain(reads(&world, &owner.email, "Your changes are live").await)
    );
    insta::assert_snapshot!("listing_amended", plain(reads(&world, &ada.email, "Changed:").await));
    takes_step(owner, &cast.role.desk, "pay", &[("Highest", "47,000")]).await.is(200);
    cast.sends().await;
    let (id, here) = (cast.role.id, world.here());
    let because = "Please say why the pay has changed.";
    let write = move |conn: &mut _| actions::return_changes(conn, &Actor::site(), id, because, &here);
    world.app.db.write(write).await.unwrap_or_else(|_| panic!("they are returned"));
    insta::assert_snapshot!(
        "changes_returned",
        plain(reads(&world, &owner.email, "Please correct your").await)
    );
}

journey!(a_moderator_reads_the_difference_and_decides, |world| {
    let cast = Cast::of(&world).await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    cast.asks_for_more_pay().await;
    maya.gets(&format!("/moderation/edits/{}", cast.role.id)).await.is(200).lacks("Approve these changes");
    cast.sends().await;
    let queue = maya.gets("/moderation").await;
    queue.shows("Changes to a role").shows("Changes to listings (1)");
    let page = maya.follows(&queue, "Physiotherapist").await;
    page.shows("What changes").shows("£36,000 to £42,000 a year").shows("£36,000 to £45,000 a year");
    maya.presses(&page, "Return with reasons", &[]).await.is(422).shows("Choose a reason");

    // The provider changes it under her eyes: she approves nothing that she has not read.
    let owner = &cast.larch.owner;
    let changes = owner.gets(&cast.at("changes")).await;
    owner.presses(&changes, "Take them out of review", &[]).await.is(200);
    maya.presses(&page, "Approve these changes", &[]).await.is(409).shows("settled already");
    takes_step(owner, &cast.role.desk, "pay", &[("Highest", "90,000")]).await.is(200);
    cast.sends().await;
    maya.presses(&page, "Approve these changes", &[])
        .await
        .is(409)
        .shows("It has changed since you opened it");

    let page = noor.submits(page.path(), "Take it", &[]).await;
    page.shows("You have this");
    maya.gets(page.path()).await.shows("Noor").lacks("Approve these changes");
    noor.presses(&page, "Approve these changes", &[]).await.is(200).shows("are live");
    noor.presses(&page, "Approve these changes", &[]).await.is(409);
    world.visitor("Nobody").gets(&cast.role.path).await.shows("£90,000");
    maya.gets(&format!("/moderation/listings/{}", cast.role.id)).await.shows("Approved changes to a listing");
    owner.gets(&format!("/moderation/edits/{}", cast.role.id)).await.is(403);
});
