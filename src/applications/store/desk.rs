//! The SQL of applications as a provider sees them: drafts do not exist, and every query names the scope. Whose an
//! application is stays here while it is hidden: rows leave with a reference for the name.

use std::collections::HashMap;

use diesel::dsl::{count_star, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Double, Integer, Text};

use super::{Opened, open, profile};
use crate::accounts;
use crate::applications::model::{
    Application, ApplicationId, Mask, Order, REFERENCES, State, called, days_late, is_hidden,
    parse_reference, reference,
};
use crate::kit::clock::Moment;
use crate::kit::db::{Conn, lower};
use crate::kit::text::like;
use crate::listings::{self as listing_rows, ListingId, within};
use crate::providers::{Belongs, Scope};
use crate::schema::{applications, listings};

/// Rows on one page of the table.
pub(in crate::applications) const PAGE: i64 = 50;

/// Which applications a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::applications) struct Wanted {
    pub scope: Scope,
    /// `None` for those to all of its listings.
    pub listing: Option<ListingId>,
    /// `None` for all.
    pub state: Option<State>,
    /// A part of a name, or a reference; empty for everybody.
    pub words: String,
}

#[derive(Clone, Debug)]
pub(in crate::applications) struct Row {
    pub id: ApplicationId,
    /// A name, or a reference as long as the name is hidden.
    pub who: String,
    pub reference: String,
    pub is_hidden: bool,
    pub state: State,
    pub submitted_at: Option<Moment>,
    pub title: String,
}

pub(super) type Rows<'a> = diesel::dsl::IntoBoxed<
    'a,
    diesel::dsl::InnerJoin<applications::table, listings::table>,
    <Conn as diesel::connection::Connection>::Backend,
>;

pub(super) fn submitted(wanted: &Wanted) -> Rows<'_> {
    let rows = applications::table.inner_join(listings::table).into_boxed().filter(of_any_state(wanted));
    match wanted.state {
        Some(state) => rows.filter(applications::state.eq(state)),
        None => rows,
    }
}

/// Which rows are wanted. Boxed by itself, because a query that is boxed as a whole cannot be grouped.
type Condition = Box<
    dyn BoxableExpression<
            diesel::dsl::InnerJoinQuerySource<applications::table, listings::table>,
            <Conn as diesel::connection::Connection>::Backend,
            SqlType = Bool,
        >,
>;

fn of_any_state(wanted: &Wanted) -> Condition {
    let theirs = within(&wanted.scope).and(applications::state.ne(State::Draft));
    let here: Condition = match wanted.listing {
        Some(listing) => Box::new(theirs.and(applications::listing_id.eq(listing))),
        None => Box::new(theirs),
    };
    if wanted.words.is_empty() {
        return here;
    }
    // A name that is hidden cannot be found out by looking for it.
    let shown = listings::blind.eq(false).or(applications::revealed_at.is_not_null());
    let named = lower(applications::name).like(like(&wanted.words)).escape('\\').and(shown);
    match parse_reference(&wanted.words) {
        Some(number) => Box::new(here.and(named.or(has_reference(number)))),
        None => Box::new(here.and(named)),
    }
}

/// Both engines say alike what is left of a division; diesel has no word for it.
fn has_reference(number: i64) -> SqlLiteral<Bool> {
    sql(&format!("applications.id % {REFERENCES} = {number}"))
}

type Found = (ApplicationId, String, State, Option<Moment>, String, bool, Option<Moment>);

/// One page of a provider's applications, or of one listing's.
pub(in crate::applications) fn rows(
    conn: &mut Conn,
    wanted: &Wanted,
    order: Order,
    page: i64,
) -> QueryResult<Vec<Row>> {
    let rows: Vec<Found> = ordered(submitted(wanted), order)
        .offset((page - 1).max(0) * PAGE)
        .limit(PAGE)
        .select((
            applications::id,
            applications::name,
            applications::state,
            applications::submitted_at,
            listings::title,
            listings::blind,
            applications::revealed_at,
        ))
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

fn row((id, name, state, submitted_at, title, blind, revealed_at): Found) -> Row {
    let is_hidden = is_hidden(blind, revealed_at);
    Row {
        id,
        who: called(id, &name, is_hidden),
        reference: reference(id),
        is_hidden,
        state,
        submitted_at,
        title,
    }
}

/// Each order ends with the number, so that no row stands on two pages.
fn ordered(rows: Rows<'_>, order: Order) -> Rows<'_> {
    match order {
        Order::Newest => rows.order((applications::submitted_at.desc(), applications::id.desc())),
        Order::Oldest => rows.order((applications::submitted_at, applications::id)),
        Order::Changed => rows.order((applications::updated_at.desc(), applications::id.desc())),
        // As `model::total` has it; those whom nobody has scored come last.
        Order::Score => rows.order((
            sql::<Double>(
                "COALESCE((SELECT SUM(score) * 1.0 / COUNT(DISTINCT account_id) FROM application_scores \
                 WHERE application_id = applications.id), -1) DESC",
            ),
            applications::submitted_at.desc(),
            applications::id.desc(),
        )),
        // Those without a name come last, in the order they came in: the place of a row must not tell its name.
        Order::Name => rows.order((
            sql::<Integer>("CASE WHEN listings.blind AND applications.revealed_at IS NULL THEN 1 ELSE 0 END"),
            sql::<Text>(
                "CASE WHEN listings.blind AND applications.revealed_at IS NULL THEN '' \
                 ELSE lower(applications.name) END",
            ),
            applications::id,
        )),
    }
}

/// How many there are in each state, whichever is wanted; states without any are left out.
pub(in crate::applications) fn counts(conn: &mut Conn, wanted: &Wanted) -> QueryResult<Vec<(State, i64)>> {
    let counts: HashMap<State, i64> = applications::table
        .inner_join(listings::table)
        .filter(of_any_state(wanted))
        .group_by(applications::state)
        .select((applications::state, count_star()))
        .load::<(State, i64)>(conn)?
        .into_iter()
        .collect();
    Ok(State::ALL.iter().filter_map(|state| Some((*state, *counts.get(state)?))).collect())
}

/// `None` when this provider has got no such application. It is whole: what of it the provider may see, its reader
/// decides.
pub(in crate::applications) fn owned_by_provider(
    conn: &mut Conn,
    scope: &Scope,
    id: ApplicationId,
) -> QueryResult<Option<Application>> {
    applications::table
        .inner_join(listings::table)
        .filter(applications::id.eq(id))
        .filter(within(scope))
        .filter(applications::state.ne(State::Draft))
        .select(applications::all_columns)
        .first(conn)
        .optional()
}

/// Those of the applications that this listing of this provider has got, first come first.
pub(in crate::applications) fn several(
    conn: &mut Conn,
    scope: &Scope,
    listing: ListingId,
    ids: &[ApplicationId],
) -> QueryResult<Vec<Application>> {
    applications::table
        .inner_join(listings::table)
        .filter(applications::id.eq_any(ids.to_vec()))
        .filter(applications::listing_id.eq(listing))
        .filter(within(scope))
        .filter(applications::state.ne(State::Draft))
        .order((applications::submitted_at, applications::id))
        .select(applications::all_columns)
        .load(conn)
}

/// An application as its provider may read it.
#[derive(Clone, Debug)]
pub(in crate::applications) struct Opening {
    pub opened: Opened,
    /// Whose it is, is not shown yet.
    pub is_hidden: bool,
    /// It waits for an answer after the day by which there was to be one.
    pub is_late: bool,
}

/// `None` when its listing is gone.
pub(in crate::applications) fn open_for_provider(
    conn: &mut Conn,
    application: Application,
    now: Moment,
) -> QueryResult<Option<Opening>> {
    let Some(mut opened) = open(conn, application, now)? else { return Ok(None) };
    let is_hidden = is_hidden(opened.vacancy.blind, opened.application.revealed_at);
    let is_late = days_late(opened.application.state, opened.vacancy.decide_by, now.london_day()).is_some();
    if is_hidden {
        let mask = mask_of(conn, &opened.application)?;
        opened = opened.hidden(&mask);
    }
    Ok(Some(Opening { opened, is_hidden, is_late }))
}

/// What hides who sent an application in a text of theirs.
pub(in crate::applications) fn mask_of(conn: &mut Conn, application: &Application) -> QueryResult<Mask> {
    let account = accounts::find(conn, application.candidate_id)?;
    let name = account.map(|account| account.name).unwrap_or_default();
    Ok(Mask::of(application, &name, profile::with(conn, application)?.as_ref()))
}

/// The members who reach an application; `None` when it is not within the reach of who asks.
pub(in crate::applications) fn colleagues(
    conn: &mut Conn,
    scope: &Scope,
    id: ApplicationId,
) -> QueryResult<Option<Vec<Belongs>>> {
    let found = owned_by_provider(conn, scope, id)?;
    found.map(|application| listing_rows::reaching(conn, application.listing_id)).transpose()
}

impl Opened {
    /// Without anything by which a provider could tell whose it is.
    fn hidden(mut self, mask: &Mask) -> Self {
        self.application.statement = mask.hide(&self.application.statement);
        for answer in self.answers.values_mut() {
            *answer = mask.hide(answer);
        }
        self.cv = None;
        self.documents.clear();
        self.profile = self.profile.map(|profile| profile.without_person(|text| mask.hide(text)));
        self.application = self.application.for_provider(true);
        self
    }
}

/// From now on the provider sees whose it is. The first time stays.
pub(in crate::applications) fn reveal(conn: &mut Conn, id: ApplicationId, now: Moment) -> QueryResult<()> {
    diesel::update(applications::table.find(id).filter(applications::revealed_at.is_null()))
        .set(applications::revealed_at.eq(now))
        .execute(conn)
        .map(drop)
}
