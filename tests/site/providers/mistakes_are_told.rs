//! Every mistake is told beside its field, and what was typed is still there.

use super::{begins, id_of, invites};
use crate::applications::file;
use crate::world::{PASSWORD, Page, journey};

/// The message beside a field has these words, the summary leads to the field, and the title warns.
#[track_caller]
fn tells(page: &Page, field: &str, words: &str) {
    page.is(422);
    let told = page.one(&format!("#{field}-error"));
    assert!(told.contains(words), "“{words}” is not beside {field}, but “{told}”");
    let targets = page.attributes(".govuk-error-summary__list a", "href");
    assert!(targets.contains(&format!("#{field}")), "{field} is not among {targets:?}");
    assert_eq!(page.attributes(&format!("[id='{field}']"), "id").len(), 1, "{field} is there to go to");
    assert!(page.title().starts_with("Error: "), "{}", page.title());
}

/// What is in a field of the form with this button.
#[track_caller]
fn keeps(page: &Page, button: &str, field: &str, words: &str) {
    assert_eq!(page.form(button).value(field).as_deref(), Some(words), "{field}");
}

journey!(mistakes_of_a_profile_are_told_and_nothing_is_lost, |world| {
    let bea = world.member("Bea Holt").await;
    let fields = [
        ("Name", " "),
        ("CQC provider number", "12"),
        ("ODS code", "far too long"),
        ("Who pays for the care", "Private"),
        ("Website", "example"),
        ("What the organisation does", "Two theatres.\n\n- Hips\n- Knees"),
    ];
    let page = bea.submits("/desk/new", "Save and continue", &fields).await;
    tells(&page, "name", "Enter the name of the organisation");
    tells(&page, "cqc_code", "Enter a CQC provider or location number like 1-123456789");
    tells(&page, "ods_code", "Enter an ODS code like NT123");
    tells(&page, "sector", "Choose a sector");
    tells(&page, "website", "Enter a website in the right form");
    assert_eq!(page.one("#funding-error"), "", "what is right is left alone");
    for (field, typed) in &fields[1..3] {
        keeps(&page, "Save and continue", field, typed);
    }
    keeps(&page, "Save and continue", "Who pays for the care", "private");
    keeps(&page, "Save and continue", "Website", "example");
    keeps(&page, "Save and continue", "What the organisation does", "Two theatres.\n\n- Hips\n- Knees");
    bea.gets("/desk").await.shows("No organisation yet");

    let mended = [
        ("Name", "Larch Surgical"),
        ("CQC provider number", "1-123456789"),
        ("ODS code", "nt123"),
        ("Sector", "Dental"),
        ("Website", ""),
    ];
    let overview = bea.presses(&page, "Save and continue", &mended).await;
    let id = id_of(overview.is(200));
    let page = bea.gets(&format!("/desk/{id}/profile")).await;
    page.shows("Larch Surgical").shows("1-123456789").shows("NT123").shows("Dental");
    assert_eq!(page.all(".prose li"), ["Hips", "Knees"]);

    // The same on a profile that is there: what was saved stays until the mistake is mended.
    let edit = format!("/desk/{id}/profile/edit");
    let page =
        bea.submits(&edit, "Save and continue", &[("Name", ""), ("CQC provider number", "1-12")]).await;
    tells(&page, "name", "Enter the name of the organisation");
    tells(&page, "cqc_code", "Enter a CQC provider or location number");
    keeps(&page, "Save and continue", "CQC provider number", "1-12");
    let saved = bea.gets(&edit).await;
    keeps(&saved, "Save and continue", "Name", "Larch Surgical");
    keeps(&saved, "Save and continue", "CQC provider number", "1-123456789");
});

journey!(mistakes_of_a_site_are_told_and_nothing_is_lost, |world| {
    let bea = world.member("Bea Holt").await;
    let id = begins(&bea, "Larch Surgical").await;
    let path = format!("/desk/{id}/sites/new");
    let fields = [
        ("Name of the site", ""),
        ("Street address", "1 Station Road"),
        ("Town or city", "Leeds"),
        ("Postcode", "ZZ99 9ZZ"),
        ("CQC location number", "one"),
    ];
    let page = bea.submits(&path, "Save the site", &fields).await;
    tells(&page, "name", "Enter the name of the site");
    tells(&page, "postcode", "There is no such postcode");
    tells(&page, "cqc_code", "Enter a CQC provider or location number");
    for (field, typed) in &fields[1..] {
        keeps(&page, "Save the site", field, typed);
    }
    keeps(&page, "Save the site", "Sector", "acute");
    for (postcode, words) in [
        ("", "Enter a postcode"),
        ("LS1", "Enter a whole postcode"),
        ("JE2 4WD", "The Channel Islands and the Isle of Man are not covered yet"),
    ] {
        let again = bea.presses(&page, "Save the site", &[("Postcode", postcode)]).await;
        tells(&again, "postcode", words);
        keeps(&again, "Save the site", "Postcode", postcode);
    }
    bea.gets(&format!("/desk/{id}/sites")).await.shows("No site yet");
    let mended =
        [("Name of the site", "Main hospital"), ("Postcode", "LS1 4AP"), ("CQC location number", "")];
    let page = bea.presses(&page, "Save the site", &mended).await;
    page.is(200).shows("Main hospital is added").shows("1 Station Road, Leeds, LS1 4AP");
});

journey!(mistakes_of_a_claim_are_told_and_nothing_is_lost, |world| {
    let bea = world.member("Bea Holt").await;
    let id = begins(&bea, "Larch Surgical").await;
    let path = format!("/desk/{id}/claims/study-leave");
    let send = "Send for review";
    let page = bea.submits(&path, send, &[("Where this can be checked", "Staff handbook")]).await;
    tells(&page, "figure-days", "Enter study days a year");
    tells(&page, "stated_on", "Enter the date from which this is true");
    tells(&page, "evidence", "Say what shows that this is so");
    let fields = [
        ("Study days a year", "some"),
        ("Budget a year", "£1,200"),
        ("True since, or measured on", "2150-01-01"),
        ("What shows that it is so", "Page 14"),
    ];
    let wrong = file("evidence.pdf", "application/pdf", b"MZ\x90\x00 a program");
    let page = bea.attaches(&page, send, &fields, &[("A file", wrong)]).await;
    tells(&page, "figure-days", "Enter a number, like 5 or 7.5");
    tells(&page, "stated_on", "The date must be today or in the past");
    tells(&page, "file", "The file must be a PDF, PNG, JPEG or WebP");
    keeps(&page, send, "Study days a year", "some");
    keeps(&page, send, "Budget a year", "£1,200");
    keeps(&page, send, "Where this can be checked", "Staff handbook");
    keeps(&page, send, "What shows that it is so", "Page 14");
    bea.gets(&format!("/desk/{id}/claims")).await.lacks("study days a year");
    // In a draft much may be missing, but nothing wrong.
    let page = bea.presses(&page, "Save as a draft", &[("True since, or measured on", "")]).await;
    tells(&page, "figure-days", "Enter a number, like 5 or 7.5");
    let fields = [("Study days a year", "5"), ("What shows that it is so", "")];
    let page = bea.presses(&page, "Save as a draft", &fields).await;
    page.is(200).shows("Only your colleagues can see it").shows("5 study days a year, £1,200 a year");
});

journey!(mistakes_of_an_invitation_are_told_and_nothing_is_lost, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let path = format!("/desk/{}/members/invite", larch.id);
    let page = larch.owner.submits(&path, "Send the invitation", &[("Email address", "ivo")]).await;
    tells(&page, "email", "in the right form");
    tells(&page, "role", "Choose what they may do");
    keeps(&page, "Send the invitation", "Email address", "ivo");
    let page = invites(&larch.owner, larch.id, &larch.owner.email, "Editor").await;
    tells(&page, "email", "This address is a member's already");
    keeps(&page, "Send the invitation", "What they may do", "editor");

    let ivo = world.visitor("Ivo Crane");
    invites(&larch.owner, larch.id, &ivo.email, "Editor").await.is(200);
    let page = world.follows_letter(&ivo, "Join Larch Surgical").await;
    let page = ivo.presses(&page, "Make an account and join", &[("Choose a password", "short")]).await;
    tells(&page, "name", "Enter your name");
    tells(&page, "password", "at least 12 characters");
    let fields = [("Your name", "Ivo Crane"), ("Choose a password", "short")];
    let page = ivo.presses(&page, "Make an account and join", &fields).await;
    tells(&page, "password", "at least 12 characters");
    keeps(&page, "Make an account and join", "Your name", "Ivo Crane");
    let fields = [("Choose a password", PASSWORD)];
    ivo.presses(&page, "Make an account and join", &fields)
        .await
        .is(200)
        .shows("You belong to Larch Surgical");
});
