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

/// Settles a report, tells who reported if they gave an address, and forgets the address.
pub fn settle(
    conn: &mut Conn,
    actor: &Actor,
    id: ReportId,
    (outcome, words): (ReportState, &str),
    here: &Here,
) -> Outcome<(), DeskError> {
    let Some(report) = store::find(conn, id)? else { return refuse(DeskError::NotFound) };
    if report.state != ReportState::Open {
        return refuse(already(conn, "report", id.0, report.state.as_str())?);
    }
    decide_alone(conn, actor, Kind::Report, id.0, here.now)?;
    if !store::settle(conn, id, outcome, here.now)? {
        return refuse(already(conn, "report", id.0, report.state.as_str())?);
    }
    decided(conn, Kind::Report, id.0)?;
    let listing = listings::find(conn, report.listing_id)?;
    let name = listing.as_ref().map_or("a listing", |listing| listing.name());
    let label = format!("{}: {name}", codes::report_reasons().label(&report.reason));
    let act = if outcome == ReportState::Upheld { "report.uphold" } else { "report.dismiss" };
    audit::note(conn, actor, act, Subject::new("report", id.0, label), words, here.now)?;
    if let Some(email) = &report.email {
        SettledMail { email, listing: name, outcome, words }
            .letter(&here.site)
            .post(conn, here.now, &here.site)?;
    }
    Ok(())
}
