//! The public page of a listing, and what else candidates see.

use askama::Template;

use super::map::Sketch;
use super::posting;
use crate::codes;
use crate::kit::clock::{Moment, day_words};
use crate::kit::{letters, text};
use crate::listings::model::{Card, Full, Placement, Terms, band_words, card_pay, district, place_words};
use crate::web::page::{Link, Page};

/// A fact with its words; one without words is not shown.
pub struct Fact {
    pub label: &'static str,
    pub value: String,
    pub note: String,
}

impl Fact {
    fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self { label, value: value.into(), note: String::new() }
    }

    fn noted(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }
}

/// A listing in words, as the public sees it: on its page, in the provider's preview, on the review desk.
pub struct Shown {
    pub title: String,
    pub noun: &'static str,
    pub is_placement: bool,
    pub provider: String,
    pub provider_href: String,
    pub provider_line: String,
    pub provider_words: String,
    pub logo_href: String,
    pub initials: String,
    pub place: String,
    pub key_facts: Vec<Fact>,
    pub summary: String,
    /// Safe HTML.
    pub description: String,
    pub terms: Vec<Fact>,
    pub people: Vec<Fact>,
    pub principles: Vec<Fact>,
    pub programme: Vec<Fact>,
    pub training: Vec<Fact>,
    pub sites: Vec<SiteLine>,
    pub sketch: Option<Sketch>,
    pub applying: Vec<Fact>,
    pub closes: String,
    pub closes_soon: bool,
}

pub struct SiteLine {
    pub name: String,
    /// "Leeds, LS1"
    pub place: String,
    /// "Acute, NHS-funded and private"
    pub care: String,
}

impl Shown {
    pub fn of(full: &Full, now: Moment) -> Self {
        let (listing, provider) = (&full.listing, &full.provider);
        let care = |sector: &str, funding: &str| {
            let parts = [codes::sectors().label(sector), codes::fundings().label(funding)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        };
        let site = |site: &crate::providers::Site| SiteLine {
            name: site.name.clone(),
            place: format!("{}, {}", site.town, district(&site.postcode)),
            care: care(&site.sector, &site.funding),
        };
        Self {
            title: listing.name().to_string(),
            noun: listing.kind.noun(),
            is_placement: listing.is_placement(),
            provider: provider.name.clone(),
            provider_href: provider.href(),
            provider_line: care(&provider.sector, &provider.funding),
            provider_words: text::excerpt(&text::plain(&provider.description), 320),
            logo_href: provider.logo_href(),
            initials: provider.initials(),
            place: where_line(full),
            key_facts: key_facts(full, now),
            summary: listing.summary.clone(),
            description: text::markdown(&listing.description),
            terms: terms(full),
            people: people(full),
            principles: full.placement.as_ref().map(principles).unwrap_or_default(),
            programme: full.placement.as_ref().map(programme).unwrap_or_default(),
            training: full.placement.as_ref().map(training).unwrap_or_default(),
            sites: full.sites.iter().map(site).collect(),
            sketch: Sketch::of(&full.sites),
            applying: applying(full),
            closes: listing.closes_words(now),
            closes_soon: listing.closes_soon(now),
        }
    }
}

/// "Larkfield Hospital, Leeds, LS1"; several sites are said by their towns.
fn where_line(full: &Full) -> String {
    match full.sites.as_slice() {
        [site] => format!("{}, {}, {}", site.name, site.town, district(&site.postcode)),
        sites => place_words(sites),
    }
}

fn key_facts(full: &Full, now: Moment) -> Vec<Fact> {
    let (listing, terms) = (&full.listing, &full.terms);
    let band = terms.comparable_band.as_deref().and_then(|code| band_words(code, now.london_day()));
    let mut pay_note = Vec::new();
    pay_note.extend(band.map(|(words, source)| format!("For comparison, {words} ({source})")));
    let pay = card_pay(listing, terms);
    if !terms.pay_note.is_empty() && pay != terms.pay_note {
        pay_note.push(terms.pay_note.clone());
    }
    let day = |day: Option<chrono::NaiveDate>| day.map(day_words).unwrap_or_default();
    let mut facts = vec![
        Fact::new("Pay", pay).noted(pay_note.join(". ")),
        Fact::new("Contract", codes::contracts().label(&listing.contract)),
        Fact::new("Working pattern", codes::patterns().labels(&full.tags.patterns)),
        Fact::new("Starts", day(listing.starts_on)),
    ];
    if let Some(placement) = &full.placement {
        facts.push(Fact::new("Ends", day(placement.ends_on)));
        facts.push(Fact::new("Learners at a time", number(placement.capacity)));
    }
    facts.push(Fact::new("Closes", day(listing.closes_on)).noted("at 11:59pm"));
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

fn terms(full: &Full) -> Vec<Fact> {
    let Terms { hours_per_week, pension, annual_leave_days, sick_pay, dbs_level, .. } = &full.terms;
    let label = |list: &'static codes::List, code: &Option<String>| {
        code.as_deref().map(|code| list.label(code).to_string()).unwrap_or_default()
    };
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
    ]
}

fn people(full: &Full) -> Vec<Fact> {
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

fn principles(placement: &Placement) -> Vec<Fact> {
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

fn programme(placement: &Placement) -> Vec<Fact> {
    let office = placement.training_office.as_deref().map(|code| codes::training_offices().label(code));
    let share = placement.nhs_funded_share.map(|percent| format!("{percent}% of the work"));
    let least = placement.wte_percent.map(|percent| format!("From {percent}% of whole time"));
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

fn training(placement: &Placement) -> Vec<Fact> {
    let lists = placement.lists_per_week.map(|lists| format!("{} a week", decimal(lists)));
    vec![
        Fact::new("Lists", lists.unwrap_or_default()),
        Fact::new("Procedures", &placement.procedures),
        Fact::new("Case mix", &placement.case_mix),
        Fact::new("Timetable", &placement.timetable),
        Fact::new("On call", &placement.on_call),
    ]
}

fn applying(full: &Full) -> Vec<Fact> {
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
    let contact = [&listing.contact_name, &listing.contact_email, &listing.contact_phone];
    let contact: Vec<&str> =
        contact.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    vec![
        Fact::new("What you need", capital(&asked.join(", "))),
        Fact::new("You hear by", listing.decide_by.map(day_words).unwrap_or_default()),
        Fact::new("Questions about it", contact.join(", ")),
    ]
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

#[derive(Template)]
#[template(path = "listings/show.html")]
pub struct ShowPage {
    pub page: Page,
    pub crumbs: Vec<Link>,
    pub shown: Shown,
    /// The address that everything under the listing starts with.
    pub path: String,
    /// To be copied, absolute.
    pub url: String,
    pub has_closed: bool,
    /// A visitor who may apply: anybody but members and staff.
    pub may_apply: bool,
    pub is_saved: bool,
    pub answer_by: Option<String>,
    pub similar: Vec<Card>,
    pub more: Link,
    /// The data block for search engines.
    pub posting: Option<String>,
}

impl ShowPage {
    pub fn new(page: Page, full: &Full, site: &letters::Site, now: Moment) -> Self {
        let (listing, shown) = (&full.listing, Shown::of(full, now));
        let has_closed = listing.has_closed(now);
        let said = if listing.summary.is_empty() {
            text::plain(&listing.description)
        } else {
            listing.summary.clone()
        };
        let profession = codes::professions().get(&listing.profession);
        let more = profession.map_or(Link::to("/listings", "All listings"), |one| {
            Link::to(
                format!("/listings?profession={}", one.code),
                format!("All listings for {}", one.plural().to_lowercase()),
            )
        });
        let page = page
            .describe(text::excerpt(&format!("{}, {}. {said}", shown.provider, shown.place), 155))
            .canonical(site.url(&listing.path()));
        Self {
            page: if has_closed { page.unlisted() } else { page },
            crumbs: vec![Link::to("/", "Home"), Link::to("/listings", "Search"), more.clone()],
            path: format!("/listings/{}", listing.id),
            url: site.url(&listing.path()),
            has_closed,
            may_apply: false,
            is_saved: false,
            answer_by: listing.decide_by.map(day_words),
            similar: Vec::new(),
            more,
            posting: posting::job_posting(full, site, now),
            shown,
        }
    }
}

/// A saved listing that takes no more applications.
pub struct ClosedLine {
    pub id: crate::listings::ListingId,
    pub title: String,
    pub href: String,
    pub provider: String,
    pub closed: String,
}

#[derive(Template)]
#[template(path = "listings/saved.html")]
pub struct SavedPage {
    pub page: Page,
    pub cards: Vec<Card>,
    pub closed: Vec<ClosedLine>,
}
