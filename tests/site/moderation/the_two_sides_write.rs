//! A moderator asks, the organisation answers on its desk, and each hears of the other by letter.

use crate::world::journey;
use rounds::listings::ListingKind;

journey!(a_question_is_asked_answered_and_comes_back_to_the_queue, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let role = world.submitted(&larkfield, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Penn").await);
    let desk = format!("/moderation/listings/{}", role.id);
    let page = maya.submits(&desk, "Send the message", &[]).await;
    page.is(422).shows("Write your message");
    let asks = [("Your message to the organisation", "Which theatres are these?")];
    let page = maya.presses(&page, "Send the message", &asks).await;
    page.is(200).is_at(&desk).shows("Your message is sent").shows("Which theatres are these?");
    maya.presses(&page, "Send the message", &asks).await.is(200);
    world.settles().await;

    let owner = &larkfield.owner;
    let page = world.follows_letter(owner, "A question about Theatre nurse").await;
    page.is(200).shows("A moderator at Rounds").shows("Which theatres are these?").lacks("Maya Moss");
    assert_eq!(page.all(".thread__message").len(), 1, "said twice, kept once");
    owner.presses(&page, "Send", &[]).await.is(422).shows("Write your message");
    let answers = [("Your message", "All four, on the second floor.")];
    let page = owner.presses(&page, "Send", &answers).await;
    owner.presses(&page, "Send", &answers).await.is(200);
    world.settles().await;
    world.follows_letter(&maya, "An answer about Theatre nurse").await.is(200).shows("All four");

    let page = noor.gets("/moderation?kind=threads").await;
    page.shows("Answers (1)");
    let page = noor.follows(&page, "Theatre nurse").await;
    let page = noor.presses(&page, "Take it", &[]).await;
    page.shows("Maya Moss").shows("All four, on the second floor.");
    let thread = page.path().to_string();
    maya.tries("POST", &format!("{thread}/settlement"), &[]).await.is(409).shows("Noor Penn has this");
    noor.presses(&page, "It needs no reply", &[])
        .await
        .shows("The answer needs no reply. Nothing else waits");
    noor.tries("POST", &format!("{thread}/settlement"), &[]).await.is(303);
    maya.gets(&desk).await.shows("All four, on the second floor.").shows("Wrote to an organisation");
});

journey!(nobody_reads_or_writes_in_the_threads_of_others, |world| {
    let larkfield = world.organisation("Larkfield Surgical").await;
    let other = world.organisation("Hazel Clinics").await;
    let role = world.role(&larkfield, "Theatre nurse").await;
    let theirs = format!("{}/review", role.desk);
    other.owner.gets(&theirs).await.is(404);
    other.owner.tries("POST", &theirs, &[("message", "Let me in")]).await.is(404);
    // Their own desk, with the listing of another.
    let mixed = format!("/desk/{}/listings/{}/review", other.id, role.id);
    other.owner.gets(&mixed).await.is(404);
    other.owner.tries("POST", &mixed, &[("message", "Let me in")]).await.is(404);
    larkfield.owner.tries("POST", "/moderation/threads/1/messages", &[("message", "Me")]).await.is(403);
    let maya = world.moderator("Maya Moss").await;
    maya.gets("/moderation/threads/1").await.is(404);
    maya.tries("POST", "/moderation/threads/1/messages", &[("message", "Me")]).await.is(404);
    let about = format!("/moderation/providers/{}", larkfield.id);
    let asks = [("Your message to the organisation", "Which register are you on?")];
    maya.submits(&about, "Send the message", &asks).await.shows("Which register are you on?");
    let page = larkfield.owner.gets(&format!("/desk/{}", larkfield.id)).await;
    let page = larkfield.owner.follows(&page, "Write to the people who review your organisation").await;
    page.is(200).shows("Which register are you on?");
});
