//! Two moderators take something out of sight, its people appeal, a third decides; nobody decides alone or twice.

use crate::applications::{Cast, applies, begins, fills_in, letters};
use crate::world::{Page, Person, Thing, World, journey};
use chrono::Duration;

const WHY: [(&str, &str); 2] =
    [("Candidates were asked for money", "yes"), ("What happened?", "Two people were asked for £60.")];

/// Proposes it on its page, and gives the page of the proposal.
async fn proposes(moderator: &Person, desk: &str, at_once: bool) -> Page {
    let hidden =
        ("Hide it at once, because somebody could come to harm before another moderator reads this", "yes");
    let fields = [&WHY[..], &[hidden]].concat();
    let fields = if at_once { &fields[..] } else { &WHY[..] };
    moderator.submits(desk, "Propose the suspension", fields).await
}

fn desk_of(role: &Thing) -> String {
    format!("/moderation/listings/{}", role.id)
}

async fn staff(world: &World) -> (Person, Person, Person) {
    (
        world.moderator("Maya Moss").await,
        world.moderator("Noor Penn").await,
        world.administrator("Ida Brock").await,
    )
}

journey!(two_moderators_take_a_listing_out_of_sight, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    world.role(&larch, "Ward nurse").await;
    let (maya, noor, _) = staff(&world).await;
    let zoe = world.visitor("Zoe Quill");
    let page = maya.submits(&desk_of(&role), "Propose the suspension", &[]).await;
    page.is(422).shows("Choose at least one reason").shows("Say what happened; the organisation reads it");
    let page = maya.presses(&page, "Propose the suspension", &WHY).await;
    page.is(200).shows("It stays public until a second moderator confirms").lacks("Confirm the suspension");
    page.shows("so somebody else decides").lacks("Take it");
    let path = page.path().to_owned();
    maya.tries("POST", &format!("{path}/confirmation"), &[]).await.is(409).shows("Somebody else must decide");
    maya.tries("POST", &format!("{path}/hold"), &[]).await.is(409);
    maya.submits("/moderation", "Take the next", &[]).await.shows("Nothing waits that nobody else has taken");
    zoe.gets(&role.path).await.is(200);
    world.settles().await;
    assert!(world.letters_to(&larch.owner).await.iter().all(|one| !one.subject.contains("uspen")));
    larch.owner.gets(&format!("{}/suspension", role.desk)).await.is(404);

    let page = noor.submits("/moderation", "Take the next", &[]).await;
    page.is_at(&path)
        .shows("Two people were asked for £60.")
        .shows("Charging a work-seeker a fee is illegal");
    noor.presses(&page, "Confirm the suspension", &[]).await.is(200).shows("“Theatre nurse” is suspended");
    noor.tries("POST", &format!("{path}/confirmation"), &[]).await.is(409).shows("Nothing was done twice");
    world.settles().await;
    zoe.gets(&role.path).await.is(404);
    zoe.gets(&format!("{}/calendar.ics", role.path.rsplit_once('/').unwrap().0)).await.is(404);
    zoe.gets("/listings?q=theatre").await.shows("No listings");
    zoe.gets("/listings?q=ward").await.shows("1 listing");
    zoe.gets("/providers/larch-surgical").await.shows("Ward nurse").lacks("Theatre nurse");
    assert!(!zoe.gets("/sitemap.xml").await.source().contains(&role.path));
    larch.owner.gets("/desk").await;
    let page = world.follows_letter(&larch.owner, "Suspended: Theatre nurse").await;
    page.is(200).shows("Two people were asked for £60.").shows("You can appeal once").lacks("Maya Moss");
    let page = larch.owner.gets(&role.desk).await;
    page.shows("out of the public’s sight").lacks("Close it early").lacks("See its public page");
    larch.owner.tries("POST", &format!("{}/closing", role.desk), &[("reason", "filled")]).await;
    larch.owner.gets(&format!("{}/extension", role.desk)).await.is_at(&role.desk);
    maya.gets(&desk_of(&role)).await.shows("Suspended").lacks("Propose the suspension");
});

journey!(who_has_applied_reads_what_happened_and_loses_nothing, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let sent = applies(&ada, &cast).await;
    let draft = begins(&bob, &cast).await;
    let review = fills_in(&bob, &draft).await;
    let (maya, noor, _) = staff(&world).await;
    let desk = format!("/moderation/listings/{}", cast.listing);
    let page = proposes(&maya, &desk, false).await;
    let page = noor.submits(page.path(), "Confirm the suspension", &[]).await;
    page.is(200);

    let page = ada.gets(&sent).await;
    page.shows("Moderators at Rounds have taken this listing out of sight")
        .shows("What you sent or wrote is kept");
    page.lacks("£60");
    assert!(
        !page.attributes("main a", "href").contains(&format!("/listings/{}", cast.listing)),
        "no dead link"
    );
    ada.gets("/applications").await.shows("Moderators have taken it out of sight for now");
    bob.gets(&draft).await.shows("Moderators at Rounds have taken this listing out of sight");
    bob.presses(&review, "Submit application", &[]).await.is(409).shows("takes no applications for now");
    cast.bea.gets(&cast.table()).await.is(200).shows("Ada Marsh");
    let suspension = maya.gets(&desk).await.link("Proposed by Maya Moss");
    maya.submits(&suspension, "End the suspension", &[]).await.is(200).shows("is restored");
    bob.presses(&review, "Submit application", &[]).await.shows("Application submitted");
    ada.gets(&sent).await.lacks("out of sight");
});

journey!(an_organisation_appeals_once_and_a_third_moderator_decides, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let (maya, noor, ida) = staff(&world).await;
    let zoe = world.visitor("Zoe Quill");
    let page = proposes(&maya, &format!("/moderation/providers/{}", larch.id), false).await;
    let suspension = page.path().to_owned();
    noor.submits(&suspension, "Confirm the suspension", &[]).await.is(200);
    world.settles().await;
    for path in ["/providers/larch-surgical", &role.path, "/providers/larch-surgical/logo"] {
        zoe.gets(path).await.is(404);
    }
    let title = [("Title", "Another title")];
    larch.owner.tries("POST", &format!("{}/title", role.desk), &title).await.is(409).shows("suspended");

    let page = larch.owner.gets(&format!("/desk/{}", larch.id)).await;
    let page = larch.owner.follows(&page, "Why, and what you can do").await;
    let page = larch.owner.presses(&page, "Send the appeal", &[]).await;
    page.is(422).shows("Say why the suspension is wrong");
    let words = [("Why should it end?", "It was a deposit, and we paid it back.")];
    larch.owner.presses(&page, "Send the appeal", &words).await.is(200).shows("Your appeal is sent");
    larch.owner.presses(&page, "Send the appeal", &words).await.is(200);
    let other = [("Why should it end?", "Something else.")];
    larch.owner.presses(&page, "Send the appeal", &other).await.is(409).shows("cannot be appealed now");
    world.settles().await;
    assert_eq!(letters(&world, &larch.owner, "We have your appeal").await, 1);

    let appeal = suspension.replace("suspensions", "appeals");
    for moderator in [&maya, &noor] {
        moderator.gets(&appeal).await.shows("paid it back").shows("so somebody else decides now");
        let ruling = [("outcome", "restore"), ("words", "Thank you.")];
        moderator.tries("POST", &format!("{appeal}/ruling"), &ruling).await.is(409);
        moderator
            .tries("POST", &format!("{suspension}/restoration"), &[])
            .await
            .is(409)
            .shows("has appealed");
    }
    let page = ida.submits("/moderation?kind=appeals", "Take the next", &[]).await;
    page.is(200).shows("paid it back");
    let page = ida.presses(&page, "Decide the appeal", &[]).await;
    page.is(422).shows("Choose whether the suspension stands").shows("Say why; the organisation reads it");
    let ruling =
        [("Does the suspension stand?", "End the suspension: it can be seen again"), ("Why?", "Thank you.")];
    ida.presses(&page, "Decide the appeal", &ruling).await.is(200).shows("can be seen again");
    ida.presses(&page, "Decide the appeal", &ruling).await.is(409).shows("Nothing was done twice");
    world.settles().await;
    zoe.gets(&role.path).await.is(200);
    zoe.gets("/providers/larch-surgical").await.is(200).shows("Theatre nurse");
    zoe.gets("/listings?q=theatre").await.shows("1 listing");
    assert_eq!(letters(&world, &larch.owner, "Your appeal is upheld").await, 1);
    let log = ida.gets(&format!("/administration/audit?subject={}", "larch")).await;
    log.shows("Proposed a suspension").shows("Confirmed a suspension").shows("Ended a suspension");
});

journey!(an_appeal_that_is_declined_is_the_last, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let alder = world.organisation("Alder Clinic").await;
    let (maya, noor, ida) = staff(&world).await;
    let page = proposes(&maya, &desk_of(&role), false).await;
    let suspension = page.path().to_owned();
    noor.submits(&suspension, "Confirm the suspension", &[]).await.is(200);
    let why = format!("{}/suspension", role.desk);
    let words = [("appeal", "It was a mistake.")];
    alder.owner.tries("POST", &why, &words).await.is(404);
    alder.owner.gets(&why).await.is(404);
    let theirs = format!("/desk/{}/listings/{}/suspension", alder.id, role.id);
    alder.owner.gets(&theirs).await.is(404);
    alder.owner.tries("POST", &theirs, &words).await.is(404);
    larch
        .owner
        .submits(&why, "Send the appeal", &[("Why should it end?", "It was a mistake.")])
        .await
        .is(200);
    let ruling =
        [("Does the suspension stand?", "The suspension stands"), ("Why?", "Three more people wrote.")];
    let appeal = suspension.replace("suspensions", "appeals");
    ida.submits(&appeal, "Decide the appeal", &ruling).await.is(200).shows("stays suspended");
    larch.owner.gets(&why).await.shows("Three more people wrote.").lacks("Send the appeal");
    larch.owner.tries("POST", &why, &[("appeal", "Once more.")]).await.is(409);
    world.visitor("Zoe Quill").gets(&role.path).await.is(404);

    // It closes on its day all the same, and ending the suspension brings back what is then left to see.
    world.passes(Duration::days(22)).await;
    ida.signs_in().await;
    ida.submits(&suspension, "End the suspension", &[]).await.is(200);
    world.settles().await;
    world.visitor("Zoe Quill").gets(&role.path).await.is(200).shows("Closed on");
});

journey!(what_is_hidden_at_once_comes_back_unless_somebody_confirms, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let (maya, noor, _) = staff(&world).await;
    let zoe = world.visitor("Zoe Quill");
    let desk = format!("/moderation/providers/{}", larch.id);
    let page = proposes(&maya, &desk, true).await;
    page.is(200).shows("Hidden for now").shows("It is hidden already, until");
    let first = page.path().to_owned();
    world.settles().await;
    zoe.gets(&role.path).await.is(404);
    world
        .follows_letter(&larch.owner, "Hidden for now: Larch Surgical")
        .await
        .shows("£60")
        .lacks("Send the appeal");
    let early = [("appeal", "No.")];
    larch.owner.tries("POST", &format!("/desk/{}/suspension", larch.id), &early).await.is(409);
    noor.gets("/moderation").await.shows("Suspension, hidden for now");
    world.passes(Duration::hours(23)).await;
    zoe.gets(&role.path).await.is(404);
    world.passes(Duration::hours(1)).await;
    zoe.gets(&role.path).await.is(200);
    world.settles().await;
    zoe.gets("/listings?q=theatre").await.shows("1 listing");
    assert_eq!(letters(&world, &larch.owner, "Not hidden any more").await, 1);

    maya.signs_in().await;
    let page = maya.submits(&first, "Take your proposal back", &[]).await;
    page.is(200).shows("Taken back");
    maya.tries("POST", &format!("{first}/withdrawal"), &[]).await.is(409);
    let page = proposes(&maya, &desk, true).await;
    page.is(409).shows("It was hidden at once lately");
    zoe.gets(&role.path).await.is(200);
    world.passes(Duration::days(8)).await;
    for moderator in [&maya, &noor] {
        moderator.signs_in().await;
    }
    let page = proposes(&maya, &desk, true).await;
    page.is(200);
    noor.submits(page.path(), "Confirm the suspension", &[]).await.is(200);
    world.passes(Duration::hours(30)).await;
    zoe.gets(&role.path).await.is(404);
});

journey!(the_second_of_two_who_decide_at_once_is_told, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let role = world.role(&larch, "Theatre nurse").await;
    let (maya, noor, ida) = staff(&world).await;
    let desk = desk_of(&role);
    let (hers, theirs) = (maya.gets(&desk).await, noor.gets(&desk).await);
    let (one, other) = tokio::join!(
        maya.presses(&hers, "Propose the suspension", &WHY),
        noor.presses(&theirs, "Propose the suspension", &WHY)
    );
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [200, 409], "one proposal");
    let (first, second) = if one.status == 200 { (&one, &noor) } else { (&other, &maya) };
    let path = first.path().to_owned();
    let (read, also) = (second.gets(&path).await, ida.gets(&path).await);
    let (one, other) = tokio::join!(
        second.presses(&read, "Decline", &[("Why not?", "It is settled with them.")]),
        ida.presses(&also, "Confirm the suspension", &[])
    );
    let mut both = [one.status, other.status];
    both.sort_unstable();
    assert_eq!(both, [200, 409], "one decision");
    let expected = if other.status == 200 { 404 } else { 200 };
    world.visitor("Zoe Quill").gets(&role.path).await.is(expected);
});

journey!(what_a_new_name_brought_back_to_review_is_restored_to_there, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let (maya, noor, _) = staff(&world).await;
    let page = proposes(&maya, &format!("/moderation/providers/{}", larch.id), false).await;
    let suspension = page.path().to_owned();
    let edit = format!("/desk/{}/profile/edit", larch.id);
    let page = larch.owner.submits(&edit, "Save and continue", &[("Name", "Larch Hospitals")]).await;
    let again = [("Save, and verify the organisation again", "yes")];
    larch.owner.presses(&page, "Save and continue", &again).await.is(200).shows("Being verified");
    noor.submits(&suspension, "Confirm the suspension", &[]).await.is(200);
    let desk = format!("/moderation/providers/{}", larch.id);
    noor.gets(&desk).await.shows("Suspended").lacks("Verify this organisation");
    noor.submits(&suspension, "End the suspension", &[("What do you want to tell them?", "All is well.")])
        .await
        .is(200);
    noor.gets(&desk).await.shows("Waits to be verified").shows("Verify this organisation");
    world.settles().await;
    let letter = world.letter(&larch.owner, "No longer suspended").await;
    assert!(letter.text_body.contains("All is well."), "{}", letter.text_body);
    noor.tries("POST", &format!("{suspension}/restoration"), &[])
        .await
        .is(409)
        .shows("Nothing was done twice");
});

journey!(nobody_is_alerted_of_what_is_out_of_sight, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let ada = world.visitor("Ada Marsh");
    let often = ("How often should we email you?", "Once a day");
    let fields = [("Email address", ada.email.as_str()), often];
    ada.submits("/alerts/new?q=nurse", "Create the alert", &fields).await.is(200);
    let page = world.follows_letter(&ada, "Confirm your alert").await;
    ada.presses(&page, "Confirm this alert", &[]).await.is(200);
    let role = world.role(&larch, "Theatre nurse").await;
    world.role(&larch, "Ward nurse").await;
    let (maya, noor, _) = staff(&world).await;
    let page = proposes(&maya, &desk_of(&role), false).await;
    noor.submits(page.path(), "Confirm the suspension", &[]).await.is(200);
    world.passes(Duration::hours(25)).await;
    let letter = world.letter(&ada, "1 new listing").await;
    assert!(letter.text_body.contains("Ward nurse") && !letter.text_body.contains("Theatre nurse"));
});
