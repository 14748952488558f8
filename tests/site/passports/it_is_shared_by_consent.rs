//! Items are shared with one application, one by one; the provider says of each whether it will do.

use super::*;
use crate::applications::{Cast, applies, blind_listing, letters};
use crate::world::{World, journey};
use chrono::Duration;

const DONE: [(&str, &str); 2] = [("Issued or done on", "2025-05-01"), ("What it is", "Level 2")];

/// A cast, and Ada who has applied to them and shares her fire safety training; the item and the application.
async fn sharing_one(world: &World) -> (Cast, Person, String, String) {
    let (cast, ada) = (Cast::of(world).await, world.candidate("Ada Marsh").await);
    let item = adds(&ada, "fire-safety", &DONE).await;
    let application = applies(&ada, &cast).await;
    shares(&ada, &application, &[&item]).await.is(200);
    (cast, ada, item, application)
}

/// Where a provider gets the file of an item.
fn file_of(desk: &str, item: &str) -> String {
    format!("{desk}{}/file", item.trim_start_matches("/passport"))
}

journey!(a_provider_sees_what_is_ticked_and_nothing_else, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    let fire = adds(&ada, "fire-safety", &DONE).await;
    adds(&ada, "resuscitation", &DONE).await;
    let resuscitation = address(&ada.gets("/passport").await, 1);
    let application = applies(&ada, &cast).await;
    let desk = cast.desk(&sharing(&application));
    cast.bea.gets(&desk).await.is(200).shows("Nothing is shared with you").lacks("Fire safety");

    let page = ada.gets(&application).await;
    let page = ada.follows(&page, "Share items of your checks passport").await;
    page.shows("Resuscitation").shows("for this application only");
    ada.presses(&page, "Share what is ticked", &[]).await.is(422).shows("Tick what you want to share");
    let number = fire.rsplit('/').next().unwrap_or_default();
    let page = ada.presses(&page, "Share what is ticked", &[("item", number)]).await;
    page.is(200).shows("What you share is saved").shows("Nothing yet");
    ada.gets("/passport").await.shows("1 item shared");
    let letter = world.letter(&cast.bea, "A candidate shares checks with you").await;
    assert!(!letter.text_body.contains("Ada"));
    assert_eq!(letters(&world, &cast.vi, "shares checks").await, 0, "who may not mark is not asked to");

    let page = cast.bea.gets(&cast.desk(&application)).await;
    let page = cast.bea.follows(&page, "What they share of their checks passport").await;
    page.is(200).is_at(&desk).shows("Checks of Ada Marsh").shows("Fire safety").lacks("Resuscitation");
    assert_eq!(cast.bea.follows(&page, "certificate.pdf").await.bytes, b"%PDF-1.7 a certificate");
    cast.bea.gets(&file_of(&desk, &resuscitation)).await.is(404);
});

journey!(each_item_is_accepted_or_asked_for_again, |world| {
    let (cast, ada, item, application) = sharing_one(&world).await;
    let desk = cast.desk(&sharing(&application));
    let page = cast.ed.gets(&desk).await;
    let nothing = cast.ed.presses(&page, "Save the marks", &[]).await;
    nothing.is(422).shows("Choose what you say of at least one item");
    let again = [("Mark for Fire safety", "It has expired or expires too soon")];
    let marked = cast.ed.presses(&page, "Save the marks", &again).await;
    marked.is(200).shows("1 item marked").shows("To be repeated: It has expired").shows("Ed Lowe");
    world.letter(&ada, "Something must be repeated of your checks").await;
    ada.gets(&sharing(&application)).await.shows("To be repeated: It has expired or expires too soon");
    // The same again is not said again.
    cast.ed.presses(&marked, "Save the marks", &[]).await.shows("Nothing has changed");
    assert_eq!(letters(&world, &ada, "your checks").await, 1);

    // Another version is asked about anew; a page that shows the old one marks nothing.
    let stale = cast.ed.gets(&desk).await;
    ada.submits(&item, "Save", &[("Issued or done on", "2025-09-01")]).await.shows("Your change is saved");
    ada.gets(&sharing(&application)).await.shows("Nothing yet").lacks("To be repeated");
    let accept = [("Mark for Fire safety", "Accepted")];
    let page = cast.ed.presses(&stale, "Save the marks", &accept).await;
    page.shows("1 item was changed or withdrawn meanwhile").shows("1 September 2025");
    ada.gets(&sharing(&application)).await.shows("Nothing yet");
    cast.ed.presses(&page, "Save the marks", &accept).await.shows("1 item marked");
    world.letter(&ada, "Your checks are accepted").await;
    ada.gets(&sharing(&application)).await.shows("Accepted");
    let wrong = [("item", "1"), ("version", "1"), ("mark", "nonsense")];
    cast.ed.tries("POST", &desk, &wrong).await.is(422);
});

journey!(what_is_taken_back_is_gone_at_once_and_the_log_stays, |world| {
    let (cast, ada, item, application) = sharing_one(&world).await;
    let desk = cast.desk(&sharing(&application));
    cast.vi.gets(&desk).await.is(200).shows("Fire safety");
    cast.bea.gets(&file_of(&desk, &item)).await.is(200);
    let page = ada.gets(&sharing(&application)).await;
    let page = ada.presses(&page, "Stop sharing everything with Larkfield Surgical", &[]).await;
    page.is(200).is_at("/passport").shows("Nothing shared");
    cast.bea.gets(&desk).await.is(200).shows("Nothing is shared with you").lacks("Fire safety");
    cast.bea.gets(&file_of(&desk, &item)).await.is(404);
    let mark = [("item", "1"), ("version", "1"), ("mark", "accepted")];
    cast.bea.tries("POST", &desk, &mark).await.is(404);

    let log = ada.gets("/passport/log").await;
    let lines = log.all("tbody tr");
    assert_eq!(lines.len(), 4, "{lines:?}");
    for (line, (what, who)) in lines.iter().zip([
        ("No longer shared", "Ada Marsh"),
        ("Opened the file of", "Bea Holt"),
        ("Looked at", "Vi Crane"),
        ("Shared", "Ada Marsh"),
    ]) {
        assert!(line.starts_with(what) && line.contains(who) && line.contains("Fire safety"), "{line}");
        assert!(line.contains("Theatre nurse, Larkfield Surgical"), "{line}");
    }
    let grace = world.administrator("Grace Pell").await;
    let audit = grace.gets("/administration/audit").await;
    audit.shows("Opened what is shared of a checks passport").shows("Opened a file of a checks passport");
});

journey!(one_item_can_be_taken_back_alone, |world| {
    let (cast, ada, fire, application) = sharing_one(&world).await;
    adds(&ada, "resuscitation", &DONE).await;
    let second = address(&ada.gets("/passport").await, 1);
    let desk = cast.desk(&sharing(&application));
    shares(&ada, &application, &[&fire, &second]).await.is(200);
    cast.bea.gets(&desk).await.shows("Fire safety").shows("Resuscitation");
    shares(&ada, &application, &[&second]).await.is(200);
    cast.bea.gets(&desk).await.lacks("Fire safety").shows("Resuscitation");
    cast.bea.gets(&file_of(&desk, &fire)).await.is(404);
    assert_eq!(letters(&world, &cast.bea, "shares checks").await, 1, "one letter, not one an item");
    let log = ada.gets("/passport/log").await;
    assert!(log.all("tbody tr").iter().any(|line| line.starts_with("No longer shared Fire safety")));
    // An item that is removed is gone everywhere.
    let page = ada.gets(&second).await;
    ada.presses(&page, "Remove it from your passport", &[]).await.is(200);
    cast.bea.gets(&desk).await.shows("Nothing is shared with you");
    cast.bea.gets(&file_of(&desk, &second)).await.is(404);
});

journey!(withdrawing_ends_it_and_applying_again_does_not_bring_it_back, |world| {
    let (cast, ada, item, application) = sharing_one(&world).await;
    let desk = cast.desk(&sharing(&application));
    world.passes(Duration::minutes(5)).await;
    ada.submits(&format!("{application}/withdrawal"), "Withdraw application", &[]).await.is(200);
    cast.bea.gets(&desk).await.is(200).shows("Nothing is shared with you");
    cast.bea.gets(&file_of(&desk, &item)).await.is(404);
    ada.gets(&sharing(&application)).await.is(409).shows("Nothing can be shared now");
    ada.tries("POST", &sharing(&application), &[("item", "1")]).await.is(409);

    let page = ada.gets(&application).await;
    let page = ada.presses(&page, "Apply again", &[]).await;
    let review = ada.gets(&format!("{}/review", page.path())).await;
    ada.presses(&review, "Submit application", &[]).await.is(200);
    cast.bea.gets(&desk).await.is(200).shows("Nothing is shared with you");
    cast.bea.gets(&file_of(&desk, &item)).await.is(404);
    ada.gets(&sharing(&application)).await.is(200).lacks("Shared now");
    shares(&ada, &application, &[&item]).await.is(200);
    cast.bea.gets(&desk).await.shows("Fire safety");

    let rejection = [("Reason", "The position has been filled")];
    let path = cast.desk(&format!("{application}/rejection"));
    cast.bea.submits(&path, "Reject and email the candidate", &rejection).await.is(200);
    cast.bea.gets(&desk).await.is(200).shows("Nothing is shared with you").lacks("Fire safety");
    cast.bea.gets(&file_of(&desk, &item)).await.is(404);
});

journey!(as_long_as_a_name_is_hidden_so_are_the_checks, |world| {
    let (cast, ada) = (Cast::of(&world).await, world.candidate("Ada Marsh").await);
    let cast = Cast { listing: blind_listing(&world, cast.provider, "Recovery nurse").await, ..cast };
    let item = adds(&ada, "fire-safety", &DONE).await;
    let application = applies(&ada, &cast).await;
    let page = shares(&ada, &application, &[&item]).await;
    page.is(200).shows("does not know yet who you are");
    assert_eq!(letters(&world, &cast.bea, "shares checks").await, 0);
    let desk = cast.desk(&sharing(&application));
    for member in [&cast.bea, &cast.ed, &cast.vi] {
        let page = member.gets(&desk).await;
        page.is(200).shows("once you shortlist them").lacks("Ada").lacks("Fire").lacks("certificate");
        member.gets(&file_of(&desk, &item)).await.is(404);
    }
    let mark = [("item", "1"), ("version", "1"), ("mark", "accepted")];
    cast.bea.tries("POST", &desk, &mark).await.is(404);
    ada.gets("/passport/log").await.lacks("Looked at");

    let page = cast.bea.gets(&cast.desk(&application)).await;
    cast.bea.presses(&page, "Shortlist", &[]).await.is(200);
    cast.bea.gets(&desk).await.shows("Checks of Ada Marsh").shows("Fire safety");
    cast.bea.gets(&file_of(&desk, &item)).await.is(200);
});
