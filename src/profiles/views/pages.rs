//! The pages on which somebody fills in their profile.

mod forms;
mod tasks;

pub use forms::*;
pub use tasks::*;

use askama::Template;
use chrono::NaiveDate;

use super::record::{Item, Section, all, contact_line, gap_words, history, own_sections};
use crate::kit::clock::day_words;
use crate::profiles::forms::CvForm;
use crate::profiles::model::{Cv, EntryId, Gap, Kept, MOST_CVS, Part, Profile, month_words};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::with_query;

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
