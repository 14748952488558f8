//! A profile as somebody reads it: its own person, a provider, or a sheet of paper.

use chrono::NaiveDate;

use crate::codes::{self, registrations};
use crate::kit::clock::day_words;
use crate::profiles::forms::{
    BreakForm, EmploymentForm, EntryForm, PlaceForm, QualificationForm, RefereeForm, RegistrationForm,
    TrainingForm,
};
use crate::profiles::model::{
    Break, Contact, Cv, Employment, Kept, Place, Profile, Qualification, Referee, Registration, Training,
    WITHHELD, month_words, span_words,
};

/// Something of which there may be several, in a few lines.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub title: String,
    pub lines: Vec<String>,
    /// Where it is changed.
    pub href: String,
}

/// One part, as lines with a name and as items.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub title: &'static str,
    pub lines: Vec<(&'static str, String)>,
    pub items: Vec<Item>,
}

impl Section {
    fn of_lines(title: &'static str, lines: Vec<(&'static str, String)>) -> Self {
        let said = lines.into_iter().filter(|(_, value)| !value.is_empty());
        Self { title, lines: said.collect(), items: Vec::new() }
    }

    fn of_items(title: &'static str, items: Vec<Item>) -> Self {
        Self { title, lines: Vec::new(), items }
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.items.is_empty()
    }
}

/// What an application shows of a profile; parts that say nothing are left out. Referees have not been asked, so that
/// they are only counted until `with_referees`.
pub fn sections(profile: &Profile, with_referees: bool) -> Vec<Section> {
    let referees = match profile.referees.len() {
        0 => Section::default(),
        _ if with_referees => Section::of_items("Referees", all(&profile.referees)),
        1 => later("1 named, and shown once an offer is made"),
        many => later(&format!("{many} named, and shown once an offer is made")),
    };
    let all = [
        work(profile),
        Section::of_items("Registration", all(&profile.registrations)),
        Section::of_items("Employment", history(profile)),
        Section::of_items("Qualifications", all(&profile.qualifications)),
        Section::of_items("Training", all(&profile.training)),
        referees,
        availability(profile),
    ];
    all.into_iter().filter(|section| !section.is_empty()).collect()
}

fn later(words: &str) -> Section {
    Section::of_items("Referees", vec![Item { title: words.to_string(), ..Item::default() }])
}

/// All of it, for the person whose it is.
pub fn own_sections(profile: &Profile) -> Vec<Section> {
    let own = [
        Section::of_items("Where you look for work", all(&profile.places)),
        Section::of_items("CVs", all(&profile.cvs)),
    ];
    let own = own.into_iter().filter(|section| !section.is_empty());
    sections(profile, true).into_iter().chain(own).collect()
}

fn work(profile: &Profile) -> Section {
    let work = &profile.work;
    Section::of_lines(
        "Work",
        vec![
            ("Profession", codes::professions().label(&work.profession).to_string()),
            ("Grade", grade_label(&work.grade).to_string()),
            ("Career stage", codes::stages().label(&work.stage).to_string()),
            ("Specialties", codes::specialties().labels(&profile.specialties)),
            ("Best way and time", profile.contact.reach.clone()),
        ],
    )
}

/// Grades of doctors, or bands of pay.
fn grade_label(code: &str) -> &str {
    match codes::grades().get(code) {
        Some(grade) => &grade.label,
        None => codes::pay_bands().label(code),
    }
}

fn availability(profile: &Profile) -> Section {
    let (right, wishes) = (&profile.right_to_work, &profile.wishes);
    let right = match (right.code.as_str(), right.work_until) {
        ("", _) => String::new(),
        (_, Some(until)) => format!("Yes, until {}", day_words(until)),
        (code, None) => codes::rights_to_work().label(code).to_string(),
    };
    let notice = wishes.notice_weeks.map(|weeks| match weeks {
        0 => "None".to_string(),
        1 => "1 week".to_string(),
        weeks => format!("{weeks} weeks"),
    });
    Section::of_lines(
        "Right to work and start",
        vec![
            ("Right to work in the UK", right),
            ("Can start from", wishes.available_on.map(day_words).unwrap_or_default()),
            ("Notice", notice.unwrap_or_default()),
            ("Patterns", codes::patterns().labels(&profile.patterns)),
        ],
    )
}

/// Work and breaks together, the latest first.
pub fn history(profile: &Profile) -> Vec<Item> {
    let worked = profile.employments.iter().map(|one| key(one.entry.ended, one.entry.started));
    let worked = worked.zip(all(&profile.employments));
    let away = profile.breaks.iter().map(|one| key(one.entry.ended, one.entry.started));
    let mut all: Vec<_> = worked.chain(away.zip(all(&profile.breaks))).collect();
    all.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
    all.into_iter().map(|(_, item)| item).collect()
}

/// What goes on stands before what is over.
fn key(ended: Option<NaiveDate>, started: NaiveDate) -> (bool, NaiveDate) {
    (ended.is_none(), started)
}

fn said(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// `a, b`, of what is there.
fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ")
}

/// An entry as it is read.
pub trait Shown {
    /// The address under which the entries of its kind are.
    const BASE: &'static str;

    fn title(&self) -> String;

    fn lines(&self) -> Vec<String>;
}

/// Each with the way to where it is changed.
pub fn all<E: Shown>(entries: &[Kept<E>]) -> Vec<Item> {
    let item = |one: &Kept<E>| Item {
        title: one.entry.title(),
        lines: said(one.entry.lines()),
        href: format!("{}/{}", E::BASE, one.id),
    };
    entries.iter().map(item).collect()
}

/// A registration number with what has been checked of it, as far as its reader may see it.
pub fn shown_number(number: &str) -> String {
    match number {
        WITHHELD => "Given, and shown once they are shortlisted".into(),
        number => format!("{number} ({})", registrations::CHECKED),
    }
}

impl Shown for Registration {
    const BASE: &'static str = RegistrationForm::BASE;

    fn title(&self) -> String {
        codes::registrations().label(&self.body).to_string()
    }

    fn lines(&self) -> Vec<String> {
        vec![shown_number(&self.number)]
    }
}

impl Shown for Qualification {
    const BASE: &'static str = QualificationForm::BASE;

    fn title(&self) -> String {
        self.title.clone()
    }

    fn lines(&self) -> Vec<String> {
        vec![joined(&[&self.institution, &self.awarded.to_string(), &self.result])]
    }
}

impl Shown for Employment {
    const BASE: &'static str = EmploymentForm::BASE;

    fn title(&self) -> String {
        joined(&[&self.title, &self.employer])
    }

    fn lines(&self) -> Vec<String> {
        let left = if self.leaving.is_empty() { String::new() } else { format!("Left: {}", self.leaving) };
        vec![span_words(self.started, self.ended), self.duties.clone(), left]
    }
}

impl Shown for Break {
    const BASE: &'static str = BreakForm::BASE;

    fn title(&self) -> String {
        "Break".into()
    }

    fn lines(&self) -> Vec<String> {
        vec![span_words(self.started, self.ended), self.explanation.clone()]
    }
}

impl Shown for Training {
    const BASE: &'static str = TrainingForm::BASE;

    fn title(&self) -> String {
        if self.skill.is_empty() { &self.title } else { codes::core_skills().label(&self.skill) }.to_string()
    }

    fn lines(&self) -> Vec<String> {
        let detail = if self.skill.is_empty() { String::new() } else { self.title.clone() };
        let valid = self.expires_on.map(|day| format!(", valid until {}", day_words(day)));
        let done = format!("Completed {}{}", day_words(self.completed_on), valid.unwrap_or_default());
        vec![detail, done]
    }
}

impl Shown for Referee {
    const BASE: &'static str = RefereeForm::BASE;

    fn title(&self) -> String {
        self.name.clone()
    }

    fn lines(&self) -> Vec<String> {
        let where_ = joined(&[&self.title, &self.organisation]);
        vec![where_, self.relation.clone(), joined(&[&self.email, &self.phone])]
    }
}

impl Shown for Place {
    const BASE: &'static str = PlaceForm::BASE;

    fn title(&self) -> String {
        self.label.clone()
    }

    fn lines(&self) -> Vec<String> {
        let within = self.miles.map(|miles| format!("Within {miles} miles"));
        vec![within.unwrap_or_else(|| "Anywhere in it".into())]
    }
}

impl Shown for Cv {
    const BASE: &'static str = "/profile/cvs";

    fn title(&self) -> String {
        self.label.clone()
    }

    fn lines(&self) -> Vec<String> {
        let preferred = if self.is_preferred { "Preferred" } else { "" };
        vec![self.file_name.clone(), preferred.to_string()]
    }
}

/// What the heads of pages say of a person: `0113 496 0000`.
pub fn contact_line(contact: &Contact, email: &str) -> String {
    joined(&[email, &contact.phone])
}

/// `April 2021 to July 2021`, of a stretch that nothing accounts for.
pub fn gap_words(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) if to == from => month_words(from),
        to => span_words(from, to),
    }
}
