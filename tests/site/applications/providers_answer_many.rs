//! Several applications are shortlisted or rejected at once, after a look at the letters.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::{ApplicationId, State};
use rounds::schema::{applications, letters as letter_rows};

const NAMES: [(&str, State); 4] = [
    ("Ada Marsh", State::Submitted),
    ("Bob Pike", State::Submitted),
    ("Cy Vance", State::Submitted),
    ("Di Reed", State::Withdrawn),
];

async fn states(world: &World, ids: &[ApplicationId]) -> Vec<State> {
    let ids = ids.to_vec();
    let found = world.app.read(move |conn| {
        applications::table
            .filter(applications::id.eq_any(ids))
            .order(applications::id)
            .select(applications::state)
            .load(conn)
    });
    found.await.expect("states")
}

/// Letters of this kind to anybody.
async fn sent(world: &World, about: &'static str) -> i64 {
    let count = world
        .app
        .read(move |conn| letter_rows::table.filter(letter_rows::about.eq(about)).count().get_result(conn));
    count.await.expect("a count")
}

/// The table with these rows ticked, and a button under it pressed.
async fn ticks(person: &Person, table: &str, ids: &[ApplicationId], button: &str) -> Page {
    let page = person.gets(table).await;
    let mut form = page.form(button);
    ids.iter().for_each(|id| form.fill("application", &id.to_string()));
    person.sends(&page, &form, button).await
}

journey!(several_are_shortlisted_at_once_and_each_letter_is_seen_before, |world| {
    let cast = Cast::of(&world).await;
    let listing = blind_listing(&world, cast.provider, "Recovery nurse").await;
    let cast = Cast { listing, ..cast };
    let ids = crowd(&world, listing, &NAMES).await;
    let table = format!("{}?state=submitted", cast.table());
    let page = cast.bea.gets(&table).await;
    assert_eq!(page.attributes("input[name=application]", "value").len(), 3);
    cast.bea.presses(&page, "Shortlist", &[]).await.is(409).shows("Nobody is ticked");

    let confirm = ticks(&cast.bea, &table, &ids[..2], "Shortlist").await;
    confirm
        .is(200)
        .shows("Shortlist these applicants?")
        .shows("You are on the shortlist")
        .shows("Dear Applicant ");
    assert_eq!(confirm.all("pre").len(), 2);
    for name in ["Ada", "Marsh", "Bob", "Pike"] {
        confirm.lacks(name);
    }
    assert_eq!(sent(&world, "applications.shortlisted").await, 0, "nothing goes before it is said so");

    // A colleague is quicker with one of them.
    let page = cast.ed.gets(&cast.desk(&format!("/applications/{}/rejection", ids[1]))).await;
    let reason = [("Reason", "The position has been filled")];
    cast.ed.presses(&page, "Reject and email the candidate", &reason).await.is(200);
    let done = cast.bea.presses(&confirm, "Shortlist and email them", &[]).await;
    done.is(200).is_at(&cast.table()).shows("Shortlisted 1, and emailed them").shows("not successful");
    assert_eq!(done.url.query(), Some("state=submitted"), "back to the view they were ticked in");
    let again = cast.bea.presses(&confirm, "Shortlist and email them", &[]).await;
    again.shows("Nothing was changed. 1 had already been moved there.");
    assert_eq!(sent(&world, "applications.shortlisted").await, 1);
    use State::{Rejected, Shortlisted, Submitted, Withdrawn};
    assert_eq!(states(&world, &ids).await, [Shortlisted, Rejected, Submitted, Withdrawn]);
    cast.bea.gets(&cast.table()).await.shows("Ada Marsh").lacks("Cy Vance");
});

journey!(several_are_rejected_with_a_reason_and_words, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let page = ticks(&cast.bea, &cast.table(), &ids[..2], "Reject").await;
    page.is(200).shows("Why do you reject them?").shows("Both read");
    let words = [("A few words more", "Try us next year.\nDo.")];
    let page = cast.bea.presses(&page, "See the letters", &words).await;
    page.is(422).shows("Choose the reason that the candidate will read").shows("Try us next year.");
    let reason = [("Reason", "The position has been filled")];
    let page = cast.bea.presses(&page, "See the letters", &reason).await;
    page.is(200).shows("Reject these applicants?").shows("Dear Ada Marsh").shows("Dear Bob Pike");
    page.shows("The position has been filled").shows("Try us next year.");
    assert_eq!(sent(&world, "applications.rejected").await, 0);
    for said in ["Rejected 2, and emailed them", "Nothing was changed. 2 had already been moved there."] {
        cast.bea.presses(&page, "Reject and email them", &[]).await.is_at(&cast.table()).shows(said);
    }
    assert_eq!(sent(&world, "applications.rejected").await, 2);
    let page = cast.bea.gets(&cast.desk(&format!("/applications/{}", ids[0]))).await;
    page.shows("Not successful").shows("Try us next year.");

    // One who has withdrawn cannot be rejected.
    let path = format!("{}/rejection?application={}", cast.table(), ids[3]);
    let page = cast.bea.submits(&path, "See the letters", &reason).await;
    page.shows("None of them can be moved there now").shows("stays as it is");
});

journey!(an_offer_is_not_ended_by_rejecting_many, |world| {
    let cast = Cast::of(&world).await;
    let people = [("Ada Marsh", State::Submitted), ("Bob Pike", State::Offered)];
    let ids = crowd(&world, cast.listing, &people).await;
    let page = ticks(&cast.bea, &cast.table(), &ids, "Reject").await;
    let reason = [("Reason", "The position has been filled")];
    let page = cast.bea.presses(&page, "See the letters", &reason).await;
    page.is(200).shows("Dear Ada Marsh").lacks("Dear Bob Pike").shows("stays as it is, and gets no letter");
    let done = cast.bea.presses(&page, "Reject and email them", &[]).await;
    done.shows("Rejected 1, and emailed them").shows("Bob Pike is left as it is: offer made");
    assert_eq!(states(&world, &ids).await, [State::Rejected, State::Offered]);
    assert_eq!(sent(&world, "applications.rejected").await, 1);
    // Withdrawing it is the way, and says so.
    let read = cast.desk(&format!("/applications/{}", ids[1]));
    cast.bea.gets(&read).await.shows("Withdraw the offer").lacks("Reject");
    cast.bea.gets(&format!("{read}/rejection")).await.is(409).shows("It is now “Offer made”");
});

journey!(more_than_a_page_of_people_are_not_cut, |world| {
    let cast = Cast::of(&world).await;
    let many: Vec<(&str, State)> = (0..51).map(|_| ("Guy Hall", State::Submitted)).collect();
    let ids: Vec<String> = crowd(&world, cast.listing, &many).await.iter().map(ToString::to_string).collect();
    let fields: Vec<_> =
        ids.iter().map(|id| ("application", id.as_str())).chain([("reason", "interview")]).collect();
    for act in ["shortlisting", "rejection", "message"] {
        let page = cast.bea.tries("POST", &format!("{}/{act}", cast.table()), &fields).await;
        page.is(409).shows("More than 50 are ticked").shows("Nobody was moved");
    }
    let path = format!("{}/shortlisting", cast.table());
    cast.bea.tries("POST", &path, &fields[1..]).await.is(303);
    assert_eq!(sent(&world, "applications.shortlisted").await, 50);
});

journey!(everybody_on_a_page_is_shortlisted_by_a_link, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let page = cast.bea.gets(&cast.table()).await;
    let page = cast.bea.follows(&page, "Shortlist all 3 on this page").await;
    let page = cast.bea.presses(&page, "Shortlist and email them", &[]).await;
    page.is(200).shows("Shortlisted 3, and emailed them");
    assert_eq!(states(&world, &ids).await[..3], [State::Shortlisted; 3]);
});

journey!(nobody_else_moves_several, |world| {
    let cast = Cast::of(&world).await;
    let ids = crowd(&world, cast.listing, &NAMES).await;
    let second = listing(&world, cast.provider, "Scrub nurse").await;
    let (ada, mallory) = (world.candidate("Ada Marsh").await, world.member("Mallory Fox").await);
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    let theirs = listing(&world, other, "Their nurse").await;
    leaves(&world, &cast.ed, cast.provider).await;
    let id = ids[0].to_string();
    let fields = [("application", id.as_str()), ("reason", "interview"), ("words", "No")];
    for act in ["shortlisting", "rejection"] {
        let place = |provider, listing| format!("/desk/{provider}/listings/{listing}/applications/{act}");
        let query = format!("?application={id}");
        let own = place(cast.provider, cast.listing);
        for (method, query) in [("GET", query.as_str()), ("POST", "")] {
            let path = format!("{own}{query}");
            for person in [&mallory, &cast.ed] {
                person.tries(method, &path, &fields).await.is(404);
            }
            cast.vi.tries(method, &path, &fields).await.is(409).shows("You may look, but not change this");
            ada.tries(method, &path, &fields).await.is(403);
            let page = world.visitor("Nobody Here").tries(method, &path, &fields).await;
            assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
            // Through other listings and desks, too.
            let elsewhere = [place(other, theirs), place(other, cast.listing)];
            for path in elsewhere {
                mallory.tries(method, &format!("{path}{query}"), &fields).await.is(404);
            }
            let path = format!("{}{query}", place(cast.provider, second));
            cast.bea.tries(method, &path, &fields).await.is(404);
        }
    }
    assert_eq!(states(&world, &ids[..1]).await, [State::Submitted]);
    assert_eq!(
        sent(&world, "applications.rejected").await + sent(&world, "applications.shortlisted").await,
        0
    );
    let page = cast.vi.gets(&cast.table()).await;
    assert!(page.attributes("input[name=application]", "value").is_empty(), "a viewer has nothing to tick");
});
