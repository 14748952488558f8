//! Providers are reminded of the day by which they answer, and how they keep it is public.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::State;
use rounds::applications::actions::remind_of_answers;

async fn reminds(world: &World) {
    let here = world.here();
    world.app.db.write(move |conn| remind_of_answers(conn, &here)).await.expect("reminders");
}

journey!(a_provider_is_reminded_once_before_and_once_after_the_day, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    applies(&ada, &cast).await;
    reminds(&world).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are due by").await, 0);
    // It closes in ten days, and everybody hears four weeks later.
    world.passes(Duration::days(10 + 28 - 7)).await;
    reminds(&world).await;
    reminds(&world).await;
    for (member, many) in [(&cast.bea, 1), (&cast.ed, 1), (&cast.vi, 0)] {
        assert_eq!(letters(&world, member, "Answers are due by").await, many, "{}", member.name);
    }
    let letter = world.letter(&cast.bea, "Answers are due by").await;
    assert!(letter.text_body.contains("1 person still waits") && !letter.text_body.contains("Marsh"));
    world.passes(Duration::days(8)).await;
    reminds(&world).await;
    reminds(&world).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are late").await, 1);
    let bea = cast.bea.elsewhere();
    bea.signs_in().await;
    bea.gets(&world.link_in(&world.letter(&bea, "Answers are late").await)).await.is(200).shows("Ada Marsh");
});

journey!(who_has_answered_everybody_is_left_alone, |world| {
    let cast = Cast::of(&world).await;
    crowd(&world, cast.listing, &[("Ada Marsh", State::Rejected), ("Bob Pike", State::Offered)]).await;
    world.passes(Duration::days(31)).await;
    reminds(&world).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are due by").await, 0);
});

journey!(how_many_hear_in_time_is_public_from_five_on, |world| {
    let cast = Cast::of(&world).await;
    let page = cast.bea.gets(&format!("/listings/{}", cast.listing)).await;
    let links = page.attributes("main a", "href");
    let public = links.into_iter().find(|href| href.starts_with("/providers/")).expect("the provider's page");
    let visitor = world.visitor("Nobody Here");
    for (number, name) in ["Ada Marsh", "Bob Pike", "Cy Dent", "Di Holm", "Ed Moss"].into_iter().enumerate() {
        visitor.gets(&public).await.is(200).lacks("Answers to applicants");
        let candidate = world.candidate(name).await;
        let read = cast.desk(&applies(&candidate, &cast).await);
        if number < 4 {
            let rejection = [("Reason", "The position has been filled")];
            cast.bea
                .submits(&format!("{read}/rejection"), "Reject and email the candidate", &rejection)
                .await;
        }
    }
    visitor.gets(&public).await.lacks("Answers to applicants");
    world.passes(Duration::days(39)).await;
    let page = visitor.gets(&public).await;
    page.shows("Answers to applicants").shows("80%").shows("(4 of 5)").shows("on the day they applied");
});
