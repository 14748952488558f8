//! What a provider sees of the applications to its listings.

use askama::Template;

use super::{Happened, Head, Written, timeline};
use crate::applications::forms::{OfferForm, RejectForm, TableQuery};
use crate::applications::model::{ApplicationId, Party, State};
use crate::applications::store::{Opened, PAGE, Row};
use crate::codes::{self, Code};
use crate::kit::clock;
use crate::listings::ListingId;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::{Pages, with_query};

pub struct RowLine {
    pub href: String,
    pub name: String,
    pub title: String,
    pub submitted: String,
    pub state: &'static str,
    pub colour: &'static str,
}

pub struct StateLink {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// Applications to all listings of a provider, or to one.
#[derive(Template)]
#[template(path = "applications/table.html")]
pub struct TablePage {
    pub page: Page,
    pub nav: DeskNav,
    /// Title and place on the desk, when the table is of one listing.
    pub listing: Option<(String, String)>,
    pub states: Vec<StateLink>,
    pub rows: Vec<RowLine>,
    pub pages: Pages,
    pub total: i64,
    pub is_filtered: bool,
}

/// What the database found for a table.
pub struct Found {
    pub rows: Vec<Row>,
    pub counts: Vec<(State, i64)>,
}

impl TablePage {
    pub fn new(
        page: Page,
        desk: &Desk,
        listing: Option<(ListingId, String)>,
        query: &TableQuery,
        found: Found,
    ) -> Self {
        let desk_base = format!("/desk/{}", desk.provider.id);
        let base = match &listing {
            Some((id, _)) => format!("{desk_base}/listings/{id}/applications"),
            None => format!("{desk_base}/applications"),
        };
        let state = query.state();
        let all: i64 = found.counts.iter().map(|(_, count)| count).sum();
        let total = match state {
            Some(state) => found.counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count),
            None => all,
        };
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            states: state_links(&base, state, &found.counts, all),
            rows: found.rows.into_iter().map(|row| row_line(&desk_base, row)).collect(),
            pages: pages(&base, state, query.page(), total),
            listing: listing.map(|(id, title)| (title, format!("{desk_base}/listings/{id}"))),
            total,
            is_filtered: state.is_some(),
        }
    }
}

fn row_line(desk_base: &str, row: Row) -> RowLine {
    RowLine {
        href: format!("{desk_base}/applications/{}", row.id),
        name: row.name,
        title: row.title,
        submitted: row.submitted_at.map(clock::moment_words).unwrap_or_default(),
        state: row.state.label(),
        colour: row.state.colour(),
    }
}

fn state_links(base: &str, chosen: Option<State>, counts: &[(State, i64)], all: i64) -> Vec<StateLink> {
    let everything =
        StateLink { href: base.to_string(), label: format!("All ({all})"), current: chosen.is_none() };
    let link = |(state, count): &(State, i64)| StateLink {
        href: format!("{base}?state={state}"),
        label: format!("{} ({count})", state.label()),
        current: chosen == Some(*state),
    };
    std::iter::once(everything).chain(counts.iter().map(link)).collect()
}

fn pages(base: &str, state: Option<State>, current: i64, total: i64) -> Pages {
    let state = state.map_or("", |state| state.as_str());
    Pages::new(current, total, PAGE, |page| {
        with_query(base, &[("state", state), ("page", &page.to_string())])
    })
}

/// One application, as a member of the provider reads it.
#[derive(Template)]
#[template(path = "applications/read.html")]
pub struct ReadPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    /// The table of its listing.
    pub back: String,
    pub head: Head,
    pub written: Written,
    pub state: State,
    pub happened: Vec<Happened>,
    pub may_shortlist: bool,
    pub may_reject: bool,
    pub may_offer: bool,
    /// A move is there to be made, but only editors and owners make it.
    pub may_only_look: bool,
}

impl ReadPage {
    pub fn new(page: Page, desk: &Desk, opened: &Opened) -> Self {
        let (state, provider) = (opened.application.state, desk.provider.id);
        let base = format!("/desk/{provider}/applications/{}", opened.application.id);
        let open_to = |next: State| state.may_become(next, Party::Provider);
        let may = |next: State| desk.role.may_edit() && open_to(next);
        let any = open_to(State::Shortlisted) || open_to(State::Rejected) || open_to(State::Offered);
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            back: format!("/desk/{provider}/listings/{}/applications", opened.vacancy.listing),
            head: Head::of(&opened.vacancy),
            written: Written::of(opened, format!("{base}/cv"), String::new()),
            state,
            happened: timeline(&opened.events),
            may_shortlist: may(State::Shortlisted),
            may_reject: may(State::Rejected),
            may_offer: may(State::Offered),
            may_only_look: any && !desk.role.may_edit(),
            base,
        }
    }
}

#[derive(Template)]
#[template(path = "applications/reject.html")]
pub struct RejectPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub form: RejectForm,
    pub problems: Problems,
    pub reasons: &'static [Code],
}

impl RejectPage {
    pub fn new(page: Page, desk: &Desk, of: (ApplicationId, String, String), form: RejectForm) -> Self {
        let (id, name, title) = of;
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/applications/{id}", desk.provider.id),
            name,
            title,
            form,
            problems: Problems::none(),
            reasons: codes::rejection_reasons().all(),
        }
    }

    pub fn with(mut self, problems: Problems) -> Self {
        self.page = self.page.with_problems(&problems);
        self.problems = problems;
        self
    }
}

#[derive(Template)]
#[template(path = "applications/make_offer.html")]
pub struct MakeOfferPage {
    pub page: Page,
    pub nav: DeskNav,
    pub base: String,
    pub name: String,
    pub title: String,
    pub form: OfferForm,
    pub problems: Problems,
}

impl MakeOfferPage {
    pub fn new(page: Page, desk: &Desk, of: (ApplicationId, String, String), form: OfferForm) -> Self {
        let (id, name, title) = of;
        Self {
            page,
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            base: format!("/desk/{}/applications/{id}", desk.provider.id),
            name,
            title,
            form,
            problems: Problems::none(),
        }
    }

    pub fn with(mut self, problems: Problems) -> Self {
        self.page = self.page.with_problems(&problems);
        self.problems = problems;
        self
    }
}
