//! "Still want this?": asked once a year, in one letter, and ended a month later unless kept.

use super::{asks_and_confirms, keeps, rows};
use crate::letters_read_well::reads;
use crate::world::{Engine, World, journey};
use chrono::Duration;

journey!(a_year_later_we_ask_and_one_button_keeps_it, |world| {
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?q=physiotherapist", "Once a day").await;
    let page = asks_and_confirms(&world, &ada, "/alerts/new?q=nurse", "Once a week").await;
    ada.presses(&page, "Pause", &[]).await;
    world.passes(Duration::days(364)).await;
    assert_eq!(asked(&world, &ada.email).await, 0);
    world.passes(Duration::days(1) + Duration::hours(2)).await;
    world.passes(Duration::hours(2)).await;
    assert_eq!(asked(&world, &ada.email).await, 1, "one letter for both");
    let letter = world.letter(&ada, "Still want these 2 alerts?").await;
    assert!(letter.text_body.contains("Paused") && letter.unsubscribe_url.is_some(), "{}", letter.text_body);
    let link = button_of(&world, &letter.text_body);
    let page = ada.gets(&link).await;
    page.is(200).shows("Still want these alerts?").shows("“physiotherapist”").shows("“nurse”");
    world.passes(Duration::days(20)).await;
    let page = ada.presses(&page, "Keep these 2 alerts", &[]).await;
    page.shows("You keep these 2 alerts");
    world.passes(Duration::days(40)).await;
    assert_eq!(states(&world).await, ["active", "paused"]);
    world.passes(Duration::days(330)).await;
    assert_eq!(asked(&world, &ada.email).await, 1, "and again a year after that");
});

journey!(what_nobody_keeps_ends_a_month_later_with_a_last_letter, |world| {
    let ada = world.candidate("Ada Marsh").await;
    keeps(&ada, "/alerts/new?q=physiotherapist", "Once a day").await;
    world.passes(Duration::days(366)).await;
    assert_eq!(asked(&world, &ada.email).await, 1);
    ada.signs_in().await;
    let page = ada.gets("/alerts").await;
    page.shows("It ends soon unless you");
    world.passes(Duration::days(29)).await;
    assert_eq!(states(&world).await, ["active"]);
    world.passes(Duration::days(2)).await;
    assert_eq!(states(&world).await, ["ended"]);
    let page = world.follows_letter(&ada, "Your alert has ended").await;
    page.is(200).shows("Create an alert").shows("“physiotherapist”");
    world.passes(Duration::days(400)).await;
    assert_eq!(asked(&world, &ada.email).await, 0, "what has ended is not asked about");
});

journey!(the_way_out_of_that_letter_ends_all_that_it_asks_about, |world| {
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?q=physiotherapist", "Once a day").await;
    asks_and_confirms(&world, &ada, "/alerts/new?q=nurse", "Once a week").await;
    world.passes(Duration::days(366)).await;
    asks_and_confirms(&world, &ada, "/alerts/new?q=midwife", "Once a week").await;
    let out = world.letter(&ada, "Still want these 2 alerts?").await.unsubscribe_url.expect("a way out");
    let path = out.strip_prefix(world.app.site.public_url.as_str()).expect("ours").to_string();
    ada.gets(&path).await.shows("“physiotherapist”").shows("“nurse”").lacks("“midwife”");
    assert_eq!(states(&world).await, ["active", "active", "active"], "a look changes nothing");
    let sent =
        reqwest::Client::new().post(out).body("List-Unsubscribe=One-Click").send().await.expect("an answer");
    assert_eq!(sent.status(), 200);
    assert_eq!(states(&world).await, ["ended", "ended", "active"]);
    ada.gets(&path).await.is(200).shows("This alert has ended");
});

/// Letters that asked in the last days; older ones are not kept for ever.
async fn asked(world: &World, email: &str) -> usize {
    let since = world.app.clock.now() - Duration::days(10);
    let letters = world.letters_at(email).await;
    letters.iter().filter(|letter| letter.about == "alerts.still" && letter.created_at > since).count()
}

async fn states(world: &World) -> Vec<String> {
    rows(world).await.into_iter().map(|row| row.state).collect()
}

fn button_of(world: &World, text: &str) -> String {
    let links = text.split_whitespace().filter(|word| word.starts_with(world.site.as_str()));
    links.into_iter().find(|link| link.ends_with("/keep")).expect("a button").to_owned()
}

#[tokio::test]
async fn the_yearly_letters() {
    let world = World::on(Engine::Sqlite).await;
    let monday = "2026-11-23T08:00:00".parse().expect("a moment");
    world.app.clock.move_to(rounds::kit::clock::Moment(monday));
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, "/alerts/new?q=physiotherapist&place=Leeds", "Once a day").await;
    asks_and_confirms(&world, &ada, "/alerts/new?q=nurse", "Once a week").await;
    world.passes(Duration::days(366)).await;
    let still = reads(&world, &ada.email, "Still want").await;
    insta::assert_snapshot!("alerts_still", without_keys(&still));
    world.passes(Duration::days(31)).await;
    insta::assert_snapshot!("alerts_not_wanted", reads(&world, &ada.email, "have ended").await);
}

/// Keys differ from run to run.
fn without_keys(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = ["/alerts/manage/", "/unsubscribe/"]
        .iter()
        .filter_map(|part| Some(rest.split_at(rest.find(part)? + part.len())))
        .min_by_key(|(before, _)| before.len())
    {
        plain.push_str(before);
        plain.push('…');
        rest =
            after.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter));
    }
    plain + rest
}
