//! The same message goes to several applicants at once, after a look at it.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::State;
use rounds::schema::{application_messages, letters as letter_rows};

const NAMES: [(&str, State); 3] =
    [("Ada Marsh", State::Submitted), ("Bob Pike", State::Shortlisted), ("Di Reed", State::Withdrawn)];

async fn sent(world: &World) -> (i64, i64) {
    let count = world.app.read(move |conn| {
        let messages: i64 = application_messages::table.count().get_result(conn)?;
        let letters = letter_rows::table.filter(letter_rows::about.eq("applications.message"));
        Ok((messages, letters.count().get_result(conn)?))
    });
    count.await.expect("counts")
}

journey!(several_get_the_same_message_after_a_look_at_each, |world| {
    let cast = Cast::of(&world).await;
    let listing = blind_listing(&world, cast.provider, "Recovery nurse").await;
    let cast = Cast { listing, ..cast };
    let ids = crowd(&world, listing, &NAMES).await;
    let query: Vec<String> = ids.iter().map(|id| format!("application={id}")).collect();
    let page = cast.bea.gets(&cast.table()).await;
    let mut form = page.form("Write");
    ids[..2].iter().for_each(|id| form.fill("application", &id.to_string()));
    let page = cast.bea.sends(&page, &form, "Write").await;
    page.is(200).shows("2 people get the same message").lacks("Marsh");
    let page = cast.bea.gets(&format!("{}/message?{}", cast.table(), query.join("&"))).await;
    let page = cast.bea.presses(&page, "See the letters", &[]).await;
    page.is(422).shows("Write your message");
    let words = [("Your message", "We meet on Tuesday: https://larkfield.example/map")];
    let preview = cast.bea.presses(&page, "See the letters", &words).await;
    preview
        .is(200)
        .shows("We meet on Tuesday")
        .shows("Dear Applicant")
        .shows("cannot be written to any more");
    assert_eq!(preview.all("pre").len(), 2);
    preview.lacks("Marsh").lacks("Pike");
    assert_eq!(sent(&world).await, (0, 0), "nothing goes before it is said so");
    let again = cast.bea.presses(&preview, "Change it", &[]).await;
    assert!(
        again.form("See the letters").value("Your message").is_some_and(|typed| typed.contains("Tuesday"))
    );
    let done = cast.bea.presses(&preview, "Send it to 2 people", &[]).await;
    done.is_at(&cast.table()).shows("Sent to 2.").shows("withdrawn");
    cast.bea.presses(&preview, "Send it to 2 people", &[]).await.shows("Nothing was sent. 2 had it before.");
    assert_eq!(sent(&world).await, (2, 2));
    // Not read yet: the next one is no second email, and the page says so.
    let page = cast.bea.gets(&format!("{}/message?{}", cast.table(), query.join("&"))).await;
    let preview = cast.bea.presses(&page, "See the letters", &[("Your message", "At ten.")]).await;
    preview.shows("gets no second email");
    assert_eq!(preview.all("pre").len(), 0);
    cast.bea.presses(&preview, "Send it to 2 people", &[]).await.shows("Sent to 2.");
    assert_eq!(sent(&world).await, (4, 2));
    // Back to the same form, and other words in it.
    let preview = cast.bea.presses(&page, "See the letters", &[("Your message", "At eleven.")]).await;
    cast.bea.presses(&preview, "Send it to 2 people", &[]).await.shows("Sent to 2.");
    cast.bea.presses(&preview, "Send it to 2 people", &[]).await.shows("2 had it before.");
    assert_eq!(sent(&world).await, (6, 2));
});

journey!(nobody_else_writes_to_several, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let (ada, mallory) = (world.candidate("Ada Marsh").await, world.member("Mallory Fox").await);
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    let theirs = listing(&world, other, "Their nurse").await;
    leaves(&world, &cast.ed, cast.provider).await;
    let id = ids[0].to_string();
    let fields = [("application", id.as_str()), ("words", "No"), ("number", "5")];
    let own = format!("{}/message", cast.table());
    for (method, path) in [("GET", format!("{own}?application={id}")), ("POST", own.clone())] {
        for person in [&mallory, &cast.ed] {
            person.tries(method, &path, &fields).await.is(404);
        }
        cast.vi.tries(method, &path, &fields).await.is(409);
        ada.tries(method, &path, &fields).await.is(403);
        world.visitor("Nobody Here").tries(method, &path, &fields).await.is(303);
        let foreign = path.replace(&cast.table(), &format!("/desk/{other}/listings/{theirs}/applications"));
        mallory.tries(method, &foreign, &fields).await.is(404);
    }
    assert_eq!(sent(&world).await, (0, 0));
    cast.bea.tries("POST", &own, &[("words", "Hello")]).await.is(409).shows("Nobody is ticked");
});
