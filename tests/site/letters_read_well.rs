//! Letters as their readers get them. Every kind is written for somebody invented and kept as a snapshot in both forms:
//! a change of words or of the look is seen before it is sent.
//! `INSTA_UPDATE=always cargo test --test site letters_read_well` takes the new ones over.

use crate::world::World;
use rounds::administration::every_example;
use rounds::kit::clock::Moment;
use rounds::kit::letters::{Example, Letter, MOST_BYTES, Purpose, Site};
use scraper::{ElementRef, Html, Node, Selector};

/// The newest letter with these words in its subject, as it reads, without what differs from run to run.
pub async fn reads(world: &World, address: &str, subject: &str) -> String {
    world.settles().await;
    let letters = world.letters_at(address).await;
    let letter = letters.iter().rfind(|letter| letter.subject.contains(subject));
    let letter = letter.unwrap_or_else(|| panic!("no letter “{subject}” to {address}"));
    let text = letter.text_body.replace(&world.app.site.public_url, "https://rounds.example");
    format!(
        "To: {} <{}>\nSubject: {}\n\n{}",
        letter.to_name,
        letter.to_address,
        letter.subject,
        without_tokens(&text)
    )
}

/// `?token=…` and every long number in an address say nothing about the words.
fn without_tokens(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("token=") {
        let after = at + "token=".len();
        plain.push_str(&rest[..after]);
        plain.push('…');
        rest = rest[after..]
            .trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter));
    }
    plain + rest
}

const HOME: &str = "https://rounds.example";

fn site() -> Site {
    Site { public_url: HOME.into(), mail_domain: "rounds.example".into() }
}

fn every_kind() -> Vec<Example> {
    let now = Moment("2026-11-23T10:00:00".parse().expect("a moment"));
    every_example(&site(), now).into_iter().flat_map(|(_, examples)| examples).collect()
}

#[test]
fn every_kind_is_kept_in_both_forms() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/letters");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for example in every_kind() {
            let (letter, site) = (&example.letter, site());
            let (subject, preview) = (letter.subject_line(), letter.preview_words());
            let text = letter.text(&site).expect("a text");
            let head = format!("Subject: {subject}\nPreview: {preview}\n\n");
            insta::assert_snapshot!(format!("{}.text", letter.about()), head + &text);
            insta::assert_snapshot!(
                format!("{}.html", letter.about()),
                letter.html(&site).expect("its twin")
            );
        }
    });
}

/// What is wrong with a letter, whatever its kind.
fn faults(letter: &Letter) -> Vec<String> {
    let site = site();
    let (text, html) = (letter.text(&site).expect("a text"), letter.html(&site).expect("its twin"));
    let page = Html::parse_document(&html);
    let (subject, preview) = (letter.subject_line(), letter.preview_words());
    let count = |selector: &str| page.select(&select(selector)).count();
    let mut faults: Vec<String> =
        page.errors.iter().map(|error| format!("not well formed: {error}")).collect();
    let mut finds = |is_fault: bool, words: &str| {
        if is_fault {
            faults.push(words.to_owned());
        }
    };
    finds(!text.contains("You get this"), "does not say why");
    finds(
        (letter.purpose() == Purpose::Wanted) != letter.has_way_out(),
        "has no way out, and nobody needs it",
    );
    finds(letter.has_way_out() != text.contains("Stop these emails"), "does not show its way out");
    finds(subject.is_empty() || subject.chars().count() > 100, "has a subject of another length");
    finds(preview.chars().count() < 10 || preview.chars().count() > 112, "has no preview text");
    finds(!html.contains("class=\"preview\""), "does not show its preview text");
    finds(text.len() + html.len() > MOST_BYTES, "is too large");
    finds(count("h1") != 1, "has not one heading");
    finds(count("html[lang='en-GB']") != 1, "does not say its language");
    finds(count("table:not([role=presentation])") > 0, "has a table for layout that is read as one");
    finds(count("img, script, link, form, iframe, video, svg") > 0, "has more than words");
    finds(!html.contains("prefers-color-scheme: dark"), "does not know the dark");
    finds(words_of_html(&page) != words_of_text(&text), "says something else in its text");
    let linked = select("[href], [src]");
    let links = page.select(&linked).filter_map(|link| link.attr("href").or(link.attr("src")));
    let addresses = text.split_whitespace().filter(|word| word.contains("://"));
    for link in links.chain(addresses) {
        let rest = link.strip_prefix(HOME);
        finds(
            rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with(['/', '.'])),
            &format!("leads to {link}"),
        );
    }
    faults
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

/// Words without what one form has alone: addresses, signs, and in HTML the name of the site and the subject above.
fn words(text: &str) -> Vec<String> {
    let kept = text.split_whitespace().filter(|word| !word.contains("://"));
    let words = kept.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn words_of_text(text: &str) -> Vec<String> {
    words(text)
}

fn words_of_html(page: &Html) -> Vec<String> {
    let body = page.select(&select("body")).next().expect("a body");
    let mut text = String::new();
    gather(body, &mut text);
    words(&text)
}

fn gather(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) => {
                let is_head = inner.name() == "h1"
                    || inner.classes().any(|class| class == "preview" || class == "brand");
                if !is_head {
                    text.push(' ');
                    ElementRef::wrap(child).into_iter().for_each(|element| gather(element, text));
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_kind_says_why_and_how_to_end_it_in_twins_that_say_the_same() {
    let kinds = every_kind();
    assert!(kinds.len() > 40, "only {}", kinds.len());
    let faults: Vec<_> = kinds
        .iter()
        .flat_map(|example| faults(&example.letter).into_iter().map(|fault| (example.letter.about(), fault)))
        .map(|(about, fault)| format!("{about} {fault}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // It is looked for, so it is found.
    let bare =
        Letter::to("ada@example.org", "", "tests.bare").subject("Hello").para("See https://evil.example now");
    let found = self::faults(&bare);
    for fault in ["does not say why", "has no way out", "leads to https://evil.example"] {
        assert!(found.iter().any(|one| one.contains(fault)), "{fault} in {found:?}");
    }
}
