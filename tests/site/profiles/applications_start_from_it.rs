//! An application is filled from the profile, and keeps what it said.

use super::*;
use crate::applications::{applies, write};
use crate::world::journey;
use diesel::prelude::*;
use rounds::listings::ListingId;
use rounds::schema::listings;

journey!(an_application_starts_from_the_profile_and_else_from_the_last_one, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    // Without a profile, from nothing; this one is submitted.
    applies(&ada, &cast).await;
    let second = begins_another(&world, &ada, &cast, "Recovery nurse").await;
    ada.gets(&format!("{second}/review")).await.shows("Ada Marsh").shows("cv.pdf").lacks("I scrub");

    fills_in(&ada).await;
    let third = begins_another(&world, &ada, &cast, "Ward nurse").await;
    let page = ada.gets(&third).await;
    page.shows("3 of 4 steps completed");
    let review = ada.gets(&format!("{third}/review")).await;
    review.shows("Ada Jane Marsh").shows("0113 496 0000").shows("12A3456B").lacks("I scrub");
    review.shows("Scrub nurse, Aldermoor Trust").shows("1 named, and shown once an offer is made");
    review.lacks("Rita Vane").lacks("Within 25 miles");
});

/// Fills in what the profile does not, and submits.
async fn submits(person: &Person, application: &str) {
    let step = |name: &str| format!("{application}/{name}");
    person.submits(&step("statement"), "Save and continue", &[("Your statement", "I scrub.")]).await.is(200);
    let answers = [("Can you work weekends?", "Yes")];
    person.submits(&step("answers"), "Save and continue", &answers).await.is(200);
    let page = person.submits(&step("review"), "Submit application", &[]).await;
    page.is(200).is_at(&step("receipt"));
}

journey!(what_was_sent_stays_as_it_was_sent, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    fills_in(&ada).await;
    let application = begins(&ada, &cast).await;
    submits(&ada, &application).await;
    let job = first(&ada, "employment", "employment").await;
    ada.submits(&job, "Save", &[("Employer", "Somewhere Else")]).await.is(200);
    let cv = ada.gets("/profile/cvs").await;
    ada.presses(&cv, "Remove Theatre nursing", &[]).await.is(200);

    ada.gets(&application).await.shows("Aldermoor Trust").lacks("Somewhere Else");
    ada.gets(&format!("{application}/cv/file")).await.is(200);
    let theirs = cast.desk(&application);
    let page = cast.bea.gets(&theirs).await;
    page.is(200).shows("Scrub nurse, Aldermoor Trust").lacks("Somewhere Else").lacks("Rita Vane");
    cast.bea.gets(&format!("{theirs}/cv")).await.is(200);
    // Referees are named once there is an offer.
    cast.bea.tries("POST", &format!("{theirs}/shortlisting"), &[]).await.is(303);
    let until = (world.app.clock.today() + chrono::Duration::days(8)).to_string();
    let fields = [("Pay", "£40,000 a year"), ("The offer can be answered until the end of", until.as_str())];
    let page = cast.bea.submits(&format!("{theirs}/offer"), "See the offer and the letter", &fields).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is(200);
    cast.bea.gets(&theirs).await.shows("Rita Vane");
});

journey!(a_profile_stays_at_home_when_its_person_says_so, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    fills_in(&ada).await;
    let application = begins(&ada, &cast).await;
    let review = ada.gets(&format!("{application}/review")).await;
    let page = ada.presses(&review, "Leave my profile out", &[]).await;
    page.is(200).shows("Your profile does not go with this application").lacks("Aldermoor Trust");
    submits(&ada, &application).await;
    cast.bea.gets(&cast.desk(&application)).await.is(200).lacks("Aldermoor Trust");
    // What is submitted is decided.
    ada.tries("POST", &format!("{application}/profile"), &[("send", "yes")]).await.is(409);
});

journey!(an_application_takes_another_of_the_cvs, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    adds_cv(&ada, "Theatre nursing").await.is(200);
    adds_cv(&ada, "Teaching").await.is(200);
    let application = begins(&ada, &cast).await;
    let page = ada.gets(&format!("{application}/cv")).await;
    page.shows("cv.pdf").shows("Teaching").lacks("Theatre nursing");
    ada.presses(&page, "Use this CV", &[]).await.is(422).shows("Choose one of your CVs");
    let page = ada.presses(&page, "Use this CV", &[("Your CVs", "Teaching")]).await;
    page.is(200).shows("Your CV is chosen").shows("Theatre nursing");
    // Taking it out of the application leaves the profile's.
    ada.presses(&page, "Remove this file", &[]).await.is(200);
    let page = ada.gets("/profile/cvs").await;
    let file = page.attributes("main a", "href").into_iter().find(|href| href.ends_with("/file"));
    ada.gets(&file.expect("a file")).await.is(200);
});

/// As the provider's editor will, once a live listing can be edited.
async fn changes(world: &World, listing: ListingId) {
    write(world, move |conn| {
        diesel::update(listings::table.find(listing))
            .set(listings::version.eq(listings::version + 1))
            .execute(conn)
    })
    .await;
}

journey!(a_changed_listing_is_pointed_out_before_submitting, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let review = crate::applications::fills_in(&ada, &application).await;
    review.lacks("changed this listing");
    changes(&world, cast.listing).await;
    // The page that is still open speaks of the listing as it was.
    let page = ada.presses(&review, "Submit application", &[]).await;
    page.is(422).shows("The provider changed this listing after you began").shows("Read the listing again");
    ada.gets(&application).await.lacks("Application submitted");
    let page = ada.presses(&page, "Submit application", &[]).await;
    page.is_at(&format!("{application}/receipt"));
});
