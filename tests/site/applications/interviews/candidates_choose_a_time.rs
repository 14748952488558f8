//! A candidate takes a time, another one, or none; two never have the same.

use super::*;
use crate::world::journey;

journey!(a_candidate_chooses_changes_and_cancels, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    shortlists(&world).await;
    let round = round(&world, &cast).await;
    invites(&cast, &round, &["Ada Marsh"], &[]).await.is_at(&round).shows("To choose a time");
    let list = ada.gets("/applications").await;
    list.shows("Needs you").shows("Choose a time for your interview").lacks("With the provider");
    let shown = ada.gets(&application).await;
    shown.shows("Invited to an interview").shows("To choose a time");
    let page = ada.follows(&shown, "Choose a time").await;
    page.is(200).shows("Bea Holt, Vi Crane and Dr Ann Lee").shows("Bring your certificate.");
    page.lacks("1 Park Row");
    let own = page.path().to_owned();
    ada.gets(&format!("{own}/calendar.ics")).await.is(404);
    let none = ada.presses(&page, "Take this time", &[]).await;
    none.is(422).shows("Choose a time");
    let (first, second) = (choice(&page, 0), choice(&page, 1));
    let taken = ada.presses(&page, "Take this time", &[("slot", &first)]).await;
    taken.is_at(&own).shows("Your time is arranged").shows("10:00am to 10:30am").shows("1 Park Row");
    ada.presses(&page, "Take this time", &[("slot", &first)]).await.is_at(&own);
    let list = ada.gets("/applications").await;
    list.shows("With the provider").shows("Your interview is on").shows("10:00am").lacks("Needs you");
    assert_eq!(letters(&world, &ada, "Your interview is arranged").await, 1, "pressed twice it is told once");
    // The members on the panel are told, and nobody else.
    for (person, told) in [(&cast.bea, 1), (&cast.vi, 1), (&cast.ed, 0)] {
        assert_eq!(letters(&world, person, "An interview is arranged").await, told, "{}", person.name);
    }
    assert!(!world.letter(&cast.bea, "An interview is arranged").await.text_body.contains("Ada"));

    let before = ada.gets(&format!("{own}/calendar.ics")).await;
    before.is(200);
    let uid = line_of(&before, "UID:");
    assert!(before.source().contains("SEQUENCE:1\r\n") && before.source().contains("METHOD:PUBLISH"));
    let starts =
        clock::london_time(thursday(&world), chrono::NaiveTime::from_hms_opt(10, 0, 0).expect("a time"));
    assert_eq!(line_of(&before, "DTSTART:"), starts.0.format("%Y%m%dT%H%M%SZ").to_string());
    let page = ada.gets(&own).await;
    ada.presses(&page, "Change to this time", &[("slot", &second)]).await.shows("10:30am to 11:00am");
    let after = ada.gets(&format!("{own}/calendar.ics")).await;
    assert_eq!(line_of(&after, "UID:"), uid, "a calendar moves what it has");
    assert!(after.source().contains("SEQUENCE:2\r\n"));
    assert_eq!(letters(&world, &cast.bea, "An interview has another time").await, 1);
    let all = cast.vi.gets(&format!("{round}/calendar.ics")).await;
    assert!(all.source().contains("Ada Marsh") && all.source().contains(&uid));

    let page = ada.follows(&ada.gets(&own).await, "say that you cannot come").await;
    page.shows("10:30am to 11:00am");
    let done = ada.presses(&page, "Yes, cancel the interview", &[]).await;
    done.is_at(&application).shows("The interview is cancelled").shows("Interview cancelled");
    ada.presses(&page, "Yes, cancel the interview", &[]).await.is_at(&application);
    assert_eq!(letters(&world, &cast.bea, "A candidate has cancelled an interview").await, 1);
    assert_eq!(booked(&world).await, 0);
    ada.tries("POST", &own, &[("slot", &first)]).await.is(409).shows("This can no longer be changed");
    cast.bea.gets(&round).await.shows("4 free").shows("Cancelled");
});

journey!(a_time_that_went_meanwhile_says_so_and_offers_what_is_left, |world| {
    let cast = Cast::of(&world).await;
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    applies(&ada, &cast).await;
    applies(&bob, &cast).await;
    shortlists(&world).await;
    let round = round(&world, &cast).await;
    invites(&cast, &round, &["Ada Marsh", "Bob Pike"], &[]).await.shows("Invited 2");
    let (hers, his) = (opens(&world, &ada).await, opens(&world, &bob).await);
    let first = choice(&hers, 0);
    ada.presses(&hers, "Take this time", &[("slot", &first)]).await.shows("Your time is arranged");
    let late = bob.presses(&his, "Take this time", &[("slot", &first)]).await;
    late.is(422).shows("Somebody else has just taken this time. Choose one of those that are left");
    assert_eq!(late.attributes("input[name=slot]", "value").len(), 3);
    assert!(!late.attributes("input[name=slot]", "value").contains(&first));
    bob.presses(&late, "Take this time", &[("slot", &choice(&late, 0))]).await.shows("Your time is arranged");
    // A time that somebody has cannot be taken away.
    let slot = format!("{round}/slots/{first}/removal");
    cast.bea.tries("POST", &slot, &[]).await.is(409).shows("This time has gone");
    // Who withdraws leaves their time to others.
    let own = hers.path().split("/interviews").next().expect("an application").to_owned();
    ada.submits(&format!("{own}/withdrawal"), "Withdraw application", &[]).await.is(200);
    assert_eq!(booked(&world).await, 1);
    bob.gets(his.path()).await.shows("10:00am to 10:30am");
});

/// How many ask for one time at once.
const CROWD: usize = 8;

journey!(many_who_press_at_once_end_with_one_who_has_it, |world| {
    let cast = Cast::of(&world).await;
    let names: Vec<String> =
        (0..CROWD).map(|number| format!("Ada Number{}", (b'a' + number as u8) as char)).collect();
    let mut people = Vec::new();
    for name in &names {
        let person = world.candidate(name).await;
        applies(&person, &cast).await;
        people.push(person);
    }
    shortlists(&world).await;
    let round = round(&world, &cast).await;
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    invites(&cast, &round, &all, &[]).await.shows("Invited 8");
    let mut opened = Vec::new();
    for person in people {
        opened.push((opens(&world, &person).await, person));
    }
    let slot = choice(&opened[0].0, 0);
    let presses = |(page, person): (Page, Person)| {
        let (path, wanted) = (page.path().to_owned(), slot.clone());
        tokio::spawn(async move { person.tries("POST", &path, &[("slot", &wanted)]).await.status })
    };
    let pressing: Vec<_> = opened.into_iter().map(presses).collect();
    let mut answers = Vec::new();
    for one in pressing {
        answers.push(one.await.expect("an answer"));
    }
    answers.sort_unstable();
    assert_eq!(answers, [&[303][..], &[422; CROWD - 1]].concat(), "one has {slot}, and the others are told");
    assert_eq!(booked(&world).await, 1);
});

journey!(both_sides_are_reminded_the_day_before_once, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    agrees(&world, &cast, &ada).await;
    let before = thursday(&world) - Duration::days(1);
    let at = |hour| clock::london_time(before, chrono::NaiveTime::from_hms_opt(hour, 1, 0).expect("a time"));
    world.app.clock.move_to(at(8));
    world.settles().await;
    assert_eq!(letters(&world, &ada, "Your interview is soon").await, 0);
    for hour in [9, 12] {
        world.app.clock.move_to(at(hour));
        world.settles().await;
        for person in [&ada, &cast.bea, &cast.vi] {
            let soon = letters(&world, person, "Your interview is soon").await
                + letters(&world, person, "Interviews soon").await;
            assert_eq!(soon, 1, "{} at {hour}", person.name);
        }
    }
    assert_eq!(letters(&world, &cast.ed, "Interviews soon").await, 0);
});

/// The rest of the first line that begins so.
fn line_of(page: &Page, begins: &str) -> String {
    let source = page.source();
    source.lines().find_map(|line| line.strip_prefix(begins)).unwrap_or_default().to_owned()
}
