//! The home of a provider's desk: what is to be done, its listings, and its numbers.

use std::collections::HashMap;

use actix_web::web::Path;
use chrono::{Duration, NaiveDate};
use diesel::QueryResult;

use crate::accounts::AccountId;
use crate::app::App;
use crate::applications::forms::HomeQuery;
use crate::applications::model::Period;
use crate::applications::store::{self, Since};
use crate::applications::views::{Numbers, Waits, doings, home};
use crate::kit::clock::end_of_london_day;
use crate::kit::db::Conn;
use crate::listings::model::{CLOSES_SOON_DAYS, Source};
use crate::listings::{self, EditState, ListingId, ListingState, LooksWanted};
use crate::providers::pages::overview_of;
use crate::providers::{ProviderId, Scope};
use crate::web::form::Query;
use crate::web::guards::Member;
use crate::web::reply::{Reply, page};

/// Listings of a state that the home shows.
const SHOWN: i64 = 20;
/// Things that wait that are named one by one, of each kind.
const NAMED: i64 = 8;

pub async fn overview(member: Member, path: Path<ProviderId>, query: Query<HomeQuery>, app: App) -> Reply {
    let mut view = overview_of(&app, &member, *path).await?;
    let (scope, account, today) = (view.scope.clone(), member.account.id, app.clock.today());
    let asked = query.clone();
    let read = app
        .read(move |conn| Ok((waits(conn, &scope, account, today)?, numbers(conn, &scope, &asked, today)?)));
    let (waits, numbers) = read.await?;
    let desk = view.provider.desk_href();
    view.doings = doings(&desk, &waits, view.doings, view.may_edit, today);
    view.home = (!numbers.counts.is_empty()).then(|| home(&desk, &query, &numbers, today));
    page(view)
}

fn waits(conn: &mut Conn, scope: &Scope, account: AccountId, today: NaiveDate) -> QueryResult<Waits> {
    let counts = listings::counts(conn, scope)?;
    let soon = today + Duration::days(CLOSES_SOON_DAYS);
    Ok(Waits {
        suspended: listings::suspended(conn, scope, NAMED)?,
        returned: listings::by_state(conn, scope, ListingState::Returned, NAMED)?,
        returned_changes: listings::edits_in(conn, scope, EditState::Returned, NAMED)?,
        unsent_changes: listings::edits_in(conn, scope, EditState::Draft, NAMED)?,
        awaiting: store::awaiting(conn, scope, NAMED)?,
        all_awaiting: store::count_awaiting(conn, scope)?,
        unread: store::unread_people(conn, scope, account)?,
        unbooked: store::unbooked(conn, scope, NAMED)?,
        offers: store::offers_out(conn, scope)?,
        expiring: listings::closing_by(conn, scope, soon, SHOWN)?,
        drafts: counts.iter().find(|(state, _)| *state == ListingState::Draft).map_or(0, |(_, n)| *n),
    })
}

fn numbers(conn: &mut Conn, scope: &Scope, query: &HomeQuery, today: NaiveDate) -> QueryResult<Numbers> {
    let period = Period::parse(&query.weeks);
    let counts = listings::counts(conn, scope)?;
    let state = state_of(&counts, ListingState::parse(&query.state));
    let of_state = listings::by_state(conn, scope, state, SHOWN)?;
    let ids: Vec<ListingId> = of_state.iter().map(|listing| listing.id).collect();
    // Only one of its own can be asked about.
    let listing = match query.listing.parse() {
        Ok(listing) => listings::owned(conn, scope, listing)?,
        Err(_) => None,
    };
    let source = Source::parse(&query.source);
    let since = period.starts(today).first().copied().unwrap_or(today);
    let of_one = listing.as_ref().map(|listing| listing.id);
    let wanted = |listing, source| LooksWanted { scope: scope.clone(), since, listing, source };
    let from = Since { scope, listing: of_one, since: end_of_london_day(since - Duration::days(1)) };
    let views_of = listings::looks_by_listing(conn, &wanted(None, None))?;
    let views_by_listing = match (of_one, source) {
        (None, None) => views_of.clone(),
        _ => listings::looks_by_listing(conn, &wanted(of_one, source))?,
    };
    let numbers = Numbers {
        views_of,
        views_by_listing,
        applications_of: store::counts_of(conn, &ids)?,
        views_by_day: listings::looks_by_day(conn, &wanted(of_one, source))?,
        views_by_source: listings::looks_by_source(conn, &wanted(of_one, None))?,
        submitted: store::submitted_since(conn, from)?,
        happened: store::happened_since(conn, from)?,
        titles: HashMap::new(),
        listings: of_state,
        period,
        counts,
        state,
        listing,
        source,
    };
    with_titles(conn, numbers)
}

fn with_titles(conn: &mut Conn, numbers: Numbers) -> QueryResult<Numbers> {
    let charted = numbers.most_viewed().into_iter().chain(numbers.most_applied());
    let ids: Vec<ListingId> = charted.map(|(id, _)| id).collect();
    Ok(Numbers { titles: listings::titles(conn, &ids)?, ..numbers })
}

/// The state asked for, else the one that people look for first.
fn state_of(counts: &[(ListingState, i64)], asked: Option<ListingState>) -> ListingState {
    use ListingState::{Closed, Draft, Live, Returned, Submitted, Withdrawn};
    let has = |state: &ListingState| counts.iter().any(|(one, _)| one == state);
    let usual = [Live, Submitted, Returned, Draft, Closed, Withdrawn];
    asked.filter(has).or_else(|| usual.into_iter().find(has)).unwrap_or(Live)
}
