//! Roles: a title from the table, a place that does such work, and a description put together from the sentences of
//! its area, its profession and its level.

use chrono::NaiveDate;

use super::super::dice::Dice;
use super::super::people;
use super::super::tables::{self, Title};
use super::super::words::{self, Values, add, add_list};
use super::{DemoListing, Place, days, pay, phone, place, terms};
use crate::codes;

const USUAL_CONTRACTS: [&str; 10] = [
    "permanent",
    "permanent",
    "permanent",
    "permanent",
    "permanent",
    "permanent",
    "fixed-term",
    "bank",
    "bank",
    "locum",
];

pub fn role(turn: usize, today: NaiveDate, dice: &mut Dice) -> DemoListing {
    let title = tables::turn(&tables::TITLES, |title| title.weight, turn).unwrap_or(&tables::TITLES[0]);
    let place = place(&title.area, dice);
    let contract = contract(title, dice);
    let hours = hours(title, contract, dice);
    let contact_name = people::name(dice);
    let values = values(title, &place, hours, contract, &contact_name);
    let (posted_on, closes_on, decide_by) = days(today, None, dice);
    let in_london = place.here.gazetteer == "London";
    let mut pay = pay::of_role(title, contract, in_london, today, dice);
    pay.note = pay_note(contract, hours, dice);
    DemoListing {
        provider: place.provider,
        site: place.site,
        title: title.title.clone(),
        summary: summary(title, &values, dice),
        description: description(title, contract, &values, dice),
        profession: &title.profession,
        contract,
        patterns: terms::patterns(&title.area, contract, hours, dice),
        specialties: tables::parts(&title.specialties),
        grades: tables::parts(&title.grades),
        stages: stages(title),
        funding: place.at.funding,
        pay: Some(pay),
        comparable_band: Some(title.band.as_str()).filter(|band| !band.is_empty()),
        hours_per_week: hours,
        terms: terms::of(contract, place.at.funding, dice),
        dbs_level: terms::dbs(&title.area, &title.level),
        visa_sponsorship: can_sponsor(title, contract) && dice.chance(40),
        ltft_welcome: title.level != "apprentice" && dice.chance(70),
        starts_on: if dice.chance(25) { Some(dice.day_after(decide_by, 14, 70)) } else { None },
        posted_on,
        closes_on,
        decide_by,
        contact_email: format!("recruitment@{}.example.org", place.at.slug),
        contact_name,
        contact_phone: phone(dice),
        questions: questions(dice),
        placement: None,
    }
}

fn contract(title: &'static Title, dice: &mut Dice) -> &'static str {
    let own = tables::parts(&title.contracts);
    dice.pick(if own.is_empty() { &USUAL_CONTRACTS } else { &own }).unwrap_or("permanent")
}

fn hours(title: &Title, contract: &str, dice: &mut Dice) -> Option<f64> {
    let full = if title.level == "consultant" || title.level == "doctor" { 40.0 } else { 37.5 };
    match contract {
        "bank" | "sessional" | "practising-privileges" => None,
        "apprenticeship" | "locum" => Some(full),
        _ if title.level == "lead" || dice.chance(62) => Some(full),
        _ => dice.pick(&[&15.0, &18.75, &22.5, &24.0, &30.0]).copied(),
    }
}

fn values(title: &Title, place: &Place, hours: Option<f64>, contract: &str, contact: &str) -> Values {
    let who = who(&title.title);
    let (hours_words, hours_adj) = match (hours, contract) {
        (Some(hours), _) if hours >= 35.0 => (format!("full time, {hours} hours a week"), "full-time"),
        (Some(hours), _) => (format!("part time, {hours} hours a week"), "part-time"),
        (None, "bank") => ("as many shifts as suit you".into(), "flexible"),
        (None, _) => ("in sessions that we agree with you".into(), "sessional"),
    };
    Values::default()
        .with("who", who)
        .with("site", place.here.name)
        .with("site_in", place.named())
        .with("here", place.kind())
        .with("town", place.here.town)
        .with("provider", place.at.short)
        .with("nhs", place.at.nhs_partner)
        .with("hours_words", hours_words)
        .with("hours_adj", hours_adj)
        .with("study_days", words::number(place.at.study_days))
        .with("rota_weeks", words::number(place.at.rota_weeks))
        .with("contact", contact)
}

/// The title as it stands in a sentence: "Senior Physiotherapist – MSK" is "senior physiotherapist".
fn who(title: &str) -> String {
    let plain = title.split([':', '(']).next().unwrap_or(title).split(" – ").next().unwrap_or(title).trim();
    let lower = |word: &str| match word.chars().filter(|c| c.is_uppercase()).count() {
        0 | 1 => word.to_lowercase(),
        _ => word.to_owned(),
    };
    plain.split(' ').map(lower).collect::<Vec<_>>().join(" ")
}

fn summary(title: &Title, values: &Values, dice: &mut Dice) -> String {
    if title.level == "consultant" {
        return words::say("consultant.summary", values, dice);
    }
    words::say("summary", values, dice)
}

fn description(title: &Title, contract: &str, values: &Values, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(2400);
    text.push_str(
        dice.pick(&["## The role\n\n", "## About the role\n\n", "## The work\n\n"]).unwrap_or_default(),
    );
    add(&mut text, opening(contract), values, dice);
    for sentence in dice.several(words::section(&format!("{}.role", title.area)), 2) {
        text.push(' ');
        words::fill(&mut text, sentence, values, dice);
    }
    text.push_str("\n\n## The team\n\n");
    add(&mut text, &format!("{}.team", title.area), values, dice);
    text.push_str("\n\n## What you will do\n\n");
    add_list(&mut text, &format!("{}.do", title.area), 3, values, dice);
    add_list(&mut text, &format!("{}.do", title.profession), 1, values, dice);
    text.push_str("\n## What you will bring\n\n");
    bring(&mut text, title, values, dice);
    text.push_str("\n## What we offer\n\n");
    offer(&mut text, title, contract, values, dice);
    text.push('\n');
    add(&mut text, "closing", values, dice);
    text
}

fn opening(contract: &str) -> &'static str {
    match contract {
        "locum" => "locum.opening",
        "bank" => "bank.opening",
        "practising-privileges" => "privileges.opening",
        "apprenticeship" => "apprentice.opening",
        _ => "role.opening",
    }
}

fn bring(text: &mut String, title: &Title, values: &Values, dice: &mut Dice) {
    let registered = !matches!(title.level.as_str(), "new" | "doctor" | "consultant" | "apprentice");
    if let Some(body) = codes::registrations::body_of(&title.profession).filter(|_| registered) {
        text.push_str("- registration with ");
        text.push_str(if body.code == "SWE" { "" } else { "the " });
        text.push_str(&body.label);
        text.push('\n');
    }
    add_list(text, &format!("level.{}", title.level), 2, values, dice);
    if title.level != "apprentice" {
        add_list(text, &format!("{}.bring", title.profession), 2, values, dice);
    }
}

fn offer(text: &mut String, title: &Title, contract: &str, values: &Values, dice: &mut Dice) {
    if title.level == "consultant" {
        return add_list(text, "consultant.offer", 3, values, dice);
    }
    if matches!(contract, "sessional" | "locum") {
        return add_list(text, "sessional.offer", 3, values, dice);
    }
    for of in ["offer.growth", "offer.control", "offer.culture"] {
        add_list(text, of, 1, values, dice);
    }
}

fn stages(title: &Title) -> Vec<&'static str> {
    match title.level.as_str() {
        "apprentice" => vec!["student-or-apprentice"],
        "new" => vec!["newly-registered", "returner"],
        "support" => vec!["experienced", "returner"],
        "qualified" => vec!["newly-registered", "experienced", "returner"],
        "senior" => vec!["experienced", "senior-or-leader"],
        "doctor" => vec!["training-grade", "experienced"],
        _ => vec!["senior-or-leader"],
    }
}

/// Sponsorship needs a skilled, employed post.
fn can_sponsor(title: &Title, contract: &str) -> bool {
    let skilled = matches!(title.level.as_str(), "qualified" | "senior" | "lead" | "doctor" | "consultant");
    skilled
        && matches!(contract, "permanent" | "fixed-term")
        && title.area != "estates"
        && title.area != "desk"
}

fn pay_note(contract: &str, hours: Option<f64>, dice: &mut Dice) -> String {
    match contract {
        "practising-privileges" => "For NHS-funded lists; private fees are your own".into(),
        "sessional" => "A session is four hours, with preparation paid".into(),
        "bank" => "With holiday pay; more at nights and weekends".into(),
        "apprenticeship" => "More in the second year".into(),
        _ if hours.is_some_and(|hours| hours < 35.0) => "Full-time rate; paid for the hours worked".into(),
        _ if dice.chance(40) => words::say("pay.note", &Values::default(), dice),
        _ => String::new(),
    }
}

fn questions(dice: &mut Dice) -> Vec<&'static str> {
    let how_many = if dice.chance(40) { dice.between(1, 3) as usize } else { 0 };
    dice.several(words::section("question"), how_many)
}
