//! What alerts tell, when, and to whom: one letter for a person, nothing twice, nothing that has closed, and each at the
//! hour that was chosen, whatever the clocks do and whatever stops a run.

use crate::world::{Organisation, Person, Thing, World, journey};
use chrono::Duration;
use rounds::alerts::model::AlertState;
use rounds::alerts::{self, AlertId, Frequency, NewAlertRow, Run, RunSlot, Slot};
use rounds::audit::Actor;
use rounds::kit::clock::{self, Moment};
use rounds::kit::db::Failed;
use rounds::kit::letters::{LetterState, Posted};
use rounds::listings::actions::DeskError;
use rounds::listings::{self, ListingKind};
use rounds::providers::Scope;

const INSTANT: Slot = Slot::Instant;

impl World {
    /// Somebody has an alert that is on.
    async fn alert(&self, person: &Person, search: &str, slot: Slot) -> AlertId {
        let id = AlertId::new();
        let (frequency, weekday, hour) = match slot {
            Slot::Instant => (Frequency::Instant, 1, 7),
            Slot::Daily(hour) => (Frequency::Daily, 1, hour as i32),
            Slot::Weekly(day, hour) => (Frequency::Weekly, day as i32, hour as i32),
        };
        let (email, now, search) = (person.email.clone(), self.app.clock.now(), search.to_owned());
        self.settles().await;
        let made = self.app.write(move |conn| {
            let row = NewAlertRow {
                id,
                email: email.clone(),
                label: rounds::search::Criteria::read(&search).label(),
                search: search.clone(),
                frequency,
                weekday,
                hour,
                state: AlertState::Active,
                manage_key: format!("key{id}"),
                created_at: now,
                from_news: Some(alerts::news_seq(conn)?),
            };
            alerts::add_many(conn, &[row])
        });
        made.await.expect("an alert");
        id
    }

    /// What was sent about listings, oldest first.
    async fn told(&self, person: &Person) -> Vec<Posted> {
        self.settles().await;
        let mut letters = self.letters_to(person).await;
        letters.retain(|letter| letter.about == "alerts.matches" && letter.state == LetterState::Sent);
        letters
    }

    async fn at(&self, moment: &str) {
        let moment = Moment(moment.parse().expect("a moment"));
        self.app.clock.move_to(moment);
        self.settles().await;
    }

    async fn closes(&self, of: &Organisation, thing: &Thing) {
        let (provider, id, here) = (of.id, thing.id, self.here());
        let closed: Result<(), Failed<DeskError>> = self
            .app
            .db
            .write(move |conn| {
                let scope = Scope::whole(provider);
                listings::actions::close(conn, &Actor::site(), (&scope, id), "filled", &here).map(drop)
            })
            .await;
        assert!(closed.is_ok(), "“{}” closes", thing.path);
    }

    async fn extends(&self, of: &Organisation, thing: &Thing, days: i64) {
        let (provider, id, here) = (of.id, thing.id, self.here());
        let closes = here.now.london_day() + Duration::days(days);
        let extended: Result<bool, Failed<DeskError>> = self
            .app
            .db
            .write(move |conn| {
                let (scope, days) = (Scope::whole(provider), (closes, closes + Duration::days(28)));
                listings::actions::extend(conn, &Actor::site(), (&scope, id), days, &here)
            })
            .await;
        assert!(extended.is_ok_and(|is_later| is_later), "“{}” is extended", thing.path);
    }

    /// The run of a slot that goes on.
    async fn going_on(&self, slot: Slot) -> Option<RunSlot> {
        let rows = self.app.read(alerts::slot_rows).await.expect("slots");
        let row = rows.into_iter().find(|row| row.slot == slot.to_string() && row.ended_at.is_none())?;
        Some(RunSlot { slot: row.slot, run_key: row.run_key })
    }
}

async fn scene(world: &World) -> (Organisation, Person) {
    (world.organisation("Larkfield Surgical").await, world.visitor("Ada Marsh"))
}

journey!(an_instant_letter_says_why_and_how_to_narrow_the_alert, |world| {
    let (larkfield, ada) = scene(&world).await;
    world.alert(&ada, "q=physiotherapist&place=Leeds&within=20&pay=30000&per=year", INSTANT).await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    let letters = world.told(&ada).await;
    let letter = letters.first().expect("a letter");
    assert_eq!(letters.len(), 1);
    assert!(
        letter.subject.starts_with("1 new listing: physiotherapist within 20 miles of Leeds"),
        "{}",
        letter.subject
    );
    let text = &letter.text_body;
    for words in [
        "Why: physiotherapist · less than a mile from Leeds · £30,000+",
        "£36,000 to £42,000 a year",
        &format!("narrow?listing={}&why=far", role.id),
        &format!("narrow?listing={}&why=kind", role.id),
        &format!("narrow?listing={}&why=pay", role.id),
        "/alerts/manage/key",
        "You get this because",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    let leave = letter.unsubscribe_url.clone().expect("RFC 8058");
    assert!(leave.ends_with(&format!("?letter={}", letter.id)), "{leave}");
    assert!(letter.html_body.len() < 100_000 && letter.html_body.contains("Too far"));
});

journey!(alerts_of_one_person_that_overlap_are_one_letter, |world| {
    let (larkfield, ada) = scene(&world).await;
    for search in ["q=physiotherapist", "place=Leeds&within=5", "q=surgeon"] {
        world.alert(&ada, search, INSTANT).await;
    }
    world.role(&larkfield, "Senior physiotherapist").await;
    let letters = world.told(&ada).await;
    assert_eq!(letters.len(), 1);
    let (text, subject) = (&letters[0].text_body, &letters[0].subject);
    assert_eq!(text.matches("Senior physiotherapist").count(), 1, "once, with both reasons:\n{text}");
    assert!(text.contains("Why: physiotherapist; less than a mile from Leeds"), "{text}");
    assert!(subject.contains("physiotherapist, and 1 other alert"), "{subject}");
    assert!(!text.contains("surgeon"), "{text}");
});

journey!(a_letter_comes_at_the_hour_that_was_chosen, |world| {
    world.at("2026-11-17T12:00:00").await;
    let (larkfield, ada) = scene(&world).await;
    let (noor, grace) = (world.visitor("Noor Khan"), world.visitor("Grace Okafor"));
    world.alert(&ada, "q=physiotherapist", Slot::Daily(19)).await;
    world.alert(&noor, "q=physiotherapist", Slot::Weekly(4, 6)).await;
    world.alert(&grace, "q=surgeon", Slot::Daily(19)).await;
    world.role(&larkfield, "Senior physiotherapist").await;
    for (moment, daily, weekly) in [
        ("2026-11-17T18:59:00", 0, 0),
        ("2026-11-17T19:00:00", 1, 0),
        ("2026-11-18T19:00:00", 1, 0),
        ("2026-11-19T05:59:00", 1, 0),
        ("2026-11-19T06:00:00", 1, 1),
        ("2026-11-26T06:00:00", 1, 1),
    ] {
        world.at(moment).await;
        let told = (world.told(&ada).await.len(), world.told(&noor).await.len());
        assert_eq!(told, (daily, weekly), "at {moment}");
    }
    assert!(world.told(&grace).await.is_empty(), "none when nothing is new");
});

journey!(what_closes_soon_comes_first, |world| {
    world.at("2026-11-17T12:00:00").await;
    let (larkfield, ada) = scene(&world).await;
    world.alert(&ada, "q=physiotherapist", Slot::Daily(19)).await;
    for (title, days) in
        [("Physio of March", 30), ("Physio of two days", 2), ("Physio of tomorrow", 1), ("Physio of May", 40)]
    {
        let closes = world.app.clock.now().london_day() + Duration::days(days);
        let publish = world.publishes(&larkfield, ListingKind::Role, title, move |full| {
            full.listing.closes_on = Some(closes);
            full.listing.closes_at = Some(clock::end_of_london_day(closes));
        });
        publish.await;
        world.app.clock.move_by(Duration::minutes(1));
    }
    world.at("2026-11-17T19:00:00").await;
    let letters = world.told(&ada).await;
    let text = &letters.first().expect("a letter").text_body;
    let at = |title: &str| text.find(title).unwrap_or_else(|| panic!("{title} in\n{text}"));
    let order = ["Physio of tomorrow", "Physio of two days", "Physio of May", "Physio of March"].map(at);
    assert!(order.is_sorted(), "closing soon, then newest: {order:?}\n{text}");
});

journey!(nothing_is_told_twice_unless_it_changed_and_then_the_change_is_said, |world| {
    let (larkfield, ada) = scene(&world).await;
    world.alert(&ada, "q=physiotherapist", INSTANT).await;
    let role = world.role(&larkfield, "Senior physiotherapist").await;
    assert_eq!(world.told(&ada).await.len(), 1);

    // The same fact again, as when a job is run twice.
    let (id, now) = (role.id, world.app.clock.now());
    let again = world.app.write(move |conn| {
        let at = listings::find(conn, id)?.and_then(|listing| listing.published_at);
        alerts::note_published(conn, &listings::ListingPublished { listing: id, at }, now)
    });
    again.await.expect("noted before");
    assert_eq!(world.told(&ada).await.len(), 1);

    // It was out of sight for a while, and is as it was.
    world.app.write(move |conn| listings::actions::suspend(conn, id, now)).await.expect("out of sight");
    world.app.write(move |conn| listings::actions::unsuspend(conn, id, now)).await.expect("seen again");
    assert_eq!(world.told(&ada).await.len(), 1);

    world.extends(&larkfield, &role, 35).await;
    let letters = world.told(&ada).await;
    assert_eq!(letters.len(), 2);
    let last = letters.last().expect("a letter");
    assert!(last.subject.starts_with("1 changed listing: physiotherapist"), "{}", last.subject);
    assert!(
        last.text_body.contains("Changed since we told you: The closing day is now"),
        "{}",
        last.text_body
    );
});

journey!(what_closes_between_the_queue_and_the_mail_server_is_left_out, |world| {
    world.at("2026-11-17T12:00:00").await;
    let (larkfield, ada) = scene(&world).await;
    let noor = world.visitor("Noor Khan");
    world.alert(&ada, "q=physiotherapist", Slot::Daily(19)).await;
    world.alert(&noor, "q=hands", Slot::Daily(19)).await;
    world.role(&larkfield, "Senior physiotherapist").await;
    let hands = world.role(&larkfield, "Physiotherapist, hands").await;
    world.app.clock.move_to(Moment("2026-11-17T19:00:00".parse().expect("a moment")));
    let now = world.app.clock.now();
    world.app.write(move |conn| alerts::start_due(conn, now)).await.expect("it starts");
    let due = world.going_on(Slot::Daily(19)).await.expect("a run");
    goes(&world, due, 100, 10).await;
    world.closes(&larkfield, &hands).await;
    let letters = world.told(&ada).await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.starts_with("1 new listing"), "{}", letters[0].subject);
    assert!(!letters[0].text_body.contains("hands"), "{}", letters[0].text_body);
    assert!(world.told(&noor).await.is_empty(), "nothing is left to tell");
});

/// Goes on with a run for so many steps at most, and then leaves it as if it had been killed.
async fn goes(world: &World, due: RunSlot, alerts: usize, steps: usize) {
    let app = world.app.clone();
    let went = tokio::task::spawn_blocking(move || {
        let mut run = Run::of(&app, &due)?;
        for _ in 0..steps {
            if !run.step(alerts)? {
                break;
            }
        }
        anyhow::Ok(())
    });
    went.await.expect("no panic").expect("it goes on");
}

journey!(a_run_that_is_killed_goes_on_and_repeats_no_letter, |world| {
    world.at("2026-11-17T12:00:00").await;
    let (larkfield, _) = scene(&world).await;
    let people: Vec<Person> = (0..9).map(|number| world.visitor(&format!("Person {number}"))).collect();
    for person in &people {
        world.alert(person, "q=physiotherapist", Slot::Daily(19)).await;
        world.alert(person, "place=Leeds", Slot::Daily(19)).await;
    }
    world.role(&larkfield, "Senior physiotherapist").await;
    world.app.clock.move_to(Moment("2026-11-17T19:00:00".parse().expect("a moment")));
    let now = world.app.clock.now();
    world.app.write(move |conn| alerts::start_due(conn, now)).await.expect("it starts");
    let due = world.going_on(Slot::Daily(19)).await.expect("a run");
    // Each time some people further; what is left belongs to the job that waits in the queue.
    for _ in 0..3 {
        goes(&world, due.clone(), 5, 1).await;
    }
    let half = world.app.read(alerts::slot_rows).await.expect("slots");
    let half = half.iter().find(|row| row.slot == "daily 19").expect("the slot");
    assert!((1..9).contains(&half.looked_at) && half.ended_at.is_none(), "{half:?}");
    for person in &people {
        assert_eq!(world.told(person).await.len(), 1, "{}", person.email);
    }
    let whole = world.app.read(alerts::slot_rows).await.expect("slots");
    let whole = whole.iter().find(|row| row.slot == "daily 19").expect("the slot");
    assert_eq!((whole.looked_at, whole.letters, whole.ended_at.is_some()), (9, 9, true));

    let alex = world.administrator("Alex Reed").await;
    alex.gets("/administration/jobs").await.is(200).shows("Every day at 7pm").shows("People looked at");
});

journey!(an_hour_that_the_clocks_skip_or_repeat_writes_once, |world| {
    for (first, days) in [("2026-03-28T12:00:00", 3), ("2026-10-24T12:00:00", 3)] {
        world.at(first).await;
        let larkfield = world.organisation(&format!("Surgical {first}")).await;
        let ada = world.visitor(&format!("Ada {first}"));
        world.alert(&ada, "q=physiotherapist", Slot::Daily(1)).await;
        for day in 0..days {
            world.role(&larkfield, &format!("Physiotherapist {day}")).await;
            for _ in 0..24 {
                world.passes(Duration::hours(1)).await;
            }
            assert_eq!(world.told(&ada).await.len(), day + 1, "a day after {first}, and {day} more");
        }
    }
});

journey!(a_slot_that_was_missed_is_run_once_and_late, |world| {
    world.at("2026-11-17T12:00:00").await;
    let (larkfield, ada) = scene(&world).await;
    world.alert(&ada, "q=physiotherapist", Slot::Daily(7)).await;
    world.role(&larkfield, "Senior physiotherapist").await;
    world.app.clock.move_to(Moment("2026-11-20T15:30:00".parse().expect("a moment")));
    assert_eq!(world.told(&ada).await.len(), 1);
    world.at("2026-11-21T07:00:00").await;
    assert_eq!(world.told(&ada).await.len(), 1, "nothing is new");
});
