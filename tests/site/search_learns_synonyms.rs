//! Administrators extend the synonyms; each group that comes with the program works.

use crate::world::{World, journey};
use rounds::search::synonyms::delivered;

journey!(an_administrator_extends_the_synonyms_without_a_restart, |world| {
    let alex = world.administrator("Alex Ash").await;
    let larch = world.organisation("Larch Surgical").await;
    world.role(&larch, "Robotic arm practitioner").await;
    let ada = world.visitor("Ada Marsh");
    ada.gets("/listings?q=makoplasty&exact=yes").await.shows("No listings");

    let page = alex.gets("/administration").await;
    let page = alex.follows(&page, "Synonyms").await;
    page.is(200).shows("None yet").shows("resident doctor, junior doctor");
    let wrong = alex.presses(&page, "Add the group", &[("Words that mean the same", "Makoplasty")]).await;
    wrong.is(422).shows("Enter two or more that mean the same");
    let fields = [("Words that mean the same", "Makoplasty\nrobotic arm")];
    let page = alex.presses(&wrong, "Add the group", &fields).await;
    page.is(200).shows("The group is added").shows("Makoplasty, robotic arm");
    alex.presses(&wrong, "Add the group", &fields).await;
    let page = alex.gets("/administration/synonyms").await;
    let groups = page.attributes("a[href^='/administration/synonyms/']", "href");
    assert_eq!(groups.len(), 1, "pressed twice, added once");
    world.settles().await;
    ada.gets("/listings?q=makoplasty").await.shows("Robotic arm practitioner");

    let page = alex.follows(&page, "Change").await;
    let fields = [("Words that mean the same", "Makoplasty"), ("What they also find", "laser")];
    let page = alex.presses(&page, "Save the group", &fields).await;
    page.is(200).shows("The group is changed");
    world.settles().await;
    ada.gets("/listings?q=makoplasty&exact=yes").await.shows("No listings");

    let page = alex.follows(&page, "Change").await;
    alex.presses(&page, "Remove the group", &[])
        .await
        .is(200)
        .shows("The group is removed")
        .shows("None yet");
    alex.presses(&page, "Remove the group", &[]).await.is(409).shows("This group is gone");
    let audit = alex.gets("/administration/audit?subject=makoplasty").await;
    audit
        .shows("Added synonyms")
        .shows("Changed synonyms")
        .shows("Removed synonyms")
        .shows("also finds: laser");
});

/// A group's single words find the same; its phrases also find titles that have their words apart, so never less.
#[tokio::test]
async fn every_word_of_every_group_finds_the_same() {
    let world = World::demo().await;
    let ada = world.visitor("Ada Marsh");
    let mut wrong = Vec::new();
    for group in delivered() {
        let (mut single, mut phrases) = (Vec::new(), Vec::new());
        for word in &group.words {
            let query: String = url::form_urlencoded::byte_serialize(word.as_bytes()).collect();
            let heading = ada.gets(&format!("/listings?q={query}&exact=yes")).await.heading();
            let total: u32 = heading.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
            let is_single = word.chars().all(char::is_alphanumeric);
            if is_single { single.push(total) } else { phrases.push(total) }
        }
        let least = single.iter().chain(&phrases).min().copied().unwrap_or(0);
        if single.iter().any(|total| *total != least) {
            wrong.push(format!("{:?}: {single:?} and {phrases:?}", group.words));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
