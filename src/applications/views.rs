//! What the pages of applications show: what all of them share. Applying is in [`apply`], following it in [`own`], the
//! provider's side in [`desk`].

mod apply;
mod bulk;
mod bulk_message;
mod desk;
mod doings;
mod equality;
mod export;
mod given;
mod home;
mod interviews;
mod invite;
mod list;
mod messages;
mod notes;
mod offers;
mod own;
mod own_interviews;
mod scores;
mod table;

pub use apply::*;
pub use bulk::*;
pub use bulk_message::*;
pub use desk::*;
pub(in crate::applications) use doings::*;
pub use equality::*;
pub use export::*;
pub use given::*;
pub(in crate::applications) use home::*;
pub use interviews::*;
pub use invite::*;
pub use list::*;
pub use messages::*;
pub use notes::*;
pub use offers::*;
pub use own::*;
pub use own_interviews::*;
pub use scores::*;
pub use table::*;

use crate::applications::forms::document_field;
use crate::applications::model::{AWAITED, Answers, Application, Door, Event, State, Vacancy, Wants};
use crate::applications::store::Opened;
use crate::kit::clock;
use crate::kit::files::StoredFile;
use crate::listings::{Question, QuestionKind};
use crate::profiles::{self, Profile, Section, shown_number};

/// What an application is for, at the head of each of its pages.
pub struct Head {
    pub title: String,
    pub provider: String,
    pub href: String,
    /// `role` or `placement`
    pub noun: &'static str,
    /// Until when it can be submitted; empty when it cannot.
    pub until: String,
    pub decides: String,
    /// What moderators keep out of sight, in words; empty when nothing.
    pub hidden: String,
    /// The provider learns whose it is once it is shortlisted.
    pub is_blind: bool,
}

impl Head {
    pub fn of(vacancy: &Vacancy) -> Self {
        let until = match vacancy.door {
            Door::Open => vacancy.closes_at.map(clock::moment_words).unwrap_or_default(),
            Door::Grace(until) => clock::moment_words(until),
            Door::Closed => String::new(),
        };
        Self {
            title: vacancy.title.clone(),
            provider: vacancy.provider_name.clone(),
            href: format!("/listings/{}", vacancy.listing),
            noun: if vacancy.is_placement { "placement" } else { "role" },
            until,
            decides: vacancy.decide_by.map(clock::day_words).unwrap_or_default(),
            hidden: vacancy.hidden.map(|hidden| hidden.words(&vacancy.provider_name)).unwrap_or_default(),
            is_blind: vacancy.blind,
        }
    }
}

pub struct CvLine {
    pub name: String,
    pub size: String,
    pub href: String,
}

impl CvLine {
    pub fn new(file: &StoredFile, href: String) -> Self {
        Self { name: file.name.clone(), size: file.size_words(), href }
    }
}

/// A document that was asked for.
pub struct DocumentLine {
    pub field: String,
    pub prompt: String,
    pub file: Option<CvLine>,
    pub is_optional: bool,
    /// Where it is removed.
    pub removal: String,
}

impl DocumentLine {
    pub fn all(opened: &Opened, base: &str) -> Vec<Self> {
        let line = |question: &Question| {
            let href = format!("{base}/documents/{}", question.id);
            let file = opened.documents.get(&question.id);
            Self {
                field: document_field(question),
                prompt: question.prompt.clone(),
                is_optional: !question.required,
                removal: format!("{href}/removal"),
                file: file.map(|file| CvLine::new(file, href)),
            }
        };
        opened.vacancy.wants.documents.iter().map(line).collect()
    }
}

pub struct AnswerLine {
    pub prompt: String,
    pub answer: String,
}

/// All that the candidate wrote, as both sides read it.
pub struct Written {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// What the number is called, and the number with what was checked of it.
    pub registration: Option<(String, String)>,
    /// Paragraph by paragraph.
    pub statement: Option<Vec<String>>,
    pub answers: Vec<AnswerLine>,
    pub wants_cv: bool,
    pub cv: Option<CvLine>,
    pub documents: Vec<DocumentLine>,
    /// The profile that goes or went with it.
    pub profile: Vec<Section>,
    /// Where the steps are, while they can be changed; else empty.
    pub change: String,
    /// Its reader may not know yet whose it is.
    pub is_hidden: bool,
}

impl Written {
    /// `base` is where this reader finds the application, `cv` where under it the CV is.
    pub fn of(opened: &Opened, base: &str, cv: &str, change: String) -> Self {
        let (application, wants) = (&opened.application, &opened.vacancy.wants);
        Self {
            name: application.name.clone(),
            email: application.email.clone(),
            phone: application.phone.clone(),
            registration: registration(application, wants),
            statement: wants.statement.then(|| paragraphs(&application.statement)),
            answers: answer_lines(&opened.answers, wants),
            wants_cv: wants.cv,
            cv: opened.cv.as_ref().map(|file| CvLine::new(file, format!("{base}/{cv}"))),
            documents: DocumentLine::all(opened, base),
            profile: opened.profile.as_ref().map(|profile| record(profile, application)).unwrap_or_default(),
            change,
            is_hidden: false,
        }
    }
}

/// Referees are asked after an offer, and named no sooner.
fn record(profile: &Profile, application: &Application) -> Vec<Section> {
    profiles::sections(profile, matches!(application.state, State::Offered | State::Accepted))
}

/// An empty line parts two paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(String::from).collect()
}

fn registration(application: &Application, wants: &Wants) -> Option<(String, String)> {
    let register = wants.register?;
    let number = match application.registration.as_str() {
        "" => String::new(),
        AWAITED => format!("Not registered yet with the {}", register.label),
        number => shown_number(number),
    };
    Some((register.fact("number").to_string(), number))
}

fn answer_lines(answers: &Answers, wants: &Wants) -> Vec<AnswerLine> {
    let line = |question: &Question| AnswerLine {
        prompt: question.prompt.clone(),
        answer: match (question.kind, answers.get(&question.id).map_or("", String::as_str)) {
            (QuestionKind::YesNo, "yes") => "Yes".into(),
            (QuestionKind::YesNo, "no") => "No".into(),
            (QuestionKind::SeveralOf, answer) => answer.lines().collect::<Vec<_>>().join(", "),
            (_, answer) => answer.to_string(),
        },
    };
    wants.questions.iter().map(line).collect()
}

/// A line of a timeline.
pub struct Happened {
    pub label: &'static str,
    pub when: String,
    pub detail: String,
}

pub fn timeline(events: &[Event]) -> Vec<Happened> {
    let happened = |event: &Event| Happened {
        label: event.kind.label(),
        when: clock::moment_words(event.at),
        detail: event.note.clone(),
    };
    events.iter().map(happened).collect()
}
