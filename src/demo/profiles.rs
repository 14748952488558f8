//! What people say of themselves in their profiles.

use chrono::{Datelike, Duration, Months, NaiveDate};

use super::dice::{Dice, For};
use super::people::{self, DemoPerson};
use super::tables;
use super::words::{self, Values};
use crate::codes;
use crate::kit::places;
use crate::profiles::model::{
    Break, Contact, Employment, Kept, Place, Qualification, Referee, Registration, RightToWork, Training,
    Wishes, Work,
};
use crate::profiles::{EntryId, Profile};

/// She who is signed in as has a gap that nobody has explained yet.
const ADA: usize = 0;

/// What the person of that number says on a day. The same number and person always say the same.
pub fn profile(number: usize, person: &DemoPerson, today: NaiveDate) -> Profile {
    let dice = &mut Dice::new(For::Profile, number);
    let mut say = |section: &str| words::say(section, &Values::default(), dice);
    let reach = say("profile.reach");
    let (employments, breaks) = history(number, person, today, dice);
    let latest = employments.first().map(|one| one.employer.clone()).unwrap_or_default();
    let before = employments.get(1).map_or(latest.clone(), |one| one.employer.clone());
    Profile {
        contact: Contact { name: person.name.clone(), phone: phone(number), reach },
        work: work(person),
        specialties: person.specialties.iter().map(ToString::to_string).collect(),
        registrations: kept(registrations(number, person)),
        qualifications: kept(qualifications(person, today, dice)),
        training: kept(training(today, dice)),
        referees: kept(vec![referee(latest, dice), referee(before, dice)]),
        right_to_work: right_to_work(number, today, dice),
        wishes: Wishes { available_on: None, notice_weeks: Some(4 * dice.between(1, 3) as i32) },
        patterns: patterns(dice),
        places: kept(home(person)),
        employments: kept(employments),
        breaks: kept(breaks),
        ..Profile::default()
    }
}

/// Of a range that no exchange gives out.
pub(super) fn phone(number: usize) -> String {
    format!("07700 900{:03}", number % 1000)
}

fn kept<E>(entries: Vec<E>) -> Vec<Kept<E>> {
    entries.into_iter().map(|entry| Kept { id: EntryId::default(), entry }).collect()
}

fn work(person: &DemoPerson) -> Work {
    let in_training = person.grade.is_some_and(|grade| grade.starts_with("ct") || grade.starts_with("st"));
    let stage = match person.years {
        _ if in_training => "training-grade",
        ..=1 => "newly-registered",
        2..=14 => "experienced",
        _ => "senior-or-leader",
    };
    let band = if person.years > 6 { "band-6" } else { "band-5" };
    let grade = person.grade.unwrap_or(if person.profession == "doctor" { "" } else { band });
    Work { profession: person.profession.into(), grade: grade.into(), stage: stage.into() }
}

fn registrations(number: usize, person: &DemoPerson) -> Vec<Registration> {
    let body = codes::registrations::body_of(person.profession);
    let registration = |body: &codes::Code| Registration {
        body: body.code.clone(),
        number: people::registration(person.profession, number),
    };
    body.map(registration).into_iter().collect()
}

fn qualifications(person: &DemoPerson, today: NaiveDate, dice: &mut Dice) -> Vec<Qualification> {
    let name = codes::professions().label(person.profession);
    let title = match person.profession {
        "doctor" => "Bachelor of Medicine, Bachelor of Surgery".to_string(),
        _ if codes::registrations::body_of(person.profession).is_some() => format!("BSc (Hons), {name}"),
        _ => "Level 3 Diploma in Healthcare Support".to_string(),
    };
    let year = today.year() - person.years as i32 - 1;
    let of = |title: &str, institution: String, result: &str, awarded| Qualification {
        title: title.into(),
        institution,
        result: result.into(),
        awarded,
    };
    let university = words::say("profile.university", &Values::default(), dice);
    let mut all = vec![of(&title, university.clone(), "", year)];
    if person.years > 4 {
        let course = words::say("profile.course", &Values::default(), dice);
        all.push(of(&course, university, "Passed", year + 3));
    }
    all
}

/// Back from today, post by post.
fn history(
    number: usize,
    person: &DemoPerson,
    today: NaiveDate,
    dice: &mut Dice,
) -> (Vec<Employment>, Vec<Break>) {
    let first_of_month = today.with_day(1).unwrap_or(today);
    let (mut posts, mut breaks) = (Vec::new(), Vec::new());
    let mut ended = None;
    let count = if person.years > 3 { 3 } else { 1 };
    let months = (person.years as u32 * 12 / count as u32).max(6);
    for post in 0..count {
        let until = ended.unwrap_or(first_of_month);
        let started = until - Months::new(months - 1);
        posts.push(employment(person, (started, ended), post, dice));
        // Everybody was away once before their latest two posts; Ada twice, and of one time she says nothing.
        let (away, says_so) = match post {
            0 if number == ADA => (5, true),
            1 => (7, number != ADA),
            _ => (0, false),
        };
        ended = Some(started - Months::new(1 + away));
        if says_so && post + 1 < count {
            let explanation = words::say("profile.break", &Values::default(), dice);
            let (from, to) = (started - Months::new(away), started - Months::new(1));
            breaks.push(Break { started: from, ended: Some(to), explanation });
        }
    }
    (posts, breaks)
}

fn employment(
    person: &DemoPerson,
    (started, ended): (NaiveDate, Option<NaiveDate>),
    post: usize,
    dice: &mut Dice,
) -> Employment {
    let trust = tables::TRUSTS.get(dice.below(tables::TRUSTS.len())).map_or("", |trust| &trust.name);
    let private = tables::PROVIDERS.get(dice.below(tables::PROVIDERS.len())).map_or("", |one| &one.name);
    let say = |section: &str, dice: &mut Dice| words::say(section, &Values::default(), dice);
    Employment {
        title: if post == 0 { person.headline } else { codes::professions().label(person.profession) }.into(),
        employer: if dice.chance(35) { private } else { trust }.into(),
        started,
        ended,
        duties: say("profile.duties", dice),
        leaving: ended.map(|_| say("profile.leaving", dice)).unwrap_or_default(),
    }
}

fn training(today: NaiveDate, dice: &mut Dice) -> Vec<Training> {
    let skills: Vec<&str> = codes::core_skills().all().iter().map(|skill| skill.code.as_str()).collect();
    let mut taken = dice.several(&skills, 7);
    taken.sort_by_key(|code| codes::core_skills().position(code));
    let one = |skill: &str, dice: &mut Dice| {
        let completed_on = today - Duration::days(dice.between(20, 300));
        Training {
            skill: skill.into(),
            title: if skill == "resuscitation" { "Immediate Life Support".into() } else { String::new() },
            completed_on,
            expires_on: completed_on.checked_add_months(Months::new(12)),
        }
    };
    taken.into_iter().map(|skill| one(skill, dice)).collect()
}

fn referee(employer: String, dice: &mut Dice) -> Referee {
    let name = people::name(dice);
    let email = format!("{}@example.org", slug::slugify(&name).replace('-', "."));
    Referee {
        title: words::say("profile.referee", &Values::default(), dice),
        relation: words::say("profile.relation", &Values::default(), dice),
        phone: phone(dice.below(999)),
        organisation: employer,
        name,
        email,
    }
}

/// The first person has a British passport among her checks.
fn right_to_work(number: usize, today: NaiveDate, dice: &mut Dice) -> RightToWork {
    match dice.below(10) {
        0 if number > 0 => RightToWork { code: "sponsorship".into(), work_until: None },
        1 => RightToWork {
            code: "until".into(),
            work_until: today.checked_add_months(Months::new(12 + dice.below(30) as u32)),
        },
        _ => RightToWork { code: "unlimited".into(), work_until: None },
    }
}

fn patterns(dice: &mut Dice) -> Vec<String> {
    let usual = if dice.chance(60) { "full-time" } else { "part-time" };
    let also = dice.pick(&["compressed", "weekends", "on-call"]).unwrap_or_default();
    vec![usual.into(), also.into()]
}

fn home(person: &DemoPerson) -> Vec<Place> {
    let near = |town: &str| match places::known(town) {
        places::Found::One(place) => Some((place.key, place.label)),
        places::Found::Several(all) => all.into_iter().next().map(|place| (place.key, place.label)),
        _ => None,
    };
    let place = |(place, label)| Place { place, label, miles: Some(25) };
    near(person.town).map(place).into_iter().collect()
}
