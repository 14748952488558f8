//! Candidates and providers write to one another.

use super::crowd::crowd;
use super::*;
use crate::world::journey;
use rounds::applications::model::MessageId;
use rounds::applications::{ApplicationId, State};
use rounds::schema::{application_messages, applications};

fn thread(application: &str) -> String {
    format!("{application}/messages")
}

async fn kept(world: &World) -> i64 {
    world.app.read(|conn| application_messages::table.count().get_result(conn)).await.expect("a count")
}

async fn writes(person: &Person, path: &str, words: &str) -> Page {
    person.submits(path, "Send", &[("Your message", words)]).await
}

journey!(both_sides_write_and_each_is_told_once_until_they_read, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let (own, desk) = (thread(&application), cast.desk(&thread(&application)));
    let page = cast.bea.gets(&cast.desk(&application)).await;
    let form = cast.bea.follows(&page, "Messages with this person").await;
    assert_eq!(form.status, 200);
    let form = cast.bea.gets(&desk).await;
    form.shows("Nothing has been written yet");
    let words = "Can you come on Tuesday?\n\nSee https://larkfield.example/map, <b>please</b>.";
    let sent = cast.bea.presses(&form, "Send", &[("Your message", words)]).await;
    sent.is_at(&desk).shows("Your message is sent").shows("Not read yet").shows("<b>please</b>");
    assert_eq!(
        sent.attributes(".thread a", "href"),
        ["https://larkfield.example/map"],
        "an address is a link, and nothing else is"
    );
    cast.bea.presses(&form, "Send", &[("Your message", words)]).await.is_at(&desk);
    assert_eq!(kept(&world).await, 1, "pressed twice it is one message");
    writes(&cast.ed, &desk, "Or on Thursday?").await.shows("Ed Lowe, Larkfield Surgical");

    assert_eq!(letters(&world, &ada, "A message about your application").await, 1, "one for both");
    let letter = world.letter(&ada, "A message about your application").await;
    for words in ["Tuesday", "larkfield.example", "Bea", "Thursday"] {
        assert!(!letter.text_body.contains(words) && !letter.html_body.contains(words), "{words}");
    }
    ada.gets(&application).await.shows("2 new");
    let page = ada.gets(&world.link_in(&letter)).await;
    page.is_at(&own).shows("Bea Holt, Larkfield Surgical").shows("Or on Thursday?");
    assert_eq!(page.all(".thread .govuk-tag").len(), 2, "both are new");
    assert_eq!(ada.gets(&own).await.all(".thread .govuk-tag").len(), 0, "and then they are not");
    cast.bea.gets(&desk).await.lacks("Not read yet");

    // Read: the next one is told again.
    writes(&cast.bea, &desk, "Third").await.is(200);
    assert_eq!(letters(&world, &ada, "A message about your application").await, 2);

    writes(&ada, &own, "Tuesday it is.").await.shows("Your message is sent").shows("You");
    writes(&ada, &own, "At ten?").await.is(200);
    for (person, told) in [(&cast.bea, 1), (&cast.ed, 1), (&cast.vi, 0)] {
        assert_eq!(letters(&world, person, "A candidate has written to you").await, told, "{}", person.name);
    }
    let letter = world.letter(&cast.bea, "A candidate has written to you").await;
    assert!(!letter.text_body.contains("Ada") && !letter.text_body.contains("Tuesday"));
    cast.bea.gets(&cast.desk("")).await.shows("1 person has written to you");
    let list = cast.bea.gets(&cast.desk("/messages")).await;
    list.shows("Ada Marsh").shows("2 new").shows("They wrote");
    cast.bea.follows(&list, "Ada Marsh").await.is_at(&desk).shows("At ten?");
    cast.bea.gets(&cast.desk("/messages")).await.lacks("2 new");
    // What Bea has read, Ed has not.
    cast.ed.gets(&cast.desk("/messages")).await.shows("2 new");
});

/// Each of them writes once, in this order, and the first of them once before.
async fn each_writes(world: &World, ids: &[ApplicationId]) {
    let now = world.app.clock.now();
    let writers: Vec<ApplicationId> = ids.first().into_iter().chain(ids).copied().collect();
    write(world, move |conn| {
        for (number, id) in (1_i64..).zip(&writers) {
            diesel::insert_into(application_messages::table)
                .values((
                    application_messages::id.eq(MessageId::new()),
                    application_messages::application_id.eq(*id),
                    application_messages::side.eq("candidate"),
                    application_messages::number.eq(number),
                    application_messages::words.eq("Hello"),
                    application_messages::at.eq(now),
                ))
                .execute(conn)?;
        }
        Ok(())
    })
    .await;
}

journey!(conversations_are_listed_some_at_a_time, |world| {
    let cast = Cast::of(&world).await;
    let names: Vec<String> = (0..32).map(|at| format!("Person {at:02}")).collect();
    let people: Vec<_> = names.iter().map(|name| (name.as_str(), State::Submitted)).collect();
    each_writes(&world, &crowd(&world, cast.listing, &people).await).await;
    cast.bea.gets(&cast.desk("")).await.shows("32 people have written to you");
    let first = cast.bea.gets(&cast.desk("/messages")).await;
    let lines = first.all(".govuk-task-list__item");
    assert_eq!(lines.len(), 30);
    assert!(lines[0].contains("Person 31") && lines[0].contains("1 new"), "{}", lines[0]);
    let second = cast.bea.gets(&cast.desk("/messages?page=2")).await.all(".govuk-task-list__item");
    assert_eq!(second.len(), 2);
    assert!(second[1].contains("Person 00") && second[1].contains("2 new"), "{}", second[1]);
    assert!(cast.bea.gets(&cast.desk("/messages?page=3")).await.all(".govuk-task-list__item").is_empty());
});

journey!(a_form_that_is_gone_back_to_and_changed_is_another_message, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let (own, desk) = (thread(&application), cast.desk(&thread(&application)));
    for (person, path, many) in [(&cast.bea, &desk, 2), (&ada, &own, 4)] {
        let form = person.gets(path).await;
        for words in ["At ten?", "At eleven?", "At eleven?", "At ten?"] {
            let sent = person.presses(&form, "Send", &[("Your message", words)]).await;
            sent.is_at(path).shows("Your message is sent").shows(words);
        }
        assert_eq!(kept(&world).await, many, "each of the two once");
    }
});

journey!(a_message_is_there_and_is_not_too_long, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let own = thread(&applies(&ada, &cast).await);
    let page = writes(&ada, &own, " \n ").await;
    page.is(422).shows("Write your message");
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    let long = "word ".repeat(801);
    let page = ada.presses(&page, "Send", &[("Your message", &long)]).await;
    page.is(422).shows("Your message has 4,004 characters. It must have 4,000 or fewer");
    assert_eq!(page.form("Send").value("Your message").map(|typed| typed.trim().len()), Some(4004));
    ada.presses(&page, "Send", &[("Your message", "word")]).await.is_at(&own).shows("Your message is sent");
    assert_eq!(kept(&world).await, 1);
});

journey!(while_names_are_hidden_messages_do_not_tell_them, |world| {
    let cast = Cast::of(&world).await;
    let listing = blind_listing(&world, cast.provider, "Recovery nurse").await;
    let cast = Cast { listing, ..cast };
    let ada = world.candidate("Ada Marsh").await;
    let application = applies(&ada, &cast).await;
    let words = "I am Ada Marsh, ada.marsh@example.org, https://cv.example/ada. May I ask about nights?";
    writes(&ada, &thread(&application), words).await.shows("https://cv.example/ada");
    let desk = cast.desk(&thread(&application));
    for path in [&desk, &cast.desk("/messages")] {
        let page = cast.bea.gets(path).await;
        page.is(200).shows("Applicant ");
        for private in ["Ada", "Marsh", "ada.marsh", "cv.example"] {
            assert!(!page.source().contains(private), "{private} on {path}");
        }
    }
    let page = cast.bea.gets(&desk).await;
    page.shows("I am [name] [name], [address], [address]. May I ask about nights?");
    cast.bea.submits(&cast.desk(&application), "Shortlist", &[]).await.is(200);
    cast.bea.gets(&desk).await.shows("Ada Marsh").shows("https://cv.example/ada");
});

journey!(nobody_writes_when_there_is_nothing_to_say, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let (own, desk) = (thread(&application), cast.desk(&thread(&application)));
    let fields = [("words", "Hello"), ("number", "5")];
    ada.gets(&own).await.is(409);
    ada.tries("POST", &own, &fields).await.is(409);
    cast.bea.tries("POST", &desk, &fields).await.is(404);
    fills_in(&ada, &application).await;
    applies(&ada, &cast).await;
    for (state, open) in [
        (State::Submitted, true),
        (State::Shortlisted, true),
        (State::Offered, true),
        (State::Accepted, true),
        (State::Rejected, true),
        (State::Declined, false),
        (State::Withdrawn, false),
    ] {
        write(&world, move |conn| {
            diesel::update(applications::table).set(applications::state.eq(state)).execute(conn)
        })
        .await;
        for (number, (person, path)) in [(&ada, &own), (&cast.bea, &desk)].into_iter().enumerate() {
            let number = format!("{}", 10 + number + 10 * state as usize);
            let fields = [("words", "Hello"), ("number", number.as_str())];
            person.tries("POST", path, &fields).await.is(if open { 303 } else { 409 });
            let page = person.gets(path).await;
            assert_eq!(page.all("textarea").len(), usize::from(open), "{state}");
            assert_eq!(page.text().contains("No more can be written"), !open, "{state}");
        }
    }
    assert_eq!(kept(&world).await, 10);
    write(&world, |conn| {
        diesel::update(applications::table).set(applications::state.eq(State::Rejected)).execute(conn)
    })
    .await;
    world.app.clock.move_by(Duration::days(29));
    ada.signs_in().await;
    ada.gets(&own).await.is(200).shows("Messages are taken for four weeks");
    ada.tries("POST", &own, &[("words", "Hello"), ("number", "77")]).await.is(409);
});

journey!(messages_are_between_two, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let application = applies(&ada, &cast).await;
    let (own, desk) = (thread(&application), cast.desk(&thread(&application)));
    writes(&cast.bea, &desk, "Only for Ada").await.is(200);
    let mallory = world.member("Mallory Fox").await;
    let other = provider(&world, "Otherwood Clinic").await;
    joins(&world, &mallory, other, "owner").await;
    leaves(&world, &cast.ed, cast.provider).await;
    let nobody = world.visitor("Nobody Here");
    let fields = [("words", "Mine"), ("number", "5")];
    for method in ["GET", "POST"] {
        eve.tries(method, &own, &fields).await.is(404);
        cast.bea.tries(method, &own, &fields).await.is(403);
        ada.tries(method, &desk, &fields).await.is(403);
        for person in [&mallory, &cast.ed] {
            person.tries(method, &desk, &fields).await.is(404);
        }
        mallory.tries(method, &format!("/desk/{other}{}", thread(&application)), &fields).await.is(404);
        for path in [&own, &desk] {
            let page = nobody.tries(method, path, &fields).await;
            assert!(page.status == 303 && page.header("location").starts_with("/sign-in"), "{method} {path}");
        }
    }
    mallory.gets(&format!("/desk/{other}/messages")).await.is(200).lacks("Ada").shows("No messages yet");
    for person in [&mallory, &cast.ed] {
        person.gets(&cast.desk("/messages")).await.is(404);
    }
    // A viewer reads.
    let page = cast.vi.gets(&desk).await;
    page.is(200).shows("Only for Ada").shows("An editor or owner can answer them");
    assert!(page.all("textarea").is_empty());
    cast.vi.tries("POST", &desk, &fields).await.is(409).shows("You may look, but not change this");
    assert_eq!(kept(&world).await, 1);
    // Somebody's reading is not taken for the candidate's.
    cast.bea.gets(&desk).await.shows("Not read yet");
});
