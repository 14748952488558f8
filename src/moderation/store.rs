//! The SQL of reports, and of the queue.

mod holds;
mod likeness;
mod queue;
mod suspensions;
mod threads;

pub(super) use holds::*;
pub(super) use likeness::*;
pub(super) use queue::{Asked, Counted, Row, after, before, count, first, page, place};
pub use queue::{count_waiting, oldest_waiting};
pub(super) use suspensions::*;
pub use suspensions::{Suspension, any_lapsed};
pub(super) use threads::*;

use diesel::prelude::*;

use crate::kit::clock::Moment;
use crate::kit::db::Conn;
use crate::listings::{self as all_listings, ListingId};
use crate::moderation::model::{Kind, ReportId, ReportState, SuspensionId, ThreadId};
use crate::providers::{self, ClaimId, ProviderId, StoryId};
use crate::schema::{listings, reports};

#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = reports)]
pub struct Report {
    pub id: ReportId,
    pub listing_id: ListingId,
    /// A code of `codes::report_reasons`.
    pub reason: String,
    pub words: String,
    /// Where the outcome is told; removed once it is.
    pub email: Option<String>,
    pub state: ReportState,
    pub created_at: Moment,
    pub settled_at: Option<Moment>,
}

/// What is not settled, as the review desk lists it: of several reports of a listing the first, for all of them.
const WAITING: &str = "SELECT reports.id, reports.created_at AS sent_at, listings.title, providers.name AS who, \
     reports.reason AS what FROM reports JOIN listings ON listings.id = reports.listing_id \
     JOIN providers ON providers.id = listings.provider_id WHERE reports.state = 'open' AND NOT EXISTS \
     (SELECT 1 FROM reports AS earlier WHERE earlier.listing_id = reports.listing_id \
     AND earlier.state = 'open' AND earlier.id < reports.id)";

/// The organisation that something is of; `None` when there is no such thing.
pub(super) fn provider_of(conn: &mut Conn, kind: Kind, id: i64) -> QueryResult<Option<ProviderId>> {
    let of_listing = |conn: &mut Conn, id| {
        Ok::<_, diesel::result::Error>(all_listings::find(conn, id)?.map(|listing| listing.provider_id))
    };
    match kind {
        Kind::Provider => Ok(Some(ProviderId(id))),
        Kind::Listing | Kind::Edit => of_listing(conn, ListingId(id)),
        Kind::Claim => Ok(providers::claim(conn, ClaimId(id))?.map(|claim| claim.provider_id)),
        Kind::Story => Ok(providers::story(conn, StoryId(id))?.map(|story| story.provider_id)),
        Kind::Thread => Ok(thread(conn, ThreadId(id))?.map(|(about, _)| about.provider)),
        Kind::Suspension | Kind::Appeal => {
            Ok(suspension(conn, SuspensionId(id))?.map(|suspension| suspension.provider_id))
        }
        Kind::Report => match find(conn, ReportId(id))? {
            Some(report) => of_listing(conn, report.listing_id),
            None => Ok(None),
        },
    }
}

pub(super) fn insert(conn: &mut Conn, report: &Report) -> QueryResult<()> {
    diesel::insert_into(reports::table).values(report.clone()).execute(conn).map(drop)
}

/// `None` when there is no such report.
pub(super) fn find(conn: &mut Conn, id: ReportId) -> QueryResult<Option<Report>> {
    reports::table.find(id).select(Report::as_select()).first(conn).optional()
}

/// Is the same thing said of a listing already, and not settled? A button may be pressed twice.
pub(super) fn is_repeated(conn: &mut Conn, report: &Report) -> QueryResult<bool> {
    let said: Vec<Option<String>> = reports::table
        .filter(reports::listing_id.eq(report.listing_id))
        .filter(reports::reason.eq(&report.reason))
        .filter(reports::words.eq(&report.words))
        .filter(reports::state.eq(ReportState::Open))
        .select(reports::email)
        .load(conn)?;
    Ok(said.contains(&report.email))
}

/// The reports of a listing, newest first.
pub(super) fn of_listing(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Report>> {
    reports::table
        .filter(reports::listing_id.eq(listing))
        .order(reports::id.desc())
        .limit(20)
        .select(Report::as_select())
        .load(conn)
}

/// The reports of a provider's listings, newest first.
pub(super) fn of_provider(conn: &mut Conn, provider: ProviderId) -> QueryResult<Vec<Report>> {
    reports::table
        .inner_join(listings::table)
        .filter(listings::provider_id.eq(provider))
        .order(reports::id.desc())
        .limit(20)
        .select(Report::as_select())
        .load(conn)
}

/// What is not settled of a listing, oldest first.
pub(super) fn open_of_listing(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Report>> {
    reports::table
        .filter(reports::listing_id.eq(listing))
        .filter(reports::state.eq(ReportState::Open))
        .order(reports::id)
        .select(Report::as_select())
        .load(conn)
}

/// Settles a report and forgets its address; false when it was settled already.
pub(super) fn settle(conn: &mut Conn, id: ReportId, state: ReportState, now: Moment) -> QueryResult<bool> {
    let settled = diesel::update(reports::table.find(id).filter(reports::state.eq(ReportState::Open)))
        .set((reports::state.eq(state), reports::settled_at.eq(now), reports::email.eq(None::<String>)))
        .execute(conn)?;
    Ok(settled == 1)
}

/// How many reports were made for a reason of `codes::report_reasons`.
pub fn count_reports_for(conn: &mut Conn, reason: &str) -> QueryResult<i64> {
    reports::table.filter(reports::reason.eq(reason)).count().get_result(conn)
}
