//! The pages on which somebody fills in their profile.

use askama::Template;
use chrono::NaiveDate;

use super::record::{Item, Section, all, contact_line, gap_words, history, own_sections};
use crate::codes::{self, Group};
use crate::kit::clock::day_words;
use crate::profiles::forms::{
    BreakForm, ContactForm, CvForm, EmploymentForm, EntryForm, PartForm, PlaceForm, QualificationForm,
    RefereeForm, RegistrationForm, RightToWorkForm, TrainingForm, WishesForm, WorkForm,
};
use crate::profiles::model::{
    Cv, EntryId, Gap, Kept, MOST_CVS, Part, Profile, Standing, USUAL_REFEREES, month_words,
};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::with_query;

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

/// What stands around the form of a part.
pub struct Frame {
    pub part: Part,
    /// There is nothing that leaving it out would hide.
    pub may_skip: bool,
    /// Of the places, which only the part of wishes has.
    pub places: Vec<Item>,
}

impl Frame {
    pub fn new(profile: &Profile, part: Part) -> Self {
        let places = if part == Part::Preferences { profile.places.as_slice() } else { &[] };
        Self { part, may_skip: part.is_empty(profile), places: all(places) }
    }
}

/// A part that has a page.
pub trait PartPage: PartForm {
    fn page(self, page: Page, frame: Frame, problems: Problems) -> impl Template;
}

macro_rules! part_page {
    ($name:ident, $form:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name {
            pub page: Page,
            pub frame: Frame,
            pub form: $form,
            pub problems: Problems,
        }

        impl PartPage for $form {
            fn page(self, page: Page, frame: Frame, problems: Problems) -> impl Template {
                $name { page, frame, form: self, problems }
            }
        }
    };
}

part_page!(ContactPage, ContactForm, "profiles/contact.html");
part_page!(WorkPage, WorkForm, "profiles/work.html");
part_page!(RightToWorkPage, RightToWorkForm, "profiles/right_to_work.html");
part_page!(WishesPage, WishesForm, "profiles/preferences.html");

impl WorkPage {
    /// Of doctors, and bands for everybody else.
    pub fn grades(&self) -> Vec<Group<'static>> {
        codes::grades().groups().into_iter().chain(codes::pay_bands().groups()).collect()
    }
}

/// What stands around the form of an entry.
pub struct EntryFrame {
    /// In the middle of a sentence, with its article.
    pub a_noun: &'static str,
    pub action: String,
    /// Where the entries are listed.
    pub back: String,
    pub back_label: &'static str,
    /// Where it is removed; a new one cannot be.
    pub removal: Option<String>,
}

impl EntryFrame {
    pub fn new<F: EntryForm>(id: Option<EntryId>) -> Self {
        Self {
            a_noun: F::A_NOUN,
            action: id.map_or_else(|| format!("{}/new", F::BASE), |id| format!("{}/{id}", F::BASE)),
            back: format!("/profile/{}", F::PART),
            back_label: F::PART.label(),
            removal: id.map(|id| format!("{}/{id}/removal", F::BASE)),
        }
    }

    pub fn title(&self) -> String {
        let verb = if self.removal.is_some() { "Change" } else { "Add" };
        format!("{verb} {}", self.a_noun)
    }
}

/// An entry that has a page.
pub trait EntryPage: EntryForm {
    fn page(self, page: Page, frame: EntryFrame, problems: Problems) -> impl Template;
}

macro_rules! entry_page {
    ($name:ident, $form:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        pub struct $name {
            pub page: Page,
            pub frame: EntryFrame,
            pub form: $form,
            pub problems: Problems,
        }

        impl EntryPage for $form {
            fn page(self, page: Page, frame: EntryFrame, problems: Problems) -> impl Template {
                $name { page, frame, form: self, problems }
            }
        }
    };
}

entry_page!(RegistrationPage, RegistrationForm, "profiles/registration.html");
entry_page!(QualificationPage, QualificationForm, "profiles/qualification.html");
entry_page!(EmploymentPage, EmploymentForm, "profiles/employment.html");
entry_page!(BreakPage, BreakForm, "profiles/break.html");
entry_page!(TrainingPage, TrainingForm, "profiles/training.html");
entry_page!(RefereePage, RefereeForm, "profiles/referee.html");
entry_page!(PlacePage, PlaceForm, "profiles/place.html");

/// A stretch that is asked about.
pub struct GapLine {
    pub words: String,
    /// Where it is accounted for.
    pub href: String,
}

impl GapLine {
    fn new(gap: &Gap) -> Self {
        let to = gap.to.map(month_words).unwrap_or_default();
        Self {
            words: gap_words(gap.from, gap.to),
            href: with_query("/profile/breaks/new", &[("from", &month_words(gap.from)), ("to", &to)]),
        }
    }
}

/// The entries of a part.
#[derive(Template)]
#[template(path = "profiles/list.html")]
pub struct ListPage {
    pub page: Page,
    pub part: Part,
    pub intro: &'static str,
    pub items: Vec<Item>,
    pub gaps: Vec<GapLine>,
    pub add: &'static str,
    pub next: String,
}

impl ListPage {
    pub fn new(page: Page, profile: &Profile, part: Part, today: NaiveDate) -> Self {
        let (intro, add, items) = match part {
            Part::Registrations => (
                "We check how a number is written, not whether it is yours. Providers read “format checked, not \
                 verified” beside it, and look it up themselves.",
                "Add a registration",
                all(&profile.registrations),
            ),
            Part::Qualifications => (
                "What you have passed: degrees, diplomas, memberships.",
                "Add a qualification",
                all(&profile.qualifications),
            ),
            Part::Employment => (
                "Where you have worked, month by month. Providers must ask about gaps. We ask about those of over \
                 three months now, once.",
                "Add a job",
                history(profile),
            ),
            Part::Training => (
                "Statutory and mandatory training, and other courses. A certificate that is still valid need not be \
                 earned again.",
                "Add training",
                all(&profile.training),
            ),
            Part::Referees => (
                "Ask them first. Providers see how many you have named, and who they are once they make you an offer.",
                "Add a referee",
                all(&profile.referees),
            ),
            _ => ("", "", Vec::new()),
        };
        let next = part.next().map_or_else(|| "/profile".into(), |next| format!("/profile/{next}"));
        let gaps = if part == Part::Employment { profile.gaps(today) } else { Vec::new() };
        Self { page, part, intro, items, gaps: gaps.iter().map(GapLine::new).collect(), add, next }
    }
}

pub struct CvLine {
    pub id: EntryId,
    pub label: String,
    pub file: String,
    pub is_preferred: bool,
}

impl CvLine {
    fn new(cv: &Kept<Cv>) -> Self {
        let Cv { label, file_name, is_preferred, .. } = &cv.entry;
        Self { id: cv.id, label: label.clone(), file: file_name.clone(), is_preferred: *is_preferred }
    }
}

#[derive(Template)]
#[template(path = "profiles/cvs.html")]
pub struct CvsPage {
    pub page: Page,
    pub cvs: Vec<CvLine>,
    pub may_add: bool,
    pub form: CvForm,
    pub problems: Problems,
}

impl CvsPage {
    pub fn new(page: Page, profile: &Profile, form: CvForm, problems: Problems) -> Self {
        Self {
            page: page.with_problems(&problems),
            cvs: profile.cvs.iter().map(CvLine::new).collect(),
            may_add: profile.cvs.len() < MOST_CVS,
            form,
            problems,
        }
    }
}

/// On paper.
#[derive(Template)]
#[template(path = "profiles/print.html")]
pub struct PrintPage {
    pub page: Page,
    pub contact: String,
    pub sections: Vec<Section>,
    pub made: String,
}

impl PrintPage {
    pub fn new(page: Page, profile: &Profile, email: &str, today: NaiveDate) -> Self {
        Self {
            page,
            contact: contact_line(&profile.contact, email),
            sections: own_sections(profile),
            made: day_words(today),
        }
    }
}
