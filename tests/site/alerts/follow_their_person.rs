//! A person is an address: what they asked for without an account becomes their account's, and follows it.

use super::{PHYSIO_IN_LEEDS, asks_and_confirms, keeps, rows};
use crate::world::{PASSWORD, journey};

journey!(alerts_without_an_account_become_the_accounts, |world| {
    let ada = world.visitor("Ada Marsh");
    asks_and_confirms(&world, &ada, PHYSIO_IN_LEEDS, "Once a day").await;
    assert!(!rows(&world).await[0].has_account);
    ada.sends_sign_up("I look for work or training").await.is(200);
    let page = world.follows_letter(&ada, "Confirm your email address").await;
    ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
    world.settles().await;
    assert!(rows(&world).await[0].has_account);
    ada.gets("/alerts").await.shows("You have 1 of up to 20 alerts");
});

journey!(what_is_asked_for_on_another_device_joins_the_account, |world| {
    let ada = world.candidate("Ada Marsh").await;
    keeps(&ada, PHYSIO_IN_LEEDS, "Once a week").await;
    keeps(&ada, "/alerts/new?q=nurse", "Once a day").await;
    // On another device, where she has not signed in.
    let phone = ada.elsewhere();
    asks_and_confirms(&world, &phone, "/alerts/new?q=midwife", "Once a week").await;
    let page = ada.gets("/alerts").await;
    page.shows("You have 3 of up to 20 alerts");
    assert!(rows(&world).await.iter().all(|row| row.has_account && row.state == "active"));
});

journey!(what_nobody_confirmed_does_not_join, |world| {
    let ada = world.visitor("Ada Marsh");
    ada.submits(PHYSIO_IN_LEEDS, "Create the alert", &[("Email address", &ada.email)]).await.is(200);
    ada.sends_sign_up("I look for work or training").await.is(200);
    let page = world.follows_letter(&ada, "Confirm your email address").await;
    ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await;
    world.settles().await;
    assert_eq!(rows(&world).await[0].state, "unconfirmed");
    let page = world.follows_letter(&ada, "Confirm your alert").await;
    ada.presses(&page, "Confirm this alert", &[]).await.shows("Your alert is on");
    let row = &rows(&world).await[0];
    assert!(row.has_account && row.state == "active", "{row:?}");
});

journey!(alerts_follow_the_new_address_and_of_two_alike_the_more_frequent_stays, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let new = "ada@elsewhere.example";
    keeps(&ada, PHYSIO_IN_LEEDS, "Once a week").await;
    // Her other address has the same alert, and writes more often.
    let other = world.visitor("Ada Elsewhere");
    let fields = [("Email address", new), ("How often should we email you?", "Once a day")];
    other.submits(PHYSIO_IN_LEEDS, "Create the alert", &fields).await.is(200);
    world.settles().await;
    let page = other.gets(&world.link_in(&world.letters_at(new).await[0])).await;
    other.presses(&page, "Confirm this alert", &[]).await.shows("Your alert is on");

    let fields = [("New email address", new), ("Your current password", PASSWORD)];
    ada.submits("/account/email", "Email the new address", &fields).await.is(200);
    world.settles().await;
    let letters = world.letters_at(new).await;
    let link = letters.iter().rfind(|letter| letter.about == "accounts.change-email").expect("a letter");
    let page = ada.gets(&world.link_in(link)).await;
    ada.presses(&page, "Use this address", &[]).await;
    world.settles().await;
    let rows = rows(&world).await;
    let stays: Vec<_> = rows.iter().filter(|row| row.state == "active").collect();
    assert_eq!(stays.len(), 1, "{rows:?}");
    assert_eq!(
        (stays[0].email.as_str(), stays[0].frequency.as_str(), stays[0].has_account),
        (new, "daily", true)
    );
});
