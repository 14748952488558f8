//! Mail servers report what came back and what was complained about: addresses become quiet, and are mended.

use crate::world::{Engine, PASSWORD, Page, Person, World, journey};
use reqwest::header::AUTHORIZATION;
use rounds::kit::letters::{Leave, Letter, LetterState, Posted};
use std::process::Command;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const SECRET: &str = "a-secret-that-only-the-tests-have";
const BOUNCED: &str = "smtp; 550 5.1.1 <ada> No such person here";

struct Report<'a> {
    kind: &'a str,
    fields: String,
    /// The header of what came back.
    message_id: &'a str,
}

impl Report<'_> {
    /// As a mail server words it for people and for programs.
    fn mail(&self) -> String {
        let Report { kind, fields, message_id } = self;
        format!(
            "Return-Path: <>\r\nFrom: Mail server <postmaster@mx.example>\r\nTo: letters@rounds.example\r\n\
             Subject: A report about your mail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;\r\n\
             \treport-type={kind}; boundary=\"=_cut_here\"\r\n\r\nThis is for programs.\r\n\
             --=_cut_here\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe are sorry to tell you.\r\n\r\n\
             --=_cut_here\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n\
             --=_cut_here\r\nContent-Type: message/rfc822\r\n\r\nReceived: by mx.example\r\n\
             Message-ID: {message_id}\r\nSubject: About something\r\n\r\nDear you\r\n\
             --=_cut_here--\r\n"
        )
    }
}

fn delivery(letter: &Posted, address: &str, (action, status): (&str, &str)) -> String {
    let fields = format!(
        "Reporting-MTA: dns; mx.example\r\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\n\
         Original-Recipient: rfc822; {address}\r\nFinal-Recipient: rfc822; moved@elsewhere.example\r\n\
         Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {BOUNCED}\r\n"
    );
    Report { kind: "delivery-status", fields, message_id: &letter.message_id }.mail()
}

fn complaint(letter: &Posted, address: &str) -> String {
    let fields = format!(
        "Feedback-Type: abuse\r\nUser-Agent: ExampleLoop/2.1\r\nVersion: 1\r\nOriginal-Rcpt-To: {address}\r\n"
    );
    Report { kind: "feedback-report", fields, message_id: &letter.message_id }.mail()
}

async fn world_that_listens(engine: Engine) -> World {
    World::with(engine, |config| config.deliveries_secret = Some(SECRET.into())).await
}

async fn reports(person: &Person, secret: Option<&str>, mail: impl Into<Vec<u8>>) -> Page {
    let request = person.client().post(person.url("/deliveries")).body(mail.into());
    let request = match secret {
        Some(secret) => request.header(AUTHORIZATION, format!("Bearer {secret}")),
        None => request,
    };
    Page::read(request.send().await.expect("an answer")).await
}

async fn asks_for_a_password(world: &World, person: &Person) -> Posted {
    person.submits("/reset", "Send me a link", &[("Email address", &person.email)]).await.is(200);
    world.letter(person, "Choose a new password").await
}

/// A letter that belongs to something its reader does, or one that they can end.
async fn writes(world: &World, person: &Person, subject: &'static str, can_be_ended: bool) -> Posted {
    let (email, here) = (person.email.clone(), world.here());
    let posted = world.app.write(move |conn| {
        let letter = Letter::to(&email, "", "tests.news").subject(subject).para("It is so.");
        let page_url = here.site.url("/unsubscribe/key");
        let letter = match can_be_ended {
            true => {
                letter.because("You get this.").leave(Leave { one_click_url: page_url.clone(), page_url })
            }
            false => letter.owed_because("You get this."),
        };
        letter.post(conn, here.now, &here.site).map(drop)
    });
    posted.await.expect("a letter");
    world.letter(person, subject).await
}

macro_rules! listening {
    ($name:ident, |$world:ident| $steps:block) => {
        mod $name {
            use super::*;

            async fn walk($world: World) $steps

            #[tokio::test]
            async fn sqlite() {
                walk(world_that_listens(Engine::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                walk(world_that_listens(Engine::Postgres).await).await;
            }
        }
    };
}

listening!(what_came_back_stops_all_but_what_is_asked_for_until_it_is_confirmed, |world| {
    let (ada, server) = (world.candidate("Ada Marsh").await, world.visitor("A mail server"));
    let letter = asks_for_a_password(&world, &ada).await;
    assert_eq!(letter.state, LetterState::Sent);
    let report = delivery(&letter, &ada.email.to_uppercase(), ("failed", "5.1.1"));
    reports(&server, Some(SECRET), report.clone()).await.is(200).shows("1 address is quiet by it");
    reports(&server, Some(SECRET), report.clone()).await.is(200).shows("Nothing new");

    let news = writes(&world, &ada, "News of your application", false).await;
    assert_eq!(news.state, LetterState::Dead);
    let because = news.last_error.expect("a reason");
    assert!(because.contains("come back") && because.contains("No such person here"), "{because}");
    assert_eq!(asks_for_a_password(&world, &ada).await.state, LetterState::Sent, "asked for by hand");

    let page = ada.gets("/account").await;
    page.shows("Our emails do not reach you").shows("550 5.1.1 <ada> No such person here");
    ada.presses(&page, "Email me a link to confirm it", &[])
        .await
        .is_at("/account")
        .shows("Follow the link in it");
    let page = world.follows_letter(&ada, "Do our emails reach you again?").await;
    ada.presses(&page, "Confirm and sign in", &[("Password", PASSWORD)]).await.is(200);
    ada.gets("/account").await.lacks("Our emails do not reach you");
    assert_eq!(writes(&world, &ada, "More news", false).await.state, LetterState::Sent);
    // The old report has had its effect.
    reports(&server, Some(SECRET), report).await.is(200).shows("Nothing new");
    ada.gets("/account").await.lacks("Our emails do not reach you");
});

listening!(a_complaint_stops_what_can_be_ended, |world| {
    let (ada, server) = (world.candidate("Ada Marsh").await, world.visitor("A mail server"));
    let alert = writes(&world, &ada, "3 new listings", true).await;
    assert_eq!(alert.state, LetterState::Sent);
    reports(&server, Some(SECRET), complaint(&alert, &ada.email)).await.is(200).shows("1 address is quiet");
    assert_eq!(writes(&world, &ada, "4 new listings", true).await.state, LetterState::Dead);
    assert_eq!(writes(&world, &ada, "You have an offer", false).await.state, LetterState::Sent);
    ada.gets("/account").await.shows("marked an email of ours as unwanted");
});

listening!(forged_soft_and_strange_reports_silence_nobody, |world| {
    let (ada, bob) = (world.candidate("Ada Marsh").await, world.candidate("Bob Pike").await);
    let (server, letter) = (world.visitor("A mail server"), asks_for_a_password(&world, &ada).await);
    let forged = Posted { message_id: "<1.2@rounds.example>".into(), ..letter.clone() };
    for (report, status, words) in [
        (delivery(&forged, &ada.email, ("failed", "5.1.1")), 422, "no letter that was sent from here"),
        (delivery(&letter, &bob.email, ("failed", "5.1.1")), 422, "no letter that was sent from here"),
        (complaint(&letter, &bob.email), 422, "no letter that was sent from here"),
        (delivery(&letter, &ada.email, ("delivered", "2.0.0")), 200, "Nothing new"),
        (delivery(&letter, &ada.email, ("delayed", "4.4.1")), 200, "No address is quiet by it"),
        (delivery(&letter, &ada.email, ("failed", "4.4.7")), 200, "Nothing new"),
        (delivery(&letter, &ada.email, ("failed", "5.2.2")), 200, "Nothing new"),
        (delivery(&letter, &ada.email, ("failed", "5.7.26")), 200, "Nothing new"),
        ("Subject: Out of office\r\n\r\nI am away.".into(), 422, "not a delivery report"),
        (String::new(), 422, "not a delivery report"),
    ] {
        reports(&server, Some(SECRET), report).await.is(status).shows(words);
    }
    for person in [&ada, &bob] {
        person.gets("/account").await.lacks("Our emails do not reach you");
        assert_eq!(writes(&world, person, "News", false).await.state, LetterState::Sent);
    }
    let report = delivery(&letter, &ada.email, ("failed", "5.1.1"));
    for secret in [None, Some(""), Some("a-secret-that-only-the-tests-hav")] {
        reports(&server, secret, report.clone()).await.is(401);
    }
    reports(&server, Some(SECRET), vec![b'x'; 600 * 1024]).await.is(413);
    ada.gets("/account").await.lacks("Our emails do not reach you");
});

listening!(an_administrator_sees_why_and_ends_it, |world| {
    let (ada, server) = (world.candidate("Ada Marsh").await, world.visitor("A mail server"));
    let alex = world.administrator("Alex Ash").await;
    let letter = asks_for_a_password(&world, &ada).await;
    let report = delivery(&letter, &ada.email, ("failed", "5.1.1"));
    reports(&server, Some(SECRET), report).await.is(200);

    let page = alex.gets("/administration/letters").await;
    let page = alex.follows(&page, "Quiet addresses").await;
    page.shows("Came back").shows("550 5.1.1 <ada> No such person here").shows("1 reason");
    let page = alex.follows(&page, &ada.email).await;
    page.shows("Choose a new password").shows("Nothing goes there but what its owner asks for");
    alex.gets(&page.link("See")).await.shows("What was reported later").shows("No such person here");
    let people = alex.gets("/administration/people?q=Ada").await;
    let person = alex.follows(&people, "Ada Marsh").await;
    person.shows("Emails do not reach them").shows("No such person here");

    alex.presses(&page, "Send emails to it again", &[]).await.is(422).shows("Say why; the log keeps it");
    let done = alex.presses(&page, "Send emails to it again", &[("Why?", "She rang: it was full")]).await;
    done.is(200).shows("Emails go to this address again").shows("She rang: it was full").lacks("Say why");
    alex.presses(&page, "Send emails to it again", &[("Why?", "Twice")]).await.is(200).lacks("Twice");
    alex.gets("/administration/letters/quiet").await.shows("No address is quiet");
    alex.gets("/administration/audit").await.shows("Let emails go to a quiet address again");
    assert_eq!(writes(&world, &ada, "News", false).await.state, LetterState::Sent);
});

journey!(a_command_takes_reports_in_and_without_a_secret_nothing_else_does, |world| {
    let ada = world.candidate("Ada Marsh").await;
    let letter = asks_for_a_password(&world, &ada).await;
    let report = delivery(&letter, &ada.email, ("failed", "5.1.1"));
    reports(&ada, Some(SECRET), report.clone()).await.is(404);

    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (folder.path().join("good.eml"), folder.path().join("bad.eml"));
    std::fs::write(&good, report).expect("a file");
    std::fs::write(&bad, "Subject: Hello\r\n\r\nHello").expect("a file");
    let database = world.app.config.database_url.clone().expect("a database");
    let output = Command::new(env!("CARGO_BIN_EXE_rounds"))
        .args(["deliveries", "--log", "error", "--database-url", &database])
        .args([&good, &bad])
        .output()
        .expect("the program runs");
    let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("good.eml: Noted. 1 address is quiet by it."), "{said} {told}");
    assert!(said.contains("bad.eml: This is not a delivery report"), "{said}");
    assert!(!output.status.success() && told.contains("1 of 2 changed nothing"), "{told}");
    ada.gets("/account").await.shows("Our emails do not reach you");
});

/// A mail server that knows nobody: it says so when it hears whom a letter is for.
async fn knows_nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("a bound listener").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talks(stream));
        }
    });
    format!("smtp://127.0.0.1:{port}")
}

async fn talks(stream: TcpStream) {
    let (read, mut write) = stream.into_split();
    let _ = write.write_all(b"220 mx.example\r\n").await;
    let mut lines = BufReader::new(read).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "RCPT" => b"550 5.1.1 No such person here\r\n",
            "QUIT" => b"221 bye\r\n",
            _ => b"250 mx.example\r\n",
        };
        let _ = write.write_all(answer).await;
    }
}

#[tokio::test]
async fn a_server_that_knows_no_such_address_is_as_good_as_a_report() {
    let url = knows_nobody().await;
    let world = World::with(Engine::Sqlite, |config| config.smtp_url = Some(url)).await;
    let ada = world.visitor("Ada Marsh");
    let first = writes(&world, &ada, "News", false).await;
    assert_eq!((first.state, first.attempts), (LetterState::Dead, 1));
    let second = writes(&world, &ada, "More news", false).await;
    assert_eq!((second.state, second.attempts), (LetterState::Dead, 0), "it is not even tried");
    assert!(second.last_error.expect("a reason").contains("No such person here"));
}
