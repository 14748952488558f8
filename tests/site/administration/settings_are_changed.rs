//! Administrators change what runs the site, without a restart and on every node.

use crate::world::{JavaScript, PASSWORD, Person, World, journey};
use chrono::Duration;
use rounds::app::App;
use rounds::config::Config;
use rounds::listings::ListingKind;
use rounds::settings::{self, Name};
use std::time::Instant;

const SETTINGS: &str = "/administration/settings";

async fn sets(person: &Person, name: &str, fields: &[(&str, &str)]) {
    person.submits(&format!("{SETTINGS}/{name}"), "Save", fields).await.is(200).shows("saved and in force");
}

journey!(a_notice_is_read_on_every_page_until_its_last_day_is_over, |world| {
    let alex = world.administrator("Alex Ash").await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.visitor("Eve Stone"));
    eve.gets("/").await.lacks("We move house");
    let page = alex.gets("/administration").await;
    let page = alex.follows(&page, "Settings").await;
    let page = alex.follows(&page, "Notice on every page").await;
    let last = (world.app.clock.today() + chrono::Days::new(2)).to_string();
    let words = "We move house <b>this</b> week.";
    let page = alex.presses(&page, "Save", &[("words", words), ("path", "/about"), ("until", &last)]).await;
    page.is(200).shows("The setting is saved and in force").shows("leads to /about");

    let home = eve.gets("/").await;
    assert_eq!(home.one(".govuk-notification-banner__heading"), format!("{words} Find out more"));
    eve.follows(&home, "Find out more").await.is_at("/about").shows(words);
    for path in ["/sign-in", "/listings", "/nothing/here", "/nothing%00here"] {
        eve.gets(path).await.shows(words);
    }
    eve.is_tricked_into("/sign-out", &[]).await.is(403).shows(words);
    ada.gets("/account").await.shows(words);
    let browser = world.browser(JavaScript::Off, 375).await;
    browser.goes_to("/about").await;
    assert_eq!(browser.axe(&[]).await, Vec::<String>::new());
    assert_eq!(browser.sticks_out().await, None);

    world.app.clock.move_by(Duration::days(2));
    eve.gets("/").await.shows(words);
    world.app.clock.move_by(Duration::days(1));
    for path in ["/", "/nothing/here"] {
        eve.gets(path).await.lacks(words);
    }
    alex.signs_in().await;
    let page = alex.submits(&format!("{SETTINGS}/notice"), "Back to the default", &[]).await;
    page.is(200).shows("The default is in force");
    assert_eq!(page.form("Save").value("words").as_deref(), Some(""));
});

journey!(every_wrong_value_is_told_and_nothing_typed_is_lost, |world| {
    let alex = world.administrator("Alex Ash").await;
    let long = "x".repeat(201);
    let yesterday = (world.app.clock.today() - chrono::Days::new(1)).to_string();
    for (name, fields, told) in [
        ("notice", vec![("words", "")], "Enter what everybody is to read"),
        ("notice", vec![("words", long.as_str())], "This must be 200 characters or fewer"),
        (
            "notice",
            vec![("words", "Hello"), ("path", "https://evil.example")],
            "Enter the path of a page of this site",
        ),
        ("notice", vec![("words", "Hello"), ("until", yesterday.as_str())], "Enter today or a day to come"),
        ("contact", vec![("value", "nobody at all")], "Enter an email address in the right form"),
        ("target", vec![("value", "0")], "Enter a whole number from 1 to 30"),
        ("hold", vec![("value", "soon")], "Enter a whole number from 5 to 480"),
        ("alerts", vec![("value", "201")], "Enter a whole number from 1 to 200"),
        ("saved", vec![("value", "9.5")], "Enter a whole number from 10 to 5000"),
    ] {
        let page = alex.submits(&format!("{SETTINGS}/{name}"), "Save", &fields).await;
        page.is(422).shows(told);
        for (field, typed) in fields {
            assert_eq!(page.form("Save").value(field).as_deref(), Some(typed), "{name}");
        }
    }
    alex.tries("POST", &format!("{SETTINGS}/sign-up"), &[("value", "perhaps")]).await.is(422);
    alex.tries("POST", &format!("{SETTINGS}/nonsense"), &[("value", "1")]).await.is(404);
    alex.gets(&format!("{SETTINGS}/nonsense")).await.is(404);
    let page = alex.gets(SETTINGS).await;
    assert_eq!(page.text().matches("(default)").count(), Name::ALL.len(), "nothing was set");
});

journey!(the_second_of_two_administrators_is_told, |world| {
    let (alex, hana) = (world.administrator("Alex Ash").await, world.administrator("Hana Voss").await);
    let path = format!("{SETTINGS}/hold");
    let (his, hers) = (alex.gets(&path).await, hana.gets(&path).await);
    alex.presses(&his, "Save", &[("Minutes", "45")]).await.is(200).shows("45 minutes");
    alex.presses(&his, "Save", &[("Minutes", "45")]).await.is(200);
    let told = hana.presses(&hers, "Save", &[("Minutes", "60")]).await;
    told.is(409).shows("Alex Ash changed this on").shows("It is now: 45 minutes");
    assert_eq!(told.form("Save").value("Minutes").as_deref(), Some("60"), "what she typed is there");
    assert_eq!(world.app.settings.get().hold_minutes, 45, "and nothing is overwritten");
    let page = hana.presses(&told, "Save", &[]).await;
    page.is(200).shows("30 minutes → 45 minutes").shows("45 minutes → 60 minutes");
    alex.tries("POST", &format!("{path}/default"), &[("version", "1")]).await.is(409);
    hana.presses(&page, "Back to the default", &[]).await.is(200).shows("60 minutes → 30 minutes");
    hana.presses(&page, "Back to the default", &[]).await.is(200);
    let log = alex.gets("/administration/audit?subject=something+alone").await;
    log.shows("Changed a setting").shows("Took a setting back to its default").shows("Hana Voss");
    assert_eq!(log.all("tbody tr").len(), 3, "pressed twice, done once");
    alex.gets(SETTINGS).await.shows("Hana Voss, ");
});

/// Another process of the same site: the same database, and a folder of its own.
fn another_node(world: &World, folder: &std::path::Path) -> App {
    let config = Config { data_dir: folder.to_owned(), ..world.app.config.clone() };
    App::open(config, world.app.clock.clone()).expect("another node opens")
}

journey!(another_node_follows_by_itself, |world| {
    let alex = world.administrator("Alex Ash").await;
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let node = another_node(&world, one.path());
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let working = tokio::spawn(rounds::worker::run(node.clone(), stopped));
    sets(&alex, "alerts", &[("At the most", "3")]).await;
    let began = Instant::now();
    while node.settings.get().most_alerts != 3 && began.elapsed().as_secs() < 10 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(node.settings.get().most_alerts, 3);
    stop.send_replace(true);
    working.await.expect("it stops");
    assert_eq!(
        another_node(&world, two.path()).settings.get().most_alerts,
        3,
        "and one that starts knows it"
    );
    settings::follow(&world.app).await.expect("following again changes nothing");
});

journey!(sign_up_is_closed_and_invitations_still_work, |world| {
    let alex = world.administrator("Alex Ash").await;
    let (ada, bea) = (world.visitor("Ada Marsh"), world.visitor("Bea Holt"));
    let larch = world.organisation("Larch Surgical").await;
    let open = ada.gets("/sign-up").await;
    sets(&alex, "sign-up", &[("Can people sign up?", "Closed: only by invitation")]).await;
    let page = ada.gets("/sign-up").await;
    page.is(200).shows("Nobody can sign up at the moment").lacks("Your name");
    let fields = [
        ("What brings you here?", "I look for work or training"),
        ("Your name", "Ada"),
        ("Email address", &ada.email),
        ("Password", PASSWORD),
    ];
    ada.presses(&open, "Sign up", &fields).await.is(409).shows("Nobody can sign up at the moment");
    assert!(world.letters_to(&ada).await.is_empty());

    let invite = format!("/desk/{}/members/invite", larch.id);
    let fields = [("Email address", bea.email.as_str()), ("What they may do", "Editor")];
    larch.owner.submits(&invite, "Send the invitation", &fields).await.is(200);
    let page = world.follows_letter(&bea, "Join Larch Surgical").await;
    let fields = [("Your name", "Bea Holt"), ("Choose a password", PASSWORD)];
    bea.presses(&page, "Make an account and join", &fields).await.is(200);
    assert!(bea.is_known().await);
});

journey!(what_is_set_is_what_people_meet, |world| {
    let alex = world.administrator("Alex Ash").await;
    let (maya, noor) = (world.moderator("Maya Moss").await, world.moderator("Noor Bay").await);
    let ada = world.candidate("Ada Marsh").await;
    let larch = world.organisation("Larch Surgical").await;
    sets(&alex, "contact", &[("value", "Desk@Larch.example.org")]).await;
    for path in ["/contact", "/privacy", "/accessibility"] {
        ada.gets(path).await.shows("desk@larch.example.org").lacks("hello@rounds.example");
    }
    sets(&alex, "target", &[("value", "1"), ("Which days count?", "Every day of the week")]).await;
    ada.gets("/for-providers").await.shows("we aim to answer within one day");
    maya.gets("/moderation").await.shows("We aim to answer within one day");
    sets(&alex, "alerts", &[("At the most", "1")]).await;
    ada.submits("/alerts/new?q=nurse", "Create the alert", &[]).await.is(200);
    let page = ada.submits("/alerts/new?q=porter", "Create the alert", &[]).await;
    page.is(409).shows("You can have one alert");

    sets(&alex, "hold", &[("Minutes", "5")]).await;
    let thing = world.submitted(&larch, ListingKind::Role, "Theatre nurse", |_| {}).await;
    let desk = format!("/moderation/listings/{}", thing.id);
    maya.submits(&desk, "Take it", &[]).await.is(200).shows("You have this");
    noor.tries("POST", &format!("{desk}/hold"), &[]).await.is(409);
    world.app.clock.move_by(Duration::minutes(6));
    noor.submits(&desk, "Take it", &[]).await.is(200).shows("You have this");
    world.app.clock.move_by(Duration::days(2));
    noor.signs_in().await;
    noor.gets("/moderation").await.shows("Late");
});
