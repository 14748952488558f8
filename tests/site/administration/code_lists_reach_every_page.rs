//! What administrators change in the code lists is what everybody else meets. The lists belong to the process, so these
//! journeys have the site in a process of its own: the other journeys of this one keep the lists of the files.

use crate::listings::takes_step;
use crate::world::{Page, Person, Process, World, journey};
use rounds::audit::Actor;
use rounds::listings::{self, ListingId, ListingKind};
use std::time::Duration;

/// The page as soon as it has these words.
async fn until(person: &Person, path: &str, holds: impl Fn(&Page) -> bool) -> Page {
    for _ in 0..300 {
        let page = person.gets(path).await;
        if holds(&page) {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{path} does not come to it: {}", person.gets(path).await.text())
}

async fn until_shown(person: &Person, path: &str, words: &str) -> Page {
    until(person, path, |page| page.text().contains(words)).await
}

async fn approves(world: &World, id: ListingId) {
    let here = world.here();
    let approved = world
        .app
        .db
        .write(move |conn| listings::actions::approve_changes(conn, &Actor::site(), id, &here))
        .await;
    approved.unwrap_or_else(|_| panic!("the changes are approved"));
}

const LIST: &str = "/administration/codes/specialties";

journey!(a_specialty_is_added_chosen_found_and_retired, |world| {
    let process = Process::starts(&world).await;
    let alex = world.administrator("Alex Ash").await.at(&process);
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Physiotherapist for the team").await;
    let other = world.role(&larch, "Physiotherapist for the school").await;
    let (owner, zoe) = (larch.owner.at(&process), world.visitor("Zoe Quill").at(&process));
    let ada = world.candidate("Ada Marsh").await.at(&process);
    let fields = [("Heading", "Surgery"), ("Label", "Sports therapy")];
    alex.submits(LIST, "Add it", &fields).await.is(200);

    // A provider posts with it, and the public finds it by filter, by words and while typing.
    let people = format!("{}/people", role.desk);
    until_shown(&owner, &people, "Sports therapy").await;
    takes_step(&owner, &role.desk, "people", &[("specialties", "Sports therapy")]).await.is(200);
    owner.submits(&format!("{}/changes", role.desk), "Send these changes to review", &[]).await.is(200);
    approves(&world, role.id).await;
    let page = until_shown(&zoe, "/listings?specialty=sports-therapy", "Physiotherapist for the team").await;
    page.lacks("Physiotherapist for the school");
    let page = zoe.gets("/listings?q=%22sports+therapy%22").await;
    page.shows("Physiotherapist for the team").lacks("Physiotherapist for the school");
    zoe.gets("/suggestions?q=sports+th").await.shows("Sports therapy").shows("specialty");
    zoe.gets("/browse").await.shows("Sports therapy");
    zoe.gets("/browse/specialty/sports-therapy").await.is(200).shows("Physiotherapist for the team");
    let work = [
        ("Profession", "Physiotherapist"),
        ("Where are you in your career?", "Experienced practitioner"),
        ("specialties", "Sports therapy"),
    ];
    ada.submits("/profile/work", "Save and continue", &work).await.is(200);

    // Called otherwise, it is found by the new words.
    let code = format!("{LIST}/sports-therapy");
    alex.submits(&code, "Save the words", &[("Label", "Athlete care")]).await.is(200).shows("Athlete care");
    until_shown(&zoe, "/listings?q=%22athlete+care%22", "Physiotherapist for the team").await;

    // Retired, it stays where it is and goes nowhere else.
    let page = alex.gets(&code).await;
    page.shows("It is in use (listings: 1, profiles: 1)");
    alex.presses(&page, "Retire it", &[("sure", "yes")]).await.is(200);
    let others = format!("{}/people", other.desk);
    until(&owner, &others, |page| !page.text().contains("Athlete care")).await.shows("Clinical oncology");
    let refused = owner.tries("POST", &others, &[("specialties", "sports-therapy"), ("version", "1")]).await;
    refused.is(422).shows("“Athlete care” is no longer offered");
    zoe.gets(&role.path).await.is(200).shows("Athlete care");
    owner.gets(&people).await.shows("Athlete care (no longer offered)");
    takes_step(&owner, &role.desk, "people", &[]).await.is(200).lacks("no longer offered. Choose");
    let page = ada.submits("/profile/work", "Save and continue", &[]).await;
    page.is(200).lacks("There is a problem");
    ada.gets("/profile/work").await.shows("Athlete care (no longer offered)");
    let page = zoe.gets("/listings?specialty=sports-therapy").await;
    page.shows("Physiotherapist for the team").shows("Athlete care (no longer offered)");
});

journey!(an_added_profession_is_read_in_the_words_of_a_search, |world| {
    let mut process = Process::starts(&world).await;
    let alex = world.administrator("Alex Ash").await.at(&process);
    let larch = world.organisation("Larch Surgical").await;
    let as_added = |full: &mut rounds::listings::Full| full.listing.profession = "exercise-scientist".into();
    let fields = [
        ("Heading", "Allied health professions"),
        ("Label", "Exercise scientist"),
        ("Plural", "Exercise scientists"),
    ];
    alex.submits("/administration/codes/professions", "Add it", &fields).await.is(200);
    world.publishes(&larch, ListingKind::Role, "Join the team", as_added).await;
    let zoe = world.visitor("Zoe Quill").at(&process);
    let page = until_shown(&zoe, "/listings?q=exercise+scientists+leeds", "Join the team").await;
    page.shows("“exercise scientists” as Exercise scientist and “leeds” as Leeds");
    zoe.gets("/").await.shows("Exercise scientists");

    // A process that starts later knows it from the first page on.
    process.dies();
    let process = Process::starts(&world).await;
    let zoe = world.visitor("Zoe Quill").at(&process);
    zoe.gets("/browse/exercise-scientist").await.is(200);
});

journey!(a_reason_that_was_changed_is_what_the_next_letter_says, |world| {
    let process = Process::starts(&world).await;
    let alex = world.administrator("Alex Ash").await.at(&process);
    let maya = world.moderator("Maya Moss").await.at(&process);
    let larch = world.organisation("Larch Surgical").await;
    let role = world.submitted(&larch, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let fields = [("Label", "Pay is strange"), ("Sentence", "Tell people what you really pay.")];
    alex.submits("/administration/codes/return_reasons/pay-odd", "Save the words", &fields).await.is(200);
    let desk = format!("/moderation/listings/{}", role.id);
    let page = until_shown(&maya, &desk, "Pay is strange").await;
    maya.presses(&page, "Return with reasons", &[("Reasons", "Pay is strange")]).await.is(200);
    let letter = world.letter(&larch.owner, "Please correct: Theatre nurse").await;
    assert!(letter.text_body.contains("Tell people what you really pay."), "{}", letter.text_body);
});
