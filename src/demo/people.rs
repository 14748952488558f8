//! People who look for work, by names put together at random.

use super::dice::{Dice, For};
use super::tables::{self, Title};
use super::words;
use crate::codes;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    pub name: String,
    /// At example.org, which no letter ever reaches.
    pub email: String,
    pub profession: &'static str,
    /// What they do now, in words.
    pub headline: &'static str,
    pub specialties: Vec<&'static str>,
    pub grade: Option<&'static str>,
    pub town: &'static str,
    pub postcode: &'static str,
    pub years: i64,
}

/// The same number always gives the same person.
pub fn person(number: usize) -> DemoPerson {
    with_title(number, tables::turn(&tables::TITLES, |title| title.weight, number))
}

/// The person of that number, had they this profession.
pub(super) fn person_of(number: usize, profession: &str) -> DemoPerson {
    let fits = |title: &Title| if title.profession == profession { title.weight } else { 0 };
    with_title(number, tables::turn(&tables::TITLES, fits, number))
}

fn with_title(number: usize, title: Option<&'static Title>) -> DemoPerson {
    let dice = &mut Dice::new(For::Person, number);
    let (first, last) = names(dice);
    let home = tables::SITES.get(dice.below(tables::SITES.len()));
    DemoPerson {
        email: format!("{}.{}{number}@example.org", plain(first), plain(last)),
        name: format!("{first} {last}"),
        profession: title.map_or("nurse", |title| &title.profession),
        headline: title.map_or("", |title| &title.title),
        specialties: title.map_or_else(Vec::new, |title| tables::parts(&title.specialties)),
        grade: title.and_then(|title| tables::parts(&title.grades).first().copied()),
        town: home.map_or("", |home| &home.town),
        postcode: home.map_or("", |home| &home.postcode),
        years: match dice.between(1, 22) {
            // She who is signed in as has something to tell.
            _ if number == 0 => 9,
            years => years.max(if title.is_some_and(is_senior) { 5 } else { 1 }),
        },
    }
}

/// A number of the right form that no register has given: its digits begin with 99. Empty where there is no register.
pub(super) fn registration(profession: &str, number: usize) -> String {
    const HCPC: [(&str, &str); 14] = [
        ("arts-therapist", "AS"),
        ("biomedical-scientist", "BS"),
        ("podiatrist", "CH"),
        ("clinical-scientist", "CS"),
        ("dietitian", "DT"),
        ("hearing-aid-dispenser", "HAD"),
        ("operating-department-practitioner", "ODP"),
        ("orthoptist", "OR"),
        ("occupational-therapist", "OT"),
        ("paramedic", "PA"),
        ("physiotherapist", "PH"),
        ("prosthetist-or-orthotist", "PO"),
        ("practitioner-psychologist", "PYL"),
        ("speech-and-language-therapist", "SL"),
    ];
    let number = number % 1000;
    match codes::registrations::body_of(profession).map_or("", |body| &body.code) {
        "GMC" if profession.ends_with("associate") => format!("A9900{number:03}"),
        "GMC" => format!("9900{number:03}"),
        "NMC" => format!("99Z0{number:03}E"),
        "HCPC" => {
            let known = HCPC.iter().find(|(known, _)| *known == profession);
            format!("{}990{number:03}", known.map_or("RA", |(_, letters)| letters))
        }
        "GPhC" if profession == "pharmacist" => format!("2999{number:03}"),
        "GPhC" => format!("5999{number:03}"),
        "GDC" => format!("999{number:03}"),
        "GOC" => format!("99-99{number:03}"),
        "SWE" => format!("SW999{number:03}"),
        _ => String::new(),
    }
}

/// A name for somebody who is only named.
pub(super) fn name(dice: &mut Dice) -> String {
    let (first, last) = names(dice);
    format!("{first} {last}")
}

fn names(dice: &mut Dice) -> (&'static str, &'static str) {
    let first = dice.pick(words::section("first")).unwrap_or_default();
    (first, dice.pick(words::section("last")).unwrap_or_default())
}

fn is_senior(title: &Title) -> bool {
    matches!(title.level.as_str(), "senior" | "lead" | "consultant")
}

/// As it stands in an address.
fn plain(name: &str) -> String {
    slug::slugify(name).replace('-', "")
}
