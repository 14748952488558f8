//! Staff stories are told with recorded consent, read by a moderator, and gone at once when consent is withdrawn; and
//! partnerships with the NHS.

use crate::world::{Organisation, Page, Person, journey};

const PUBLIC: &str = "/providers/larch-surgical";

const STORY: [(&str, &str); 6] = [
    ("Title", "My first year"),
    ("What they tell", "I came from the trust. **Nobody** minded my questions."),
    ("Name, as they agreed to be shown", "Ruth A."),
    ("Role, as they agreed to be shown", "Ward sister"),
    ("How they agreed", "Form signed on 3 May"),
    ("They have read this text, and agree that it is public with this name and role", "yes"),
];

async fn tells(owner: &Person, larch: &Organisation) -> Page {
    owner.submits(&format!("/desk/{}/stories/new", larch.id), "Send for review", &STORY).await
}

/// Opens the first story that waits and approves it.
async fn approves(moderator: &Person) -> Page {
    let queue = moderator.gets("/moderation?kind=stories").await;
    let page = moderator.follows(&queue, "My first year").await;
    moderator.presses(&page, "Approve and publish", &[]).await
}

journey!(a_story_is_public_once_it_is_approved_with_the_name_agreed_on, |world| {
    let larch = world.organisation("Larch Surgical").await;
    tells(&larch.owner, &larch)
        .await
        .is(200)
        .shows("is sent")
        .shows("Being read")
        .shows("Ruth A., Ward sister");
    let nobody = world.visitor("Nobody Here");
    nobody.gets(PUBLIC).await.lacks("My first year");

    let maya = world.moderator("Maya Moss").await;
    let queue = maya.gets("/moderation?kind=stories").await;
    let page = maya.follows(&queue, "My first year").await;
    page.is(200)
        .shows("Ruth A., Ward sister")
        .shows("Form signed on 3 May. Recorded by Owner of Larch Surgical");
    assert_eq!(page.one(".prose strong"), "Nobody");
    approves(&maya).await.is(200).shows("“My first year” is public");
    let page = nobody.gets(PUBLIC).await;
    page.shows("My first year").shows("Ruth A., Ward sister").lacks("Form signed");
    assert_eq!(page.one("article .prose strong"), "Nobody");
    world.settles().await;
    world.letter(&larch.owner, "Public now: My first year").await;
});

journey!(a_story_without_consent_is_not_sent, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let path = format!("/desk/{}/stories/new", larch.id);
    let page = larch.owner.submits(&path, "Send for review", &STORY[..2]).await;
    page.is(422)
        .shows("Enter the role that they agreed to")
        .shows("Say how they agreed")
        .shows("Confirm that they have agreed to this text, name and role")
        .shows("Nobody** minded");
    let page = larch.owner.presses(&page, "Preview", &[]).await;
    assert_eq!(page.one("#preview strong"), "Nobody");
    for _ in 0..2 {
        larch.owner.presses(&page, "Save as a draft", &[]).await.is(200).shows("Draft");
    }
    let list = larch.owner.gets(&format!("/desk/{}/stories", larch.id)).await;
    assert_eq!(list.all(".govuk-task-list__item").len(), 1, "sent twice, there once");
    let page = larch.owner.follows(&list, "My first year").await;
    larch.owner.presses(&page, "Send for review", &STORY[2..]).await.is(200).shows("Being read");
    world.moderator("Maya Moss").await.gets("/moderation").await.shows("My first year");
});

journey!(withdrawn_consent_takes_a_story_off_at_once, |world| {
    let larch = world.organisation("Larch Surgical").await;
    tells(&larch.owner, &larch).await.is(200);
    let maya = world.moderator("Maya Moss").await;
    approves(&maya).await.is(200);
    // A change is on its way too: all of it goes.
    let list = larch.owner.gets(&format!("/desk/{}/stories", larch.id)).await;
    let page = larch.owner.follows(&list, "My first year").await;
    let fields = [("What they tell", "I came from the trust, and stay."), STORY[5]];
    larch.owner.presses(&page, "Send for review", &fields).await.shows("An earlier version is public");
    let queue = maya.gets("/moderation?kind=stories").await;
    let open = maya.follows(&queue, "My first year").await;
    assert_eq!(open.all("del").len(), 1, "the words differ, the rest does not");
    let nobody = world.visitor("Nobody Here");
    nobody.gets(PUBLIC).await.shows("Nobody minded").lacks("and stay");
    for _ in 0..2 {
        larch.owner.presses(&page, "Take the story away", &[]).await.is(200).shows("No story yet");
    }
    nobody.gets(PUBLIC).await.lacks("My first year").lacks("Ruth A.");
    maya.presses(&open, "Approve and publish", &[]).await.is(409).shows("Took a staff story away");
    nobody.gets(PUBLIC).await.lacks("My first year");
});

journey!(stories_of_another_organisation_are_not_found, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let alder = world.organisation("Alder Clinic").await;
    tells(&larch.owner, &larch).await.is(200);
    let list = larch.owner.gets(&format!("/desk/{}/stories", larch.id)).await;
    let own = list.link("My first year");
    let theirs = own.replace(&larch.id.to_string(), &alder.id.to_string());
    for path in [&own, &theirs] {
        alder.owner.gets(path).await.is(404).lacks("Ruth A.");
        alder.owner.tries("POST", path, &STORY).await.is(404);
    }
    alder.owner.tries("POST", &format!("{theirs}/withdrawal"), &[]).await.is(303);
    larch.owner.gets(&own).await.is(200).shows("My first year");
});

journey!(partnerships_say_who_what_and_since_when, |world| {
    let larch = world.organisation("Larch Surgical").await;
    let path = format!("/desk/{}/partnerships/new", larch.id);
    let page = larch.owner.submits(&path, "Save the partnership", &[("Since", "2150-01-01")]).await;
    page.is(422).shows("Enter the NHS organisation").shows("Say what you do together").shows("or before");
    let fields = [
        ("Who", "Leeds Teaching Hospitals NHS Trust"),
        ("What you do together", "Hip and knee replacements for its patients"),
        ("Since", "2019-03-01"),
    ];
    for _ in 0..2 {
        larch.owner.presses(&page, "Save the partnership", &fields).await.is(200).shows("is added");
    }
    let nobody = world.visitor("Nobody Here");
    let page = nobody.gets(PUBLIC).await;
    page.shows("Leeds Teaching Hospitals NHS Trust").shows("Hip and knee").shows("Since 1 March 2019");
    let list = larch.owner.gets(&format!("/desk/{}/partnerships", larch.id)).await;
    assert_eq!(list.all("dt").len(), 1);
    let page = larch.owner.follows(&list, "Change the partnership with Leeds").await;
    larch.owner.presses(&page, "Save the partnership", &[("Since", "2020-03-01")]).await.is(200);
    nobody.gets(PUBLIC).await.shows("Since 1 March 2020").lacks("2019");
    let alder = world.organisation("Alder Clinic").await;
    alder.owner.gets(page.path()).await.is(404);
    larch.owner.presses(&page, "Remove this partnership", &[]).await.is(200).shows("No partnership yet");
    nobody.gets(PUBLIC).await.lacks("Leeds Teaching");
});
