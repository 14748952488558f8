//! The table of applications on a provider's desk.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use crate::applications::forms::{ExportForm, TableQuery};
use crate::applications::model::{ApplicationId, Order, Party, Score, State, points, total};
use crate::applications::store::{PAGE, Row};
use crate::kit::clock;
use crate::listings::Listing;
use crate::providers::{Desk, DeskNav, DeskPlace};
use crate::web::form::Problems;
use crate::web::page::Page;
use crate::web::pages::{Pages, with_query};

pub struct RowLine {
    pub id: String,
    /// Somebody who may still be moved or written to, by a member who may do so.
    pub may_be_ticked: bool,
    pub href: String,
    pub who: String,
    /// Empty while it stands for the name.
    pub reference: String,
    pub title: String,
    pub submitted: String,
    /// Of all members together; empty when nobody has scored.
    pub score: String,
    pub state: &'static str,
    pub colour: &'static str,
}

/// The day by which everybody hears.
pub struct Decides {
    pub by: String,
    /// How many still wait, when that day has passed.
    pub late: i64,
}

impl Decides {
    fn of(listing: &Listing, counts: &[(State, i64)], today: NaiveDate) -> Option<Self> {
        let day = listing.decide_by?;
        let waiting =
            counts.iter().filter(|(state, _)| state.awaits_provider()).map(|(_, count)| count).sum();
        Some(Self { by: clock::day_words(day), late: if day < today { waiting } else { 0 } })
    }
}

pub struct QueryLink {
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
    /// By when the listing says that people hear, when the table is of one.
    pub decides: Option<Decides>,
    /// Where the search is sent to.
    pub base: String,
    pub query: TableQuery,
    pub problems: Problems,
    pub states: Vec<QueryLink>,
    pub orders: Vec<QueryLink>,
    pub rows: Vec<RowLine>,
    pub pages: Pages,
    pub total: i64,
    /// Somebody's name is hidden on this page.
    pub any_hidden: bool,
    /// This very view, to come back to.
    pub from: String,
    /// Everybody on this page at once: the label and the address of each deed that is open.
    pub all_here: Vec<(String, String)>,
    /// Where to take away in a file what the table shows, when there is somebody and the member may.
    pub export: Option<String>,
}

/// What the database found for a table.
pub struct Found {
    pub today: NaiveDate,
    pub rows: Vec<Row>,
    pub counts: Vec<(State, i64)>,
    /// Of the rows.
    pub scores: HashMap<ApplicationId, Vec<Score>>,
    /// Somebody has been scored, on this page or another.
    pub is_scored: bool,
}

impl TablePage {
    pub fn new(page: Page, desk: &Desk, listing: Option<&Listing>, query: TableQuery, found: Found) -> Self {
        let desk_base = format!("/desk/{}", desk.provider.id);
        let base = match listing {
            Some(listing) => format!("{}/applications", listing.desk_path()),
            None => format!("{desk_base}/applications"),
        };
        let all: i64 = found.counts.iter().map(|(_, count)| count).sum();
        let total = match query.state() {
            Some(state) => found.counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count),
            None => all,
        };
        let bulk = listing.is_some() && desk.role.may_edit();
        let from = query.address("").trim_start_matches('?').to_string();
        let pages = Pages::new(query.page(), total, PAGE, |page| query.with_page(page).address(&base));
        Self {
            page,
            export: (total > 0 && desk.role.may_edit())
                .then(|| ExportForm::of(&query).table().address(&format!("{base}/export"))),
            nav: DeskNav::new(&desk.provider, DeskPlace::Applicants),
            states: states(&base, &query, &found.counts, all),
            orders: orders(&base, &query, found.is_scored),
            any_hidden: found.rows.iter().any(|row| row.is_hidden),
            all_here: if bulk { all_here(&base, &from, &found.rows) } else { Vec::new() },
            rows: found.rows.into_iter().map(|row| row_line(&desk_base, row, &found.scores, bulk)).collect(),
            from,
            pages,
            decides: listing.and_then(|listing| Decides::of(listing, &found.counts, found.today)),
            listing: listing.map(|listing| (listing.name().to_string(), listing.desk_path())),
            base,
            query,
            problems: Problems::none(),
            total,
        }
    }

    pub fn has_scores(&self) -> bool {
        self.rows.iter().any(|row| !row.score.is_empty())
    }

    pub fn has_ticks(&self) -> bool {
        self.rows.iter().any(|row| row.may_be_ticked)
    }

    pub fn is_filtered(&self) -> bool {
        self.query.state().is_some() || !self.query.words().is_empty()
    }
}

/// Addresses of the pages that ask before everybody of this page is moved, where there is somebody to move.
fn all_here(base: &str, from: &str, rows: &[Row]) -> Vec<(String, String)> {
    let deeds = [(State::Shortlisted, "shortlisting", "Shortlist"), (State::Rejected, "rejection", "Reject")];
    let deed = |(to, path, verb): (State, &str, &str)| {
        let movable: Vec<String> = rows
            .iter()
            .filter(|row| row.state.may_become(to, Party::Provider))
            .map(|row| row.id.to_string())
            .collect();
        let mut pairs: Vec<(&str, &str)> = movable.iter().map(|id| ("application", id.as_str())).collect();
        pairs.push(("from", from));
        let label = match movable.len() {
            1 => format!("{verb} the only one on this page"),
            many => format!("{verb} all {many} on this page"),
        };
        (!movable.is_empty()).then(|| (label, with_query(&format!("{base}/{path}"), &pairs)))
    };
    let all: Vec<_> = deeds.into_iter().filter_map(deed).collect();
    match all.is_empty() {
        true => all,
        false => all.into_iter().chain([write_to_all(base, from, rows)]).collect(),
    }
}

/// Whoever cannot be written to any more is passed over on that page.
fn write_to_all(base: &str, from: &str, rows: &[Row]) -> (String, String) {
    let ids: Vec<String> = rows.iter().map(|row| row.id.to_string()).collect();
    let mut pairs: Vec<(&str, &str)> = ids.iter().map(|id| ("application", id.as_str())).collect();
    pairs.push(("from", from));
    ("Write to everybody on this page".into(), with_query(&format!("{base}/message"), &pairs))
}

fn row_line(desk_base: &str, row: Row, scores: &HashMap<ApplicationId, Vec<Score>>, bulk: bool) -> RowLine {
    RowLine {
        id: row.id.to_string(),
        // Whoever has an offer can be written to, if not moved.
        may_be_ticked: bulk && row.state.goes_on(),
        href: format!("{desk_base}/applications/{}", row.id),
        score: scores.get(&row.id).and_then(|scores| total(scores)).map(points).unwrap_or_default(),
        who: row.who,
        reference: if row.is_hidden { String::new() } else { row.reference },
        title: row.title,
        submitted: row.submitted_at.map(clock::moment_words).unwrap_or_default(),
        state: row.state.label(),
        colour: row.state.colour(),
    }
}

fn states(base: &str, query: &TableQuery, counts: &[(State, i64)], all: i64) -> Vec<QueryLink> {
    let link = |state: Option<State>, label: &str, count: i64| QueryLink {
        href: query.with_state(state).address(base),
        label: format!("{label} ({count})"),
        current: query.state() == state,
    };
    let each = counts.iter().map(|(state, count)| link(Some(*state), state.label(), *count));
    std::iter::once(link(None, "All", all)).chain(each).collect()
}

/// By score only where somebody has one.
fn orders(base: &str, query: &TableQuery, is_scored: bool) -> Vec<QueryLink> {
    let link = |order: &Order| QueryLink {
        href: query.with_order(*order).address(base),
        label: order.label().into(),
        current: query.order() == *order,
    };
    Order::ALL.iter().filter(|order| is_scored || **order != Order::Score).map(link).collect()
}
