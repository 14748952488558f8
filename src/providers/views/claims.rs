//! What the pages about working there show.

use askama::Template;
use chrono::NaiveDate;

use super::{DeskNav, DeskPlace};
use crate::codes::{self, Code};
use crate::kit::files::StoredFile;
use crate::providers::forms::{ClaimForm, field_of};
use crate::providers::model::{FigureKind, Need, SayingState, figures_of};
use crate::providers::store::{Claim, Provider};
use crate::providers::{ClaimId, ProviderId};
use crate::web::form::Problems;
use crate::web::page::Page;

/// One thing that can be said of working somewhere, and how far it is.
pub struct ClaimChoice {
    pub code: &'static Code,
    pub state: &'static str,
    pub colour: &'static str,
    /// What is said, and what is to be done.
    pub hint: String,
}

pub struct ClaimChoices {
    pub label: &'static str,
    pub choices: Vec<ClaimChoice>,
}

#[derive(Template)]
#[template(path = "providers/claims.html")]
pub struct ClaimsPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub groups: Vec<ClaimChoices>,
    /// A nudge; empty when nothing is old.
    pub old: String,
}

impl ClaimsPage {
    pub fn new(page: Page, provider: &Provider, said: &[Claim], today: NaiveDate) -> Self {
        let choice = |code: &&'static Code| choice(code, said, today);
        let groups = codes::claims().groups().into_iter().map(|group| ClaimChoices {
            label: group.label,
            choices: group.codes.iter().map(choice).collect(),
        });
        Self {
            page,
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            groups: groups.collect(),
            old: old_words(said, today),
        }
    }
}

/// "2 facts are older than two years"; empty when none is, or when its successor waits.
pub fn old_words(said: &[Claim], today: NaiveDate) -> String {
    let follows = |claim: &Claim| {
        said.iter().any(|one| one.claim == claim.claim && one.state == SayingState::Submitted)
    };
    let is_old = |claim: &&Claim| !claim.is_open() && claim.is_old(today) && !follows(claim);
    match said.iter().filter(is_old).count() {
        0 => String::new(),
        1 => "1 fact is older than two years".into(),
        many => format!("{many} facts are older than two years"),
    }
}

fn choice(code: &'static Code, said: &[Claim], today: NaiveDate) -> ClaimChoice {
    let of_code = |claim: &&Claim| claim.claim == code.code;
    let open = said.iter().filter(of_code).find(|claim| claim.is_open());
    let public = said.iter().filter(of_code).find(|claim| !claim.is_open());
    let words = |claim: &Claim| claim.said();
    let (state, colour, hint) = match (open, public) {
        (Some(open), Some(_)) => (
            open.state.label(),
            open.state.colour(),
            format!("{}. An earlier version is public.", words(open)),
        ),
        (Some(open), None) => (open.state.label(), open.state.colour(), words(open)),
        (None, Some(public)) if public.is_old(today) => (
            "Older than two years",
            "yellow",
            format!("{}. Check it, and send it with a new date.", words(public)),
        ),
        (None, Some(public)) => (public.state.label(), "", words(public)),
        (None, None) => ("Not stated", "grey", String::new()),
    };
    ClaimChoice { code, state, colour, hint }
}

/// A field for a figure.
pub struct FigureField {
    pub name: String,
    pub label: &'static str,
    pub value: String,
    pub kind: FigureKind,
    pub optional: bool,
}

impl FigureField {
    pub fn is(&self, word: &str) -> bool {
        match self.kind {
            FigureKind::Money => word == "money",
            FigureKind::Time => word == "time",
            FigureKind::Line => word == "line",
            FigureKind::Percent => word == "percent",
            FigureKind::Number | FigureKind::Count => word == "number",
        }
    }
}

#[derive(Template)]
#[template(path = "providers/claim.html")]
pub struct ClaimPage {
    pub page: Page,
    pub nav: DeskNav,
    pub provider_id: ProviderId,
    pub code: &'static Code,
    pub form: ClaimForm,
    pub problems: Problems,
    pub fields: Vec<FigureField>,
    /// The mark of what the form was filled in from.
    pub seen: String,
    /// What the public reads now.
    pub public: Option<PublicClaim>,
    /// The version that is on its way: words and colour.
    pub open: Option<(&'static str, &'static str)>,
    pub reasons: Vec<String>,
    /// The file that is there: of which version, name, size.
    pub file: Option<(ClaimId, String, String)>,
}

/// What the public reads of a claim.
pub struct PublicClaim {
    pub said: String,
    pub checked_at: String,
    pub is_old: bool,
}

impl PublicClaim {
    pub fn new(claim: &Claim, today: NaiveDate) -> Self {
        Self { said: claim.said(), checked_at: claim.checked_at(), is_old: claim.is_old(today) }
    }
}

/// A claim on the desk: its versions, and the file of the newest.
pub struct OnDesk {
    pub code: &'static Code,
    pub versions: Vec<Claim>,
    pub file: Option<StoredFile>,
    pub seen: String,
}

impl OnDesk {
    pub fn open(&self) -> Option<&Claim> {
        self.versions.iter().find(|claim| claim.is_open())
    }

    pub fn public(&self) -> Option<&Claim> {
        self.versions.iter().find(|claim| !claim.is_open())
    }

    pub fn latest(&self) -> Option<&Claim> {
        self.open().or(self.versions.first())
    }
}

impl ClaimPage {
    pub fn new(
        page: Page,
        provider: &Provider,
        found: &OnDesk,
        (form, problems): (ClaimForm, Problems),
        today: NaiveDate,
    ) -> Self {
        let open = found.open();
        let reasons = open.and_then(|claim| claim.returned_because.as_deref()).unwrap_or_default();
        let field = |figure: crate::providers::model::Figure| FigureField {
            name: field_of(&figure),
            label: figure.label,
            value: form.typed(&field_of(&figure)).to_string(),
            kind: figure.kind,
            optional: figure.need == Need::May,
        };
        Self {
            page: page.with_problems(&problems),
            nav: DeskNav::new(provider, DeskPlace::Organisation),
            provider_id: provider.id,
            code: found.code,
            fields: figures_of(found.code).into_iter().map(field).collect(),
            seen: found.seen.clone(),
            public: found.public().map(|claim| PublicClaim::new(claim, today)),
            open: open.map(|claim| (claim.state.label(), claim.state.colour())),
            reasons: reasons.lines().map(str::to_string).collect(),
            file: found
                .latest()
                .zip(found.file.as_ref())
                .map(|(claim, file)| (claim.id, file.name.clone(), file.size_words())),
            form,
            problems,
        }
    }

    pub fn typed(&self, field: &str) -> &str {
        self.form.typed(field)
    }

    pub fn file_label(&self) -> &'static str {
        if self.file.is_some() { "Another file in its place" } else { "A file" }
    }
}
