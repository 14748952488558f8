//! Part by part, and as a whole.

use super::*;
use crate::applications::file;
use crate::world::journey;

journey!(a_profile_is_filled_in_part_by_part, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets("/applications").await;
    let page = ada.follows(&page, "Profile").await;
    page.is(200).is_at("/profile").shows("0 of 10 parts completed").lacks("Download");
    page.shows("Without it, you type your name and number in each application.");
    // What the account knows is there already.
    let page =
        ada.submits("/profile/contact", "Save and continue", &[("Phone number", "0113 496 0000")]).await;
    page.is(200).is_at("/profile/work").shows("Name and contact: saved");
    fills_in(&ada).await;
    let page = ada.gets("/profile").await;
    page.shows("6 of 10 parts completed").shows("12A3456B").shows("Aldermoor Trust").shows("Theatre nursing");
    page.shows("Providers usually ask for two");
    ada.gets("/profile/registrations").await.shows("12A3456B (format checked, not verified)");
});

journey!(a_mistake_is_told_beside_its_field_and_nothing_is_lost, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let wrong = [("Full name", ""), ("Phone number", "ask my mum"), ("Best way and time", "Text first")];
    let page = ada.submits("/profile/contact", "Save and continue", &wrong).await;
    page.is(422).shows("Enter your name").shows("Enter a phone number, like 0113 496 0000");
    assert_eq!(page.form("Save and continue").value("reach").as_deref(), Some("Text first"));
    assert!(page.title().starts_with("Error: "));

    let wrong = [("Registered with", "Nursing and Midwifery Council"), ("Registration number", "7654321")];
    let page = ada.submits("/profile/registrations/new", "Save", &wrong).await;
    page.is(422).shows("Enter an NMC PIN like 12A3456B");
    assert_eq!(page.form("Save").value("number").as_deref(), Some("7654321"));
    ada.presses(&page, "Save", &[("Registration number", "12A3456B")]).await.is(200).shows("Added");

    let wrong = [("Job title", "Nurse"), ("Started", "soon"), ("Ended", "13/2020")];
    let page = ada.submits("/profile/employment/new", "Save", &wrong).await;
    page.is(422).shows("Enter the employer").shows("Enter a month and a year, like March 2021");
    assert_eq!(page.form("Save").value("started").as_deref(), Some("soon"));

    let page = ada.submits("/profile/places/new", "Save", &[("Place", "Newport")]).await;
    page.is(422).shows("There are several. Write which one you mean").shows("Choose how far from there");

    let until = [("Do you have the right to work in the UK?", "Yes, until a date")];
    let page = ada.submits("/profile/right-to-work", "Save and continue", &until).await;
    page.is(422).shows("Enter the last day on which you may work");
    let page = ada.presses(&page, "Save and continue", &[("Last day", "2027-03-01")]).await;
    page.is(200);
    ada.gets("/profile").await.shows("Until 1 March 2027");
});

journey!(a_gap_of_over_three_months_is_asked_about_until_it_is_accounted_for, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let job = |started, ended| {
        [("Job title", "Nurse"), ("Employer", "Aldermoor Trust"), ("Started", started), ("Ended", ended)]
    };
    adds(&ada, "employment", &job("January 2018", "March 2021")).await.shows("What did you do then?");
    adds(&ada, "employment", &job("September 2021", "")).await.shows("April 2021 to August 2021");
    ada.gets("/profile").await.shows("There is a gap of over three months to account for");
    let page = ada.gets("/profile/employment").await;
    let page = ada.follows(&page, "say what you did").await;
    let form = page.form("Save");
    assert_eq!(form.value("started").as_deref(), Some("April 2021"));
    assert_eq!(form.value("ended").as_deref(), Some("August 2021"));
    let page = ada.presses(&page, "Save", &[("What you did", "")]).await;
    page.is(422).shows("Say in a few words what you did");
    let page = ada.presses(&page, "Save", &[("What you did", "I looked after my father.")]).await;
    page.is(200).lacks("What did you do then?").shows("I looked after my father.");
    // Taking it back asks again.
    let address = first(&ada, "employment", "breaks").await;
    let page = ada.submits(&address, "Remove it from your profile", &[]).await;
    page.is(200).shows("Removed").shows("What did you do then?");
    ada.gets(&address).await.is(404);
});

journey!(a_part_can_be_left_out_and_filled_in_later, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.submits("/profile/contact", "Leave it out for now", &[]).await;
    page.is(200).is_at("/profile/work").shows("Name and contact: left out for now");
    let page = ada.gets("/profile").await;
    page.shows("Left out").shows("Without it, you type your name and number in each application.");
    ada.submits("/profile/cvs", "Leave it out for now", &[]).await.is_at("/profile");
    ada.submits("/profile/contact", "Save and continue", &[("Phone number", "0113 496 0000")]).await.is(200);
    ada.gets("/profile").await.shows("1 of 10 parts completed");
    ada.tries("POST", "/profile/skips/nothing", &[]).await.is(404);
    let profession = [("Profession", "Phlebotomist"), ("Where are you in your career?", "Returner")];
    ada.submits("/profile/work", "Save and continue", &profession).await.is(200);
    ada.gets("/profile").await.shows("Not needed");
});

journey!(entries_are_changed_and_removed, |world| {
    let ada = world.candidate("Ada Marsh").await;
    fills_in(&ada).await;
    let address = first(&ada, "registrations", "registrations").await;
    let page = ada.submits(&address, "Save", &[("Registration number", "98Z7654Y")]).await;
    page.is(200).shows("Saved").shows("98Z7654Y").lacks("12A3456B");
    ada.submits(&address, "Save", &[("Registration number", "1")]).await.is(422);
    ada.submits(&address, "Remove it from your profile", &[]).await.lacks("98Z7654Y");
    // Pressed once more, it is as gone as before.
    ada.tries("POST", &format!("{address}/removal"), &[]).await.is(303);
    ada.tries("POST", &address, &[("body", "NMC"), ("number", "12A3456B")]).await.is(404);
});

journey!(a_profile_is_printed_and_taken_away, |world| {
    let ada = world.candidate("Ada Marsh").await;
    fills_in(&ada).await;
    let page = ada.gets("/profile").await;
    let print = ada.follows(&page, "Print it").await;
    print.is(200).shows("Ada Jane Marsh").shows("0113 496 0000").shows("Scrub nurse, Aldermoor Trust");
    print.shows("March 2021 to now").shows("Rita Vane").shows("Within 25 miles").shows("Theatre nursing");
    let json = ada.follows(&page, "Download it").await;
    json.is(200);
    assert!(json.header("content-disposition").starts_with("attachment; filename=\"profile.json\""));
    let said: serde_json::Value = serde_json::from_str(&json.source()).expect("JSON");
    assert_eq!(said["work"]["profession"], "nurse");
    assert_eq!(said["employments"][0]["started"], "2021-03-01");
    assert_eq!(said["places"][0]["label"], "Leeds");
});

journey!(of_several_cvs_one_is_preferred, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let page = ada.gets("/profile/cvs").await;
    ada.presses(&page, "Save this CV", &[("What do you call it?", "Mine")])
        .await
        .is(422)
        .shows("Choose a file");
    adds_cv(&ada, "Theatre nursing").await.shows("Theatre nursing Preferred");
    let page = adds_cv(&ada, "Teaching").await;
    let page = ada.presses(&page, "Prefer this one, Teaching", &[]).await;
    page.is(200).shows("Teaching Preferred").lacks("Theatre nursing Preferred");
    let page = ada.presses(&page, "Remove Teaching", &[]).await;
    page.is(200).shows("Theatre nursing Preferred").lacks("Teaching");
    // A name is not needed: the file has one.
    adds_cv(&ada, "").await.shows("cv.pdf");
});

journey!(a_new_version_of_a_cv_is_no_repeat, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let version = |words: &str| file("cv.pdf", "application/pdf", format!("%PDF-1.7 {words}").as_bytes());
    let page = ada.gets("/profile/cvs").await;
    let sends = async |words: &str| {
        let page = ada.attaches(&page, "Save this CV", &[], &[("Choose a file", version(words))]).await;
        page.is(200).shows("Your CV is saved");
        page.attributes("main a", "href")
            .into_iter()
            .filter(|href| href.ends_with("/file"))
            .collect::<Vec<_>>()
    };
    assert_eq!(sends("first").await.len(), 1);
    assert_eq!(sends("first").await.len(), 1, "pressed twice");
    let links = sends("later").await;
    assert_eq!(links.len(), 2, "the same name and length, and not the same");
    let mut bytes = Vec::new();
    for link in &links {
        bytes.push(ada.gets(link).await.bytes);
    }
    assert!(bytes.contains(&b"%PDF-1.7 later".to_vec()), "what was sent last is there");
});
