//! Offers: made after a look, answered, taken back, and ended by the clock.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use chrono::NaiveDate;
use rounds::applications::{ApplicationId, State};
use rounds::schema::{applications, letters as letter_rows, offers};

pub async fn state_of(world: &World) -> State {
    world.app.read(|conn| applications::table.select(applications::state).first(conn)).await.expect("a state")
}

async fn made(world: &World) -> i64 {
    world.app.read(|conn| offers::table.count().get_result(conn)).await.expect("a count")
}

/// Shortlisted, and offered the job until in eight days.
pub async fn offered(world: &World, cast: &Cast, ada: &Person) -> String {
    let application = applies(ada, cast).await;
    let read = cast.desk(&application);
    cast.bea.submits(&read, "Shortlist", &[]).await.is(200);
    let page = cast.bea.gets(&format!("{read}/offer")).await;
    let until = (world.app.clock.today() + Duration::days(8)).to_string();
    let fields = [("Pay", "£40,000 a year"), ("The offer can be answered until the end of", until.as_str())];
    let page = cast.bea.presses(&page, "See the offer and the letter", &fields).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is_at(&read).shows("Offer made");
    application
}

journey!(an_offer_is_seen_before_it_goes, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let read = cast.desk(&application);
    let page = cast.bea.submits(&read, "Shortlist", &[]).await;
    let page = cast.bea.follows(&page, "Make an offer").await;
    let wrong =
        [("Pay", ""), ("The offer can be answered until the end of", "2020-01-01"), ("Start", "2020-01-01")];
    let page = cast.bea.presses(&page, "See the offer and the letter", &wrong).await;
    page.is(422)
        .shows("Say what you pay")
        .shows("Give the candidate until tomorrow at the least")
        .shows("Enter a start date that has not passed");
    let (start, until) =
        (world.app.clock.today() + Duration::days(40), world.app.clock.today() + Duration::days(7));
    let (start_typed, until_typed) = (start.to_string(), until.to_string());
    let fields = [
        ("Pay", "£40,000 a year for 37.5 hours"),
        ("Start", start_typed.as_str()),
        ("On condition of", "An enhanced DBS check"),
        ("Other conditions", "A driving licence\n\nYour own boots"),
        ("More about the offer", "We would be glad.\n\nTruly."),
        ("The offer can be answered until the end of", until_typed.as_str()),
    ];
    let preview = cast.bea.presses(&page, "See the offer and the letter", &fields).await;
    preview
        .is(200)
        .shows("Make this offer?")
        .shows("You have an offer: Theatre nurse")
        .shows("Dear Ada Marsh");
    preview.shows("An enhanced DBS check").shows("Your own boots").shows(&clock::day_words(start));
    assert_eq!(letters(&world, &ada, "You have an offer").await, 0, "nothing goes before it is said so");
    let again = cast.bea.presses(&preview, "Change it", &[]).await;
    assert_eq!(
        again.form("See the offer and the letter").value("Pay").as_deref(),
        Some("£40,000 a year for 37.5 hours")
    );
    let sent = cast.bea.presses(&preview, "Make the offer and email them", &[]).await;
    sent.is_at(&read).shows("Offer made");
    cast.bea.presses(&preview, "Make the offer and email them", &[]).await.is_at(&read);
    assert_eq!(
        (made(&world).await, letters(&world, &ada, "You have an offer").await),
        (1, 1),
        "pressed twice"
    );
    let other = cast.ed.presses(&again, "See the offer and the letter", &[("Pay", "£1")]).await;
    let other = cast.ed.presses(&other, "Make the offer and email them", &[]).await;
    other.is(409).shows("has moved on");

    let letter = world.letter(&ada, "You have an offer").await;
    assert!(
        !letter.text_body.contains("40,000") && letter.text_body.contains("11:59pm"),
        "{}",
        letter.text_body
    );
    let page = ada.gets(&world.link_in(&letter)).await;
    page.is_at(&format!("{application}/offer"))
        .shows("£40,000 a year for 37.5 hours")
        .shows("A driving licence");
    let page = ada.follows(&page, "Accept the offer").await;
    page.shows("Accept this offer?").shows("Wait to give notice elsewhere");
    let done = ada.presses(&page, "Yes, accept the offer", &[]).await;
    done.is_at(&application).shows("You have accepted the offer");
    ada.presses(&page, "Yes, accept the offer", &[]).await.is_at(&application);
    assert_eq!(letters(&world, &cast.bea, "Your offer was accepted").await, 1);
    ada.gets(&format!("{application}/offer")).await.shows("You have accepted this offer").lacks("Decline it");
});

journey!(a_candidate_declines_and_may_say_why, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = offered(&world, &cast, &ada).await;
    let page = ada.gets(&format!("{application}/offer")).await;
    let page = ada.follows(&page, "Decline it").await;
    let long = "word ".repeat(500);
    let page = ada.presses(&page, "Yes, decline the offer", &[("A few words more", &long)]).await;
    page.is(422).shows("This must be 2000 characters or fewer");
    let fields = [("Why?", "The hours do not suit me"), ("A few words more", "Thank you all the same.")];
    let done = ada.presses(&page, "Yes, decline the offer", &fields).await;
    done.is_at(&application).shows("You have declined the offer");
    ada.presses(&page, "Yes, decline the offer", &fields).await.is_at(&application);
    let other = [("A few words more", "I have thought again.")];
    ada.presses(&page, "Yes, decline the offer", &other).await.is(409).shows("has moved on");
    let page = cast.bea.gets(&cast.desk(&application)).await;
    page.shows("The hours do not suit me").shows("Thank you all the same.");
    let letter = world.letter(&cast.bea, "Your offer was declined").await;
    assert!(!letter.text_body.contains("hours"));
});

journey!(a_provider_takes_an_offer_back_with_a_reason, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = offered(&world, &cast, &ada).await;
    let read = cast.desk(&application);
    let page = cast.bea.follows(&cast.bea.gets(&read).await, "Withdraw the offer").await;
    let button = "Withdraw the offer and email them";
    let page = cast.bea.presses(&page, button, &[]).await;
    page.is(422).shows("Choose the reason that the candidate will read");
    let mistake = [("Reason", "The offer had a mistake: we make you another one")];
    let done = cast.bea.presses(&page, button, &mistake).await;
    done.is_at(&read).shows("The offer is withdrawn").shows("Make an offer");
    cast.bea.presses(&page, button, &mistake).await.is_at(&read);
    let others = [mistake[0], ("A few words more", "The pay was wrong.")];
    cast.ed.presses(&page, button, &others).await.is(409).shows("has moved on");
    assert_eq!(
        (state_of(&world).await, letters(&world, &ada, "Your offer is withdrawn").await),
        (State::Shortlisted, 1)
    );
    ada.tries("POST", &format!("{application}/offer/acceptance"), &[]).await.is(409);
    ada.gets(&format!("{application}/offer")).await.shows("This offer has ended").lacks("Accept the offer");

    // Another one follows, is accepted, and a check fails.
    let page_ = cast.bea.gets(&format!("{read}/offer")).await;
    let preview = cast.bea.presses(&page_, "See the offer and the letter", &[("Pay", "£41,000")]).await;
    cast.bea.presses(&preview, "Make the offer and email them", &[]).await.is(200);
    ada.gets(&format!("{application}/offer")).await.shows("£41,000").lacks("£40,000");
    ada.submits(&format!("{application}/offer/acceptance"), "Yes, accept the offer", &[]).await.is(200);
    let page = cast.bea.gets(&format!("{read}/offer/withdrawal")).await;
    page.shows("may have given notice elsewhere");
    cast.bea.presses(&page, button, &mistake).await.is(422).shows("Agree on a change by message instead");
    let failed = [("Reason", "An employment check was not passed"), ("A few words more", "We are sorry.")];
    cast.bea.presses(&page, button, &failed).await.is_at(&read).shows("Not successful");
    let letter = world.letter(&ada, "Your offer is withdrawn").await;
    assert!(
        letter.text_body.contains("An employment check was not passed")
            && letter.text_body.contains("We are sorry.")
    );
    ada.gets(&application).await.shows("Offer withdrawn").shows("We are sorry.");
});

/// Takes the offer back after a mistake, and makes another one.
async fn replaces(member: &Person, read: &str, pay: &str) {
    let mistake = [("Reason", "The offer had a mistake: we make you another one")];
    let withdrawal = format!("{read}/offer/withdrawal");
    member.submits(&withdrawal, "Withdraw the offer and email them", &mistake).await.is_at(read);
    let page =
        member.submits(&format!("{read}/offer"), "See the offer and the letter", &[("Pay", pay)]).await;
    member.presses(&page, "Make the offer and email them", &[]).await.is_at(read).shows("Offer made");
}

journey!(what_is_answered_is_the_offer_that_was_read, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = offered(&world, &cast, &ada).await;
    let read = cast.desk(&application);
    let accepting = ada.gets(&format!("{application}/offer/acceptance")).await;
    accepting.shows("£40,000");
    let declining = ada.gets(&format!("{application}/offer/refusal")).await;
    let withdrawing = cast.bea.gets(&format!("{read}/offer/withdrawal")).await;
    replaces(&cast.ed, &read, "£38,000 a year").await;
    let late = ada.presses(&accepting, "Yes, accept the offer", &[]).await;
    late.is(409).shows("There is another offer now");
    ada.follows(&late, "Read the offer that stands").await.is(200).shows("£38,000").shows("Accept the offer");
    ada.presses(&declining, "Yes, decline the offer", &[]).await.is(409).shows("There is another offer now");
    let other = [("Reason", "An employment check was not passed")];
    let late = cast.bea.presses(&withdrawing, "Withdraw the offer and email them", &other).await;
    late.is(409).shows("There is another offer now");
    assert_eq!(state_of(&world).await, State::Offered);
    let right = ada.gets(&format!("{application}/offer/acceptance")).await;
    for _ in 0..2 {
        ada.presses(&right, "Yes, accept the offer", &[]).await.is_at(&application).shows("Offer accepted");
    }
    // The page of the first offer does not say that this one was accepted there.
    ada.presses(&accepting, "Yes, accept the offer", &[]).await.is(409).shows("This offer has ended");
    assert_eq!(letters(&world, &cast.bea, "Your offer was accepted").await, 1);
});

journey!(an_offer_that_nobody_answers_ends_on_its_day, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = offered(&world, &cast, &ada).await;
    let last = clock::end_of_london_day(world.app.clock.today() + Duration::days(8));
    let soon = "Your offer ends on";
    for (hours, reminders) in [(49, 0), (48, 1), (24, 1)] {
        world.app.clock.move_to(last - Duration::hours(hours));
        world.settles().await;
        assert_eq!(letters(&world, &ada, soon).await, reminders, "{hours} hours before");
    }
    world.app.clock.move_to(last - Duration::minutes(1));
    world.settles().await;
    ada.signs_in().await;
    let page = ada.gets(&format!("{application}/offer/acceptance")).await;
    page.is(200);
    // The clock has not noticed yet, and it is too late all the same.
    world.app.clock.move_to(last);
    ada.presses(&page, "Yes, accept the offer", &[]).await.is(409).shows("This offer has ended");
    assert_eq!(state_of(&world).await, State::Offered);
    for _ in 0..2 {
        world.settles().await;
        assert_eq!(state_of(&world).await, State::Shortlisted);
    }
    assert_eq!(letters(&world, &ada, "Your offer has ended").await, 1);
    for (person, told) in [(&cast.bea, 1), (&cast.ed, 1), (&cast.vi, 0)] {
        assert_eq!(letters(&world, person, "Nobody answered your offer").await, told, "{}", person.name);
    }
    ada.gets(&application).await.shows("Offer ended without an answer");
    // It may be made once more.
    cast.bea.signs_in().await;
    let page = cast.bea.gets(&cast.desk(&format!("{application}/offer"))).await;
    let page = cast.bea.presses(&page, "See the offer and the letter", &[("Pay", "£42,000")]).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is(200);
    ada.submits(&format!("{application}/offer/acceptance"), "Yes, accept the offer", &[]).await.is(200);
});

journey!(hundreds_of_offers_are_minded_in_several_steps, |world| {
    let cast = Cast::of(&world).await;
    let many: Vec<(&str, State)> = (0..210).map(|_| ("Guy Hall", State::Offered)).collect();
    let ids = crowd(&world, cast.listing, &many).await;
    let (made, until) = (world.app.clock.now(), world.app.clock.today() + Duration::days(7));
    let ends = clock::end_of_london_day(until);
    write(&world, move |conn| ids.iter().try_for_each(|id| has_offer(conn, *id, made, until))).await;
    world.app.clock.move_to(ends - Duration::hours(24));
    world.settles().await;
    assert_eq!(sent(&world, "applications.offer-ends-soon").await, 210);
    world.app.clock.move_to(ends);
    world.settles().await;
    assert_eq!(sent(&world, "applications.offer-ended").await, 210);
    let open =
        |conn: &mut Conn| offers::table.filter(offers::state.eq("open")).count().get_result::<i64>(conn);
    assert_eq!(world.app.read(open).await.expect("a count"), 0);
});

/// Letters of this kind to anybody.
async fn sent(world: &World, about: &'static str) -> i64 {
    let count = world
        .app
        .read(move |conn| letter_rows::table.filter(letter_rows::about.eq(about)).count().get_result(conn));
    count.await.expect("a count")
}

fn has_offer(conn: &mut Conn, id: ApplicationId, made: Moment, until: NaiveDate) -> QueryResult<()> {
    diesel::insert_into(offers::table)
        .values((
            offers::id.eq(rounds::kit::id::next()),
            offers::application_id.eq(id),
            offers::state.eq("open"),
            offers::pay.eq("£1"),
            offers::words.eq(""),
            offers::expires_on.eq(until),
            offers::expires_at.eq(clock::end_of_london_day(until)),
            offers::reminded.eq(false),
            offers::made_at.eq(made),
            offers::reason_words.eq(""),
        ))
        .execute(conn)
        .map(drop)
}
