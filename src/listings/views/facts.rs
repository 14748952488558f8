//! The facts of a listing in words, group by group.

use chrono::NaiveDate;

use crate::codes;
use crate::kit::clock::{Moment, day_words};
use crate::kit::text::capital;
use crate::listings::model::{Full, Listing, NOTICES, Need, Placement, Terms, band_words, card_pay};
use crate::providers::{self, Claim};
use crate::web::page::Link;

/// A fact with its words; one without words is not shown.
pub struct Fact {
    pub label: String,
    pub value: String,
    pub note: String,
    /// Ways to reach somebody, after the value.
    pub links: Vec<Link>,
}

impl Fact {
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), note: String::new(), links: Vec::new() }
    }

    fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

pub(super) fn key_facts(full: &Full) -> Vec<Fact> {
    let (listing, terms) = (&full.listing, &full.terms);
    let pay = card_pay(listing, terms);
    let note = match (&terms.comparable_band, terms.pay_note.as_str()) {
        (_, note) if !note.is_empty() && note != pay => note.to_string(),
        (Some(band), _) => format!("Comparable with {}", codes::pay_bands().label(band)),
        _ => String::new(),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(day_words).unwrap_or_default();
    let mut facts = vec![
        Fact::new("Pay", pay).noted(note),
        Fact::new("Contract", codes::contracts().label(&listing.contract)),
        Fact::new("Working pattern", codes::patterns().labels(&full.tags.patterns)),
        Fact::new("Starts", day(listing.starts_on)),
    ];
    if let Some(placement) = &full.placement {
        facts.push(Fact::new("Ends", day(placement.ends_on)));
        facts.push(Fact::new("Learners at a time", number(placement.capacity)));
    }
    facts.push(Fact::new("Closes", day(listing.closes_on)).noted("at 11:59pm, London time"));
    facts
}

fn number(number: Option<i32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn yes_no(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "",
    }
}

/// `37.5`, `40`: without needless noughts.
fn decimal(number: f64) -> String {
    format!("{number:.2}").trim_end_matches('0').trim_end_matches('.').to_string()
}

pub(super) fn terms(full: &Full, now: Moment) -> Vec<Fact> {
    let Terms { hours_per_week, pension, annual_leave_days, sick_pay, dbs_level, .. } = &full.terms;
    let label = |list: &'static codes::List, code: &Option<String>| {
        code.as_deref().map(|code| list.label(code).to_string()).unwrap_or_default()
    };
    let band = full.terms.comparable_band.as_deref().and_then(|code| band_words(code, now.london_day()));
    let (band, note) = band
        .map(|(band, source)| (band, format!("{source}. It is not what is paid here")))
        .unwrap_or_default();
    vec![
        Fact::new(
            "Hours",
            hours_per_week.map(|hours| format!("{} a week", decimal(hours))).unwrap_or_default(),
        ),
        Fact::new(
            "Annual leave",
            annual_leave_days.map(|days| format!("{days} days a year")).unwrap_or_default(),
        ),
        Fact::new("Pension", label(codes::pensions(), pension)),
        Fact::new("Sick pay", label(codes::sick_pay(), sick_pay)),
        Fact::new("NHS service recognised", yes_no(full.terms.recognises_nhs_service)),
        Fact::new("Visa sponsorship", yes_no(full.terms.visa_sponsorship)),
        Fact::new("Less than full time welcome", yes_no(full.terms.ltft_welcome)),
        Fact::new("DBS check", label(codes::dbs_levels(), dbs_level)),
        Fact::new("Patients", codes::fundings().label(&full.listing.funding)),
        Fact::new("For comparison only", band).noted(note),
    ]
}

pub(super) fn people(full: &Full) -> Vec<Fact> {
    let tags = &full.tags;
    vec![
        Fact::new("Profession", codes::professions().label(&full.listing.profession)),
        Fact::new("Specialty", codes::specialties().labels(&tags.specialties)),
        Fact::new("Grade", codes::grades().labels(&tags.grades)),
        Fact::new("Learners", codes::learners().labels(&tags.learners)),
        Fact::new("Career stage", codes::stages().labels(&tags.stages)),
        Fact::new("Registration", registration(&full.listing.profession)),
    ]
}

fn registration(profession: &str) -> String {
    codes::registrations::body_of(profession).map(|body| body.label.clone()).unwrap_or_default()
}

pub(super) fn principles(placement: &Placement) -> Vec<Fact> {
    vec![
        Fact::new(
            "Always supervised by a consultant whom the NHS recognises",
            yes_no(placement.supervised_by_recognised),
        )
        .noted(&placement.supervision_note),
        Fact::new("Open to trainees of every level", yes_no(placement.open_to_every_level))
            .noted(&placement.levels_note),
        Fact::new("NHS indemnity for the NHS work", yes_no(placement.indemnity_in_place))
            .noted(&placement.indemnity_basis),
    ]
}

pub(super) fn programme(placement: &Placement) -> Vec<Fact> {
    let office = placement.training_office.as_deref().map(|code| codes::training_offices().label(code));
    let share = placement.nhs_funded_share.map(|percent| format!("{percent}% of the work"));
    let least = placement.wte_percent.map(|percent| format!("From {percent}% of full time"));
    vec![
        Fact::new("Programme", &placement.programme),
        Fact::new("Lead employer", &placement.lead_employer),
        Fact::new("Training office", office.unwrap_or_default()),
        Fact::new("NHS partner", &placement.nhs_partner),
        Fact::new("Supervisor", &placement.supervisor_name),
        Fact::new("NHS-funded work", share.unwrap_or_default()),
        Fact::new("Site approval", &placement.site_approval),
        Fact::new("Less than full time", least.unwrap_or_default()),
    ]
}

/// By when who tells whom what; nothing for learners other than doctors, or without a day to begin.
pub(super) fn notices(listing: &Listing) -> Vec<Fact> {
    let starts_on = listing.starts_on.filter(|_| listing.is_placement() && listing.profession == "doctor");
    let fact = |starts_on: NaiveDate| {
        NOTICES.map(|notice| {
            let by = day_words(notice.due_on(starts_on));
            let fact = Fact::new(format!("By {by}"), format!("{} {}", notice.who, notice.does));
            fact.noted(format!("{} weeks before the start", notice.weeks))
        })
    };
    starts_on.into_iter().flat_map(fact).collect()
}

pub(super) fn training(placement: &Placement) -> Vec<Fact> {
    let lists = placement.lists_per_week.map(|lists| format!("{} a week", decimal(lists)));
    vec![
        Fact::new("Lists", lists.unwrap_or_default()),
        Fact::new("Procedures", &placement.procedures),
        Fact::new("Case mix", &placement.case_mix),
        Fact::new("Timetable", &placement.timetable),
        Fact::new("On call", &placement.on_call),
    ]
}

/// What it asks of a person: a line for each point.
pub(super) fn specification(full: &Full) -> Vec<Fact> {
    let points = |need: Need| {
        let of_need = full.criteria.iter().filter(|one| one.need == need);
        of_need.map(|one| one.words.as_str()).collect::<Vec<_>>().join("\n")
    };
    Need::ALL.iter().map(|need| Fact::new(need.label(), points(*need))).collect()
}

pub(super) fn applying(full: &Full) -> Vec<Fact> {
    let listing = &full.listing;
    let mut asked = Vec::new();
    asked.extend(listing.wants_cv.then_some("your CV"));
    asked.extend(listing.wants_statement.then_some("a statement in your own words"));
    let questions = match full.questions.len() {
        0 => String::new(),
        1 => "one question".into(),
        n => format!("{n} questions"),
    };
    if !questions.is_empty() {
        asked.push(&questions);
    }
    vec![
        Fact::new("What you need", capital(&asked.join(", "))),
        Fact::new("How they choose", if listing.blind { BLIND } else { "" }),
        Fact::new("You hear by", listing.decide_by.map(day_words).unwrap_or_default()),
        Fact { links: reach(listing), ..Fact::new("Questions about it", &listing.contact_name) },
    ]
}

const BLIND: &str = "Your name, contact details and CV are hidden until you are shortlisted";

fn reach(listing: &Listing) -> Vec<Link> {
    let (email, phone) = (&listing.contact_email, &listing.contact_phone);
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let email = (!email.is_empty()).then(|| Link::to(format!("mailto:{email}"), email));
    let phone = (!phone.is_empty()).then(|| Link::to(format!("tel:{digits}"), phone));
    email.into_iter().chain(phone).collect()
}

/// Facts under one heading.
pub struct FactGroup {
    pub label: &'static str,
    pub facts: Vec<Fact>,
}

/// What the provider says of working there, with where it has it from; only groups of which something is said.
pub(super) fn claims(claims: &[Claim], today: NaiveDate) -> Vec<FactGroup> {
    let fact = |claim: &Claim| {
        let old = if claim.is_old(today) { " (older than two years)" } else { "" };
        Fact::new(claim.label(), claim.said()).noted(format!("{}{old}", claim.checked_at()))
    };
    let groups = providers::claims_by_group(claims).into_iter();
    groups.map(|(label, claims)| FactGroup { label, facts: claims.into_iter().map(fact).collect() }).collect()
}
