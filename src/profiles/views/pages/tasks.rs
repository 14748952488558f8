//! The list of parts, and where each stands.

use askama::Template;
use chrono::NaiveDate;

use crate::codes;
use crate::kit::clock::day_words;
use crate::profiles::model::{Kept, Part, Profile, Standing, USUAL_REFEREES};
use crate::web::page::Page;

pub struct Task {
    pub part: Part,
    pub href: String,
    /// What is there, or what it costs that nothing is.
    pub hint: String,
    pub state: &'static str,
    pub colour: &'static str,
}

/// The list of parts.
#[derive(Template)]
#[template(path = "profiles/tasks.html")]
pub struct TasksPage {
    pub page: Page,
    pub tasks: Vec<Task>,
    pub done: usize,
    pub is_empty: bool,
}

impl TasksPage {
    pub fn new(page: Page, profile: &Profile, today: NaiveDate) -> Self {
        let standing = |part: &Part| part.standing(profile, today);
        let settled = |part: &&Part| matches!(standing(part), Standing::Done | Standing::NotNeeded);
        Self {
            page,
            tasks: Part::ALL.iter().map(|part| task(*part, profile, today)).collect(),
            done: Part::ALL.iter().filter(settled).count(),
            is_empty: profile.is_empty(),
        }
    }
}

fn task(part: Part, profile: &Profile, today: NaiveDate) -> Task {
    let (state, colour) = match part.standing(profile, today) {
        Standing::Done => ("Completed", ""),
        Standing::Begun => ("Begun", "yellow"),
        Standing::Open => ("To do", "blue"),
        Standing::Skipped => ("Left out", "grey"),
        Standing::NotNeeded => ("Not needed", ""),
    };
    let hint = if part.is_empty(profile) { part.cost().to_string() } else { hint(part, profile, today) };
    Task { part, href: format!("/profile/{part}"), hint, state, colour }
}

fn hint(part: Part, profile: &Profile, today: NaiveDate) -> String {
    match part {
        Part::Contact if profile.contact.phone.is_empty() => "Your phone number is not there yet".into(),
        Part::Contact => profile.contact.name.clone(),
        Part::Work => codes::professions().label(&profile.work.profession).to_string(),
        Part::Registrations => titles(&profile.registrations, |one| one.entry.number.clone()),
        Part::Qualifications => titles(&profile.qualifications, |one| one.entry.title.clone()),
        Part::Employment => match profile.gaps(today).len() {
            0 => titles(&profile.employments, |one| one.entry.employer.clone()),
            1 => "There is a gap of over three months to account for".into(),
            many => format!("There are {many} gaps of over three months to account for"),
        },
        Part::Training => match profile.run_out(today) {
            0 => counted(profile.training.len(), "course", "courses"),
            1 => "One of them has run out".into(),
            many => format!("{many} of them have run out"),
        },
        Part::Referees => match profile.referees.len() {
            few if few < USUAL_REFEREES => "Providers usually ask for two".into(),
            _ => titles(&profile.referees, |one| one.entry.name.clone()),
        },
        Part::RightToWork => match profile.right_to_work.work_until {
            Some(until) if until < today => format!("It ended on {}", day_words(until)),
            Some(until) => format!("Until {}", day_words(until)),
            None => codes::rights_to_work().label(&profile.right_to_work.code).to_string(),
        },
        Part::Preferences => match profile.places.as_slice() {
            [] => codes::patterns().labels(&profile.patterns),
            places => titles(places, |one| one.entry.label.clone()),
        },
        Part::Cvs => titles(&profile.cvs, |one| one.entry.label.clone()),
    }
}

fn titles<E>(entries: &[Kept<E>], title: impl Fn(&Kept<E>) -> String) -> String {
    let shown: Vec<String> = entries.iter().take(3).map(title).collect();
    let more = entries.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

fn counted(many: usize, one: &str, several: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { several })
}
