//! Every kind of letter has an example, so that administrators find it and see its words.

use super::tree::{File, files, lines_where, no_breaches};
use rounds::administration::every_example;
use rounds::kit::clock::Clock;
use rounds::kit::letters::Site;
use std::collections::BTreeSet;

fn is_room_of_letters(file: &File) -> bool {
    file.path.contains("/mails") && !file.path.ends_with("/examples.rs")
}

#[test]
fn letters_are_written_in_their_rooms() {
    let elsewhere = |file: &File, line: &str| {
        !is_room_of_letters(file) && !["kit", "demo"].contains(&file.module()) && line.contains("Letter::to(")
    };
    no_breaches("a letter is written in mails.rs", lines_where(&files("src", ".rs"), elsewhere));
}

/// `"accounts.confirm"` anywhere in a line.
fn kinds_in(line: &str) -> impl Iterator<Item = &str> {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let quoted = line.split('"').skip(1).step_by(2);
    quoted.filter(move |text| text.split_once('.').is_some_and(|(of, kind)| is_word(of) && is_word(kind)))
}

#[test]
fn every_kind_of_letter_has_an_example() {
    let site = Site { public_url: "https://rounds.example".into(), mail_domain: "rounds.example".into() };
    let examples = every_example(&site, Clock::default().now());
    let known: BTreeSet<&str> =
        examples.iter().flat_map(|(_, examples)| examples).map(|example| example.letter.about()).collect();
    let rooms: Vec<File> = files("src", ".rs").into_iter().filter(is_room_of_letters).collect();
    let mut written = BTreeSet::new();
    for file in &rooms {
        written.extend(file.code().flat_map(|(_, line)| kinds_in(line)));
    }
    assert!(written.len() > 40, "they are read: {written:?}");
    let without = written.difference(&known).map(|kind| (*kind).to_owned()).collect();
    no_breaches("a kind of letter has no example (letter_examples of its feature)", without);
    let unknown = known.difference(&written).map(|kind| (*kind).to_owned()).collect();
    no_breaches("an example of a letter that nobody writes", unknown);
}
