//! Training placements: inside an NHS programme, with what the 2020 principles ask for.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::super::dice::Dice;
use super::super::people;
use super::super::tables::{self, Training};
use super::super::words::{self, Values, add, fill};
use super::{DemoListing, DemoPlacement, Place, days, pay, phone, place, terms};
use crate::codes;

/// Months whose first Wednesday is a changeover.
const CHANGEOVERS: [u32; 5] = [2, 4, 8, 10, 12];
/// A start nearer than this leaves no time for the notices.
const NEAREST_START: u64 = 35;

pub fn placement(turn: usize, today: NaiveDate, dice: &mut Dice) -> DemoListing {
    let training = tables::turn(&tables::TRAININGS, |row| row.weight, turn).unwrap_or(&tables::TRAININGS[0]);
    let place = host(training, dice);
    let doctor = training.profession == "doctor";
    let (starts_on, ends_on) = if doctor { rotation(today, dice) } else { block(today, dice) };
    let latest = starts_on.checked_sub_days(Days::new(14));
    let (posted_on, closes_on, decision_by) = days(today, latest, dice);
    let mut details = details(training, &place, ends_on, dice);
    let contact_name = people::name(dice);
    let values = values(training, &place, &details, starts_on, dice);
    let style = style(training);
    let asked = usize::from(dice.chance(50));
    let who = if doctor { "doctor" } else { "learner" };
    details.levels_note = words::say(&format!("{who}.levels"), &values, dice);
    details.supervision_note = words::say(&format!("{who}.supervision"), &values, dice);
    details.timetable = words::say(&format!("{style}.timetable"), &values, dice);
    DemoListing {
        provider: place.provider,
        site: place.site,
        title: training.title.replace("{levels}", &levels(training)).replace("{place}", place.here.town),
        summary: words::say(&format!("{style}.summary"), &values, dice),
        description: description(style, who, &details, &values, dice),
        profession: &training.profession,
        contract: if doctor { "secondment" } else { "fixed-term" },
        patterns: vec!["full-time", "part-time"],
        specialties: tables::parts(&training.specialties),
        grades: tables::parts(&training.grades),
        stages: stages(&details, doctor),
        funding: "nhs-funded",
        pay: resident_band(training).and_then(|band| pay::of_training(band, today)),
        comparable_band: resident_band(training),
        hours_per_week: Some(if doctor { 40.0 } else { 37.5 }),
        terms: terms::of("fixed-term", "nhs-funded", dice),
        dbs_level: terms::dbs(&training.area, "qualified"),
        visa_sponsorship: false,
        ltft_welcome: doctor || dice.chance(80),
        starts_on: Some(starts_on),
        posted_on,
        closes_on,
        decide_by: decision_by.min(starts_on),
        contact_email: format!("education@{}.example.org", place.at.slug),
        contact_name,
        contact_phone: phone(dice),
        questions: dice.several(words::section("learning.question"), asked),
        placement: Some(details),
    }
}

/// A place whose work is at least partly for the NHS, or there would be no indemnity for it.
fn host(training: &Training, dice: &mut Dice) -> Place {
    let mut chosen = place(&training.area, dice);
    for _ in 0..12 {
        if chosen.at.funding != "private" {
            break;
        }
        chosen = place(&training.area, dice);
    }
    chosen
}

/// One of the next three changeovers, to the eve of one four to six months later.
fn rotation(today: NaiveDate, dice: &mut Dice) -> (NaiveDate, NaiveDate) {
    let from = today + Days::new(NEAREST_START);
    let coming: Vec<NaiveDate> = (0..30)
        .filter_map(|months| first_wednesday(from.checked_add_months(Months::new(months))?))
        .filter(|day| *day >= from)
        .collect();
    let start = coming.get(dice.below(3)).copied().unwrap_or(from);
    let end = coming.iter().find(|day| (**day - start).num_days() > 110).copied().unwrap_or(start);
    (start, end - Days::new(1))
}

/// The changeover in the month of that day, if it has one.
fn first_wednesday(day: NaiveDate) -> Option<NaiveDate> {
    let changes = CHANGEOVERS.contains(&day.month());
    NaiveDate::from_weekday_of_month_opt(day.year(), day.month(), Weekday::Wed, 1).filter(|_| changes)
}

/// Students come on a Monday for some weeks.
fn block(today: NaiveDate, dice: &mut Dice) -> (NaiveDate, NaiveDate) {
    let earliest = dice.day_after(today, NEAREST_START, 150);
    let monday = earliest + Days::new(u64::from(7 - earliest.weekday().num_days_from_monday()) % 7);
    (monday, monday + Days::new(7 * dice.between(6, 14) as u64 - 3))
}

fn details(training: &'static Training, place: &Place, ends_on: NaiveDate, dice: &mut Dice) -> DemoPlacement {
    let doctor = training.profession == "doctor";
    let office = dice.pick(&tables::offices(place.here.gazetteer)).unwrap_or("defence");
    let nhs = partner(place, dice);
    let title = if dice.chance(50) { "Mr" } else { "Miss" };
    let surgical = matches!(training.area.as_str(), "surgery" | "eyes" | "womens-health");
    let title = if surgical { title } else { "Dr" };
    let supervisor = people::name(dice);
    DemoPlacement {
        learners: tables::parts(&training.learners),
        nhs_partner: nhs,
        lead_employer: nhs,
        training_office: office,
        programme: format!("{}, {}", training.training_title, codes::training_offices().label(office)),
        capacity: if doctor { dice.between(1, 2) } else { dice.between(1, 4) },
        ends_on,
        supervisor_gmc: if doctor { format!("99{:05}", dice.below(100_000)) } else { String::new() },
        supervisor_name: if doctor { format!("{title} {supervisor}") } else { supervisor },
        supervised_by_recognised: true,
        supervision_note: String::new(),
        open_to_every_level: true,
        levels_note: String::new(),
        indemnity_in_place: true,
        indemnity_basis: indemnity(place.here.gazetteer, dice),
        nhs_funded_share: place.at.nhs_share.max(40),
        site_approval: dice.pick(words::section("site_approval")).unwrap_or_default(),
        wte_percent: dice.pick(&[&80, &80, &60, &60, &50]).copied().unwrap_or(80),
        timetable: String::new(),
        on_call: dice.pick(words::section("on_call")).filter(|_| doctor).unwrap_or("None"),
        lists_per_week: doctor.then(|| dice.between(4, 8) as f64 / 2.0),
        procedures: procedures(training, dice),
        case_mix: &training.case_mix,
    }
}

fn partner(place: &Place, dice: &mut Dice) -> &'static str {
    let near = tables::TRUSTS.iter().filter(|trust| trust.gazetteer == place.here.gazetteer);
    let near: Vec<&'static str> = near.map(|trust| trust.name.as_str()).collect();
    dice.pick(&near).unwrap_or(place.at.nhs_partner)
}

/// England's scheme is CNST; the others have their own.
fn indemnity(gazetteer: &str, dice: &mut Dice) -> &'static str {
    match gazetteer {
        "Scotland" => {
            "NHS indemnity (CNORIS) through the employing board, confirmed in the placement agreement"
        }
        "Wales" => "NHS indemnity through the Welsh Risk Pool, confirmed in the placement agreement",
        _ => dice.pick(words::section("indemnity_basis")).unwrap_or_default(),
    }
}

fn procedures(training: &'static Training, dice: &mut Dice) -> Vec<(&'static str, i64)> {
    let expected = |part: &'static str| {
        let (what, numbers) = part.split_once(':')?;
        let (low, high) = numbers.split_once('-')?;
        Some((what, dice.between(low.parse().ok()?, high.parse().ok()?)))
    };
    tables::parts(&training.procedures).into_iter().filter_map(expected).collect()
}

/// "ST3–ST5"; empty for learners who are not doctors.
fn levels(training: &'static Training) -> String {
    let grades = tables::parts(&training.grades);
    match (grades.first(), grades.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{}–{}", codes::grades().label(first), codes::grades().label(last))
        }
        (Some(only), _) => codes::grades().label(only).to_owned(),
        _ => String::new(),
    }
}

fn values(
    training: &'static Training,
    place: &Place,
    details: &DemoPlacement,
    starts_on: NaiveDate,
    dice: &mut Dice,
) -> Values {
    let doctor = details.lists_per_week.is_some();
    let one = if doctor { "one doctor in training" } else { "one learner" };
    let many = if doctor { "doctors in training" } else { "learners" };
    let left_out = dice.below(5);
    let week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    let day = |number: usize| week.get(number + usize::from(number >= left_out)).copied().unwrap_or_default();
    let length = (details.ends_on - starts_on).num_days();
    Values::default()
        .with("site", place.here.name)
        .with("site_in", place.named())
        .with("town", place.here.town)
        .with("provider", place.at.short)
        .with("nhs", details.nhs_partner)
        .with("office", office_in_words(details.training_office))
        .with("training_title", &training.training_title)
        .with("supervisor", &details.supervisor_name)
        .with("levels_words", levels(training))
        .with("lists", lists_words(details.lists_per_week.unwrap_or(3.0)))
        .with("months", words::number((length + 15) / 30))
        .with("weeks", words::number((length + 3) / 7))
        .with("share", details.nhs_funded_share)
        .with(
            "capacity_words",
            match details.capacity {
                1 => one.to_owned(),
                several => format!("{} {many}", words::number(several)),
            },
        )
        .with("day_a", day(0))
        .with("day_b", day(1))
        .with("day_c", day(2))
        .with("day_d", day(3))
}

/// Which sentences fit: some doctors operate or scope on lists, some see people in sessions.
fn style(training: &Training) -> &'static str {
    match training.area.as_str() {
        _ if training.profession != "doctor" => "learner",
        "primary-care" | "mental-health" | "outpatients" | "imaging" | "ward" => "clinic",
        _ => "lists",
    }
}

/// "the West Midlands", as it stands in a sentence.
fn office_in_words(office: &str) -> String {
    let label = codes::training_offices().label(office);
    let article = ["East", "North East", "North West", "South West", "Thames", "West"];
    match article.iter().any(|start| label.starts_with(start)) && !label.ends_with("London") {
        true => format!("the {label}"),
        false => label.to_owned(),
    }
}

fn lists_words(lists: f64) -> String {
    let whole = words::number(lists as i64);
    if lists.fract() == 0.0 { whole } else { format!("{whole} and a half") }
}

fn description(style: &str, who: &str, details: &DemoPlacement, values: &Values, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(2400);
    text.push_str("## The placement\n\n");
    add(&mut text, &format!("{style}.opening"), values, dice);
    text.push(' ');
    text.push_str(&details.levels_note);
    text.push_str("\n\n## What you will do\n\n");
    add(&mut text, &format!("{style}.opportunity"), values, dice);
    text.push_str("\n\n");
    for (what, expected) in &details.procedures {
        text.push_str(&format!("- {what}: about {expected}\n"));
    }
    text.push_str(&format!("\nCase mix: {}.\n\n## Supervision\n\n", words::uncapital(details.case_mix)));
    text.push_str(&details.supervision_note);
    text.push_str("\n\n## The week\n\n");
    text.push_str(&details.timetable);
    text.push_str("\n\n## Programme and indemnity\n\n");
    add(&mut text, &format!("{who}.programme"), values, dice);
    text.push(' ');
    add(&mut text, &format!("{who}.indemnity"), values, dice);
    if who == "doctor" {
        text.push(' ');
        add(&mut text, "principles", values, dice);
    }
    text.push_str("\n\n## What else to know\n\n");
    for sentence in
        dice.several(words::section(&format!("{who}.practical")), if who == "doctor" { 1 } else { 3 })
    {
        fill(&mut text, sentence, values, dice);
        text.push(' ');
    }
    add(&mut text, &format!("{who}.feedback"), values, dice);
    text
}

fn stages(details: &DemoPlacement, doctor: bool) -> Vec<&'static str> {
    match details.learners.first() {
        _ if doctor => vec!["training-grade"],
        Some(&"return-to-practice") => vec!["returner"],
        Some(&("foundation-pharmacist" | "dental-foundation")) => vec!["newly-registered", "training-grade"],
        _ => vec!["student-or-apprentice"],
    }
}

/// The scale of the most junior level that may come.
fn resident_band(training: &'static Training) -> Option<&'static str> {
    Some(match *tables::parts(&training.grades).first()? {
        "f1" => "resident-f1",
        "f2" => "resident-f2",
        "ct1" | "ct2" | "st1" | "st2" | "gpst1" | "gpst2" | "imt1" | "imt2" => "resident-ct1-2",
        "st6" | "st7" | "st8" => "resident-st6-8",
        _ => "resident-ct3-st5",
    })
}
