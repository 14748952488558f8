//! Candidates apply in steps, withdraw, and apply again.

use super::*;
use crate::world::journey;

journey!(a_candidate_applies_in_steps_that_can_be_left_and_gets_one_receipt, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets(&cast.apply()).await;
    page.is(200).shows("Apply: Theatre nurse").shows("your registration number").shows("your CV");
    let tasks = ada.presses(&page, "Start now", &[]).await;
    let application = tasks.path().to_owned();
    tasks.shows("0 of 4 steps completed").shows("Not ready yet");

    let page = ada.submits(&format!("{application}/details"), "Save and continue", &[]).await;
    page.is(422).shows("Enter an NMC PIN, like 12A3456B");
    assert!(page.title().starts_with("Error: "));
    let page = ada.presses(&page, "Save and continue", &[("NMC PIN", "123")]).await;
    page.is(422).shows("Enter an NMC PIN like 12A3456B");
    let page = ada.presses(&page, "Save and continue", &[("NMC PIN", "12a 3456b")]).await;
    page.is(200).is_at(&format!("{application}/statement"));

    // Half a thought is saved, and kept by another device.
    let half = [("Your statement", "I scrub")];
    ada.presses(&page, "Save and come back later", &half).await.is_at(&application).shows("2 words");
    let ada = ada.elsewhere();
    ada.signs_in().await;
    let page = ada.gets(&cast.apply()).await;
    page.is_at(&application).shows("2 of 4 steps completed").shows("2 words");

    let page = ada.gets(&format!("{application}/review")).await;
    page.shows("Answer “Can you work weekends?”")
        .shows("Add your CV")
        .shows("12A3456B (format checked, not verified)");
    ada.tries("POST", &format!("{application}/submission"), &[]).await.is(422).shows("Add your CV");
    let page = ada.submits(&format!("{application}/answers"), "Save and continue", &[]).await;
    page.is(422).shows("Choose yes or no");

    let review = fills_in(&ada, &application).await;
    review.is(200).lacks("Still missing").shows("I do it well.").shows("cv.pdf").shows("Yes");
    let page = ada.presses(&review, "Submit application", &[]).await;
    page.is_at(&format!("{application}/receipt")).shows("Application submitted").shows(&ada.email);
    assert_eq!(letters(&world, &ada, "We have your application").await, 1);
    assert_eq!(letters(&world, &cast.bea, "New application: Theatre nurse").await, 1);
    assert_eq!(letters(&world, &cast.ed, "New application: Theatre nurse").await, 1);
    assert_eq!(letters(&world, &cast.vi, "New application").await, 0);
    ada.gets("/applications").await.shows("With the provider").shows("Decision by");
    ada.gets(&application).await.shows("Application submitted").lacks("Change");
    ada.gets(&format!("{application}/statement")).await.is(409).shows("You have submitted this application");
    ada.tries("POST", &format!("{application}/statement"), &[("statement", "Other")]).await.is(409);
});

journey!(a_stranger_signs_up_and_comes_back_to_apply, |world| {
    let cast = Cast::of(&world).await;
    let zoe = world.visitor("Zoe Quill");
    let page = zoe.gets(&cast.apply()).await;
    page.is_at("/sign-in");
    let page = zoe.follows(&page, "Sign up").await;
    let fields = [
        ("What brings you here?", "I look for work or training"),
        ("Your name", "Zoe Quill"),
        ("Email address", zoe.email.as_str()),
        ("Password", crate::world::PASSWORD),
    ];
    zoe.presses(&page, "Sign up", &fields).await.shows("Check your email");
    let page = world.follows_letter(&zoe, "Confirm your email address").await;
    let page = zoe.presses(&page, "Confirm and sign in", &[("Password", crate::world::PASSWORD)]).await;
    page.is(200).is_at(&cast.apply()).shows("Apply: Theatre nurse");
});

journey!(the_wrong_role_is_told_plainly, |world| {
    let cast = Cast::of(&world).await;
    cast.bea.gets(&cast.apply()).await.is(403).shows("It is for candidates");
});

journey!(a_second_application_starts_from_the_first, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    applies(&ada, &cast).await;
    let second = listing(&world, cast.provider, "Recovery nurse").await;
    let page = ada.submits(&format!("/listings/{second}/apply"), "Start now", &[]).await;
    page.is(200).shows("cv.pdf").shows("3 of 4 steps completed").lacks("words");
    let second = page.path().to_owned();
    ada.gets(&format!("{second}/review")).await.shows("12A3456B").lacks("I scrub");
    // One file serves both; taking it from the second leaves the first as it was.
    let page = ada.gets(&format!("{second}/cv")).await;
    ada.presses(&page, "Remove this file", &[]).await.shows("Your CV is removed");
    ada.gets("/applications").await.shows("Needs you").shows("With the provider");
});

journey!(somebody_without_a_number_yet_says_so, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let awaited = [("I am not registered yet", "yes")];
    ada.submits(&format!("{application}/details"), "Save and continue", &awaited).await.is(200);
    let page = ada.gets(&format!("{application}/review")).await;
    page.shows("Not registered yet with the Nursing and Midwifery Council");
});

journey!(who_withdraws_may_apply_once_more, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    for again in [true, false] {
        let page = ada.gets(&format!("{application}/withdrawal")).await;
        page.is(200).shows("Withdraw this application?");
        assert_eq!(page.text().contains("you can apply once more"), again);
        let page =
            ada.presses(&page, "Withdraw application", &[("Your reason", "The hours do not suit me")]).await;
        page.is_at(&application).shows("Withdrawn").shows("The hours do not suit me");
        if again {
            let page = ada.gets(&cast.apply()).await;
            let page = ada.presses(&page, "Apply again", &[]).await;
            page.is_at(&application).shows("4 of 4 steps completed");
            let review = ada.gets(&format!("{application}/review")).await;
            ada.presses(&review, "Submit application", &[]).await.shows("Application submitted");
        }
    }
    ada.gets(&cast.apply()).await.is_at(&application).lacks("Apply again");
    let page = ada.tries("POST", &cast.apply(), &[("again", "yes")]).await;
    page.is(409).shows("You have applied twice");
    assert_eq!(letters(&world, &ada, "We have your application").await, 2);
    assert_eq!(letters(&world, &cast.bea, "An application was withdrawn").await, 2);
});

journey!(a_draft_can_be_thrown_away_and_begun_anew, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let page = ada.submits(&format!("{application}/withdrawal"), "Discard the draft", &[]).await;
    page.is_at("/applications").shows("Your draft is gone").shows("Nothing here yet");
    ada.gets(&application).await.is(404);
    assert_ne!(begins(&ada, &cast).await, application);
});
