//! The provider's desk: its listings, one with its steps, closing it early.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use super::facts::Fact;
use crate::codes;
use crate::kit::clock::{Moment, ago_words, day_words, moment_words};
use crate::listings::model::{
    Amendment, EditState, Full, Listing, ListingId, ListingState, Missing, Step, is_begun, missing,
};
use crate::providers::{Desk, DeskNav, DeskPlace, Needs, Provider};
use crate::web::form::Problems;
use crate::web::page::Page;

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
    fn new(listing: &Listing, live_on: Option<&NaiveDate>, now: Moment) -> Self {
        let ago = |at: Moment| ago_words(at.london_day(), now.london_day());
        let when = match (listing.state, live_on) {
            (_, Some(day)) => format!("Approved: goes live on {}", day_words(*day)),
            _ if listing.is_suspended() => "Suspended".into(),
            (ListingState::Live | ListingState::Closed, _) => listing.closes_words(now),
            (ListingState::Submitted, _) => {
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
    /// `None` for who cannot bring a table.
    pub import_href: Option<String>,
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
        (found, scheduled): (&[Listing], &HashMap<ListingId, NaiveDate>),
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
            lines: found
                .iter()
                .map(|listing| ListingLine::new(listing, scheduled.get(&listing.id), now))
                .collect(),
            new_href: format!("/desk/{}/listings/new", desk.provider.id),
            import_href: desk.may(Needs::EditAll).then(|| format!("/desk/{}/imports", desk.provider.id)),
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
    /// What else a listing can start from.
    pub templates: String,
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
            templates: format!("/desk/{}/listings/templates", provider.id),
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
pub(super) fn parts(full: &Full, missing: &[Missing], may_edit: bool) -> Vec<Part> {
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
        (true, _) => ("Completed", ""),
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
    /// Word and colour.
    pub state: (&'static str, &'static str),
    pub is_live: bool,
    pub is_suspended: bool,
    pub is_submitted: bool,
    pub is_closed: bool,
    /// The day on which it goes live by itself.
    pub live_on: Option<String>,
    pub returned_because: Option<String>,
    pub parts: Vec<Part>,
    pub facts: Vec<Fact>,
    pub may_edit: bool,
    /// May it be kept as a template?
    pub may_keep: bool,
    /// May be edited in its present state, by this member.
    pub open: bool,
    pub left: usize,
    pub public_href: Option<String>,
    /// Where the next version stands, when somebody is changing what is public.
    pub edit: Option<EditState>,
    /// What changed while it was public, the last first.
    pub past: Vec<Past>,
}

/// A change that was made, as a line of a timeline.
pub struct Past {
    pub label: String,
    pub when: String,
    pub detail: String,
}

impl From<Amendment> for Past {
    fn from(amendment: Amendment) -> Self {
        let labels: Vec<&str> = amendment.changes.iter().map(|change| change.label.as_str()).collect();
        Self {
            label: format!("Changed: {}", labels.join(", ")),
            when: moment_words(amendment.at),
            detail: String::new(),
        }
    }
}

impl TasksPage {
    pub fn new(page: Page, full: &Full, desk: &Desk, now: Moment) -> Self {
        let (listing, may_edit) = (&full.listing, desk.role.may_edit());
        let open = may_edit && listing.state.may_be_edited();
        let missing = missing(full, now.london_day());
        let was_public = listing.state == ListingState::Live || listing.state == ListingState::Closed;
        let public = was_public && !listing.is_suspended();
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Listings),
            desk: listing.desk_path(),
            noun: listing.kind.noun(),
            state: match full.goes_live_on() {
                Some(_) => ("Approved", "green"),
                None => listing.standing(),
            },
            is_live: listing.state == ListingState::Live && !listing.is_suspended(),
            is_suspended: listing.is_suspended(),
            is_submitted: listing.state == ListingState::Submitted,
            is_closed: listing.state == ListingState::Closed,
            live_on: full.goes_live_on().map(day_words),
            returned_because: listing
                .returned_because
                .clone()
                .filter(|_| listing.state == ListingState::Returned),
            parts: if listing.state.may_be_edited() { parts(full, &missing, open) } else { Vec::new() },
            facts: life(listing, now),
            may_keep: desk.may(Needs::EditAll),
            may_edit,
            open,
            left: missing.len(),
            public_href: public.then(|| listing.path()),
            edit: None,
            past: Vec::new(),
        }
    }

    pub fn with_changes(self, edit: Option<EditState>, past: Vec<Amendment>) -> Self {
        Self { edit, past: past.into_iter().map(Past::from).collect(), ..self }
    }
}

/// What has happened to a listing, for its provider.
fn life(listing: &Listing, now: Moment) -> Vec<Fact> {
    let moment = |at: Option<Moment>| at.map(moment_words).unwrap_or_default();
    let fact = |label: &str, value: String| Fact::new(label, value);
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
