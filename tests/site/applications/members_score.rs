//! A listing names what it asks of a person; members score applications against it.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::{ApplicationId, State};
use rounds::listings::{Criterion, CriterionId, Need};
use rounds::schema::listing_criteria;

/// Gives a live listing a person specification, as its draft would have had it.
async fn asks(world: &World, listing: ListingId, points: &[(Need, &str)]) {
    let point = |(position, (need, words)): (usize, &(Need, &str))| Criterion {
        id: CriterionId::new(),
        listing_id: listing,
        position: position as i32,
        need: *need,
        words: (*words).to_owned(),
    };
    let rows: Vec<Criterion> = points.iter().enumerate().map(point).collect();
    write(world, move |conn| {
        rows.iter().try_for_each(|row| {
            diesel::insert_into(listing_criteria::table).values(row).execute(conn).map(drop)
        })
    })
    .await;
}

const POINTS: [(Need, &str); 3] = [
    (Need::Essential, "Scrubs alone"),
    (Need::Essential, "Registered with the NMC"),
    (Need::Desirable, "Teaches <students>"),
];

fn read(cast: &Cast, id: ApplicationId) -> String {
    cast.desk(&format!("/applications/{id}"))
}

async fn scores(cast: &Cast, person: &Person, id: ApplicationId, given: [&str; 3]) -> Page {
    let fields: Vec<(&str, &str)> =
        POINTS.iter().zip(given).map(|((_, words), given)| (*words, given)).collect();
    person.submits(&format!("{}/scores", read(cast, id)), "Keep my scores", &fields).await
}

journey!(several_members_score_and_their_scores_stand_side_by_side, |world| {
    let cast = Cast::of(&world).await;
    let ids =
        crowd(&world, cast.listing, &[("Ada Marsh", State::Submitted), ("Bob Pike", State::Submitted)]).await;
    cast.bea.gets(&format!("{}/scores", read(&cast, ids[0]))).await.is(404);
    cast.bea.gets(&read(&cast, ids[0])).await.lacks("Scores");
    asks(&world, cast.listing, &POINTS).await;
    let page = cast.bea.gets(&read(&cast, ids[0])).await;
    page.shows("Nobody has scored this application yet");
    let page = cast.bea.follows(&page, "Give or change your scores").await;
    page.is(200).shows("Essential").shows("Desirable").shows("Teaches <students>");
    let page = cast.bea.presses(&page, "Keep my scores", &[("Scrubs alone", "3: Exceeded")]).await;
    page.is(422).shows("Choose a score for “Registered with the NMC”");
    let form = page.form("Keep my scores");
    assert!(
        page.all(".govuk-error-summary__list li").len() == 2
            && form.value("Scrubs alone") == Some("3".into())
    );

    scores(&cast, &cast.bea, ids[0], ["3: Exceeded", "2: Met", "0: None"]).await.is(200);
    scores(&cast, &cast.ed, ids[0], ["1: Partly", "2: Met", "1: Partly"]).await.is(200);
    let page = scores(&cast, &cast.ed, ids[1], ["3: Exceeded", "3: Exceeded", "1: Partly"]).await;
    page.shows("Together: 7 of 9");
    let page = cast.vi.gets(&read(&cast, ids[0])).await;
    page.shows("Together: 4.5 of 9").lacks("Give or change");
    assert_eq!(page.all("table thead th"), ["Person specification", "Bea Holt", "Ed Lowe"]);
    assert_eq!(page.all("table tbody tr:last-child td"), ["5", "4"]);

    // Whoever thinks again changes only what they gave.
    scores(&cast, &cast.ed, ids[0], ["2: Met", "2: Met", "1: Partly"]).await.shows("5 of 9");
    let page = cast.bea.gets(&format!("{}?sort=score", cast.table())).await;
    assert_eq!(page.all("tbody th a"), ["Bob Pike", "Ada Marsh"]);
    assert_eq!(page.all("tbody td[data-label=Score]"), ["7", "5"]);
    let page = cast.bea.gets(&format!("{}?sort=oldest", cast.table())).await;
    assert_eq!(page.all("tbody th a"), ["Ada Marsh", "Bob Pike"]);
});

journey!(nobody_else_scores, |world| {
    let cast = Cast::of(&world).await;
    asks(&world, cast.listing, &POINTS).await;
    let ids = crowd(&world, cast.listing, &[("Ada Marsh", State::Submitted)]).await;
    let path = format!("{}/scores", read(&cast, ids[0]));
    let (ada, mallory) = (world.candidate("Ada Marsh").await, world.member("Mallory Fox").await);
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    for method in ["GET", "POST"] {
        mallory.tries(method, &path, &[]).await.is(404);
        mallory.tries(method, &format!("/desk/{other}/applications/{}/scores", ids[0]), &[]).await.is(404);
        cast.ed.tries(method, &path, &[]).await.is(404);
        cast.vi.tries(method, &path, &[]).await.is(409);
        ada.tries(method, &path, &[]).await.is(403);
        assert_eq!(world.visitor("Nobody Here").tries(method, &path, &[]).await.status, 303);
    }
});

journey!(the_specification_is_written_with_the_listing_and_the_public_reads_it, |world| {
    let cast = Cast::of(&world).await;
    let page = cast.bea.gets(&cast.desk("/listings/new")).await;
    let page = cast.bea.presses(&page, "Continue", &[("What are you posting?", "A role")]).await;
    let desk = page.path().trim_end_matches("/title").to_owned();
    let step = format!("{desk}/specification");
    let many = "A point\n".repeat(13);
    let page = cast.bea.submits(&step, "Save and continue", &[("Essential", &many)]).await;
    page.is(422).shows("Name at most 12 points: there are 13");
    let long = "x".repeat(201);
    let page = cast.bea.presses(&page, "Save and continue", &[("Essential", &long)]).await;
    page.is(422).shows("to 200 characters or fewer").shows(&long);
    let points = [("Essential", "Scrubs alone\n\n Registered  with the NMC "), ("Desirable", "Teaches")];
    cast.bea.presses(&page, "Save and continue", &points).await.is(200);
    let check = cast.bea.gets(&format!("{desk}/check")).await;
    check.shows("Person specification").shows("Registered with the NMC").shows("Teaches");
    let again = cast.bea.gets(&step).await.form("Save and continue");
    assert_eq!(
        again.value("Essential").as_deref().map(str::trim),
        Some("Scrubs alone\nRegistered with the NMC")
    );
    cast.bea.gets(&format!("{desk}/preview")).await.shows("Scrubs alone");

    asks(&world, cast.listing, &POINTS).await;
    world.visitor("Nobody Here").gets(&format!("/listings/{}", cast.listing)).await.shows("Scrubs alone");
    let page = cast.bea.gets(&cast.desk(&format!("/listings/{}", cast.listing))).await;
    let copy = cast.bea.presses(&page, "Copy it into a new draft", &[]).await;
    let page = cast.bea.gets(&format!("{}/check", copy.path().trim_end_matches("/title"))).await;
    page.shows("Scrubs alone").shows("Teaches <students>");
});
