//! What was typed, and what was submitted, is there: after the session ended, and after the process was killed.

use super::*;
use crate::world::{Engine, JavaScript, Process, journey};
use rounds::kit::tokens::Token;
use rounds::schema::{application_events, applications, kept_forms, sessions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// As if she had not been here for weeks, or had ended her sessions from another device.
async fn is_signed_out(world: &World, person: &Person) {
    let account = account_of(world, person).await;
    write(world, move |conn| {
        diesel::delete(sessions::table.filter(sessions::account_id.eq(account))).execute(conn)
    })
    .await;
}

journey!(a_session_that_ends_in_the_middle_of_a_step_loses_nothing, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    for (step, field, typed, rest) in [
        ("statement", "Your statement", "I scrub, & well.\n\nÉmile says so.", &[][..]),
        ("answers", "Which specialties do you know?", "Eyes; ears", &[("Can you work weekends?", "Yes")]),
        ("details", "Full name", "Ada Jane Marsh", &[("NMC PIN", "12A3456B")]),
    ] {
        let path = format!("{application}/{step}");
        let open = ada.gets(&path).await;
        is_signed_out(&world, &ada).await;
        let page = ada.presses(&open, "Save and continue", &[(field, typed)]).await;
        page.is_at("/sign-in").shows("What you typed is kept");
        let again = [("Email address", ada.email.as_str()), ("Password", ada.password)];
        let page = ada.presses(&page, "Sign in", &again).await;
        page.is_at(&path).shows("This is what you had typed");
        let shown = |page: &Page| {
            page.form("Save and continue").value(field).unwrap_or_default().trim().replace('\r', "")
        };
        assert_eq!(shown(&page), typed);
        // It is not saved yet, and is once she says so.
        assert_ne!(shown(&ada.gets(&path).await), typed);
        ada.presses(&page, "Save and continue", rest).await.is(200);
        assert_eq!(shown(&ada.gets(&path).await), typed);
    }
    assert_eq!(left(&world).await, 0, "what is saved is not kept twice");
});

/// Sends a statement once signed out; gives the address at which it is found again.
async fn keeps(world: &World, person: &Person, path: &str, typed: &str) -> String {
    is_signed_out(world, person).await;
    let page = person.tries("POST", path, &[("statement", typed)]).await;
    page.is(303);
    let next = page.header("location").split_once("next=").expect("a way back").1.to_owned();
    let next =
        url::form_urlencoded::parse(format!("n={next}").as_bytes()).next().expect("a path").1.into_owned();
    assert!(next.contains("?kept="), "{next}");
    next
}

async fn left(world: &World) -> i64 {
    world.app.read(|conn| kept_forms::table.count().get_result(conn)).await.expect("a count")
}

journey!(each_tab_finds_what_was_typed_in_it, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let statement = format!("{}/statement", begins(&ada, &cast).await);
    let mut tabs = Vec::new();
    for typed in ["Tab 1", "Tab 2", "Tab 3", "Tab 4", "Tab 5", "Tab 6"] {
        tabs.push((typed, keeps(&world, &ada, &statement, typed).await));
        world.app.clock.move_by(Duration::seconds(1));
    }
    ada.signs_in().await;
    for (at, (typed, back)) in tabs.iter().enumerate() {
        let page = ada.gets(back).await;
        let shown = page.form("Save and continue").value("Your statement").unwrap_or_default();
        let want = if at == 0 { "" } else { typed };
        assert_eq!(shown.trim(), want, "nobody fills the disk: the latest five are there");
    }
    let page = ada.gets(&tabs[3].1).await;
    ada.presses(&page, "Save and continue", &[]).await.is(200);
    ada.gets(&statement).await.shows("Tab 4");
    assert_eq!(left(&world).await, 0, "once it is saved, nothing else of the step comes back");
});

journey!(what_is_kept_is_for_whoever_typed_it_and_for_a_day, |world| {
    let cast = Cast::of(&world).await;
    let (ada, eve) = (world.candidate("Ada Marsh").await, world.candidate("Eve Sharp").await);
    let application = begins(&ada, &cast).await;
    let statement = format!("{application}/statement");
    let sends = async || keeps(&world, &ada, &statement, "Mine alone").await;
    let back = sends().await;
    eve.gets(&back).await.is(404);
    let page = world.visitor("Nobody Here").asks(&back).await;
    assert!(page.status == 303);
    ada.signs_in().await;
    ada.gets(&format!("{statement}?kept=guessed")).await.is(200).lacks("Mine alone");
    ada.gets(&back).await.is(200).shows("Mine alone");
    // Nothing is kept for an application that is not there, or is no draft.
    let nobody = world.visitor("Nobody Here");
    for path in ["/applications/12345/statement".to_owned(), format!("{application}9/statement")] {
        let page = nobody.tries("POST", &path, &[("statement", "x")]).await;
        assert!(page.status == 303 && !page.header("location").contains("kept"), "{path}");
    }
    let back = sends().await;
    world.passes(Duration::hours(25)).await;
    ada.signs_in().await;
    ada.gets(&back).await.is(200).lacks("Mine alone");
    assert_eq!(left(&world).await, 0);
});

journey!(a_browser_that_closes_has_saved_what_was_typed, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let application = begins(&ada, &cast).await;
    let browser = world.browser(JavaScript::On, 1280).await;
    browser.signs_in(&ada).await;
    for (step, field, typed) in
        [("statement", "Your statement", "Half a thought"), ("details", "Full name", "Ada Jane")]
    {
        let path = format!("{application}/{step}");
        browser.goes_to(&path).await;
        browser.fills(field, typed).await;
        assert!(is_saved(&ada, &path, field, typed).await, "{step} was not saved");
    }
});

journey!(a_browser_that_is_signed_out_meanwhile_says_so_and_keeps_what_the_button_sends, |world| {
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let path = format!("{}/statement", begins(&ada, &cast).await);
    let browser = world.browser(JavaScript::On, 1280).await;
    browser.signs_in(&ada).await;
    browser.goes_to(&path).await;
    is_signed_out(&world, &ada).await;
    browser.fills("Your statement", "Half").await;
    browser.shows("You have been signed out").await;
    assert_eq!(left(&world).await, 1);
    for typed in ["Half a thought", "Half a thought, and the other half"] {
        browser.fills("Your statement", typed).await;
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    }
    browser.shows("You have been signed out").await;
    assert_eq!(left(&world).await, 1, "it is not tried again and again");
    browser.presses("Save and continue").await;
    browser.fills("Email address", &ada.email).await;
    browser.fills("Password", ada.password).await;
    browser.presses("Sign in").await;
    browser.shows("This is what you had typed").await;
    let typed =
        browser.script("return document.querySelector('textarea').value", serde_json::json!([])).await;
    assert_eq!(typed.as_str(), Some("Half a thought, and the other half"));
});

#[tokio::test]
async fn what_is_kept_has_a_limit_of_its_own() {
    let world = World::with(Engine::Sqlite, |config| config.limit_rates = true).await;
    let cast = Cast::of(&world).await;
    let ada = world.candidate("Ada Marsh").await;
    let path = format!("{}/statement", begins(&ada, &cast).await);
    let mut statuses = Vec::new();
    for _ in 0..100 {
        statuses.push(world.visitor("Nobody Here").tries("POST", &path, &[("statement", "x")]).await.status);
    }
    let kept = statuses.iter().take_while(|status| **status == 303).count();
    assert!((60..70).contains(&kept) && statuses.ends_with(&[429]), "{statuses:?}");
}

/// Within fifteen seconds.
async fn is_saved(person: &Person, path: &str, field: &str, typed: &str) -> bool {
    for _ in 0..60 {
        let page = person.gets(path).await;
        if page.form("Save and continue").value(field).is_some_and(|value| value.trim() == typed) {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    false
}

/// The cookie of a session of this person.
async fn cookie(world: &World, person: &Person) -> String {
    let (email, now, token) = (person.email.clone(), world.app.clock.now(), Token::new());
    let cookie = format!("{}={}", rounds::web::session::cookie_name(false), token.reveal());
    let opened = world.app.write(move |conn| {
        let account = rounds::accounts::find_by_email(conn, &email)?.expect("an account");
        rounds::web::session::open(conn, &account, "a test", &token, now)
    });
    opened.await.expect("a session");
    cookie
}

/// Sends a submission and does not read what comes back.
async fn sends(port: u16, application: &str, cookie: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
    let request = format!(
        "POST {application}/submission HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("it is sent");
    stream
}

/// How often this application was submitted.
async fn submitted(world: &World, application: &str) -> i64 {
    let id: i64 = application.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a number");
    let events = move |conn: &mut Conn| {
        application_events::table
            .filter(application_events::application_id.eq(id))
            .filter(application_events::state.eq("submitted"))
            .count()
            .get_result::<i64>(conn)
    };
    world.app.read(events).await.expect("a count")
}

/// Sends it once more, as a browser does that never got an answer, and finds one of everything.
async fn is_there_once(world: &World, port: u16, person: &Person, application: &str, cookie: &str) {
    let mut answer = String::new();
    let mut stream = sends(port, application, cookie).await;
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(answer.contains(&format!("{application}/receipt")), "{answer}");
    assert_eq!(submitted(world, application).await, 1);
    assert_eq!(letters(world, person, "We have your application").await, 1);
}

journey!(a_process_that_is_killed_after_the_commit_leaves_one_application_and_one_receipt, |world| {
    let cast = Cast::of(&world).await;
    let mut people = Vec::new();
    for name in ["Ada Marsh", "Bob Pike", "Cleo Dunn", "Dev Rao"] {
        let person = world.candidate(name).await;
        let application = begins(&person, &cast).await;
        fills_in(&person, &application).await.is(200);
        let cookie = cookie(&world, &person).await;
        people.push((person, application, cookie));
    }
    // Committed, and nobody was told: the answer, if there was one, was not read.
    let mut process = Process::starts(&world).await;
    let (ada, application, cookie) = &people[0];
    let unread = sends(process.port, application, cookie).await;
    while submitted(&world, application).await == 0 {
        tokio::task::yield_now().await;
    }
    process.dies();
    drop(unread);
    let mut process = Process::starts(&world).await;
    is_there_once(&world, process.port, ada, application, cookie).await;

    // At any moment: before the commit, in it, after it.
    for ((person, application, cookie), wait) in people[1..].iter().zip([0, 4, 12]) {
        let unread = sends(process.port, application, cookie).await;
        tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
        process.dies();
        drop(unread);
        process = Process::starts(&world).await;
        assert!(submitted(&world, application).await <= 1);
        is_there_once(&world, process.port, person, application, cookie).await;
    }
    let rows = world.app.read(|conn| applications::table.count().get_result::<i64>(conn)).await;
    assert_eq!(rows.expect("a count"), 4);
    assert_eq!(letters(&world, &cast.bea, "New application").await, 4);
});
