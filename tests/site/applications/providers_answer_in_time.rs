//! Providers are reminded of the day by which they answer, and how they keep it is public.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use chrono::{NaiveDate, NaiveTime};
use rounds::applications::actions::remind_of_answers;
use rounds::applications::{ApplicationId, State};
use rounds::schema::{application_events, applications};

/// Comes to a time of a day in London, so many days after `first`, and reminds whoever is to be reminded, twice.
async fn reminds(world: &World, first: NaiveDate, (days, hour, minute): (i64, u32, u32)) {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
    world.app.clock.move_to(clock::london_time(first + Duration::days(days), time));
    world.settles().await;
    for _ in 0..2 {
        let here = world.here();
        world.app.db.write(move |conn| remind_of_answers(conn, &here)).await.expect("reminders");
    }
}

/// It closes on its tenth day, and everybody hears four weeks later.
const DAY: i64 = 10 + 28;

journey!(a_provider_is_reminded_once_before_and_once_after_the_day, |world| {
    let cast = Cast::of(&world).await;
    let (ada, first) = (world.candidate("Ada Marsh").await, world.app.clock.today());
    applies(&ada, &cast).await;
    for time in [(1, 9, 0), (DAY - 8, 23, 59), (DAY - 7, 0, 1), (DAY - 7, 8, 59)] {
        reminds(&world, first, time).await;
        assert_eq!(letters(&world, &cast.bea, "Answers are").await, 0, "{time:?}");
    }
    reminds(&world, first, (DAY - 7, 9, 0)).await;
    for (member, many) in [(&cast.bea, 1), (&cast.ed, 1), (&cast.vi, 0)] {
        assert_eq!(letters(&world, member, "Answers are due by").await, many, "{}", member.name);
    }
    let letter = world.letter(&cast.bea, "Answers are due by").await;
    assert!(letter.text_body.contains("1 person still waits") && !letter.text_body.contains("Marsh"));
    reminds(&world, first, (DAY, 12, 0)).await;
    reminds(&world, first, (DAY + 1, 8, 0)).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are").await, 1, "and no more before the morning after");
    reminds(&world, first, (DAY + 1, 9, 0)).await;
    reminds(&world, first, (DAY + 2, 9, 0)).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are").await, 2);
    let bea = cast.bea.elsewhere();
    bea.signs_in().await;
    bea.gets(&world.link_in(&world.letter(&bea, "Answers are late").await)).await.is(200).shows("Ada Marsh");
});

journey!(a_reminder_that_nothing_sent_on_its_morning_goes_later, |world| {
    let cast = Cast::of(&world).await;
    let first = world.app.clock.today();
    crowd(&world, cast.listing, &[("Ada Marsh", State::Submitted)]).await;
    for (days, due, late) in [(DAY - 4, 1, 0), (DAY, 1, 0), (DAY + 5, 1, 1), (DAY + 6, 1, 1)] {
        reminds(&world, first, (days, 9, 30)).await;
        assert_eq!(letters(&world, &cast.bea, "Answers are due by").await, due, "day {days}");
        assert_eq!(letters(&world, &cast.bea, "Answers are late").await, late, "day {days}");
    }
    let other = listing(&world, cast.provider, "Recovery nurse").await;
    crowd(&world, other, &[("Bob Pike", State::Submitted)]).await;
    reminds(&world, world.app.clock.today(), (DAY + 8, 9, 30)).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are").await, 2, "a week later nobody is told any more");
});

journey!(who_has_answered_everybody_is_left_alone, |world| {
    let cast = Cast::of(&world).await;
    let first = world.app.clock.today();
    crowd(&world, cast.listing, &[("Ada Marsh", State::Rejected), ("Bob Pike", State::Offered)]).await;
    reminds(&world, first, (DAY - 7, 9, 30)).await;
    assert_eq!(letters(&world, &cast.bea, "Answers are").await, 0);
});

/// The address of the provider's public page.
async fn public(cast: &Cast) -> String {
    let page = cast.bea.gets(&format!("/listings/{}", cast.listing)).await;
    let links = page.attributes("main a", "href");
    links.into_iter().find(|href| href.starts_with("/providers/")).expect("the provider's page")
}

/// As if each had had an offer ten days before, had withdrawn, applied again and been turned down at once.
fn answer_twice(conn: &mut Conn) -> QueryResult<()> {
    let sent: Vec<(ApplicationId, Option<Moment>)> =
        applications::table.select((applications::id, applications::submitted_at)).load(conn)?;
    for (id, at) in sent.into_iter().filter_map(|(id, at)| Some((id, at?))) {
        for (kind, at) in [("offered", at - Duration::days(10)), ("rejected", at)] {
            diesel::insert_into(application_events::table)
                .values((
                    application_events::id.eq(rounds::kit::id::next()),
                    application_events::application_id.eq(id),
                    application_events::state.eq(kind),
                    application_events::note.eq(""),
                    application_events::at.eq(at),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

journey!(an_answer_to_what_was_withdrawn_is_none_to_what_was_sent_again, |world| {
    let cast = Cast::of(&world).await;
    let people =
        ["Ada Marsh", "Bob Pike", "Cy Dent", "Di Holm", "Ed Moss"].map(|name| (name, State::Rejected));
    crowd(&world, cast.listing, &people).await;
    write(&world, answer_twice).await;
    let page = world.visitor("Nobody Here").gets(&public(&cast).await).await;
    page.shows("100%").shows("(5 of 5)").shows("on the day they applied");
});

journey!(how_many_hear_in_time_is_public_from_five_on, |world| {
    let cast = Cast::of(&world).await;
    let public = public(&cast).await;
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
