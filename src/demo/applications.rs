//! What people write when they apply, and what they are answered.

use super::dice::{Dice, For};
use super::listings::DemoListing;
use super::people::{self, DemoPerson};
use super::words::{self, Values};
use crate::codes;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoApplication {
    pub person: DemoPerson,
    /// Several paragraphs.
    pub statement: String,
    /// One for each of the listing's questions.
    pub answers: Vec<String>,
    /// From the provider and from the candidate.
    pub messages: Vec<(Sender, String)>,
    /// What the provider's people note for themselves.
    pub note: String,
    pub rejection: (&'static str, String),
    pub withdrawal: (&'static str, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    Provider,
    Candidate,
}

/// What the person of that number writes to this listing.
pub fn application(number: usize, listing: &DemoListing) -> DemoApplication {
    let dice = &mut Dice::new(For::Application, number);
    let person = people::person_of(number, listing.profession);
    let values = values(&person, listing, dice);
    let mut say = |section: &str| words::say(section, &values, dice);
    let messages =
        vec![(Sender::Provider, say("message.provider")), (Sender::Candidate, say("message.candidate"))];
    let (note, reject) = (say("note"), say("reject.words"));
    DemoApplication {
        statement: statement(&values, dice),
        answers: listing.questions.iter().map(|question| answer(question)).collect(),
        messages,
        note,
        rejection: (code(codes::rejection_reasons(), dice), reject),
        withdrawal: withdrawal(dice),
        person,
    }
}

fn values(person: &DemoPerson, listing: &DemoListing, dice: &mut Dice) -> Values {
    Values::default()
        .with("profession", codes::professions().label(person.profession).to_lowercase())
        .with("years", if person.years == 1 { "two".into() } else { words::number(person.years) })
        .with("recently", words::say("recently", &Values::default(), dice))
        .with("title", &listing.title)
        .with("site", listing.site().map_or("your hospital", |site| site.name))
        .with("contact", &listing.contact_name)
}

fn statement(values: &Values, dice: &mut Dice) -> String {
    let mut text = words::say("statement.opening", values, dice);
    for paragraph in dice.several(words::section("statement.middle"), 2) {
        text.push_str("\n\n");
        words::fill(&mut text, paragraph, values, dice);
    }
    text.push_str("\n\n");
    words::add(&mut text, "statement.closing", values, dice);
    text
}

/// The answer that goes with the question, by the word that only that question has.
fn answer(question: &str) -> String {
    const BY_WORD: [(&str, usize); 7] = [
        ("safety", 0),
        ("notice period", 1),
        ("change at work", 2),
        ("skills", 3),
        ("days and hours", 4),
        ("registration", 5),
        ("travel", 6),
    ];
    let place = BY_WORD.iter().find(|(word, _)| question.contains(word)).map(|(_, place)| *place);
    let ready = place.and_then(|place| words::section("answer").get(place));
    ready.copied().unwrap_or("The people, the planned work and the time that you give to it.").to_owned()
}

/// A reason, and words that go with it.
fn withdrawal(dice: &mut Dice) -> (&'static str, String) {
    let reason =
        dice.pick(&["accepted-another", "circumstances", "hours", "took-too-long"]).unwrap_or_default();
    (reason, words::say(&format!("withdraw.{reason}"), &Values::default(), dice))
}

fn code(list: &'static codes::List, dice: &mut Dice) -> &'static str {
    list.all().get(dice.below(list.all().len())).map_or("", |code| &code.code)
}
