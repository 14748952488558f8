//! A provider arranges a round, adds its times, and changes what was agreed.

use super::*;
use crate::world::journey;

journey!(a_round_is_arranged_and_its_mistakes_are_said, |world| {
    let cast = Cast::of(&world).await;
    let table = cast.bea.gets(&cast.table()).await;
    let none = cast.bea.follows(&table, "Interviews for this listing").await;
    let page = cast.bea.follows(&none, "Arrange interviews").await;
    let page = cast.bea.presses(&page, "Continue to the times", &[("Name of this round", " ")]).await;
    page.is(422)
        .shows("Say what this round is called")
        .shows("Choose how you meet")
        .shows("Enter where to come to");
    let fields = [
        ("Name of this round", "First"),
        ("How do you meet?", "By video"),
        ("Where", "https://video.example/x"),
    ];
    let made = cast.bea.presses(&page, "Continue to the times", &fields).await;
    let slots = made.path().to_owned();
    cast.bea.presses(&page, "Continue to the times", &fields).await.is_at(&slots);
    cast.bea.gets(none.path()).await.shows("First").shows("0 times, 0 free");

    // Back, another place, and on: it is the same round, in that place.
    let elsewhere =
        [fields[0], fields[1], ("Where", "https://video.example/y"), ("Who interviews", "Vi Crane")];
    cast.bea.presses(&page, "Continue to the times", &elsewhere).await.is_at(&slots);
    let round = slots.trim_end_matches("/slots");
    cast.bea.gets(round).await.shows("https://video.example/y").lacks("video.example/x").shows("Vi Crane");
    assert_eq!(cast.bea.gets(none.path()).await.text().matches("0 times, 0 free").count(), 1);
    // A number that is another provider's makes a round of one's own.
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    let theirs = listing(&world, other, "Their nurse").await;
    let number = round.rsplit('/').next().expect("a number");
    let made_there = mallory
        .tries(
            "POST",
            &format!("/desk/{other}/listings/{theirs}/interviews/new"),
            &[("title", "Mine"), ("manner", "phone"), ("place", "We ring"), ("number", number)],
        )
        .await;
    let led = made_there.header("location").to_owned();
    assert!(made_there.status == 303 && !led.contains(number), "{led}");
    mallory.gets(&led).await.is(200).shows("Mine");
    cast.bea.gets(round).await.shows("First").lacks("We ring");

    let wrong = [("First day", "2020-01-01"), ("The first begins at", "ten"), ("Length of each", "0")];
    let page = cast.bea.presses(&made, "Add these times", &wrong).await;
    page.is(422)
        .shows("Enter a day that has not passed")
        .shows("Enter a time of day, like 9:30 or 2pm")
        .shows("Enter a number of minutes from 5 to 480");
    let day = thursday(&world).to_string();
    let right = [
        ("First day", day.as_str()),
        ("The first begins at", "2pm"),
        ("The last has ended by", "15:00"),
        ("Length of each", "20"),
        ("Pause between two", "10"),
    ];
    let round = cast.bea.presses(&page, "Add these times", &right).await;
    round.is(200).shows("2 times added").shows("2:00pm to 2:20pm").shows("2:30pm to 2:50pm");
    cast.bea.presses(&page, "Add these times", &right).await.shows("These times were there already");
    let across = [("The first begins at", "2:10pm"), ("The last has ended by", "16:00"), right[3], right[4]];
    let across: Vec<_> = right[..1].iter().chain(&across).copied().collect();
    let page = cast.bea.presses(&page, "Add these times", &across).await;
    page.shows("2 times added. 2 overlap times that were there, and are left out").shows("3:10pm to 3:30pm");
    for time in ["3:10pm", "3:40pm"] {
        let page = cast.bea.gets(page.path()).await;
        let own = page.all("main button").into_iter().find(|words| words.contains(time)).expect("a button");
        cast.bea.presses(&page, &own, &[]).await.is(200);
    }
    let round = cast.bea.gets(round.path()).await;
    let buttons = round.all("main button");
    let first = buttons.iter().find(|words| words.starts_with("Take away")).expect("a button");
    let left = cast.bea.presses(&round, first, &[]).await;
    left.is(200).shows("1 free").lacks("2:00pm to 2:20pm");
});

journey!(what_was_agreed_is_moved_changed_and_cancelled_with_letters, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let Agreed { application, round, own } = agrees(&world, &cast, &ada).await;

    let page = cast.bea.gets(&round).await;
    let page = cast.bea.follows(&page, "Change or cancel").await;
    page.is(200).shows("Ada Marsh").shows("10:00am to 10:30am");
    let none = cast.bea.presses(&page, "Change the time and email them", &[]).await;
    none.is(422).shows("Choose the other time");
    let none = cast.bea.presses(&page, "Cancel it and email them", &[]).await;
    none.is(422).shows("Say why you cancel it: the candidate reads it");
    let other = page.all("#slot option").into_iter().find(|words| words.contains("11:30am")).expect("a time");
    let fields = [("The other time", other.as_str()), ("Why", "Our theatre is busy.")];
    let moved = cast.bea.presses(&page, "Change the time and email them", &fields).await;
    moved.is_at(&round).shows("They have another time").shows("3 free");
    cast.bea.presses(&page, "Change the time and email them", &fields).await.is_at(&round);
    assert_eq!(
        letters(&world, &ada, "Your interview has another time").await,
        1,
        "pressed twice it is told once"
    );
    // Whoever sits there hears of it, but for the one who did it.
    for (person, told) in [(&cast.bea, 0), (&cast.vi, 1), (&cast.ed, 0)] {
        assert_eq!(letters(&world, person, "An interview has another time").await, told, "{}", person.name);
    }
    let letter = world.letter(&cast.vi, "An interview has another time").await;
    assert!(letter.text_body.contains("Bea Holt has given an interview another time."));
    assert!(letter.text_body.contains("11:30am") && letter.text_body.contains("10:00am to 10:30am"));
    // What a colleague says of the same time reaches nobody, and does not seem to.
    let others = [("The other time", other.as_str()), ("Why", "Our lift is broken.")];
    let late = cast.ed.presses(&page, "Change the time and email them", &others).await;
    late.is(409).shows("They have this time already").shows("What you wrote was not sent");
    let letter = world.letter(&ada, "Your interview has another time").await;
    assert!(letter.text_body.contains("11:30am") && letter.text_body.contains("Our theatre is busy."));
    ada.gets(&own).await.shows("11:30am to 12:00pm");
    ada.gets(&application).await.shows("Our theatre is busy.").lacks("Our lift is broken.");

    let edit = format!("{round}/edit");
    cast.bea
        .submits(&edit, "Save", &[("Where", "Larkfield House, room 4")])
        .await
        .is_at(&round)
        .shows("room 4");
    let letter = world.letter(&ada, "Your interview has changed").await;
    assert!(letter.text_body.contains("room 4"));
    let letter = world.letter(&cast.vi, "Interviews have changed").await;
    assert!(letter.text_body.contains("11:30am"), "{}", letter.text_body);
    assert_eq!(letters(&world, &cast.bea, "Interviews have changed").await, 0);
    cast.bea.submits(&edit, "Save", &[("Name of this round", "Meeting")]).await.is(200);
    assert_eq!(
        letters(&world, &ada, "Your interview has changed").await,
        1,
        "its name alone changes nothing"
    );

    let fields = [("Why you cancel it", "We have filled the role.")];
    let gone = cast.bea.presses(&page, "Cancel it and email them", &fields).await;
    gone.is_at(&round).shows("Cancelled. We have emailed them").shows("4 free");
    cast.bea.presses(&page, "Cancel it and email them", &fields).await.is_at(&round);
    for (person, told) in [(&cast.bea, 0), (&cast.vi, 1), (&cast.ed, 0)] {
        assert_eq!(letters(&world, person, "An interview is cancelled").await, told, "{}", person.name);
    }
    let others = [("Why you cancel it", "Our ward is closed.")];
    let late = cast.ed.presses(&page, "Cancel it and email them", &others).await;
    late.is(409).shows("This can no longer be changed");
    assert_eq!(letters(&world, &ada, "Your interview is cancelled").await, 1);
    let page = ada.gets(&application).await;
    page.shows("Interview cancelled").shows("We have filled the role.").shows("Interview has another time");
    ada.gets(&own).await.is(200).shows("Cancelled").lacks("Take this time");
    let ics = ada.gets(&format!("{own}/calendar.ics")).await.source();
    assert!(ics.contains("METHOD:CANCEL") && ics.contains("SEQUENCE:4"), "{ics}");
    // They can be invited again.
    invites(&cast, &round, &["Ada Marsh"], &[]).await.shows("Invited 1");
    let page = ada.gets(&own).await;
    page.shows("Choose a time").lacks("Add it to your calendar");
    // Until they choose, the time that was agreed before is no time.
    let both = [(&ada, format!("{own}/calendar.ics")), (&cast.bea, format!("{round}/calendar.ics"))];
    for (person, path) in &both {
        let ics = person.gets(path).await.source();
        assert!(ics.contains("STATUS:CANCELLED") && !ics.contains("STATUS:CONFIRMED"), "{ics}");
    }
    ada.presses(&page, "Take this time", &[("slot", &choice(&page, 1))]).await.shows("10:30am to 11:00am");
    for (person, path) in &both {
        let ics = person.gets(path).await.source();
        assert!(ics.contains("STATUS:CONFIRMED") && ics.contains("SEQUENCE:5"), "{ics}");
    }
});

journey!(an_agreed_time_is_moved_and_cancelled_after_an_offer_too, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let Agreed { round, own, .. } = agrees(&world, &cast, &ada).await;
    write(&world, |conn| {
        diesel::update(applications::table).set(applications::state.eq(State::Offered)).execute(conn)
    })
    .await;
    let page = ada.gets(&own).await;
    ada.presses(&page, "Change to this time", &[("slot", &choice(&page, 0))]).await.shows("10:30am");
    let page = cast.bea.follows(&cast.bea.gets(&round).await, "Change or cancel").await;
    page.shows("10:30am to 11:00am").shows("The offer that you made this person stands");
    let why = [("Why you cancel it", "We know enough.")];
    cast.bea.presses(&page, "Cancel it and email them", &why).await.is_at(&round).shows("4 free");
    let letter = world.letter(&ada, "Your interview is cancelled").await;
    assert!(letter.text_body.contains("The offer that it made you stands."), "{}", letter.text_body);
});

/// Of these people each takes a time of the round; gives the addresses of their applications.
async fn each_has_a_time(world: &World, cast: &Cast, people: &[Person]) -> Vec<String> {
    let mut applications = Vec::new();
    for person in people {
        applications.push(applies(person, cast).await);
    }
    shortlists(world).await;
    let round = round(world, cast).await;
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    invites(cast, &round, &names, &[]).await.is(200);
    for person in people {
        let page = opens(world, person).await;
        person.presses(&page, "Take this time", &[("slot", &choice(&page, 0))]).await.is(200);
    }
    applications
}

journey!(nobody_waits_for_somebody_whose_application_has_ended, |world| {
    let cast = Cast::of(&world).await;
    let mut people = Vec::new();
    for name in ["Ada Marsh", "Bob Pike", "Cy Vance"] {
        people.push(world.candidate(name).await);
    }
    let applications = each_has_a_time(&world, &cast, &people).await;
    assert_eq!(booked(&world).await, 3);
    let off = "An interview is cancelled";
    let told = async |words: &str, want: [usize; 3]| {
        for (person, want) in [&cast.bea, &cast.vi, &cast.ed].into_iter().zip(want) {
            let letters = world.letters_to(person).await;
            let of = letters.iter().filter(|one| one.subject.contains(off) && one.text_body.contains(words));
            assert_eq!(of.count(), want, "{words} to {}", person.name);
        }
    };
    let [ada, bob, cy] = people.as_slice() else { panic!("three people") };
    ada.submits(&format!("{}/withdrawal", applications[0]), "Withdraw application", &[]).await.is(200);
    told("The candidate has withdrawn their application.", [1, 1, 0]).await;
    ada.gets(&applications[0]).await.shows("Interview cancelled");
    // Who rejects somebody knows; the others who sit there are told.
    let rejection = cast.desk(&format!("{}/rejection", applications[1]));
    let reason = [("Reason", "The position has been filled")];
    cast.bea.submits(&rejection, "Reject and email the candidate", &reason).await.is(200);
    told("The application is not taken further.", [0, 1, 0]).await;
    cast.bea
        .gets(&cast.desk(&applications[1]))
        .await
        .shows("Interview cancelled")
        .shows("10:30am to 11:00am");
    assert_eq!(letters(&world, bob, "Your interview is cancelled").await, 0, "one letter says it");
    // Who accepts an offer hears that they need not come.
    let offer = cast.desk(&format!("{}/offer", applications[2]));
    let page = cast.bea.submits(&offer, "See the offer and the letter", &[("Pay", "£40,000")]).await;
    cast.bea.presses(&page, "Make the offer and email them", &[]).await.is(200);
    assert_eq!(booked(&world).await, 1);
    let acceptance = format!("{}/offer/acceptance", applications[2]);
    cy.submits(&acceptance, "Yes, accept the offer", &[]).await.is(200).shows("Interview cancelled");
    told("The candidate has accepted your offer.", [1, 1, 0]).await;
    let letter = world.letter(cy, "Your interview is cancelled").await;
    assert!(letter.text_body.contains("so this interview does not take place"), "{}", letter.text_body);
    assert_eq!(booked(&world).await, 0);
});
