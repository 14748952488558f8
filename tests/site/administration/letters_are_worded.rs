//! Administrators add words of their own to our emails, kind by kind.

use crate::world::{JavaScript, Page, Person, World, journey};
use rounds::administration::every_example;

const WORDING: &str = "/administration/letters/wording";
const RESET: &str = "/administration/letters/wording/accounts.reset";

async fn asks_for_a_password(person: &Person) {
    person.submits("/reset", "Send me a link", &[("Email address", &person.email)]).await.is(200);
}

/// Subject and both twins of the newest reset letter.
async fn reset_letter(world: &World, person: &Person) -> (String, String, String) {
    asks_for_a_password(person).await;
    let letter = world.letter(person, "").await;
    (letter.subject, letter.text_body, letter.html_body)
}

journey!(own_words_go_out_in_both_twins_until_they_are_ours_again, |world| {
    let (alex, ada) = (world.administrator("Alex Ash").await, world.candidate("Ada Marsh").await);
    let (subject, ours, _) = reset_letter(&world, &ada).await;
    assert_eq!(subject, "Choose a new password");
    let page = alex.gets("/administration/letters").await;
    let page = alex.follows(&page, "Change the wording of emails").await;
    page.shows("0 with words of your own").shows("Whoever has forgotten their password");
    let page = alex.follows(&page, "Choose a new password").await;
    let fields = [
        ("subject", "[Test site] {subject}"),
        ("opening", "This is the test site.\nNothing here is real."),
        ("closing", "Ring us on 0113 496 0000."),
    ];
    let page = alex.presses(&page, "Save", &fields).await;
    page.is(200).shows("The words are saved").shows("Subject: ours → “[Test site] {subject}”");
    alex.gets(WORDING).await.shows("1 with words of your own").shows("[Test site] Choose a new password");

    let (subject, text, html) = reset_letter(&world, &ada).await;
    assert_eq!(subject, "[Test site] Choose a new password");
    // The preview text has the first words once more.
    let html = html[html.find("<h1").expect("a heading")..].to_owned();
    for twin in [&text, &html] {
        let places: Vec<_> = [
            "Ada Marsh",
            "This is the test site.",
            "Nothing here",
            "/reset/new?token=",
            "Ring us",
            "You get this",
        ]
        .map(|words| twin.find(words).unwrap_or_else(|| panic!("{words} in {twin}")))
        .into();
        assert!(places.is_sorted(), "{places:?} in {twin}");
    }
    world.follows_letter(&ada, "[Test site]").await.is(200).shows("Choose a new password");

    let page = alex.presses(&page, "Take all your words out", &[]).await;
    page.is(200).shows("The words are ours again").lacks("Take all your words out");
    let (subject, text, _) = reset_letter(&world, &ada).await;
    assert_eq!(subject, "Choose a new password");
    assert_eq!(text.lines().count(), ours.lines().count());
    let log = alex.gets("/administration/audit?subject=choose+a+new").await;
    log.shows("Changed the wording of an email").shows("Took the wording of an email back to ours");
});

journey!(hostile_words_stay_words, |world| {
    let (alex, ada) = (world.administrator("Alex Ash").await, world.candidate("Ada Marsh").await);
    let fields = [
        ("subject", "{subject}\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>"),
        ("opening", "<script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}"),
        ("closing", "</td></table><form action=https://evil.example>"),
        ("version", "0"),
    ];
    alex.tries("POST", RESET, &fields).await.is(303);
    let (subject, text, html) = reset_letter(&world, &ada).await;
    assert_eq!(subject, "Choose a new password Bcc: eve@example.org <script>alert(1)</script>");
    assert!(text.contains("<script>alert(1)</script><img src=x onerror=alert(1)>\n"), "{text}");
    for tag in ["<script", "<img", "<form"] {
        assert!(!html.contains(tag), "{tag} in {html}");
    }
    let page = alex.gets(RESET).await;
    assert!(!page.source().contains("<script>alert"), "nor on our page");
    let frame = alex.gets(&page.attributes("iframe", "src")[0]).await;
    assert!(!frame.source().contains("<script"), "nor in the preview");
});

journey!(words_are_seen_before_they_are_saved, |world| {
    let (alex, ada) = (world.administrator("Alex Ash").await, world.candidate("Ada Marsh").await);
    let page = alex.gets(RESET).await;
    page.shows("As it is sent").lacks("Preview, not saved");
    let fields =
        [("subject", "Hello: {subject}"), ("opening", "Hello from the preview."), ("closing", "Bye.")];
    let page = alex.presses(&page, "Preview", &fields).await;
    page.is(200)
        .shows("Preview, not saved")
        .shows("Hello: Choose a new password")
        .shows("Hello from the preview.");
    assert!(page.header("content-security-policy").contains("frame-src 'self'"));
    let frame = alex.gets(&page.attributes("iframe", "src")[0]).await;
    frame.is(200).shows("Hello from the preview.").shows("Bye.");
    let policy = frame.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert_eq!(frame.header("x-frame-options"), "SAMEORIGIN");
    let elsewhere = alex.gets("/administration/letters/wording").await;
    assert_eq!(elsewhere.header("x-frame-options"), "DENY");
    assert_eq!(reset_letter(&world, &ada).await.0, "Choose a new password", "nothing is saved");
    alex.presses(&page, "Save", &fields).await.is(200);
    assert_eq!(reset_letter(&world, &ada).await.0, "Hello: Choose a new password");

    let browser = world.browser(JavaScript::Off, 375).await;
    browser.signs_in(&alex).await;
    browser.goes_to(RESET).await;
    assert_eq!(browser.axe(&[]).await, Vec::<String>::new());
    assert_eq!(browser.sticks_out().await, None);
});

journey!(wrong_words_are_told_and_nothing_typed_is_lost, |world| {
    let alex = world.administrator("Alex Ash").await;
    let (long, longer) = ("x".repeat(151), "x".repeat(1001));
    for (fields, told) in [
        (vec![("subject", "A password")], "Keep {subject} in it"),
        (vec![("subject", "{subject} for {name}")], "Only {subject} is filled in"),
        (vec![("subject", long.as_str())], "This must be 150 characters or fewer"),
        (vec![("opening", longer.as_str())], "This must be 1000 characters or fewer"),
        (vec![("closing", "Dear {name}")], "Nothing is filled in here"),
    ] {
        for button in ["Save", "Preview"] {
            let page = alex.submits(RESET, button, &fields).await;
            page.is(422).shows(told);
            for (field, typed) in &fields {
                assert_eq!(page.form("Save").value(field).as_deref(), Some(*typed));
            }
        }
    }
    alex.submits(&format!("{WORDING}/listings.closed"), "Save", &[("subject", "It closed")]).await.is(200);
    for about in ["accounts.nonsense", "1"] {
        for address in [format!("{WORDING}/{about}"), format!("{WORDING}/{about}/html")] {
            alex.gets(&address).await.is(404);
        }
        alex.tries("POST", &format!("{WORDING}/{about}"), &[]).await.is(404);
        alex.tries("POST", &format!("{WORDING}/{about}/ours"), &[]).await.is(404);
    }
});

journey!(the_second_of_two_who_word_a_letter_is_told, |world| {
    let (alex, hana) = (world.administrator("Alex Ash").await, world.administrator("Hana Voss").await);
    let (his, hers) = (alex.gets(RESET).await, hana.gets(RESET).await);
    alex.presses(&his, "Save", &[("opening", "From Alex.")]).await.is(200);
    alex.presses(&his, "Save", &[("opening", "From Alex.")]).await.is(200);
    let told: Page = hana.presses(&hers, "Save", &[("opening", "From Hana.")]).await;
    told.is(409).shows("Alex Ash changed these words on").shows("From Alex.");
    assert_eq!(told.form("Save").value("opening").as_deref(), Some("From Hana."));
    hana.tries("POST", &format!("{RESET}/ours"), &[("version", "0")]).await.is(409);
    alex.gets(RESET).await.shows("From Alex.").lacks("From Hana.");
    let page = hana.presses(&told, "Save", &[]).await;
    page.is(200).shows("Words before: “From Alex.” → “From Hana.”");
});

journey!(every_kind_of_letter_is_listed_and_shown, |world| {
    let alex = world.administrator("Alex Ash").await;
    let list = alex.gets(WORDING).await;
    let links = list.attributes("th a[href]", "href");
    let all = every_example(&world.app.site, world.app.clock.now());
    let kinds: Vec<_> = all.iter().flat_map(|(_, examples)| examples).collect();
    assert_eq!(links.len(), kinds.len());
    for (link, kind) in links.iter().zip(kinds) {
        let page = alex.gets(link).await;
        page.is(200).shows(kind.name).shows(kind.reader).shows(kind.letter.subject_line());
        alex.gets(&page.attributes("iframe", "src")[0]).await.is(200).shows("You get this");
    }
});
