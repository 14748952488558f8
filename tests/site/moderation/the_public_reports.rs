//! Anybody reports a listing; a moderator settles it; who reported it hears.

use crate::world::journey;

journey!(a_report_is_settled_and_its_writer_told_once, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Theatre nurse").await;
    let zoe = world.visitor("Zoe Quill");
    let form = format!("/listings/{}/report", role.id);
    let page = zoe.submits(&form, "Send the report", &[]).await;
    page.is(422).shows("Choose what is wrong");
    let said = [("What is wrong?", "It asks for money"), ("Your email address", zoe.email.as_str())];
    zoe.presses(&page, "Send the report", &said).await.is(200).shows("Thank you");
    zoe.presses(&page, "Send the report", &said).await.is(200);

    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets("/moderation?kind=reports").await;
    page.shows("Reports (1)").shows("Report: It asks for money");
    let page = maya.follows(&page, "Theatre nurse").await;
    maya.presses(&page, "Settle the report", &[]).await.is(422).shows("Choose whether the report is right");
    let outcome = [("Is the report right?", "No: dismiss it"), ("Words", "The fee is the regulator's.")];
    maya.presses(&page, "Settle the report", &outcome).await.shows("The report is dismissed");
    maya.presses(&page, "Settle the report", &outcome).await.is(409).shows("This is settled already");
    world.settles().await;
    let letter = world.letter(&zoe, "Your report about “Theatre nurse”").await;
    assert!(letter.text_body.contains("The fee is the regulator's."), "{}", letter.text_body);
});

journey!(several_reports_of_a_listing_are_one_decision, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.role(&larkfield, "Theatre nurse").await;
    let form = format!("/listings/{}/report", role.id);
    let (zoe, abe, kit) = (world.visitor("Zoe Quill"), world.visitor("Abe Tull"), world.visitor("Kit Ash"));
    for (who, reason) in [(&zoe, "It asks for money"), (&abe, "It does not look genuine")] {
        let said = [("What is wrong?", reason), ("Your email address", who.email.as_str())];
        who.submits(&form, "Send the report", &said).await.is(200);
    }
    let maya = world.moderator("Maya Moss").await;
    let page = maya.gets("/moderation").await;
    page.shows("Reports (1)");
    let page = maya.follows(&page, "Theatre nurse").await;
    page.shows("It asks for money").shows("Others reported it too").shows("It does not look genuine");
    // What comes while it is read is not settled unread.
    let said = [("What is wrong?", "It is discriminatory"), ("Your email address", kit.email.as_str())];
    kit.submits(&form, "Send the report", &said).await.is(200);
    let outcome = [("Is the report right?", "Yes: uphold it")];
    let page = maya.presses(&page, "Settle the report", &outcome).await;
    page.is(200).shows("It is discriminatory").lacks("It asks for money").shows("One more waits");
    world.settles().await;
    for who in [&zoe, &abe] {
        world.letter(who, "Your report about “Theatre nurse”").await;
    }
    assert!(world.letters_to(&kit).await.is_empty());
});
