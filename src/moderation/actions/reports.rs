//! What the public tells us of a listing, and what comes of it.

use super::{DeskError, already, decide_alone, decided};
use crate::accounts::actions::Here;
use crate::audit::{self, Actor, Subject};
use crate::codes;
use crate::kit::db::{Conn, Outcome, refuse};
use crate::listings::{self, ListingId};
use crate::moderation::mails::SettledMail;
use crate::moderation::model::{Kind, ReportId, ReportState};
use crate::moderation::store::{self, Report};

/// What somebody tells us.
#[derive(Clone, Debug)]
pub struct NewReport {
    pub reason: String,
    pub words: String,
    pub email: Option<String>,
}

/// Takes a report of a listing that the public can see; false when they cannot. Said twice, it is kept once.
pub fn report(conn: &mut Conn, listing: ListingId, new: &NewReport, here: &Here) -> Outcome<bool> {
    if listings::full_live(conn, listing, here.now)?.is_none() {
        return Ok(false);
    }
    let report = Report {
        id: ReportId::new(),
        listing_id: listing,
        reason: new.reason.clone(),
        words: new.words.clone(),
        email: new.email.clone(),
        state: ReportState::Open,
        created_at: here.now,
        settled_at: None,
    };
    if !store::is_repeated(conn, &report)? {
        store::insert(conn, &report)?;
    }
    Ok(true)
}

/// Settles the reports of a listing up to one that was shown, tells those who gave an address, and forgets the
/// addresses. What came later waits for a look of its own.
pub fn settle(
    conn: &mut Conn,
    actor: &Actor,
    (id, up_to): (ReportId, ReportId),
    (outcome, words): (ReportState, &str),
    here: &Here,
) -> Outcome<(), DeskError> {
    let Some(report) = store::find(conn, id)? else { return refuse(DeskError::NotFound) };
    if report.state != ReportState::Open {
        return refuse(already(conn, "report", id.0, report.state.as_str())?);
    }
    let open = store::open_of_listing(conn, report.listing_id)?;
    // The first stands in the queue for all.
    if let Some(first) = open.first() {
        decide_alone(conn, actor, Kind::Report, first.id.0, here.now)?;
        decided(conn, Kind::Report, first.id.0)?;
    }
    for one in open.iter().filter(|one| one.id <= up_to || one.id == id) {
        if store::settle(conn, one.id, outcome, here.now)? {
            tell(conn, actor, one, (outcome, words), here)?;
        }
    }
    Ok(())
}

/// Leaves the line in the log and writes the letter.
fn tell(
    conn: &mut Conn,
    actor: &Actor,
    report: &Report,
    (outcome, words): (ReportState, &str),
    here: &Here,
) -> diesel::QueryResult<()> {
    let listing = listings::find(conn, report.listing_id)?;
    let name = listing.as_ref().map_or("a listing", |listing| listing.name());
    let label = format!("{}: {name}", codes::report_reasons().label(&report.reason));
    let act = if outcome == ReportState::Upheld { "report.uphold" } else { "report.dismiss" };
    audit::note(conn, actor, act, Subject::new("report", report.id.0, label), words, here.now)?;
    if let Some(email) = &report.email {
        SettledMail { email, listing: name, outcome, words }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}
