//! Everything that was written, before it is submitted; and the preview.

use askama::Template;

use super::facts::{Fact, specification};
use super::show::Shown;
use crate::codes;
use crate::kit::clock::{Moment, day_words};
use crate::listings::model::{Full, Missing, Step, missing};
use crate::providers::{Desk, DeskNav, DeskPlace, ProviderState};
use crate::web::page::{Link, Page};

/// A step as it stands, with the way to change it.
pub struct Section {
    pub id: &'static str,
    pub label: &'static str,
    pub href: String,
    pub facts: Vec<Fact>,
    /// Words that take more room than a line.
    pub long: String,
}

#[derive(Template)]
#[template(path = "listings/check.html")]
pub struct CheckPage {
    pub page: Page,
    pub nav: DeskNav,
    pub desk: String,
    pub noun: &'static str,
    pub missing: Vec<Link>,
    pub sections: Vec<Section>,
    /// What the organisation must do first, if anything.
    pub unverified: Option<Link>,
    pub open: bool,
}

impl CheckPage {
    pub fn new(page: Page, full: &Full, desk: &Desk, now: Moment) -> Self {
        let path = full.listing.desk_path();
        let to = |one: Missing| Link::to(format!("{path}/{}#{}", one.step, one.field), one.words);
        let unverified = (desk.provider.state != ProviderState::Verified)
            .then(|| Link::to(desk.provider.desk_href(), "Go to your organisation"));
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            noun: full.listing.kind.noun(),
            missing: missing(full, now.london_day()).into_iter().map(to).collect(),
            sections: sections(full, now),
            unverified,
            open: full.listing.state.may_be_edited(),
            desk: path,
        }
    }
}

fn sections(full: &Full, now: Moment) -> Vec<Section> {
    let mut shown = Some(Shown::of(full, now));
    let mut sections = Vec::new();
    for step in Step::of(full.listing.is_placement()) {
        let facts = shown.as_mut().map(|shown| facts_of(step, full, shown)).unwrap_or_default();
        let long = match (step, &shown) {
            (Step::Work, Some(shown)) => shown.description.clone(),
            _ => String::new(),
        };
        let href = format!("{}/{step}", full.listing.desk_path());
        sections.push(Section { id: step.as_str(), label: step.label(), href, facts, long });
    }
    sections
}

/// The facts of one step, taken from what the public sees and what it does not.
fn facts_of(step: Step, full: &Full, shown: &mut Shown) -> Vec<Fact> {
    let listing = &full.listing;
    let fact = |label: &str, value: String| Fact::new(label, value);
    let mut key = |labels: &[&str]| -> Vec<Fact> {
        let (taken, left) = std::mem::take(&mut shown.key_facts)
            .into_iter()
            .partition(|one| labels.contains(&one.label.as_str()));
        shown.key_facts = left;
        taken
    };
    match step {
        Step::Title => vec![
            fact("Title", listing.title.clone()),
            fact("Profession", codes::professions().label(&listing.profession).to_string()),
            fact("Your reference", listing.internal_reference.clone()),
        ],
        Step::Places => vec![
            fact("Sites", full.sites.iter().map(|site| site.name.clone()).collect::<Vec<_>>().join(", ")),
            fact("Patients", codes::fundings().label(&listing.funding).to_string()),
        ],
        Step::Work => vec![fact("Summary", listing.summary.clone())],
        Step::Pay => key(&["Pay"]),
        Step::Terms => {
            let mut facts = key(&["Contract", "Working pattern"]);
            facts.extend(std::mem::take(&mut shown.terms).into_iter().filter(|one| one.label != "Patients"));
            facts
        }
        Step::People => {
            let hidden = ["Profession", "Registration", "Essential", "Desirable"];
            std::mem::take(&mut shown.people)
                .into_iter()
                .filter(|one| !hidden.contains(&one.label.as_str()))
                .collect()
        }
        Step::Programme => std::mem::take(&mut shown.programme),
        Step::Principles => std::mem::take(&mut shown.principles),
        Step::Training => std::mem::take(&mut shown.training),
        Step::Dates => dates(full, key(&["Closes", "Starts", "Ends", "Learners at a time"])),
        Step::Applying => applying(full),
        Step::Specification => specification(full),
        Step::Questions => questions(full),
    }
}

/// The days of a listing: those that the public sees, and those that its provider plans.
fn dates(full: &Full, shown: Vec<Fact>) -> Vec<Fact> {
    let live = full.plan.publish_on.map_or("When it is approved".into(), day_words);
    let answers = full.listing.decide_by.map(day_words).unwrap_or_default();
    let mut facts = vec![Fact::new("Goes live", live)];
    facts.extend(shown);
    facts.push(Fact::new("Answers promised by", answers));
    facts
}

/// How people apply, and who hears of it.
fn applying(full: &Full) -> Vec<Fact> {
    let listing = &full.listing;
    let fact = |label: &str, value: String| Fact::new(label, value);
    vec![
        fact("Contact", listing.contact_name.clone()),
        fact("Email address", listing.contact_email.clone()),
        fact("Phone", listing.contact_phone.clone()),
        fact("CV", if listing.wants_cv { "Asked for" } else { "Not asked for" }.to_string()),
        fact("Statement", if listing.wants_statement { "Asked for" } else { "Not asked for" }.to_string()),
        fact("Names", shown_when(listing.blind).to_string()),
        fact("Most applications", full.plan.cap.map_or("As many as come".into(), |cap| cap.to_string())),
        fact(
            "We write to",
            match full.plan.readers.len() {
                0 => "Every owner and editor".into(),
                1 => "One member".into(),
                many => format!("{many} members"),
            },
        ),
    ]
}

fn shown_when(blind: bool) -> &'static str {
    if blind { "Hidden until somebody is shortlisted" } else { "Shown from the start" }
}

fn questions(full: &Full) -> Vec<Fact> {
    let note = |question: &crate::listings::Question| {
        let need = if question.required { "Must be answered" } else { "May be left out" };
        let choices: Vec<&str> = question.options().map(|(_, choice)| choice).collect();
        if choices.is_empty() { need.to_string() } else { format!("{}. {need}", choices.join(", ")) }
    };
    let one = |question: &crate::listings::Question| Fact {
        note: note(question),
        ..Fact::new(question.prompt.as_str(), question.kind.label())
    };
    full.questions.iter().map(one).collect()
}

/// The listing as the public will see it.
#[derive(Template)]
#[template(path = "listings/preview.html")]
pub struct PreviewPage {
    pub page: Page,
    pub shown: Shown,
    pub back: String,
}
