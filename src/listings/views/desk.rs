//! The provider's desk: lists, a listing's task list, the check before it is submitted.

use askama::Template;

use super::Shown;
use super::show::Fact;
use crate::codes;
use crate::kit::clock::{Moment, ago_words, day_words, moment_words};
use crate::listings::model::{Full, Listing, ListingState, Missing, Step, is_begun, missing};
use crate::providers::{Desk, DeskNav, DeskPlace, Provider, ProviderState};
use crate::web::form::{Choice, Problems};
use crate::web::page::{Link, Page};

/// A state of the list, with how many listings are in it.
pub struct StateLink {
    pub href: String,
    pub label: String,
    pub current: bool,
}

pub struct ListingLine {
    pub href: String,
    pub title: String,
    pub kind: &'static str,
    pub reference: String,
    pub when: String,
}

impl ListingLine {
    fn new(listing: &Listing, now: Moment) -> Self {
        let ago = |at: Moment| ago_words(at.london_day(), now.london_day());
        let when = match listing.state {
            ListingState::Live => listing.closes_words(now),
            ListingState::Closed => listing.closes_words(now),
            ListingState::Submitted => {
                format!("Submitted {}", listing.submitted_at.map(ago).unwrap_or_default())
            }
            _ => format!("Changed {}", ago(listing.updated_at)),
        };
        Self {
            href: listing.desk_path(),
            title: listing.name().to_string(),
            kind: listing.kind.label(),
            reference: listing.internal_reference.clone(),
            when,
        }
    }
}

#[derive(Template)]
#[template(path = "listings/list.html")]
pub struct ListPage {
    pub page: Page,
    pub nav: DeskNav,
    pub states: Vec<StateLink>,
    pub state: &'static str,
    pub lines: Vec<ListingLine>,
    pub new_href: String,
    pub may_edit: bool,
    /// There are more than are shown.
    pub cut: bool,
}

impl ListPage {
    pub fn new(
        page: Page,
        desk: &Desk,
        state: ListingState,
        counts: &[(ListingState, i64)],
        found: &[Listing],
        now: Moment,
    ) -> Self {
        let count = |state: ListingState| counts.iter().find(|(one, _)| *one == state).map_or(0, |(_, n)| *n);
        let link = |one: &ListingState| StateLink {
            href: format!("/desk/{}/listings?state={one}", desk.provider.id),
            label: format!("{} ({})", one.label(), count(*one)),
            current: *one == state,
        };
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            states: ListingState::ALL.iter().map(link).collect(),
            state: state.label(),
            cut: count(state) > found.len() as i64,
            lines: found.iter().map(|listing| ListingLine::new(listing, now)).collect(),
            new_href: format!("/desk/{}/listings/new", desk.provider.id),
            may_edit: desk.role.may_edit(),
        }
    }
}

/// A kind of listing to choose.
pub struct KindChoice {
    pub code: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

#[derive(Template)]
#[template(path = "listings/new.html")]
pub struct NewPage {
    pub page: Page,
    pub nav: DeskNav,
    pub kinds: [KindChoice; 2],
    pub chosen: String,
    pub problems: Problems,
    pub action: String,
}

impl NewPage {
    pub fn new(page: Page, provider: &Provider, chosen: String, problems: Problems) -> Self {
        let role = KindChoice {
            code: "role",
            label: "A role",
            hint: "A job: permanent, fixed term, bank, sessional and so on",
        };
        let placement = KindChoice {
            code: "placement",
            label: "A training placement",
            hint: "Training that you host for somebody on an NHS programme or a course; it is not a job",
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Listings),
            kinds: [role, placement],
            chosen,
            problems,
            action: format!("/desk/{}/listings/new", provider.id),
        }
    }
}

pub struct Task {
    pub id: &'static str,
    pub label: &'static str,
    pub href: String,
    pub state: &'static str,
    pub colour: &'static str,
    pub hint: String,
}

/// Some steps under a heading.
pub struct Part {
    pub label: &'static str,
    pub tasks: Vec<Task>,
}

/// The steps of a listing with how far each is; they lead nowhere when it cannot be edited.
fn parts(full: &Full, missing: &[Missing], may_edit: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for step in Step::of(full.listing.is_placement()) {
        let task = task(step, full, missing, may_edit);
        match parts.iter_mut().find(|part| part.label == step.part()) {
            Some(part) => part.tasks.push(task),
            None => parts.push(Part { label: step.part(), tasks: vec![task] }),
        }
    }
    parts
}

fn task(step: Step, full: &Full, missing: &[Missing], may_edit: bool) -> Task {
    let lacks: Vec<&str> =
        missing.iter().filter(|one| one.step == step).map(|one| one.words.as_str()).collect();
    let (begun, optional) = (is_begun(step, full), step.is_optional(full.listing.is_placement()));
    let (state, colour) = match (lacks.is_empty(), begun) {
        (true, false) if optional => ("Optional", "grey"),
        (true, _) if !begun => ("Not yet", "grey"),
        (true, _) => ("Done", ""),
        (false, true) => ("Something is missing", "orange"),
        (false, false) => ("Not yet", "blue"),
    };
    Task {
        id: step.as_str(),
        label: step.label(),
        href: if may_edit { format!("{}/{step}", full.listing.desk_path()) } else { String::new() },
        state,
        colour,
        hint: if begun { lacks.join(". ") } else { String::new() },
    }
}

#[derive(Template)]
#[template(path = "listings/tasks.html")]
pub struct TasksPage {
    pub page: Page,
    pub nav: DeskNav,
    pub desk: String,
    pub noun: &'static str,
    pub state: ListingState,
    pub returned_because: Option<String>,
    pub parts: Vec<Part>,
    pub facts: Vec<Fact>,
    pub may_edit: bool,
    /// May be edited in its present state, by this member.
    pub open: bool,
    pub left: usize,
    pub public_href: Option<String>,
}

impl TasksPage {
    pub fn new(page: Page, full: &Full, desk: &Desk, now: Moment) -> Self {
        let (listing, may_edit) = (&full.listing, desk.role.may_edit());
        let open = may_edit && listing.state.may_be_edited();
        let missing = missing(full, now.london_day());
        let public = listing.state == ListingState::Live || listing.state == ListingState::Closed;
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            desk: listing.desk_path(),
            noun: listing.kind.noun(),
            state: listing.state,
            returned_because: listing
                .returned_because
                .clone()
                .filter(|_| listing.state == ListingState::Returned),
            parts: if listing.state.may_be_edited() { parts(full, &missing, open) } else { Vec::new() },
            facts: life(listing, now),
            may_edit,
            open,
            left: missing.len(),
            public_href: public.then(|| listing.path()),
        }
    }
}

/// What has happened to a listing, for its provider.
fn life(listing: &Listing, now: Moment) -> Vec<Fact> {
    let moment = |at: Option<Moment>| at.map(moment_words).unwrap_or_default();
    let fact = |label, value: String| Fact { label, value, note: String::new() };
    let mut facts = vec![
        fact("Your reference", listing.internal_reference.clone()),
        fact("Submitted", moment(listing.submitted_at)),
        fact("Live since", moment(listing.published_at)),
    ];
    if listing.has_closed(now) {
        facts.push(fact("Closed", moment(listing.closed_moment())));
        let why = listing.closed_because.as_deref().map(|code| codes::close_reasons().label(code));
        facts.push(fact("Why", why.unwrap_or("Its closing day ended").to_string()));
    } else {
        facts.push(fact("Closes", moment(listing.closes_at)));
    }
    facts.push(fact("Answers promised by", listing.decide_by.map(day_words).unwrap_or_default()));
    facts
}

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
    let fact = |label, value: String| Fact { label, value, note: String::new() };
    let mut key = |labels: &[&str]| -> Vec<Fact> {
        let (taken, left) =
            std::mem::take(&mut shown.key_facts).into_iter().partition(|one| labels.contains(&one.label));
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
            let hidden = ["Profession", "Registration"];
            std::mem::take(&mut shown.people).into_iter().filter(|one| !hidden.contains(&one.label)).collect()
        }
        Step::Programme => std::mem::take(&mut shown.programme),
        Step::Principles => std::mem::take(&mut shown.principles),
        Step::Training => std::mem::take(&mut shown.training),
        Step::Dates => {
            let mut facts = key(&["Closes", "Starts", "Ends", "Learners at a time"]);
            facts.push(fact("Answers promised by", listing.decide_by.map(day_words).unwrap_or_default()));
            facts
        }
        Step::Applying => vec![
            fact("Contact", listing.contact_name.clone()),
            fact("Email address", listing.contact_email.clone()),
            fact("Phone", listing.contact_phone.clone()),
            fact("CV", if listing.wants_cv { "Asked for" } else { "Not asked for" }.to_string()),
            fact(
                "Statement",
                if listing.wants_statement { "Asked for" } else { "Not asked for" }.to_string(),
            ),
        ],
        Step::Questions => questions(full),
    }
}

fn questions(full: &Full) -> Vec<Fact> {
    let one = |question: &crate::listings::Question| Fact {
        label: question.kind.label(),
        value: question.prompt.clone(),
        note: if question.required { "Must be answered" } else { "May be left out" }.to_string(),
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

#[derive(Template)]
#[template(path = "listings/closing.html")]
pub struct ClosingPage {
    pub page: Page,
    pub nav: DeskNav,
    pub desk: String,
    pub name: String,
    pub noun: &'static str,
    pub reasons: Vec<Choice>,
    pub reason: String,
    pub problems: Problems,
}

impl ClosingPage {
    pub fn new(
        page: Page,
        listing: &Listing,
        provider: &Provider,
        reason: String,
        problems: Problems,
    ) -> Self {
        let choice = |one: &codes::Code| Choice::new(one.code.clone(), one.label.clone());
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Listings),
            desk: listing.desk_path(),
            name: listing.name().to_string(),
            noun: listing.kind.noun(),
            reasons: codes::close_reasons().all().iter().map(choice).collect(),
            reason,
            problems,
        }
    }
}
