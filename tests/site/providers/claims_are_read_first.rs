//! What an organisation says of working there is shown to a moderator with its evidence, and public once approved.

use super::{sends, verifies};
use crate::applications::file;
use crate::world::{Attachment, Organisation, Page, Person, World, journey};
use chrono::Duration;

const PUBLIC: &str = "/providers/larch-surgical";
const NOTICE: &str = "Minimum notice of the rota";

fn handbook() -> Attachment {
    file("handbook.pdf", "application/pdf", b"%PDF-1.7 page 14")
}

/// Says how long before they begin rotas are known.
async fn says_notice(owner: &Person, path: &str, weeks: &str, since: &str) -> Page {
    let page = owner.gets(path).await;
    let fields = [
        ("Weeks of notice", weeks),
        ("Where this can be checked", "Rota policy"),
        ("True since, or measured on", since),
        ("What shows that it is so", "The policy says so on page 3"),
    ];
    owner.attaches(&page, "Send for review", &fields, &[("file", handbook())]).await
}

fn claim_of(larch: &Organisation) -> String {
    format!("/desk/{}/claims/rota-notice", larch.id)
}

/// The oldest claim that waits.
async fn opens_the_first(moderator: &Person, label: &str) -> Page {
    let page = moderator.gets("/moderation?kind=claims").await;
    page.is(200).shows("Larch Surgical");
    moderator.follows(&page, label).await
}

async fn approves(world: &World, moderator: &Person, label: &str) {
    let page = opens_the_first(moderator, label).await;
    moderator.presses(&page, "Approve and publish", &[]).await.is(200).shows("is public");
    world.settles().await;
}

journey!(a_claim_is_public_once_a_moderator_has_approved_it, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let page = says_notice(&larch.owner, &claim_of(&larch), "6", "2026-01-05").await;
    page.is(200).shows("sent. A moderator reads it").shows("Being read").shows("6 weeks");
    let nobody = world.visitor("Nobody Here");
    nobody.gets(PUBLIC).await.is(200).lacks("6 weeks");

    let maya = world.moderator("Maya Moss").await;
    let page = opens_the_first(&maya, NOTICE).await;
    page.is(200).shows("6 weeks").shows("Rota policy, as of 5 January 2026");
    page.shows("The policy says so on page 3").shows("handbook.pdf");
    let file = maya.follows(&page, "handbook.pdf").await;
    assert_eq!(file.is(200).header("content-type"), "application/pdf");
    approves(&world, &maya, NOTICE).await;

    nobody
        .gets(PUBLIC)
        .await
        .shows("6 weeks")
        .shows("Rota policy")
        .lacks("The policy says so")
        .lacks("handbook");
    let letter = world.letter(&larch.owner, "Public now: Minimum notice of the rota").await;
    assert!(letter.text_body.contains("It stands on the page of Larch Surgical"), "{}", letter.text_body);
    maya.gets("/moderation").await.lacks(NOTICE);
});

journey!(a_change_waits_while_what_was_approved_stays_public, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let path = claim_of(&larch);
    world.says(&larch, "rota-notice", &[("weeks", "6")], "2026-01-05").await;
    let page = says_notice(&larch.owner, &path, "4", "2026-11-01").await;
    page.is(200).shows("4 weeks").shows("An earlier version is public");
    let nobody = world.visitor("Nobody Here");
    nobody.gets(PUBLIC).await.shows("6 weeks").lacks("4 weeks");

    let maya = world.moderator("Maya Moss").await;
    let page = opens_the_first(&maya, NOTICE).await;
    assert_eq!((page.one("del").as_str(), page.one("ins").as_str()), ("6 weeks", "4 weeks"));
    let words = [("In your own words", "The policy says six weeks.")];
    maya.presses(&page, "Return with reasons", &words).await.shows("is returned");
    nobody.gets(PUBLIC).await.shows("6 weeks").lacks("4 weeks");
    world.settles().await;
    let page = world.follows_letter(&larch.owner, "Please correct: Minimum notice").await;
    page.is_at(&path).shows("Sent back to you").shows("The policy says six weeks.").shows("handbook.pdf");
    larch.owner.gets(&format!("/desk/{}", larch.id)).await.shows("Correct what a moderator sent back");

    let fields = [("Weeks of notice", "5")];
    larch.owner.presses(&page, "Send for review", &fields).await.is(200).shows("5 weeks");
    approves(&world, &maya, NOTICE).await;
    nobody.gets(PUBLIC).await.shows("5 weeks").lacks("6 weeks").lacks("4 weeks");
    // Thrown away, a change leaves what is public; said no longer, nothing is left.
    says_notice(&larch.owner, &path, "2", "2026-11-01").await.is(200);
    let page = larch.owner.gets(&path).await;
    larch.owner.presses(&page, "Throw away this version", &[]).await.shows("thrown away").lacks("2 weeks");
    nobody.gets(PUBLIC).await.shows("5 weeks");
    for _ in 0..2 {
        larch.owner.tries("POST", &format!("{path}/removal"), &[]).await.is(303);
    }
    nobody.gets(PUBLIC).await.lacks("5 weeks");
});

journey!(a_draft_is_for_colleagues_alone, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let fields = [("Weeks of notice", "6")];
    let page = larch.owner.submits(&claim_of(&larch), "Save as a draft", &fields).await;
    page.is(200).shows("Draft").shows("6 weeks");
    world.moderator("Maya Moss").await.gets("/moderation").await.lacks(NOTICE);
    world.visitor("Nobody Here").gets(PUBLIC).await.lacks("6 weeks");
});

journey!(sending_a_claim_twice_is_sending_it_once, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let page = larch.owner.gets(&claim_of(&larch)).await;
    let fields = [
        ("Weeks of notice", "6"),
        ("Where this can be checked", "Rota policy"),
        ("True since, or measured on", "2026-01-05"),
    ];
    for _ in 0..2 {
        let sent = larch.owner.attaches(&page, "Send for review", &fields, &[("file", handbook())]).await;
        sent.is(200).shows("Being read");
    }
    let maya = world.moderator("Maya Moss").await;
    let queue = maya.gets("/moderation?kind=claims").await;
    assert_eq!(queue.all("tbody tr").len(), 1);
    // A colleague's page that was open since before is told, and overwrites nothing.
    let other = [("Weeks of notice", "8"), fields[1], fields[2], ("What shows that it is so", "x")];
    let late = larch.owner.presses(&page, "Send for review", &other).await;
    late.is(409).shows("Somebody else changed this");
    larch.owner.gets(&claim_of(&larch)).await.shows("handbook.pdf");
    // Nor does a moderator approve what they have not read.
    let open = opens_the_first(&maya, NOTICE).await;
    says_notice(&larch.owner, &claim_of(&larch), "7", "2026-01-05").await.is(200);
    maya.presses(&open, "Approve and publish", &[]).await.is(409).shows("It has changed since you opened it");
    world.visitor("Nobody Here").gets(PUBLIC).await.lacks("weeks");
});

journey!(evidence_is_for_moderators_and_members_alone, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    says_notice(&larch.owner, &claim_of(&larch), "6", "2026-01-05").await.is(200);
    let page = larch.owner.gets(&claim_of(&larch)).await;
    let own = page.link("handbook.pdf");
    assert!(larch.owner.gets(&own).await.is(200).header("content-disposition").starts_with("attachment"));
    alder.owner.gets(&own).await.is(404);
    alder.owner.gets(&own.replace(&larch.id.to_string(), &alder.id.to_string())).await.is(404);
    world.candidate("Ada Marsh").await.gets(&own).await.is(403);
    let maya = world.moderator("Maya Moss").await;
    let file = opens_the_first(&maya, NOTICE).await.link("handbook.pdf");
    larch.owner.gets(&file).await.is(403);
});

journey!(what_is_old_is_marked_and_can_be_renewed, |world| {
    let larch = world.organisation("Larch Surgical").await;
    world.says(&larch, "rota-notice", &[("weeks", "6")], "2026-01-05").await;
    let nobody = world.visitor("Nobody Here");
    nobody.gets(PUBLIC).await.shows("6 weeks").lacks("Older than two years");
    world.passes(Duration::days(800)).await;
    nobody.gets(PUBLIC).await.shows("6 weeks").shows("Older than two years");
    let owner = larch.owner.elsewhere();
    owner.signs_in().await;
    let page = owner.gets(&format!("/desk/{}", larch.id)).await;
    let page = owner.follows(&page, "1 fact is older than two years: check and renew").await;
    let page = owner.follows(&page, NOTICE).await;
    let today = world.app.clock.today().to_string();
    owner.presses(&page, "Send for review", &[("True since, or measured on", &today)]).await.is(200);
    owner.gets(&format!("/desk/{}", larch.id)).await.lacks("check and renew");
    let maya = world.moderator("Maya Moss").await;
    approves(&world, &maya, NOTICE).await;
    nobody.gets(PUBLIC).await.shows("6 weeks").lacks("Older than two years");
});

journey!(what_an_organisation_says_waits_until_it_is_verified_itself, |world| {
    let bea = world.member("Bea Holt").await;
    let id = sends(&bea, "Larch Surgical").await;
    says_notice(&bea, &format!("/desk/{id}/claims/rota-notice"), "6", "2026-01-05").await.is(200);
    let maya = world.moderator("Maya Moss").await;
    maya.gets("/moderation?kind=claims").await.lacks(NOTICE);
    verifies(&world, id).await;
    world.visitor("Nobody Here").gets(PUBLIC).await.is(200).lacks("6 weeks");
    approves(&world, &maya, NOTICE).await;
    world.visitor("Nobody Here").gets(PUBLIC).await.shows("6 weeks");
});
